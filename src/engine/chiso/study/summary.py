"""What a report says of all units of a league together: bands by kind of unit, targets met, counts added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chiso.lang.types import COUNT
from chiso.lang.values import Number, as_number, summed
from chiso.ruleset.program import Band, Indicator, Input, Program
from chiso.run.scorecard import GroupResult
from chiso.run.standings import League
from chiso.study.audit.unit_names import kind_of


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many units are in a band; `kinds` by what they call themselves (xã, thị trấn), where they do."""

    band: Band
    count: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TargetCount:
    """How many units meet the target of an indicator, of those of which it is known."""

    indicator: Indicator
    target: Number
    met: int
    known: int


@dataclass(frozen=True, slots=True)
class CountSum:
    """The sum of a count over the units that give it."""

    input: Input
    sum: Number
    units: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A league summed up; `ranked` is how many units a rank is among."""

    league: League
    ranked: int
    bands: tuple[BandCount, ...]
    targets: tuple[TargetCount, ...]
    counts: tuple[CountSum, ...]


def summary_of(program: Program, league: League) -> Summary:
    """What can be said of all units of a league."""
    return Summary(
        league,
        len(league.ranked),
        tuple(_bands(program, league)),
        tuple(_targets(program, league)),
        tuple(_counts(program, league)),
    )


def misses_target(group: GroupResult) -> bool:
    """Whether an indicator of a group, or of a group within it, misses its target."""
    return any(result.target_met is False for result in group.every_indicator)


def _bands(program: Program, league: League) -> Iterator[BandCount]:
    for band, count in league.per_band(program.bands):
        units = [s.scorecard.record.unit for s in league.ranked if s.scorecard.band is band]
        kinds = Counter(kind_of(unit).casefold() for unit in units)
        kinds.pop("", None)
        if count:
            yield BandCount(band, count, tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))))


def _targets(program: Program, league: League) -> Iterator[TargetCount]:
    results = [list(standing.scorecard.indicators) for standing in league.standings]
    for place, indicator in enumerate(program.indicators):
        column = [found[place] for found in results]
        known = [result for result in column if result.target is not None and result.target_met is not None]
        if known and known[0].target is not None:
            yield TargetCount(indicator, known[0].target, sum(bool(r.target_met) for r in known), len(known))


def _counts(program: Program, league: League) -> Iterator[CountSum]:
    for input in program.inputs.values():
        given = [standing.scorecard.record.inputs.get(input.id) for standing in league.standings]
        numbers = [number for value in given if value is not None and (number := as_number(value)) is not None]
        if input.type is COUNT and numbers:
            yield CountSum(input, summed(numbers), len(numbers))
