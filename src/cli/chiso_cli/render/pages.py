"""Pages on diagnostics for people: laid out on a terminal, as plain Markdown anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from chiso_cli.console import page

if TYPE_CHECKING:
    from chiso import PageLine

_COLOURS = {"error": "red", "warning": "yellow"}
_NARROW = 80
"""Below this width what is said of an id stands beneath it."""


def printed_page(markdown: str, for_file: bool) -> str:
    """A page with headings, code and wrapped paragraphs on a terminal; the Markdown itself in a pipe or a file."""
    console, text = page(for_file=for_file)
    if not console.is_terminal:
        return markdown
    with console.use_theme(Theme({"markdown.code": "bold cyan"})):
        console.print(Markdown(markdown, code_theme="ansi_dark"))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def printed_list(lines: Sequence[PageLine], for_file: bool) -> str:
    """One line for each diagnostic: its id, and what it says of its example; in a narrow terminal beneath the id."""
    console, text = page(for_file=for_file)
    widest = max(len(line.id) for line in lines)
    if not console.is_terminal:
        return "".join(f"{line.id:<{widest}}  {line.words}\n" for line in lines)
    named = [(Text(line.id, style=_COLOURS[line.severity]), Text(line.words)) for line in lines]
    if console.width < _NARROW:
        console.print(Group(*(part for name, words in named for part in (name, Padding(words, (0, 0, 0, 2))))))
    else:
        table = Table.grid(padding=(0, 2))
        for name, words in named:
            table.add_row(name, words)
        console.print(table)
    return text.getvalue()
