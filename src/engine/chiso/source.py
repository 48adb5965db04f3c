"""Texts that were given to us, and places in them.

A `Source` is one file as read: its name as the user wrote it and its whole text. A `Span` is a stretch of that
text. Every diagnostic, every syntax node and every resolved value of a rule set points at spans, so a message can
always show the user's own words. A cell of a spreadsheet is a source of its own, found by its address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place a person can find in an editor; both numbers start at 1 and count characters."""

    line: int
    column: int


@dataclass(frozen=True, eq=False)
class Source:
    """One text with the name it was given under; with `is_file` false, a name that was itself given as an argument.

    It is a whole file, or of a large one a few lines, the first of them `first_line`.
    """

    name: str
    text: str = field(repr=False)
    is_file: bool = True
    first_line: int = 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line + self.first_line - 1, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, without its line break."""
        place = number - self.first_line + 1
        end = self._line_starts[place] if place < len(self._line_starts) else len(self.text)
        return self.text[self._line_starts[place - 1] : end].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """The character offset at which a line begins."""
        return self._line_starts[number - self.first_line]

    def address(self, offset: int) -> str:
        """How people find a place: `3:30`, the line and the column."""
        place = self.position(offset)
        return f"{place.line}:{place.column}"

    def margin(self, offset: int) -> str:
        """What is shown left of the line of a place: its number."""
        return str(self.position(offset).line)

    def line_around(self, offset: int) -> tuple[str, int]:
        """The line in which a place is, and how far into it."""
        place = self.position(offset)
        return self.line(place.line), place.column - 1

    def whole(self) -> Span:
        """The start of the text, for faults that belong to the file as such."""
        return Span(self, 0, 0)


@dataclass(frozen=True, eq=False)
class CellSource(Source):
    """The text of one cell of a table that is no text file: a sheet, or a table of typed columns.

    Positions are the numbers of its row and column. `cell` is what people call it by, such as `C7`, `sheet` the name
    of its sheet where there is one.
    """

    row: int = 1
    column: int = 1
    cell: str = ""
    sheet: str | None = None

    def position(self, offset: int) -> Position:
        """The row and the column of the cell, wherever in its text."""
        return Position(self.row, self.column)

    def address(self, offset: int) -> str:
        """The cell, after the name of its sheet: `Số liệu!C7`."""
        return self.cell if self.sheet is None else f"{self.sheet}!{self.cell}"

    def margin(self, offset: int) -> str:
        """The cell without its sheet."""
        return self.cell

    def line_around(self, offset: int) -> tuple[str, int]:
        """The text of the cell in one line."""
        return _LINE_BREAK.sub(" ", self.text), offset


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `start` up to, not including, `end` of a source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters the span covers."""
        return self.source.text[self.start : self.end]

    @property
    def begins(self) -> Position:
        """Where the span starts."""
        return self.source.position(self.start)

    @property
    def finishes(self) -> Position:
        """Where the span ends: the position just after its last character."""
        return self.source.position(self.end)

    @property
    def is_in_one_line(self) -> bool:
        """Whether it ends in the line in which it starts."""
        return self.begins.line == self.finishes.line

    @property
    def address(self) -> str:
        """How people find where it starts: `3:30`, or `Số liệu!C7` in a sheet."""
        return self.source.address(self.start)

    @property
    def margin(self) -> str:
        """What is shown left of its first line."""
        return self.source.margin(self.start)

    @property
    def line_around(self) -> tuple[str, int]:
        """The line in which it starts, and how far into it."""
        return self.source.line_around(self.start)

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))
