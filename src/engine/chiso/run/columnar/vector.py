"""Columns of exact numbers: integers with proven bounds, and quotients of two of them.

Every number is an integer expression of polars of which the least and the largest value that it can take over the
table are known: from the columns themselves, or from what is done to them. An operation whose result could leave 62
bits raises `TooWide` when it is built, never when it runs. So nothing can wrap around, and nothing is ever rounded but
where the rules say so. Integers that fit into 31 bits are kept in 32, which halves what has to be moved.

Rounding divides once. For whole `n >= 0` and `m > 0`, both below 2^53, the quotient of the two as 64-bit floats, cut
off at the point, is exactly the whole quotient: a value below a whole number `k` lies at least 1/m below it, and the
error of the division is at most `k * 2^-53 <= (n / m) * 2^-53 < 1 / m`. Larger numbers are divided as integers. Half
up is the whole quotient of `2n` by `m`, plus 1, halved: for whole numbers that is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

import polars as pl

from chiso.lang.values import EMPTY, Mode, Number, Rounding, rounded
from chiso.run.columnar.absent import NOWHERE, Absent, absent

_WIDEST = 2**62
_NARROW = 2**31
_EXACT_FLOAT = 2**53


class NotInColumns(Exception):
    """A construct that has no form in columns; the message names it in the words of the rules."""


class TooWide(Exception):
    """A number that could need more than 62 bits."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A column of integers and the bounds that they keep to, both included.

    `narrow` where it is one of 32 bits, else it has 64.
    """

    column: pl.Expr
    low: int
    high: int
    narrow: bool = False

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

    @property
    def wide(self) -> pl.Expr:
        """The column in 64 bits."""
        return self.column.cast(pl.Int64) if self.narrow else self.column

    def plus(self, other: Whole) -> Whole:
        if other.constant == 0:
            return self
        low, high = self.low + other.low, self.high + other.high
        if self.narrow and other.narrow and _fits(low, high):
            return Whole(self.column + other.column, low, high, narrow=True)
        return Whole(self.wide + other.wide, low, high)

    def times(self, other: Whole) -> Whole:
        if other.constant == 1:
            return self
        if self.constant == 1:
            return other
        ends = [left * right for left in (self.low, self.high) for right in (other.low, other.high)]
        if self.constant is not None and other.constant is not None:
            return whole(ends[0])
        return Whole(self.wide * other.wide, min(ends), max(ends))

    def negated(self) -> Whole:
        return Whole(-self.column, -self.high, -self.low, self.narrow)

    def absolute(self) -> Whole:
        if self.low >= 0:
            return self
        return Whole(self.column.abs(), 0 if self.high >= 0 else -self.high, self.widest, self.narrow)

    def sign(self) -> Whole:
        return Whole(self.column.sign(), -1, 1, self.narrow)

    def held(self, low: int, high: int) -> Whole:
        """Within two bounds."""
        column, wide = self.column, self.narrow and not _fits(low, high)
        if self.low < low or self.high > high:
            lower, upper = low if self.low < low else None, high if self.high > high else None
            column = (self.wide if wide else column).clip(lower, upper)
        return Whole(column, max(min(self.low, high), low), min(max(self.high, low), high), self.narrow and not wide)

    def known(self, low: int, high: int) -> Whole:
        """The same numbers, now that they are known to keep to two bounds."""
        return Whole(self.column, max(self.low, low), min(self.high, high), self.narrow)


def whole(value: int) -> Whole:
    """A column of one number."""
    if abs(value) >= _WIDEST:
        raise TooWide
    narrow = _fits(value, value)
    return Whole(pl.lit(value, dtype=pl.Int32 if narrow else pl.Int64), value, value, narrow)


def _fits(low: int, high: int) -> bool:
    return low > -_NARROW and high < _NARROW


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column of exact numbers, each the quotient of two integers, the lower one not below 0.

    `absent` tells on which rows there is no value; what the two columns hold there means nothing.
    """

    top: Whole
    bottom: Whole
    absent: Absent = NOWHERE


@dataclass(frozen=True, slots=True)
class Flag:
    """A column of true and false; `absent` as in `Ratio`."""

    column: pl.Expr
    absent: Absent = NOWHERE


@dataclass(frozen=True, slots=True)
class Text:
    """A column of texts; `absent` as in `Ratio`."""

    column: pl.Expr
    absent: Absent = NOWHERE


Vector = Ratio | Flag | Text


def ratio(value: Number) -> Ratio:
    """A column of one number."""
    return Ratio(whole(value.numerator), whole(value.denominator))


def total(parts: list[Ratio]) -> Ratio:
    """The sum of some columns, over one denominator where they have constant ones."""
    gone = NOWHERE.joined(*(part.absent for part in parts))
    bottoms = [part.bottom.constant for part in parts]
    if all(bottoms):
        common = lcm(*[bottom for bottom in bottoms if bottom])
        return Ratio(summed([over(part, common) for part in parts]), whole(common), gone)
    result = parts[0]
    for part in parts[1:]:
        top = result.top.times(part.bottom).plus(part.top.times(result.bottom))
        result = Ratio(top, result.bottom.times(part.bottom))
    return Ratio(result.top, result.bottom, gone)


def over(value: Ratio, common: int) -> Whole:
    """The upper numbers over a common multiple of a constant denominator."""
    return value.top.times(whole(common // (value.bottom.constant or 1)))


def summed(parts: list[Whole]) -> Whole:
    """The sum of some columns; null counts as nothing."""
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    ends = [end for part in parts for end in (part.low, part.high, low, high)]
    narrow = all(part.narrow for part in parts) and _fits(min(ends), max(ends))
    columns = [part.column if narrow else part.wide for part in parts]
    return Whole(pl.sum_horizontal(columns) if len(columns) > 1 else columns[0].fill_null(0), low, high, narrow)


def negated(value: Ratio) -> Ratio:
    return Ratio(value.top.negated(), value.bottom, value.absent)


def product(left: Ratio, right: Ratio) -> Ratio:
    top, bottom = left.top.times(right.top), left.bottom.times(right.bottom)
    return Ratio(top, bottom, left.absent.joined(right.absent))


def quotient(left: Ratio, right: Ratio) -> Ratio:
    """Left by right; empty where right is 0."""
    zero = None if right.top.low > 0 or right.top.high < 0 else right.top.column == 0
    gone = left.absent.joined(right.absent, absent(EMPTY, zero))
    left, right = _reduced(left, right)
    top, bottom = left.top.times(right.bottom), left.bottom.times(right.top)
    if bottom.low < 0:
        top, bottom = top.times(right.top.sign()), bottom.absolute()
    return Ratio(top, bottom, gone)


def _reduced(left: Ratio, right: Ratio) -> tuple[Ratio, Ratio]:
    """Both, without the constant factor that their lower numbers share."""
    mine, theirs = left.bottom.constant, right.bottom.constant
    common = gcd(mine, theirs) if mine and theirs else 1
    if common == 1 or not mine or not theirs:
        return left, right
    return Ratio(left.top, whole(mine // common)), Ratio(right.top, whole(theirs // common))


def compared(left: Ratio, operator: str, right: Ratio) -> Flag:
    """Whether a comparison holds, by multiplying crosswise."""
    reduced, other = _reduced(left, right)
    mine, theirs = reduced.top.times(other.bottom), other.top.times(reduced.bottom)
    return Flag(_holds(mine, operator, theirs), left.absent.joined(right.absent))


def _holds(mine: Whole, operator: str, theirs: Whole) -> pl.Expr:
    same = mine.narrow == theirs.narrow
    left, right = (mine.column, theirs.column) if same else (mine.wide, theirs.wide)
    match operator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
    return left != right


def chosen(condition: Flag, positive: Ratio, negative: Ratio) -> Ratio:
    """One of two columns, row by row; what is absent in the branch that is not taken does not matter."""
    top = picked(condition.column, positive.top, negative.top)
    bottom = picked(condition.column, positive.bottom, negative.bottom)
    return Ratio(top, bottom, branches(condition, positive.absent, negative.absent))


def branches(condition: Flag, positive: Absent, negative: Absent) -> Absent:
    """What is absent of a choice: its condition, or else what is absent of the branch taken."""
    gone = condition.absent.anywhere
    taken, other = condition.column, ~condition.column
    if gone is not None:
        taken, other = taken & ~gone, other & ~gone
    return condition.absent.joined(positive.where(taken), negative.where(other))


def picked(condition: pl.Expr, positive: Whole, negative: Whole) -> Whole:
    """One of two columns of integers, row by row."""
    if positive.constant is not None and positive.constant == negative.constant:
        return positive
    narrow = positive.narrow and negative.narrow
    first, second = (positive.column, negative.column) if narrow else (positive.wide, negative.wide)
    column = pl.when(condition).then(first).otherwise(second)
    return Whole(column, min(positive.low, negative.low), max(positive.high, negative.high), narrow)


def steps(value: Ratio, rounding: Rounding) -> Whole:
    """How many steps of a rounding a value comes to; where it is absent, anything."""
    step = Fraction(rounding.step)
    if value.top.constant is not None and value.bottom.constant:
        return whole(int(rounded(Fraction(value.top.constant, value.bottom.constant), rounding) / step))
    value, unit = _reduced(value, ratio(step))
    top, bottom = value.top.times(unit.bottom), value.bottom.times(unit.top)
    if bottom.constant == 1:
        return top
    if top.low >= 0:
        return _divided(top, bottom, rounding.mode)
    return _divided(top.absolute(), bottom, rounding.mode).times(top.sign())


def _divided(top: Whole, bottom: Whole, mode: Mode) -> Whole:
    """The whole quotient of numbers not below 0, up or down as the mode says."""
    if mode is Mode.DOWN:
        return _quotient(top, bottom)
    if mode is Mode.UP:
        return _quotient(top.plus(bottom).plus(whole(-1)), bottom)
    half_up = _halved(_quotient(top.times(whole(2)), bottom).plus(whole(1)))
    if mode is Mode.HALF_UP:
        return half_up
    doubled = bottom.times(whole(2))
    tie = half_up.times(doubled).wide == top.times(whole(2)).plus(bottom).wide
    odd = (half_up.column % 2) == 1
    down = (tie & odd).cast(pl.Int32 if half_up.narrow else pl.Int64)
    return Whole(half_up.column - down, max(half_up.low - 1, 0), half_up.high, half_up.narrow)


def _halved(value: Whole) -> Whole:
    return Whole(value.column // 2, value.low // 2, value.high // 2, value.narrow)


def _quotient(top: Whole, bottom: Whole) -> Whole:
    """The whole quotient, by the proof at the head of this module; anything where the lower number is 0."""
    low, high = max(top.low, 0) // max(bottom.high, 1), max(top.high, 0) // max(bottom.low, 1)
    narrow = high < _NARROW - 1
    if top.widest < _EXACT_FLOAT and bottom.widest < _EXACT_FLOAT:
        kind = pl.Int32 if narrow else pl.Int64
        return Whole((top.column / bottom.column).cast(kind, wrap_numerical=True), low, high, narrow)
    return Whole(top.wide // bottom.wide, low, high)
