"""The header of a sheet: titles, notes and group headings may stand above it.

The header row is, of the first rows, the one that names most columns, with the cells that are merged down to it; the
last of them when several name as many, so that a row of ids goes before the row of titles above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chiso.lang.values import comparable
from chiso.records.match_columns import Headings
from chiso.records.table import Heading
from chiso.source import Source

MOST_HEADER_ROWS = 30

Texts = Sequence[Sequence[str]]
"""The texts of some rows of a sheet, from its first row and column on; rows may be short."""


class ColumnHead(NamedTuple):
    """What stands above a column: where, its own words, and those above them, the nearest first."""

    row: int
    column: int
    words: str
    above: tuple[str, ...]


def header_row(top: Texts, known: Headings) -> int:
    """Which of the first rows is the header; where none names a column, the first that has a cell."""
    named = [
        _named(top[: row + 1], known) if any(_names(text, known) for text in top[row]) else 0 for row in range(len(top))
    ]
    filled = [any(row) for row in top]
    return max(range(len(top)), key=lambda row: (named[row], filled[row], row if named[row] else -row))


def column_heads(rows: Texts, known: Headings) -> list[ColumnHead]:
    """The heads of all columns that have one, by a header row and the rows above it."""
    found = []
    for column in range(max(map(len, rows))):
        row = _row_of(rows, column, known)
        if row is not None:
            above = tuple(filter(None, (_over(other, column) for other in reversed(rows[:row]))))
            found.append(ColumnHead(row, column, comparable(rows[row][column]).strip(), above))
    return found


def _named(rows: Texts, known: Headings) -> int:
    """How many columns a header row names, with the rows above it."""
    heads = column_heads(rows, known)
    return sum(known.is_known(Heading(head.words, head.above, Source("", "").whole())) for head in heads)


def _names(text: str, known: Headings) -> bool:
    return bool(text) and known.is_known(Heading(text, (), Source("", "").whole()))


def _row_of(rows: Texts, column: int, known: Headings) -> int | None:
    """The row of a column's head: the header row, or one above whose cell names a column and is merged down to it."""
    for row in range(len(rows) - 1, -1, -1):
        text = rows[row][column] if column < len(rows[row]) else ""
        if text:
            return row if row == len(rows) - 1 or _names(text, known) else None
    return None


def _over(row: Sequence[str], column: int) -> str:
    """What stands over a column in a row above: its own cell, or one to the left that may be merged over it."""
    return next((row[at] for at in range(min(column, len(row) - 1), -1, -1) if row[at]), "")
