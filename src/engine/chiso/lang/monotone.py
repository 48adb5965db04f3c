"""Which way an expression goes when one of its names grows and everything else stays as it is.

The others have their values from a record, so what does not contain the name is a number whose sign is known. The
answer holds over the whole range of the name, or it is not given: `None` says that nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from chiso.lang.evaluate import Names, evaluate
from chiso.lang.syntax import Arithmetic, Call, Conditional, Expression, Literal, Name, Negative, Table, names
from chiso.lang.values import Number, as_number

Direction = int
"""1 for never falling, -1 for never rising, 0 for staying the same."""

_FOLLOWING = frozenset({"min", "max", "sum", "average", "median", "coalesce"})
"""Functions that never fall when one of their values grows."""
_FOLLOWING_FIRST = frozenset({"round", "round_to", "floor", "ceil", "clamp", "if_empty", "if_missing"})
"""Functions that never fall when their first value grows."""


def direction(expression: Expression, name: str, known: Names) -> Direction | None:
    """The way the value of an expression goes as `name` grows; `known` has the values of all names."""
    if all(used.name != name for used in names(expression)):
        return 0
    judge = _JUDGES.get(expression.__class__)
    return None if judge is None else judge(expression, name, known)


def together(directions: Sequence[Direction | None]) -> Direction | None:
    """The way of something that follows several values."""
    if None in directions or {1, -1} <= set(directions):
        return None
    return max((way for way in directions if way is not None), key=abs, default=0)


def _sign(expression: Expression, known: Names) -> int | None:
    """The sign of what does not contain the name; None where it has no value."""
    value: Number | None = as_number(evaluate(expression, known, {}))
    return None if value is None else (value > 0) - (value < 0)


def _scaled(expression: Expression, by: Expression, name: str, known: Names) -> Direction | None:
    """The way of an expression multiplied or divided by what does not contain the name."""
    way, sign = direction(expression, name, known), _sign(by, known)
    return None if way is None or sign is None else way * sign


def _arithmetic(node: Arithmetic, name: str, known: Names) -> Direction | None:
    left, right = direction(node.left, name, known), direction(node.right, name, known)
    if node.operator == "+":
        return together([left, right])
    if node.operator == "-":
        return together([left, None if right is None else -right])
    if right == 0:
        return _scaled(node.left, node.right, name, known)
    if node.operator == "*" and left == 0:
        return _scaled(node.right, node.left, name, known)
    return None


def _negative(node: Negative, name: str, known: Names) -> Direction | None:
    way = direction(node.operand, name, known)
    return None if way is None else -way


def _conditional(node: Conditional, name: str, known: Names) -> Direction | None:
    if direction(node.condition, name, known) != 0:
        return None
    chosen = evaluate(node.condition, known, {})
    return direction(node.positive if chosen is True else node.negative, name, known)


def _call(node: Call, name: str, known: Names) -> Direction | None:
    values = [direction(part, name, known) for part in node.arguments]
    settings = [direction(part.value, name, known) for part in node.named]
    if any(way != 0 for way in settings):
        return None
    if node.function in _FOLLOWING:
        return together(values)
    if node.function == "normalize" and len(values) == 3 and values[1:] == [0, 0]:
        return _towards(node.arguments[1], node.arguments[2], values[0], known)
    if node.function in _FOLLOWING_FIRST and all(way == 0 for way in values[1:]):
        return values[0]
    return None


def _towards(low: Expression, high: Expression, way: Direction | None, known: Names) -> Direction | None:
    """The way of how far a value is from `low` to `high`, of which either may be the larger."""
    first, last = as_number(evaluate(low, known, {})), as_number(evaluate(high, known, {}))
    return None if way is None or first is None or last is None else way * ((last > first) - (last < first))


def _table(node: Table, name: str, known: Names) -> Direction | None:
    """A table follows its subject where its results go one way from the lowest bound to the highest."""
    fixed = [part for row in node.rows for part in (row.bound, row.gives)]
    fixed += [] if node.otherwise is None else [node.otherwise]
    if any(direction(part, name, known) != 0 for part in fixed):
        return None
    rows = [(evaluate(row.bound, known, {}), evaluate(row.gives, known, {})) for row in node.rows]
    numbers = [(bound, gives) for bound, gives in rows if as_number(bound) is not None and as_number(gives) is not None]
    if len(numbers) < len(rows):
        return None
    below: Any = 0 if node.otherwise is None else evaluate(node.otherwise, known, {})
    results: list[Any] = [gives for _, gives in sorted(numbers, key=lambda row: as_number(row[0]) or 0)]
    results = [below, *results] if node.function == "steps" else results
    if any(as_number(result) is None for result in results):
        return None
    way = together([(after > before) - (after < before) for before, after in pairwise(results)])
    subject = direction(node.subject, name, known)
    return None if way is None or subject is None else way * subject


_JUDGES: Mapping[type, Callable[[Any, str, Names], Direction | None]] = {
    Literal: lambda node, name, known: 0,
    Name: lambda node, name, known: 1,
    Negative: _negative,
    Arithmetic: _arithmetic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
