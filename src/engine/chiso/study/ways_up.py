"""Ways up: the least change that brings an indicator to full points, and a unit to its next band.

Every way is one lever of one indicator (`lever`), in whole steps. The number of steps is the least that does it: found
by halving where nothing can fall on the way (`steady`), else by trying every number of steps up to a limit. What is
said of a way is what scoring the changed record gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from chiso.lang.values import Given, Number, summed
from chiso.ruleset.program import Band
from chiso.run.exact import score_indicator
from chiso.run.losing import losses
from chiso.run.scorecard import IndicatorResult, Scorecard
from chiso.study.goal import least_steps, rising
from chiso.study.lever import Lever, levers, switches
from chiso.study.rescore import Trials, changed, is_sound, rescored
from chiso.study.steady import is_steady, moves_only

MOST_TRIED = 1_000
"""Steps that are tried one by one where nothing is known of the way."""


@dataclass(frozen=True, slots=True)
class Way:
    """A change of one indicator's inputs: how many steps, the values after it, and what it comes to.

    `points` are the indicator's after the change, `total` the unit's, `gain` what the total gains; None where there is
    no total. `moved` are the nodes whose reported points moved along. `steps` is None for a switch.
    """

    indicator: str
    id: str
    steps: int | None
    values: Mapping[str, Given]
    points: Number
    total: Number | None
    gain: Number | None
    band: Band | None
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a lever is worth: in points of the indicator before rounding."""

    indicator: str
    id: str
    values: Mapping[str, Given]
    worth: Number


@dataclass(frozen=True, slots=True)
class WaysUp:
    """The ways of one unit.

    `to_full` and `next_step` have, by indicator, the ways to full points and what one step of each lever is worth,
    the shortest way first; only indicators that have lost points are in them. `to_band` are the ways to the next band,
    the shortest first. `out_of_reach` tells that no indicator alone leads there, whatever its data: full points of it
    would not be enough. `unknown` are scored indicators without data, `limited` those tried only some way.
    """

    to_full: Mapping[str, tuple[Way, ...]]
    next_step: Mapping[str, tuple[Step, ...]]
    next_band: Band | None
    to_band: tuple[Way, ...]
    out_of_reach: bool
    unknown: tuple[str, ...]
    limited: tuple[str, ...]


def ways_up(card: Scorecard) -> WaysUp:
    """The ways up of a scored unit."""
    return _Search(card).found()


def next_band(card: Scorecard) -> Band | None:
    """The band above the one that was reached; None at the top, and without a total."""
    bands = card.program.bands
    if card.points is None:
        return None
    reached = len(bands) if card.band is None else bands.index(card.band)
    return bands[reached - 1] if reached else None


class _Search:
    def __init__(self, card: Scorecard) -> None:
        self._card = card
        self._program = card.program
        self._losses = losses(card)
        self._wanted = next_band(card)
        self._limited: dict[str, None] = {}

    def found(self) -> WaysUp:
        scored = [result for result in self._card.indicators if not result.indicator.tracked]
        lifted = rising(self._card)
        usable = {result.id: list(levers(result.indicator, self._card)) for result in lifted}
        full = {result.id: tuple(self._to_full(result, usable[result.id])) for result in lifted}
        steps = {result.id: tuple(self._next_steps(result, usable[result.id])) for result in lifted}
        to_band = [way for result in lifted for way in self._to_band(result, usable[result.id])]
        return WaysUp(
            to_full={id: _shortest_first(ways) for id, ways in full.items() if ways},
            next_step={id: step for id, step in steps.items() if step},
            next_band=self._wanted,
            to_band=_shortest_first(to_band),
            out_of_reach=not to_band and all(self._is_too_little(result) for result in scored),
            unknown=tuple(result.id for result in scored if result.basis is None),
            limited=tuple(self._limited),
        )

    def _is_too_little(self, result: IndicatorResult) -> bool:
        """Whether full points of an indicator would leave the total below the next band, however sums are rounded."""
        points, most = result.points, result.indicator.max
        if self._wanted is None or self._card.points is None or result.basis is None or result.excluded:
            return True
        gain = ((most or 0) - (points or 0)) * self._losses.worth[result.id]
        return self._card.points + gain + self._slack < self._wanted.at_least

    @cached_property
    def _slack(self) -> Number:
        """What rounding sums can at most add to the total."""
        groups = [self._program.total, *self._program.total.every_group]
        steps = [(group.id, chosen.step) for group in groups for chosen in (group.rounding, group.rescaling) if chosen]
        return summed([step * self._losses.worth[id] for id, step in steps])

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self._card)

    # Full points.

    def _to_full(self, result: IndicatorResult, usable: list[Lever]) -> Iterator[Way]:
        most = result.indicator.max
        for lever in usable:
            steps = self._fewest(partial(self._is_full, result, lever), lever, result)
            if steps is not None and self._is_sound(lever.at(steps, self._card.record)):
                yield self._way(result, lever.id, steps, lever.at(steps, self._card.record))
        for id, value in switches(result.indicator, self._card.record, self._program):
            way = self._switch(result, id, value)
            if way is not None and way.points == most:
                yield way

    def _is_full(self, result: IndicatorResult, lever: Lever, steps: int) -> bool:
        record = changed(self._card.record, lever.at(steps, self._card.record), self._program)
        return score_indicator(self._program, record, result.indicator).points == result.indicator.max

    def _is_sound(self, values: Mapping[str, Given]) -> bool:
        return is_sound(changed(self._card.record, values, self._program), self._program)

    def _switch(self, result: IndicatorResult, id: str, value: Given) -> Way | None:
        return self._way(result, id, None, {id: value}) if self._is_sound({id: value}) else None

    def _way(self, result: IndicatorResult, id: str, steps: int | None, values: Mapping[str, Given]) -> Way:
        after = rescored(self._card, values)
        points = next(other.points for other in after.card.indicators if other.id == result.id)
        total, before = after.card.points, self._card.points
        gain = None if total is None or before is None else total - before
        return Way(result.id, id, steps, values, points or 0, total, gain, after.card.band, after.moved)

    def _fewest(self, holds: Callable[[int], bool], lever: Lever, result: IndicatorResult) -> int | None:
        """The least number of steps at which something holds."""
        if not lever.steady and lever.most > MOST_TRIED:
            self._limited[result.id] = None
        return least_steps(holds, lever, MOST_TRIED)[0]

    # One step.

    def _next_steps(self, result: IndicatorResult, usable: list[Lever]) -> Iterator[Step]:
        for lever in usable:
            values = lever.at(1, self._card.record)
            after = score_indicator(
                self._program, changed(self._card.record, values, self._program), result.indicator
            ).unrounded
            if after is not None and result.unrounded is not None and after > result.unrounded:
                yield Step(result.id, lever.id, values, after - result.unrounded)

    # The next band.

    def _to_band(self, result: IndicatorResult, usable: list[Lever]) -> Iterator[Way]:
        if self._wanted is None:
            return
        hopeless, trials = self._is_too_little(result), self._trials
        for lever in usable:
            if hopeless and moves_only(result.indicator, lever, self._card):
                continue
            by = replace(lever, steady=is_steady(lever, self._card, self._wanted))
            steps = self._fewest(partial(self._reaches, trials, by), by, result)
            if steps is not None and self._is_sound(lever.at(steps, self._card.record)):
                yield self._way(result, lever.id, steps, lever.at(steps, self._card.record))
        for id, value in switches(result.indicator, self._card.record, self._program):
            way = self._switch(result, id, value)
            if way is not None and self._is_as_good(way.band):
                yield way

    def _reaches(self, trials: Trials, lever: Lever, steps: int) -> bool:
        return self._is_as_good(trials.at(lever.at(steps, self._card.record))[1])

    def _is_as_good(self, band: Band | None) -> bool:
        bands = self._program.bands
        return band is not None and self._wanted is not None and bands.index(band) <= bands.index(self._wanted)


def _shortest_first(ways: list[Way] | tuple[Way, ...]) -> tuple[Way, ...]:
    """Switches first, then by the number of steps; of equals, in the order of the rules."""
    return tuple(sorted(ways, key=lambda way: way.steps or 0))
