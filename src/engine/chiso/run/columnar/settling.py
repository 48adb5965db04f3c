"""The points of an indicator in columns: rounded, within their bounds, and what a policy gives where there are none."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from chiso.lang.values import MISSING, Number, Rounding, rounded
from chiso.ruleset.program import Indicator, Policy
from chiso.run.columnar.absent import NOWHERE, Absent, Mask, absent, either
from chiso.run.columnar.stepping import steps
from chiso.run.columnar.sum_columns import Points
from chiso.run.columnar.vector import NotInColumns, Ratio
from chiso.run.columnar.whole import Whole, picked, whole


def settled(indicator: Indicator, amount: Ratio, gone: Absent, *, is_held: bool) -> Points:
    """The points that an amount comes to; `gone` tells where it does not count.

    Where it `is_held` it is known to lie between the indicator's bounds. Raises `NotInColumns`, `TooWide`.
    """
    if indicator.rounding is None:
        return _unrounded(indicator, amount, gone)
    least, full = (_in_steps(end, indicator.rounding) for end in (_fewest(indicator), indicator.max or 0))
    counted = steps(amount, indicator.rounding)
    counted = counted.known(least, full) if is_held else counted.held(least, full)
    return _by_policies(indicator, counted, Fraction(indicator.rounding.step), gone, full)


def _in_steps(points: Number, rounding: Rounding) -> int:
    return int(rounded(points, rounding) / rounding.step)


def _fewest(indicator: Indicator) -> Number:
    """The fewest points; by a rate no fewer than 0."""
    return 0 if indicator.points is None else indicator.min


def _unrounded(indicator: Indicator, amount: Ratio, gone: Absent) -> Points:
    """Points that stay exact, which is possible over a constant denominator only."""
    bottom = amount.bottom.constant
    if not bottom:
        raise NotInColumns(f"{indicator.id}.points")
    most, fewest = Fraction(indicator.max or 0), Fraction(_fewest(indicator))
    unit = Fraction(1, bottom * most.denominator * fewest.denominator)
    full = int(most / unit)
    counted = amount.top.times(whole(unit.denominator // bottom)).held(int(fewest / unit), full)
    return _by_policies(indicator, counted, unit, gone, full)


def _by_policies(indicator: Indicator, counted: Whole, unit: Fraction, absences: Absent, full: int) -> Points:
    """So many units, or what the policy gives for each absence."""
    gone: Mask = None
    excluded: Mask = None
    unknown: Mask = None
    state = NOWHERE
    for absence, mask in absences.kinds():
        policy = indicator.policies.get(absence)
        state = state.joined(absent(MISSING if policy is None else absence, mask))
        counted = _given(counted, mask, policy, full)
        if policy in (None, Policy.NONE, Policy.EXCLUDE):
            gone = either(gone, mask)
        if policy is Policy.EXCLUDE:
            excluded = either(excluded, mask)
        if policy is None:
            unknown = either(unknown, mask)
    points = Ratio(counted.times(whole(unit.numerator)), whole(unit.denominator))
    return Points(points, gone, excluded, unknown, state)


def _given(counted: Whole, mask: pl.Expr, policy: Policy | None, full: int) -> Whole:
    """The points, and where something is absent those that the policy gives."""
    if policy not in (Policy.ZERO, Policy.FULL):
        return counted.where(~mask)
    return picked(mask, whole(full if policy is Policy.FULL else 0), counted)
