"""One or two quantities over ranges: totals, bands and ranks at every value, and where exactly a band changes.

Of every value on the grid the totals are exact. A break lies between two neighbouring values at which a unit is in
different bands: there it is closed in on until the simplest number in between is the only one that can be meant, and
that number is scored, just below and just above it too. A band that changes and changes back between two neighbouring
values is not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from chiso.lang.values import Number, simplest
from chiso.ruleset.program import Program
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import Scorecard
from chiso.run.standings import ranks_of
from chiso.run.unit import WORTHWHILE, Unit
from chiso.study.editable import Editable
from chiso.study.variant import Quantity, Values, Variants

MOST_BREAKS = 100
"""Breaks that are closed in on."""

MOST_POINTS = 10_000
"""Points of a grid."""

_HALVINGS = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where one unit is at one point of the grid: None throughout where the point is not possible for it."""

    total: Number | None
    band: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the grid: the values, and every unit's place, in the order of the data."""

    values: Values
    places: tuple[Place, ...]

    @property
    def impossible(self) -> int:
        """For how many units the point is not possible, or gives no total."""
        return sum(place.total is None for place in self.places)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a unit changes its band: the value, and the bands (ids) just below, at and just above it.

    `exact` tells that the value was scored and found to part the two; else it lies between `low` and `high`.
    """

    unit: Unit
    low: Number
    high: Number
    at: Number | None
    below: str | None
    here: str | None
    above: str | None

    @property
    def card(self) -> Scorecard:
        """The unit's scorecard as the rules are."""
        return self.unit.card

    @property
    def exact(self) -> bool:
        """Whether the value itself is known."""
        return self.at is not None


@dataclass(frozen=True, slots=True)
class Sweep:
    """The grid, the breaks of a single quantity, and how many more there are that were not closed in on."""

    quantities: tuple[Quantity, ...]
    units: tuple[Unit, ...]
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    further_breaks: int

    @property
    def cards(self) -> tuple[Scorecard, ...]:
        """The scorecards as the rules are."""
        return tuple(unit.card for unit in self.units)


Watched = Callable[[Sequence[Values]], Iterable[Values]]


def sweep(
    quantities: Sequence[Quantity], rules: Editable, units: Sequence[Unit], watched: Watched = lambda grid: grid
) -> Sweep:
    """Every point of the grid, the last quantity fastest; for a single quantity the breaks too."""
    variants = Variants(quantities, rules)
    grid = list(product(*(quantity.vary.values for quantity in quantities)))
    scorers = _Scorers(variants, worthwhile=len(units) >= WORTHWHILE)
    points = tuple(_point(values, variants, units, scorers.at(values)) for values in watched(grid))
    between = list(_between(points, units)) if len(quantities) == 1 else []
    breaks = tuple(_closed_in(variants, *found) for found in between[:MOST_BREAKS])
    return Sweep(tuple(quantities), tuple(units), points, breaks, max(len(between) - MOST_BREAKS, 0))


class _Scorers:
    """Row scorers of the programs of the points; none where the units are too few."""

    def __init__(self, variants: Variants, *, worthwhile: bool) -> None:
        self._variants = variants
        self._worthwhile = worthwhile
        self._last: tuple[Program, RowScorer] | None = None

    def at(self, values: Values) -> RowScorer | None:
        """The scorer at these values; that of the point before where the program is the same."""
        program = self._variants.program(values) if self._worthwhile else None
        if program is None:
            return None
        if self._last is None or self._last[0] is not program:
            self._last = program, RowScorer(program)
        return self._last[1]


def _point(values: Values, variants: Variants, units: Sequence[Unit], scorer: RowScorer | None) -> Point:
    found = [_total_and_band(values, variants, unit, scorer) for unit in units]
    ranks = ranks_of([total for total, _ in found], [unit.record for unit in units])
    return Point(values, tuple(Place(*place, rank) for place, rank in zip(found, ranks, strict=True)))


def _total_and_band(
    values: Values, variants: Variants, unit: Unit, scorer: RowScorer | None
) -> tuple[Number | None, str | None]:
    record = None if scorer is None else variants.record(values, unit)
    if scorer is None or (record is not None and record.reported):
        after = variants.at(values, unit)
        return (None, None) if after is None else (after.points, _band(after))
    if record is None:
        return None, None
    row = scorer.score(record)
    return row.total, None if row.band is None else row.band.id


def _band(card: Scorecard | None) -> str | None:
    return None if card is None or card.band is None else card.band.id


# Breaks.


def _between(points: Sequence[Point], units: Sequence[Unit]) -> Iterator[tuple[Unit, Number, Number]]:
    """Each unit with two neighbouring values at which it is in different bands."""
    for place, unit in enumerate(units):
        for one, other in pairwise(points):
            here, there = one.places[place], other.places[place]
            if here.total is not None and there.total is not None and here.band != there.band:
                yield unit, min(one.values[0], other.values[0]), max(one.values[0], other.values[0])


def _closed_in(variants: Variants, unit: Unit, low: Number, high: Number) -> Break:
    """The break between two values: in whole numbers where the quantity is counted, in fewer steps where each costs."""
    quantity = variants.quantities[0]
    grain = 1 if quantity.whole else _GRAIN if quantity.is_compiled else None
    first, last = variants.at((low,), unit), variants.at((high,), unit)
    for _ in range(_HALVINGS):
        middle = _middle(low, high, grain)
        found = None if middle in (low, high) else variants.at((middle,), unit)
        if found is None:
            break
        if _band(found) == _band(first):
            low = middle
        else:
            high, last = middle, found
    bands = _band(first), _band(last)
    if quantity.whole and high - low == 1:
        return Break(unit, low, high, high, bands[0], bands[1], bands[1])
    return _verified(variants, unit, (low, high), bands)


def _middle(low: Number, high: Number, grain: Number | None) -> Number:
    """Half way; with a grain a multiple of it from the lower end, which is that end where there is none between."""
    half = Fraction(high - low) / 2
    return simplest(low + (half if grain is None else half // grain * grain))


def _verified(
    variants: Variants, unit: Unit, ends: tuple[Number, Number], bands: tuple[str | None, str | None]
) -> Break:
    """The simplest number counts where it is far simpler than what it was closed in by, and parts the two bands."""
    low, high = ends
    at = simplest_between(low, high)
    here = variants.at((at,), unit)
    plain = at.denominator**2 * _MARGIN < 1 / Fraction(high - low)
    sure = plain and here is not None and _band(here) in bands
    return Break(unit, low, high, at if sure else None, bands[0], _band(here) if sure else None, bands[1])


_GRAIN = Fraction(1, 10_000)
"""How closely is looked where each value has to be compiled."""

_MARGIN = 10**6
"""How many times as close as needed a break must be closed in on, for its simplest number to be the one."""


def simplest_between(low: Number, high: Number) -> Number:
    """The number with the smallest denominator from `low` to `high`, both included."""
    low, high = Fraction(low), Fraction(high)
    whole = -((-low.numerator) // low.denominator)
    if whole <= high:
        return whole
    below = low.numerator // low.denominator
    return simplest(below + 1 / Fraction(simplest_between(1 / (high - below), 1 / (low - below))))
