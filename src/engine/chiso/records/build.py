"""Rows to records: values read by their columns, faults named at their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.lang.values import Given
from chiso.records.columns import FACTS, OPTIONAL_FACTS, Column
from chiso.records.layout import Style
from chiso.records.read_value import ValueFault, is_absent, read_value
from chiso.records.record import Record
from chiso.records.table import LONGEST_CELL, Broken, Line, Row, Unreadable
from chiso.ruleset.program import Program
from chiso.source import Span

_FACT_COLUMNS = frozenset((*FACTS, *OPTIONAL_FACTS))


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """Where a record stands in its file."""

    line: Line
    indices: Mapping[str, int]

    @property
    def row(self) -> int:
        return self.line.row

    def place(self, name: str) -> Span:
        """The place of the cell under a column; the first cell's when the file has no such column."""
        return self.line.cell(self.indices.get(name, 0))


@dataclass(frozen=True, slots=True)
class Built:
    """What a row came to: a record, or None with the faults; `facts` is what is known of it even so."""

    record: Record | None
    faults: Sequence[Diagnostic]
    facts: Mapping[str, Given]
    origin: RowOrigin


def build_records(
    rows: Iterable[Row], columns: Sequence[Column | None], program: Program, style: Style = Style.PLAIN
) -> Iterator[Built]:
    """What each row comes to, one after the other; rows without any value are passed over."""
    used = [(index, column) for index, column in enumerate(columns) if column is not None]
    indices = {column.name: index for index, column in used}
    for row in rows:
        if row.fault is not None:
            yield Built(None, (row.fault,), {}, RowOrigin(row.line, indices))
        elif any(cell and not cell.isspace() for cell in row.cells):
            yield _built(row, used, RowOrigin(row.line, indices), program, style)


def _built(row: Row, used: Sequence[tuple[int, Column]], origin: RowOrigin, program: Program, style: Style) -> Built:
    facts: dict[str, Given] = {}
    inputs: dict[str, Given] = {}
    reported: dict[str, Given] = {}
    faults = Report()
    for index, column in used:
        cell = row.cells[index]
        if not cell or is_absent(cell, column):
            continue
        try:
            value = _value(cell, column, program, style)
        except ValueFault as fault:
            said = {"row": row.line.row, "column": column.name, **fault.arguments}
            faults.extend([Diagnostic(fault.id, row.line.cell(index), said)])
            continue
        into = facts if column.name in _FACT_COLUMNS else inputs if column.is_input else reported
        into[column.name] = value
    for name in FACTS:
        if name not in facts and not faults.has_errors:
            faults.add("fact-missing", origin.place(name), row=row.line.row, column=name)
    record = None if faults.has_errors else _record(facts, inputs, reported, origin)
    return Built(record, tuple(faults), facts, origin)


def _value(cell: str, column: Column, program: Program, style: Style) -> Given:
    if isinstance(cell, Broken):
        raise ValueFault("formula-without-value", value=str(cell))
    if isinstance(cell, Unreadable):
        raise ValueFault("not-a-cell", value=cell[:LONGEST_CELL])
    if len(cell) > LONGEST_CELL:
        raise ValueFault("cell-too-long", length=len(cell), most=LONGEST_CELL)
    return read_value(cell if cell == cell.strip() else cell.strip(), column, program, style)


def _record(
    facts: Mapping[str, Given], inputs: Mapping[str, Given], reported: Mapping[str, Given], origin: RowOrigin
) -> Record:
    code, parent = (str(facts[name]) if name in facts else None for name in OPTIONAL_FACTS)
    unit, level, period = (str(facts[name]) for name in FACTS)
    return Record(unit, level, period, inputs, reported, origin, code, parent)
