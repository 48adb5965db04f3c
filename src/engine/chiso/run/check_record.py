"""A record against the rule set's own checks, before it is scored."""

from __future__ import annotations

from chiso.diagnostics.catalogue import Phrase
from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.evaluate import TooLong, evaluate, too_long
from chiso.lang.syntax import names
from chiso.records.record import Record, place_of
from chiso.ruleset.program import Check, Program
from chiso.run.exact import known_names


def check_record(program: Program, record: Record, report: Report) -> None:
    """Report every check that the record breaks; a check over data that is absent is not broken."""
    known = known_names(program, record)
    for check in program.checks:
        try:
            if evaluate(check.rule, known, {}) is False:
                _report(check, record, report)
        except TooLong as fault:
            report.extend([too_long(fault)])


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
    )
