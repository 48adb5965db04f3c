"""An audit for people: each finding with its place, then what was checked and how much of it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.text import Text

from chiso import audit_data, markdown_table, visible
from chiso import markdown_plain as plain
from chiso_cli.render.tables import Grid
from chiso_cli.render.words import word

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Audit, Language, Program

_COLOURS = {"error": "bold red", "warning": "bold yellow"}


class _Line(NamedTuple):
    """What was checked of one kind in one file."""

    title: str
    file: str
    figures: str
    checked: int
    held: int


def print_audit(program: Program, audit: Audit, language: Language, console: Console) -> None:
    """The findings, the table of what was checked, and the count of both."""
    data = audit_data(audit, language)
    for finding in data["findings"]:
        for line in _finding(finding, language):
            console.print(line, soft_wrap=not console.is_terminal)
        console.print()
    if data["checked"]:
        console.print(_table(_lines(data["checked"], language), language))
    console.print(Text(_summary(data, language), style="bold"), soft_wrap=not console.is_terminal)


def _finding(finding: dict[str, Any], language: Language) -> Iterator[Text]:
    severity = str(finding["severity"])
    first = Text(f"{_place(finding['where'])}: ")
    first.append(f"{word(severity, language)}[{finding['kind']}]", style=_COLOURS[severity])
    first.append(f": {visible(str(finding['sentence']))}")
    yield first
    repair = finding["repair"]
    if repair is not None:
        blanks = {"place": _place(repair), "printed": repair["printed"], "text": repair["text"]}
        yield Text(f"  = {word('help', language)}: {visible(word('one-digit', language, **blanks))}", style="green")


def _place(where: dict[str, Any]) -> str:
    return f"{where['file']}:{where['line']}:{where['column']} ({where['name']})"


def _lines(checked: Iterable[dict[str, Any]], language: Language) -> list[_Line]:
    """The tallies of one kind in one file on one line."""
    found = []
    for (title, file), tallies in groupby(checked, key=lambda tally: (tally["title"], tally["file"])):
        together = list(tallies)
        figures = "; ".join(_figures(tally, language) for tally in together)
        counts = [sum(int(tally[key]) for tally in together) for key in ("checked", "held")]
        found.append(_Line(title, file, figures, *counts))
    return found


def _figures(tally: dict[str, Any], language: Language) -> str:
    """A figure, and how many of it were checked: `on_time_rate 13`, or `progress 5 of 14`."""
    if tally["held"] == tally["checked"]:
        return f"{tally['subject']} {tally['checked']}"
    return f"{tally['subject']} {word('of-checked', language, held=tally['held'], checked=tally['checked'])}"


def _table(lines: Sequence[_Line], language: Language) -> Grid:
    keys = ("audited-what", "audited-where", "audited-figures", "audited-checked", "audited-held")
    rows = []
    title = ""
    for line in lines:
        shown = "" if line.title == title else line.title
        title = line.title
        rows.append((shown, visible(line.file), visible(line.figures), str(line.checked), str(line.held)))
    styles = ["" if line.held == line.checked else "red" for line in lines]
    return Grid([word(key, language) for key in keys], rows, {3, 4}, styles)


def _summary(data: dict[str, Any], language: Language) -> str:
    checked = sum(tally["checked"] for tally in data["checked"])
    held = sum(tally["held"] for tally in data["checked"])
    return word("audit-summary", language, count=checked, held=held, failed=checked - held)


def markdown(program: Program, audit: Audit, language: Language) -> str:
    """The same as a Markdown page."""
    data = audit_data(audit, language)
    lines = [f"# {plain(program.title.in_language(language))}", "", _summary(data, language), ""]
    if data["findings"]:
        heads = [word(key, language) for key in ("audited-finding", "audited-where", "audited-repair")]
        lines += [*markdown_table(heads, map(_cells, data["findings"])), ""]
    if data["checked"]:
        keys = ("audited-what", "audited-where", "audited-figures", "audited-checked", "audited-held")
        rows = [[str(cell) for cell in line] for line in _lines(data["checked"], language)]
        lines += [*markdown_table([word(key, language) for key in keys], rows, figures={3, 4}), ""]
    return "\n".join(lines)


def _cells(finding: dict[str, Any]) -> list[str]:
    repair = finding["repair"]
    mended = "" if repair is None else f"{_place(repair)}: {repair['printed']} → {repair['text']}"
    return [str(finding["sentence"]), _place(finding["where"]), mended]
