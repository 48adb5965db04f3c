"""`chiso fmt`, `chiso check --fix` and `chiso new` as their users meet them: files, what is printed, the exit code."""

from __future__ import annotations

import io
import re
import shutil
import sys
from pathlib import Path

import pytest

import chiso
from conftest import ROOT, SMALL, Done, RuleFile, Run

UNTIDY = SMALL.replace("max: 10\n", "max:   10   # điểm tối đa\n").replace("paid / due", "paid/due")
TIDY = SMALL.replace("max: 10\n", "max: 10  # điểm tối đa\n")


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return run


# fmt


def test_everything_shipped_is_formatted(run: Run) -> None:
    assert run("fmt", "--check", ROOT / "rules", ROOT / "examples") == Done(0, "", "")


def test_a_file_is_formatted_in_place(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(UNTIDY)
    assert run("fmt", path) == Done(0, f"{path}: formatted\n", "")
    assert path.read_text(encoding="utf-8") == TIDY
    before = path.stat().st_mtime_ns
    assert run("fmt", path) == Done(0, "", "")
    assert path.stat().st_mtime_ns == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_checking_names_the_files_and_writes_nothing(run: Run, rule_file: RuleFile) -> None:
    path, other = rule_file(UNTIDY), rule_file(TIDY, "other.yaml")
    assert run("fmt", "--check", path, other) == Done(1, f"{path}: not formatted\n", "")
    assert run("fmt", "--check", path, "--lang", "vi").out == f"{path}: chưa định dạng\n"
    assert path.read_text(encoding="utf-8") == UNTIDY
    assert run("fmt", "--check", other) == Done(0, "", "")


def test_a_difference_is_shown_and_nothing_written(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(UNTIDY.rstrip("\n"))
    done = run("fmt", "--diff", path)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert {"-    max:   10   # điểm tối đa", "+    max: 10  # điểm tối đa", "\\ No newline at end of file"} <= {*lines}
    assert path.read_text(encoding="utf-8") == UNTIDY.rstrip("\n")
    assert run("fmt", "--diff", "--check", path).code == 1


def test_a_folder_means_its_rules_and_their_cases(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    rule_file(UNTIDY, "a/2024.yaml")
    rule_file("chiso:  1\ncases: []\n", "a/2024.cases.yaml")
    rule_file("a:  b\n", "a/notes.cases.yaml")
    assert run("fmt", "a").out == "a/2024.yaml: formatted\na/2024.cases.yaml: formatted\n"
    assert (tmp_path / "a/notes.cases.yaml").read_text(encoding="utf-8") == "a:  b\n"
    assert "no-rule-files" in run("fmt", tmp_path / "a", "--check").err + run("fmt", _empty(tmp_path)).err


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def test_what_cannot_be_read_is_reported_and_the_others_are_formatted(run: Run, rule_file: RuleFile) -> None:
    broken, path = rule_file("chiso: [\n", "broken.yaml"), rule_file(UNTIDY)
    done = run("fmt", broken, path, "none.yaml")
    assert (done.code, done.out) == (3, f"{path}: formatted\n")
    assert re.findall(r"error\[([a-z0-9-]+)\]", done.err) == ["yaml-syntax", "file-unreadable"]
    assert broken.read_text(encoding="utf-8") == "chiso: [\n"


def test_a_pipe_is_formatted_to_the_other_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNTIDY.encode())))
    assert run("fmt", "-") == Done(0, TIDY, "")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe")))
    done = run("fmt", "-")
    assert (done.code, done.out) == (3, "")
    assert "error[other-encoding]" in done.err


def test_a_mark_at_the_start_and_other_ends_of_lines_go(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(SMALL)
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert run("fmt", path).code == 0
    assert path.read_bytes() == SMALL.encode()


def test_a_layout_that_would_lose_something_is_our_fault(
    run: Run, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rule_file(UNTIDY)
    monkeypatch.setattr("chiso.ruleset.format.laid_out", lambda written, has_formulas: TIDY.replace("8", "7"))
    assert run("fmt", path).code == 70
    monkeypatch.setattr("chiso.ruleset.format.laid_out", lambda written, has_formulas: SMALL)
    assert run("fmt", path).code == 70
    assert path.read_text(encoding="utf-8") == UNTIDY


def test_a_file_that_may_not_be_written_is_reported(
    run: Run, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(path)

    path, other = rule_file(UNTIDY), rule_file(UNTIDY, "other.yaml")
    monkeypatch.setattr("chiso_cli.outputs.replace_file", refuse)
    done = run("fmt", path, other)
    assert (done.code, done.out, done.err.count("error[cannot-write]")) == (3, "", 2)


# check --fix

WRONG = SMALL.replace("half_up", "half-up").replace("paid / due", "piad / due")


def test_mends_are_made_listed_and_checked(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(WRONG)
    done = run("check", "--fix", path)
    assert (done.code, done.out) == (0, f"{path}: sound\n")
    assert done.err.splitlines() == [
        f"{path}:6:29: mended[not-one-of]: `half-up` is now `half_up`",
        f"{path}:18:67: mended[unknown-input]: `piad` is now `paid`",
    ]
    assert path.read_text(encoding="utf-8") == SMALL


def test_mends_are_listed_in_vietnamese(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(WRONG.replace("chiso: 1\n", "").replace("paid <= due", '"=paid <= due"'))
    assert run("check", "--fix", path, "--lang", "vi").err.splitlines() == [
        f"{path}:1:1: đã sửa[missing-key]: đã thêm `chiso: 1`",
        f"{path}:5:29: đã sửa[not-one-of]: `half-up` nay là `half_up`",
        f"{path}:10:13: đã sửa[expression-syntax]: đã xóa `=`",
        f"{path}:17:67: đã sửa[unknown-input]: `piad` nay là `paid`",
    ]


def test_what_cannot_be_mended_remains(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(WRONG.replace("    max: 10\n", "    max: 12\n"))
    done = run("check", "--fix", path)
    assert (done.code, done.out) == (1, f"{path}: 1 error\n")
    assert "error[maxima-do-not-add-up]" in done.err
    assert "half_up" in path.read_text(encoding="utf-8")


def test_mends_are_shown_without_being_made(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(WRONG)
    done = run("check", "--fix", "--diff", path)
    assert done.code == 1
    assert "-rounding: {points: 2, mode: half-up}\n+rounding: {points: 2, mode: half_up}\n" in done.out
    assert "mended[unknown-input]" in done.err
    assert path.read_text(encoding="utf-8") == WRONG
    assert run("check", "--fix", "--diff", rule_file(SMALL)) == Done(0, "", "")


def test_an_edition_named_by_its_name_is_checked_only(run: Run) -> None:
    assert run("check", "--fix", "qd766/national@2022") == Done(0, "qd766/national@2022: sound\n", "")


# new

WRITTEN = ("2026.yaml", "2026.cases.yaml", "2026.units.csv")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_new_rule_set_is_sound_tested_formatted_and_scores_three_units(
    run: Run, language: str, tmp_path: Path
) -> None:
    done = run("new", "ruleset", "my-index/2026.yaml", "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert re.findall(r"my-index/\S+(?=: )", done.out) == [f"my-index/{name}" for name in WRITTEN]
    assert run("check", "--strict", "my-index/2026.yaml").out == "my-index/2026.yaml: sound\n"
    cases = chiso.run_cases("my-index/2026.yaml")
    assert (cases.ran, cases.diagnostics) == (4, ())
    assert run("fmt", "--check", "my-index").code == 0
    program = chiso.load("my-index/2026.yaml")
    assert (program.ruleset, program.edition, program.status, len(program.groups)) == ("my-index", "2026", "draft", 2)
    records = chiso.read_records("my-index/2026.units.csv", program)
    cards = [chiso.score(program, record) for record in records]
    assert [(card.complete, card.band is not None) for card in cards] == [(True, True)] * 3
    assert chiso.doubts(program, records) == []
    assert ("nhóm" in (tmp_path / "my-index/2026.yaml").read_text(encoding="utf-8")) is (language == "vi")


def test_the_place_gives_the_name(run: Run, tmp_path: Path) -> None:
    assert run("new", "ruleset", "rules/cải cách/cấp xã/2027-q1").code == 0
    path = tmp_path / "rules/cải cách/cấp xã/2027-q1.yaml"
    program = chiso.load(path)
    assert (program.ruleset, program.edition) == ("cải-cách/cấp-xã", "2027-q1")
    assert run("check", "--strict", path).code == 0
    assert chiso.doubts(program, chiso.read_records(path.with_name("2027-q1.units.csv"), program)) == []
    assert run("new", "ruleset", "2030/true.yaml").code == 0
    assert run("check", "--strict", "2030/true.yaml").code == 0
    assert chiso.load("2030/true.yaml").ruleset == "2030"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_several_rule_sets_are_begun_in_one_folder(run: Run, language: str, tmp_path: Path) -> None:
    for edition in ("2026", "2027"):
        assert run("new", "ruleset", f"my-index/{edition}.yaml", "--lang", language).code == 0
        assert f"{edition}.units.csv" in (tmp_path / f"my-index/{edition}.yaml").read_text(encoding="utf-8")
        assert run("score", f"my-index/{edition}.yaml", f"my-index/{edition}.units.csv").code == 0


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_two_things_of_a_new_rule_set_have_one_title(run: Run, language: str) -> None:
    run("new", "ruleset", "my-index/2026.yaml", "--lang", language)
    program = chiso.load("my-index/2026.yaml")
    titles = [node.title for node in (*program.inputs.values(), *program.total.every_indicator, *program.groups)]
    assert len(set(titles)) == len(titles)


def test_nothing_is_written_over(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    kept = rule_file("kept", "my-index/2026.units.csv")
    done = run("new", "ruleset", "my-index/2026.yaml")
    assert (done.code, done.out) == (3, "")
    assert "error[file-exists]: `my-index/2026.units.csv` is there already" in done.err
    assert [path.name for path in kept.parent.iterdir()] == ["2026.units.csv"]
    for folder in (".", "/", "my-index"):
        assert f"error[file-exists]: `{folder}` is there already" in run("new", "ruleset", folder).err
    rule_file("a file", "taken")
    assert "error[cannot-write]" in run("new", "ruleset", "taken/2026.yaml").err


def test_a_rule_set_is_begun_from_another(run: Run, tmp_path: Path) -> None:
    done = run("new", "ruleset", "rules/an-giang/2027.yaml", "--from", "qd766/dong-thap@2024-06")
    assert (done.code, done.err) == (0, "")
    path = tmp_path / "rules/an-giang/2027.yaml"
    program, other = chiso.load(path), chiso.load("qd766/dong-thap@2024-06")
    assert (program.ruleset, program.edition, program.status) == ("an-giang", "2027", "draft")
    assert list(program.inputs) == list(other.inputs)
    text = path.read_text(encoding="utf-8")
    assert "Inferred from the published points" in text
    assert "yaml-language-server" not in text
    assert run("check", "--strict", "rules/an-giang/2027.yaml").code == 0
    assert chiso.run_cases(path).ran == 13
    assert run("fmt", "--check", "rules").code == 0


def test_a_copy_of_what_is_not_there_or_not_sound_is_refused(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    broken = rule_file(WRONG, "broken.yaml")
    assert "error[unknown-edition]" in run("new", "ruleset", "a/1.yaml", "--from", "qd766/national@1999").err
    assert "error[unknown-input]" in run("new", "ruleset", "a/1.yaml", "--from", broken).err
    assert not (tmp_path / "a").exists()


def test_a_copy_takes_no_other_editions_place(run: Run, rule_file: RuleFile) -> None:
    text = SMALL.replace("title: Bộ", 'issued: 2024-01-01\nsupersedes: "2023"\ntitle: Bộ', 1)
    assert run("new", "ruleset", "b/2.yaml", "--from", rule_file(text)).code == 0
    assert Path("b/2.yaml").read_text(encoding="utf-8") == SMALL.replace("test/small", "b").replace('"2024"', '"2"')


def test_a_new_edition_has_its_notes_in_the_language(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    done = run("new", "edition", "qd766/dong-thap@2025", "--from", "qd766/dong-thap@2024-06", "--lang", "vi")
    assert (done.code, done.err) == (0, "")
    assert "# Chỉ viết ở đây" in (tmp_path / "rules/qd766/dong-thap/2025.yaml").read_text(encoding="utf-8")
    again = run("rules", "new", "qd766/dong-thap@2026", "--from", "qd766/dong-thap@2024-06")
    assert again.code == 0
    assert run("fmt", "--check", "rules").code == 0
