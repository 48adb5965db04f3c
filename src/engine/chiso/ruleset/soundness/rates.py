"""Rates as people mistake them: in percent, or with a threshold that no rate meets."""

from __future__ import annotations

from chiso.diagnostics.diagnostic import Report
from chiso.lang.evaluate import TooLong, evaluate
from chiso.lang.scaling import factor_100
from chiso.lang.syntax import Expression, names
from chiso.lang.values import Absence, Number, as_number, percent_text
from chiso.ruleset.program import Indicator, Program


def inspect_rates(indicator: Indicator, program: Program, report: Report) -> None:
    """Report a rate times 100, a threshold that is not above 0 or is above 100%, and a target above it."""
    times_100 = None if indicator.rate is None else factor_100(indicator.rate)
    if times_100 is not None:
        report.add("rate-times-100", times_100.span)
    threshold = None if indicator.full_at is None else _constant(indicator.full_at, program, report)
    if threshold is not None and threshold <= 0:
        report.add("full-at-not-positive", indicator.places["full_at"], value=percent_text(threshold))
    if threshold is not None and threshold > 1:
        report.add("full-at-above-100", indicator.places["full_at"], value=percent_text(threshold))
    goal = None if indicator.rate is None or indicator.target is None else _constant(indicator.target, program, report)
    if goal is not None and goal > 1:
        report.add("target-above-100", indicator.places["target"], value=percent_text(goal))


def _constant(expression: Expression, program: Program, report: Report) -> Number | None:
    """The value of an expression that is the same for every record, else None."""
    known = {parameter.id: parameter.value for parameter in program.parameters.values() if not parameter.dated}
    if any(name.name not in known for name in names(expression)):
        return None
    try:
        value = evaluate(expression, known, {})
    except TooLong:
        return None
    if isinstance(value, Absence):
        report.add("no-constant-value", expression.span)
    return as_number(value)
