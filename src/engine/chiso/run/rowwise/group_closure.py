"""A group as a closure: what its parts add up to, by the rules of `adding`, in whole numbers of one unit.

Each part's count is multiplied by how many of the group's units one of its own is worth there, weights included; so
the sum, its bounds and its rounding are whole numbers too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import itemgetter
from typing import Any

from chiso.lang.values import Absence, Number, Rounding, Value, divide, simplest, whole_quotient
from chiso.ruleset.program import Group, Policy, Program
from chiso.run.adding import worth_above
from chiso.run.rowwise.closures import Closure, Names, Sight, closure
from chiso.run.rowwise.indicator_closure import Gaps, Outcome, noted, value_named
from chiso.run.rowwise.row_score import Gap
from chiso.run.scorecard import State

Counts = Sequence[Number | None]
GroupClosure = Callable[[Counts, Names, dict[str, Value], Gaps], Number | None]
"""The points in units; gap and values are noted as those of an indicator."""


@dataclass(frozen=True, slots=True)
class Adding:
    """A group in its own unit: where its parts stand, how many units each of theirs is, and its bounds.

    `shares` are what the parts count for in the maximum, by place.
    """

    group: Group
    unit: Fraction
    factors: Mapping[int, int]
    shares: Mapping[int, Number]
    most: int
    least: int | None

    @property
    def is_plain(self) -> bool:
        """Whether it is no more than the sum of its parts' counts, kept to its maximum, while all have a value."""
        exact = self.least is None and self.group.rounding is None
        return exact and all(factor == 1 for factor in self.factors.values())


def adding_of(
    group: Group, places: Mapping[str, int], units: Mapping[str, Fraction], bounds: Sequence[Number]
) -> Adding:
    """The group, where the units of its parts are known; its unit also divides further bounds."""
    parts = [part for part in group.parts if isinstance(part, Group) or not part.tracked]
    worths = {part.id: Fraction(worth_above(part)) * units[part.id] for part in parts}
    steps = [chosen.step for chosen in (group.rounding, group.rescaling) if chosen is not None]
    ends = [group.max, *([] if group.min is None else [group.min]), *bounds]
    whole = lcm(*(number.denominator for number in (*worths.values(), *steps, *ends)))
    return Adding(
        group=group,
        unit=Fraction(1, whole),
        factors={places[id]: int(worth * whole) for id, worth in worths.items()},
        shares={places[part.id]: part.counts for part in parts},
        most=int(group.max * whole),
        least=None if group.min is None else int(group.min * whole),
    )


PartsOf = Callable[[Counts], Sequence[Any]]


def parts_of(places: Sequence[int]) -> PartsOf:
    """The counts in these places; those that stand together as a slice."""
    first, last = min(places, default=0), max(places, default=-1)
    if last - first + 1 == len(places):
        return itemgetter(slice(first, last + 1))
    return itemgetter(*places)


def group_closure(adding: Adding, place: int, program: Program, sight: Sight) -> GroupClosure:
    """The closure of any group."""
    group = adding.group
    conditions = [closure(condition, sight) for condition in program.conditions[group.id]]
    added, apart, is_referenced = _added(adding), _inapplicable(adding), group.id in program.referenced

    def scored(counts: Counts, inputs: Names, facts: dict[str, Value], gaps: Gaps) -> Number | None:
        outcome = apart if _is_apart(conditions, inputs, facts) else added(counts, gaps)
        if is_referenced:
            _name(adding, outcome, facts)
        return noted(outcome, place, gaps)

    return scored


def _is_apart(conditions: Sequence[Closure], inputs: Names, facts: Names) -> bool:
    """Whether the first condition that does not hold surely does not."""
    for condition in conditions:
        applies = condition(inputs, facts)
        if applies is not True:
            return applies is False
    return False


def _name(adding: Adding, outcome: Outcome, facts: dict[str, Value]) -> None:
    """Adds what a group comes to to the facts, where others find it."""
    points, group = value_named(outcome, adding.unit), adding.group
    facts[f"{group.id}.points"] = points
    facts[f"{group.id}.rate"] = points if isinstance(points, Absence) else divide(points, group.max)


def _inapplicable(adding: Adding) -> Gap:
    policy = adding.group.policy
    points = {Policy.ZERO: 0, Policy.FULL: adding.most}.get(policy)
    return Gap(points, State.NOT_APPLICABLE, excluded=policy is Policy.EXCLUDE)


_UNKNOWN = Gap(None, State.MISSING, known=False)


def _added(adding: Adding) -> Callable[[Counts, Gaps], Outcome]:
    factors = list(adding.factors.items())
    settled = _settled(adding, adding.group.rounding)

    def added(counts: Counts, gaps: Gaps) -> Outcome:
        points: Number = 0
        is_whole = True
        for place, factor in factors:
            gap = gaps.get(place)
            if gap is not None:
                if not gap.known:
                    return _UNKNOWN
                is_whole = is_whole and not gap.excluded
            points += (counts[place] or 0) * factor
        return settled(points) if is_whole else _rescaled(adding, counts, gaps)

    return added


def _rescaled(adding: Adding, counts: Counts, gaps: Gaps) -> Outcome:
    """The sum where parts are excluded: what shares the maximum is scaled up to all of it, then rounded."""
    excluded = {place for place in adding.factors if place in gaps and gaps[place].excluded}
    sharing = [place for place, share in adding.shares.items() if share > 0]
    remaining = [place for place in sharing if place not in excluded]
    if sharing and not remaining:
        inapplicable = all(place in gaps and gaps[place].state is State.NOT_APPLICABLE for place in adding.factors)
        return Gap(None, State.NOT_APPLICABLE if inapplicable else State.EMPTY, excluded=True)

    def total(places: Sequence[int]) -> Number:
        return sum((counts[place] or 0) * adding.factors[place] for place in places)

    points, chosen = total(remaining), adding.group.rounding
    if len(remaining) < len(sharing):
        left = sum(adding.shares[place] for place in remaining)
        points, chosen = points * (Fraction(adding.group.max) / left), adding.group.rescaling
    others = [place for place in adding.shares if place not in sharing]
    return _settled(adding, chosen)(points + total(others))


def _settled(adding: Adding, chosen: Rounding | None) -> Callable[[Number], Number]:
    """Keeps a sum to its bounds and rounds it."""
    most, least = adding.most, adding.least
    step = 0 if chosen is None else int(chosen.step / adding.unit)

    def settled(points: Number) -> Number:
        points = min(points, most) if least is None else max(least, min(points, most))
        if chosen is None:
            return simplest(points)
        return whole_quotient(points.numerator, points.denominator * step, chosen.mode) * step

    return settled
