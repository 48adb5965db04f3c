"""Scorecards to a Parquet file, one after the other, in bounded memory.

A batch at a time is written to a part of its own; at the end the parts become one file, piece by piece. Only then is it
known how many decimals a column needs: those of the rule, or as many as a value has.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import polars as pl

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Language, RecordError, Report
from chiso.lang.values import as_number, decimals_of, exact_decimal
from chiso.records.cell_text import writable
from chiso.records.record import place_of
from chiso.report.flat import NOT_SCORED, Cell, Content, FlatColumn, flat_columns, flat_values, not_scored_values
from chiso.ruleset.program import Program
from chiso.run.record_stream import NotScored
from chiso.run.scorecard import Scorecard

Add = Callable[[Scorecard, int | None], None]
"""Takes one scorecard with its rank."""

MOST_DIGITS = 38
_CELLS_IN_A_BATCH = 400_000
_ROWS_IN_A_GROUP = 10_000


@contextmanager
def parquet_writer(
    program: Program,
    path: Path,
    facts: Sequence[str] = (),
    not_scored: Sequence[NotScored] = (),
    language: Language = "en",
) -> Iterator[Add]:
    """Write the scorecards that are added to a file, which is there when the block ends without a fault.

    Records that were not scored come last, with a column that says why, in that language. Points and percentages are
    exact decimals, absent values are null. Raises `RecordError` for a number of more digits than the format has,
    `OSError` where it cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".chiso-") as folder:
        parts = _Parts(program, Path(folder), facts, has_reasons=bool(not_scored))
        yield parts.add
        for record in not_scored:
            parts.refuse(record, language)
        parts.join(path)


class _Parts:
    """The rows that wait for their part, and the parts written so far."""

    def __init__(self, program: Program, folder: Path, facts: Sequence[str], *, has_reasons: bool) -> None:
        self._facts = facts
        self._reason: list[Cell] = [None] if has_reasons else []
        self._columns = [*flat_columns(program, facts), *([NOT_SCORED] if has_reasons else [])]
        self._digits = [column.digits for column in self._columns]
        self._folder = folder
        self._rows: list[list[Cell]] = []
        self._files: list[Path] = []

    def add(self, card: Scorecard, rank: int | None) -> None:
        row = flat_values(card, rank, self._facts) + self._reason
        for place, column in enumerate(self._columns):
            if column.content is Content.DECIMAL:
                self._make_room(place, row[place], card)
        self._keep(row)

    def refuse(self, record: NotScored, language: Language) -> None:
        """A row for a record that was not scored."""
        self._keep(not_scored_values(record, self._columns, language))

    def _keep(self, row: list[Cell]) -> None:
        self._rows.append(row)
        if len(self._rows) * len(row) >= _CELLS_IN_A_BATCH:
            self._write_part()

    def _make_room(self, place: int, cell: Cell, card: Scorecard) -> None:
        """Give a column the decimals that a value needs, where the format has them."""
        number = as_number(cell)
        if number is None:
            return
        digits = max(self._digits[place], decimals_of(number) or 0)
        needed = digits + len(str(abs(int(number))))
        if needed > MOST_DIGITS:
            report = Report()
            where = place_of(card.record, "unit")
            report.add("limit-exceeded", where, limit=Word("limit.result"), actual=needed, most=MOST_DIGITS)
            raise RecordError(report)
        self._digits[place] = digits

    def _write_part(self) -> None:
        file = self._folder / f"{len(self._files):08}.parquet"
        self._frame().write_parquet(file, compression="lz4")
        self._files.append(file)
        self._rows = []

    def _frame(self) -> pl.DataFrame:
        return _frame(self._columns, self._digits, self._rows)

    def join(self, path: Path) -> None:
        """All parts as one file, in the order in which the rows were added."""
        if self._rows or not self._files:
            self._write_part()
        columns = [
            pl.col(column.name).cast(pl.Decimal(MOST_DIGITS, digits))
            if column.content is Content.DECIMAL
            else column.name
            for column, digits in zip(self._columns, self._digits, strict=True)
        ]
        parts = [pl.scan_parquet(file).select(columns) for file in self._files]
        pl.concat(parts).sink_parquet(path, row_group_size=_ROWS_IN_A_GROUP)


def frame_of(columns: Sequence[FlatColumn], rows: Sequence[Sequence[Cell]]) -> pl.DataFrame:
    """Flat rows as a table, decimals with those of the rule, or as many as a value has."""
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    digits = [max([column.digits, *map(_decimals, of)]) for column, of in zip(columns, cells, strict=True)]
    return _frame(columns, digits, rows)


def fits(rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether every number has no more digits than the format."""
    numbers = (number for row in rows for cell in row if (number := as_number(cell)) is not None)
    return all((decimals_of(number) or 0) + len(str(abs(int(number)))) <= MOST_DIGITS for number in numbers)


def _decimals(cell: Cell) -> int:
    number = as_number(cell)
    return 0 if number is None else decimals_of(number) or 0


def _frame(columns: Sequence[FlatColumn], digits: Sequence[int], rows: Sequence[Sequence[Cell]]) -> pl.DataFrame:
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    parts = zip(columns, digits, cells, strict=True)
    return pl.DataFrame([_series(column, most, values) for column, most, values in parts])


_TYPES: dict[Content, type[pl.DataType]] = {
    Content.WORD: pl.String,
    Content.WHOLE: pl.Int64,
    Content.FLAG: pl.Boolean,
}


def _series(column: FlatColumn, digits: int, cells: Sequence[Cell]) -> pl.Series:
    if column.content is Content.NAME:
        names = [writable(cell) if isinstance(cell, str) else None for cell in cells]
        return pl.Series(column.name, names, dtype=pl.String)
    if column.content is not Content.DECIMAL:
        return pl.Series(column.name, cells, dtype=_TYPES[column.content])
    return pl.Series(column.name, [_decimal(cell, digits) for cell in cells], dtype=pl.Decimal(MOST_DIGITS, digits))


def _decimal(cell: Cell, digits: int) -> Decimal | None:
    number = as_number(cell)
    return None if number is None else exact_decimal(number, digits)
