"""The value of an expression: exact, and with a trace.

The trace is a table from node id to value. Only what the computation passed through is in it: of a conditional, the
branch not taken has no entry. Absences travel by the rules of `values`; `and` and `or` follow Kleene's three-valued
logic, so `false and missing` is false.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from fractions import Fraction
from typing import Any

from chiso.diagnostics.catalogue import Argument, Word
from chiso.diagnostics.diagnostic import Diagnostic
from chiso.lang.arguments import arguments_of
from chiso.lang.functions import FUNCTIONS, INTERPOLATE
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
    children,
)
from chiso.lang.values import MISSING, OPERATIONS, Absence, Value, absence_of, between, exceeds_digits
from chiso.source import Span

LONGEST_RESULT = 1_000
"""Digits that a numerator or denominator may have on the way; no score needs a tenth of it."""

Names = Mapping[str, Value]
Trace = MutableMapping[int, Value]


def evaluate(expression: Expression, names: Names, trace: Trace) -> Value:
    """The value of a checked expression; a name that has no value is missing. Every value passed goes to the trace."""
    if isinstance(expression, Name):
        value = names.get(expression.name, MISSING)
    else:
        value = _EVALUATORS[expression.__class__](expression, names, trace)
    trace[expression.id] = value
    return value


class TooLong(Exception):
    """A computation whose numbers grow without bounds; `span` is the operation that went too far."""

    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


def too_long(fault: TooLong) -> Diagnostic:
    """What to say of it."""
    arguments: dict[str, Argument] = {
        "limit": Word("limit.result"),
        "actual": f"> {LONGEST_RESULT}",
        "most": LONGEST_RESULT,
    }
    return Diagnostic("limit-exceeded", fault.span, arguments)


def causes(expression: Expression, trace: Mapping[int, Value]) -> Iterator[str]:
    """The names that made an evaluated expression missing; of what was provided for, nothing."""
    if trace.get(expression.id) is not MISSING:
        return
    if isinstance(expression, Name):
        yield expression.name
    for child in children(expression):
        yield from causes(child, trace)


def _literal(node: Literal, names: Names, trace: Trace) -> Value:
    return node.value


def _negative(node: Negative, names: Names, trace: Trace) -> Value:
    value: Any = evaluate(node.operand, names, trace)
    return value if isinstance(value, Absence) else -value


def _arithmetic(node: Arithmetic, names: Names, trace: Trace) -> Value:
    return combined(node, evaluate(node.left, names, trace), evaluate(node.right, names, trace))


def combined(node: Arithmetic, left: Any, right: Any) -> Value:
    """What the operation of a node gives for these two values. Raises `TooLong`."""
    if left.__class__ is Absence or right.__class__ is Absence:
        return absence_of(left, right) or MISSING
    result = OPERATIONS[node.operator](left, right)
    if not isinstance(result, Absence) and _can_grow(node, left, right) and exceeds_digits(result, LONGEST_RESULT):
        raise TooLong(node.span)
    return result


def _can_grow(node: Arithmetic, left: Any, right: Any) -> bool:
    """Counts are short, and so are their sums and quotients: growth needs a product or a fraction."""
    return node.operator == "*" or left.__class__ is Fraction or right.__class__ is Fraction


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def _comparison(node: Comparison, names: Names, trace: Trace) -> Value:
    return compared(node.operators, [evaluate(operand, names, trace) for operand in node.operands])


def compared(operators: Sequence[str], values: Sequence[Value]) -> Value:
    """Whether a chain holds; it fails with the first pair that does, whatever is absent elsewhere in it."""
    absent = absence_of(*values)
    for sign, left, right in zip(operators, values, values[1:], strict=False):
        there = absent is None or absence_of(left, right) is None
        if there and not COMPARISONS[sign](left, right):
            return False
    return True if absent is None else absent


def _membership(node: Membership, names: Names, trace: Trace) -> Value:
    return among(evaluate(node.item, names, trace), [evaluate(option, names, trace) for option in node.options])


def among(item: Value, options: Sequence[Value]) -> Value:
    """Whether a value is one of these; the absence where one of all is absent."""
    absent = absence_of(item, *options)
    return absent if absent is not None else item in options


def _not(node: Not, names: Names, trace: Trace) -> Value:
    value = evaluate(node.operand, names, trace)
    return value if isinstance(value, Absence) else not value


def _logic(node: Logic, names: Names, trace: Trace) -> Value:
    """Decided by the first operand that decides; what comes after it is not looked at."""
    deciding = node.operator == "or"
    values = []
    for operand in node.operands:
        value = evaluate(operand, names, trace)
        if value is deciding:
            return deciding
        values.append(value)
    absent = absence_of(*values)
    return absent if absent is not None else not deciding


def _conditional(node: Conditional, names: Names, trace: Trace) -> Value:
    condition = evaluate(node.condition, names, trace)
    if isinstance(condition, Absence):
        return condition
    return evaluate(node.positive if condition else node.negative, names, trace)


def _call(node: Call, names: Names, trace: Trace) -> Value:
    function = FUNCTIONS[node.function]
    parts, settings = arguments_of(node, function)
    values = [evaluate(part, names, trace) for part in parts]
    if function.strict:
        absent = absence_of(*values)
        if absent is not None:
            return absent
    chosen: dict[str, Value] = {p.name: p.default for p in function.parameters if p.default is not None}
    chosen.update((parameter.name, evaluate(setting, names, trace)) for parameter, setting in settings)
    return within_limit(function.evaluate(*values, **chosen), node)


def within_limit(value: Value, node: Call | Table) -> Value:
    """The value, unless its digits have grown beyond all use. Raises `TooLong`."""
    if value.__class__ is Fraction and exceeds_digits(value, LONGEST_RESULT):
        raise TooLong(node.span)
    return value


def _table(node: Table, names: Names, trace: Trace) -> Value:
    """Only the rows that decide are looked at further: of steps one, of a straight line its two ends."""
    subject = evaluate(node.subject, names, trace)
    if isinstance(subject, Absence):
        return subject
    bounds: list[Any] = [evaluate(row.bound, names, trace) for row in node.rows]
    order = sorted(range(len(bounds)), key=bounds.__getitem__)
    reached = bisect_right([bounds[place] for place in order], subject)
    if node.function == INTERPOLATE:
        return _on_the_line(node, subject, bounds, order, reached, names, trace)
    if reached:
        return evaluate(node.rows[order[reached - 1]].gives, names, trace)
    return 0 if node.otherwise is None else evaluate(node.otherwise, names, trace)


def _on_the_line(
    node: Table, subject: Any, bounds: list[Any], order: list[int], reached: int, names: Names, trace: Trace
) -> Value:
    on_a_row = reached > 0 and bounds[order[reached - 1]] == subject
    ends = order[max(reached - 1, 0) : reached + (0 if on_a_row else 1)]
    values: list[Any] = [evaluate(node.rows[place].gives, names, trace) for place in ends]
    if len(ends) == 1:
        only: Value = values[0]
        return only
    absent = absence_of(*values)
    if absent is not None:
        return absent
    return within_limit(between(subject, *(bounds[place] for place in ends), *values), node)


_EVALUATORS: dict[type, Callable[[Any, Names, Trace], Value]] = {
    Literal: _literal,
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
