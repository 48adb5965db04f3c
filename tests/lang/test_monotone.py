"""The way an expression goes with one of its names is the way its values go."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from chiso.lang.evaluate import TooLong, evaluate
from chiso.lang.monotone import direction
from chiso.lang.syntax import names
from chiso.lang.types import COUNT, MONEY, NUMBER, POINTS, RATE, Type
from chiso.lang.values import Value, as_number
from lang.expressions import read
from lang.programs import GIVEN, SCOPE, Written, expressions, records, tried

MOVED = ("due", "paid", "late", "score", "ratio", "share", "grade", "bonus", "fee")


def way(text: str, name: str, **known: Value) -> int | None:
    expression = read(text, SCOPE.names).expression
    assert expression is not None
    return direction(expression, name, known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paid / due", 1),
        ("(due - paid) / due", -1),
        ("5 - 2 * paid", -1),
        ("due / paid", None),
        ("paid * paid", None),
        ("abs(paid)", None),
        ("min(paid, due) + 3", 1),
        ("clamp(paid - late, 0, 5)", 1),
        ("if late > 2 then paid else -paid", -1),
        ("if paid > 2 then 1 else 0", None),
        ("steps(paid, 0 -> 1, 5 -> 3, else 0)", 1),
        ("steps(paid, 5 -> 1, 0 -> 3)", None),
        ("interpolate(paid, 0 -> 6, 30 -> 3)", -1),
        ("late + due", 0),
        ("normalize(paid, 10, 0)", -1),
        ("paid * late", 0),
    ],
)
def test_the_way_of_a_formula(text: str, expected: int | None) -> None:
    assert way(text, "paid", due=10, late=0, paid=4) == expected


@tried(400)
@given(expressions([COUNT, NUMBER, RATE, POINTS, MONEY]), records(), st.data())
def test_no_value_goes_against_the_way(
    drawn: tuple[Written, Type], record: dict[str, Value], data: st.DataObject
) -> None:
    expression = read(drawn[0].text, SCOPE.names).expression
    assert expression is not None
    steps = data.draw(st.lists(st.integers(-20, 20), min_size=2, max_size=8).map(sorted))
    for name in {used.name for used in names(expression)} & set(MOVED):
        found = _way(expression, name, record)
        note(f"{drawn[0].text}: {name} {found}")
        values = [as_number(_value(expression, {**record, name: _step(name, step)})) for step in steps]
        known = [value for value in values if value is not None]
        if found == 0:
            assert len(set(known)) <= 1
        elif found is not None:
            assert known == sorted(known, reverse=found == -1)


def _step(name: str, step: int) -> Value:
    """A value of the type of the name; a rate in tenths, what has a lower bound from there up."""
    low = GIVEN[name].low
    moved = step if low is None else step + 20 + low
    return moved if GIVEN[name].type is COUNT else as_number(moved) or 0


def _way(expression: Any, name: str, record: dict[str, Value]) -> int | None:
    try:
        return direction(expression, name, record)
    except TooLong:
        return None


def _value(expression: Any, record: dict[str, Value]) -> Value | None:
    try:
        return evaluate(expression, record, {})
    except TooLong:
        return None
