"""Plain tables and lines of text on one page: as wide as the terminal, or for a file or a pipe."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from chiso import visible
from chiso_cli.console import page

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

_AROUND = 2
"""Columns of the terminal that a column of a table takes beside its words."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that fits its page: words stay whole as long as there is room, and what does not fit is folded.

    The columns at the places of `figures` are aligned to the right; `styles` has the style of each row.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: Collection[int] = ()
    styles: Sequence[str] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for place, (head, width) in enumerate(zip(self.heads, self._widths(options.max_width), strict=True)):
            made.add_column(head, overflow="fold", width=width, justify="right" if place in self.figures else "left")
        for place, row in enumerate(self.rows):
            made.add_row(*map(Text, row), style=self.styles[place] if self.styles else "")
        yield made

    def _widths(self, room: int) -> list[int]:
        """The widest columns give way first, down to their longest words, and only then below them."""
        columns = [[head, *(row[place] for row in self.rows)] for place, head in enumerate(self.heads)]
        whole = [max(cell_len(line) for cell in cells for line in cell.split("\n")) for cells in columns]
        words = [max((cell_len(word) for cell in cells for word in cell.split()), default=0) for cells in columns]
        left = max(room - _AROUND * len(columns), len(columns))
        if sum(words) > left:
            return _cut(words, [1] * len(words), left)
        return _cut(whole, words, left)


def _cut(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """What each wants, the widest cut alike until all fit, none below its least."""
    for widest in range(max(wanted), 0, -1):
        widths = [max(low, min(width, widest)) for width, low in zip(wanted, least, strict=True)]
        if sum(widths) <= room:
            return widths
    return list(least)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Grid:
    """A table without the columns that say nothing."""
    cells = [[visible(cell) for cell in row] for row in rows]
    said = [place for place in range(len(heads)) if not cells or any(row[place] for row in cells)]
    return Grid([heads[place] for place in said], [[row[place] for place in said] for row in cells])


def printed(parts: Iterable[Grid | Text], *, for_file: bool) -> str:
    """The parts below each other, without blanks at the ends of lines."""
    console, text = page(for_file=for_file)
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"
