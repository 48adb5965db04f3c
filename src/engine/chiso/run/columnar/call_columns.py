"""Calls of the built-in functions in columns; dates are days since 1970."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm

import polars as pl

from chiso.lang.syntax import Call, Expression, Literal
from chiso.lang.values import EMPTY, MISSING, Absence, Mode, Rounding, as_number, to_digits
from chiso.run.columnar.absent import NOWHERE, Absent, Mask
from chiso.run.columnar.stepping import steps
from chiso.run.columnar.vector import (
    Flag,
    NotInColumns,
    Ratio,
    Vector,
    chosen,
    compared,
    negated,
    one_of,
    over,
    product,
    quotient,
    ratio,
    total,
)
from chiso.run.columnar.whole import Whole, extreme, whole

Settings = Mapping[str, Expression]
_MOST_COMPARED = 4


def call_columns(node: Call, values: list[Vector], settings: Settings) -> Vector:
    """The column of a call over the columns of its arguments. Raises `NotInColumns`, `TooWide`."""
    if node.function in _LENIENT:
        return _LENIENT[node.function](values)
    if node.function == "count_met":
        return total([_counted(one.column, one.absent) for one in values if isinstance(one, Flag)])
    numbers = [value for value in values if isinstance(value, Ratio)]
    if len(numbers) < len(values):
        raise NotInColumns(f"{node.function}()")
    if node.function in ("round", "round_to"):
        return _to_setting(node, numbers, settings)
    return _CALLS[node.function](numbers)


def _counted(column: pl.Expr, gone: Absent = NOWHERE) -> Ratio:
    """1 where a condition holds, else 0."""
    return Ratio(Whole(column.cast(pl.Int32), 0, 1, is_short=True), whole(1), gone)


# Numbers.


def _extreme(values: list[Ratio], operator: str) -> Ratio:
    gone = NOWHERE.joined(*(value.absent for value in values))
    if all(value.bottom.constant for value in values):
        common = lcm(*[value.bottom.constant or 1 for value in values])
        return Ratio(extreme([over(value, common) for value in values], least=operator == "<="), whole(common), gone)
    if len(values) > _MOST_COMPARED:
        raise NotInColumns("…")
    found = values[0]
    for value in values[1:]:
        found = chosen(Flag(compared(found, operator, value).column), found, value)
    return Ratio(found.top, found.bottom, gone)


def _least(values: list[Ratio]) -> Ratio:
    return _extreme(values, "<=")


def _most(values: list[Ratio]) -> Ratio:
    return _extreme(values, ">=")


def _median(values: list[Ratio]) -> Ratio:
    """The middle one, or the average of the two in the middle, where all have constant denominators."""
    if not all(value.bottom.constant for value in values):
        raise NotInColumns("median()")
    common = lcm(*[value.bottom.constant or 1 for value in values])
    tops = [over(value, common) for value in values]
    low, high = min(top.low for top in tops), max(top.high for top in tops)
    ordered = pl.concat_list([top.wide for top in tops]).list.sort()
    middle = [Whole(ordered.list.get(place), low, high) for place in ((len(tops) - 1) // 2, len(tops) // 2)]
    gone = NOWHERE.joined(*(value.absent for value in values))
    return Ratio(middle[0].plus(middle[1]), whole(2 * common), gone)


def _clamp(values: list[Ratio]) -> Ratio:
    value, low, high = values
    return _least([_most([value, low]), high])


def _normalize(values: list[Ratio]) -> Ratio:
    value, low, high = values
    part = quotient(total([value, negated(low)]), total([high, negated(low)]))
    return _most([_least([part, ratio(1)]), ratio(0)])


def _absolute(values: list[Ratio]) -> Ratio:
    return Ratio(values[0].top.absolute(), values[0].bottom, values[0].absent)


def _floor(value: Ratio) -> Ratio:
    """The next whole number down, for values of either sign: they are lifted above 0 first."""
    lift = max(0, -value.top.low)
    lifted = value.top.plus(value.bottom.times(whole(lift)))
    down = steps(Ratio(lifted, value.bottom), to_digits(0, Mode.DOWN)).plus(whole(-lift))
    return Ratio(down, whole(1), value.absent)


def _of_date(value: Ratio, part: Callable[[pl.Expr], pl.Expr], most: int) -> Ratio:
    """A part of a date that is given as days since 1970."""
    day = value.top.wide.cast(pl.Int32, strict=False).cast(pl.Date)
    return Ratio(Whole(part(day).cast(pl.Int32), 1, most, is_short=True), whole(1), value.absent)


_CALLS: Mapping[str, Callable[[list[Ratio]], Ratio]] = {
    "min": _least,
    "median": _median,
    "max": _most,
    "sum": total,
    "average": lambda values: product(total(values), ratio(Fraction(1, len(values)))),
    "abs": _absolute,
    "clamp": _clamp,
    "normalize": _normalize,
    "floor": lambda values: _floor(values[0]),
    "days_between": lambda values: total([values[1], negated(values[0])]),
    "year": lambda values: _of_date(values[0], lambda day: day.dt.year(), 9999),
    "month": lambda values: _of_date(values[0], lambda day: day.dt.month(), 12),
    "ceil": lambda values: negated(_floor(negated(values[0]))),
}


def _to_setting(node: Call, values: list[Ratio], settings: Settings) -> Ratio:
    """`round` and `round_to`, which are told how."""
    mode = Mode(_setting(settings, "mode", Mode.HALF_UP.value))
    if node.function == "round":
        rounding = to_digits(int(_setting(settings, "digits", "0")), mode)
    else:
        rounding = Rounding(_multiple(values[1], node), mode)
    step = rounding.step
    top = steps(values[0], rounding).times(whole(step.numerator))
    return Ratio(top, whole(step.denominator), NOWHERE.joined(*(value.absent for value in values)))


def _multiple(value: Ratio, node: Call) -> Fraction:
    top, bottom = value.top.constant, value.bottom.constant
    if not top or not bottom:
        raise NotInColumns(node.span.text)
    return abs(Fraction(top, bottom))


def _setting(settings: Settings, name: str, default: str) -> str:
    found = settings.get(name)
    if found is None:
        return default
    if not isinstance(found, Literal):
        raise NotInColumns(found.span.text)
    number = as_number(found.value)
    return str(found.value if number is None else number)


# Absences.


def _otherwise(value: Vector, taken: Mask, other: Vector) -> Vector:
    """A value, and on some rows another."""
    return value if taken is None else one_of(Flag(taken), other, value)


def _first_there(values: list[Vector]) -> Vector:
    found = values[-1]
    for value in reversed(values[:-1]):
        found = _otherwise(value, value.absent.anywhere, found)
    return found


def _in_place_of(absence: Absence) -> Callable[[list[Vector]], Vector]:
    return lambda values: _otherwise(values[0], values[0].absent.counts(absence), values[1])


def _given(values: list[Vector]) -> Vector:
    return Flag(_is_there(values[0]))


def _is_there(value: Vector) -> pl.Expr:
    gone = value.absent.anywhere
    return pl.lit(True) if gone is None else ~gone


_LENIENT: Mapping[str, Callable[[list[Vector]], Vector]] = {
    "coalesce": _first_there,
    "if_empty": _in_place_of(EMPTY),
    "if_missing": _in_place_of(MISSING),
    "given": _given,
    "count_given": lambda values: total([_counted(_is_there(value)) for value in values]),
}
