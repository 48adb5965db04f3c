"""Plain tables and lines of text on one page: as wide as the terminal, or for a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from chiso import visible
from chiso_cli.console import page


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table whose cells are folded where they do not fit."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for head in heads:
        made.add_column(head, overflow="fold")
    for row in rows:
        made.add_row(*(Text(visible(cell)) for cell in row))
    return made


def printed(parts: Iterable[Table | Text], *, for_file: bool) -> str:
    """The parts below each other, without blanks at the ends of lines."""
    console, text = page(for_file=for_file)
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"
