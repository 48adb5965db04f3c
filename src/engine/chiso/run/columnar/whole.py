"""Columns of integers with proven bounds.

Every number is an integer expression of polars of which the least and the largest value that it can take over the
table are known: from the columns themselves, or from what is done to them. An operation whose result could leave 62
bits raises `TooWide` when it is built, never when it runs, so that nothing can wrap around. Integers that fit into 31
bits are kept in 32, which halves what has to be moved; constant factors are gathered and multiplied once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import gcd

import polars as pl

_WIDEST = 2**62
_NARROW = 2**31
_EXACT_FLOAT = 2**53


class TooWide(Exception):
    """A number that could need more than 62 bits."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A column of integers, `factor` times those of `base`, and the bounds that they keep to, both included.

    `is_short` where `base` is a column of 32 bits, else it has 64.
    """

    base: pl.Expr
    low: int
    high: int
    is_short: bool = False
    factor: int = 1

    def __post_init__(self) -> None:
        if self.low <= -_WIDEST or self.high >= _WIDEST:
            raise TooWide

    @property
    def narrow(self) -> bool:
        """Whether `column` has 32 bits."""
        return self.is_short and self.factor == 1

    @property
    def column(self) -> pl.Expr:
        """The integers."""
        if self.factor == 1:
            return self.base
        return self._wide_base * self.factor

    @property
    def wide(self) -> pl.Expr:
        """The integers in 64 bits."""
        return self._wide_base if self.factor == 1 else self.column

    @property
    def _wide_base(self) -> pl.Expr:
        return self.base.cast(pl.Int64) if self.is_short else self.base

    @property
    def constant(self) -> int | None:
        """The number it always is; None where it differs from row to row."""
        return self.low if self.low == self.high else None

    @property
    def widest(self) -> int:
        """The largest absolute value it can have."""
        return max(abs(self.low), abs(self.high))

    @property
    def content(self) -> int:
        """A number that all of them are multiples of; 0 for a column of 0."""
        return abs(self.factor if self.constant is None else self.constant)

    def plus(self, other: Whole) -> Whole:
        if other.constant == 0:
            return self
        low, high = self.low + other.low, self.high + other.high
        if self.narrow and other.narrow and _fits(low, high):
            return Whole(self.column + other.column, low, high, is_short=True)
        return Whole(self.wide + other.wide, low, high)

    def times(self, other: Whole) -> Whole:
        ends = [left * right for left in (self.low, self.high) for right in (other.low, other.high)]
        mine, theirs = self.constant, other.constant
        if (mine is not None and theirs is not None) or 0 in (mine, theirs):
            return whole(ends[0])
        if theirs is not None:
            return Whole(self.base, min(ends), max(ends), self.is_short, self.factor * theirs)
        if mine is not None:
            return Whole(other.base, min(ends), max(ends), other.is_short, other.factor * mine)
        product = self._wide_base * other._wide_base
        return Whole(product, min(ends), max(ends), factor=self.factor * other.factor)

    def over(self, divisor: int) -> Whole:
        """Divided by a number that all of them are multiples of."""
        if self.constant is not None:
            return whole(self.constant // divisor)
        low, high = self.low // divisor, -(-self.high // divisor)
        return Whole(self.base, low, high, self.is_short, self.factor // divisor)

    def negated(self) -> Whole:
        if self.constant is not None:
            return whole(-self.constant)
        return Whole(self.base, -self.high, -self.low, self.is_short, -self.factor)

    def absolute(self) -> Whole:
        if self.low >= 0:
            return self
        return Whole(self.column.abs(), 0 if self.high >= 0 else -self.high, self.widest, self.narrow)

    def sign(self) -> Whole:
        return Whole(self.column.sign(), -1, 1, self.narrow)

    def held(self, low: int, high: int) -> Whole:
        """Within two bounds."""
        if low <= self.low and self.high <= high:
            return self
        short = self.narrow and _fits(low, high)
        lower, upper = low if self.low < low else None, high if self.high > high else None
        column = (self.column if short else self.wide).clip(lower, upper)
        return Whole(column, max(min(self.low, high), low), min(max(self.high, low), high), short)

    def known(self, low: int, high: int) -> Whole:
        """The same numbers, now that they are known to keep to two bounds."""
        return Whole(self.base, max(self.low, low), min(self.high, high), self.is_short, self.factor)

    def where(self, mask: pl.Expr) -> Whole:
        """The numbers on some rows, null on the others, so that they are not all the same."""
        return Whole(pl.when(mask).then(self.column), self.low, max(self.high, self.low + 1), self.narrow)

    def shortened(self) -> Whole:
        """The same numbers in 32 bits, where they fit."""
        if self.narrow or not _fits(self.low, self.high):
            return self
        return Whole(self.column.cast(pl.Int32, wrap_numerical=True), self.low, self.high, is_short=True)


@lru_cache(4096)
def whole(value: int) -> Whole:
    """A column of one number."""
    if abs(value) >= _WIDEST:
        raise TooWide
    short = _fits(value, value)
    return Whole(pl.lit(value, dtype=pl.Int32 if short else pl.Int64), value, value, short)


def _fits(low: int, high: int) -> bool:
    return low > -_NARROW and high < _NARROW


def summed(parts: list[Whole]) -> Whole:
    """The sum of some columns; null counts as nothing."""
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    ends = [end for part in parts for end in (part.low, part.high, low, high)]
    short = all(part.narrow for part in parts) and _fits(min(ends), max(ends))
    columns = [part.column if short else part.wide for part in parts]
    return Whole(pl.sum_horizontal(columns) if len(columns) > 1 else columns[0].fill_null(0), low, high, short)


def picked(condition: pl.Expr, positive: Whole, negative: Whole) -> Whole:
    """One of two columns, row by row."""
    if positive.constant is not None and positive.constant == negative.constant:
        return positive
    short = positive.narrow and negative.narrow
    first, second = (positive.column, negative.column) if short else (positive.wide, negative.wide)
    column = pl.when(condition).then(first).otherwise(second)
    return Whole(column, min(positive.low, negative.low), max(positive.high, negative.high), short)


def extreme(parts: list[Whole], *, least: bool) -> Whole:
    """The least or the largest of some columns, row by row."""
    columns = [part.wide for part in parts]
    if least:
        low, high = min(part.low for part in parts), min(part.high for part in parts)
        return Whole(pl.min_horizontal(columns), low, high)
    low, high = max(part.low for part in parts), max(part.high for part in parts)
    return Whole(pl.max_horizontal(columns), low, high)


def whole_quotient(top: Whole, bottom: Whole) -> Whole:
    """The whole quotient of numbers not below 0; anything where the lower one is 0.

    The quotient of two whole numbers below 2^53 as 64-bit floats, cut off at the point, is exactly the whole quotient:
    a value below a whole number `k` lies at least `1 / bottom` below it, and the error of the division is at most
    `k * 2^-53 <= (top / bottom) * 2^-53 < 1 / bottom`. Larger numbers are divided as integers, and so are those over
    one number for all rows.
    """
    top, bottom = _lowest(top, bottom)
    if bottom.constant == 1:
        return top
    low, high = max(top.low, 0) // max(bottom.high, 1), max(top.high, 0) // max(bottom.low, 1)
    if _divides_exactly(bottom) and max(top.widest, bottom.widest) < _EXACT_FLOAT:
        return _cut_off(top.column / bottom.column, low, high)
    return Whole(top.wide // bottom.wide, low, high)


def nearest_quotient(top: Whole, bottom: Whole) -> Whole:
    """The quotient of numbers not below 0 rounded half up; anything where the lower one is 0.

    Where `2 * top + bottom` stays below 2^52, that is the quotient as a 64-bit float, plus a half, cut off at the
    point. A value of `k - 1/2` or more is not divided to less, for that is a float itself; and one below it lies at
    least `1 / (2 * bottom)` below, which is more than the errors of the division and the addition, of less than
    `(top / bottom + 1/2) * 2^-52` together. Of larger numbers it is the whole quotient of `2 * top`, plus 1, halved.
    """
    top, bottom = _lowest(top, bottom)
    if bottom.constant == 1:
        return top
    if _divides_exactly(bottom) and 2 * top.widest + bottom.widest < _EXACT_FLOAT // 2:
        low = max(top.low, 0) // max(bottom.high, 1)
        return _cut_off(top.column / bottom.column + 0.5, low, max(top.high, 0) // max(bottom.low, 1) + 1)
    found = whole_quotient(top.times(whole(2)), bottom).plus(whole(1))
    return Whole(found.column // 2, found.low // 2, found.high // 2, found.narrow)


def _lowest(top: Whole, bottom: Whole) -> tuple[Whole, Whole]:
    common = gcd(top.content, bottom.content)
    return (top.over(common), bottom.over(common)) if common > 1 else (top, bottom)


def _divides_exactly(bottom: Whole) -> bool:
    """Whether polars really divides by it: by what is the same on every row it multiplies with the reciprocal."""
    return bottom.constant is None and bool(bottom.base.meta.root_names())


def _cut_off(quotient: pl.Expr, low: int, high: int) -> Whole:
    short = high < _NARROW - 1
    return Whole(quotient.cast(pl.Int32 if short else pl.Int64, wrap_numerical=True), low, high, short)
