"""The common form in whole numbers: points in proportion to a rate, up to a constant threshold, rounded.

With `max / (full_at * step)` as `k / q`, a rate of `top / bottom` comes, rounded half up, to as many steps as
`(2 k top + q bottom) // (2 q bottom)` says: one product of each count, a sum and a floor division give the digits, ties
included. As rounding never turns two values around, the bounds 0 and `max` can be kept after it. Only whole numbers
are taken; what else a record has goes the general way.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from chiso.lang.syntax import Arithmetic, Expression, Name
from chiso.lang.values import EMPTY, MISSING, Mode, Number, Value, absence_of, as_number, whole_quotient
from chiso.ruleset.program import Indicator, Program
from chiso.run.rowwise.closures import Closure, Names, Sight, closure, constant
from chiso.run.rowwise.indicator_closure import Gaps, IndicatorClosure, aim_of, gaps_of, in_units


class Proportion(NamedTuple):
    """What an indicator of the common form rests on: the steps of its maximum, and `k / q` steps for a rate of 1."""

    id: str
    rate: Expression
    most: int
    times: int
    over: int
    mode: Mode


def proportion(indicator: Indicator, program: Program, sight: Sight) -> Proportion | None:
    """The constants of an indicator of the common form; None where it is none."""
    plain = indicator.points is None and indicator.value is None and indicator.applies_when is None
    full_at = as_number(1 if indicator.full_at is None else constant(indicator.full_at, sight))
    if not (plain and stands_apart(indicator, program, sight)):
        return None
    if indicator.rate is None or indicator.rounding is None or not indicator.max or not full_at:
        return None
    if indicator.max < 0 or full_at < 0:
        return None
    most = in_units(indicator)(indicator.max)
    assert isinstance(most, int)
    times, over = (Fraction(indicator.max) / (full_at * indicator.rounding.step)).as_integer_ratio()
    return Proportion(indicator.id, indicator.rate, most, times, over, indicator.rounding.mode)


def stands_apart(indicator: Indicator, program: Program, sight: Sight) -> bool:
    """Whether no other node needs its values, no condition surrounds it, and its target is no computation."""
    surrounded = bool(program.conditions[indicator.id])
    return not surrounded and indicator.id not in program.referenced and aim_of(indicator, sight) is None


def quotient(expression: Expression | None) -> Arithmetic | None:
    """The expression as a division of two parts, where it is one."""
    return expression if isinstance(expression, Arithmetic) and expression.operator == "/" else None


def proportion_closure(
    form: Proportion, indicator: Indicator, place: int, otherwise: IndicatorClosure, sight: Sight
) -> IndicatorClosure:
    """What an indicator of the common form comes to; with what is no whole number, `otherwise`."""
    rate, counted = quotient(form.rate), _counted(form)
    if rate is None:
        return _of_rate(closure(form.rate, sight), counted, otherwise)
    return _of_quotient(rate, sight, counted, _without_count(indicator, place, otherwise))


def _of_quotient(rate: Arithmetic, sight: Sight, counted: _Counted, without: _WithoutCount) -> IndicatorClosure:
    top, bottom = rate.left, rate.right
    if isinstance(top, Name) and isinstance(bottom, Name) and {top.name, bottom.name} <= sight.inputs:
        return _of_inputs(top.name, bottom.name, counted, without)
    return _of_parts(closure(top, sight), closure(bottom, sight), counted, without)


_Counted = Callable[[int, int], int | None]
"""The steps that a rate of `top / bottom` comes to."""


def _counted(form: Proportion) -> _Counted:
    most, times, over, mode = form.most, form.times, form.over, form.mode

    def counted(top: int, bottom: int) -> int:
        sign = 1 if bottom > 0 else -1
        count = whole_quotient(sign * times * top, sign * over * bottom, mode)
        return count if 0 <= count <= most else 0 if count < 0 else most

    def half_up(top: int, bottom: int) -> int:
        low = over * bottom
        count = (2 * times * top + low) // (low + low)
        return count if 0 <= count <= most else 0 if count < 0 else most

    return half_up if mode is Mode.HALF_UP else counted


_WithoutCount = Callable[[Any, Any, Names, dict[str, Value], Gaps], Number | None]


def _without_count(indicator: Indicator, place: int, otherwise: IndicatorClosure) -> _WithoutCount:
    """What a quotient comes to of which a part is absent, or the divisor 0, or that is not of whole numbers."""
    by_absence = gaps_of(indicator)

    def without(top: Any, bottom: Any, inputs: Names, facts: dict[str, Value], gaps: Gaps) -> Number | None:
        absence = absence_of(top, bottom)
        if absence is None:
            if type(top) is not int or type(bottom) is not int:
                return otherwise(inputs, facts, gaps)
            absence = EMPTY
        gap = gaps[place] = by_absence[absence]
        return gap.points

    return without


def _of_inputs(top_name: str, bottom_name: str, counted: _Counted, without: _WithoutCount) -> IndicatorClosure:
    def of_inputs(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> Number | None:
        top, bottom = inputs.get(top_name, MISSING), inputs.get(bottom_name, MISSING)
        if bottom and type(top) is int and type(bottom) is int:
            return counted(top, bottom)
        return without(top, bottom, inputs, facts, gaps)

    return of_inputs


def _of_parts(top_of: Closure, bottom_of: Closure, counted: _Counted, without: _WithoutCount) -> IndicatorClosure:
    def of_parts(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> Number | None:
        top, bottom = top_of(inputs, facts), bottom_of(inputs, facts)
        if bottom and top.__class__ is int and bottom.__class__ is int:
            return counted(top, bottom)
        return without(top, bottom, inputs, facts, gaps)

    return of_parts


def _of_rate(rate_of: Closure, counted: _Counted, otherwise: IndicatorClosure) -> IndicatorClosure:
    def of_rate(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> Number | None:
        rate = as_number(rate_of(inputs, facts))
        return otherwise(inputs, facts, gaps) if rate is None else counted(rate.numerator, rate.denominator)

    return of_rate


def tracked_closure(
    indicator: Indicator, place: int, program: Program, otherwise: IndicatorClosure, sight: Sight
) -> IndicatorClosure:
    """Whether a tracked indicator has a value, without dividing where it is a quotient of whole numbers."""
    shown = quotient(indicator.formulas[0]) if len(indicator.formulas) == 1 else None
    if shown is None or shown is indicator.applies_when or not stands_apart(indicator, program, sight):
        return otherwise
    return _of_quotient(shown, sight, _no_points, _without_count(indicator, place, otherwise))


def _no_points(top: int, bottom: int) -> None:
    return None
