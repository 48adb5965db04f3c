"""How a data file is laid out, where it does not say so itself: number style, sheet, what its headings stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from chiso.source import Span


class Style(Enum):
    """How the numbers of a file are written: 82,07 and 1.936 in Vietnamese, 82.07 and 1936 in plain style."""

    VI = "vi"
    PLAIN = "plain"


AUTO = "auto"
"""Asks for the style that the file's own numbers tell."""


class Meant(NamedTuple):
    """The column that a heading stands for, and where that is said."""

    column: str
    place: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """What is said about a file.

    `numbers` is a style, or `AUTO` where that is asked for, or None where nothing is said; so is `sheet`. `columns`
    gives the column for a heading, `ignored` the headings whose columns are left out, each by its folded words.
    """

    numbers: Style | str | None = None
    sheet: str | None = None
    columns: Mapping[str, Meant] = field(default_factory=dict)
    ignored: Mapping[str, Span] = field(default_factory=dict)

    def before(self, other: Layout) -> Layout:
        """This layout, with what the other says where this one says nothing."""
        return Layout(
            self.numbers or other.numbers,
            self.sheet if self.sheet is not None else other.sheet,
            {**other.columns, **self.columns},
            {**other.ignored, **self.ignored},
        )


NO_LAYOUT = Layout()
