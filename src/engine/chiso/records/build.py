"""Cells to records: values read by their columns, faults reported at their places, no unit twice in a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Diagnostic, Label, Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.lang.values import Given
from chiso.records.columns import FACTS, Column, columns_of
from chiso.records.read_value import ValueFault, read_value
from chiso.records.record import Origin, Record
from chiso.ruleset.program import Program
from chiso.source import Span

MOST_FAULTS = 1_000
"""With so many faults in the rows read so far, reading on would tell nobody more."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record, one for each column, with where they come from."""

    cells: Sequence[str]
    origin: Origin


def match_columns(
    names: Sequence[str], places: Sequence[Span], program: Program, head: Span, report: Report
) -> list[Column] | None:
    """The column that each name stands for; None after reporting names unknown, repeated or lacking.

    `places` are the spans of the names, `head` is where a lacking one would have to stand.
    """
    known = columns_of(program)
    first: dict[str, Span] = {}
    sound = True
    for name, span in zip(names, places, strict=True):
        if name not in known:
            report.add("unknown-column", span, column=name, near=nearest(name, known), ruleset=program.ruleset)
        elif name in first:
            report.add("duplicate-column", span, labels=[Label(first[name], "first-here")], column=name)
        sound = sound and name in known and name not in first
        first.setdefault(name, span)
    for name in FACTS:
        if name not in names:
            report.add("missing-column", head, column=name)
            sound = False
    return [known[name] for name in names] if sound else None


def build_records(rows: Iterable[Row], columns: Sequence[Column], program: Program, report: Report) -> list[Record]:
    """The records of the rows that are sound; the faults of the others go to the report."""
    first: dict[tuple[str, str, str], Record] = {}
    for row in rows:
        if len(report) >= MOST_FAULTS:
            limit, place = Word("limit.faults"), row.origin.place("unit")
            report.add("limit-exceeded", place, limit=limit, actual=len(report), most=MOST_FAULTS)
            break
        record = _record(row, columns, program, report)
        if record is None:
            continue
        key = (folded(record.unit), record.level, record.period)
        earlier = first.setdefault(key, record)
        if earlier is not record:
            _report_twice(row, record, earlier, report)
    return list(first.values())


def _report_twice(row: Row, record: Record, earlier: Record, report: Report) -> None:
    labels = [Label(earlier.origin.place("unit"), "first-here")] if earlier.origin is not None else []
    place = row.origin.place("unit")
    report.add("record-twice", place, labels=labels, row=row.origin.row, unit=record.unit, period=record.period)


def _record(row: Row, columns: Sequence[Column], program: Program, report: Report) -> Record | None:
    facts: dict[str, Given] = {}
    inputs: dict[str, Given] = {}
    reported: dict[str, Given] = {}
    sound = True
    for column, cell in zip(columns, row.cells, strict=True):
        text = cell.strip()
        if not text:
            continue
        try:
            value = read_value(text, column, program)
        except ValueFault as fault:
            place = row.origin.place(column.name)
            named = {"row": row.origin.row, "column": column.name, **fault.arguments}
            report.extend([Diagnostic(fault.id, place, named)])
            sound = False
            continue
        into = facts if column.name in FACTS else inputs if column.is_input else reported
        into[column.name] = value
    for name in FACTS:
        if name not in facts and sound:
            report.add("fact-missing", row.origin.place(name), row=row.origin.row, column=name)
            sound = False
    if not sound:
        return None
    return Record(str(facts["unit"]), str(facts["level"]), str(facts["period"]), inputs, reported, row.origin)
