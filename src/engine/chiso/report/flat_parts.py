"""Flat rows (`flat`) in parts of their own on disk, which become one file when the ranks of all are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from chiso.records.cell_text import FORMULA
from chiso.report.flat import Content, FlatColumn
from chiso.report.flat_ranks import POINTS, RANK, RIVALS, FlatRanks
from chiso.report.parquet import MOST_DIGITS

_ROWS_IN_A_GROUP = 10_000


class FlatParts:
    """The parts, in the order in which they were added."""

    def __init__(self, folder: Path, columns: Sequence[FlatColumn]) -> None:
        self._folder = folder
        self._columns = columns
        self._digits = {column.name: column.digits for column in columns if column.content is Content.DECIMAL}
        self._parts: list[Path] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Write some rows. Raises `OSError`."""
        path = self._folder / f"{len(self._parts):08}.parquet"
        shortest = [_shortest(rows.get_column(name), digits) for name, digits in self._digits.items()]
        rows.with_columns(shortest).write_parquet(path, compression="lz4", statistics=False)
        self._parts.append(path)

    def write_parquet(self, path: Path, ranks: FlatRanks) -> None:
        """All of it as one Parquet file. Raises `OSError`."""
        whole = pl.concat(self._scanned())
        self._ranked(whole, _by_total(whole, ranks)).sink_parquet(path, row_group_size=_ROWS_IN_A_GROUP)

    def write_csv(self, path: Path, ranks: FlatRanks) -> None:
        """All of it as one CSV file. Raises `OSError`."""
        parts = self._scanned()
        found = _by_total(parts[0], ranks)
        with path.open("wb") as file:
            for number, part in enumerate(parts):
                written = self._ranked(part, found).with_columns(self._written(part.collect_schema())).collect()
                written.write_csv(file, include_header=number == 0)

    def _scanned(self) -> list[pl.LazyFrame]:
        """The parts, decimals with as many digits as any of them has."""
        parts = [pl.scan_parquet(path) for path in self._parts]
        kinds = widest([part.collect_schema() for part in parts])
        return [part.cast(kinds) for part in parts]

    def _ranked(self, rows: pl.LazyFrame, ranks: pl.LazyFrame) -> pl.LazyFrame:
        names = [column.name for column in self._columns]
        return rows.drop(RANK).join(ranks, on=RIVALS, how="left", maintain_order="left").select(names)

    def _written(self, kinds: pl.Schema) -> Iterator[pl.Expr]:
        """Cells of a CSV file: no name is a formula, and no number has more decimals than the rule or it needs."""
        for column in self._columns:
            kind = kinds[column.name]
            if column.content is Content.NAME:
                yield guarded_names(column.name)
            elif column.content is Content.WORD:
                yield pl.when(pl.col(column.name) != "").then(pl.col(column.name)).alias(column.name)
            elif isinstance(kind, pl.Decimal) and kind.scale > column.digits:
                yield _as_short_as_can_be(column)


def _by_total(rows: pl.LazyFrame, ranks: FlatRanks) -> pl.LazyFrame:
    return ranks.ranks(rows.collect_schema()[POINTS]).lazy()


def guarded_names(name: str) -> pl.Expr:
    """A column of names as `guarded` writes each."""
    column = pl.col(name)
    return pl.when(column.str.contains(FORMULA)).then("'" + column).otherwise(column).alias(name)


def _as_short_as_can_be(column: FlatColumn) -> pl.Expr:
    needless = rf"(\.[0-9]{{{column.digits}}}[0-9]*?)0+$"
    return pl.col(column.name).cast(pl.String).str.replace(needless, "$1").str.strip_suffix(".")


def widest(schemas: Sequence[pl.Schema]) -> pl.Schema:
    """The schema that all tables fit into: decimals with as many digits as any of them has."""
    found = dict(schemas[0])
    for schema in schemas[1:]:
        found |= {name: kind for name, kind in schema.items() if _scale(kind) > _scale(found[name])}
    return pl.Schema(found)


def _scale(kind: pl.DataType) -> int:
    return kind.scale if isinstance(kind, pl.Decimal) else 0


def _shortest(decimals: pl.Series, digits: int) -> pl.Series:
    """A column with as few digits as its values need, but no fewer than so many."""
    scale = _scale(decimals.dtype)
    if scale <= digits:
        return decimals
    ends = [pl.lit(10 ** (scale - fewer), dtype=pl.Int128) for fewer in range(digits, scale)]
    steps = pl.DataFrame({"steps": decimals.to_physical()})
    tests = [(pl.col("steps") % end == 0).all().alias(str(place)) for place, end in enumerate(ends)]
    held = steps.select(tests).row(0)
    return decimals.cast(pl.Decimal(MOST_DIGITS, digits + held.index(True))) if any(held) else decimals
