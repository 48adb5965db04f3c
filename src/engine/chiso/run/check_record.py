"""A record against the rule set's own checks, before it is scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chiso.diagnostics.catalogue import Phrase
from chiso.diagnostics.diagnostic import Label, RecordError, Report
from chiso.lang.evaluate import TooLong, evaluate, too_long
from chiso.lang.syntax import names
from chiso.lang.values import MISSING, Given, as_number, shown
from chiso.records.from_mapping import record_from_mapping, refuse_inexact
from chiso.records.match_columns import Headings
from chiso.records.period import last_day
from chiso.records.record import Record, place_of
from chiso.ruleset.program import Check, Program
from chiso.run.exact import known_names


def checked(program: Program, record: Record | Mapping[str, object], known: Headings | None = None) -> Record:
    """A record, or that of a mapping of column names to exact values, once nothing is wrong with it.

    `known` are the program's headings, where many mappings are checked. Raises `RecordError`.
    """
    report = Report()
    given = record if isinstance(record, Record) else record_from_mapping(record, program, report, known=known)
    if isinstance(record, Record):
        refuse_inexact(record, report)
    if given is not None and not report.has_errors:
        check_record(program, given, report)
    if given is None or report.has_errors:
        raise RecordError(report)
    return given


def check_record(program: Program, record: Record, report: Report) -> None:
    """Report every check that the record breaks; a check over data that is absent is not broken."""
    known = known_names(program, record)
    for parameter in program.parameters.values():
        if known[parameter.id] is MISSING:
            row = 1 if record.origin is None else record.origin.row
            place = place_of(record, "period")
            report.add("no-value-on-date", place, row=row, name=parameter.id, period=record.period)
    for check in program.checks:
        try:
            if evaluate(check.rule, known, {}) is False:
                _report(check, record, report)
        except TooLong as fault:
            report.extend([too_long(fault)])


def broken_checks(program: Program, record: Record) -> list[Check]:
    """The checks of the rule set that a record breaks. Raises `TooLong`."""
    known = known_names(program, record)
    return [check for check in program.checks if evaluate(check.rule, known, {}) is False]


def inspect_periods(program: Program, records: Iterable[Record], report: Report) -> None:
    """Warn of records whose period ends on a day on which the edition is not in force, once for each period."""
    if program.effective is None:
        return
    first: dict[str, Record] = {}
    for record in records:
        first.setdefault(record.period, record)
    for period, record in first.items():
        day = last_day(period)
        if day is not None and not program.effective.includes(day):
            edition = f"{program.ruleset}@{program.edition}"
            last = program.effective.last
            days = f"{program.effective.first} – {'…' if last is None else last}"
            report.add("period-not-in-force", place_of(record, "period"), period=period, name=edition, days=days)


def _report(check: Check, record: Record, report: Report) -> None:
    columns = list(dict.fromkeys(name.name for name in names(check.rule) if name.name in record.inputs))
    column = columns[0] if columns else "unit"
    message = Phrase(vi=check.message.in_language("vi"), en=check.message.in_language("en"))
    report.add(
        "check-failed",
        place_of(record, column),
        labels=[Label(place_of(record, other), "also-here") for other in columns[1:]],
        row=1 if record.origin is None else record.origin.row,
        column=column,
        message=message,
        rule=check.rule.span.text,
        values=", ".join(f"{name} = {_shown(record.inputs[name])}" for name in columns),
    )


def _shown(value: Given) -> str:
    number = as_number(value)
    return str(value) if number is None else shown(number)
