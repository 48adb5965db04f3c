"""A printed table, every cell as in the document, to figures and words by what its columns are declared to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.records.layout import NO_LAYOUT
from chiso.records.match_columns import Headings
from chiso.records.open_table import open_table
from chiso.records.table import Row as Cells
from chiso.records.table import Table
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.program import Program
from chiso.source import Span
from chiso.study.audit.document import Row
from chiso.study.audit.figure import ABSENT, Figure, Measure, Said, finest, number_of, step_of

WORD = "word"


class Printed(NamedTuple):
    """The rows of a table, and its row of totals apart."""

    file: str
    rows: tuple[Row, ...]
    total: Row | None


def read_printed(
    path: Path, block: Block, columns: Mapping[str, str], program: Program, report: Report
) -> Printed | None:
    """The printed table of a file; None after reporting that it cannot be read."""
    table = open_table(path, str(path), NO_LAYOUT, Headings(program), report)
    if table is None or not _has_columns(table, block, columns, report):
        return None
    rows = _rows(table, block.text("unit") or "unit", columns, report)
    rows = _with_steps(rows, columns)
    total = _total(rows, block, report)
    return Printed(str(path), tuple(row for row in rows if row is not total), total)


def _has_columns(table: Table, block: Block, columns: Mapping[str, str], report: Report) -> bool:
    """Whether the file has every declared column, and one with the names of units."""
    section = block.block("columns")
    wanted = {} if section is None else {name: section.keys[name].span for name in columns}
    unit = block.scalar("unit")
    wanted.setdefault("unit" if unit is None else unit.words, block.keys["file"].span if unit is None else unit.span)
    strange = [name for name in wanted if name not in _names(table)]
    for name in strange:
        near = nearest(name, _names(table))
        report.add("column-not-in-table", wanted[name], column=name, file=block.text("file") or "", near=near)
    return not strange


def _rows(table: Table, unit: str, columns: Mapping[str, str], report: Report) -> list[Row]:
    names, found = _names(table), []
    for cells in table.rows(report):
        if cells.fault is not None:
            report.extend([cells.fault])
        elif any(cell.strip() for cell in cells.cells):
            found.append(_row(cells, names, unit, columns, report))
    return found


def _names(table: Table) -> list[str]:
    return [heading.words for heading in table.headings]


def _row(cells: Cells, names: Sequence[str], unit: str, columns: Mapping[str, str], report: Report) -> Row:
    found: dict[str, Figure | Said] = {}
    for index, name in enumerate(names):
        text = cells.cells[index].strip()
        if name not in columns or text in ABSENT:
            continue
        place = cells.line.cell(index)
        cell = _cell(text, name, columns[name], place)
        if cell is None:
            report.add("not-a-figure", place, row=cells.line.row, column=name, value=text)
        else:
            found[name] = cell
    own = names.index(unit)
    return Row(" ".join(cells.cells[own].split()), cells.line.cell(own), found)


def _cell(text: str, column: str, measure: str, place: Span) -> Figure | Said | None:
    if measure == WORD:
        return Said(text, place, column)
    number = number_of(text, Measure(measure))
    if number is None:
        return None
    return Figure(text, place, column, Measure(measure), number, step_of(text, Measure(measure)))


def _with_steps(rows: Sequence[Row], columns: Mapping[str, str]) -> list[Row]:
    """The rows with each column's figures taken to be printed alike."""
    steps = {
        column: finest(figure.step for row in rows if (figure := row.figure(column)) is not None) for column in columns
    }
    return [replace(row, cells={name: _stepped(cell, steps[name]) for name, cell in row.cells.items()}) for row in rows]


def _stepped(cell: Figure | Said, step: Fraction) -> Figure | Said:
    return replace(cell, step=step) if isinstance(cell, Figure) and cell.measure is not Measure.COUNT else cell


def _total(rows: Sequence[Row], block: Block, report: Report) -> Row | None:
    total = block.scalar("total")
    if not isinstance(total, Scalar):
        return None
    found = next((row for row in rows if folded(row.unit) == folded(total.words)), None)
    if found is None:
        near = nearest(total.words, [row.unit for row in rows])
        report.add("no-such-row", total.span, name=total.words, file=block.text("file") or "", near=near)
    return found
