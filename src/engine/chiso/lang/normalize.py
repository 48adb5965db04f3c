"""Tree to a form that is the same for expressions which surely have the same value, however they are written.

Sums, products, `and`, `or` and the like come in one order, a comparison points one way, a number is the number it is:
`a + b` and `b + a` are one, so are `x >= 45%` and `0.45 <= x`. Every step holds for exact numbers, for the three
absences and for Kleene's logic alike. Two forms that differ may still mean the same: nothing is worked out, and no
name is replaced by what it stands for. The form is for comparing, not for reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chiso.lang.arguments import arguments_of
from chiso.lang.functions import FUNCTIONS, STEPS
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
)
from chiso.lang.values import as_number, fraction_text
from chiso.lang.write import written

_IN_ANY_ORDER = frozenset({"min", "max", "sum", "average", "median", "count_met", "count_given"})
_TURNED = {">": "<", ">=": "<="}
_EITHER_WAY = frozenset({"==", "!="})


def normalized(expression: Expression) -> str:
    """The form of an expression; two expressions with one form have one value for every record."""
    return _FORMS[expression.__class__](expression)


def _literal(node: Literal) -> str:
    number = None if isinstance(node.value, (bool, str)) else as_number(node.value)
    return written(node) if number is None else fraction_text(number)


def _sum(node: Arithmetic | Negative) -> str:
    return f"sum({' '.join(sorted(_terms(node, positive=True)))})"


def _terms(node: Expression, *, positive: bool) -> Iterator[str]:
    """What is added up, each with its sign."""
    if isinstance(node, Negative):
        yield from _terms(node.operand, positive=not positive)
    elif isinstance(node, Arithmetic) and node.operator in "+-":
        yield from _terms(node.left, positive=positive)
        yield from _terms(node.right, positive=positive is (node.operator == "+"))
    else:
        yield f"{'+' if positive else '-'}{normalized(node)}"


def _arithmetic(node: Arithmetic) -> str:
    if node.operator in "+-":
        return _sum(node)
    if node.operator == "*":
        return f"product({' '.join(sorted(_factors(node)))})"
    return f"quotient({normalized(node.left)} {normalized(node.right)})"


def _factors(node: Expression) -> Iterator[str]:
    if isinstance(node, Arithmetic) and node.operator == "*":
        yield from _factors(node.left)
        yield from _factors(node.right)
    else:
        yield normalized(node)


def _comparison(node: Comparison) -> str:
    """Pointing from the smaller to the larger where it can be turned."""
    operators, operands = list(node.operators), [normalized(operand) for operand in node.operands]
    if all(operator in _TURNED for operator in operators):
        operators, operands = [_TURNED[operator] for operator in reversed(operators)], operands[::-1]
    if len(operators) == 1 and operators[0] in _EITHER_WAY:
        operands.sort()
    return f"compare({' '.join(operators)}: {' '.join(operands)})"


def _membership(node: Membership) -> str:
    return f"in({normalized(node.item)}: {' '.join(sorted({normalized(option) for option in node.options}))})"


def _not(node: Not) -> str:
    return normalized(node.operand.operand) if isinstance(node.operand, Not) else f"not({normalized(node.operand)})"


def _logic(node: Logic) -> str:
    return f"{node.operator}({' '.join(sorted(set(_joined(node, node.operator))))})"


def _joined(node: Expression, operator: str) -> Iterator[str]:
    if isinstance(node, Logic) and node.operator == operator:
        for operand in node.operands:
            yield from _joined(operand, operator)
    else:
        yield normalized(node)


def _conditional(node: Conditional) -> str:
    condition, first, second = node.condition, node.positive, node.negative
    while isinstance(condition, Not):
        condition, first, second = condition.operand, second, first
    return f"if({normalized(condition)} {normalized(first)} {normalized(second)})"


def _call(node: Call) -> str:
    values, settings = arguments_of(node, FUNCTIONS[node.function])
    forms = [normalized(value) for value in values]
    if node.function in _IN_ANY_ORDER:
        forms.sort()
    named = [f"{p.name}={normalized(s)}" for p, s in settings if not (isinstance(s, Literal) and s.value == p.default)]
    return f"{node.function}({' '.join([*forms, *sorted(named)])})"


def _table(node: Table) -> str:
    """Rows are looked up by their bounds, so their order is nothing; below the lowest step there is 0 by itself."""
    rows = sorted(f"{normalized(row.bound)}->{normalized(row.gives)}" for row in node.rows)
    below = "0" if node.otherwise is None else normalized(node.otherwise)
    ends = [f"else {below}"] if node.function == STEPS else []
    return f"{node.function}({' '.join([normalized(node.subject), *rows, *ends])})"


_FORMS: Mapping[type, Callable[[Any], str]] = {
    Literal: _literal,
    Name: lambda node: node.name,
    Negative: _sum,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Membership: _membership,
    Not: _not,
    Logic: _logic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
