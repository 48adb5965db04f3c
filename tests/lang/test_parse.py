"""Text to tree: precedence, literals, positions, and faults said in the user's words."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.diagnostics.diagnostic import Report
from chiso.lang.parse import DEEPEST_EXPRESSION, LONGEST_EXPRESSION, LONGEST_NUMBER, parse
from chiso.lang.syntax import Arithmetic, Call, Comparison, Literal, Name, names
from chiso.source import Source, Span
from lang.expressions import read, value


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("24 / 4 / 2", 3),
        ("-2 * 3", -6),
        ("- -2", 2),
        ("2 - -2", 4),
        ("1_000 + 1", 1001),
        ("0.1 + 0.2 == 0.3", True),
        ("1 / 3 * 3 == 1", True),
        ("not true or true", True),
        ("not (true or true)", False),
        ("true or false and false", True),
        ("1 < 2 <= 2 < 3", True),
        ("1 < 2 < 2", False),
        ("if 1 > 2 then 10 else 20 + 1", 21),
        ("(if 1 > 2 then 10 else 20) + 1", 21),
        ("if false then 1 else if false then 2 else 3", 3),
        ('"a" in ["a", "b"]', True),
        ('"c" in ("a", "b")', False),
        ('"c" not in ("a", "b")', True),
        ("45% == 0.45", True),
        ("45 % == 45%", True),
        ("2024-06-30 - 2024-06-01", 29),
        ("2024-06-30 > 2024-06-01", True),
        ("2024 - 06 - 30", 1988),
        ("max(1, 2, 3) + min(4, 5)", 7),
        ("round(2.675, 2) == 2.68", True),
        ("round(2.675, digits=1) == 2.7", True),
        ("clamp(value=5, high=3, low=1)", 3),
        ("notable", "n"),
        ("iffy + 1", 8),
    ],
)
def test_precedence_and_literals(text: str, result: object) -> None:
    assert value(text, {"notable": "n", "iffy": 7}) == result


def test_a_tree_knows_the_places_of_its_parts() -> None:
    source = Source("rules.yaml", "rate: (a +\n       b_2) / max(c, 1)  # why")
    start, end = source.text.index("("), source.text.index("  #")
    expression = parse(Span(source, start, end), itertools.count(1), Report())
    assert isinstance(expression, Arithmetic)
    assert isinstance(expression.right, Call)
    assert [(name.name, name.span.text) for name in names(expression)] == [("a", "a"), ("b_2", "b_2"), ("c", "c")]
    assert expression.right.span.text == "max(c, 1)"
    assert expression.right.function_span.text == "max"
    assert names(expression)[1].span.begins.line == 2
    assert names(expression)[1].span.begins.column == 8


def test_every_node_has_an_id_of_its_own() -> None:
    expression = read("a + b * (c - d) / max(e, f)").expression
    assert expression is not None
    found = [expression, *names(expression)]
    assert len({node.id for node in found}) == len(found)


def test_chained_comparisons_are_one_node() -> None:
    expression = read("0 < a <= 1").expression
    assert isinstance(expression, Comparison)
    assert expression.operators == ("<", "<=")
    assert len(expression.operands) == 3


def test_names_are_compared_after_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "số_hồ_sơ")
    expression = read(f"{decomposed} / 2").expression
    assert expression is not None
    assert names(expression)[0].name == unicodedata.normalize("NFC", "số_hồ_sơ")


def test_a_dotted_name_is_one_name() -> None:
    expression = read("payment.points").expression
    assert isinstance(expression, Name)
    assert expression.name == "payment.points"


def test_numbers_are_exact() -> None:
    expression = read("0.1").expression
    assert isinstance(expression, Literal)
    assert expression.value.__class__.__name__ == "Fraction"
    assert str(expression.value) == "1/10"


@pytest.mark.parametrize(
    ("text", "id", "underlined", "hint"),
    [
        ("a = b", "expression-syntax", "=", "`==`"),
        ("a && b", "expression-syntax", "&", "`and`"),
        ("a ≥ b", "expression-syntax", "≥", "`>=`"),
        ("a × b", "expression-syntax", "×", "`*`"),
        ("0,5 * a", "expression-syntax", ",", "0.5"),
        ("a b", "expression-syntax", "b", "operator"),
        ("a % b", "expression-syntax", "%", "`45%`"),
        ('"open', "expression-syntax", '"', "close"),
        ("a +", "expression-incomplete", "a +", "missing"),
        ("max(a, b", "expression-incomplete", "max(a, b", "missing"),
        ("a =< b", "expression-syntax", "=", "`<=`"),
        ("a => b", "expression-syntax", "=", "`>=`"),
        ("a <> b", "expression-syntax", ">", "`!=`"),
        ("", "expression-empty", "", "number or a formula"),
        ("   ", "expression-empty", "", "number or a formula"),
        ("a + * b", "expression-syntax", "*", "operator"),
        ("2024-13-45", "malformed-date", "2024-13-45", "2024-06-30"),
    ],
)
def test_a_fault_is_one_diagnostic_with_a_way_out(text: str, id: str, underlined: str, hint: str) -> None:
    found = read(text)
    assert (found.ids, found.underlined) == ([id], [underlined])
    assert hint in found.diagnostics[0].help


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("1" * (LONGEST_NUMBER + 1), LONGEST_NUMBER + 1),
        ("a + " * LONGEST_EXPRESSION + "a", 4 * LONGEST_EXPRESSION + 1),
        ("+".join("a" * (DEEPEST_EXPRESSION + 1)), DEEPEST_EXPRESSION + 1),
    ],
)
def test_limits_say_how_much_there_is(text: str, actual: int) -> None:
    found = read(text)
    assert found.ids == ["limit-exceeded"]
    assert str(actual) in found.diagnostics[0].message


def test_deep_brackets_are_harmless() -> None:
    assert value("(" * 2000 + "7" + ")" * 2000) == 7


@given(st.text(max_size=60) | st.lists(st.sampled_from([*"ab12.%()+-*/<>=,'\" ", "if", "and"])).map("".join))
def test_any_text_is_read_or_reported_within_itself(text: str) -> None:
    found = read(text)
    assert (found.expression is None) == any(
        d.is_error and d.id.startswith(("expression", "limit", "malf")) for d in found.diagnostics
    )
    for diagnostic in found.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        assert diagnostic.message
        assert diagnostic.help_in("vi")
