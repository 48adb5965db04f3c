"""Scorecards of very many records to one file, computed in columns as far as can be.

What the file says is what would be written scorecard by scorecard. A batch of rows at a time is scored and written to a
part of its own; when all have been read, the ranks are known, and the parts become one file. Rows that are not plain
are read and scored one by one. A fault in a row ends it: faults are told, in full and in order, by reading record by
record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.records.batches import Batch, batches
from chiso.records.build import build_records
from chiso.records.open_records import Opened
from chiso.records.record import Record
from chiso.report.flat import flat_columns, flat_values
from chiso.report.flat_frame import FlatFrame, flat_frame
from chiso.report.flat_parts import FlatParts, widest
from chiso.report.flat_ranks import FlatRanks
from chiso.report.flat_units import FlatUnits
from chiso.report.parquet import fits, frame_of
from chiso.ruleset.program import Program
from chiso.run.check_record import check_record, inspect_periods
from chiso.run.columnar.compute_plain import compute_plain
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.vector import NotInColumns
from chiso.run.exact import score

_PLACE = "\N{NULL}place"


class Faulty(Exception):
    """Something is wrong with a record, so that all have to be read one by one."""


class Bulk:
    """The scorecards of the records of some files; iterating reads and scores them, a batch at a time.

    Iterating gives how many rows have been read, and raises `Faulty`. `in_columns` and `by_rows` count the records that
    were scored each way; what kept all of a batch from being scored in columns is in `not_in_columns`, in the words of
    the rules.
    """

    def __init__(self, program: Program, files: Sequence[Opened], folder: Path, facts: Sequence[str]) -> None:
        self._program = program
        self._files = files
        self._facts = facts
        self._columns = flat_columns(program, facts)
        self._parts = FlatParts(folder, self._columns)
        self._ranks = FlatRanks()
        self._units = FlatUnits()
        self._first: dict[str, Record] = {}
        self._current = 0
        self.in_columns = 0
        self.by_rows = 0
        self.not_in_columns: set[str] = set()

    def __iter__(self) -> Iterator[int]:
        for place, file in enumerate(self._files):
            self._current = place
            ended = Report()
            found = 0
            for batch in batches(file, ended):
                found += self._take(batch, file)
                yield batch.frame.height
            if ended.has_errors or not found:
                raise Faulty
        if self._units.may_repeat():
            raise Faulty

    def share(self) -> float:
        """How much of the files has been read, from 0 to 1."""
        return (self._current + self._files[self._current].table.share()) / len(self._files)

    def doubts(self) -> list[Diagnostic]:
        """What is doubtful about scoring the records by this edition."""
        doubts = Report()
        inspect_periods(self._program, self._first.values(), doubts)
        return list(doubts)

    def write_parquet(self, path: Path) -> None:
        """All of it as one Parquet file, once all has been read. Raises `OSError`."""
        self._parts.write_parquet(path, self._ranks)

    def write_csv(self, path: Path) -> None:
        """All of it as one CSV file, once all has been read. Raises `OSError`."""
        self._parts.write_csv(path, self._ranks)

    def _take(self, batch: Batch, file: Opened) -> int:
        """Score a batch; how many records were in it."""
        settled = self._in_columns(batch, file)
        places = pl.Series(_PLACE, range(batch.frame.height), dtype=pl.Int64)
        others = places if settled is None else places.filter(~places.is_in(settled.get_column(_PLACE).implode()))
        whole = _together(settled, self._one_by_one(batch, file, others) if others.len() else None)
        if whole is None or not whole.height:
            return 0
        self._note_periods(whole, batch, file)
        self._ranks.add(whole)
        self._units.add(whole)
        self._parts.add(whole.drop(_PLACE))
        return whole.height

    def _in_columns(self, batch: Batch, file: Opened) -> pl.DataFrame | None:
        """The flat table of the rows that columns can say all about, with their places; None for none."""

        def compute(rows: PlainRows) -> FlatFrame:
            return flat_frame(self._program, rows, self._facts)

        if not batch.frame.height:
            return None
        try:
            plain = compute_plain(self._program, batch.frame, compute, batch.is_odd, file.style)
        except NotInColumns as construct:
            self.not_in_columns.add(str(construct))
            return None
        flat = plain.result
        places = pl.Series(_PLACE, range(batch.frame.height), dtype=pl.Int64)
        own = places if plain.is_plain is None else places.filter(plain.is_plain)
        settled = flat.frame.with_columns(own).filter(flat.is_settled)
        self.in_columns += settled.height
        return settled

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

    def _note_periods(self, whole: pl.DataFrame, batch: Batch, file: Opened) -> None:
        """The first record of each period that has not come up before."""
        places = whole.group_by("period", maintain_order=True).agg(pl.col(_PLACE).first())
        for period, place in places.iter_rows():
            record = None if period in self._first else self._record(batch, file, place)
            if record is not None:
                self._first[period] = record


def _together(settled: pl.DataFrame | None, others: pl.DataFrame | None) -> pl.DataFrame | None:
    """Both as one table, in the order of their places."""
    if settled is None or others is None:
        return others if settled is None else settled
    kinds = widest([settled.schema, others.schema])
    return pl.concat([part.cast(kinds) for part in (settled, others)]).sort(_PLACE)
