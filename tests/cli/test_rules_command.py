"""`chiso rules` and `chiso publish` as their users meet them: what is printed where, and the exit code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import chiso
from conftest import ROOT, SMALL, Done, RuleFile, Run

RULES = ROOT / "rules"
SCHEMA = json.loads((ROOT / "schemas/rules.schema.json").read_text(encoding="utf-8"))
CASES = "chiso: 1\ncases: [{name: half, given: {paid: 1, due: 2}, expect: {online.points: 5}}]\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the shipped rules, in a folder to work in."""
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return run


def valid(done: Done, shape: str) -> Any:
    """The JSON that a command printed, once it has the shape of the schema."""
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    Draft202012Validator({"$ref": f"#/$defs/{shape}", "$defs": SCHEMA["$defs"]}).validate(data)
    Draft202012Validator(SCHEMA).validate(data)
    return data


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


# list


def test_the_list_has_every_edition_with_days_status_and_title(run: Run) -> None:
    done = run("rules", "list", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    lines = [words(line) for line in done.out.splitlines() if "@" in line]
    assert [line.split()[0] for line in lines] == [
        "qd766/an-giang@2024",
        "qd766/dong-thap@2023",
        "qd766/dong-thap@2024-01",
        "qd766/dong-thap@2024-06",
        "qd766/national@2022",
        "qd766/portal@2026",
    ]
    assert lines[1].startswith("qd766/dong-thap@2023 2023-01-01 – 2023-12-31 published Bộ chỉ số 766, tỉnh Đồng Tháp")
    assert "qd766/national@2022 2022-08-01 – … published" in lines[4]
    assert not any(line != line.rstrip() for line in done.out.splitlines())


def test_the_list_as_json(run: Run, rule_file: RuleFile) -> None:
    found = valid(run("rules", "list", "--format", "json"), "list")["editions"]
    assert [row["edition"] for row in found if row["ruleset"] == "qd766/dong-thap"] == ["2023", "2024-01", "2024-06"]
    header = 'effective: {from: 2024-01-01}\nissued: 2023-12-01\nsupersedes: "2023"\nchecks:'
    rule_file(SMALL.replace("checks:", header), "rules/test/small/2024.yaml")
    rule_file(SMALL.replace('"2024"', '"2025"'), "rules/test/small/2025.yaml")
    rows = valid(run("rules", "list", "--format", "json"), "list")["editions"]
    assert [(row["edition"], row["effective"], row["issued"], row["supersedes"], row["status"]) for row in rows] == [
        ("2025", None, None, None, "draft"),
        ("2024", {"from": "2024-01-01", "to": None}, "2023-12-01", "2023", "draft"),
    ]


@pytest.mark.parametrize(("lang", "head"), [("en", "edition in force status title"), ("vi", "ấn bản hiệu lực")])
def test_the_list_speaks_both_languages(run: Run, lang: str, head: str) -> None:
    assert head in words(run("rules", "list", "--lang", lang).out)


def test_the_list_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "list.json"
    done = run("rules", "list", "--format", "json", "--out", out)
    assert (done.code, done.out) == (0, "")
    assert out.read_text(encoding="utf-8") == run("rules", "list", "--format", "json").out


# show


@pytest.mark.parametrize("path", chiso.rule_files(RULES), ids=lambda path: f"{path.parent.name}@{path.stem}")
def test_what_every_edition_says_has_the_shape_of_the_schema(run: Run, path: Path) -> None:
    found = valid(run("rules", "show", path, "--format", "json"), "show")
    program = chiso.load(path)
    assert (found["ruleset"], found["edition"], found["max"]) == (program.ruleset, program.edition, "100")
    assert [group["id"] for group in found["groups"]] == [group.id for group in program.groups]
    lock = json.loads((RULES / "editions.lock").read_text(encoding="utf-8"))
    assert found["fingerprint"] == lock["editions"][f"{program.ruleset}@{program.edition}"]["fingerprint"]


def test_every_form_has_the_shape_of_the_schema(run: Run) -> None:
    found = valid(run("rules", "show", ROOT / "examples/digital-transformation", "--format", "json"), "show")
    assert [group["weight"] for group in found["groups"]] == ["20%", "10%", "25%", "30%", "15%"]
    assert [group["id"] for group in found["groups"][2]["groups"]] == ["infrastructure", "people"]
    assert found["bands"][0]["requires"] == "government.rate >= gate and foundations.rate >= gate"


def test_dated_values_have_the_shape_of_the_schema(run: Run, rule_file: RuleFile) -> None:
    values = "values: [{from: 2024-01-01, value: 30%}, {from: 2024-06-01, value: 45%}]"
    text = SMALL.replace("groups:", f"parameters: {{quota: {{source: law, {values}}}}}\ngroups:")
    path = rule_file(text.replace("when_empty: zero", "when_empty: zero, target: quota"))
    (parameter,) = valid(run("rules", "show", path, "--format", "json"), "show")["parameters"]
    assert [(row["from"], row.get("to"), row["value"]) for row in parameter["values"]] == [
        ("2024-01-01", "2024-05-31", "30%"),
        ("2024-06-01", None, "45%"),
    ]
    assert (
        "30% (2024-01-01 – 2024-05-31); 45% (2024-06-01 – …)" in run("rules", "show", path, "--format", "markdown").out
    )


def test_what_is_inherited_names_the_file_and_line_it_is_written_at(run: Run) -> None:
    found = valid(run("rules", "show", "qd766/dong-thap@2024-06", "--format", "json"), "show")
    payment = next(group for group in found["groups"] if group["id"] == "payment")
    integrated, _, online = payment["indicators"]
    assert integrated["where"]["file"].endswith("national/2022.yaml")
    assert online["where"]["file"].endswith("dong-thap/2024-06.yaml")
    assert (online["full_at"], online["target"]) == ("payment_target (45%)", "payment_target (45%)")
    assert online["source"].endswith("tháng 6/2024, II.4")
    text = Path(integrated["where"]["file"]).read_text(encoding="utf-8").splitlines()
    assert "payment_integrated" in text[integrated["where"]["line"] - 1]


@pytest.mark.parametrize("format", ["table", "markdown"])
@pytest.mark.parametrize(("lang", "heads"), [("en", ("indicator", "maximum")), ("vi", ("chỉ số", "điểm tối đa"))])
def test_the_rules_are_shown_for_readers(run: Run, format: str, lang: str, heads: tuple[str, ...]) -> None:
    done = run("rules", "show", "qd766/national@2022", "--format", format, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    for part in (*heads, "Công khai, minh bạch (18)", "Số hóa hồ sơ (22)", "payment_online", "excellent", "Xuất sắc"):
        assert part in done.out
    assert re.search(r"online_submissions.*\b6\b.*\b50%", done.out)


def test_markdown_is_tables_with_as_many_cells_as_heads(run: Run) -> None:
    out = run("rules", "show", "qd766/dong-thap@2024-06", "--format", "markdown", "--lang", "en").out
    assert out.startswith("# Bộ chỉ số 766, tỉnh Đồng Tháp, từ tháng 6/2024\n")
    tables = re.findall(r"(?:^\|.*\n)+", out, re.MULTILINE)
    assert len(tables) == 8
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_bar_in_a_title_splits_no_cell(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(SMALL.replace("title: Thanh toán trực tuyến", "title: Thanh | toán"))
    assert "Thanh \\| toán" in run("rules", "show", path, "--format", "markdown").out


def test_the_yaml_of_an_edition_loads_and_says_the_same(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    rule_file(SMALL, "rules/test/small/2024.yaml")
    header = 'chiso: 1\nruleset: test/small\nedition: "2025"\ntitle: Sửa đổi\nextends: test/small@2024\n'
    rule_file(f"{header}bands: [{{id: good, at_least: 7}}]\n", "rules/test/small/2025.yaml")
    out = tmp_path / "whole.yaml"
    assert run("rules", "show", "test/small@2025", "--format", "yaml", "--out", out).code == 0
    before = json.loads(run("rules", "show", "test/small@2025", "--format", "json").out)
    after = json.loads(run("rules", "show", out, "--format", "json").out)
    assert after["fingerprint"] == before["fingerprint"]
    assert after["bands"][0]["at_least"] == "7"


def test_an_edition_is_shown_by_day_and_as_it_was_known(run: Run, rule_file: RuleFile) -> None:
    for edition, header in (("1", ""), ("2", 'issued: 2024-09-01\nsupersedes: "1"\n')):
        days = f"effective: {{from: 2024-01-01}}\nstatus: published\n{header}checks:"
        rule_file(SMALL.replace('"2024"', f'"{edition}"').replace("checks:", days), f"rules/test/small/{edition}.yaml")
    show = ("rules", "show", "test/small", "--as-of", "2024-06-30", "--format", "json")
    assert valid(run(*show), "show")["edition"] == "2"
    assert valid(run(*show, "--known-on", "2024-08-31"), "show")["edition"] == "1"


# history


def test_the_payment_target_of_dong_thap_went_from_30_to_45_percent(run: Run) -> None:
    done = run("rules", "history", "qd766/dong-thap", "--of", "payment_target", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    starts = [line for line in done.out.splitlines() if "@" in line]
    assert [re.findall(r"\d+%", line) for line in starts] == [["30%"], ["30%"], ["45%"]]
    assert [re.findall(r"\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d", line) for line in starts] == [
        ["2023-01-01 – 2023-12-31"],
        ["2024-01-01 – 2024-05-31"],
        ["2024-06-01 – 2024-12-31"],
    ]
    assert "Báo cáo" in starts[1]


def test_a_history_as_json_has_days_documents_and_lines(run: Run) -> None:
    done = run("rules", "history", "qd766/dong-thap", "--of", "payment_target", "--format", "json")
    found = valid(done, "history")["history"]
    assert [(row["edition"], row["address"], row["value"]) for row in found] == [
        ("2023", "payment_target.value", "30%"),
        ("2024-01", "payment_target.value", "30%"),
        ("2024-06", "payment_target.value", "45%"),
    ]
    assert found[1]["source"].endswith("huyện Lấp Vò tháng 01 năm 2024, II.4.3")
    assert found[2]["source"].endswith("huyện Tam Nông tháng 6/2024, II.4.2")
    for row in found:
        line = Path(row["where"]["file"]).read_text(encoding="utf-8").splitlines()[row["where"]["line"] - 1]
        assert row["value"] in line


def test_a_history_follows_dated_values(run: Run, rule_file: RuleFile) -> None:
    values = "values: [{from: 2024-01-01, value: 30%}, {from: 2024-06-01, value: 45%}]"
    text = SMALL.replace("groups:", f"parameters: {{quota: {{source: law, {values}}}}}\ngroups:")
    rule_file(text.replace("when_empty: zero", "when_empty: zero, target: quota"), "rules/test/small/2024.yaml")
    found = valid(run("rules", "history", "test/small", "--of", "quota", "--format", "json"), "history")["history"]
    assert [(row["address"], row["value"][:3]) for row in found] == [
        ("quota.value.2024-01-01", "30%"),
        ("quota.value.2024-06-01", "45%"),
    ]


@pytest.mark.parametrize(
    ("address", "values"), [("payment.max", ["10"] * 3), ("digitized_dossiers.full_at", ["80%"] * 3)]
)
def test_a_history_of_what_is_inherited(run: Run, address: str, values: list[str]) -> None:
    done = run("rules", "history", "qd766/dong-thap", "--of", address, "--format", "json")
    found = valid(done, "history")["history"]
    assert [row["value"] for row in found] == values
    assert all(row["where"]["file"].endswith("national/2022.yaml") for row in found)


# new


def test_a_new_edition_is_a_draft_that_builds_on_the_old_one(run: Run, shelf: Path) -> None:
    done = run("rules", "new", "qd766/dong-thap@2025", "--from", "qd766/dong-thap@2024-06", "--lang", "en")
    path = shelf / "qd766/dong-thap/2025.yaml"
    assert (done.code, done.err) == (0, "")
    assert "qd766/dong-thap/2025.yaml" in done.out
    program = chiso.load(path)
    assert (program.ruleset, program.edition, program.status) == ("qd766/dong-thap", "2025", "draft")
    assert program.effective is not None
    assert (str(program.effective.first), program.effective.last) == ("2025-01-01", None)
    assert run("check", "rules").code == 0
    assert list(shelf.rglob(".chiso-*")) == []
    refused = run("publish", "qd766/dong-thap@2025", "--lang", "en")
    assert (refused.code, "error[no-cases]" in refused.err) == (1, True)


def test_a_new_edition_can_belong_to_another_rule_set(run: Run, shelf: Path) -> None:
    new = ("rules", "new", "qd766/an-giang@2025", "--from", "qd766/national@2022", "--effective", "2025-02-01")
    assert run(*new).code == 0
    program = chiso.load(shelf / "qd766/an-giang/2025.yaml")
    assert program.effective is not None
    assert str(program.effective.first) == "2025-02-01"
    assert program.max == 100


def test_a_new_edition_is_written_to_the_folder_that_is_named(run: Run, shelf: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    new = ("rules", "new", "qd766/dong-thap@2025", "--from", "qd766/dong-thap@2024-06", "--rules", other)
    assert run(*new).code == 0
    assert (other / "qd766/dong-thap/2025.yaml").is_file()
    assert not (shelf / "qd766/dong-thap/2025.yaml").exists()


@pytest.mark.parametrize(
    ("reference", "base", "more", "id"),
    [
        ("qd766/dong-thap@2024-06", "qd766/dong-thap@2024-01", (), "edition-exists"),
        ("qd766/dong-thap@2025", "qd766/national@2022", (), "no-day-to-begin"),
        ("qd766/dong-thap@2025", "qd766/national@2021", (), "unknown-edition"),
        ("qd766/dong-thap@2025", "qd766/dong-thap", (), "unknown-edition"),
        ("qd766/dong-thap@2025", "qd766/national@2022", ("--effective", "01/02/2025"), "not-a-day"),
        ("qd766/dong-thap@2025", "qd766/national@2022", ("--effective", "2025-02-30"), "not-a-day"),
        ("qd766/dong-thap", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
        ("@2025", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
        ("qd766/dong-thap@", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
        ("../dong-thap@2025", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
        ("/dong-thap@2025", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
        ("qd766/dong thap@2025", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
        ("qd766/dong-thap@a/b", "qd766/dong-thap@2024-06", (), "edition-name-malformed"),
    ],
)
def test_an_edition_that_cannot_be_begun(
    run: Run, shelf: Path, reference: str, base: str, more: tuple[str, ...], id: str
) -> None:
    before = {path: path.read_bytes() for path in shelf.parent.rglob("*") if path.is_file()}
    done = run("rules", "new", reference, "--from", base, *more, "--lang", "en")
    assert (done.code, done.out) == (2 if id in ("not-a-day", "edition-name-malformed") else 3, "")
    assert f"error[{id}]" in done.err
    assert {path: path.read_bytes() for path in shelf.parent.rglob("*") if path.is_file()} == before


# Where rules are looked for.


def renamed(rule_file: RuleFile, folder: str, title: str) -> Path:
    path = rule_file(SMALL.replace("Bộ chỉ số thử", title), f"{folder}/test/small/2024.yaml")
    return path.parents[2]


def shown(done: Done) -> str:
    assert done.code == 0, done.err
    return str(json.loads(done.out)["title"])


def test_rules_are_looked_for_where_they_are_named_then_in_the_environment_then_here(
    run: Run, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = ("rules", "show", "test/small@2024", "--format", "json")
    assert run(*show).code == 3
    renamed(rule_file, "rules", "ở đây")
    assert shown(run(*show)) == "ở đây"
    monkeypatch.setenv("CHISO_RULES", str(renamed(rule_file, "environment", "môi trường")))
    assert shown(run(*show)) == "môi trường"
    named = renamed(rule_file, "named", "nêu rõ")
    assert shown(run(*show, "--rules", named)) == "nêu rõ"
    assert run("rules", "show", "qd766/national@2022", "--rules", named).code == 0


@pytest.mark.parametrize("command", ["list", "show", "history"])
def test_the_folder_of_the_environment_holds_for_every_command(
    run: Run, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("CHISO_RULES", str(renamed(rule_file, "environment", "môi trường")))
    arguments = {"list": [], "show": ["test/small@2024"], "history": ["test/small", "--of", "title"]}
    done = run("rules", command, *arguments[command], "--lang", "vi")
    assert (done.code, "môi trường" in done.out) == (0, True)


# publish


def test_publishing_says_what_was_recorded(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(SMALL, "rules/test/small/2024.yaml")
    rule_file(CASES, "rules/test/small/2024.cases.yaml")
    first = run("publish", "test/small@2024", "--lang", "en")
    assert (first.code, first.err) == (0, "")
    assert "test/small@2024" in first.out
    assert "editions.lock" in first.out
    lock = path.parents[2] / "editions.lock"
    fingerprint = json.loads(lock.read_text(encoding="utf-8"))["editions"]["test/small@2024"]["fingerprint"]
    assert fingerprint in first.out
    written = lock.read_bytes()
    again = run("publish", path, "--lang", "vi")
    assert (again.code, fingerprint in again.out, lock.read_bytes()) == (0, True, written)
    assert again.out.splitlines()[0] != first.out.splitlines()[0]


def test_one_digit_of_a_published_edition_makes_the_check_fail(run: Run, shelf: Path) -> None:
    assert run("check", "rules").code == 0
    path = shelf / "qd766/dong-thap/2024-06.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 45%", "value: 46%"), encoding="utf-8")
    done = run("check", "rules", "--lang", "en")
    assert done.code == 1
    assert "error[published-edition-changed]: `qd766/dong-thap@2024-06`" in done.err
    assert "`payment_target.value` is now `46%`, it was `45%`" in done.err
    assert done.err.count("error[") == 1
    assert "payment_target.value" in run("check", "rules", "--lang", "vi").err


def test_a_lock_cut_in_half_is_a_diagnostic_of_every_command_that_reads_it(run: Run, shelf: Path) -> None:
    lock = shelf / "editions.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text[: len(text) // 2], encoding="utf-8")
    for arguments in (["check", "rules"], ["publish", "qd766/portal@2026"]):
        done = run(*arguments, "--lang", "en")
        assert done.code in (1, 3)
        assert done.err.count("error[lock-damaged]") == 1
        assert "Traceback" not in done.err
    assert lock.read_text(encoding="utf-8") == text[: len(text) // 2]


def test_a_published_edition_that_is_gone_makes_the_check_fail(run: Run, shelf: Path) -> None:
    (shelf / "qd766/dong-thap/2024-01.yaml").unlink()
    done = run("check", "rules", "--lang", "en")
    assert (done.code, "error[edition-gone]" in done.err) == (1, True)
    (shelf / "qd766/national/2022.yaml").unlink()
    done = run("check", "rules", "--lang", "en")
    assert done.code != 0
    assert "Traceback" not in done.err


def test_a_disk_that_is_full_is_no_bug(run: Run, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rule_file(SMALL, "rules/test/small/2024.yaml")
    rule_file(CASES, "rules/test/small/2024.cases.yaml")

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "no space left", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    for arguments in (
        ["publish", path],
        ["rules", "new", "test/small@2025", "--from", "test/small@2024", "--effective", "2025-01-01"],
    ):
        done = run(*arguments, "--lang", "en")
        assert (done.code, "error[cannot-write]" in done.err) == (3, True)
    assert path.read_text(encoding="utf-8") == SMALL
    assert sorted(file.name for file in path.parents[2].rglob("*.*")) == ["2024.cases.yaml", "2024.yaml"]


# Exit codes.


@pytest.mark.parametrize(
    ("arguments", "code", "id"),
    [
        (["rules", "list"], 0, ""),
        (["rules", "show", "qd766/portal@2026"], 0, ""),
        (["rules"], 2, ""),
        (["rules", "shwo"], 2, ""),
        (["rules", "show"], 2, ""),
        (["rules", "list", "--format", "yaml"], 2, ""),
        (["rules", "history", "qd766/dong-thap", "--of", "payment_target", "--format", "markdown"], 2, ""),
        (["rules", "new", "qd766/a@1"], 2, ""),
        (["rules", "list", "--lang", "fr"], 2, ""),
        (["publish"], 2, ""),
        (["rules", "show", "qd766/dong-thap"], 3, "edition-not-named"),
        (["rules", "show", "qd766/dong-thap@2024-07"], 3, "unknown-edition"),
        (["rules", "show", "qd766/dong-thap", "--as-of", "2020-01-01"], 3, "no-edition-on-date"),
        (["rules", "show", "qd766/portal@2026", "--known-on", "x"], 2, "not-a-day"),
        (["rules", "show", "none.yaml"], 3, "file-unreadable"),
        (["rules", "show", "none.yaml", "--format", "yaml"], 3, "file-unreadable"),
        (["rules", "history", "qd766/dong-tap", "--of", "payment_target"], 3, "unknown-ruleset"),
        (["rules", "history", "qd766/dong-thap", "--of", "payment_targt"], 3, "unknown-field"),
        (["rules", "list", "--out", "none/list.txt"], 3, "cannot-write"),
        (["rules", "show", "qd766/portal@2026", "--out", "none/show.txt"], 3, "cannot-write"),
        (["publish", "none.yaml"], 3, "file-unreadable"),
        (["publish", "qd766/dong-thap@2024-07"], 3, "unknown-edition"),
        (["publish", "qd766/dong-thap"], 3, "edition-not-named"),
    ],
)
def test_the_exit_code_says_whose_turn_it_is(run: Run, shelf: Path, arguments: list[str], code: int, id: str) -> None:
    done = run(*arguments, *(["--lang", "en"] if code != 2 else []))
    assert done.code == code
    assert "Traceback" not in done.err
    if id:
        assert (done.out, f"error[{id}]" in done.err) == ("", True)


@pytest.mark.parametrize(
    ("old", "new", "cases", "id"),
    [
        ("paid / due", "piad / due", CASES, "unknown-input"),
        ("chiso: 1", "chiso: 1\nstatus: withdrawn", CASES, "withdrawn-edition"),
        ("chiso: 1", "chiso: 1", CASES.replace("points: 5", "points: 6"), "case-failed"),
    ],
)
def test_an_edition_that_cannot_be_published_is_a_no(
    run: Run, rule_file: RuleFile, old: str, new: str, cases: str, id: str
) -> None:
    path = rule_file(SMALL.replace(old, new), "rules/test/small/2024.yaml")
    rule_file(cases, "rules/test/small/2024.cases.yaml")
    for lang, word in (("en", "error"), ("vi", "lỗi")):
        done = run("publish", path, "--lang", lang)
        assert (done.code, done.out, f"{word}[{id}]" in done.err) == (1, "", True)


# The dates of the commands that score.


def test_the_day_decides_which_target_a_score_is_measured_by(run: Run) -> None:
    data = ROOT / "examples/lap-vo-2024-01/units.csv"
    for day, edition in (("2024-01-31", "2024-01"), ("2024-06-30", "2024-06")):
        done = run("score", "qd766/dong-thap", data, "--as-of", day, "--format", "json")
        assert (done.code, json.loads(done.out)["edition"]) == (0, edition)


def test_a_score_of_july_is_issued_again_as_it_was(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    days = "effective: {from: 2024-01-01}\nstatus: published\n"
    rule_file(SMALL.replace("checks:", f"{days}checks:"), "rules/test/small/2024.yaml")
    data = tmp_path / "july.csv"
    data.write_text(
        "unit,level,period,paid,due\nXã A,commune,2024-07,7,9\nXã B,commune,2024-07,9,9\n", encoding="utf-8"
    )
    score = ("score", "test/small", data, "--as-of", "2024-07-31", "--lang", "en")
    issued = {format: run(*score, "--format", format) for format in ("json", "table", "csv")}
    correction = SMALL.replace("checks:", f'{days}issued: 2024-09-01\nsupersedes: "2024"\nchecks:')
    correction = correction.replace('edition: "2024"', 'edition: "2024b"').replace("at_least: 8", "at_least: 6")
    rule_file(correction, "rules/test/small/2024b.yaml")
    for format, before in issued.items():
        assert before.code == 0
        assert run(*score, "--format", format, "--known-on", "2024-08-05") == before
        assert run(*score, "--format", format).out != before.out
