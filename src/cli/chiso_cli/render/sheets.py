"""Sheets on a terminal, as a page of markdown, and rows as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from chiso import guarded, markdown_table, visible
from chiso import markdown_plain as plain
from chiso_cli.console import page

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Sheet

_NUMBER = re.compile(r"-?[0-9]+(?:[./][0-9]+)?")


def sheets_table(sheets: Sequence[Sheet], *, for_file: bool) -> str:
    """The sheets below each other, each between its headings and its remarks."""
    console, text = page(for_file=for_file)
    for place, sheet in enumerate(sheets):
        if place:
            console.print()
        for heading in sheet.headings:
            _print_line(Text(visible(heading), style="bold"), console)
        if sheet.rows:
            console.print(_table(sheet))
        for note in sheet.notes:
            _print_line(Text(visible(note)), console)
    lines = [line.rstrip() for line in text.getvalue().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n")) + "\n"


def _print_line(line: Text, console: Console) -> None:
    console.print(line, soft_wrap=not console.is_terminal)


def _table(sheet: Sheet) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for place, column in enumerate(sheet.columns):
        table.add_column(visible(column), justify="right" if place in sheet.figures else "left", overflow="fold")
    for place, row in enumerate(sheet.rows):
        table.add_row(*(Text(visible(cell)) for cell in row), style="bold" if place in sheet.strong else "")
    return table


def sheets_markdown(sheets: Sequence[Sheet]) -> str:
    """The sheets as a page."""
    return "\n".join("\n".join(_markdown(sheet)) for sheet in sheets).strip("\n") + "\n"


def _markdown(sheet: Sheet) -> Iterable[str]:
    for place, heading in enumerate(sheet.headings):
        yield f"{'**' if place else '## '}{plain(heading)}{'**' if place else ''}\n"
    if sheet.rows:
        yield from markdown_table(sheet.columns, sheet.rows, sheet.figures)
        yield ""
    yield from (f"- {plain(note)}" for note in sheet.notes)
    if sheet.notes:
        yield ""


def rows_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A header and rows, no text of which a spreadsheet takes for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def _guarded(cell: object) -> object:
    """A cell as it is; a text, unless it says a number, so that it stays one."""
    return guarded(cell) if isinstance(cell, str) and not _NUMBER.fullmatch(cell) else cell


def json_text(data: object) -> str:
    """Plain data as JSON, numbers exact."""
    import simplejson

    return simplejson.dumps(data, ensure_ascii=False, indent=2, use_decimal=True) + "\n"
