"""Every case on every evaluator, and that the suite leaves nothing of the language out."""

from __future__ import annotations

from pathlib import Path

import pytest

import chiso
from chiso.run.scorecard import quantities
from conformance.documents import EXPRESSIONS, FILES, RULE_SETS, Case, cases, document, validator
from conformance.evaluators import (
    agree,
    alone,
    columns,
    compiled,
    evaluated,
    frame,
    ids,
    literal,
    quantities_within,
    scored,
    tried_within,
    value_of,
    within,
)


def having(key: str, among: list[Case]) -> list[Case]:
    """The cases that have a key."""
    return [case for case in among if key in case.body]


# Expressions.


@pytest.mark.parametrize("case", having("value", EXPRESSIONS), ids=str)
def test_an_expression_has_its_value(case: Case) -> None:
    found = alone(case)
    assert ids(found.diagnostics, errors=True) == []
    assert found.expression is not None
    assert agree(evaluated(case, found.expression), value_of(case.body["value"]))


@pytest.mark.parametrize("case", having("value", EXPRESSIONS), ids=str)
def test_an_expression_has_its_value_within_a_rule_set(case: Case) -> None:
    value, text = value_of(case.body["value"]), case.body["expression"]
    expected = value if isinstance(value, bool) else True
    condition = text if isinstance(value, bool) else f"({text}) == ({literal(value, alone(case).type)})"
    found = quantities_within(case, {"conformance_value": f"if {condition} then 1 else 0"})
    assert (found["conformance_value.points"], found["conformance_value.state"]) == (int(expected), "value")


@pytest.mark.parametrize("case", having("absent", EXPRESSIONS), ids=str)
def test_an_expression_has_no_value(case: Case) -> None:
    found = alone(case)
    assert ids(found.diagnostics, errors=True) == []
    assert found.expression is not None
    assert getattr(evaluated(case, found.expression), "value", None) == case.body["absent"]


@pytest.mark.parametrize("case", having("absent", EXPRESSIONS), ids=str)
def test_an_expression_has_no_value_within_a_rule_set(case: Case) -> None:
    found = quantities_within(case, dict(tried_within(case.body["expression"])))
    assert (found["conformance_given.points"], found["conformance_given.state"]) == (0, "value")
    assert (found["conformance_state.points"], found["conformance_state.state"]) == (None, case.body["absent"])


@pytest.mark.parametrize("case", having("error", EXPRESSIONS), ids=str)
def test_an_expression_is_refused(case: Case) -> None:
    assert ids(alone(case).diagnostics, errors=True) == case.ids("error")


@pytest.mark.parametrize("case", having("error", EXPRESSIONS), ids=str)
def test_an_expression_is_refused_within_a_rule_set(case: Case) -> None:
    text = case.body["expression"]
    points = text if alone(case).expression is None else f"if given({text}) then 1 else 0"
    program, found = within(case, {"conformance_refused": points})
    assert program is None
    assert ids(found, errors=True) == case.ids("error")


# Rule sets.


@pytest.mark.parametrize("case", RULE_SETS, ids=str)
def test_a_rule_set_is_judged(case: Case) -> None:
    program, found = compiled(case.rules)
    assert ids(found, errors=True) == (case.ids("error") if "error" in case.body else [])
    assert (program is None) is ("error" in case.body)
    if "warning" in case.body:
        assert ids(found, errors=False) == case.ids("warning")


@pytest.mark.parametrize("case", having("expect", RULE_SETS), ids=str)
def test_a_rule_set_scores(case: Case) -> None:
    program, _ = compiled(case.rules)
    assert program is not None
    card = scored(program, case.given)
    found = quantities(card)
    expected = {address: None if value is None else value_of(value) for address, value in case.body["expect"].items()}
    assert set(expected) <= set(found)
    assert {address: found[address] for address in expected if not agree(found[address], expected[address])} == {}
    if "missing" in case.body:
        assert sorted(card.missing) == case.ids("missing")


@pytest.mark.parametrize("case", having("refused", RULE_SETS), ids=str)
def test_a_rule_set_refuses_a_record(case: Case) -> None:
    program, _ = compiled(case.rules)
    assert program is not None
    with pytest.raises(chiso.RecordError) as one:
        chiso.score(program, columns(case.given))
    with pytest.raises(chiso.RecordError) as table:
        chiso.score_table(program, frame(case.given))
    for caught in (one, table):
        assert ids(caught.value.diagnostics, errors=True) == case.ids("refused")


# The suite itself.


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_its_shape(path: Path) -> None:
    assert [f"{fault.json_path}: {fault.message}" for fault in validator().iter_errors(document(path))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_name_stands_for_one_case(path: Path) -> None:
    names = [case["name"] for case in document(path)["cases"]]
    assert [name for name in names if names.count(name) > 1] == []


def test_there_are_many_cases() -> None:
    assert len(cases()) >= 600
