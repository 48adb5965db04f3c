"""The band of a total as a closure: the highest whose bound is reached and whose condition holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction

from chiso.lang.values import Absence, Number
from chiso.ruleset.program import Band
from chiso.run.rowwise.closures import Names, Sight, closure

BandClosure = Callable[[Number | None, Names, Names], Band | None]
"""The band for a total in units; None where there is none, or where it cannot be told."""


def band_closure(bands: Sequence[Band], unit: Fraction, sight: Sight) -> BandClosure:
    """The closure of bands that run from the highest to the lowest; their bounds are whole numbers of the unit."""
    bounds = [int(band.at_least / unit) for band in bands]
    if all(band.requires is None for band in bands):
        return _by_total(bands, bounds)
    return _by_conditions(bands, bounds, sight)


def _by_total(bands: Sequence[Band], bounds: Sequence[int]) -> BandClosure:
    upwards, reached = bounds[::-1], [None, *bands[::-1]]

    def by_total(total: Number | None, inputs: Names, facts: Names) -> Band | None:
        return None if total is None else reached[bisect_right(upwards, total)]

    return by_total


def _by_conditions(bands: Sequence[Band], bounds: Sequence[int], sight: Sight) -> BandClosure:
    conditions = [None if band.requires is None else closure(band.requires, sight) for band in bands]
    ladder = list(zip(bounds, conditions, bands, strict=True))

    def by_conditions(total: Number | None, inputs: Names, facts: Names) -> Band | None:
        if total is None:
            return None
        for bound, condition, band in ladder:
            if total < bound:
                continue
            holds = True if condition is None else condition(inputs, facts)
            if isinstance(holds, Absence):
                return None
            if holds:
                return band
        return None

    return by_conditions
