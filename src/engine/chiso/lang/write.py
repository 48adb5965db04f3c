"""Tree to text: an expression in one canonical form, whatever its spaces, brackets and spellings of numbers were.

Two expressions with the same text are the same tree. Brackets stand only where the grammar needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import IntEnum
from typing import Any

from chiso.lang.arguments import arguments_of
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
    Table,
)
from chiso.lang.values import decimal_text, percent_text


class Binding(IntEnum):
    """How tightly a form binds, as in the grammar."""

    CONDITIONAL = 0
    OR = 1
    AND = 2
    NOT = 3
    COMPARISON = 4
    SUM = 5
    PRODUCT = 6
    SIGN = 7
    ATOM = 8


def written(expression: Expression) -> str:
    """The canonical text of an expression."""
    return _WRITERS[expression.__class__](expression)


def binding(node: Expression) -> Binding:
    """How tightly the outermost form of an expression binds."""
    match node:
        case Conditional():
            return Binding.CONDITIONAL
        case Logic():
            return Binding.OR if node.operator == "or" else Binding.AND
        case Not():
            return Binding.NOT
        case Comparison() | Membership():
            return Binding.COMPARISON
        case Arithmetic():
            return Binding.SUM if node.operator in "+-" else Binding.PRODUCT
        case Negative():
            return Binding.SIGN
    return Binding.ATOM


def _at(least: int, node: Expression) -> str:
    """The text of a part that has to bind at least so tightly, in brackets where it does not."""
    text = written(node)
    return text if binding(node) >= least else f"({text})"


def _literal(node: Literal) -> str:
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}'" if '"' in value else f'"{value}"'
    if isinstance(value, date):
        return value.isoformat()
    return percent_text(value) if node.percent else decimal_text(value)


def _arithmetic(node: Arithmetic) -> str:
    tightly = binding(node)
    return f"{_at(tightly, node.left)} {node.operator} {_at(tightly + 1, node.right)}"


def _comparison(node: Comparison) -> str:
    first, *rest = (_at(Binding.SUM, operand) for operand in node.operands)
    pairs = zip(node.operators, rest, strict=True)
    return " ".join([first, *(f"{operator} {operand}" for operator, operand in pairs)])


def _membership(node: Membership) -> str:
    return f"{_at(Binding.SUM, node.item)} in [{_listed(node.options)}]"


def _logic(node: Logic) -> str:
    return f" {node.operator} ".join(_at(binding(node) + 1, operand) for operand in node.operands)


def _conditional(node: Conditional) -> str:
    return f"if {written(node.condition)} then {written(node.positive)} else {written(node.negative)}"


def _call(node: Call) -> str:
    """The values in the order of the parameters, then the settings that are not what they are by themselves."""
    values, settings = arguments_of(node, FUNCTIONS[node.function])
    named = [f"{p.name}={written(s)}" for p, s in settings if not (isinstance(s, Literal) and s.value == p.default)]
    return f"{node.function}({', '.join([*map(written, values), *named])})"


def _table(node: Table) -> str:
    rows = [f"{written(row.bound)} -> {written(row.gives)}" for row in node.rows]
    ends = [] if node.otherwise is None else [f"else {written(node.otherwise)}"]
    return f"{node.function}({', '.join([written(node.subject), *rows, *ends])})"


def _listed(nodes: tuple[Expression, ...]) -> str:
    return ", ".join(map(written, nodes))


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Literal: _literal,
    Name: lambda node: node.name,
    Negative: lambda node: f"-{_at(Binding.SIGN, node.operand)}",
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Membership: _membership,
    Not: lambda node: f"not {_at(Binding.NOT, node.operand)}",
    Logic: _logic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
