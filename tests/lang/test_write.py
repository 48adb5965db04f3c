"""Expressions written back: one canonical text, which reads as the same tree."""

from __future__ import annotations

import pytest

from chiso.lang.write import written
from lang.expressions import read


def rewritten(text: str) -> str:
    expression = read(text).expression
    assert expression is not None
    return written(expression)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("paid/due", "paid / due"),
        ("((paid) / (due))", "paid / due"),
        ("1_000 + 0.50", "1000 + 0.5"),
        ("45 %", "45%"),
        ("'xã'", '"xã"'),
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) - c", "a - b - c"),
        ("a / (b * c)", "a / (b * c)"),
        ("(a * b) / c", "a * b / c"),
        ("-(a + b) * c", "-(a + b) * c"),
        ("--a", "--a"),
        ("(a or b) and not (c or d)", "(a or b) and not (c or d)"),
        ("a or (b and c)", "a or b and c"),
        ("a or (b or c)", "a or (b or c)"),
        ("not (x in [1, 2])", "not x in [1, 2]"),
        ("x not in (1, 2)", "not x in [1, 2]"),
        ("(1 < a) == (b < 2)", "(1 < a) == (b < 2)"),
        ("0 < x <= 1", "0 < x <= 1"),
        ("(if a then 1 else 2) + 1", "(if a then 1 else 2) + 1"),
        ("if a then 1 else (if b then 2 else 3)", "if a then 1 else if b then 2 else 3"),
        ("round(digits=2, value=x)", "round(x, digits=2)"),
        ("round(x, 0, mode='half_even')", 'round(x, mode="half_even")'),
        ("clamp(high=3, low=1, value=x)", "clamp(x, 1, 3)"),
        ("steps(x,4->20,3->15,else 0)", "steps(x, 4 -> 20, 3 -> 15, else 0)"),
        ("2024-06-30 - day", "2024-06-30 - day"),
        ("payment.points>=10", "payment.points >= 10"),
    ],
)
def test_an_expression_has_one_canonical_text(text: str, canonical: str) -> None:
    assert rewritten(text) == canonical
    assert rewritten(canonical) == canonical
