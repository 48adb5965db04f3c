"""Expressions to columns: what the exact evaluator computes row by row, for all rows at once.

A date is the days since 1970. What cannot be put into columns raises `NotInColumns`; what could grow too wide raises
`TooWide`. The caller then leaves it to the exact evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
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
    Row,
    Table,
)
from chiso.lang.values import Given
from chiso.run.columnar.absent import NOWHERE, Absent, either, present
from chiso.run.columnar.call_columns import call_columns
from chiso.run.columnar.known import Known
from chiso.run.columnar.typed_columns import EPOCH
from chiso.run.columnar.vector import (
    Flag,
    NotInColumns,
    Ratio,
    Text,
    Vector,
    chosen,
    compared,
    negated,
    one_of,
    product,
    quotient,
    ratio,
    total,
)


def vectorize(expression: Expression, known: Known) -> Vector:
    """The column of an expression's values. Raises `NotInColumns`, `TooWide`."""
    return _VECTORIZERS[expression.__class__](expression, known)


def number(expression: Expression, known: Known) -> Ratio:
    """The column of an expression that gives numbers."""
    found = vectorize(expression, known)
    if not isinstance(found, Ratio):
        raise NotInColumns(expression.span.text)
    return found


def flag(expression: Expression, known: Known) -> Flag:
    """The column of an expression that gives true or false."""
    found = vectorize(expression, known)
    if not isinstance(found, Flag):
        raise NotInColumns(expression.span.text)
    return found


def constant(value: Given) -> Vector:
    """A column of one value; of a date, the days since 1970."""
    if isinstance(value, bool):
        return Flag(pl.lit(value))
    if isinstance(value, str):
        return Text(pl.lit(value))
    if isinstance(value, date):
        return ratio((value - EPOCH).days)
    return ratio(value)


def _literal(node: Literal, known: Known) -> Vector:
    return constant(node.value)


def _name(node: Name, known: Known) -> Vector:
    found = known.columns.get(node.name)
    if found is None:
        raise NotInColumns(node.name)
    return found


def _arithmetic(node: Arithmetic, known: Known) -> Vector:
    left, right = number(node.left, known), number(node.right, known)
    match node.operator:
        case "+":
            return total([left, right])
        case "-":
            difference = total([left, negated(right)])
            return _not_negative(difference) if known.is_not_larger(node.right, node.left) else difference
        case "*":
            return product(left, right)
    return quotient(left, right)


def _not_negative(value: Ratio) -> Ratio:
    """A number that the checks prove to be none below 0."""
    return Ratio(value.top.known(0, value.top.high), value.bottom, value.absent)


def _pair(left: Vector, operator: str, right: Vector, node: Expression) -> Flag:
    if isinstance(left, Ratio) and isinstance(right, Ratio):
        return compared(left, operator, right)
    if isinstance(left, Ratio) or isinstance(right, Ratio) or operator not in ("==", "!="):
        raise NotInColumns(node.span.text)
    same = left.column == right.column
    return Flag(same if operator == "==" else ~same, left.absent.joined(right.absent))


def _comparison(node: Comparison, known: Known) -> Vector:
    """A chain fails with the first pair that does, even where another value of it is absent."""
    operands = [vectorize(operand, known) for operand in node.operands]
    triples = zip(operands, node.operators, operands[1:], strict=False)
    return all_of([_pair(left, operator, right, node) for left, operator, right in triples])


def all_of(flags: list[Flag]) -> Flag:
    """Kleene's and: what is false decides, whatever is absent."""
    if len(flags) == 1:
        return flags[0]
    gone = NOWHERE.joined(*(one.absent for one in flags))
    if gone.anywhere is None:
        return Flag(pl.all_horizontal([one.column for one in flags]))
    fails = pl.any_horizontal([present(~one.column, one.absent) for one in flags])
    return Flag(~fails, gone.where(~fails))


def _membership(node: Membership, known: Known) -> Vector:
    item = vectorize(node.item, known)
    pairs = [_pair(item, "==", vectorize(option, known), node) for option in node.options]
    found = either(*(pair.column for pair in pairs))
    return Flag(pl.lit(False) if found is None else found, item.absent.joined(*(pair.absent for pair in pairs)))


def _not(node: Not, known: Known) -> Vector:
    operand = flag(node.operand, known)
    return Flag(~operand.column, operand.absent)


def _logic(node: Logic, known: Known) -> Vector:
    operands = [flag(operand, known) for operand in node.operands]
    if node.operator == "and":
        return all_of(operands)
    opposite = all_of([Flag(~one.column, one.absent) for one in operands])
    return Flag(~opposite.column, opposite.absent)


def _conditional(node: Conditional, known: Known) -> Vector:
    condition = flag(node.condition, known)
    positive, negative = vectorize(node.positive, known), vectorize(node.negative, known)
    return one_of(condition, positive, negative)


def _call(node: Call, known: Known) -> Vector:
    parts, settings = arguments_of(node, FUNCTIONS[node.function])
    chosen_settings = {parameter.name: setting for parameter, setting in settings}
    return call_columns(node, [vectorize(part, known) for part in parts], chosen_settings)


def _table(node: Table, known: Known) -> Vector:
    subject = number(node.subject, known)
    rows = sorted(((_bound(row, known), row) for row in node.rows), key=lambda pair: pair[0])
    if node.function == INTERPOLATE:
        return _line(subject, [(bound, number(row.gives, known)) for bound, row in rows])
    found = ratio(0) if node.otherwise is None else vectorize(node.otherwise, known)
    for bound, row in rows:
        reached = Flag(compared(subject, ">=", ratio(bound)).column)
        found = one_of(reached, vectorize(row.gives, known), found)
    return replace(found, absent=_given_the(subject, found.absent))


def _bound(row: Row, known: Known) -> Fraction:
    """Where a row begins, which has to be the same for all."""
    bound = number(row.bound, known)
    top, bottom = bound.top.constant, bound.bottom.constant
    if top is None or not bottom or bound.absent != NOWHERE:
        raise NotInColumns(row.bound.span.text)
    return Fraction(top, bottom)


def _given_the(subject: Ratio, inner: Absent) -> Absent:
    """Where the subject is absent, or else what it leads to."""
    gone = subject.absent.anywhere
    return subject.absent.joined(inner if gone is None else inner.where(~gone))


def _line(subject: Ratio, points: list[tuple[Fraction, Ratio]]) -> Vector:
    """On the straight line between neighbours; before the first and after the last, what these give."""
    found = points[0][1]
    for (first, low), (last, high) in pairwise(points):
        part = product(total([subject, ratio(-first)]), ratio(1 / (last - first)))
        between = total([low, product(part, total([high, negated(low)]))])
        found = chosen(Flag(compared(subject, ">", ratio(first)).column), between, found)
        found = chosen(Flag(compared(subject, ">=", ratio(last)).column), high, found)
    return Ratio(found.top, found.bottom, _given_the(subject, found.absent))


_VECTORIZERS: Mapping[type, Callable[[Any, Known], Vector]] = {
    Literal: _literal,
    Name: _name,
    Negative: lambda node, known: negated(number(node.operand, known)),
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Membership: _membership,
    Not: _not,
    Logic: _logic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
