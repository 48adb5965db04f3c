"""A comparison as a statement about one of its sides: `a + b == c` says what `c` is, `paid <= due` what `paid` is."""

from __future__ import annotations

from typing import NamedTuple

from chiso.lang.interval import ABOVE_ALL, BELOW_ALL, Interval
from chiso.lang.syntax import Comparison, Expression, Name

_TURNED = {"==": "==", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}


class Statement(NamedTuple):
    """What a name is compared with."""

    name: Name
    operator: str
    other: Expression

    def allowed(self, other: Interval) -> Interval:
        """What the name can be, when the other side is one of the numbers of an interval."""
        if self.operator == "==":
            return other
        strict = self.operator in ("<", ">")
        if self.operator.startswith("<"):
            return Interval(BELOW_ALL, other.high, high_open=strict)
        return Interval(other.low, ABOVE_ALL, low_open=strict)


def statement(rule: Expression) -> Statement | None:
    """The statement that a comparison of two sides makes, one of which is a name; None for any other condition."""
    if not isinstance(rule, Comparison) or len(rule.operands) > 2 or rule.operators[0] not in _TURNED:
        return None
    left, right = rule.operands
    if isinstance(left, Name):
        return Statement(left, rule.operators[0], right)
    return Statement(right, _TURNED[rule.operators[0]], left) if isinstance(right, Name) else None
