"""The records of a data file as somebody published them: reported values may lie outside what their nodes can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.records.build import Built, build_records
from chiso.records.open_records import Asked, DataFile, Opened, open_records
from chiso.records.record import Record
from chiso.records.register import Register
from chiso.ruleset.program import Program


def read_as_published(path: Path, program: Program, asked: Asked, report: Report) -> Iterator[Record]:
    """The records of a file, read as is asked; its faults go to the report, but no check of the rule set is made."""
    for opened in open_records([DataFile(path, str(path))], program, asked, report):
        ended = Report()
        yield from _sound(_built(opened, program, ended), opened.table.name, report)
        report.extend(ended)


def _built(opened: Opened, program: Program, ended: Report) -> Iterator[Built]:
    columns = [None if column is None else column.unbounded for column in opened.columns]
    empty = True
    for built in build_records(opened.table.rows(ended), columns, program, opened.style):
        empty = False
        yield built
    if empty and not ended.has_errors:
        ended.add("no-records", opened.table.head.source.whole(), file=opened.table.name)


def _sound(found: Iterable[Built], name: str, report: Report) -> Iterator[Record]:
    """The records without faults, no unit twice in a period."""
    register = Register()
    register.begin_file(name)
    for built in found:
        faults = built.faults if built.record is None else register.refuse_twice(built.record)
        report.extend(faults)
        if built.record is not None and not faults:
            yield built.record
