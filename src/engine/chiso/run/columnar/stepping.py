"""Rounding in columns: how many steps of a rounding a value comes to."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from chiso.lang.values import Mode, Rounding, rounded
from chiso.run.columnar.vector import Ratio, ratio, reduced
from chiso.run.columnar.whole import Whole, nearest_quotient, whole, whole_quotient


def steps(value: Ratio, rounding: Rounding) -> Whole:
    """How many steps of a rounding a value comes to; where it is absent, anything."""
    step = Fraction(rounding.step)
    if value.top.constant is not None and value.bottom.constant:
        return whole(int(rounded(Fraction(value.top.constant, value.bottom.constant), rounding) / step))
    value, unit = reduced(value, ratio(step))
    top, bottom = value.top.times(unit.bottom), value.bottom.times(unit.top)
    if bottom.constant == 1:
        return top
    if top.low >= 0:
        return _divided(top, bottom, rounding.mode)
    return _divided(top.absolute(), bottom, rounding.mode).times(top.sign())


def _divided(top: Whole, bottom: Whole, mode: Mode) -> Whole:
    """The whole quotient of numbers not below 0, up or down as the mode says."""
    if mode is Mode.DOWN:
        return whole_quotient(top, bottom)
    if mode is Mode.UP:
        return whole_quotient(top.plus(bottom).plus(whole(-1)), bottom)
    half_up = nearest_quotient(top, bottom)
    if mode is Mode.HALF_UP:
        return half_up
    doubled = bottom.times(whole(2))
    tie = half_up.times(doubled).wide == top.times(whole(2)).plus(bottom).wide
    odd = (half_up.column % 2) == 1
    down = (tie & odd).cast(pl.Int32 if half_up.narrow else pl.Int64)
    return Whole(half_up.column - down, max(half_up.low - 1, 0), half_up.high, half_up.narrow)
