"""The tree of an expression: bare, frozen nodes.

Every node carries an `id`, unique within its rule set, and the span of its text in the rule file. What a pass learns
about a node (its type, its value in a run) is kept in tables by that id, never in the node.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chiso.lang.values import Number
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """What every node has."""

    id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, text, date or flag written in the rules; `percent` tells `45%` from `0.45`."""

    value: Number | str | date | bool
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Name(Node):
    """An input, a parameter, a fact of the record (`level`), or a node's quantity (`payment.points`).

    The parser interns names, as declarations do, so that a name is found in a record by identity.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-x`"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left + right`, and with `-`, `*`, `/`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`a < b <= c`: every neighbouring pair must hold; one operator fewer than operands."""

    operators: tuple[str, ...]
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """`item in [a, b]`"""

    item: Expression
    options: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not x`"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`a and b and c`, or the same with `or`."""

    operator: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`if condition then positive else negative`"""

    condition: Expression
    positive: Expression
    negative: Expression


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A named argument of a call: `digits=2`"""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`max(a, b)`: the arguments as written, then those given by name."""

    function: str
    function_span: Span
    arguments: tuple[Expression, ...]
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Row(Node):
    """One row of a table: `4 -> 20`"""

    bound: Expression
    gives: Expression


@dataclass(frozen=True, slots=True)
class Table(Node):
    """`steps(meetings, 4 -> 20, 3 -> 15, else 0)`, and `interpolate(days, 3 -> 10, 10 -> 0)`.

    At least one row; `otherwise` is what steps give below the lowest bound, 0 where it is left out.
    """

    function: str
    subject: Expression
    rows: tuple[Row, ...]
    otherwise: Expression | None = None


Expression = Literal | Name | Negative | Arithmetic | Comparison | Membership | Not | Logic | Conditional | Call | Table


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly beneath one."""
    match expression:
        case Literal() | Name():
            return ()
        case Negative() | Not():
            return (expression.operand,)
        case Arithmetic():
            return (expression.left, expression.right)
        case Comparison() | Logic():
            return expression.operands
        case Membership():
            return (expression.item, *expression.options)
        case Conditional():
            return (expression.condition, expression.positive, expression.negative)
        case Call():
            return (*expression.arguments, *(argument.value for argument in expression.named))
        case Table():
            rows = (part for row in expression.rows for part in (row.bound, row.gives))
            return (expression.subject, *rows, *(() if expression.otherwise is None else (expression.otherwise,)))


def names(expression: Expression) -> tuple[Name, ...]:
    """Every name in an expression, from left to right."""
    if isinstance(expression, Name):
        return (expression,)
    return tuple(name for child in children(expression) for name in names(child))


def ids(expression: Expression) -> Iterator[int]:
    """The id of an expression and of every one beneath it."""
    yield expression.id
    for child in children(expression):
        yield from ids(child)
