"""What a node's points can be when figures are known only as they were printed.

The reverse of scoring is never tried: every figure is an interval, and the rules are followed upward with intervals,
each rounding of the rules applied to both ends. Where a part may be left out, or what it rests on is not given, the
node's own bounds stand in: so an estimate may be wider than need be, and never narrower.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from chiso.lang.foresee import foresee
from chiso.lang.interval import ALL, End, Interval, added, multiplied, overlap, point, span
from chiso.lang.outlook import Outlook, certain
from chiso.lang.syntax import Expression, names
from chiso.lang.values import (
    EMPTY,
    MISSING,
    NOT_APPLICABLE,
    Absence,
    Number,
    Rounding,
    Value,
    as_number,
    rounded,
    share,
)
from chiso.records.columns import columns_of
from chiso.records.record import Record
from chiso.ruleset.program import Group, Indicator, Policy, Program
from chiso.run.exact import known_names

Given = Mapping[str, Interval]

_UNKNOWN = Outlook(ALL, absences=frozenset({MISSING}))


class Estimator:
    """Estimates the nodes of one record, whose figures are given by address: `paid_online`, `payment_online.rate`."""

    def __init__(self, program: Program, record: Record) -> None:
        self._program = program
        self._columns = columns_of(program)
        self._facts = dict.fromkeys(program.inputs, _UNKNOWN)
        self._facts.update((name, _outlook(value)) for name, value in known_names(program, record).items())

    def bounds(self, node: Indicator | Group) -> Interval:
        """The fewest and the most points that a node can have."""
        column = self._columns[f"{node.id}.points"]
        return span(as_number(column.low), as_number(column.high))

    def rate(self, indicator: Indicator, given: Given) -> Interval | Absence:
        """The rate by its formula; an absence where that cannot be told."""
        if indicator.rate is None:
            return MISSING
        found = foresee(indicator.rate, self._names(given), {})
        return found.interval if not found.absences else MISSING if MISSING in found.absences else EMPTY

    def computed(self, node: Indicator | Group, given: Given) -> Interval:
        """A node's points by what is beneath it."""
        found = self._sum(node, given) if isinstance(node, Group) else self._indicator(node, given)
        return self.bounds(node) if found is None else found

    def _names(self, given: Given) -> dict[str, Outlook]:
        return {**self._facts, **{address: Outlook(interval) for address, interval in given.items()}}

    def _seen(self, expression: Expression, names_known: Mapping[str, Outlook]) -> Outlook | None:
        """The outlook of an expression that surely has a value."""
        known = {name.name: names_known.get(name.name, _UNKNOWN) for name in names(expression)}
        found = foresee(expression, known, {})
        return None if found.absences else found

    def _applies(self, indicator: Indicator, known: Mapping[str, Outlook]) -> bool:
        own = () if indicator.applies_when is None else (indicator.applies_when,)
        seen = [self._seen(condition, known) for condition in (*self._program.conditions[indicator.id], *own)]
        return all(found is not None and found.truth is True for found in seen)

    def _indicator(self, indicator: Indicator, given: Given) -> Interval | None:
        known = self._names(given)
        if indicator.max is None or not self._applies(indicator, known):
            return None
        rate = self.rate(indicator, given)
        if rate is MISSING:
            rate = given.get(f"{indicator.id}.rate", MISSING)
        if rate is EMPTY:
            return _by_policy(indicator, indicator.max)
        if indicator.points is not None:
            known = known if isinstance(rate, Absence) else {**known, f"{indicator.id}.rate": Outlook(rate)}
            seen = self._seen(indicator.points, known)
            amount = None if seen is None else seen.interval
        else:
            full = certain(1) if indicator.full_at is None else self._seen(indicator.full_at, known)
            amount = None if full is None or isinstance(rate, Absence) else _shared(indicator.max, rate, full.interval)
        return None if amount is None else _settled(amount, span(indicator.min, indicator.max), indicator.rounding)

    def _sum(self, group: Group, given: Given) -> Interval | None:
        """What the parts add up to; None where one of them may be left out."""
        parts = [part for part in group.parts if isinstance(part, Group) or not part.tracked]
        if not parts or any(self._may_be_left_out(part, given) for part in parts):
            return None
        found = point(0)
        for part in parts:
            found = added(found, multiplied(self._part(part, given), point(_counting(part))))
        return _settled(found, span(group.min, group.max), group.rounding)

    def _part(self, part: Indicator | Group, given: Given) -> Interval:
        reported = given.get(f"{part.id}.points")
        return self.computed(part, given) if reported is None else reported

    def _may_be_left_out(self, part: Indicator | Group, given: Given) -> bool:
        if f"{part.id}.points" in given:
            return False
        if self._program.conditions[part.id]:
            return True
        if isinstance(part, Group):
            return any(self._may_be_left_out(inner, given) for inner in part.parts)
        met = set(part.policies) if part.applies_when is not None else set(part.policies) - {NOT_APPLICABLE}
        if isinstance(self.rate(part, given), Interval):
            met -= {EMPTY, MISSING}
        return any(part.policies[absence] is Policy.EXCLUDE for absence in met)


def resting_on(program: Program, node: Indicator | Group, known: Iterable[str]) -> list[str]:
    """The addresses, of those known, that an estimate of a node rests on."""
    return list(dict.fromkeys(_addresses(program, node, frozenset(known))))


def is_known(program: Program, node: Indicator | Group, known: Collection[str]) -> bool:
    """Whether all that a node rests on is known, not only a part of it."""
    if isinstance(node, Indicator):
        return f"{node.id}.rate" in known or (
            bool(node.formulas)
            and all(
                name.name in known or name.name not in program.inputs for part in node.formulas for name in names(part)
            )
        )
    parts = [part for part in node.parts if isinstance(part, Group) or not part.tracked]
    return all(f"{part.id}.points" in known or is_known(program, part, known) for part in parts)


def _addresses(program: Program, node: Indicator | Group, known: frozenset[str]) -> Iterator[str]:
    if isinstance(node, Indicator):
        yield from _of_indicator(node, known)
        return
    for part in node.parts:
        if isinstance(part, Indicator) and part.tracked:
            continue
        if f"{part.id}.points" in known:
            yield f"{part.id}.points"
        else:
            yield from _addresses(program, part, known)


def _of_indicator(indicator: Indicator, known: frozenset[str]) -> Iterator[str]:
    """The inputs of its formula where all are given, else its reported rate."""
    written = {name.name for part in indicator.formulas for name in names(part)}
    of_rate = set() if indicator.rate is None else {name.name for name in names(indicator.rate)}
    yield from sorted(written & known)
    if (indicator.rate is None or not of_rate <= known) and f"{indicator.id}.rate" in known:
        yield f"{indicator.id}.rate"


def _outlook(value: Value) -> Outlook:
    return Outlook(ALL, absences=frozenset({value})) if isinstance(value, Absence) else certain(value)


def _by_policy(indicator: Indicator, most: Number) -> Interval | None:
    """What an empty rate gives; without a value it adds nothing."""
    policy = indicator.policies.get(EMPTY)
    return {Policy.ZERO: point(0), Policy.FULL: point(most), Policy.NONE: point(0)}.get(policy) if policy else None


def _shared(most: Number, rate: Interval, full: Interval) -> Interval | None:
    """`most` times the part of the threshold that a rate between two reaches: a share never falls as the rate rises."""
    if full.low != full.high or full.low.sign <= 0 or rate.low.side or rate.high.side:
        return None
    low, high = (share(most, end.at, full.low.at) for end in (rate.low, rate.high))
    assert not isinstance(low, Absence)
    assert not isinstance(high, Absence)
    return span(low, high)


def _counting(part: Indicator | Group) -> Number:
    """How much a point of a part adds to the sum."""
    most = part.max or 0
    return Fraction(part.counts) / most if part.weight is not None and part.counts != most and most else 1


def _settled(amount: Interval, within: Interval, rounding: Rounding | None) -> Interval:
    """An amount kept within bounds, then rounded: both go the same way with the amount, so the ends tell all."""
    low, high = (max(within.low, min(end, within.high)) for end in (amount.low, amount.high))
    return Interval(_rounded(low, rounding), _rounded(high, rounding))


def _rounded(end: End, rounding: Rounding | None) -> End:
    return end if rounding is None or end.side else End(0, rounded(end.at, rounding))


def reaching(interval: Interval, low: Number, high: Number | None) -> bool:
    """Whether some number of an interval is at least `low` and below `high`."""
    zone = Interval(End(0, low), End(1) if high is None else End(0, high), high_open=high is not None)
    return not overlap(interval, zone).is_empty
