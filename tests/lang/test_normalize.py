"""One form for one value: what is reordered has the form it had, and one form never stands for two values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.lang.evaluate import evaluate
from chiso.lang.normalize import normalized
from chiso.lang.syntax import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Literal,
    Logic,
    Membership,
    Negative,
    Not,
    Table,
)
from chiso.lang.types import Type
from chiso.lang.values import Value
from lang.expressions import read
from lang.programs import SCOPE, Written, expressions, records, tried

Record = Mapping[str, Value]
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def tree(text: str) -> Expression:
    expression = read(text, SCOPE.names).expression
    assert expression is not None, text
    return expression


def turned(node: Expression, draw: st.DataObject) -> Expression:
    """The same expression with operands, rows and options in another order wherever that is nothing."""
    turn = draw.draw(st.booleans())
    match node:
        case Negative() | Not():
            return replace(node, operand=turned(node.operand, draw))
        case Arithmetic():
            parts = [turned(node.left, draw), turned(node.right, draw)]
            left, right = parts[::-1] if turn and node.operator in "+*" else parts
            return replace(node, left=left, right=right)
        case Comparison():
            operands = tuple(turned(operand, draw) for operand in node.operands)
            if not turn or (len(operands) > 2 and not set(node.operators) <= {">", ">="}):
                return replace(node, operands=operands)
            return replace(node, operands=operands[::-1], operators=tuple(_TURNED[o] for o in node.operators[::-1]))
        case Membership():
            options = tuple(turned(option, draw) for option in node.options)
            return replace(node, item=turned(node.item, draw), options=options[::-1] if turn else options)
        case Logic():
            operands = tuple(turned(operand, draw) for operand in node.operands)
            return replace(node, operands=operands[::-1] if turn else operands)
        case Conditional():
            positive, negative = turned(node.positive, draw), turned(node.negative, draw)
            if turn:
                opposite = Not(node.id, node.span, node.condition)
                return replace(node, condition=opposite, positive=negative, negative=positive)
            return replace(node, positive=positive, negative=negative)
        case Call() if node.function in ("min", "max", "sum", "median", "average") and turn:
            return replace(node, arguments=node.arguments[::-1])
        case Table() if turn:
            return replace(node, rows=node.rows[::-1])
    return node


@tried(300)
@given(expressions(), records(), st.data())
def test_what_is_put_in_another_order_has_the_same_form_and_value(
    drawn: tuple[Written, Type], record: Record, data: st.DataObject
) -> None:
    plain = tree(drawn[0].text)
    other = turned(plain, data)
    assert normalized(other) == normalized(plain)
    assert evaluate(other, record, {}) == evaluate(plain, record, {})


def other_numbers(node: Expression, draw: st.DataObject) -> Expression:
    """The same expression with another number somewhere, perhaps."""
    match node:
        case Literal() if isinstance(node.value, int) and not isinstance(node.value, bool):
            return replace(node, value=node.value + draw.draw(st.integers(0, 1)))
        case Arithmetic():
            return replace(node, left=other_numbers(node.left, draw), right=other_numbers(node.right, draw))
        case Comparison() | Logic():
            return replace(node, operands=tuple(other_numbers(operand, draw) for operand in node.operands))
        case Negative() | Not():
            return replace(node, operand=other_numbers(node.operand, draw))
        case Conditional():
            return replace(node, positive=other_numbers(node.positive, draw))
    return node


@tried(300)
@given(expressions(), records(), st.data())
def test_another_value_has_another_form(drawn: tuple[Written, Type], record: Record, data: st.DataObject) -> None:
    plain = tree(drawn[0].text)
    other = turned(other_numbers(plain, data), data)
    if evaluate(other, record, {}) != evaluate(plain, record, {}):
        assert normalized(other) != normalized(plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paid + late", "late + paid"),
        ("paid - (late - due)", "due + paid - late"),
        ("-(paid - late)", "late - paid"),
        ("paid * (late * due)", "due * late * paid"),
        ("share >= 45%", "0.45 <= share"),
        ("1 < late <= 3", "3 >= late > 1"),
        ('level == "commune"', '"commune" == level'),
        ("done and (sealed and done)", "sealed and done"),
        ('level in ["commune", "district"]', 'level in ["district", "commune", "district"]'),
        ("not not done", "done"),
        ("if not done then 1 else 2", "if done then 2 else 1"),
        ("max(paid, late, due)", "max(due, late, paid)"),
        ("round(ratio, digits=0)", "round(ratio)"),
        ("steps(late, 2 -> 5, 1 -> 3)", "steps(late, 1 -> 3, 2 -> 5, else 0)"),
    ],
)
def test_one_meaning_has_one_form(one: str, other: str) -> None:
    assert normalized(tree(one)) == normalized(tree(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paid - late", "late - paid"),
        ("paid / due", "due / paid"),
        ("late < due", "late <= due"),
        ("late < due", "due < late"),
        ("done and sealed", "done or sealed"),
        ("if done then 1 else 2", "if done then 2 else 1"),
        ("if_empty(ratio, 2)", "if_missing(ratio, 2)"),
        ("coalesce(paid, late)", "coalesce(late, paid)"),
        ("sum(paid, paid)", "sum(paid)"),
        ("steps(late, 1 -> 3, else 1)", "steps(late, 1 -> 3)"),
        ("interpolate(late, 1 -> 3, 2 -> 5)", "steps(late, 1 -> 3, 2 -> 5)"),
        ("round(ratio)", 'round(ratio, mode="down")'),
    ],
)
def test_what_means_something_else_has_another_form(one: str, other: str) -> None:
    assert normalized(tree(one)) != normalized(tree(other))
