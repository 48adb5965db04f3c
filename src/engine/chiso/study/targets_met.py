"""Which targets units meet, told without traces: of many units, most of which are only counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from chiso.lang.evaluate import TooLong
from chiso.lang.syntax import Expression, names
from chiso.lang.values import MISSING, Absence, Number, Value, as_number
from chiso.ruleset.declare import FACTS
from chiso.ruleset.program import Indicator, Program
from chiso.run.rowwise.closures import Closure, Names, Sight, closure, constant
from chiso.run.rowwise.common_form import quotient
from chiso.run.scorecard import IndicatorResult
from chiso.run.unit import Unit, UnitScorer

Met = bool | Absence | None
"""Whether a target is met: None where the rate is not known, `MISSING` where there is no target."""

_Met = Callable[[Names, Names], Met]


class TargetsMet:
    """Tells of the units of one program which targets they meet; `ids` are the indicators that can have one."""

    def __init__(self, program: Program, scorer: UnitScorer) -> None:
        self._program = program
        self._scorer = scorer
        self._aiming = [indicator for indicator in program.indicators if indicator.target is not None]
        self.ids = tuple(indicator.id for indicator in self._aiming)
        self._read: list[_Met] | None = None
        self._is_plain = all(name in _known(program) for part in self._parts() for name in part)

    def _parts(self) -> Iterable[Iterable[str]]:
        """The names in all that tells whether targets are met."""
        for indicator in self._aiming:
            written = (*_conditions(indicator, self._program), indicator.rate, indicator.target)
            yield (name.name for part in written if part is not None for name in names(part))

    def of(self, unit: Unit) -> tuple[Met, ...]:
        """Whether each target is met, in the order of `ids`."""
        if unit.row is None or not self._is_plain:
            return self._of_card(unit)
        sight = self._scorer.rows.sight
        if self._read is None:
            self._read = [_met(indicator, self._program, sight) for indicator in self._aiming]
        inputs, facts = unit.record.inputs, self._scorer.rows.facts(unit.record)
        if not inputs.keys().isdisjoint(self._program.parameters):
            return self._of_card(unit)
        try:
            return tuple([met(inputs, facts) for met in self._read])
        except TooLong:
            return self._of_card(unit)

    def _of_card(self, unit: Unit) -> tuple[Met, ...]:
        results = unit.card.indicators
        return tuple(_of_result(result) for result in results if result.indicator.target is not None)


def _of_result(result: IndicatorResult) -> Met:
    return MISSING if result.target is None else result.target_met


def _known(program: Program) -> frozenset[str]:
    """What can be looked up before any node is computed."""
    return frozenset(chain(program.inputs, program.parameters, FACTS))


def _conditions(indicator: Indicator, program: Program) -> tuple[Expression, ...]:
    own = () if indicator.applies_when is None else (indicator.applies_when,)
    return (*program.conditions[indicator.id], *own)


def _met(indicator: Indicator, program: Program, sight: Sight) -> _Met:
    assert indicator.target is not None
    target, conditions = closure(indicator.target, sight), _conditions(indicator, program)
    applies = [closure(condition, sight) for condition in conditions]
    fixed = as_number(constant(indicator.target, sight))
    rate = _nothing if indicator.rate is None else closure(indicator.rate, sight)
    parts = None if indicator.rate is None or applies else quotient(indicator.rate)

    def met(inputs: Names, facts: Names) -> Met:
        wanted = as_number(target(inputs, facts))
        if wanted is None:
            return MISSING
        if any(condition(inputs, facts) is not True for condition in applies):
            return None
        reached = as_number(rate(inputs, facts))
        return None if reached is None else reached >= wanted

    if parts is None or fixed is None:
        return met
    return _of_quotient(closure(parts.left, sight), closure(parts.right, sight), fixed, met)


def _of_quotient(top_of: Closure, bottom_of: Closure, target: Number, otherwise: _Met) -> _Met:
    """Of whole numbers, without dividing."""
    most, least = target.as_integer_ratio()

    def met(inputs: Names, facts: Names) -> Met:
        top, bottom = top_of(inputs, facts), bottom_of(inputs, facts)
        if top.__class__ is int and bottom.__class__ is int and bottom > 0:
            return bool(top * least >= most * bottom)
        return otherwise(inputs, facts)

    return met


def _nothing(inputs: Names, facts: Names) -> Value:
    return MISSING
