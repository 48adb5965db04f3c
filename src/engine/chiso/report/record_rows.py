"""Records as rows of a data file: the columns of the contract, plain numbers, nothing where nothing was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chiso.lang.types import RATE
from chiso.lang.values import Given, as_number, decimal_text, decimals_of, fraction_text, percent_text
from chiso.records.cell_text import guarded
from chiso.records.columns import FACTS, Column, columns_of
from chiso.records.record import Record
from chiso.ruleset.program import Program


def record_header(program: Program, records: Sequence[Record]) -> list[str]:
    """The columns in which any of the records has a value, inputs first, in the order of the rules."""
    given = {name for record in records for name in (*record.inputs, *record.reported)}
    return [name for name in columns_of(program) if name in FACTS or name in given]


def record_rows(program: Program, records: Sequence[Record]) -> list[list[str]]:
    """One row for each record, which reads back as that record; an absent value is an empty cell."""
    known = columns_of(program)
    names = record_header(program, records)
    return [[_cell(known[name], record) for name in names] for record in records]


def _cell(column: Column, record: Record) -> str:
    if column.name in FACTS:
        return guarded(str(getattr(record, column.name)))
    values: Mapping[str, Given] = record.inputs if column.is_input else record.reported
    return _text(values[column.name], column) if column.name in values else ""


def _text(value: Given, column: Column) -> str:
    number = as_number(value)
    if number is None:
        written = value.isoformat() if isinstance(value, date) else str(value)
        return written.lower() if isinstance(value, bool) else guarded(written)
    if column.kind is RATE:
        return fraction_text(number) if decimals_of(number) is None else percent_text(number)
    return decimal_text(number)
