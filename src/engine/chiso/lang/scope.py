"""The names an expression may use, what they stand for, and what is fixed before any record is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chiso.diagnostics.diagnostic import Label
from chiso.lang.syntax import Arithmetic, Expression, Literal, Name, Negative
from chiso.lang.types import Type
from chiso.lang.values import OPERATIONS, Value, as_number
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a name stands for.

    `choices` are the texts it can be when it is a choice; a constant has its value and the place where that is written.
    """

    type: Type
    choices: tuple[str, ...] = ()
    constant: Value | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use, and those that exist but have no meaning at its place.

    `changing` are parameters with several values, which cannot stand where one is needed.
    """

    names: Mapping[str, Declaration]
    elsewhere: frozenset[str] = field(default_factory=frozenset)
    changing: frozenset[str] = field(default_factory=frozenset)


def where_written(node: Expression, scope: Scope) -> tuple[Span, list[Label]]:
    """The place of a number: of a parameter, where its value stands, with its use beside it."""
    declaration = scope.names.get(node.name) if isinstance(node, Name) else None
    if declaration is None or declaration.place is None:
        return node.span, []
    return declaration.place, [Label(node.span, "used-here")]


def constant(node: Expression, scope: Scope) -> Value | None:
    """The value of a literal, of a parameter, and of arithmetic on them; None of what differs between records."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Negative):
        operand = as_number(constant(node.operand, scope))
        return None if operand is None else -operand
    if isinstance(node, Arithmetic):
        left, right = as_number(constant(node.left, scope)), as_number(constant(node.right, scope))
        return None if left is None or right is None else OPERATIONS[node.operator](left, right)
    declaration = scope.names.get(node.name) if isinstance(node, Name) else None
    return None if declaration is None else declaration.constant
