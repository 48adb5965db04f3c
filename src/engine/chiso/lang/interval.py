"""Intervals of numbers: what a quantity can come to when only its bounds are known.

An operation on intervals gives an interval that surely holds every result; it may be wider than need be, because two
mentions of one name are taken as independent. So what an interval excludes is impossible, and what it holds may be.
An end is a pair that compares like the number it stands for: -1 before all numbers, 1 after them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from chiso.lang.values import Number


class End(NamedTuple):
    """A finite number (`side` 0), or what lies beyond all of them."""

    side: int
    at: Number = 0

    @property
    def sign(self) -> int:
        """-1, 0 or 1."""
        return self.side or (self.at > 0) - (self.at < 0)


BELOW_ALL, ABOVE_ALL = End(-1), End(1)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an open end does not belong to it itself."""

    low: End = BELOW_ALL
    high: End = ABOVE_ALL
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number is in it."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def holds(self, number: Number) -> bool:
        """Whether a number is in it."""
        end = End(0, number)
        above = end > self.low or (end == self.low and not self.low_open)
        return above and (end < self.high or (end == self.high and not self.high_open))


ALL = Interval()
NOT_NEGATIVE = Interval(End(0, 0))


def point(number: Number) -> Interval:
    """The interval of one number."""
    return Interval(End(0, number), End(0, number))


def span(low: Number | None, high: Number | None) -> Interval:
    """From `low` to `high`, both included; None where there is no bound."""
    return Interval(BELOW_ALL if low is None else End(0, low), ABOVE_ALL if high is None else End(0, high))


def hull(intervals: Iterable[Interval]) -> Interval:
    """The least interval that holds all of them, none of which is empty."""
    known = list(intervals)
    low = min(part.low for part in known)
    high = max(part.high for part in known)
    return Interval(
        low,
        high,
        all(part.low_open for part in known if part.low == low),
        all(part.high_open for part in known if part.high == high),
    )


def overlap(left: Interval, right: Interval) -> Interval:
    """What both have in common; it may be empty."""
    low, high = max(left.low, right.low), min(left.high, right.high)
    return Interval(
        low,
        high,
        any(part.low_open for part in (left, right) if part.low == low),
        any(part.high_open for part in (left, right) if part.high == high),
    )


def negated(interval: Interval) -> Interval:
    """The numbers with their signs turned."""
    return Interval(_turned(interval.high), _turned(interval.low), interval.high_open, interval.low_open)


def _turned(end: End) -> End:
    return End(-end.side, -end.at)


def added(left: Interval, right: Interval) -> Interval:
    """Every sum of a number of each."""
    return Interval(
        _sum(left.low, right.low, BELOW_ALL),
        _sum(left.high, right.high, ABOVE_ALL),
        left.low_open or right.low_open,
        left.high_open or right.high_open,
    )


def _sum(left: End, right: End, beyond: End) -> End:
    return beyond if left.side or right.side else End(0, left.at + right.at)


def subtracted(left: Interval, right: Interval) -> Interval:
    """Every difference."""
    return added(left, negated(right))


def multiplied(left: Interval, right: Interval) -> Interval:
    """Every product."""
    return _corners([(_product(a, b), a_open or b_open) for a, a_open in _ends(left) for b, b_open in _ends(right)])


def _ends(interval: Interval) -> tuple[tuple[End, bool], tuple[End, bool]]:
    return ((interval.low, interval.low_open), (interval.high, interval.high_open))


def _product(left: End, right: End) -> End:
    """0 times anything is 0, also at an end that is never reached."""
    sign = left.sign * right.sign
    return End(0, left.at * right.at) if not (left.side or right.side) or not sign else End(sign)


def _corners(found: list[tuple[End, bool]]) -> Interval:
    """The interval that the extreme combinations of two intervals' ends span.

    A zero is always taken as reached: an open end times a 0 that is reached gives 0.
    """
    ends = [(end, is_open and end.sign != 0) for end, is_open in found]
    low, high = min(end for end, _ in ends), max(end for end, _ in ends)
    return Interval(
        low,
        high,
        all(is_open for end, is_open in ends if end == low),
        all(is_open for end, is_open in ends if end == high),
    )


def divided(left: Interval, right: Interval) -> Interval:
    """Every quotient by a number other than 0."""
    if right.low.sign < 0 < right.high.sign:
        return ALL
    if right.low.sign == right.high.sign == 0:
        return ALL
    inverse = Interval(
        _inverse(right.high, right.low.sign < 0),
        _inverse(right.low, right.low.sign < 0),
        right.high_open or right.high.side != 0,
        right.low_open or right.low.sign == 0,
    )
    return multiplied(left, inverse)


def _inverse(end: End, is_negative: bool) -> End:
    if end.side:
        return End(0, 0)
    if not end.at:
        return BELOW_ALL if is_negative else ABOVE_ALL
    return End(0, Fraction(end.at.denominator, end.at.numerator))


def absolute(interval: Interval) -> Interval:
    """The numbers without their signs."""
    turned = negated(interval)
    if interval.low.sign >= 0:
        return interval
    if interval.high.sign <= 0:
        return turned
    return Interval(End(0, 0), max(interval.high, turned.high))


def least(intervals: list[Interval]) -> Interval:
    """The smallest of a number of each."""
    return Interval(min(part.low for part in intervals), min(part.high for part in intervals))


def greatest(intervals: list[Interval]) -> Interval:
    """The largest of a number of each."""
    return Interval(max(part.low for part in intervals), max(part.high for part in intervals))


def is_less(left: Interval, right: Interval) -> bool | None:
    """Whether every number of the one is below every number of the other; None when that differs."""
    if left.high < right.low or (left.high == right.low and (left.high_open or right.low_open)):
        return True
    return False if left.low >= right.high else None


def is_equal(left: Interval, right: Interval) -> bool | None:
    """Whether the two are always, or never, the same number."""
    if overlap(left, right).is_empty:
        return False
    return True if left.low == left.high == right.low == right.high else None
