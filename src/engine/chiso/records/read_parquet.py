"""Parquet to a table, by batches of rows. The only module of records that knows polars.

Whole numbers, decimals, days, flags and texts are taken as they are; a double as `table.written` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

import polars as pl

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import comparable
from chiso.records.table import LONGEST_CELL, MOST_COLUMNS, Heading, Row, Table, Unreadable, written
from chiso.source import CellSource, Source, Span

BATCH = 20_000
"""So many rows at a time are read one by one."""

_TEXTS = (pl.Categorical, pl.Enum)
_DAMAGE = (pl.exceptions.PolarsError, OSError, ValueError, pl.exceptions.PanicException)


def read_parquet(path: Path, name: str, report: Report) -> Table | None:
    """The table of a Parquet file; None after reporting what is wrong with it."""
    try:
        frame = pl.scan_parquet(path, glob=False)
        schema = frame.collect_schema()
        height = frame.select(pl.len()).collect().item()
    except _DAMAGE:
        report.add("parquet-damaged", Source(name, "").whole(), file=name)
        return None
    if len(schema) > MOST_COLUMNS or not schema:
        place, limit = Source(name, "").whole(), Word("limit.columns")
        report.add("limit-exceeded", place, limit=limit, actual=len(schema), most=MOST_COLUMNS)
        return None
    casts = [pl.col(column).cast(pl.String) for column, type in schema.items() if type.base_type() in _TEXTS]
    floats = frozenset(place for place, type in enumerate(schema.values()) if type == pl.Float32)
    reading = _Reading(frame.with_columns(casts), name, tuple(schema), floats, height)
    headings = tuple(
        Heading(comparable(column).strip(), (), _place(name, 1, index, column, column))
        for index, column in enumerate(schema)
    )
    has_texts = any(type in (pl.String, *_TEXTS) for type in schema.values())
    rows, share, frames = reading.rows, reading.share, reading.frames
    return Table(name, headings, headings[0].span, rows, share, has_texts=has_texts, frames=frames)


def _place(name: str, row: int, column: int, heading: str, text: str) -> Span:
    shown = text[:LONGEST_CELL]
    source = CellSource(name, shown, row=row, column=column + 1, cell=f"{row}:{heading}")
    return Span(source, 0, len(shown))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, counted from 1, called by its number and the column's name."""

    name: str
    row: int
    cells: Sequence[str]
    columns: tuple[str, ...]

    def cell(self, index: int) -> Span:
        return _place(self.name, self.row, index, self.columns[index], self.cells[index])


@dataclass(slots=True)
class _Reading:
    """The file, and how many of its rows have been read."""

    frame: pl.LazyFrame
    name: str
    columns: tuple[str, ...]
    floats: frozenset[int]
    height: int
    done: int = 0

    def rows(self, report: Report) -> Iterator[Row]:
        """The rows, a batch at a time."""
        for frame, row in self.frames(report, BATCH):
            for place in range(frame.height):
                self.done += 1
                yield row(place)

    def frames(self, report: Report, size: int) -> Iterator[tuple[pl.DataFrame, Callable[[int], Row]]]:
        """The rows as columns, a batch at a time, each with what reads one of its rows."""
        self.done = 0
        try:
            for start in range(0, self.height, size):
                frame = self.frame.slice(start, size).collect()
                written = frame.with_columns(pl.col(pl.Float32).cast(pl.String))
                yield frame, partial(self._row, written, start)
                self.done = max(self.done, start + frame.height)
        except _DAMAGE:
            report.add("parquet-damaged", Source(self.name, "").whole(), file=self.name)

    def _row(self, frame: pl.DataFrame, start: int, place: int) -> Row:
        cells = [_cell(value, index in self.floats) for index, value in enumerate(frame.row(place))]
        return Row(cells, _Line(self.name, start + place + 1, cells, self.columns))

    def share(self) -> float:
        """How much has been read."""
        return self.done / max(self.height, 1)


def _cell(value: object, is_float: bool) -> str:
    """A value as a cell; polars writes a float of 32 bits out better than Python does."""
    text = written(Decimal(value) if is_float and isinstance(value, str) else value)
    return Unreadable(value) if text is None else text
