"""The results of studies: sheets on a terminal or a page of markdown, data as JSON, rows as CSV."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from chiso import markdown_plain as plain
from chiso import markdown_table, visible
from chiso_cli.console import page
from chiso_cli.inputs import StudyFormat
from chiso_cli.render.plain import guarded_csv, json_text
from chiso_cli.render.tables import Grid

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Sheet


@dataclass(frozen=True, slots=True)
class Result:
    """What a study found, in each of the forms that it can be written in."""

    sheets: Callable[[], Sequence[Sheet]]
    data: Callable[[], object]
    header: Callable[[], Sequence[str]]
    rows: Callable[[], Iterable[Sequence[object]]]


def result_text(result: Result, format: StudyFormat, *, for_file: bool) -> str:
    """The result in a format."""
    if format is StudyFormat.json:
        return json_text(result.data())
    if format is StudyFormat.csv:
        return guarded_csv(result.header(), result.rows())
    if format is StudyFormat.markdown:
        return sheets_markdown(result.sheets())
    return sheets_table(result.sheets(), for_file=for_file)


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


def _table(sheet: Sheet) -> Grid:
    rows = [[visible(cell) for cell in row] for row in sheet.rows]
    styles = ["bold" if place in sheet.strong else "" for place in range(len(rows))]
    return Grid([visible(column) for column in sheet.columns], rows, sheet.figures, styles)


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
