"""Two sets of scored units compared: two editions on the same data, or two periods or files under one edition.

Units are matched by name and level. Of each that both have, with a total in both, the difference is shared out to its
causes (`attribute`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.diagnostics.nearest import folded
from chiso.lang.values import Number
from chiso.ruleset.program import Program
from chiso.run.scorecard import Scorecard
from chiso.run.standings import ranks_of
from chiso.run.unit import Unit
from chiso.study.attribute import Attribution, Share

_MOST_NAMED = 5
Pair = tuple[Unit, Unit]


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """One unit in both: what it came to, its ranks, and the causes of the difference, which add up to it.

    `difference` is None, and there are no causes, where one of the two has no total.
    """

    was: Unit
    now: Unit
    ranks: tuple[int | None, int | None]
    difference: Number | None
    shares: tuple[Share, ...]

    @property
    def before(self) -> Scorecard:
        """The first scorecard, made when it is asked for."""
        return self.was.card

    @property
    def after(self) -> Scorecard:
        """The second scorecard, made when it is asked for."""
        return self.now.card


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every unit that both have, in the order of the first, and the names of those that only one has."""

    before: Program
    after: Program
    units: tuple[UnitDifference, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


Watched = Callable[[Sequence[Pair]], Iterable[Pair]]


def compare(
    before: Sequence[Unit],
    after: Sequence[Unit],
    programs: tuple[Program, Program],
    report: Report,
    watched: Watched = lambda pairs: pairs,
) -> Comparison | None:
    """The comparison; None after reporting that units cannot be matched."""
    first, last = _by_unit(before, report), _by_unit(after, report)
    both = [key for key in first if key in last]
    if not both and not report.has_errors:
        known = tuple(dict.fromkeys(unit.record.unit for unit in before))[:_MOST_NAMED]
        report.add("no-unit-in-both", argument_span("--data"), known=known)
    if report.has_errors:
        return None
    places = {id(unit): rank for units in (before, after) for unit, rank in zip(units, _ranks(units), strict=True)}
    attribution = Attribution(*programs)
    pairs = [(first[key], last[key]) for key in both]
    units = tuple(_unit(*pair, (places[id(pair[0])], places[id(pair[1])]), attribution) for pair in watched(pairs))
    return Comparison(
        *programs,
        units,
        tuple(unit.record.unit for key, unit in first.items() if key not in last),
        tuple(unit.record.unit for key, unit in last.items() if key not in first),
    )


def _ranks(units: Sequence[Unit]) -> list[int | None]:
    return ranks_of([unit.points for unit in units], [unit.record for unit in units])


def _by_unit(units: Sequence[Unit], report: Report) -> dict[tuple[str, str], Unit]:
    found: dict[tuple[str, str], Unit] = {}
    for unit in units:
        record = unit.record
        earlier = found.setdefault((folded(record.unit), record.level), unit)
        if earlier is not unit:
            place = argument_span(record.unit) if record.origin is None else record.origin.place("period")
            periods = (earlier.record.period, record.period)
            report.add("unit-in-several-periods", place, unit=record.unit, periods=periods)
    return found


def _unit(before: Unit, after: Unit, placed: tuple[int | None, int | None], attribution: Attribution) -> UnitDifference:
    if before.points is None or after.points is None:
        return UnitDifference(before, after, placed, None, ())
    return UnitDifference(before, after, placed, after.points - before.points, attribution.shares(before, after))
