"""The gate as its users meet it: `chiso test` and `chiso diff`, step by step in a repository of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from chiso.shipped import schema
from chiso_cli.app import app
from conftest import ROOT, SMALL, RuleFile, git

Run = Callable[..., Result]

DRAFT = """\
chiso: 1
ruleset: qd766/dong-thap
edition: "2025"
title: Bộ chỉ số 766, tỉnh Đồng Tháp, năm 2025
extends: qd766/dong-thap@2024-06
effective: {from: 2025-01-01}
status: draft
sources: {plan: {title: Kế hoạch năm 2025}}
parameters:
  payment_target:
    title: Chỉ tiêu thanh toán trực tuyến
    value: 45%   # as in 2024
    source: plan, mục 3
bands:
  - {id: good, at_least: 80, source: plan}
"""
LEAST = "transparency.points,progress.points,online_service.points,satisfaction.points,digitization.points"
UNITS = f"""\
unit,level,period,paid_online,with_obligation,payment_integrated.points,payment_procedures_used.points,{LEAST}
Xã An Hòa,commune,2025-01,47,100,2,2,18,20,12,18,18
Xã An Long,commune,2025-01,60,100,2,2,18,20,9,18,10
Xã Phú Thọ,commune,2025-01,51,100,2,2,18,20,7,14,10.4
"""
RULES = "rules/qd766/dong-thap/2025.yaml"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process, in English and without colours, as into a pipe."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Result:
        result = CliRunner(env={"COLUMNS": None, "LC_ALL": "C"}).invoke(app, [*map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with the shipped rules and a draft for 2025, all committed, which is the current folder."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / RULES).write_text(DRAFT, encoding="utf-8")
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    git(tmp_path, "tag", "base")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


GATE = ("diff", "--against", "git:base", "rules", "--data", "units.csv", "--fail-on", "band-change")


def test_unchanged_rules_pass(run: Run, repository: Path) -> None:
    done = run(*GATE)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "rules/qd766/portal/2026.yaml: says the same"


def test_a_higher_target_in_a_draft_passes_with_a_summary(run: Run, repository: Path) -> None:
    edit(repository / RULES, "45%", "50%")
    done = run(*GATE)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert f"{RULES}: qd766/dong-thap@2025 (draft)" in lines
    assert f"score-change, target-change payment_target.value 45% 50% {RULES}:12" in lines
    assert "payment_online 3/3 2/3" in lines
    assert "3 units: 0 move band, 0 move rank, 1 move points, 1 meet other targets" in lines
    assert any(
        line.startswith("Xã An Hòa 2025-01 96.00 -> 95.64 Xuất sắc 1 payment 10 -> 9.64; payment_online 6 -> 5.64")
        for line in lines
    )
    assert any(line.endswith("-payment_online payment_target.value") for line in lines)


def test_a_lower_bound_fails_with_the_units_that_move(run: Run, repository: Path) -> None:
    edit(repository / RULES, "at_least: 80", "at_least: 79")
    done = run(*GATE, "--today", "2026-01-01")
    assert done.exit_code == 1
    assert (
        f"{RULES}:15:26: error[change-refused]: `Xã Phú Thọ (commune, 2025-01)`: Khá becomes Tốt, and a `band-change`"
        in done.stderr
    )
    assert "Xã An Long" not in done.stderr
    assert "1 move band" in done.stdout
    entry = done.stdout[done.stdout.index("chiso: 1\n") :]
    allowed = repository / "allow.yaml"
    allowed.write_text(entry.replace("…", "Quyết định số 5"), encoding="utf-8")
    assert run(*GATE, "--today", "2026-01-31", "--allow", "allow.yaml").exit_code == 0
    late = run(*GATE, "--today", "2026-02-01", "--allow", "allow.yaml")
    assert late.exit_code == 1
    assert "error[allowance-expired]" in late.stderr


def test_without_data_the_bound_itself_is_refused(run: Run, repository: Path) -> None:
    edit(repository / RULES, "at_least: 80", "at_least: 79")
    done = run("diff", "--against", "git:base", RULES, "--fail-on", "band-change")
    assert done.exit_code == 1
    assert "`bands.good.at_least`: 80 becomes 79, and a `band-change` is refused" in done.stderr
    assert run("diff", "--against", "git:base", RULES, "--fail-on", "input-change").exit_code == 0
    assert run("diff", "--against", "git:base", RULES, "--fail-on", "any-change").exit_code == 1


def test_a_published_edition_that_is_edited_fails_by_name(run: Run, repository: Path) -> None:
    edit(repository / "rules/qd766/dong-thap/2024-06.yaml", "value: 45%", "value: 46%")
    done = run(*GATE)
    assert done.exit_code == 1
    assert "error[change-needs-edition]: `payment_target.value` of `qd766/dong-thap@2024-06`" in done.stderr
    assert "that concerns rated units" in done.stderr
    assert "--from qd766/dong-thap@2024-06" in done.stderr
    (changed,) = [c for c in json.loads(run(*GATE, "--format", "json").stdout)["comparisons"] if c["differences"]][:1]
    assert changed["differences"][0]["audiences"] == ["units", "results"]


def test_a_published_edition_that_is_gone_fails(run: Run, repository: Path) -> None:
    (repository / "rules/qd766/an-giang/2024.yaml").unlink()
    done = run(*GATE)
    assert done.exit_code == 1
    assert "error[edition-gone]: `qd766/an-giang@2024`" in done.stderr
    assert "rules/qd766/an-giang/2024.yaml: gone" in done.stdout


def test_a_base_that_is_edited_counts_for_what_builds_on_it(run: Run, repository: Path) -> None:
    edit(repository / "rules/qd766/national/2022.yaml", "full_at: 90%", "full_at: 95%")
    done = run(*GATE)
    assert done.stderr.count("error[change-needs-edition]: `dossier_receiving_satisfaction.full_at`") == 6
    assert "qd766/portal@2026" in done.stderr


def test_layout_and_comments_are_nothing(run: Run, repository: Path) -> None:
    text = DRAFT.replace("   # as in 2024", "").replace('edition: "2025"', "edition: '2025'   # năm")
    (repository / RULES).write_text(text.replace("chiso: 1\n", "# Dự thảo\nchiso: 1\n\n"), encoding="utf-8")
    done = run(*GATE)
    assert done.exit_code == 0
    assert f"{RULES}: says the same" in done.stdout


def test_formatting_is_nothing(run: Run, repository: Path) -> None:
    wild = DRAFT.replace("    value: 45%   # as in 2024\n", "    value:    45%   # as in 2024\n").replace(
        "sources: {plan: {title: Kế hoạch năm 2025}}", "sources:  { plan:  { title:   Kế hoạch năm 2025 } }"
    )
    (repository / RULES).write_text(wild, encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "wild")
    assert run("fmt", "rules").exit_code == 0
    assert (repository / RULES).read_text(encoding="utf-8") != wild
    done = run("diff", "--against", "git:HEAD", "rules", "--fail-on", "any-change")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if not line.endswith(": says the same")] == []


def test_an_edition_that_is_new_is_told(run: Run, repository: Path) -> None:
    (repository / "rules/qd766/dong-thap/2026.yaml").write_text(DRAFT.replace('"2025"', '"2026"'), encoding="utf-8")
    done = run(*GATE)
    assert done.exit_code == 0
    assert "rules/qd766/dong-thap/2026.yaml: new" in done.stdout


def test_an_input_that_is_new_or_gone_is_no_fault_of_the_data(run: Run, repository: Path) -> None:
    edit(
        repository / RULES,
        "parameters:",
        "inputs: {sent_home: {title: Trả tại nhà, type: count}}\n"
        "checks: [{rule: sent_home <= 50, message: quá nhiều}]\nparameters:",
    )
    rows = UNITS.splitlines()
    more = "\n".join([f"{rows[0]},sent_home", *(f"{row},3" for row in rows[1:])]) + "\n"
    (repository / "units.csv").write_text(more, encoding="utf-8")
    done = run(*GATE, "--fail-on", "input-change")
    assert done.exit_code == 1
    assert "3 units: none moves" in done.stdout
    assert done.stderr.count("error[change-refused]") == 2


def test_data_that_the_rules_now_refuse_are_an_input_change(run: Run, repository: Path) -> None:
    edit(
        repository / RULES,
        "parameters:",
        "checks: [{rule: paid_online < 60, message: quá nhiều, message_en: too many}]\nparameters:",
    )
    done = run(*GATE)
    assert done.exit_code == 0
    assert "the rules now refuse the data" in done.stdout
    assert "units.csv:3:28: error[check-failed]: row 3, column `paid_online`: too many" in done.stderr
    refused = run(*GATE, "--fail-on", "input-change")
    assert refused.exit_code == 1
    assert "`data`: – becomes 1" in refused.stderr


def test_edits_that_need_each_other_are_one_cause(run: Run, repository: Path) -> None:
    old = repository / "old.yaml"
    two = SMALL.replace("max: 10, rate: paid / due", "max: 6, rate: paid / due").replace(
        "bands:",
        "      - {id: counter, title: Tại quầy, max: 4, points: if due > 4 then 4 else 0}\nbands:",
    )
    old.write_text(two, encoding="utf-8")
    new = repository / "new.yaml"
    new.write_text(two.replace("max: 6", "max: 7").replace("max: 4, points", "max: 3, points"), encoding="utf-8")
    (repository / "data.csv").write_text("unit,level,period,paid,due\nXã A,commune,2024,1,2\n", encoding="utf-8")
    done = run("diff", old, new, "--data", "data.csv", "--format", "json")
    (comparison,) = json.loads(done.stdout)["comparisons"]
    (move,) = comparison["impact"]["moves"]
    assert move["causes"] == [["online.max", "counter.max"]]
    assert move["by"] == 0.5


def test_a_revision_without_its_mark_is_understood(run: Run, repository: Path) -> None:
    done = run("diff", RULES, "--against", "base")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "did you mean `git:base`?" in done.stderr
    assert "did you mean" not in run("diff", RULES, "--against", "nowhere").stderr


@pytest.mark.parametrize("format", ["json", "markdown", "sarif", "junit", "github", "gitlab"])
def test_the_diff_in_every_format(run: Run, repository: Path, format: str) -> None:
    edit(repository / RULES, "at_least: 80", "at_least: 79")
    done = run(*GATE, "--format", format, "--today", "2026-01-01")
    has_place_for_entries = format in ("json", "markdown")
    assert (done.exit_code, done.stderr == "") == (1, has_place_for_entries)
    assert "2026-01-31" in (done.stdout if has_place_for_entries else done.stderr)
    assert "Xã Phú Thọ" in done.stdout
    if format == "json":
        data = json.loads(done.stdout)
        Draft202012Validator(schema("differences")).validate(data)
        changed = next(one for one in data["comparisons"] if one["file"] == RULES)
        assert changed["impact"]["moved"] == {
            "band-change": 1,
            "rank-change": 0,
            "score-change": 0,
            "target-change": 0,
        }
        (move,) = changed["impact"]["moves"]
        assert (move["before"]["band"], move["after"]["band"]) == ("fair", "good")
        assert move["causes"] == [["bands.good.at_least"]]
    if format == "github":
        assert (
            f"::error file={RULES},line=15,endLine=15,col=26,endColumn=28,title=chiso%3A change-refused::"
            in done.stdout
        )
    if format == "markdown":
        assert done.stdout.startswith("## ❌ chiso diff\n\n- **change-refused**: ")


def test_the_report_goes_to_a_file_and_what_is_wrong_to_the_reader(run: Run, repository: Path) -> None:
    edit(repository / RULES, "at_least: 80", "at_least: 79")
    done = run(*GATE, "--format", "sarif", "--out", "diff.sarif")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[change-refused]" in done.stderr
    assert json.loads((repository / "diff.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert run(*GATE, "--out", "units.csv").exit_code == 3
    assert (repository / "units.csv").read_text(encoding="utf-8") == UNITS


def test_rules_that_were_faulty_are_shown_where_they_were(run: Run, repository: Path) -> None:
    edit(repository / RULES, "extends: qd766/dong-thap@2024-06", "extends: qd766/dong-thap@2024-07")
    git(repository, "commit", "--quiet", "--all", "--message", "broken")
    edit(repository / RULES, "2024-07", "2024-06")
    done = run("diff", "--against", "git:HEAD", RULES)
    assert done.exit_code == 3
    assert f"git:HEAD:{RULES}:5:10: error[unknown-edition]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["diff", RULES], 2),
        (["diff", RULES, "--against", "git:nowhere"], 3),
        (["diff", RULES, "--against", "git:--help"], 3),
        (["diff", RULES, RULES, RULES], 2),
        (["diff", RULES, "nothing.yaml"], 3),
        (["diff", RULES, RULES, "--fail-on", "nonsense"], 2),
        (["diff", RULES, RULES, "--allow", "nothing.yaml"], 3),
        (["diff", RULES, RULES, "--today", "1/1/2026"], 2),
        (["diff", "--against", "git:base", RULES, "--data", "nothing.csv"], 0),
        (["test", "nothing.yaml"], 3),
        (["test", RULES, "--threshold", "101"], 2),
        (["test", RULES, "--filter", "nonsense"], 3),
        (["test", "units.csv"], 1),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, repository: Path, arguments: list[str], code: int) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert "Traceback" not in done.output


def test_an_entry_needs_a_reason_and_a_day(run: Run, repository: Path) -> None:
    entry = 'chiso: 1\nallow:\n  - {kind: band-change, edition: a@1, reason: "…", until: soon}\n'
    (repository / "allow.yaml").write_text(entry, encoding="utf-8")
    done = run("diff", RULES, RULES, "--allow", "allow.yaml")
    assert done.exit_code == 3
    assert "allow.yaml:3:47: error[malformed-text]: `…` is not a reason in words" in done.stderr
    assert "allow.yaml:3:59: error[malformed-text]: `soon` is not " in done.stderr


def test_folders_are_compared_file_by_file(run: Run, repository: Path) -> None:
    shutil.copytree("rules", "later")
    edit(repository / "later/qd766/dong-thap/2025.yaml", "45%", "50%")
    Path("later/qd766/an-giang/2024.yaml").unlink()
    done = run("diff", "rules", "later")
    assert done.exit_code == 1
    assert done.stderr.startswith("rules/qd766/an-giang/2024.yaml:4:")
    assert "later/qd766/dong-thap/2025.yaml: qd766/dong-thap@2025 (draft)" in done.stdout
    assert done.stdout.count("says the same") == 5
    assert run("diff", "rules", RULES).exit_code == 3


def test_editions_are_compared_by_name(run: Run) -> None:
    done = run("diff", "qd766/dong-thap@2024-01", "qd766/dong-thap@2024-06")
    assert done.exit_code == 0
    assert "qd766/dong-thap@2024-01 (published) -> qd766/dong-thap@2024-06 (published)" in done.stdout
    assert "payment_target.value" in done.stdout


# chiso test


CASES = """\
chiso: 1
cases:
  - {name: half, given: {paid: 1, due: 2}, expect: {online.points: 4.99}}
  - {name: all, given: {paid: 2, due: 2}, expect: {online.points: 10}}
"""


@pytest.fixture
def small(rule_file: RuleFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small rule set with a case that fails and one that holds, in the current folder."""
    rule_file(SMALL)
    rule_file(CASES, "rules.cases.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_fails_is_shown_with_what_it_was_made_of(run: Run, small: Path) -> None:
    done = run("test", "rules.yaml")
    assert (done.exit_code, done.stdout) == (1, "rules.yaml: 1 of 2 cases fail\n")
    assert "rules.cases.yaml:3:68: error[case-failed]: `half`: `online.points` is 5, expected 4.99" in done.stderr
    assert "    online.points = 5 <- 10 * min(1, rate / full_at) = 5, value\n" in done.stderr
    assert "        paid = 1\n" in done.stderr


def test_only_some_cases(run: Run, small: Path) -> None:
    done = run("test", "rules.yaml", "--filter", "ALL")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "rules.yaml: 1 case holds\n", "")


def test_an_update_is_told_line_by_line(run: Run, small: Path) -> None:
    done = run("test", "rules.yaml", "--update")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "rules.cases.yaml:3: online.points: 4.99 -> 5 (half)\n"
    assert (small / "rules.cases.yaml").read_text(encoding="utf-8") == CASES.replace("4.99", "5")
    assert run("test", "rules.yaml", "--update").stdout == "rules.cases.yaml: nothing to update\n"


def test_coverage_is_told_and_asked_for(run: Run, small: Path) -> None:
    run("test", "rules.yaml", "--update")
    done = run("test", "rules.yaml", "--coverage")
    assert (done.exit_code, done.stdout) == (0, "rules.yaml: 2 cases hold, coverage 33.3 % (2 of 6)\n")
    assert "warning[not-covered]: no case tests the policy `online.when_empty`: zero" in done.stderr
    low = run("test", "rules.yaml", "--threshold", "34")
    assert (low.exit_code, low.stdout) == (1, done.stdout)
    assert "error[coverage-too-low]" in low.stderr
    assert "not-covered" not in low.stderr
    assert run("test", "rules.yaml", "--threshold", "33").exit_code == 0


def test_nothing_to_test_is_a_fault_only_where_asked(run: Run, small: Path) -> None:
    (small / "rules.cases.yaml").unlink()
    done = run("test", "rules.yaml")
    assert (done.exit_code, done.stdout) == (0, "rules.yaml: no cases\n")
    assert run("test", "rules.yaml", "--fail-on-empty").exit_code == 1
    assert run("test", "rules.yaml", "--threshold", "1").exit_code == 1


@pytest.mark.parametrize("format", ["json", "markdown", "cobertura", "sarif", "junit", "github", "gitlab"])
def test_the_result_in_every_format(run: Run, small: Path, format: str) -> None:
    done = run("test", "rules.yaml", "--coverage", "--format", format)
    assert (done.exit_code, done.stderr) == (1, "")
    if format == "json":
        data = json.loads(done.stdout)
        Draft202012Validator(schema("tested")).validate(data)
        (file,) = data["files"]
        assert (file["ran"], file["failed"], file["coverage"]["percent"]) == (2, 1, 33.3)
        assert file["results"][0]["failures"][0]["beneath"][1] == {
            "depth": 1,
            "name": "online.rate",
            "value": "0.5",
            "rule": "paid / due",
        }
    elif format != "cobertura":
        assert "4.99" in done.stdout


def test_cases_are_never_written_over(run: Run, small: Path) -> None:
    assert run("test", "rules.yaml", "--out", "rules.cases.yaml").exit_code == 3
    assert (small / "rules.cases.yaml").read_text(encoding="utf-8") == CASES


@pytest.mark.parametrize("format", ["sarif", "junit", "github", "gitlab", "markdown"])
def test_check_has_the_same_formats(run: Run, small: Path, format: str) -> None:
    edit(small / "rules.yaml", "paid / due", "paid / deu")
    done = run("check", "rules.yaml", "--format", format)
    assert (done.exit_code, done.stderr) == (1, "")
    assert "unknown-input" in done.stdout


def test_the_new_schemas_are_schemas() -> None:
    for name in ("allow", "tested", "differences"):
        Draft202012Validator.check_schema(schema(name))
        assert schema(name)["$id"] == f"{name}.schema.json"
