"""How far points can go: a maximum that no formula reaches, a table that gives more than its maximum."""

from __future__ import annotations

from collections.abc import Set

from chiso.diagnostics.diagnostic import Report
from chiso.lang.interval import End, Interval, divided
from chiso.lang.syntax import Table, names
from chiso.lang.values import Number, decimal_text
from chiso.ruleset.program import Group, Indicator, Policy, Program
from chiso.ruleset.soundness.foreseen import Foreseen


def inspect_reach(program: Program, known: Foreseen, doubtful: Set[str], report: Report) -> None:
    """Report maxima out of reach, and points of tables that are cut off."""
    for indicator in program.order:
        if isinstance(indicator, Group) or indicator.max is None or indicator.id in doubtful:
            continue
        reached = _reach(indicator, indicator.max, known)
        if reached < indicator.max:
            most, reach = decimal_text(indicator.max), decimal_text(reached)
            place = indicator.places.get("max") or indicator.places["weight"]
            report.add("maximum-not-reachable", place, name=indicator.id, max=most, reach=reach)
        _inspect_variation(indicator, indicator.max, program, known, report)
        if isinstance(indicator.points, Table):
            _inspect_rows(indicator.points, indicator, indicator.max, known, report)


def _inspect_variation(indicator: Indicator, most: Number, program: Program, known: Foreseen, report: Report) -> None:
    """Points that are cut to one bound whatever the data, as a deduction is without a `min` below 0."""
    formula = indicator.points
    if formula is None or all(name.name in program.parameters for name in names(formula)):
        return
    interval = known.found[formula.id].interval
    if interval.low == interval.high or indicator.min > most:
        return
    if interval.high <= End(0, indicator.min) or interval.low >= End(0, most):
        bound = indicator.min if interval.high <= End(0, indicator.min) else most
        report.add("points-never-vary", formula.span, name=indicator.id, bound=decimal_text(bound))


def _reach(indicator: Indicator, most: Number, known: Foreseen) -> Number:
    """The most points an indicator's formula or policies can give."""
    interval = _amount(indicator, known)
    policies = [policy for absence, policy in indicator.policies.items() if absence in known.absences[indicator.id]]
    if interval is None or Policy.FULL in policies or interval.high >= End(0, most):
        return most
    high = max(interval.high.at, indicator.min)
    return max(high, 0) if Policy.ZERO in policies else high


def _amount(indicator: Indicator, known: Foreseen) -> Interval | None:
    """The points by the formula, before the indicator's bounds; None where nothing is known of them."""
    if indicator.points is not None:
        return known.found[indicator.points.id].interval
    if indicator.rate is None or indicator.max is None:
        return None
    rate = known.found[indicator.rate.id].interval
    share = rate if indicator.full_at is None else divided(rate, known.found[indicator.full_at.id].interval)
    if share.high.side or share.high.at >= 1:
        return None
    return Interval(high=End(0, share.high.at * indicator.max))


def _inspect_rows(table: Table, indicator: Indicator, most: Number, known: Foreseen, report: Report) -> None:
    """Results of a table beyond the indicator's bounds, which would be cut off."""
    ends = () if table.otherwise is None else (table.otherwise,)
    for result in (*(row.gives for row in table.rows), *ends):
        outlook = known.found[result.id].interval
        if outlook.low > End(0, most):
            report.add("points-cut-off", result.span, value=result.span.text, bound=decimal_text(most))
        elif outlook.high < End(0, indicator.min):
            report.add("points-cut-off", result.span, value=result.span.text, bound=decimal_text(indicator.min))
