"""Scorecards of very many records to one file, computed in columns as far as can be.

What the file says is what would be written scorecard by scorecard. A batch of rows at a time is scored and written to a
part of its own; when all have been read, the ranks are known, and the parts become one file. Rows that are not plain
are read and scored one by one. A fault in a row ends it: faults are told, in full and in order, by reading record by
record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import polars as pl

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.diagnostics.nearest import folded
from chiso.records.batches import Batch, batches
from chiso.records.build import build_records
from chiso.records.open_records import Opened
from chiso.records.record import Record
from chiso.report.flat import Content, flat_columns, flat_values
from chiso.report.flat_frame import FlatFrame, flat_frame
from chiso.report.parquet import fits, frame_of
from chiso.ruleset.program import TOTAL, Program
from chiso.run.check_record import check_record, inspect_periods
from chiso.run.columnar.compute_plain import compute_plain
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.vector import NotInColumns
from chiso.run.exact import score

_PLACE = "\N{NULL}place"
_RANK = f"{TOTAL}.rank"
_LEAGUE = ("level", "period")
_RIVALS = [*_LEAGUE, f"{TOTAL}.points"]
_ROWS_IN_A_GROUP = 10_000


class Faulty(Exception):
    """Something is wrong with a record, so that all have to be read one by one."""


class Bulk:
    """The scorecards of the records of some files; iterating reads and scores them, a batch at a time.

    Iterating raises `Faulty`. `in_columns` and `by_rows` count the records that were scored each way; what kept all of
    a batch from being scored in columns is in `not_in_columns`, in the words of the rules.
    """

    def __init__(self, program: Program, files: Sequence[Opened], folder: Path, facts: Sequence[str]) -> None:
        self._program = program
        self._files = files
        self._folder = folder
        self._facts = facts
        self._columns = flat_columns(program, facts)
        self._parts: list[Path] = []
        self._totals: list[pl.DataFrame] = []
        self._known: list[pl.DataFrame] = []
        self._first: dict[str, Record] = {}
        self._current = 0
        self.in_columns = 0
        self.by_rows = 0
        self.not_in_columns: set[str] = set()

    def __iter__(self) -> Iterator[int]:
        for place, file in enumerate(self._files):
            self._current = place
            ended = Report()
            before = len(self._parts)
            for batch in batches(file, ended):
                self._take(batch, file)
                yield batch.frame.height
            if ended.has_errors or len(self._parts) == before:
                raise Faulty
        self._refuse_twice()

    def share(self) -> float:
        """How much of the files has been read, from 0 to 1."""
        return (self._current + self._files[self._current].table.share()) / len(self._files)

    def doubts(self) -> list[Diagnostic]:
        """What is doubtful about scoring the records by this edition."""
        doubts = Report()
        inspect_periods(self._program, self._first.values(), doubts)
        return list(doubts)

    # A batch.

    def _take(self, batch: Batch, file: Opened) -> None:
        settled = self._in_columns(batch, file)
        places = pl.Series(_PLACE, range(batch.frame.height), dtype=pl.Int64)
        others = places if settled is None else places.filter(~places.is_in(settled.get_column(_PLACE).implode()))
        parts = [] if settled is None else [settled]
        if others.len():
            parts.append(self._one_by_one(batch, file, others))
        whole = (_together(parts).sort(_PLACE) if len(parts) > 1 else parts[0]).drop(_PLACE)
        self._note(whole, batch, file)
        self._write(whole)

    def _in_columns(self, batch: Batch, file: Opened) -> pl.DataFrame | None:
        """The flat table of the rows that columns can say all about, with their places; None for none."""

        def compute(rows: PlainRows) -> FlatFrame:
            return flat_frame(self._program, rows, self._facts)

        try:
            plain = compute_plain(self._program, batch.frame, compute, batch.is_odd, file.style)
        except NotInColumns as construct:
            self.not_in_columns.add(str(construct))
            return None
        flat = plain.result
        places = pl.Series(_PLACE, range(batch.frame.height), dtype=pl.Int64)
        own = places if plain.is_plain is None else places.filter(plain.is_plain)
        self.in_columns += int(flat.is_settled.sum())
        return flat.frame.with_columns(own).filter(flat.is_settled)

    def _one_by_one(self, batch: Batch, file: Opened, places: pl.Series) -> pl.DataFrame:
        cells, kept = [], []
        for place in places:
            record = self._record(batch, file, place)
            if record is not None:
                cells.append(flat_values(score(self._program, record), None, self._facts))
                kept.append(place)
        self.by_rows += len(kept)
        if not fits(cells):
            raise Faulty
        return frame_of(self._columns, cells).with_columns(pl.Series(_PLACE, kept, dtype=pl.Int64))

    def _record(self, batch: Batch, file: Opened, place: int) -> Record | None:
        """A sound record; None for a row without any value. Raises `Faulty`."""
        built = next(iter(build_records([batch.row(place)], file.columns, self._program, file.style)), None)
        if built is None:
            return None
        faults = Report()
        if built.record is not None:
            check_record(self._program, built.record, faults)
        if built.record is None or faults.has_errors:
            raise Faulty
        return built.record

    def _note(self, whole: pl.DataFrame, batch: Batch, file: Opened) -> None:
        """What has to be known of all records: totals for ranks, who they are, and one of each period."""
        self._totals.append(whole.select(pl.col(name) for name in _RIVALS).group_by(_RIVALS).len())
        self._known.append(_keys(whole))
        for period in set(whole.get_column("period")) - self._first.keys():
            place = batch.frame.get_column("period").index_of(period)
            record = None if place is None else self._record(batch, file, place)
            if record is not None:
                self._first[period] = record

    def _refuse_twice(self) -> None:
        """Raise `Faulty` where a unit may have two records for a period: whether it has, its reader can tell."""
        known = pl.concat(self._known)
        for name in known.columns:
            keys = known.get_column(name).drop_nulls()
            if keys.n_unique() < keys.len():
                raise Faulty

    # The parts.

    def _write(self, whole: pl.DataFrame) -> None:
        path = self._folder / f"{len(self._parts):08}.parquet"
        whole.write_parquet(path, compression="lz4")
        self._parts.append(path)

    def write_parquet(self, path: Path) -> None:
        """All of it as one Parquet file. Raises `OSError`."""
        parts = [self._ranked(part) for part in self._scanned()]
        pl.concat(parts).sink_parquet(path, row_group_size=_ROWS_IN_A_GROUP)

    def write_csv(self, path: Path) -> None:
        """All of it as one CSV file. Raises `OSError`."""
        digits = {column.name: column.digits for column in self._columns if column.content is Content.DECIMAL}
        numbers = count()
        with path.open("wb") as file:
            for part in self._scanned():
                written = self._ranked(part).with_columns(_written(part, digits)).collect()
                written.write_csv(file, include_header=not next(numbers))

    def _scanned(self) -> list[pl.LazyFrame]:
        """The parts, decimals with as many digits as any of them has."""
        parts = [pl.scan_parquet(path) for path in self._parts]
        kinds = [part.collect_schema() for part in parts]
        return [part.cast(pl.Schema(_widest(kinds))) for part in parts]

    def _ranked(self, part: pl.LazyFrame) -> pl.LazyFrame:
        names = [column.name for column in self._columns]
        kind = part.collect_schema()[f"{TOTAL}.points"]
        ranks = _ranks(pl.concat([totals.cast({f"{TOTAL}.points": kind}) for totals in self._totals]))
        return part.drop(_RANK).join(ranks.lazy(), on=_RIVALS, how="left", maintain_order="left").select(names)


def _ranks(totals: pl.DataFrame) -> pl.DataFrame:
    """The rank of each total within its level and period, by how many have it or a better one."""
    counted = totals.drop_nulls().group_by(_RIVALS).agg(pl.col("len").sum()).sort(_RIVALS, descending=True)
    better = pl.col("len").cum_sum().over(_LEAGUE) - pl.col("len")
    return counted.select(*_RIVALS, (better + 1).cast(pl.Int64).alias(_RANK))


def _together(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    kinds = _widest([part.schema for part in parts])
    return pl.concat([part.cast(pl.Schema(kinds)) for part in parts])


def _widest(schemas: Sequence[pl.Schema]) -> dict[str, pl.DataType]:
    widest: dict[str, pl.DataType] = {}
    for schema in schemas:
        for name, kind in schema.items():
            known = widest.get(name, kind)
            is_wider = isinstance(kind, pl.Decimal) and isinstance(known, pl.Decimal) and kind.scale > known.scale
            widest[name] = kind if is_wider else known
    return widest


def _keys(whole: pl.DataFrame) -> pl.DataFrame:
    """What units are known by: their names, and their codes where they have some."""
    named = [_folded(whole, name) for name in ("unit", "parent") if name in whole.columns]
    found = [pl.DataFrame([*named, whole.get_column("level"), whole.get_column("period")]).hash_rows().alias("name")]
    if "code" in whole.columns:
        codes = whole.select(pl.struct("code", "period").hash().alias("code"), pl.col("code").is_null().alias("none"))
        found.append(codes.select(pl.when(~pl.col("none")).then(pl.col("code"))).to_series())
    return pl.DataFrame(found)


def _folded(whole: pl.DataFrame, name: str) -> pl.Series:
    return pl.Series(name, [folded(text or "") for text in whole.get_column(name)], dtype=pl.String)


def _written(part: pl.LazyFrame, digits: dict[str, int]) -> Iterator[pl.Expr]:
    """Cells of a CSV file: no text where there is none, and no more decimals than the rule has or a value needs."""
    for name, kind in part.collect_schema().items():
        if kind == pl.String:
            yield pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        elif isinstance(kind, pl.Decimal) and kind.scale > digits[name]:
            kept = rf"(\.[0-9]{{{digits[name]}}}[0-9]*?)0+$"
            yield pl.col(name).cast(pl.String).str.replace(kept, "$1").str.strip_suffix(".").alias(name)
