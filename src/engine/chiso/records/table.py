"""A table of records as a file holds it, before anything is known of its columns: headings, and rows of cells.

Every cell is a text. What a file gives as a number, a day or a flag of its own (a sheet, JSON, Parquet) is written out
exactly as a `Plain` text: how numbers are written in the file's texts says nothing about it. A double, which is all
that a sheet knows, says the decimal of at most 15 digits that reads as this double; that is also all that spreadsheet
programs show. 0.1 is 0.1, and a cached 0.30000000000000004 is 0.3. Its binary expansion is nobody's figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, Protocol

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.lang.values import decimal_text, exceeds_digits, from_decimal
from chiso.records.layout import NO_LAYOUT, Layout
from chiso.source import Span

MOST_COLUMNS = 2_000
LONGEST_CELL = 32_767
LONGEST_NUMBER = 30
_SHOWN_DIGITS = 15
"""How many digits of a double spreadsheet programs show; each decimal of so many has a double of its own."""


class Plain(str):
    """A cell that is no text in its file, written out: the same in every style of numbers."""

    __slots__ = ()


class Broken(str):
    """A cell whose formula has come to an error, which is then its text, or to nothing, and its text is the formula."""

    __slots__ = ()


class Unreadable(str):
    """A cell that holds what no cell of a record can be, such as a list; the text shows it."""

    __slots__ = ()


class Line(Protocol):
    """Where a row stands in its file."""

    @property
    def row(self) -> int:
        """The number people call the row by."""
        ...

    def cell(self, index: int) -> Span:
        """The place of a cell, by the place of its heading among the headings."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record, one for each heading, with where they stand; or what keeps them from being read."""

    cells: Sequence[str]
    line: Line
    fault: Diagnostic | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column: its own words, and those of merged header rows above them, the nearest first."""

    words: str
    above: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """One file of records.

    `head` is where a lacking heading would have to stand. `rows` reads the rows, anew at each call; faults that end the
    reading go to its report. `share` tells how much of the file has been read, from 0 to 1. `layout` is what the file
    itself says of how to read it, `has_texts` whether any of its cells may be a text with a number in it,
    `has_sheets` whether it is one sheet of several. A file that holds columns gives them by `frames`: tables of polars,
    one batch of so many rows after the other, each with what reads one of its rows by its place.
    """

    name: str
    headings: tuple[Heading, ...]
    head: Span
    rows: Callable[[Report], Iterator[Row]]
    share: Callable[[], float]
    layout: Layout = field(default=NO_LAYOUT)
    has_texts: bool = True
    has_sheets: bool = False
    frames: Callable[[Report, int], Iterator[tuple[Any, Callable[[int], Row]]]] | None = None


def written(value: object) -> str | None:
    """A typed value as a cell; None for one that no cell can be."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Plain("true" if value else "false")
    if isinstance(value, int):
        return None if exceeds_digits(value, LONGEST_NUMBER) else Plain(value)
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, datetime):
        return Plain(value.date() if value.time().replace(tzinfo=None).isoformat() == "00:00:00" else value)
    if isinstance(value, date):
        return Plain(value)
    return of_double(value) if isinstance(value, float) else None


def of_double(value: float) -> str | None:
    """What a double says, as a cell; None for an infinity or no number."""
    return _of_decimal(Decimal(f"{value:.{_SHOWN_DIGITS}g}")) if isfinite(value) else None


def _of_decimal(value: Decimal) -> str | None:
    sound = value.is_finite() and abs(value.adjusted()) < LONGEST_NUMBER
    return Plain(decimal_text(from_decimal(value))) if sound else None
