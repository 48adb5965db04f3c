"""The cheapest way to a goal by several chosen inputs, each step of which has a cost.

What an input brings is a staircase: more steps, more points of its indicator, rounded. Where the indicators do not
depend on each other, what they bring adds up, and the cheapest choice of one stair of each is found exactly, point by
point of what is still missing. Where that does not hold, every choice is scored while there are few; else the way that
is found is verified but not proved to be the cheapest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm, prod

from chiso.lang.values import Given, Number
from chiso.ruleset.program import Group
from chiso.run.exact import score_indicator
from chiso.run.losing import losses
from chiso.run.scorecard import Scorecard
from chiso.study.goal import MOST_TRIED, Move, Way, rising
from chiso.study.lever import Lever, levers
from chiso.study.rescore import Trials, changed, is_sound, rescored
from chiso.study.steady import moves_only
from chiso.study.target import Target

MOST_STAIRS = 10_000
"""Stairs of one input: more than a hundred points in hundredths."""

MOST_CHOICES = 5_000
"""Choices that are all scored where what is brought does not simply add up."""


@dataclass(frozen=True, slots=True)
class Stair:
    """So many steps of one lever: what they cost, and what they bring in points of the total."""

    steps: int
    cost: Number
    brings: Number


@dataclass(frozen=True, slots=True)
class Chosen:
    """A lever of one indicator that may be used, and its stairs, the first of no steps; `whole` where these are all."""

    indicator: str
    lever: Lever
    stairs: tuple[Stair, ...]
    whole: bool


def movable(card: Scorecard) -> dict[str, tuple[str, Lever]]:
    """The inputs that can lift the unit, with the indicator that each lifts."""
    found: dict[str, tuple[str, Lever]] = {}
    for result in rising(card):
        for lever in levers(result.indicator, card):
            found.setdefault(lever.id, (result.id, lever))
    return found


def plan(card: Scorecard, target: Target, costs: Mapping[str, Number]) -> Way | None:
    """The cheapest way by these inputs, all of which can be moved; None where they do not lead there together."""
    usable = movable(card)
    chosen = [_chosen(card, *usable[id], cost) for id, cost in costs.items()]
    apart = _are_apart(chosen, card)
    found = _cheapest(card, target, chosen) if apart else None
    if found is not None:
        way = _way(card, chosen, found, proved=all(each.whole for each in chosen))
        if target.is_reached(way.card) and _is_allowed(card, way.values):
            return way
    trials = Trials(card)
    if prod(len(each.stairs) for each in chosen) <= MOST_CHOICES:
        return _tried(card, target, chosen, trials)
    return _climbed(card, target, chosen, trials)


def _chosen(card: Scorecard, indicator: str, lever: Lever, cost: Number) -> Chosen:
    """The stairs of a lever: for each number of points the fewest steps that bring it."""
    result = next(result for result in card.indicators if result.id == indicator)
    worth = losses(card).worth[indicator]

    def brings(steps: int) -> Number:
        record = changed(card.record, lever.at(steps, card.record), card.program)
        points = score_indicator(card.program, record, result.indicator).points
        return ((points or 0) - (result.points or 0)) * worth

    stairs = [Stair(0, 0, 0)]
    while len(stairs) < MOST_STAIRS:
        here = stairs[-1]
        steps = _next_stair(brings, here, lever)
        if steps is None:
            break
        stairs.append(Stair(steps, steps * cost, brings(steps)))
    return Chosen(indicator, lever, tuple(stairs), lever.steady or lever.most <= MOST_TRIED)


def _next_stair(brings: Callable[[int], Number], here: Stair, lever: Lever) -> int | None:
    """The fewest steps beyond those of a stair that bring more."""
    after = here.steps

    def is_higher(steps: int) -> bool:
        return brings(steps) > here.brings

    if not lever.steady:
        return next((n for n in range(after + 1, min(lever.most, MOST_TRIED) + 1) if is_higher(n)), None)
    if after >= lever.most or not is_higher(lever.most):
        return None
    reach = 1
    while not is_higher(min(after + reach, lever.most)):
        reach *= 2
    low, high = after + reach // 2, min(after + reach, lever.most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_higher(middle) else (middle, high)
    return high


def _are_apart(chosen: Sequence[Chosen], card: Scorecard) -> bool:
    """Whether what the levers bring adds up: other indicators, other inputs, sums that are neither rounded nor cut."""
    indicators = [each.indicator for each in chosen]
    touched = [id for each in chosen for id in (each.lever.id, *(source.id for source in each.lever.sources))]
    once = len(set(indicators)) == len(indicators) and len(set(touched)) == len(touched)
    program = card.program
    plain = all(_is_plain(group) for group in (program.total, *program.total.every_group))
    nodes = {indicator.id: indicator for indicator in program.indicators}
    alone = once and all(moves_only(nodes[each.indicator], each.lever, card) for each in chosen)
    return alone and plain and not any(program.conditions.values())


def _is_plain(group: Group) -> bool:
    return group.rounding is None and group.min is None


def _cheapest(card: Scorecard, target: Target, chosen: Sequence[Chosen]) -> list[int] | None:
    """For each lever the place of its stair, so that together they bring what is missing at the least cost.

    Exact: what is missing is counted in the smallest unit that all stairs are multiples of, and for every amount of it
    the cheapest choice of the levers so far is kept.
    """
    if target.points is None or card.points is None:
        return None
    missing = Fraction(target.points - card.points)
    unit = Fraction(1, lcm(missing.denominator, *(s.brings.denominator for each in chosen for s in each.stairs)))
    needed = max(int(missing / unit), 0)
    best: list[tuple[Number, list[int]] | None] = [(0, []), *([None] * needed)]
    for each in chosen:
        best = _with_one_more(best, [(int(stair.brings / unit), stair.cost) for stair in each.stairs], needed)
    found = best[needed]
    return None if found is None else found[1]


def _with_one_more(
    best: list[tuple[Number, list[int]] | None], stairs: Sequence[tuple[int, Number]], needed: int
) -> list[tuple[Number, list[int]] | None]:
    after: list[tuple[Number, list[int]] | None] = [None] * (needed + 1)
    for had, known in enumerate(best):
        for place, (brings, cost) in enumerate(stairs) if known is not None else ():
            assert known is not None
            reached, spent = min(had + brings, needed), known[0] + cost
            there = after[reached]
            if there is None or spent < there[0]:
                after[reached] = (spent, [*known[1], place])
            if had + brings >= needed:
                break
    return after


def _way(card: Scorecard, chosen: Sequence[Chosen], places: Sequence[int], *, proved: bool) -> Way:
    values, moves, cost = _values(card, chosen, places), [], Fraction(0)
    for each, place in zip(chosen, places, strict=True):
        stair = each.stairs[place]
        cost += stair.cost
        moves += [Move(each.indicator, each.lever.id, stair.steps)] if stair.steps else []
    after = rescored(card, values)
    less = [list(_lowered(places, which)) for which, place in enumerate(places) if place]
    short = [rescored(card, _values(card, chosen, lower)).card.points or 0 for lower in less]
    return Way(tuple(moves), values, after.card, after.moved, cost, proved, max(short, default=None))


def _values(card: Scorecard, chosen: Sequence[Chosen], places: Sequence[int]) -> dict[str, Given]:
    """The data after the moves, one after the other: inputs that several draw on give way to each."""
    values: dict[str, Given] = {}
    record = card.record
    for each, place in zip(chosen, places, strict=True):
        if each.stairs[place].steps:
            moved = each.lever.at(each.stairs[place].steps, record)
            values |= moved
            record = changed(record, moved, card.program)
    return values


def _is_allowed(card: Scorecard, values: Mapping[str, Given]) -> bool:
    return is_sound(changed(card.record, values, card.program), card.program)


def _tried(card: Scorecard, target: Target, chosen: Sequence[Chosen], trials: Trials) -> Way | None:
    """Every choice scored, the cheapest first: the first that does is the cheapest there is."""
    for places in sorted(product(*(range(len(each.stairs)) for each in chosen)), key=lambda p: _cost(chosen, p)):
        if _does(card, target, chosen, places, trials):
            return _way(card, chosen, places, proved=all(each.whole for each in chosen))
    return None


def _cost(chosen: Sequence[Chosen], places: Sequence[int]) -> Number:
    return sum((Fraction(each.stairs[place].cost) for each, place in zip(chosen, places, strict=True)), Fraction(0))


def _climbed(card: Scorecard, target: Target, chosen: Sequence[Chosen], trials: Trials) -> Way | None:
    """Up by the stair that brings most for its cost until the goal is reached, then down where one is not needed."""
    places = [0] * len(chosen)
    while not _does(card, target, chosen, places, trials):
        ahead = [which for which, each in enumerate(chosen) if places[which] + 1 < len(each.stairs)]
        if not ahead:
            return None
        places[max(ahead, key=lambda which: _slope(chosen[which], places[which]))] += 1
    for which in range(len(chosen)):
        while places[which] and _does(card, target, chosen, lower := list(_lowered(places, which)), trials):
            places = lower
    return _way(card, chosen, places, proved=False)


def _does(card: Scorecard, target: Target, chosen: Sequence[Chosen], places: Sequence[int], trials: Trials) -> bool:
    values = _values(card, chosen, places)
    return _is_allowed(card, values) and target.is_met(*trials.at(values), card.program.bands)


def _slope(each: Chosen, place: int) -> Number:
    here, there = each.stairs[place], each.stairs[place + 1]
    cost = there.cost - here.cost
    return Fraction(there.brings - here.brings) / cost if cost else 10**9


def _lowered(places: Sequence[int], which: int) -> Iterator[int]:
    yield from (place - (number == which) for number, place in enumerate(places))
