"""Values of expressions, absences on their way, and the trace."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.lang.evaluate import evaluate
from chiso.lang.functions import FUNCTIONS
from chiso.lang.syntax import Conditional, names
from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Value
from lang.expressions import read, value

NAMES: Mapping[str, Value] = {"a": 3, "b": 0, "empty": EMPTY, "gone": NOT_APPLICABLE, "yes": True}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a / b", EMPTY),
        ("b / b", EMPTY),
        ("nowhere + a", MISSING),
        ("nowhere / b", MISSING),
        ("a / b + nowhere", MISSING),
        ("gone + nowhere", NOT_APPLICABLE),
        ("nowhere < a", MISSING),
        ("a / b == 1", EMPTY),
        ("-empty", EMPTY),
        ("not nowhere", MISSING),
        ("yes or nowhere", True),
        ("nowhere or yes", True),
        ("yes and nowhere", MISSING),
        ("not yes and nowhere", False),
        ("if nowhere then 1 else 2", MISSING),
        ("if yes then 1 else nowhere", 1),
        ("nowhere in (1, 2)", MISSING),
        ("max(a, nowhere)", MISSING),
        ("coalesce(nowhere, a)", 3),
        ("coalesce(a / b, nowhere, 7)", 7),
        ("coalesce(nowhere, a / b)", EMPTY),
        ("given(nowhere)", False),
        ("given(a)", True),
        ("given(a / b)", False),
        ("if_empty(a / b, 100%)", 1),
        ("if_empty(nowhere, 100%)", MISSING),
        ("if_empty(a / 1, 100%)", 3),
    ],
)
def test_absences_travel(text: str, result: Value) -> None:
    found = value(text, NAMES)
    assert found == result
    assert type(found) is type(result) or not isinstance(result, bool)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("min(a, 2)", 2),
        ("sum(1, 2, a)", 6),
        ("average(1, 2)", Fraction(3, 2)),
        ("abs(-a)", 3),
        ("clamp(a, 0, 2)", 2),
        ("clamp(a, 4, 5)", 4),
        ("floor(-1.5)", -2),
        ("ceil(-1.5)", -1),
        ("round(0.125, 2)", Fraction(13, 100)),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
    ],
)
def test_functions(text: str, result: Value) -> None:
    assert value(text, NAMES) == result


def test_every_function_says_what_it_does() -> None:
    assert len(FUNCTIONS) >= 12
    for function in FUNCTIONS.values():
        assert function.doc
        assert function.signature.startswith(function.name)


def test_the_branch_not_taken_is_not_in_the_trace() -> None:
    expression = read("if a > 1 then b else c").expression
    assert isinstance(expression, Conditional)
    trace: dict[int, Value] = {}
    assert evaluate(expression, {"a": 2, "b": 5}, trace) == 5
    a, b, c = names(expression)
    assert (trace[a.id], trace[b.id]) == (2, 5)
    assert c.id not in trace
    assert trace[expression.condition.id] is True
    assert trace[expression.id] == 5


def test_all_operands_are_looked_at_so_that_every_missing_name_is_known() -> None:
    expression = read("x + y / z").expression
    assert expression is not None
    trace: dict[int, Value] = {}
    evaluate(expression, {}, trace)
    assert [name.name for name in names(expression) if trace[name.id] is MISSING] == ["x", "y", "z"]


SMALL = st.integers(-50, 50)


@given(SMALL, SMALL, SMALL)
def test_arithmetic_is_that_of_rationals(x: int, y: int, z: int) -> None:
    given_names: Mapping[str, Value] = {"x": x, "y": y, "z": z}
    expected = EMPTY if z == 0 else (x + y) * Fraction(x - y, z)
    assert value("(x + y) * ((x - y) / z)", given_names) == expected


@given(st.lists(st.sampled_from([True, False, MISSING]), min_size=1, max_size=4))
def test_and_is_the_dual_of_or(values: list[Value]) -> None:
    known = {f"v{place}": found for place, found in enumerate(values)}
    both = value(" and ".join(known) if len(known) > 1 else "v0", known)
    either = value("not (" + " or ".join(f"(not {name})" for name in known) + ")", known)
    assert both is either
