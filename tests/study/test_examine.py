"""Cases run for somebody who wants to know: the values beneath what fails, known days, faults that are expected."""

from __future__ import annotations

from pathlib import Path

import pytest

import chiso
from conftest import SMALL, RuleFile

CASES = """\
# Cases of the small rule set.
chiso: 1
cases:
  - name: half   # of what was due
    given: {paid: 1, due: 2}
    expect:
      online.points: 4.99     # five
      online.rate: "51%"
      total.band: 'good'
      online.state: value

  - {name: nothing, given: {paid: 0, due: 0}, expect: {online.points: 1, online.rate: null}}
"""


def written(rule_file: RuleFile, cases: str, rules: str = SMALL) -> Path:
    rule_file(cases, "rules.cases.yaml")
    return rule_file(rules)


def failures(rules: Path) -> list[tuple[str, str]]:
    (tested,) = chiso.examine([rules])
    return [(d.id, str(d.arguments.get("actual"))) for d in tested.diagnostics]


def test_the_values_beneath_what_fails_are_told(rule_file: RuleFile) -> None:
    (tested,) = chiso.examine([written(rule_file, CASES)], named="HALF")
    first, *_ = tested.results[0].failures
    assert chiso.beneath_lines(first.beneath) == [
        "online.points = 5 <- 10 * min(1, rate / full_at) = 5, value",
        "  online.rate = 0.5 <- paid / due",
        "    paid = 1",
        "    due = 2",
    ]
    assert tested.unchosen == 1


def test_points_are_shown_before_rounding(rule_file: RuleFile) -> None:
    cases = "chiso: 1\ncases:\n  - {name: a, given: {paid: 1, due: 3}, expect: {payment.points: 3}}\n"
    (tested,) = chiso.examine([written(rule_file, cases)])
    (failure,) = tested.results[0].failures
    assert chiso.beneath_lines(failure.beneath)[:2] == [
        "payment.points = 3.33 <- computed",
        "  online.points = 3.33 <- 10 * min(1, rate / full_at) = 10/3, value",
    ]


def test_an_update_rewrites_only_the_expectations(rule_file: RuleFile) -> None:
    rules = written(rule_file, CASES)
    done, left = chiso.record_cases(rules)
    assert left == []
    assert [(one.node, one.before, one.after, one.span.begins.line) for one in done] == [
        ("online.points", "4.99", "5", 7),
        ("online.rate", '"51%"', "50%", 8),
        ("total.band", "'good'", "'weak'", 9),
        ("online.points", "1", "0", 12),
    ]
    expected = CASES.replace("4.99", "5").replace('"51%"', "50%").replace("'good'", "'weak'")
    assert rules.with_name("rules.cases.yaml").read_text(encoding="utf-8") == expected.replace(
        "online.points: 1,", "online.points: 0,"
    )
    assert failures(rules) == []
    assert chiso.record_cases(rules) == ([], [])


def test_an_update_leaves_what_it_cannot_mend(rule_file: RuleFile) -> None:
    cases = """\
chiso: 1
cases:
  - {name: shared, given: {paid: 1, due: 2}, expect: &same {online.points: 9}}
  - {name: sharing, given: {paid: 1, due: 4}, expect: *same}
  - {name: misspelt, given: {paid: 1, due: 4}, expect: {onlin.points: 2.5}}
"""
    rules = written(rule_file, cases)
    done, left = chiso.record_cases(rules)
    assert done == []
    assert sorted(fault.id for fault in left) == ["case-failed", "case-failed", "unknown-quantity"]
    assert rules.with_name("rules.cases.yaml").read_text(encoding="utf-8") == cases


def test_line_ends_and_byte_order_mark_stay(rule_file: RuleFile) -> None:
    rules = written(rule_file, CASES)
    path = rules.with_name("rules.cases.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + CASES.replace("\n", "\r\n").encode())
    chiso.record_cases(rules)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# Cases")
    assert path.read_bytes().count(b"\r\n") == CASES.count("\n")


@pytest.mark.parametrize(
    ("expect", "failed"),
    [
        ("{diagnostics: [check-failed paid]}", []),
        ("{diagnostics: [check-failed due]}", [("case-failed", "check-failed paid")]),
        ("{diagnostics: []}", [("case-failed", "check-failed paid")]),
        ("{diagnostics: [check-failed paid], online.points: 5}", [("case-failed", "null")]),
        ("{online.points: 5}", [("check-failed", "None")]),
    ],
)
def test_faults_of_the_data_can_be_expected(rule_file: RuleFile, expect: str, failed: list[tuple[str, str]]) -> None:
    cases = f"chiso: 1\ncases:\n  - {{name: a, given: {{paid: 3, due: 2}}, expect: {expect}}}\n"
    assert failures(written(rule_file, cases)) == failed


def test_a_case_can_ask_what_was_known_on_a_day(rule_file: RuleFile) -> None:
    rules = SMALL.replace(
        "groups:",
        "parameters:\n  quota:\n    title: Chỉ tiêu\n    source: law\n    values:\n"
        "      - {from: 2024-01-01, value: 40%}\n"
        "      - {from: 2024-01-01, issued: 2024-06-01, value: 60%}\ngroups:",
    ).replace("when_empty: zero", "when_empty: zero, target: quota")
    case = "given: {paid: 1, due: 2}, period: 2024-03"
    cases = f"""\
chiso: 1
cases:
  - {{name: now, {case}, expect: {{online.target: 60%, online.target_met: false}}}}
  - {{name: then, known_on: 2024-05-31, {case}, expect: {{online.target: 40%, online.target_met: true}}}}
  - {{name: never, known_on: 31/05/2024, {case}, expect: {{online.target: 40%}}}}
"""
    assert failures(written(rule_file, cases, rules)) == [("not-a-day", "None")]


def test_several_processes_say_the_same(rule_file: RuleFile) -> None:
    files = []
    for number in range(3):
        rule_file(CASES, f"{number}.cases.yaml")
        files.append(rule_file(SMALL, f"{number}.yaml"))
    alone, together = (list(chiso.examine(files, coverage=True, processes=count)) for count in (1, 2))
    asked = chiso.Demand(100)
    assert chiso.tested_data(alone, asked, "en") == chiso.tested_data(together, asked, "en")


def test_rules_with_faults_are_not_tested(rule_file: RuleFile) -> None:
    (tested,) = chiso.examine([written(rule_file, CASES, SMALL.replace("paid / due", "piad / due"))], coverage=True)
    assert [fault.id for fault in tested.diagnostics] == ["unknown-input"]
    assert (tested.results, tested.coverage) == ((), None)
