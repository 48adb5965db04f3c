"""What is known of a table: the columns that names stand for, and what the checks prove of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chiso.lang.syntax import Arithmetic, Comparison, Expression
from chiso.ruleset.program import Program
from chiso.run.columnar.vector import Ratio, Vector


@dataclass(frozen=True, slots=True)
class Known:
    """Columns by name, and which texts of expressions are never larger than which others.

    The second may only hold what rows have already been found to meet.
    """

    columns: Mapping[str, Vector]
    not_larger: frozenset[tuple[str, str]] = frozenset()

    def is_not_larger(self, left: Expression, right: Expression) -> bool:
        """Whether one expression never exceeds another, where both have values."""
        if (_written(left), _written(right)) in self.not_larger:
            return True
        if not isinstance(left, Arithmetic) or left.operator != "-" or _written(left.left) != _written(right):
            return False
        taken = self.columns.get(_written(left.right))
        return isinstance(taken, Ratio) and taken.top.low >= 0


def proven(program: Program) -> frozenset[tuple[str, str]]:
    """What the checks of a rule set prove of rows that meet them."""
    return frozenset(pair for check in program.checks for pair in _pairs(check.rule))


def _pairs(rule: Expression) -> Iterator[tuple[str, str]]:
    """Of a check that is one comparison: what is not larger, and than what."""
    if not isinstance(rule, Comparison) or len(rule.operators) != 1:
        return
    operator, (left, right) = rule.operators[0], map(_written, rule.operands)
    if operator in ("<", "<=", "=="):
        yield left, right
    if operator in (">", ">=", "=="):
        yield right, left


def _written(expression: Expression) -> str:
    return "".join(expression.span.text.split())
