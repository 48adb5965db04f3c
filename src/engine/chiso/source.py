"""Texts that were given to us, and places in them.

A `Source` is one file as read: its name as the user wrote it and its whole text. A `Span` is a stretch of that
text. Every diagnostic, every syntax node and every resolved value of a rule set points at spans, so a message can
always show the user's own words.
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
    """One text with the name it was given under; with `is_file` false, a name that was itself given as an argument."""

    name: str
    text: str = field(repr=False)
    is_file: bool = True

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line break."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """The character offset at which a line (from 1) begins."""
        return self._line_starts[number - 1]

    def whole(self) -> Span:
        """The start of the text, for faults that belong to the file as such."""
        return Span(self, 0, 0)


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

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))
