"""The cases beside the shipped editions hold, and a wrong expectation is found."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

import chiso
from chiso.shipped import schema
from conftest import ROOT, SMALL, RuleFile

EDITIONS = chiso.rule_files(ROOT / "rules")


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: "-".join(path.parts[-2:]))
def test_shipped_editions_are_sound_and_meet_their_cases(path: str) -> None:
    assert chiso.check(path) == []
    run = chiso.run_cases(path)
    assert [(d.id, d.message) for d in run.diagnostics] == []
    assert run.ran >= 5


def test_every_indicator_of_the_index_is_there() -> None:
    program = chiso.load("qd766/national@2022")
    scored = {i.id: i.max for i in program.indicators if not i.tracked}
    assert [(group.id, group.max) for group in program.groups] == [
        ("transparency", 18),
        ("progress", 20),
        ("online_service", 12),
        ("payment", 10),
        ("satisfaction", 18),
        ("digitization", 22),
    ]
    assert len(scored) == 21
    assert {i.id for i in program.indicators if i.tracked} == {"average_processing_time", "petition_classification"}
    assert all(i.title.english and i.citation for i in program.indicators)
    assert all(i.title.english for i in program.inputs.values())


CASES = """\
chiso: 1
cases:
  - name: half
    given: {paid: 1, due: 2}
    expect:
      online.points: 5
      online.rate: 50%
      online.state: value
      payment.basis: computed
      total.band: weak
      online.target: null
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("online.points: 5", "online.points: 5.01", [("case-failed", "5.01")]),
        ("online.rate: 50%", "online.rate: 2/3", [("case-failed", "2/3")]),
        ("online.state: value", "online.state: missing", [("case-failed", "missing")]),
        ("total.band: weak", "total.band: null", [("case-failed", "null")]),
        ("online.target: null", "online.target: 1", [("case-failed", "1")]),
        ("online.points: 5", "onlin.points: 5", [("unknown-quantity", "onlin.points")]),
        ("paid: 1, due", "paid: 3, due", [("check-failed", "3")]),
        ("paid: 1, due", "piad: 1, due", [("unknown-column", "piad")]),
        ("paid: 1, due", "paid: one, due", [("not-a-count", "one")]),
        ("    expect:", "    parameters: {quota: 1}\n    expect:", [("unknown-parameter", "quota")]),
        ("name: half", "nam: half", [("unknown-key", "nam")]),
    ],
)
def test_a_wrong_case_is_shown_at_its_place(
    rule_file: RuleFile, old: str, new: str, found: list[tuple[str, str]]
) -> None:
    rules = rule_file(SMALL)
    rule_file(CASES.replace(old, new), "rules.cases.yaml")
    run = chiso.run_cases(rules)
    assert sorted((d.id, d.span.text) for d in run.diagnostics) == found


def test_a_right_case_is_silent(rule_file: RuleFile) -> None:
    rules = rule_file(SMALL)
    rule_file(CASES, "rules.cases.yaml")
    assert chiso.run_cases(rules) == chiso.CaseRun(1, ())


@pytest.mark.parametrize("name", ["ruleset", "scorecard", "cases", "diagnostics"])
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"{name}.schema.json"
