"""Columns of exact values: numbers as quotients of two integers, truth, texts; and what is done with them.

Nothing is ever rounded but where the rules say so (`stepping`). Each column says on which rows it has no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

import polars as pl

from chiso.lang.values import EMPTY, Number
from chiso.run.columnar.absent import NOWHERE, Absent, absent
from chiso.run.columnar.whole import Whole, picked, whole


class NotInColumns(Exception):
    """A construct that has no form in columns; the message names it in the words of the rules."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column of exact numbers, each the quotient of two integers, the lower one not below 0.

    `absent` tells on which rows there is no value; what the two columns hold there means nothing.
    """

    top: Whole
    bottom: Whole
    absent: Absent = NOWHERE

    @property
    def least(self) -> Fraction:
        """A number that none of them is below; those not below 0 count as 0 where the denominator differs."""
        bottom = self.bottom.constant
        return Fraction(self.top.low, bottom) if bottom else Fraction(min(self.top.low, 0))


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
        tops = [over(part, common) for part in parts]
        return Ratio(reduce(Whole.plus, tops), whole(common), gone)
    result = parts[0]
    for part in parts[1:]:
        top = result.top.times(part.bottom).plus(part.top.times(result.bottom))
        result = Ratio(top, result.bottom.times(part.bottom))
    return Ratio(result.top, result.bottom, gone)


def over(value: Ratio, common: int) -> Whole:
    """The upper numbers over a common multiple of a constant denominator."""
    return value.top.times(whole(common // (value.bottom.constant or 1)))


def negated(value: Ratio) -> Ratio:
    return Ratio(value.top.negated(), value.bottom, value.absent)


def product(left: Ratio, right: Ratio) -> Ratio:
    top, bottom = left.top.times(right.top), left.bottom.times(right.bottom)
    return Ratio(top, bottom, left.absent.joined(right.absent))


def quotient(left: Ratio, right: Ratio) -> Ratio:
    """Left by right; empty where right is 0."""
    zero = None if right.top.low > 0 or right.top.high < 0 else right.top.base == 0
    gone = left.absent.joined(right.absent, absent(EMPTY, zero))
    left, right = reduced(left, right)
    top, bottom = left.top.times(right.bottom), left.bottom.times(right.top)
    if bottom.low < 0:
        top, bottom = top.times(right.top.sign()), bottom.absolute()
    return Ratio(top, bottom, gone)


def reduced(left: Ratio, right: Ratio) -> tuple[Ratio, Ratio]:
    """Both numbers, without the constant factor that their lower numbers share."""
    mine, theirs = left.bottom.constant, right.bottom.constant
    common = gcd(mine, theirs) if mine and theirs else 1
    if common == 1 or not mine or not theirs:
        return left, right
    return Ratio(left.top, whole(mine // common)), Ratio(right.top, whole(theirs // common))


def compared(left: Ratio, operator: str, right: Ratio) -> Flag:
    """Whether a comparison holds, by multiplying crosswise."""
    first, second = reduced(left, right)
    mine, theirs = first.top.times(second.bottom), second.top.times(first.bottom)
    common = gcd(mine.content, theirs.content)
    if common > 1:
        mine, theirs = mine.over(common), theirs.over(common)
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
    gone = branches(condition, positive.absent, negative.absent)
    if positive.bottom.constant and negative.bottom.constant:
        common = lcm(positive.bottom.constant, negative.bottom.constant)
        return Ratio(picked(condition.column, over(positive, common), over(negative, common)), whole(common), gone)
    top = picked(condition.column, positive.top, negative.top)
    bottom = picked(condition.column, positive.bottom, negative.bottom)
    return Ratio(top, bottom, gone)


def one_of(condition: Flag, positive: Vector, negative: Vector) -> Vector:
    """One of two columns of a kind, row by row. Raises `NotInColumns` for a number beside what is none."""
    if isinstance(positive, Ratio) and isinstance(negative, Ratio):
        return chosen(condition, positive, negative)
    if isinstance(positive, Ratio) or isinstance(negative, Ratio):
        raise NotInColumns("if")
    column = pl.when(condition.column).then(positive.column).otherwise(negative.column)
    return positive.__class__(column, branches(condition, positive.absent, negative.absent))


def branches(condition: Flag, positive: Absent, negative: Absent) -> Absent:
    """What is absent of a choice: its condition, or else what is absent of the branch taken."""
    gone = condition.absent.anywhere
    taken, other = condition.column, ~condition.column
    if gone is not None:
        taken, other = taken & ~gone, other & ~gone
    return condition.absent.joined(positive.where(taken), negative.where(other))
