"""The value of an expression: exact, and with a trace.

The trace is a table from node id to value. Only what the computation passed through is in it: of a conditional, the
branch not taken has no entry. Absences travel by the rules of `values`; `and` and `or` follow Kleene's three-valued
logic, so `false and missing` is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from fractions import Fraction
from typing import Any

from chiso.diagnostics.catalogue import Argument, Word
from chiso.diagnostics.diagnostic import Diagnostic
from chiso.lang.functions import FUNCTIONS
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
)
from chiso.lang.typecheck import arguments_of
from chiso.lang.values import MISSING, OPERATIONS, Absence, Value, absence_of, exceeds_digits
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


def _literal(node: Literal, names: Names, trace: Trace) -> Value:
    return node.value


def _negative(node: Negative, names: Names, trace: Trace) -> Value:
    value: Any = evaluate(node.operand, names, trace)
    return value if isinstance(value, Absence) else -value


def _arithmetic(node: Arithmetic, names: Names, trace: Trace) -> Value:
    left: Any = evaluate(node.left, names, trace)
    right: Any = evaluate(node.right, names, trace)
    if left.__class__ is Absence or right.__class__ is Absence:
        return absence_of(left, right) or MISSING
    result = OPERATIONS[node.operator](left, right)
    if not isinstance(result, Absence) and _can_grow(node, left, right) and exceeds_digits(result, LONGEST_RESULT):
        raise TooLong(node.span)
    return result


def _can_grow(node: Arithmetic, left: Any, right: Any) -> bool:
    """Counts are short, and so are their sums and quotients: growth needs a product or a fraction."""
    return node.operator == "*" or left.__class__ is Fraction or right.__class__ is Fraction


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


def _comparison(node: Comparison, names: Names, trace: Trace) -> Value:
    values = [evaluate(operand, names, trace) for operand in node.operands]
    absent = absence_of(*values)
    if absent is not None:
        return absent
    pairs = zip(node.operators, values, values[1:], strict=False)
    return all(_COMPARISONS[operator](left, right) for operator, left, right in pairs)


def _membership(node: Membership, names: Names, trace: Trace) -> Value:
    item = evaluate(node.item, names, trace)
    options = [evaluate(option, names, trace) for option in node.options]
    absent = absence_of(item, *options)
    return absent if absent is not None else item in options


def _not(node: Not, names: Names, trace: Trace) -> Value:
    value = evaluate(node.operand, names, trace)
    return value if isinstance(value, Absence) else not value


def _logic(node: Logic, names: Names, trace: Trace) -> Value:
    deciding = node.operator == "or"
    values = [evaluate(operand, names, trace) for operand in node.operands]
    if any(value is deciding for value in values):
        return deciding
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
    return function.evaluate(*values, **chosen)


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
}
