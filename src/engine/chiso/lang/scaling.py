"""Points per piece: what a bare number stands for where it scales a count, a rate or another quantity.

Where points are wanted, `5 - 0.5 * late` and `10 * paid / due` say so many points for each dossier and for the whole
rate; a spreadsheet reads them so. A count or rate alone, without a number that gives it its worth, is no points.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import NamedTuple

from chiso.lang.arguments import arguments_of
from chiso.lang.functions import FUNCTIONS, SAME
from chiso.lang.syntax import Arithmetic, Call, Conditional, Expression, Literal, Negative, Table
from chiso.lang.types import NUMERIC, POINTS, UNKNOWN, Type


class Typed(NamedTuple):
    """The types of nodes, and which of them were bare numbers before they took the type of what they met."""

    types: Mapping[int, Type]
    bare: Set[int]


def means_points(node: Expression, typed: Typed) -> bool:
    """Whether an expression, all beneath it typed, can be read as points."""
    if node.id in typed.bare or typed.types.get(node.id) in (POINTS, UNKNOWN):
        return True
    match node:
        case Negative():
            return means_points(node.operand, typed)
        case Arithmetic():
            return _arithmetic(node, typed)
        case Conditional():
            return means_points(node.positive, typed) and means_points(node.negative, typed)
        case Call():
            return _call(node, typed)
        case Table():
            ends = () if node.otherwise is None else (node.otherwise,)
            return all(means_points(part, typed) for part in (*(row.gives for row in node.rows), *ends))
    return False


def _call(node: Call, typed: Typed) -> bool:
    function = FUNCTIONS[node.function]
    values = arguments_of(node, function)[0]
    return function.result == SAME and all(means_points(value, typed) for value in values)


def _arithmetic(node: Arithmetic, typed: Typed) -> bool:
    if not {typed.types[node.left.id], typed.types[node.right.id]} <= NUMERIC:
        return False
    left, right = means_points(node.left, typed), means_points(node.right, typed)
    match node.operator:
        case "/":
            return left and (typed.types[node.right.id] is not POINTS or _is_scaled(node.left, typed))
        case "*":
            return left or right
    return left and right


def _is_scaled(node: Expression, typed: Typed) -> bool:
    """Whether a bare number stands in a product: points divided by points are a rate, 10 times that are points."""
    if isinstance(node, Arithmetic) and node.operator in "*/":
        return _is_scaled(node.left, typed) or _is_scaled(node.right, typed)
    return node.id in typed.bare


def factor_100(rate: Expression) -> Literal | None:
    """The 100 that a rate is multiplied by, as spreadsheets do to show percent."""
    if not isinstance(rate, Arithmetic) or rate.operator not in "*/":
        return None
    parts = [rate.left, rate.right] if rate.operator == "*" else [rate.left]
    if rate.operator == "*":
        hundred = [part for part in parts if isinstance(part, Literal) and part.value == 100 and not part.percent]
        if hundred:
            return hundred[0]
    return next((found for part in parts if (found := factor_100(part)) is not None), None)
