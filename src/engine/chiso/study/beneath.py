"""The values beneath one result: what it was made of, down to the data, in the rules' own names.

This is what stands below an expectation that fails. A line names a value, says what it is, and after it how it comes
about; it needs no words of any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from chiso.lang.syntax import Expression, names
from chiso.lang.values import Absence, Value, as_number, decimal_text, shown
from chiso.lang.write import written
from chiso.ruleset.program import TOTAL
from chiso.run.scorecard import GroupResult, IndicatorResult, Scorecard

_NOTHING = "null"


class Line(NamedTuple):
    """One value: how deep it lies, its name, what it is, and how it comes about."""

    depth: int
    name: str
    value: str
    rule: str


def beneath(card: Scorecard, address: str) -> list[Line]:
    """The lines beneath an address such as `payment.points` or `total.band`; none where there is no such node."""
    id = address.partition(".")[0]
    groups = {group.id: group for group in (card.total, *card.total.every_group)}
    if id in groups:
        return list(_group(groups[id], card, 0, deep=id != TOTAL))
    return [line for result in card.indicators if result.id == id for line in _indicator(result, card, 0)]


def _group(group: GroupResult, card: Scorecard, depth: int, *, deep: bool) -> Iterator[Line]:
    """A group with its parts; the total without what is beneath its indicators."""
    yield Line(depth, f"{group.id}.points", _text(group.points), _state(group))
    for result in group.indicators:
        lines = _indicator(result, card, depth + 1)
        yield from lines if deep else [next(lines)]
    for inner in group.groups:
        yield from _group(inner, card, depth + 1, deep=deep)


def _state(result: GroupResult | IndicatorResult) -> str:
    """What it rests on, or why there is nothing."""
    return result.state.value if result.basis is None or result.points is None else result.basis.value


def _indicator(result: IndicatorResult, card: Scorecard, depth: int) -> Iterator[Line]:
    indicator, id = result.indicator, result.id
    yield Line(depth, f"{id}.points", _text(result.points), _points_rule(result))
    for key, rule in (("applies_when", indicator.applies_when), ("points", indicator.points)):
        if rule is not None and rule.id in card.trace:
            yield Line(depth + 1, f"{id}.{key}", _value(card.trace[rule.id]), written(rule))
            yield from _data(rule, card, depth + 2)
    for key, value, expression in (
        ("rate", result.rate, indicator.rate),
        ("value", result.value, indicator.value),
        ("full_at", result.full_at if indicator.full_at is not None else None, indicator.full_at),
        ("target", result.target, indicator.target),
    ):
        if value is not None or (expression is not None and expression.id in card.trace):
            yield Line(depth + 1, f"{id}.{key}", _text(value), "" if expression is None else written(expression))
            yield from () if expression is None else _data(expression, card, depth + 2)


def _points_rule(result: IndicatorResult) -> str:
    """How the points come about, and what they were before rounding."""
    indicator = result.indicator
    if result.unrounded is None or result.points is None:
        return _state(result)
    share = "" if indicator.max is None else f"{decimal_text(indicator.max)} * min(1, rate / full_at) = "
    made = share if indicator.points is None and result.state.value == "value" else ""
    return f"{made}{shown(result.unrounded)}, {result.state.value}"


def _data(expression: Expression, card: Scorecard, depth: int) -> Iterator[Line]:
    """The names that the computation met, each once."""
    met = {name.name: card.trace[name.id] for name in names(expression) if name.id in card.trace}
    for name, value in met.items():
        yield Line(depth, name, _value(value), "")


def _text(value: object) -> str:
    number = as_number(value) if isinstance(value, Value) else None
    return _NOTHING if number is None else shown(number)


def _value(value: Value) -> str:
    if isinstance(value, Absence):
        return value.value
    number = as_number(value)
    return (str(value).lower() if isinstance(value, bool) else str(value)) if number is None else shown(number)
