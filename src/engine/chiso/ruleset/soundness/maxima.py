"""Maxima and weights: what is beneath a node adds up to what the node can give."""

from __future__ import annotations

from collections.abc import Sequence, Set

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.values import Number, Rounding, decimal_text, decimals_of, percent_text
from chiso.ruleset.program import TOTAL, Group, Indicator
from chiso.source import Span

Node = Group | Indicator


def inspect_maxima(total: Group, doubtful: Set[str], report: Report) -> None:
    """Report, for every node, a maximum that cannot be, and for every group parts that do not add up to it."""
    _inspect_part(total, doubtful, report)
    for group in (total, *total.every_group):
        for part in group.parts:
            _inspect_part(part, doubtful, report)
        if group.id not in doubtful:
            _inspect_sum(group, report)


def _scored(group: Group) -> list[Node]:
    return [part for part in group.parts if isinstance(part, Group) or not part.tracked]


def _inspect_part(part: Node, doubtful: Set[str], report: Report) -> None:
    """One node on its own."""
    if part.max is None or part.id in doubtful or not part.places:
        return
    place = _place(part)
    if decimals_of(part.max) is None:
        report.add("maximum-not-decimal", place, value=decimal_text(part.max))
    elif part.rounding is not None and not _is_multiple(part.max, part.rounding):
        step = decimal_text(part.rounding.step)
        report.add("maximum-not-a-multiple", place, name=part.id, max=decimal_text(part.max), step=step)
    if part.weight is not None and not 0 < part.weight <= 1:
        report.add("weight-out-of-range", part.places["weight"], value=percent_text(part.weight))
    elif part.min is not None and part.min > part.max:
        labels = [Label(place, "maximum-here")]
        low, high = decimal_text(part.min), decimal_text(part.max)
        report.add("minimum-above-maximum", part.places.get("min", place), labels=labels, low=low, high=high)


def _place(part: Node) -> Span:
    """Where the maximum stands, or what it follows from."""
    written = (part.places.get(key) for key in ("max", "weight", "rounding"))
    return next((place for place in written if place is not None), next(iter(part.places.values())))


def _is_multiple(maximum: Number, rounding: Rounding) -> bool:
    return (maximum / rounding.step).denominator == 1


def _inspect_sum(group: Group, report: Report) -> None:
    scored = _scored(group)
    if not group.parts:
        return
    if not scored:
        if group.max:
            report.add("group-without-points", _place(group), name=group.id, max=decimal_text(group.max))
        return
    sharing = [part for part in scored if part.max and not (isinstance(part, Indicator) and part.bonus)]
    if any(part.weight is not None for part in scored):
        _inspect_weights(group, sharing, report)
    elif group.id != TOTAL or "max" in group.places:
        _inspect_addition(group, sharing, report)


def _inspect_weights(group: Group, sharing: Sequence[Node], report: Report) -> None:
    unweighted = [part for part in sharing if part.weight is None]
    labels = [Label(p.places["weight"], "has-weight", {"weight": percent_text(p.weight)}) for p in sharing if p.weight]
    if unweighted:
        place = unweighted[0].places["max"]
        report.add("weights-and-maxima-mixed", place, labels=labels, name=unweighted[0].id, group=group.id)
        return
    total = sum((part.weight or 0 for part in sharing), start=0)
    if total != 1:
        shown = percent_text(total)
        report.add("weights-do-not-add-up", _place(group), labels=labels, name=group.id, sum=shown)


def _inspect_addition(group: Group, sharing: Sequence[Node], report: Report) -> None:
    total = sum((part.max or 0 for part in sharing), start=0)
    if total == group.max:
        return
    labels = [Label(_place(part), "adds", {"points": decimal_text(part.max or 0)}) for part in sharing]
    shown, sum_shown = decimal_text(group.max), decimal_text(total)
    report.add("maxima-do-not-add-up", _place(group), labels=labels, name=group.id, max=shown, sum=sum_shown)
