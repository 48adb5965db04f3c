"""An expression as a Python closure: the same values as `evaluate`, without a trace.

A closure is called with the record's inputs and with its facts: the parameters with dates, `level` and the like, and
the nodes that were computed before. What the operations and the absences give is said in `lang`, here only in which
order they are asked; what is constant for every record is worked out once.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from chiso.lang.arguments import arguments_of
from chiso.lang.evaluate import COMPARISONS, TooLong, among, combined, compared, evaluate, within_limit
from chiso.lang.functions import FUNCTIONS, INTERPOLATE, Function
from chiso.lang.syntax import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Literal,
    Logic,
    Membership,
    Name,
    Negative,
    Not,
    Table,
    names,
)
from chiso.lang.values import MISSING, Absence, Value, absence_of, between

Names = Mapping[str, Value]
Closure = Callable[[Names, Names], Any]
"""The value for the inputs and the facts of a record."""


class Sight(NamedTuple):
    """Where a name is looked up: the inputs, the constants of every record; all else is a fact."""

    inputs: AbstractSet[str]
    constants: Names


def closure(expression: Expression, sight: Sight) -> Closure:
    """The closure of a checked expression. Calling it raises `TooLong` where `evaluate` does."""
    fixed = constant(expression, sight)
    if fixed is not None:
        return lambda inputs, facts: fixed
    return _MAKERS[expression.__class__](expression, sight)


def constant(expression: Expression, sight: Sight) -> Value | None:
    """The value that an expression has for every record; None where it depends on one, or grows without bounds."""
    if isinstance(expression, Literal):
        return expression.value
    if any(name.name not in sight.constants for name in names(expression)):
        return None
    try:
        return evaluate(expression, sight.constants, {})
    except TooLong:
        return None


def _name(node: Name, sight: Sight) -> Closure:
    name = node.name
    if name in sight.inputs:
        return lambda inputs, facts: inputs.get(name, MISSING)
    return lambda inputs, facts: facts.get(name, MISSING)


def _negative(node: Negative, sight: Sight) -> Closure:
    operand = closure(node.operand, sight)

    def negative(inputs: Names, facts: Names) -> Any:
        value = operand(inputs, facts)
        return value if isinstance(value, Absence) else -value

    return negative


def _arithmetic(node: Arithmetic, sight: Sight) -> Closure:
    left, right = closure(node.left, sight), closure(node.right, sight)
    if node.operator not in WHOLE:
        return lambda inputs, facts: combined(node, left(inputs, facts), right(inputs, facts))
    operation = WHOLE[node.operator]

    def sum_or_difference(inputs: Names, facts: Names) -> Any:
        first, second = left(inputs, facts), right(inputs, facts)
        if first.__class__ is int and second.__class__ is int:
            return operation(first, second)
        return combined(node, first, second)

    return sum_or_difference


WHOLE: Mapping[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub}
"""The operations on two whole numbers whose result is one, and that do not let them grow."""


def _comparison(node: Comparison, sight: Sight) -> Closure:
    operands, operators = [closure(operand, sight) for operand in node.operands], node.operators
    if len(operands) > 2:
        return lambda inputs, facts: compared(operators, [operand(inputs, facts) for operand in operands])
    (left, right), holds = operands, COMPARISONS[operators[0]]
    fixed = constant(node.operands[1], sight)
    if fixed is not None and not isinstance(fixed, Absence):
        return _compared_with(fixed, holds, left)

    def comparison(inputs: Names, facts: Names) -> Any:
        first, second = left(inputs, facts), right(inputs, facts)
        if first.__class__ is Absence or second.__class__ is Absence:
            return absence_of(first, second)
        return holds(first, second)

    return comparison


def _compared_with(fixed: Value, holds: Callable[[Any, Any], bool], left: Closure) -> Closure:
    def comparison(inputs: Names, facts: Names) -> Any:
        value = left(inputs, facts)
        return value if value.__class__ is Absence else holds(value, fixed)

    return comparison


def _membership(node: Membership, sight: Sight) -> Closure:
    item, options = closure(node.item, sight), [closure(option, sight) for option in node.options]
    return lambda inputs, facts: among(item(inputs, facts), [option(inputs, facts) for option in options])


def _not(node: Not, sight: Sight) -> Closure:
    operand = closure(node.operand, sight)

    def denied(inputs: Names, facts: Names) -> Any:
        value = operand(inputs, facts)
        return value if isinstance(value, Absence) else not value

    return denied


def _logic(node: Logic, sight: Sight) -> Closure:
    operands, deciding = [closure(operand, sight) for operand in node.operands], node.operator == "or"

    def decided(inputs: Names, facts: Names) -> Any:
        absent = None
        for operand in operands:
            value = operand(inputs, facts)
            if value is deciding:
                return deciding
            if isinstance(value, Absence):
                absent = value if absent is None else absence_of(absent, value)
        return (not deciding) if absent is None else absent

    return decided


def _conditional(node: Conditional, sight: Sight) -> Closure:
    condition = closure(node.condition, sight)
    positive, negative = closure(node.positive, sight), closure(node.negative, sight)

    def chosen(inputs: Names, facts: Names) -> Any:
        holds = condition(inputs, facts)
        if holds is True:
            return positive(inputs, facts)
        return negative(inputs, facts) if holds is False else holds

    return chosen


def _call(node: Call, sight: Sight) -> Closure:
    function = FUNCTIONS[node.function]
    if node.function in _EXTREMES and len(node.arguments) == 2:
        return _extreme(node, sight)
    parts, settings = arguments_of(node, function)
    values = [closure(part, sight) for part in parts]
    if function.strict and len(values) == 2 and all(p.default is None for p in function.parameters):
        return _called_with_two(node, function, *values)
    called = _with_settings(function, [(p.name, closure(setting, sight)) for p, setting in settings])

    def call(inputs: Names, facts: Names) -> Any:
        given = [value(inputs, facts) for value in values]
        absent = absence_of(*given) if function.strict else None
        return within_limit(called(given, inputs, facts), node) if absent is None else absent

    return call


_EXTREMES: Mapping[str, Callable[[Any, Any], bool]] = {"min": operator.le, "max": operator.ge}
"""Functions of any number of values that choose the first of two where it compares so with the second."""


def _called_with_two(node: Call, function: Function, left: Closure, right: Closure) -> Closure:
    evaluated: Callable[[Any, Any], Value] = function.evaluate

    def call(inputs: Names, facts: Names) -> Any:
        first, second = left(inputs, facts), right(inputs, facts)
        if first.__class__ is Absence or second.__class__ is Absence:
            return absence_of(first, second)
        value = evaluated(first, second)
        return value if value.__class__ is int else within_limit(value, node)

    return call


def _extreme(node: Call, sight: Sight) -> Closure:
    """The smaller or the larger of two values; of two inputs, most often, that are whole numbers."""
    is_first, (left, right) = _EXTREMES[node.function], node.arguments
    first_of, second_of = closure(left, sight), closure(right, sight)

    def extreme(inputs: Names, facts: Names) -> Any:
        first, second = first_of(inputs, facts), second_of(inputs, facts)
        if first.__class__ is Absence or second.__class__ is Absence:
            return absence_of(first, second)
        value = first if is_first(first, second) else second
        return value if value.__class__ is int else within_limit(value, node)

    if not (isinstance(left, Name) and isinstance(right, Name) and {left.name, right.name} <= sight.inputs):
        return extreme
    first_name, second_name = left.name, right.name

    def extreme_of_inputs(inputs: Names, facts: Names) -> Any:
        first: Any = inputs.get(first_name)
        second: Any = inputs.get(second_name)
        if first.__class__ is int and second.__class__ is int:
            return first if is_first(first, second) else second
        return extreme(inputs, facts)

    return extreme_of_inputs


def _with_settings(
    function: Function, settings: list[tuple[str, Closure]]
) -> Callable[[list[Any], Names, Names], Value]:
    """The function with its defaults, or what is written in their place."""
    defaults: dict[str, Any] = {p.name: p.default for p in function.parameters if p.default is not None}
    evaluated = function.evaluate
    if not defaults:
        return lambda given, inputs, facts: evaluated(*given)

    def with_settings(given: list[Any], inputs: Names, facts: Names) -> Value:
        return evaluated(*given, **{**defaults, **{name: setting(inputs, facts) for name, setting in settings}})

    return with_settings


# Tables.

Row = tuple[Any, Closure]
"""Where a row of a table begins, and what it gives."""


def _table(node: Table, sight: Sight) -> Closure:
    subject, rows = closure(node.subject, sight), _rows(node, sight)
    read = _interpolated(node) if node.function == INTERPOLATE else _stepped(node, sight)

    def table(inputs: Names, facts: Names) -> Any:
        at = subject(inputs, facts)
        return at if isinstance(at, Absence) else read(at, rows(inputs, facts), inputs, facts)

    return table


def _rows(node: Table, sight: Sight) -> Callable[[Names, Names], list[Row]]:
    """The rows by their bounds, put in order once where these are constant."""
    bounds = [closure(row.bound, sight) for row in node.rows]
    gives = [closure(row.gives, sight) for row in node.rows]

    def rows(inputs: Names, facts: Names) -> list[Row]:
        found = [(bound(inputs, facts), given) for bound, given in zip(bounds, gives, strict=True)]
        return sorted(found, key=_bound)

    if any(constant(row.bound, sight) is None for row in node.rows):
        return rows
    fixed = rows({}, {})
    return lambda inputs, facts: fixed


def _bound(row: Row) -> Any:
    return row[0]


_Reading = Callable[[Any, list[Row], Names, Names], Any]


def _stepped(node: Table, sight: Sight) -> _Reading:
    otherwise = None if node.otherwise is None else closure(node.otherwise, sight)

    def stepped(at: Any, rows: list[Row], inputs: Names, facts: Names) -> Any:
        reached = bisect_right(rows, at, key=_bound)
        if reached:
            return rows[reached - 1][1](inputs, facts)
        return 0 if otherwise is None else otherwise(inputs, facts)

    return stepped


def _interpolated(node: Table) -> _Reading:
    def interpolated(at: Any, rows: list[Row], inputs: Names, facts: Names) -> Any:
        reached = bisect_right(rows, at, key=_bound)
        on_a_row = reached > 0 and rows[reached - 1][0] == at
        ends = rows[max(reached - 1, 0) : reached + (0 if on_a_row else 1)]
        values = [given(inputs, facts) for _, given in ends]
        if len(ends) == 1:
            return values[0]
        absent = absence_of(*values)
        return within_limit(between(at, *(bound for bound, _ in ends), *values), node) if absent is None else absent

    return interpolated


_MAKERS: dict[type, Callable[[Any, Sight], Closure]] = {
    Name: _name,
    Negative: _negative,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Membership: _membership,
    Not: _not,
    Logic: _logic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
