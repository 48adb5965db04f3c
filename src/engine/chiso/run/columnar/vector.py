"""Columns of exact numbers: integers with proven bounds, and quotients of two of them.

Every number is an `Int64` expression of polars of which the least and the largest value that it can take over the
table are known; an operation whose result could leave 62 bits raises `TooWide` when it is built, never when it runs.
So nothing can wrap around, and nothing is ever rounded but where the rules say so.

Rounding divides once. For whole `n >= 0` and `m > 0`, both below 2^53, the quotient of the two as 64-bit floats,
rounded down, is exactly the whole quotient: a value below a whole number `k` lies at least 1/m below it, and the error
of the division is at most `k * 2^-53 <= (n / m) * 2^-53 < 1 / m`. Larger numbers are divided as integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import polars as pl

from chiso.lang.values import Mode, Number, Rounding

_WIDEST = 2**62
_EXACT_FLOAT = 2**53


class TooWide(Exception):
    """A number that could need more than 62 bits."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A column of integers and the bounds that they keep to, both included."""

    column: pl.Expr
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low <= -_WIDEST or self.high >= _WIDEST:
            raise TooWide

    @property
    def constant(self) -> int | None:
        """The number it always is; None where it differs from row to row."""
        return self.low if self.low == self.high else None

    @property
    def widest(self) -> int:
        """The largest absolute value it can have."""
        return max(abs(self.low), abs(self.high))

    def plus(self, other: Whole) -> Whole:
        if other.constant == 0:
            return self
        return Whole(self.column + other.column, self.low + other.low, self.high + other.high)

    def times(self, other: Whole) -> Whole:
        if other.constant == 1:
            return self
        if self.constant == 1:
            return other
        ends = [left * right for left in (self.low, self.high) for right in (other.low, other.high)]
        return Whole(self.column * other.column, min(ends), max(ends))

    def negated(self) -> Whole:
        return Whole(-self.column, -self.high, -self.low)

    def absolute(self) -> Whole:
        if self.low >= 0:
            return self
        return Whole(self.column.abs(), 0 if self.high >= 0 else -self.high, self.widest)

    def held(self, low: int, high: int) -> Whole:
        """Within two bounds."""
        if low <= self.low and self.high <= high:
            return self
        return Whole(self.column.clip(low, high), max(min(self.low, high), low), min(max(self.high, low), high))


def whole(value: int) -> Whole:
    """A column of one number."""
    return Whole(pl.lit(value, dtype=pl.Int64), value, value)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column of exact numbers, each the quotient of two integers, the lower one not below 0.

    `empty` tells on which rows there is no value, because something was divided by 0; None for nowhere.
    """

    top: Whole
    bottom: Whole
    empty: pl.Expr | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A column of true and false; `empty` as in `Ratio`."""

    column: pl.Expr
    empty: pl.Expr | None = None


def ratio(value: Number) -> Ratio:
    """A column of one number."""
    return Ratio(whole(value.numerator), whole(value.denominator))


def either(*masks: pl.Expr | None) -> pl.Expr | None:
    """Where one of several masks holds."""
    found = [mask for mask in masks if mask is not None]
    return pl.any_horizontal(found) if len(found) > 1 else found[0] if found else None


def total(parts: list[Ratio]) -> Ratio:
    """The sum of some columns, over one denominator where they have constant ones."""
    empty = either(*(part.empty for part in parts))
    bottoms = [part.bottom.constant for part in parts]
    if all(bottoms):
        common = lcm(*[bottom for bottom in bottoms if bottom])
        tops = [part.top.times(whole(common // (part.bottom.constant or 1))) for part in parts]
        low, high = sum(top.low for top in tops), sum(top.high for top in tops)
        return Ratio(Whole(pl.sum_horizontal([top.column for top in tops]), low, high), whole(common), empty)
    result = parts[0]
    for part in parts[1:]:
        top = result.top.times(part.bottom).plus(part.top.times(result.bottom))
        result = Ratio(top, result.bottom.times(part.bottom))
    return Ratio(result.top, result.bottom, empty)


def negated(value: Ratio) -> Ratio:
    return Ratio(value.top.negated(), value.bottom, value.empty)


def product(left: Ratio, right: Ratio) -> Ratio:
    return Ratio(left.top.times(right.top), left.bottom.times(right.bottom), either(left.empty, right.empty))


def quotient(left: Ratio, right: Ratio) -> Ratio:
    """Left by right; empty where right is 0."""
    top, bottom = left.top.times(right.bottom), left.bottom.times(right.top)
    zero = None if right.top.low > 0 or right.top.high < 0 else right.top.column == 0
    if bottom.low < 0:
        sign = Whole(right.top.column.sign().cast(pl.Int64), -1, 1)
        top, bottom = top.times(sign), bottom.absolute()
    return Ratio(top, bottom, either(left.empty, right.empty, zero))


def compared(left: Ratio, operator: str, right: Ratio) -> Flag:
    """Whether a comparison holds, by multiplying crosswise."""
    mine, theirs = left.top.times(right.bottom).column, right.top.times(left.bottom).column
    found = {
        "<": mine < theirs,
        "<=": mine <= theirs,
        ">": mine > theirs,
        ">=": mine >= theirs,
        "==": mine == theirs,
        "!=": mine != theirs,
    }[operator]
    return Flag(found, either(left.empty, right.empty))


def chosen(condition: Flag, positive: Ratio, negative: Ratio) -> Ratio:
    """One of two columns, row by row; what is empty in the branch that is not taken does not matter."""
    top = _picked(condition, positive.top, negative.top)
    bottom = _picked(condition, positive.bottom, negative.bottom)
    inner = None
    if positive.empty is not None or negative.empty is not None:
        first, second = (pl.lit(False) if mask is None else mask for mask in (positive.empty, negative.empty))
        inner = pl.when(condition.column).then(first).otherwise(second)
    return Ratio(top, bottom, either(condition.empty, inner))


def _picked(condition: Flag, positive: Whole, negative: Whole) -> Whole:
    if positive.constant is not None and positive.constant == negative.constant:
        return positive
    column = pl.when(condition.column).then(positive.column).otherwise(negative.column)
    return Whole(column, min(positive.low, negative.low), max(positive.high, negative.high))


def steps(value: Ratio, rounding: Rounding) -> Whole:
    """How many steps of a rounding a value comes to; where it is empty, anything."""
    step = Fraction(rounding.step)
    top, bottom = value.top.times(whole(step.denominator)), value.bottom.times(whole(step.numerator))
    if bottom.constant == 1:
        return top
    if top.low >= 0:
        return _divided(top, bottom, rounding.mode)
    sign = Whole(top.column.sign().cast(pl.Int64), -1, 1)
    return _divided(top.absolute(), bottom, rounding.mode).times(sign)


def _divided(top: Whole, bottom: Whole, mode: Mode) -> Whole:
    """The whole quotient of numbers not below 0, up or down as the mode says."""
    if mode is Mode.DOWN:
        return _floor(top, bottom)
    if mode is Mode.UP:
        return _floor(top.plus(bottom).plus(whole(-1)), bottom)
    doubled = bottom.times(whole(2))
    half_up = _floor(top.times(whole(2)).plus(bottom), doubled)
    if mode is Mode.HALF_UP:
        return half_up
    tie = half_up.times(doubled).column == top.times(whole(2)).plus(bottom).column
    odd = (half_up.column % 2) == 1
    down = (tie & odd).cast(pl.Int64)
    return Whole(half_up.column - down, max(half_up.low - 1, 0), half_up.high)


def _floor(top: Whole, bottom: Whole) -> Whole:
    """The whole quotient, by the proof at the head of this module; anything where the lower number is 0."""
    least = max(bottom.low, 1)
    low, high = top.low // max(bottom.high, 1), top.high // least
    if top.widest < _EXACT_FLOAT and bottom.widest < _EXACT_FLOAT:
        quotient = (top.column / bottom.column).floor()
        guarded = pl.when(bottom.column == 0).then(0.0).otherwise(quotient) if bottom.low == 0 else quotient
        return Whole(guarded.cast(pl.Int64), low, high)
    return Whole(top.column // bottom.column, low, high)
