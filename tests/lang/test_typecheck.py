"""Names and types: what fits, what does not, and what is underlined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.diagnostics.diagnostic import Report
from chiso.lang import types
from chiso.lang.scope import Declaration, Scope
from chiso.lang.typecheck import typecheck
from chiso.lang.types import COUNT, DATE, DAYS, FLAG, MONEY, NUMBER, PLAIN, POINTS, RATE, TEXT, UNKNOWN, Type
from lang.expressions import read

KNOWN = {
    "paid": Declaration(COUNT),
    "due": Declaration(COUNT),
    "score": Declaration(NUMBER),
    "share": Declaration(RATE),
    "bonus": Declaration(POINTS),
    "waited": Declaration(DAYS),
    "fee": Declaration(MONEY),
    "done": Declaration(FLAG),
    "signed": Declaration(DATE),
    "level": Declaration(TEXT, ("commune", "district")),
    "limit": Declaration(PLAIN, constant=45),
    "payment.points": Declaration(POINTS),
}


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("paid / due", RATE),
        ("paid + due", COUNT),
        ("paid - 1", COUNT),
        ("paid / 12", COUNT),
        ("share * bonus", POINTS),
        ("bonus * share", POINTS),
        ("share * share", RATE),
        ("share * fee", MONEY),
        ("paid * bonus", POINTS),
        ("waited / paid", DAYS),
        ("fee / paid", MONEY),
        ("bonus / bonus", RATE),
        ("bonus + 2", POINTS),
        ("2 * 3", PLAIN),
        ("score * 2", NUMBER),
        ("1 - share", RATE),
        ("45%", RATE),
        ("signed - signed", DAYS),
        ("paid <= due", FLAG),
        ('level == "commune"', FLAG),
        ("done and paid > 0", FLAG),
        ("if done then bonus else 0", POINTS),
        ("max(paid, due, 3)", COUNT),
        ("round(bonus, 1)", POINTS),
        ("given(signed)", FLAG),
        ("coalesce(share, 50%)", RATE),
        ("if_empty(paid / due, 100%)", RATE),
        ("min(signed, 2024-06-30)", DATE),
    ],
)
def test_what_operations_give(text: str, type: Type) -> None:
    found = read(text, KNOWN)
    assert found.ids == []
    assert found.type is type


@pytest.mark.parametrize(
    ("text", "id", "underlined", "labels"),
    [
        ("share + bonus", "type-mismatch", "share + bonus", ["share", "bonus"]),
        ("paid + bonus", "type-mismatch", "paid + bonus", ["paid", "bonus"]),
        ("paid * due", "type-mismatch", "paid * due", ["paid", "due"]),
        ("signed + 1", "type-mismatch", "signed + 1", ["signed", "1"]),
        ("done + 1", "type-mismatch", "done + 1", ["done", "1"]),
        ("share < bonus", "types-differ", "share < bonus", ["share", "bonus"]),
        ("max(share, paid)", "types-differ", "share, paid", ["share", "paid"]),
        ("if done then share else bonus", "types-differ", "share else bonus", ["share", "bonus"]),
        ("done < true", "not-ordered", "done < true", []),
        ("if paid then 1 else 2", "unexpected-type", "paid", []),
        ("paid and done", "unexpected-type", "paid", []),
        ("-level", "unexpected-type", "level", []),
        ("sum(signed)", "unexpected-type", "signed", []),
        ("pay / due", "unknown-input", "pay", []),
        ("payments.points", "unknown-node", "payments.points", []),
        ("maxi(paid)", "unknown-function", "maxi", []),
        ("clamp(paid)", "wrong-arguments", "clamp(paid)", []),
        ("round(bonus, places=2)", "wrong-arguments", "round(bonus, places=2)", []),
        ("round(bonus, paid)", "wrong-setting", "paid", []),
        ("round(bonus, 21)", "wrong-setting", "21", []),
        ('level == "comune"', "unknown-choice", '"comune"', []),
        ('level in ("commune", "town")', "unknown-choice", '"town"', []),
        ("share >= 80", "percent-sign-missing", "80", []),
        ('share >= (if level == "commune" then 80 else 50%)', "percent-sign-missing", "80", []),
        ("share >= max(80, 50%)", "percent-sign-missing", "80", []),
        ("share >= 70 + 10", "percent-sign-missing", "70 + 10", []),
        ("round(digits=2)", "wrong-arguments", "round(digits=2)", []),
        ("share >= limit", "percent-sign-missing", "limit", []),
        ("share + 2", "percent-sign-missing", "2", []),
    ],
)
def test_what_does_not_fit_is_underlined(text: str, id: str, underlined: str, labels: list[str]) -> None:
    found = read(text, KNOWN)
    assert (found.ids, found.underlined) == ([id], [underlined])
    assert [label.span.text for label in found.diagnostics[0].labels] == labels


def test_one_mistake_is_reported_once() -> None:
    found = read("(pay + share) * bonus + max(pay2, paid)", KNOWN)
    assert found.ids == ["unknown-input", "unknown-input"]


def test_a_name_that_means_nothing_here_is_told_from_an_unknown_one() -> None:
    expression = read("paid").expression
    assert expression is not None
    report = Report()
    typecheck(expression, COUNT, Scope({}, frozenset({"paid"})), report)
    assert [diagnostic.id for diagnostic in report] == ["not-allowed-here"]


@pytest.mark.parametrize(
    ("text", "wanted", "ids"),
    [
        ("paid / due", RATE, []),
        ("0.8", RATE, []),
        ("1", RATE, []),
        ("80", RATE, ["percent-sign-missing"]),
        ("80%", POINTS, ["unexpected-type"]),
        ("10", POINTS, []),
        ("paid", POINTS, ["unexpected-type"]),
        ("paid > 1", FLAG, []),
        ("1", FLAG, ["unexpected-type"]),
    ],
)
def test_what_a_place_accepts(text: str, wanted: Type, ids: list[str]) -> None:
    expression = read(text, KNOWN).expression
    assert expression is not None
    report = Report()
    typecheck(expression, wanted, Scope(KNOWN), report)
    assert [diagnostic.id for diagnostic in report] == ids


def test_near_names_are_suggested_and_far_ones_are_not() -> None:
    assert read("piad", KNOWN).diagnostics[0].help == "did you mean `paid`?"
    assert "did you mean" not in read("zzzzzz", KNOWN).diagnostics[0].help


@given(st.sampled_from("+-*/"), st.sampled_from(list(Type)), st.sampled_from(list(Type)))
def test_a_faulty_operand_never_causes_a_second_fault(operator: str, left: Type, right: Type) -> None:
    assert types.result(operator, UNKNOWN, right) is UNKNOWN
    assert types.result(operator, left, UNKNOWN) is UNKNOWN


@given(st.sampled_from("+*"), st.sampled_from(list(Type)), st.sampled_from(list(Type)))
def test_sums_and_products_do_not_depend_on_the_order(operator: str, left: Type, right: Type) -> None:
    assert types.result(operator, left, right) is types.result(operator, right, left)
