"""The smallest change of its data that brings a unit to a goal: by one input, by each, or by several with costs.

Everything is found, and then verified, by scoring the changed record: the goal is reached, and one step less does not
do. `proved` tells that no smaller change does: where points never fall on the way, or where all smaller ones were
tried. Inputs move as the checks allow, taking their steps out of others where the rules tie them (`lever`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chiso.lang.values import Given, Number
from chiso.run.scorecard import Basis, IndicatorResult, Scorecard
from chiso.study.lever import Lever, levers, switches
from chiso.study.rescore import Rescored, Trials, changed, is_sound, rescored
from chiso.study.steady import is_steady
from chiso.study.target import Target

MOST_TRIED = 2_000
"""Steps that are tried one by one where nothing is known of the way."""


@dataclass(frozen=True, slots=True)
class Move:
    """One lever of one indicator, and how many steps it goes; a switch has no steps."""

    indicator: str
    id: str
    steps: int | None


@dataclass(frozen=True, slots=True)
class Way:
    """Moves that reach the goal: the data after them, the scorecard, and what it costs.

    `proved` tells that nothing cheaper does; `moved` are the nodes whose reported points moved along. `short` is the
    total with one step less, which does not do: of several moves the highest of these.
    """

    moves: tuple[Move, ...]
    values: Mapping[str, Given]
    card: Scorecard
    moved: tuple[str, ...]
    cost: Number
    proved: bool
    short: Number | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What a unit is to reach, what is missing, and the ways there.

    `ways` are those by one input, the fewest steps first; `plan` is the cheapest by the chosen inputs. `most` is where
    the unit comes with everything moved that can be; what is missing even then is for `most` to tell. `unknown` are
    scored indicators without data.
    """

    card: Scorecard
    target: Target
    missing: Number | None
    ways: tuple[Way, ...]
    plan: Way | None
    most: Way
    unknown: tuple[str, ...]

    @property
    def is_reached(self) -> bool:
        """Whether the unit is there already."""
        return self.target.is_reached(self.card)


def goal(card: Scorecard, target: Target) -> Goal:
    """The ways of a unit that has a total to a goal, by one input each."""
    assert card.points is not None
    missing = None if target.points is None else max(target.points - card.points, 0)
    unknown = tuple(r.id for r in card.indicators if r.basis is None and not r.indicator.tracked)
    ways = [] if target.is_reached(card) else [*_ways(card, target)]
    fewest = tuple(sorted(_each_once(ways), key=lambda way: way.cost))
    return Goal(card, target, missing, fewest, None, _most(card), unknown)


def rising(card: Scorecard) -> list[IndicatorResult]:
    """The indicators that are computed and have points to gain."""
    scored = [result for result in card.indicators if not result.indicator.tracked and not result.excluded]
    known = [result for result in scored if result.basis in (Basis.COMPUTED, Basis.MIXED)]
    return [r for r in known if r.points is not None and r.indicator.max is not None and r.points < r.indicator.max]


def _ways(card: Scorecard, target: Target) -> Iterator[Way]:
    trials = Trials(card)
    for result in rising(card):
        for lever in levers(result.indicator, card):
            by = replace(lever, steady=is_steady(lever, card, target.band))
            steps, proved = least_steps(partial(_reaches, trials, card, target, by), by, MOST_TRIED)
            if steps is not None:
                way = _way(card, Move(result.id, lever.id, steps), lever.at(steps, card.record), steps, proved=proved)
                yield replace(way, short=trials.at(lever.at(steps - 1, card.record))[0])
        for id, value in switches(result.indicator, card.record, card.program):
            if is_sound(changed(card.record, {id: value}, card.program), card.program):
                way = _way(card, Move(result.id, id, None), {id: value}, 1, proved=True)
                yield from [way] if target.is_reached(way.card) else []


def _each_once(ways: Sequence[Way]) -> list[Way]:
    """An input that two indicators are computed from is one way."""
    found: dict[tuple[tuple[str, Given], ...], Way] = {}
    for way in ways:
        found.setdefault(tuple(sorted(way.values.items(), key=lambda pair: pair[0])), way)
    return list(found.values())


def _way(card: Scorecard, move: Move, values: Mapping[str, Given], cost: Number, *, proved: bool) -> Way:
    after = rescored(card, values)
    return Way((move,), values, after.card, after.moved, cost, proved)


def _reaches(trials: Trials, card: Scorecard, target: Target, lever: Lever, steps: int) -> bool:
    """Whether so many steps are possible and enough."""
    values, program = lever.at(steps, card.record), card.program
    return target.is_met(*trials.at(values), program.bands) and is_sound(changed(card.record, values, program), program)


def least_steps(holds: Callable[[int], bool], lever: Lever, most_tried: int) -> tuple[int | None, bool]:
    """The least number of steps at which something holds, and whether fewer surely do not.

    Where the lever is not steady, so many at most are tried one by one.
    """
    if not lever.steady:
        tried = min(lever.most, most_tried)
        found = next((steps for steps in range(1, tried + 1) if holds(steps)), None)
        return found, found is not None or tried == lever.most
    high = 1
    while high < lever.most and not holds(high):
        high = min(high * 2, lever.most)
    if not holds(high):
        return None, True
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high, True


# Everything that can be moved.


def _most(card: Scorecard) -> Way:
    """Where the unit comes when each indicator in turn is lifted as far as one of its levers goes."""
    values: dict[str, Given] = {}
    moves: list[Move] = []
    now = Rescored(card, ())
    for result in rising(card):
        best = _best(card, values, now.card, result)
        if best is not None:
            move, values, now = best
            moves.append(move)
    return Way(tuple(moves), values, now.card, now.moved, len(moves), proved=False)


def _best(
    card: Scorecard, values: dict[str, Given], now: Scorecard, result: IndicatorResult
) -> tuple[Move, dict[str, Given], Rescored] | None:
    found = None
    for lever in levers(result.indicator, now):
        steps = _farthest(now, lever)
        also = {**values, **lever.at(steps, now.record)}
        after = rescored(card, also)
        best = now.points if found is None else found[2].card.points
        if steps and (after.card.points or 0) > (best or 0):
            found = Move(result.id, lever.id, steps), also, after
    return found


def _farthest(card: Scorecard, lever: Lever) -> int:
    """How many steps the checks allow."""

    def allowed(steps: int) -> bool:
        return is_sound(changed(card.record, lever.at(steps, card.record), card.program), card.program)

    low, high = 0, lever.most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if allowed(middle) else (low, middle - 1)
    return low
