"""The commands as their users meet them: what is printed where, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from chiso.shipped import schema
from conftest import ROOT, SMALL, RuleFile, Run

TAM_NONG = ["rules/qd766/dong-thap/2024-06.yaml", "examples/tam-nong-2024-06/units.csv"]
LAP_VO = ["rules/qd766/dong-thap/2024-01.yaml", "examples/lap-vo-2024-01/units.csv"]


def test_the_standings_of_tam_nong(run: Run) -> None:
    done = run("score", *TAM_NONG)
    assert (done.code, done.err) == (0, "")
    rows = [line.split() for line in done.out.splitlines() if re.match(r" +\d+ ", line)]
    assert len(rows) == 13
    first, last = " ".join(rows[0]), " ".join(rows[11])
    assert re.fullmatch(r"1 Xã Phú Đức .* 90\.42 Xuất sắc", first)
    assert re.fullmatch(r"12 Xã Phú Ninh .* 78\.27 Khá", last)
    assert "Bands: 3 Xuất sắc, 7 Tốt, 2 Khá" in done.out
    assert "Highest: Xã Phú Đức 90.42" in done.out
    assert "Lowest: Xã Phú Ninh 78.27" in done.out
    assert "16.81/20" in done.out


def test_the_standings_in_vietnamese(run: Run) -> None:
    done = run("score", *TAM_NONG, "--lang", "vi")
    assert "90,42" in done.out
    assert "90.42" not in done.out
    assert "Xếp loại: 3 Xuất sắc, 7 Tốt, 2 Khá" in done.out
    assert "Rank" not in done.out


def test_the_language_follows_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert "Hạng" in run("score", *TAM_NONG).out
    assert "Rank" in run("score", *TAM_NONG, "--lang", "en").out


def test_the_standings_of_lap_vo(run: Run) -> None:
    done = run("score", *LAP_VO)
    assert "Bands: 1 Xuất sắc, 8 Tốt, 3 Khá, 1 Trung bình" in done.out
    assert "2024-01, districts" in done.out


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_no_number_is_cut_at_any_width(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run("score", *TAM_NONG)
    assert "…" not in done.out
    table = [line.rstrip() for line in done.out.splitlines() if re.match(r" +\d+ ", line)]
    assert len(table) == 13
    assert max(len(line) for line in table) <= width
    groups = ["16.81", "19.54", "8.6", "17.9"] if width >= 80 else []
    for number in ["90.42", "78.27", *groups]:
        assert number in done.out


def test_json_is_the_contract(run: Run) -> None:
    done = run("score", *TAM_NONG, "--format", "json")
    found = json.loads(done.out)
    Draft202012Validator(schema("scorecard")).validate(found)
    assert (found["ruleset"], found["edition"]) == ("qd766/dong-thap", "2024-06")
    communes = [unit for unit in found["units"] if unit["level"] == "commune"]
    assert len(communes) == 12
    assert {unit["total"]["basis"] for unit in found["units"]} == {"reported"}
    assert communes[0]["unit"] == "Xã Phú Đức"
    assert communes[0]["total"] == {"points": 90.42, "max": 100, "basis": "reported"}
    assert communes[0]["band"] == {"id": "excellent", "title": "Xuất sắc"}
    assert [unit["rank"] for unit in communes] == list(range(1, 13))
    phu_thanh_a = next(unit for unit in communes if unit["unit"] == "Xã Phú Thành A")
    progress = phu_thanh_a["groups"][1]
    assert (progress["points"], progress["basis"]) == (16.81, "computed")
    on_time = progress["indicators"][0]
    assert on_time == {
        "id": "dossier_on_time",
        "points": 16.81,
        "max": 20,
        "rate": "227/270",
        "rate_percent": 84.07,
        "state": "value",
        "basis": "computed",
        "target": {"value": "100%", "met": False},
    }
    assert '"points": 16.81' in done.out


def test_absent_values_are_null(run: Run) -> None:
    done = run("score", TAM_NONG[0], "examples/tam-nong-2024-06/one-stop.csv", "--format", "json")
    (unit,) = json.loads(done.out)["units"]
    assert (unit["total"]["points"], unit["total"]["basis"], unit["band"], unit["rank"]) == (None, None, None, None)
    assert unit["complete"] is False
    assert "published" in unit["missing"]
    missing = unit["groups"][0]["indicators"][0]
    assert (missing["points"], missing["rate"], missing["state"], missing["basis"]) == (None, None, "missing", None)
    assert missing["points"] is None


def test_csv_has_a_row_for_each_unit(run: Run) -> None:
    done = run("score", *TAM_NONG, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == 13
    assert rows[0]["total.points"] == "90.42"
    assert rows[10]["dossier_on_time.rate"] == "227/270"
    assert rows[10]["publish_on_time.points"] == ""
    assert rows[10]["publish_on_time.state"] == "missing"


def test_an_incomplete_unit_is_listed_with_what_is_missing(run: Run) -> None:
    done = run("score", TAM_NONG[0], "examples/tam-nong-2024-06/one-stop.csv")
    assert "Incomplete, without total, band and rank:" in done.out
    assert "Một cửa huyện: missing Procedures published on time (`published_on_time`)" in done.out


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_a_file_gets_what_stdout_would(run: Run, tmp_path: Path, format: str) -> None:
    out = tmp_path / "result"
    to_file = run("score", *TAM_NONG, "--format", format, "--out", out)
    assert (to_file.code, to_file.out) == (0, "")
    assert out.read_text(encoding="utf-8") == run("score", *TAM_NONG, "--format", format).out
    assert list(tmp_path.iterdir()) == [out]


BAD_DATA = {
    "a letter in a count": "unit,level,period,paid\nXã A,commune,2024,1a\n",
    "a broken check": "unit,level,period,paid,due\nXã A,commune,2024,3,2\n",
    "an unknown column": "unit,level,period,piad\nXã A,commune,2024,3\n",
    "a missing column": "unit,period,paid\nXã A,2024,3\n",
    "an empty file": "",
}


@pytest.mark.parametrize("name", BAD_DATA)
def test_bad_data_writes_nothing(run: Run, rule_file: RuleFile, tmp_path: Path, name: str) -> None:
    data = tmp_path / "units.csv"
    data.write_text(BAD_DATA[name], encoding="utf-8")
    out = tmp_path / "out.json"
    out.write_text("kept")
    done = run("score", rule_file(SMALL), data, "--out", out)
    assert (done.code, done.out) == (3, "")
    assert re.match(rf"{data}:\d+:\d+: error\[[a-z0-9-]+\]: .+", done.err)
    assert "= help: " in done.err
    assert out.read_text() == "kept"


def test_data_that_is_not_utf8(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    data = tmp_path / "units.csv"
    data.write_bytes("unit,level,period\nXã Tốt,commune,2024\n".encode("utf-16"))
    done = run("score", rule_file(SMALL), data)
    assert done.code == 3
    assert "error[other-encoding]" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "id"),
    [
        (["score", "none.yaml", "none.csv"], 3, "file-unreadable"),
        (["score", TAM_NONG[0], "none.csv"], 3, "file-unreadable"),
        (["score", TAM_NONG[0], "rules"], 3, "file-unreadable"),
        (["score", "qd766/dong-thap", TAM_NONG[1]], 3, "edition-not-named"),
        (["score", "qd766/dong-thap", TAM_NONG[1], "--as-of", "2020-01-01"], 3, "no-edition-on-date"),
        (["score", *TAM_NONG, "--out", TAM_NONG[1]], 3, "output-is-input"),
        (["score", *TAM_NONG, "--out", "none/out.json"], 3, "cannot-write"),
        (["check", "none.yaml"], 3, "file-unreadable"),
        (["check", "schemas"], 3, "no-rule-files"),
        (["check", "qd766/dong-thap@2024-07"], 3, "unknown-edition"),
        (["check", TAM_NONG[0], "--out", TAM_NONG[0]], 3, "output-is-input"),
        (["check", TAM_NONG[0], "--out", "rules/qd766/national/2022.yaml"], 3, "output-is-input"),
        (["score", "qd766/dong-thap@2024-06", TAM_NONG[1], "--out", TAM_NONG[0]], 3, "output-is-input"),
        (["check", "rules", "--rules", "nowhere"], 3, "not-a-folder"),
        (["check", TAM_NONG[0], "--as-of", "rubbish"], 2, "not-a-day"),
        (["check", "a\0b@1"], 3, "unknown-edition"),
    ],
)
def test_what_cannot_be_had_is_a_diagnostic(run: Run, arguments: list[str], code: int, id: str) -> None:
    done = run(*arguments)
    assert done.code == code
    assert f"error[{id}]" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [["scor"], ["score"], ["score", *TAM_NONG, "--format", "xml"], ["--nope"]])
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_editions_by_name_and_date(run: Run) -> None:
    by_path = run("score", *TAM_NONG, "--format", "json").out
    assert run("score", "qd766/dong-thap@2024-06", TAM_NONG[1], "--format", "json").out == by_path
    assert run("score", "qd766/dong-thap", TAM_NONG[1], "--as-of", "2024-06-30", "--format", "json").out == by_path


def test_check_of_sound_rules(run: Run) -> None:
    done = run("check", "rules", "qd766/national@2022")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "rules/qd766/an-giang/2024.yaml: sound",
        "rules/qd766/dong-thap/2023.yaml: sound",
        "rules/qd766/dong-thap/2024-01.yaml: sound",
        "rules/qd766/dong-thap/2024-06.yaml: sound",
        "rules/qd766/national/2022.yaml: sound",
        "rules/qd766/portal/2026.yaml: sound",
        "qd766/national@2022: sound",
    ]


FAULTY = (
    SMALL.replace("rate: paid / due", "rate: piad / due")
    .replace("    max: 10\n", "    max: 12\n")
    .replace("{id: weak", "{id: fair, title: Khá, at_least: 8}\n  - {id: weak")
    .replace(
        "when_empty: zero}",
        "when_empty: zero}\n      - {id: plus, title: Cộng, max: 1, points: online.rate + online.points}",
    )
    .replace("    source: law\n", "    source: law\n    source: law\n")
)


def test_five_faults_in_one_run(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(FAULTY)
    done = run("check", path)
    assert done.code == 1
    assert done.out == f"{path}: 5 errors\n"
    heads = re.findall(rf"^{path}:(\d+):(\d+): error\[([a-z-]+)\]: .+$", done.err, re.MULTILINE)
    assert [(line, column, id) for line, column, id in heads] == [
        ("15", "10", "maxima-do-not-add-up"),
        ("17", "5", "duplicate-key"),
        ("19", "67", "unknown-input"),
        ("20", "49", "type-mismatch"),
        ("23", "38", "bands-overlap"),
    ]
    assert done.err.count("= help: ") == 5
    assert run("score", path, TAM_NONG[1]).code == 3


def test_check_as_json(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(FAULTY)
    done = run("check", path, "--format", "json")
    assert (done.code, done.err) == (1, "")
    found = json.loads(done.out)
    Draft202012Validator(schema("diagnostics")).validate(found)
    assert [diagnostic["id"] for diagnostic in found["diagnostics"]] == [
        "maxima-do-not-add-up",
        "duplicate-key",
        "unknown-input",
        "type-mismatch",
        "bands-overlap",
    ]
    misspelt = found["diagnostics"][2]
    assert (misspelt["line"], misspelt["column"], misspelt["end_line"], misspelt["end_column"]) == (19, 67, 19, 71)
    assert misspelt["help"] == "did you mean `paid`?"
    in_vietnamese = json.loads(run("check", path, "--format", "json", "--lang", "vi").out)["diagnostics"][2]
    assert in_vietnamese["help"] == "có phải ý là `paid`?"


def test_warnings_are_no_errors_unless_strict(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(SMALL.replace(", when_empty: zero", ""))
    assert run("check", path).code == 0
    assert run("check", path, "--strict").code == 1
    assert run("check", path).out == f"{path}: 1 warning\n"


def test_a_fault_of_a_shared_base_is_shown_once(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    rule_file(SMALL.replace("paid / due", "piad / due"), "rules/test/small/2024.yaml")
    for name in ("a", "b"):
        header = f'chiso: 1\nruleset: test/{name}\nedition: "1"\ntitle: {name}\nextends: test/small@2024\n'
        rule_file(header, f"rules/test/{name}/1.yaml")
    assert run("check", tmp_path / "rules").err.count("unknown-input") == 1


def test_an_error_of_ours_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("chiso.api.assemble", fail)
    done = run("check", TAM_NONG[0])
    assert done.code == 70
    assert "Traceback" not in done.err
    assert "please report" in done.err


def script(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("chiso"), *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8", **environment}
    )


def test_the_installed_command() -> None:
    help_page = script("--help")
    assert help_page.returncode == 0
    assert "score" in help_page.stdout
    assert re.fullmatch(r"chiso \d+\.\d+\.\d+\n", script("--version").stdout)


def test_piped_output_has_no_colours() -> None:
    assert "\x1b" not in script("score", *TAM_NONG).stdout
    assert "\x1b" not in script("check", "none.yaml").stderr


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    command = f"{Path(sys.executable).with_name('chiso')} score {' '.join(TAM_NONG)} --format json | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""


def test_a_full_disk_is_no_bug() -> None:
    command = f"{Path(sys.executable).with_name('chiso')} score {' '.join(TAM_NONG)} > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, "error[cannot-write]" in done.stderr) == (3, True)


def test_a_terminal_of_few_letters_gets_what_it_can_show() -> None:
    done = script("score", *TAM_NONG, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "90.42" in done.stdout


def test_a_reader_that_leaves_does_not_change_the_verdict() -> None:
    command = f"{Path(sys.executable).with_name('chiso')} check rules | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "0\n"


def test_links_are_followed_and_pipes_written_to(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    assert run("score", *TAM_NONG, "--format", "csv", "--out", link).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("unit,level")
    assert run("score", *TAM_NONG, "--out", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_no_name_steers_the_terminal(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    data = tmp_path / "units.csv"
    data.write_text("unit,level,period,paid,due\nXã \x1b[31mA,commune,2024,1,2\n", encoding="utf-8")
    assert "\x1b" not in run("score", rule_file(SMALL), data).out


def test_check_runs_the_cases_beside_sound_rules(run: Run, rule_file: RuleFile) -> None:
    path = rule_file(SMALL)
    rule_file(
        "chiso: 1\ncases: [{name: half, given: {paid: 1, due: 2}, expect: {online.points: 6}}]\n", "rules.cases.yaml"
    )
    done = run("check", path)
    assert (done.code, done.out) == (1, f"{path}: 1 error\n")
    assert "error[case-failed]: `half`: `online.points` is 5, expected 6" in done.err


def test_an_edition_is_not_used_on_a_day_it_is_not_in_force(run: Run) -> None:
    done = run("score", "qd766/dong-thap@2024-01", LAP_VO[1], "--as-of", "2024-06-30")
    assert (done.code, "error[no-edition-on-date]" in done.err) == (3, True)


def test_hidden_folders_are_not_searched_for_rules(run: Run, rule_file: RuleFile, tmp_path: Path) -> None:
    rule_file(SMALL, "a.yml")
    rule_file("broken: [", ".hidden/b.yaml")
    assert run("check", tmp_path).out == f"{tmp_path}/a.yml: sound\n"
