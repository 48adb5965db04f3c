"""Reads the expressions of a document: cut out of their scalars, parsed, typed, and computed where constant."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.lang.evaluate import TooLong, evaluate, too_long
from chiso.lang.parse import parse
from chiso.lang.scope import Scope
from chiso.lang.syntax import Expression, Name, Row, Table, names
from chiso.lang.typecheck import infer, typecheck
from chiso.lang.types import NUMBER, NUMERIC, POINTS, UNKNOWN, Type
from chiso.lang.values import Absence, Given, Number, Value, as_number
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.load import expression_span

MOST_OPERATIONS = 200_000
"""Operations, names and numbers in all expressions of a rule set together: what scoring one record can cost."""


class ExpressionReader:
    """Numbers the nodes of all expressions of one rule set, and reports every fault in them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ids = itertools.count(1)
        self._exceeded = False
        self.mentioned: set[str] = set()
        """Every name that stands in an expression that could be read."""
        self.types: dict[int, Type] = {}
        """The type of every node of the expressions that are sound."""

    def written(self, scalar: Scalar) -> Expression | None:
        """The expression of a scalar, not yet typed."""
        span = None if self._exceeded else expression_span(scalar, self._report)
        expression = None if span is None else parse(span, self._ids, self._report)
        if expression is not None and expression.id > MOST_OPERATIONS:
            self._exceeded = True
            limit, span = Word("limit.cost"), expression.span
            self._report.add("limit-exceeded", span, limit=limit, actual=expression.id, most=MOST_OPERATIONS)
            return None
        self.mentioned.update([] if expression is None else _names(expression))
        return expression

    def typed(self, block: Block, key: str, wanted: Type, scope: Scope) -> Expression | None:
        """The sound expression of that type under a key; None when there is none, or after reporting a fault."""
        scalar = block.scalar(key)
        expression = None if scalar is None else self.written(scalar)
        if expression is None or not self.is_sound(expression, wanted, scope):
            return None
        return expression

    def table(self, block: Block, function: str, bound: str, rate: str, scope: Scope) -> Expression | None:
        """The sound table of points that a mapping with `rows` says; it is read by its `of`, or by the rate named."""
        subject = self.written(of) if (of := block.scalar("of")) else self._name(rate, block)
        rows = [self._row(row, bound) for row in block.blocks("rows")]
        below = None if (written := block.scalar("otherwise")) is None else self.written(written)
        whole = not block.damaged and not block.is_damaged("rows") and (below is None) == ("otherwise" not in block)
        sound = [row for row in rows if row is not None]
        if subject is None or not whole or not sound or len(sound) < len(rows):
            return None
        table = Table(next(self._ids), block.span, function, subject, tuple(sound), below)
        return table if self.is_sound(table, POINTS, scope) else None

    def _row(self, block: Block, key: str) -> Row | None:
        bound, points = block.scalar(key), block.scalar("points")
        if block.damaged or bound is None or points is None:
            return None
        at, gives = self.written(bound), self.written(points)
        return None if at is None or gives is None else Row(next(self._ids), block.span, at, gives)

    def _name(self, name: str, block: Block) -> Name:
        self.mentioned.add(name)
        return Name(next(self._ids), block.span, name)

    def measure(self, block: Block, key: str, scope: Scope) -> Expression | None:
        """The sound expression under a key, of any numeric type."""
        scalar = block.scalar(key)
        expression = None if scalar is None else self.written(scalar)
        kind = UNKNOWN if expression is None else self.type_of(expression, scope)
        return expression if expression is not None and self.is_sound(expression, _numeric(kind), scope) else None

    def is_sound(self, expression: Expression, wanted: Type, scope: Scope) -> bool:
        """Whether an expression has the type that is wanted; its faults are reported."""
        found = Report()
        self.types.update(typecheck(expression, wanted, scope, found))
        self._report.extend(found)
        return not found.has_errors

    def type_of(self, expression: Expression, scope: Scope) -> Type:
        """The type an expression has by itself; `UNKNOWN` after reporting faults."""
        found = Report()
        inferred = infer(expression, scope, found)
        self._report.extend(found)
        return UNKNOWN if found.has_errors else inferred

    def computed(self, expression: Expression, constants: Mapping[str, Value]) -> Given | None:
        """The value of a sound expression over constants; None when one of them is faulty, or after a report."""
        if not set(_names(expression)) <= constants.keys():
            return None
        try:
            value = evaluate(expression, constants, {})
        except TooLong as fault:
            self._report.extend([too_long(fault)])
            return None
        if isinstance(value, Absence):
            self._report.add("no-constant-value", expression.span)
            return None
        return value

    def number(
        self, block: Block, key: str, wanted: Type, scope: Scope, constants: Mapping[str, Value]
    ) -> Number | None:
        """The number under a key that may depend on constants only."""
        expression = self.typed(block, key, wanted, scope)
        value = None if expression is None else self.computed(expression, constants)
        return as_number(value)


def _numeric(kind: Type) -> Type:
    return kind if kind in NUMERIC else NUMBER


def _names(expression: Expression) -> list[str]:
    return [name.name for name in names(expression)]
