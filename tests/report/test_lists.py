"""What was checked, for other programs: each format is valid by its own schema and points at the right place."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from lxml import etree

import chiso
from chiso.report.outcome import Outcome, Place, Problem
from conftest import ROOT, SMALL, RuleFile

SCHEMAS = ROOT / "tests" / "schemas"
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
COBERTURA = etree.DTD(str(SCHEMAS / "coverage-04.dtd"))

WRONG = SMALL.replace("rate: paid / due", "rate: piad / due").replace("title: Tốt", "title: Tốt, tilte: x")
NASTY = "100 % of a::b, c\r\nd | <e> @f \x00 `g|h`"
PROBLEMS = Outcome(
    "rules, 50%",
    "a: b",
    (
        Problem("not-good", "error", NASTY, "mend it", Place("rules/đề án, 1.yaml", 3, 5, 3, 9), details=("x = 1",)),
        Problem("not-nice", "warning", "so-so", "", Place("/abs/rules.yaml", 1, 1, 2, 4)),
        Problem("by-the-way", "note", "it is", "", None),
    ),
)


@pytest.fixture
def outcomes(rule_file: RuleFile) -> list[Outcome]:
    found = chiso.check(rule_file(WRONG))
    assert [(d.id, d.span.text) for d in found] == [("unknown-input", "piad"), ("unknown-key", "tilte")]
    return [chiso.outcome_of("rules.yaml", "rules.yaml", found, "en"), PROBLEMS, Outcome("rules.yaml", "fine", ())]


def cut(path: str, region: dict[str, int]) -> str:
    """The text that a region of a file stands for."""
    line = Path(path).read_text(encoding="utf-8").splitlines()[region["startLine"] - 1]
    return line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_sarif_is_valid_and_its_regions_are_what_is_meant(outcomes: list[Outcome]) -> None:
    data = chiso.sarif_data(outcomes)
    SARIF.validate(data)
    (run,) = data["runs"]
    found = [(result["ruleId"], result["locations"][0]["physicalLocation"]) for result in run["results"][:2]]
    paths = [unquote(place["artifactLocation"]["uri"]).removeprefix("file://") for _, place in found]
    assert [(id, cut(path, place["region"])) for (id, place), path in zip(found, paths, strict=True)] == [
        ("unknown-input", "piad"),
        ("unknown-key", "tilte"),
    ]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "rules/%C4%91%E1%BB%81%20%C3%A1n%2C%201.yaml"
    )
    assert [result["level"] for result in run["results"]] == ["error", "error", "error", "warning", "note"]


def test_the_schema_of_sarif_finds_faults(outcomes: list[Outcome]) -> None:
    data = chiso.sarif_data(outcomes)
    data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not SARIF.is_valid(data)


def test_without_problems_sarif_is_valid_too() -> None:
    assert SARIF.is_valid(chiso.sarif_data([Outcome("rules.yaml", "fine", ())]))


def test_junit_is_valid_and_counts(outcomes: list[Outcome]) -> None:
    text = chiso.junit_text(outcomes)
    tree = etree.fromstring(text.encode())
    JUNIT.assertValid(tree)
    assert {key: tree.get(key) for key in ("tests", "failures")} == {"tests": "3", "failures": "2"}
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in tree] == [
        ("rules.yaml", "2", "1"),
        ("rules, 50%", "1", "1"),
    ]
    failure = tree.find(".//testcase[@name='rules.yaml']/failure")
    assert failure.get("type") == "unknown-input"
    assert re.search(r"rules\.yaml:\d+:\d+: error\[unknown-input\]: ", failure.text)
    assert "tilte" in failure.text


def test_the_schema_of_junit_finds_faults(outcomes: list[Outcome]) -> None:
    text = chiso.junit_text(outcomes).replace("<testcase ", "<tescase ").replace("</testcase>", "</tescase>")
    assert not JUNIT.validate(etree.fromstring(text.encode()))


def test_github_has_the_line_the_column_and_no_stray_sign(outcomes: list[Outcome]) -> None:
    lines = chiso.github_text(outcomes).splitlines()
    assert len(lines) == 5
    column = next(line for line in WRONG.splitlines() if "piad" in line).index("piad") + 1
    row = next(n for n, line in enumerate(WRONG.splitlines(), 1) if "piad" in line)
    assert f",line={row},endLine={row},col={column},endColumn={column + 4},title=chiso%3A unknown-input::" in lines[0]
    assert lines[2] == (
        "::error file=rules/đề án%2C 1.yaml,line=3,endLine=3,col=5,endColumn=9,title=chiso%3A not-good::"
        "100 %25 of a::b, c%0D%0Ad | <e> @f \ufffd `g|h`%0Ax = 1%0Amend it"
    )
    assert lines[3] == "::warning file=/abs/rules.yaml,line=1,endLine=2,title=chiso%3A not-nice::so-so"
    assert lines[4] == "::notice title=chiso%3A by-the-way::it is"


def test_gitlab_has_paths_lines_and_fingerprints_of_their_own(outcomes: list[Outcome]) -> None:
    twice = [
        *outcomes,
        Outcome("more", "more", (Problem("not-good", "error", NASTY, "", Place("x.yaml", 1, 1, 1, 2)),)),
    ]
    data = chiso.gitlab_data(twice)
    assert all(entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"} for entry in data)
    assert len({entry["fingerprint"] for entry in data}) == len(data) == 6
    assert data[2]["location"] == {"path": "rules/đề án, 1.yaml", "lines": {"begin": 3, "end": 3}}
    assert [entry["severity"] for entry in data] == ["major", "major", "major", "minor", "info", "major"]


def test_a_fingerprint_stays_while_lines_move(rule_file: RuleFile) -> None:
    def prints(text: str) -> list[str]:
        found = chiso.check(rule_file(text))
        return [entry["fingerprint"] for entry in chiso.gitlab_data([chiso.outcome_of("x", "x", found, "en")])]

    assert prints(WRONG) == prints(f"# a line more\n{WRONG}")


def test_markdown_tells_the_verdict_and_is_no_markup_by_itself(outcomes: list[Outcome]) -> None:
    text = chiso.markdown_text("chiso check", outcomes, "en")
    assert text.startswith("## ❌ chiso check\n\n| checked | ✅ | ❌ |\n| --- | --- | --- |\n| rules.yaml | 1 | 1 |\n")
    assert "`rules/đề án, 1.yaml:3:5` **not-good**: 100 % of a::b, c d \\| \\<e> &#64;f" in text
    assert "`g|h`" in text
    assert chiso.markdown_text("chiso check", [Outcome("a", "b", ())], "vi").startswith("## ✅ chiso check\n")


def test_a_problem_that_several_share_is_listed_once(outcomes: list[Outcome]) -> None:
    assert chiso.gitlab_data([*outcomes, *outcomes]) == chiso.gitlab_data(outcomes)
    assert chiso.github_text([*outcomes, *outcomes]) == chiso.github_text(outcomes)


def coverage(rule_file: RuleFile) -> list[chiso.Coverage]:
    rules = rule_file(SMALL)
    rule_file("chiso: 1\ncases:\n  - {name: a, given: {paid: 1, due: 2}, expect: {online.points: 5}}\n",
              "rules.cases.yaml")  # fmt: skip
    return [one.coverage for one in chiso.examine([rules], coverage=True) if one.coverage is not None]


def test_cobertura_is_valid_and_counts_lines_and_branches(rule_file: RuleFile) -> None:
    found = coverage(rule_file)
    tree = etree.parse(io.BytesIO(chiso.cobertura_text(found).encode()))
    assert COBERTURA.validate(tree), COBERTURA.error_log
    lines: list[dict[str, Any]] = [dict(line.attrib) for line in tree.iter("line")]
    rows = SMALL.splitlines()
    assert [rows[int(line["number"]) - 1].strip()[:12] for line in lines] == [
        "- {rule: pai",
        "- {id: onlin",
        "- {id: good,",
    ]
    assert [line.get("condition-coverage") for line in lines] == ["50% (1/2)", "50% (1/2)", "0% (0/2)"]
    assert (tree.getroot().get("line-rate"), tree.getroot().get("branch-rate")) == ("0.6666", "0.3333")
