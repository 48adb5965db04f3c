"""The common form in whole numbers: points in proportion to a rate, up to a constant threshold, rounded.

With `max / (full_at * step)` as `most / q`, a rate of `top / bottom` comes to the steps

    half up   (2 most top + q bottom) // (2 q bottom)          down   (most top) // (q bottom)

so that one product of each count, a sum and a floor division give the digits, ties included: with `times`, `plus` and
`over` for the constants, `(times top + plus bottom) // (over bottom)`. As rounding never turns two values around, the
bounds 0 and `max` can be kept after it. Only whole numbers are taken; what else a record has goes the general way.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from chiso.lang.syntax import Arithmetic, Name
from chiso.lang.values import Mode, Value, as_number, whole_quotient
from chiso.ruleset.program import Indicator, Program
from chiso.run.rowwise.closures import Closure, Names, Sight, closure, constant
from chiso.run.rowwise.indicator_closure import IndicatorClosure, Outcome, aim_of, in_units, indicator_closure


class Proportion(NamedTuple):
    """An indicator of the common form with its constants; `rate` is over 1 where it is no quotient."""

    indicator: Indicator
    most: int
    per_rate: Fraction

    @property
    def quotient(self) -> Arithmetic | None:
        """The rate as a division of two parts, where it is one."""
        rate = self.indicator.rate
        return rate if isinstance(rate, Arithmetic) and rate.operator == "/" else None


class Folded(NamedTuple):
    """The constants of rounding half up, or down."""

    times: int
    plus: int
    over: int
    most: int


def proportion(indicator: Indicator, program: Program, sight: Sight) -> Proportion | None:
    """The indicator as one of the common form; None where it is none."""
    plain = indicator.points is None and indicator.value is None and indicator.applies_when is None
    apart = indicator.id not in program.referenced and not program.conditions[indicator.id]
    full_at = as_number(1 if indicator.full_at is None else constant(indicator.full_at, sight))
    if not (plain and apart and indicator.rate and indicator.rounding and indicator.max and full_at):
        return None
    if indicator.max < 0 or full_at < 0 or aim_of(indicator, sight) is not None:
        return None
    most = in_units(indicator)(indicator.max)
    assert isinstance(most, int)
    return Proportion(indicator, most, Fraction(indicator.max) / (full_at * indicator.rounding.step))


def folded(form: Proportion) -> Folded | None:
    """Its constants; None for the modes that need to look at the rest of the division."""
    assert form.indicator.rounding is not None
    top, bottom = form.per_rate.as_integer_ratio()
    if form.indicator.rounding.mode is Mode.HALF_UP:
        return Folded(2 * top, bottom, 2 * bottom, form.most)
    if form.indicator.rounding.mode is Mode.DOWN:
        return Folded(top, 0, bottom, form.most)
    return None


def proportion_closure(form: Proportion, program: Program, sight: Sight) -> IndicatorClosure:
    """What one indicator of the common form comes to; where something is absent or no whole number, the general way."""
    otherwise, counted = indicator_closure(form.indicator, program, sight), _counted(form)
    if form.quotient is None:
        assert form.indicator.rate is not None
        return _of_rate(closure(form.indicator.rate, sight), counted, otherwise)
    top, bottom = form.quotient.left, form.quotient.right
    if isinstance(top, Name) and isinstance(bottom, Name) and {top.name, bottom.name} <= sight.inputs:
        return _of_names(top.name, bottom.name, counted, otherwise)
    return _of_parts(closure(top, sight), closure(bottom, sight), counted, otherwise)


_Counted = Callable[[int, int], int]
"""The steps that a rate of `top / bottom` comes to."""


def _counted(form: Proportion) -> _Counted:
    (top_factor, bottom_factor), most = form.per_rate.as_integer_ratio(), form.most
    assert form.indicator.rounding is not None
    constants, mode = folded(form), form.indicator.rounding.mode
    if constants is None:

        def looked_at(top: int, bottom: int) -> int:
            sign = -1 if bottom < 0 else 1
            count = whole_quotient(sign * top_factor * top, sign * bottom_factor * bottom, mode)
            return count if 0 <= count <= most else 0 if count < 0 else most

        return looked_at
    times, plus, over, _ = constants

    def floored(top: int, bottom: int) -> int:
        count = (times * top + plus * bottom) // (over * bottom)
        return count if 0 <= count <= most else 0 if count < 0 else most

    return floored


def _of_names(top_name: str, bottom_name: str, counted: _Counted, otherwise: IndicatorClosure) -> IndicatorClosure:
    def of_names(inputs: Names, facts: dict[str, Value]) -> Outcome:
        top, bottom = inputs.get(top_name), inputs.get(bottom_name)
        if bottom and top.__class__ is int and bottom.__class__ is int:
            return counted(top, bottom)
        return otherwise(inputs, facts)

    return of_names


def _of_parts(top_of: Closure, bottom_of: Closure, counted: _Counted, otherwise: IndicatorClosure) -> IndicatorClosure:
    def of_parts(inputs: Names, facts: dict[str, Value]) -> Outcome:
        top, bottom = top_of(inputs, facts), bottom_of(inputs, facts)
        if bottom and top.__class__ is int and bottom.__class__ is int:
            return counted(top, bottom)
        return otherwise(inputs, facts)

    return of_parts


def _of_rate(rate_of: Closure, counted: _Counted, otherwise: IndicatorClosure) -> IndicatorClosure:
    def of_rate(inputs: Names, facts: dict[str, Value]) -> Outcome:
        rate = as_number(rate_of(inputs, facts))
        return otherwise(inputs, facts) if rate is None else counted(rate.numerator, rate.denominator)

    return of_rate
