"""The units of a list, for a template to be filled in: a CSV file with their names, and their levels where it has them.

Any data file is such a list; what else is in it is left aside, and a unit that stands in it for several periods is one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.diagnostics.nearest import folded
from chiso.lang.values import comparable
from chiso.reading import read
from chiso.records.cell_text import unguarded
from chiso.records.columns import Column, Kind
from chiso.records.read_value import ValueFault, read_value
from chiso.ruleset.program import Program
from chiso.source import Source, Span

LARGEST_LIST = 20_000_000

_UNIT = ("unit", "đơn vị")
_LEVEL = ("level", "cấp")


class ListedUnit(NamedTuple):
    """A unit as a list names it; the level is empty where it says none."""

    name: str
    level: str


def read_units(path: Path, program: Program, report: Report) -> list[ListedUnit]:
    """The units of a list, each once; faults go to the report."""
    source = read(path, report, limit=LARGEST_LIST)
    if source is None:
        return []
    try:
        lines = list(_lines(source))
    except csv.Error:
        report.add("csv-malformed", source.whole(), row=1)
        return []
    if not lines:
        report.add("file-empty", source.whole(), file=source.name)
        return []
    (number, head), rows = lines[0], lines[1:]
    names = [folded(cell) for cell in head]
    unit, level = _place(names, _UNIT), _place(names, _LEVEL)
    if unit is None:
        report.add("missing-column", _span(source, number), column="unit")
        return []
    found: dict[ListedUnit, None] = {}
    for number, row in rows:
        name = comparable(unguarded(row[unit].strip())) if unit < len(row) else ""
        if name:
            said = row[level].strip() if level is not None and level < len(row) else ""
            found[ListedUnit(name, _level(said, number, source, program, report))] = None
    if not found and not report.has_errors:
        report.add("no-records", source.whole(), file=source.name)
    return list(found)


def _lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with its line; the delimiter is told by the first."""
    head = source.text.lstrip().splitlines()[:1] or [""]
    delimiter = max(",;\t", key=head[0].count)
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = reader.line_num


def _place(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((place for place, name in enumerate(names) if name in wanted), None)


def _span(source: Source, line: int) -> Span:
    start = source.line_start(line)
    return Span(source, start, start + len(source.line(line)))


def _level(text: str, line: int, source: Source, program: Program, report: Report) -> str:
    if not text:
        return ""
    try:
        return str(read_value(text, Column("level", Kind.LEVEL), program))
    except ValueFault as fault:
        arguments = {"row": line, "column": "level", **fault.arguments}
        report.extend([Diagnostic(fault.id, _span(source, line), arguments)])
        return ""
