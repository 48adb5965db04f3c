"""What must hold of a rule set as a whole, found before any unit is scored.

Maxima add up, bands cover the scale without overlap, what is declared is used, what is scored is cited, and an
indicator that can meet an empty rate says what it then gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from chiso.diagnostics.diagnostic import Diagnostic, Label, Report
from chiso.lang.evaluate import TooLong, evaluate
from chiso.lang.syntax import Arithmetic, Expression, Literal, children, names
from chiso.lang.values import Number, as_number, decimal_text, decimals_of, percent_text
from chiso.ruleset.program import TOTAL, Band, Group, Indicator, Program
from chiso.source import Span

BANDS = "bands"
"""Stands for the bands as a whole where ids of doubtful parts are listed."""


def inspect(program: Program, doubtful: Set[str], mentioned: Set[str], report: Report) -> None:
    """Report what is unsound.

    Of parts listed as `doubtful`, because not all of them could be read, nothing is said. `mentioned` are the names
    that the expressions of the rule set mention.
    """
    for group in program.groups:
        _inspect_maximum(group.max, group, report)
        if group.id not in doubtful:
            _inspect_sum(group, report)
        for indicator in group.indicators:
            _inspect_indicator(indicator, group, program, report)
    if TOTAL not in doubtful and program.groups:
        _inspect_total(program, report)
        if BANDS not in doubtful and program.bands:
            _inspect_bands(program, report)
    _inspect_use(program, mentioned, report)


def _inspect_maximum(maximum: Number, node: Group | Indicator, report: Report) -> None:
    if decimals_of(maximum) is None:
        report.add("maximum-not-decimal", node.places["max"], value=decimal_text(maximum))


def _inspect_sum(group: Group, report: Report) -> None:
    scored = [indicator for indicator in group.indicators if indicator.max is not None]
    total = sum((indicator.max or 0 for indicator in scored), start=0)
    if total != group.max:
        labels = [Label(i.places["max"], "adds", {"points": decimal_text(i.max or 0)}) for i in scored]
        report.add(
            "maxima-do-not-add-up",
            group.places["max"],
            labels=labels,
            name=group.id,
            max=decimal_text(group.max),
            sum=decimal_text(total),
        )


def _inspect_total(program: Program, report: Report) -> None:
    total = sum((group.max for group in program.groups), start=0)
    if total != program.max and "max" in program.places:
        labels = [Label(g.places["max"], "adds", {"points": decimal_text(g.max)}) for g in program.groups]
        report.add(
            "maxima-do-not-add-up",
            program.places["max"],
            labels=labels,
            name=TOTAL,
            max=decimal_text(program.max),
            sum=decimal_text(total),
        )


def _inspect_indicator(indicator: Indicator, group: Group, program: Program, report: Report) -> None:
    place = indicator.places["id"]
    if indicator.max is None:
        return
    _inspect_maximum(indicator.max, indicator, report)
    if "source" not in indicator.places and "source" not in group.places:
        report.add("missing-source", place, name=indicator.id)
    if indicator.min > indicator.max:
        labels = [Label(indicator.places["max"], "maximum-here")]
        low, high = decimal_text(indicator.min), decimal_text(indicator.max)
        span = indicator.places.get("min", indicator.places["max"])
        report.add("minimum-above-maximum", span, labels=labels, low=low, high=high)
    if "when_empty" not in indicator.places:
        divisions = [d for part in (indicator.rate, indicator.points) if part for d in _open_divisions(part)]
        if divisions:
            report.add("no-policy-for-empty", divisions[0].right.span, name=indicator.id)
    times_100 = None if indicator.rate is None else _factor_100(indicator.rate)
    if times_100 is not None:
        report.add("rate-times-100", times_100.span)
    threshold = None if indicator.full_at is None else _constant(indicator.full_at, program)
    if threshold is not None and threshold <= 0:
        report.add("full-at-not-positive", indicator.places["full_at"], value=percent_text(threshold))
    if threshold is not None and threshold > 1:
        report.add("full-at-above-100", indicator.places["full_at"], value=percent_text(threshold))


def _factor_100(rate: Expression) -> Literal | None:
    """The 100 that a rate is multiplied by, as spreadsheets do to show percent."""
    if not isinstance(rate, Arithmetic) or rate.operator not in "*/":
        return None
    parts = [rate.left, rate.right] if rate.operator == "*" else [rate.left]
    if rate.operator == "*":
        hundred = [part for part in parts if isinstance(part, Literal) and part.value == 100 and not part.percent]
        if hundred:
            return hundred[0]
    return next((found for part in parts if (found := _factor_100(part)) is not None), None)


def _constant(expression: Expression, program: Program) -> Number | None:
    """The value of an expression that is the same for every record, else None."""
    known = {parameter.id: parameter.value for parameter in program.parameters.values()}
    if any(name.name not in known for name in names(expression)):
        return None
    try:
        return as_number(evaluate(expression, known, {}))
    except TooLong:
        return None


def _open_divisions(expression: Expression) -> Iterator[Arithmetic]:
    """The divisions whose denominator is no constant, so that it may be 0."""
    if isinstance(expression, Arithmetic) and expression.operator == "/" and not isinstance(expression.right, Literal):
        yield expression
    for child in children(expression):
        yield from _open_divisions(child)


def inspect_order(bands: Sequence[Band], report: Report) -> None:
    """Bands are written best first: one that stands below a lower one is a slip in its bound."""
    for upper, lower in pairwise(bands):
        if lower.at_least > upper.at_least:
            labels = [Label(upper.places["at_least"], "band-begins", {"name": upper.id})]
            report.add("bands-out-of-order", lower.places["at_least"], labels=labels, upper=upper.id, lower=lower.id)


def _inspect_bands(program: Program, report: Report) -> None:
    bands = program.bands
    for band in bands:
        if band.at_least > program.max:
            report.add(
                "band-unreachable",
                band.places["at_least"],
                name=band.id,
                bound=decimal_text(band.at_least),
                max=decimal_text(program.max),
            )
    for upper, lower in pairwise(bands):
        _inspect_neighbours(upper, lower, report)
    _inspect_ends(program, report)


def _inspect_neighbours(upper: Band, lower: Band, report: Report) -> None:
    if upper.at_least == lower.at_least and upper.requires is None:
        labels = [Label(upper.places["at_least"], "first-here")]
        _report_overlap(lower, upper, lower.places["at_least"], labels, report)
    elif lower.below is not None and lower.below > upper.at_least:
        labels = [Label(upper.places["at_least"], "band-begins", {"name": upper.id})]
        _report_overlap(lower, upper, lower.places["below"], labels, report)
    elif lower.below is not None and lower.below < upper.at_least:
        labels = [Label(upper.places["at_least"], "band-begins", {"name": upper.id})]
        _report_gap(lower.places["below"], lower.below, upper.at_least, labels, report)


def _report_overlap(lower: Band, upper: Band, span: Span, labels: list[Label], report: Report) -> None:
    report.add("bands-overlap", span, labels=labels, first=upper.id, second=lower.id)


def _report_gap(span: Span, low: Number, high: Number, labels: list[Label], report: Report) -> None:
    report.add("bands-leave-gap", span, labels=labels, low=decimal_text(low), high=decimal_text(high))


def _inspect_ends(program: Program, report: Report) -> None:
    top, lowest = program.bands[0], program.bands[-1]
    if top.below is not None and top.below <= program.max:
        _report_gap(top.places["below"], top.below, program.max, [], report)
    floor = sum((indicator.min for indicator in program.indicators if indicator.min < 0), start=0)
    if lowest.at_least > floor:
        place, bound = lowest.places["at_least"], decimal_text(lowest.at_least)
        report.add("lowest-band-too-high", place, bound=bound, floor=decimal_text(floor))


def _inspect_use(program: Program, mentioned: Set[str], report: Report) -> None:
    """What nothing mentions; a name that was misspelt somewhere counts as mentioned there."""
    known = mentioned | {name for found in report for name in _suggested(found)}
    for input in program.inputs.values():
        if input.id not in known:
            report.add("unused-input", input.places["id"], name=input.id)
    for parameter in program.parameters.values():
        if parameter.id not in known:
            report.add("unused-parameter", parameter.places["id"], name=parameter.id)


def _suggested(diagnostic: Diagnostic) -> tuple[str, ...]:
    near = diagnostic.arguments.get("near", ())
    return near if isinstance(near, tuple) else ()
