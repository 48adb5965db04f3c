"""What the checks of a rule set prove about plain rows, which have all met them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chiso.lang.syntax import Arithmetic, Comparison, Expression
from chiso.ruleset.program import Indicator, Program
from chiso.run.columnar.vector import Ratio, Vector


class Proven:
    """Which expressions are never larger than which others."""

    def __init__(self, program: Program, known: Mapping[str, Vector]) -> None:
        self._known = known
        self._not_larger = {pair for check in program.checks for pair in _pairs(check.rule)}

    def keeps_to_full(self, indicator: Indicator) -> bool:
        """Whether an indicator's rate is sure to lie from nothing to full points, so that it need not be cut off."""
        rate = indicator.rate
        if indicator.points is not None or indicator.full_at is not None or not isinstance(rate, Arithmetic):
            return False
        if rate.operator != "/" or not self._are_counts(rate.left) or not self._are_counts(rate.right):
            return False
        return (_written(rate.left), _written(rate.right)) in self._not_larger

    def _are_counts(self, expression: Expression) -> bool:
        """Whether it is a sum of numbers that are never below 0."""
        if isinstance(expression, Arithmetic) and expression.operator == "+":
            return self._are_counts(expression.left) and self._are_counts(expression.right)
        vector = self._known.get(_written(expression))
        return isinstance(vector, Ratio) and vector.top.low >= 0


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
