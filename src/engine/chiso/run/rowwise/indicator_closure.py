"""An indicator as a closure: what it comes to in its own unit, by the rules of `exact`, whatever is absent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from chiso.lang.syntax import Name
from chiso.lang.values import (
    EMPTY,
    MISSING,
    NOT_APPLICABLE,
    Absence,
    Number,
    Value,
    as_number,
    simplest,
    whole_quotient,
)
from chiso.ruleset.program import Indicator, Policy, Program
from chiso.run.exact import bounded, share_of
from chiso.run.rowwise.closures import Closure, Names, Sight, closure, constant
from chiso.run.rowwise.row_score import Gap
from chiso.run.scorecard import State

Outcome = Number | Gap | None
"""Points in units, a gap, or for a tracked indicator with a value None."""

Gaps = dict[int, Gap]

IndicatorClosure = Callable[[Names, dict[str, Value], Gaps], Number | None]
"""The points in units; a gap is noted among those of the record, and the values of a node that others refer to among
the facts."""


def unit_of(indicator: Indicator) -> Fraction:
    """The points that its outcomes are counts of."""
    return Fraction(1) if indicator.rounding is None else indicator.rounding.step


def in_units(indicator: Indicator) -> Callable[[Number], Number]:
    """How its points, before rounding, become a count of its units."""
    rounding = indicator.rounding
    if rounding is None:
        return simplest
    (step_top, step_bottom), mode = rounding.step.as_integer_ratio(), rounding.mode

    def rounded_units(points: Number) -> Number:
        top, bottom = points.as_integer_ratio()
        return whole_quotient(top * step_bottom, bottom * step_top, mode)

    return rounded_units


def gaps_of(indicator: Indicator) -> Mapping[Absence, Gap]:
    """What each absence comes to by the indicator's policies."""
    if indicator.max is None:
        return {absence: Gap(None, State(absence.value), known=False) for absence in Absence}
    units = in_units(indicator)
    found = {}
    for absence in Absence:
        state = State(absence.value)
        match indicator.policies.get(absence):
            case None:
                found[absence] = Gap(None, State.MISSING, known=False)
            case Policy.ZERO:
                found[absence] = Gap(units(0), state)
            case Policy.FULL:
                found[absence] = Gap(units(indicator.max), state)
            case policy:
                found[absence] = Gap(None, state, excluded=policy is Policy.EXCLUDE)
    return found


def indicator_closure(indicator: Indicator, place: int, program: Program, sight: Sight) -> IndicatorClosure:
    """The closure of any indicator. Calling it raises `TooLong` where scoring it exactly does."""
    judged = _judged(indicator, program, sight)
    if indicator.id in program.referenced:
        judged = _named(judged, indicator)

    def scored(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> Number | None:
        return noted(judged(inputs, facts)[1], place, gaps)

    return scored


def noted(outcome: Outcome, place: int, gaps: Gaps) -> Number | None:
    """The points of an outcome, once its gap, if it is one, is among the others."""
    if isinstance(outcome, Gap):
        gaps[place] = outcome
        return outcome.points
    return outcome


_Judged = Callable[[Names, dict[str, Value]], tuple[Value, Outcome]]
"""The rate under which others find it, and what it comes to."""


def _judged(indicator: Indicator, program: Program, sight: Sight) -> _Judged:
    own = () if indicator.applies_when is None else (indicator.applies_when,)
    conditions = [closure(condition, sight) for condition in (*program.conditions[indicator.id], *own)]
    computed, aim, gaps = _computed(indicator, program, sight), aim_of(indicator, sight), gaps_of(indicator)

    def applying(inputs: Names, facts: dict[str, Value]) -> tuple[Value, Outcome]:
        for condition in conditions:
            applies = condition(inputs, facts)
            if applies is not True:
                absence = applies if isinstance(applies, Absence) else NOT_APPLICABLE
                return absence, gaps[absence]
        return computed(inputs, facts)

    if aim is None:
        return applying if conditions else computed

    def aiming(inputs: Names, facts: dict[str, Value]) -> tuple[Value, Outcome]:
        found = applying(inputs, facts)
        aim(inputs, facts)
        return found

    return aiming


def aim_of(indicator: Indicator, sight: Sight) -> Closure | None:
    """The closure of a target that could grow without bounds, which no points rest on."""
    target = indicator.target
    if target is None or isinstance(target, Name) or constant(target, sight) is not None:
        return None
    return closure(target, sight)


def _computed(indicator: Indicator, program: Program, sight: Sight) -> _Judged:
    parts = (indicator.rate, indicator.full_at, indicator.value)
    rate_of, full_at_of, value_of = (None if part is None else closure(part, sight) for part in parts)
    without_rate = indicator.rate is None
    address = f"{indicator.id}.rate" if indicator.id in program.referenced else None
    amount_of, gaps = _amount(indicator, sight), gaps_of(indicator)

    def computed(inputs: Names, facts: dict[str, Value]) -> tuple[Value, Outcome]:
        rate = MISSING if rate_of is None else rate_of(inputs, facts)
        if address is not None:
            facts[address] = rate
        full_at = 1 if full_at_of is None else full_at_of(inputs, facts)
        value = rate if value_of is None else value_of(inputs, facts)
        amount = amount_of(inputs, facts, rate, full_at, value)
        return EMPTY if without_rate else rate, gaps[amount] if isinstance(amount, Absence) else amount

    return computed


_Amount = Callable[[Names, Names, Value, Value, Value], Any]


def _amount(indicator: Indicator, sight: Sight) -> _Amount:
    """Points in units by rate and `full_at`, or by a formula of their own; None for a tracked value; or an absence."""
    most, least, units = indicator.max, indicator.min, in_units(indicator)
    if most is None:
        return lambda inputs, facts, rate, full_at, value: value if isinstance(value, Absence) else None
    points_of = None if indicator.points is None else closure(indicator.points, sight)

    def amount(inputs: Names, facts: Names, rate: Value, full_at: Value, value: Value) -> Any:
        written = None if points_of is None else bounded(points_of(inputs, facts), least, most)
        points = share_of(most, rate, full_at) if written is None else written
        number = as_number(points)
        return points if number is None else units(number)

    return amount


def _named(judged: _Judged, indicator: Indicator) -> _Judged:
    """Adds what an indicator comes to to the facts, where others find it."""
    rate_address, points_address, unit = f"{indicator.id}.rate", f"{indicator.id}.points", unit_of(indicator)

    def named(inputs: Names, facts: dict[str, Value]) -> tuple[Value, Outcome]:
        rate, outcome = judged(inputs, facts)
        facts[rate_address], facts[points_address] = rate, value_named(outcome, unit)
        return rate, outcome

    return named


def value_named(outcome: Outcome, unit: Fraction) -> Number | Absence:
    """The points that others find: exact, or else the absence."""
    if isinstance(outcome, Gap):
        if outcome.points is None:
            return EMPTY if outcome.state is State.VALUE else Absence(outcome.state.value)
        return simplest(outcome.points * unit)
    return EMPTY if outcome is None else simplest(outcome * unit)
