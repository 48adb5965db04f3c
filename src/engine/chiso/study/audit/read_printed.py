"""A printed table, every cell as in the document, to figures and words by what its columns are declared to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.reading import read
from chiso.records.build import Row as Cells
from chiso.records.read_csv import LARGEST_FILE, TableText, read_table
from chiso.ruleset.document import Block, Scalar
from chiso.source import Span
from chiso.study.audit.document import Row
from chiso.study.audit.figure import ABSENT, Figure, Measure, Said, finest, number_of, step_of

WORD = "word"


class Printed(NamedTuple):
    """The rows of a table, and its row of totals apart."""

    file: str
    rows: tuple[Row, ...]
    total: Row | None


def read_printed(path: Path, block: Block, columns: Mapping[str, str], report: Report) -> Printed | None:
    """The printed table of a file; None after reporting that it cannot be read."""
    source = read(path, report, limit=LARGEST_FILE)
    table = None if source is None else read_table(source, report)
    if table is None or not _has_columns(table, block, columns, report):
        return None
    unit = block.text("unit") or "unit"
    rows = [_row(cells, table.names, unit, columns, report) for cells in table.rows]
    rows = _with_steps(rows, columns)
    total = _total(rows, block, report)
    return Printed(str(path), tuple(row for row in rows if row is not total), total)


def _has_columns(table: TableText, block: Block, columns: Mapping[str, str], report: Report) -> bool:
    """Whether the file has every declared column, and one with the names of units."""
    section = block.block("columns")
    wanted = {} if section is None else {name: section.keys[name].span for name in columns}
    unit = block.scalar("unit")
    wanted.setdefault("unit" if unit is None else unit.words, block.keys["file"].span if unit is None else unit.span)
    strange = [name for name in wanted if name not in table.names]
    for name in strange:
        near = nearest(name, table.names)
        report.add("column-not-in-table", wanted[name], column=name, file=block.text("file") or "", near=near)
    return not strange


def _row(cells: Cells, names: Sequence[str], unit: str, columns: Mapping[str, str], report: Report) -> Row:
    found: dict[str, Figure | Said] = {}
    for name, text in zip(names, cells.cells, strict=True):
        if name not in columns or text.strip() in ABSENT:
            continue
        cell = _cell(text.strip(), name, columns[name], cells.origin.place(name))
        if cell is None:
            place, row = cells.origin.place(name), cells.origin.row
            report.add("not-a-figure", place, row=row, column=name, value=text.strip())
        else:
            found[name] = cell
    return Row(" ".join(cells.cells[names.index(unit)].split()), cells.origin.place(unit), found)


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
