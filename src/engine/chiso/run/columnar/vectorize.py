"""Expressions to columns: what the exact evaluator computes row by row, for all rows at once.

Only rows on which every datum is given come here, so the one absence that can arise is a division by 0. What cannot be
put into columns (dates, medians) raises `NotInColumns`; what could grow too wide raises `TooWide`. The caller then
leaves it to the exact evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

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
)
from chiso.lang.values import Mode, Rounding, as_number, to_digits
from chiso.run.columnar.vector import (
    Flag,
    Ratio,
    Whole,
    chosen,
    compared,
    either,
    negated,
    product,
    quotient,
    ratio,
    steps,
    total,
    whole,
)


class NotInColumns(Exception):
    """A construct that has no form in columns; the message names it in the words of the rules."""


Vector = Ratio | Flag | pl.Expr
"""Numbers, truth, or texts."""

Vectors = Mapping[str, Vector]


def vectorize(expression: Expression, names: Vectors) -> Vector:
    """The column of an expression's values. Raises `NotInColumns`, `TooWide`."""
    return _VECTORIZERS[expression.__class__](expression, names)


def number(expression: Expression, names: Vectors) -> Ratio:
    """The column of an expression that gives numbers."""
    found = vectorize(expression, names)
    if not isinstance(found, Ratio):
        raise NotInColumns(expression.span.text)
    return found


def flag(expression: Expression, names: Vectors) -> Flag:
    """The column of an expression that gives true or false."""
    found = vectorize(expression, names)
    if not isinstance(found, Flag):
        raise NotInColumns(expression.span.text)
    return found


def _literal(node: Literal, names: Vectors) -> Vector:
    value = node.value
    if isinstance(value, bool):
        return Flag(pl.lit(value))
    if isinstance(value, str):
        return pl.lit(value)
    exact = as_number(value)
    if exact is None:
        raise NotInColumns(node.span.text)
    return ratio(exact)


def _name(node: Name, names: Vectors) -> Vector:
    if node.name not in names:
        raise NotInColumns(node.name)
    return names[node.name]


def _arithmetic(node: Arithmetic, names: Vectors) -> Vector:
    left, right = number(node.left, names), number(node.right, names)
    match node.operator:
        case "+":
            return total([left, right])
        case "-":
            return total([left, negated(right)])
        case "*":
            return product(left, right)
    return quotient(left, right)


def _pair(left: Vector, operator: str, right: Vector, node: Expression) -> Flag:
    if isinstance(left, Ratio) and isinstance(right, Ratio):
        return compared(left, operator, right)
    if isinstance(left, pl.Expr) and isinstance(right, pl.Expr) and operator in ("==", "!="):
        return Flag(left == right if operator == "==" else left != right)
    if isinstance(left, Flag) and isinstance(right, Flag) and operator in ("==", "!="):
        same = left.column == right.column
        return Flag(same if operator == "==" else ~same, either(left.empty, right.empty))
    raise NotInColumns(node.span.text)


def _comparison(node: Comparison, names: Vectors) -> Vector:
    """A chain fails with the first pair that does, even where another pair is empty."""
    operands = [vectorize(operand, names) for operand in node.operands]
    triples = zip(operands, node.operators, operands[1:], strict=False)
    return _all([_pair(left, operator, right, node) for left, operator, right in triples])


def _all(flags: list[Flag]) -> Flag:
    """Kleene's and: false wins over empty."""
    if len(flags) == 1:
        return flags[0]
    fails = pl.any_horizontal([_holds(~one.column, one.empty) for one in flags])
    empty = either(*(one.empty for one in flags))
    return Flag(~fails, None if empty is None else empty & ~fails)


def _holds(column: pl.Expr, empty: pl.Expr | None) -> pl.Expr:
    return column if empty is None else column & ~empty


def _membership(node: Membership, names: Vectors) -> Vector:
    item = vectorize(node.item, names)
    pairs = [_pair(item, "==", vectorize(option, names), node) for option in node.options]
    return Flag(pl.any_horizontal([pair.column for pair in pairs]), either(*(pair.empty for pair in pairs)))


def _not(node: Not, names: Vectors) -> Vector:
    operand = flag(node.operand, names)
    return Flag(~operand.column, operand.empty)


def _logic(node: Logic, names: Vectors) -> Vector:
    operands = [flag(operand, names) for operand in node.operands]
    if node.operator == "and":
        return _all(operands)
    opposite = _all([Flag(~one.column, one.empty) for one in operands])
    return Flag(~opposite.column, opposite.empty)


def _conditional(node: Conditional, names: Vectors) -> Vector:
    condition = flag(node.condition, names)
    positive, negative = vectorize(node.positive, names), vectorize(node.negative, names)
    if isinstance(positive, Ratio) and isinstance(negative, Ratio):
        return chosen(condition, positive, negative)
    raise NotInColumns(node.span.text)


def _least(values: list[Ratio], operator: str) -> Ratio:
    found, empty = values[0], either(*(value.empty for value in values))
    for value in values[1:]:
        found = chosen(Flag(compared(found, operator, value).column), found, value)
    return Ratio(found.top, found.bottom, empty)


def _rounded(value: Ratio, rounding: Rounding) -> Ratio:
    step = Fraction(rounding.step)
    return Ratio(steps(value, rounding).times(whole(step.numerator)), whole(step.denominator), value.empty)


def _call(node: Call, names: Vectors) -> Vector:
    parts, settings = arguments_of(node, FUNCTIONS[node.function])
    fixed = {parameter.name: setting for parameter, setting in settings}
    vectors = [vectorize(part, names) for part in parts]
    if node.function == "count_met":
        flags = [one for one in vectors if isinstance(one, Flag)]
        tops = [Ratio(Whole(one.column.cast(pl.Int64), 0, 1), whole(1), one.empty) for one in flags]
        return total(tops)
    values = [one for one in vectors if isinstance(one, Ratio)]
    if len(values) < len(vectors) or node.function not in _CALLS:
        raise NotInColumns(f"{node.function}()")
    return _CALLS[node.function](values, fixed, node)


def _mode_of(fixed: Mapping[str, Expression], node: Call) -> Mode:
    setting = fixed.get("mode")
    if setting is None:
        return Mode.HALF_UP
    if not isinstance(setting, Literal):
        raise NotInColumns(node.span.text)
    return Mode(setting.value)


def _round(values: list[Ratio], fixed: Mapping[str, Expression], node: Call) -> Ratio:
    digits = fixed.get("digits")
    if digits is not None and not isinstance(digits, Literal):
        raise NotInColumns(node.span.text)
    return _rounded(values[0], to_digits(int(digits.value) if digits is not None else 0, _mode_of(fixed, node)))  # type: ignore[arg-type]


def _towards(values: list[Ratio], up: bool) -> Ratio:
    """To the next whole number up or down, for values of either sign."""
    value = negated(values[0]) if up else values[0]
    shift = max(0, -value.top.low)
    lifted = value.top.plus(value.bottom.times(whole(shift)))
    down = steps(Ratio(lifted, value.bottom), to_digits(0, Mode.DOWN)).plus(whole(-shift))
    return Ratio(down.negated() if up else down, whole(1), value.empty)


def _normalized(values: list[Ratio]) -> Ratio:
    value, low, high = values
    part = quotient(total([value, negated(low)]), total([high, negated(low)]))
    held = _least([_least([part, ratio(1)], "<="), ratio(0)], ">=")
    return Ratio(held.top, held.bottom, part.empty)


def _absolute(value: Ratio) -> Ratio:
    return Ratio(value.top.absolute(), value.bottom, value.empty)


def _first_there(values: list[Ratio]) -> Ratio:
    found = values[-1]
    for value in reversed(values[:-1]):
        found = value if value.empty is None else chosen(Flag(~value.empty), value, found)
    return found


_CALLS: Mapping[str, Callable[[list[Ratio], Mapping[str, Expression], Call], Ratio]] = {
    "min": lambda values, fixed, node: _least(values, "<="),
    "max": lambda values, fixed, node: _least(values, ">="),
    "sum": lambda values, fixed, node: total(values),
    "average": lambda values, fixed, node: product(total(values), ratio(Fraction(1, len(values)))),
    "abs": lambda values, fixed, node: _absolute(values[0]),
    "clamp": lambda values, fixed, node: _least([_least([values[0], values[2]], "<="), values[1]], ">="),
    "normalize": lambda values, fixed, node: _normalized(values),
    "round": _round,
    "floor": lambda values, fixed, node: _towards(values, up=False),
    "ceil": lambda values, fixed, node: _towards(values, up=True),
    "coalesce": lambda values, fixed, node: _first_there(values),
    "if_empty": lambda values, fixed, node: _first_there(values),
    "if_missing": lambda values, fixed, node: values[0],
}


def _table(node: Table, names: Vectors) -> Vector:
    """Steps: from the lowest bound up, each row in the place of those below where it is reached."""
    if node.function == INTERPOLATE:
        raise NotInColumns(f"{node.function}()")
    bounds = [as_number(row.bound.value) if isinstance(row.bound, Literal) else None for row in node.rows]
    if None in bounds:
        raise NotInColumns(node.span.text)
    subject = number(node.subject, names)
    found = ratio(0) if node.otherwise is None else number(node.otherwise, names)
    order: list[Any] = sorted(range(len(bounds)), key=lambda place: bounds[place] or 0)
    for place in order:
        reached = compared(subject, ">=", number(node.rows[place].bound, names))
        found = chosen(Flag(reached.column), number(node.rows[place].gives, names), found)
    return Ratio(found.top, found.bottom, either(subject.empty, found.empty))


_VECTORIZERS: Mapping[type, Callable[[Any, Vectors], Vector]] = {
    Literal: _literal,
    Name: _name,
    Negative: lambda node, names: negated(number(node.operand, names)),
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Membership: _membership,
    Not: _not,
    Logic: _logic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
