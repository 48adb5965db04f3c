"""`chiso audit` as its users meet it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from chiso.shipped import schema
from conftest import Run

LAP_VO = ["audit", "qd766/dong-thap@2024-01", "examples/lap-vo-2024-01/units.csv"]
REVIEW = ["audit", "qd766/dong-thap@2024-01", "examples/lap-vo-review-2024/units.csv"]
HEADER = "unit,level,period,progress.points,dossier_on_time.rate\n"


def test_what_does_not_hold_is_said_at_its_cell(run: Run) -> None:
    code, out, err = run(*LAP_VO, "--also", "examples/lap-vo-review-2024/units.csv")
    assert (code, err) == (1, "")
    assert "units.csv:14:43 (progress.points): error[points-against-rate]: Xã Bình Thành" in out
    assert "82.07 here and 82.83 in examples/lap-vo-review-2024/units.csv:3" in out
    assert "Total 5 of 14" in out


def test_where_all_holds_the_exit_code_is_0(run: Run) -> None:
    code, out, err = run(*REVIEW)
    assert code == 0
    assert "warning[period-not-in-force]" in err
    assert out.splitlines()[-1] == "24 figures checked: 24 hold, 0 do not"


def test_a_warning_alone_is_no_failure_unless_it_is_to_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,level,period,total.points\nXã An Hòa,commune,2024-06,85\n", "utf-8")
    (tmp_path / "other.csv").write_text("unit,level,period,total.points\nXã An Hoà,commune,2024-06,85\n", "utf-8")
    command = ["audit", "qd766/dong-thap@2024-06", tmp_path / "units.csv", "--also", tmp_path / "other.csv"]
    assert run(*command)[0] == 0
    code, out, _ = run(*command, "--strict")
    assert (code, "Xã An Hoà is spelt Xã An Hòa" in out) == (1, True)


def test_json_has_the_shape_of_its_schema(run: Run) -> None:
    code, out, _ = run(*LAP_VO, "--format", "json")
    data = json.loads(out)
    Draft202012Validator(schema("findings")).validate(data)
    (finding,) = [f for f in data["findings"] if f["unit"] == "Xã Bình Thành" and f["node"] == "progress"]
    assert code == 1
    assert finding["implied"] == {"text": "15.41", "low": 15.41, "high": 15.41, "options": None}
    assert finding["where"] == {
        "file": "examples/lap-vo-2024-01/units.csv",
        "line": 14,
        "column": 43,
        "name": "progress.points",
    }
    repairs = {f["unit"]: f["repair"]["text"] for f in data["findings"] if f["repair"] and f["node"] == "progress"}
    assert repairs == {"Xã Bình Thạnh Trung": "18.4", "Huyện Lấp Vò": "18.4"}


def test_the_bounds_of_a_rate_are_in_percent_as_printed(run: Run, tmp_path: Path) -> None:
    head = "unit,level,period,payment_online.rate,paid_online,with_obligation\n"
    (tmp_path / "units.csv").write_text(f"{head}Xã A,commune,2024-06,46.99%,290,299\n", "utf-8")
    code, out, _ = run("audit", "qd766/dong-thap@2024-06", tmp_path / "units.csv", "--format", "json")
    (finding,) = json.loads(out)["findings"]
    assert (code, finding["kind"], finding["implied"]["text"]) == (1, "counts-against-rate", "96.99%")
    assert finding["implied"]["low"] == 96.989966
    assert finding["repair"]["text"] == "96.99%"


def test_csv_has_one_row_for_each_finding(run: Run) -> None:
    _, out, _ = run(*LAP_VO, "--format", "csv", "--lang", "vi")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 23
    (row,) = [row for row in rows if row["kind"] == "column-total"]
    assert (row["unit"], row["printed"], row["implied"], row["line"]) == ("Huyện Lấp Vò", "223", "228", "17")


def test_markdown_has_a_row_for_each_finding(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "audit.md"
    code, out, _ = run(*LAP_VO, "--format", "markdown", "--out", page)
    assert (code, out) == (1, "")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("| Xã Bình Thành: ") for line in lines) == 2
    assert all(line.count(" | ") == lines[5].count(" | ") for line in lines[5:29] if line.startswith("|"))


def test_points_above_the_maximum_are_found_not_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(f"{HEADER}Xã A,commune,2024-06,20.4,100%\n", "utf-8")
    code, out, err = run("audit", "qd766/dong-thap@2024-06", tmp_path / "units.csv")
    assert (code, err) == (1, "")
    assert "it can only have 0.00 to 20.00" in out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "missing-key"),
        ("file: x.csv, columns: {a: count}", "file-unreadable"),
        ("file: units.csv, columns: {unit: cuont}", "not-one-of"),
        ("file: units.csv, colums: {unit: word}", "unknown-key"),
        ("file: units.csv, columns: {level: word}, same: {level: progres.points}", "unknown-column"),
        ("file: units.csv, columns: {level: word}, same: {levl: progress.points}", "column-not-declared"),
        ("file: units.csv, columns: {level: word}, sums: [maxx(level) == 3]", "not-a-relation"),
        ("file: units.csv, columns: {level: word}, sums: [level == maxx(3)]", "unknown-function"),
        ("file: units.csv, columns: {level: word}, sums: [level == 3]", "types-differ"),
        ("file: units.csv, columns: {level: word}, sums: [level ==]", "expression-incomplete"),
        ("file: units.csv, columns: {level: count}", "not-a-figure"),
        ("file: units.csv, columns: {progress.points: number}, totals: [progress.points]", "missing-key"),
        ("file: units.csv, columns: {level: word}, whole: Huyện B, stated: {level: progress.points}", "no-such-row"),
    ],
)
def test_a_faulty_declaration_is_said_at_its_place(run: Run, tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "units.csv").write_text(f"{HEADER}Xã A,commune,2024-06,20,100%\n", "utf-8")
    (tmp_path / "units.audit.yaml").write_text(f"chiso: 1\ntables: [{{{table}}}]\n", "utf-8")
    code, out, err = run("audit", "qd766/dong-thap@2024-06", tmp_path / "units.csv")
    assert (code, out) == (3, "")
    assert f"error[{said}]" in err


@pytest.mark.parametrize("name", ["units.csv", "units.audit.yaml", "table.csv"])
def test_no_file_that_is_read_is_written_over(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "units.csv").write_text(f"{HEADER}Xã A,commune,2024-06,20,100%\n", "utf-8")
    (tmp_path / "table.csv").write_text("unit,a\nXã A,1\n", "utf-8")
    (tmp_path / "units.audit.yaml").write_text("chiso: 1\ntables: [{file: table.csv, columns: {a: count}}]\n", "utf-8")
    code, _, err = run("audit", "qd766/dong-thap@2024-06", tmp_path / "units.csv", "--out", tmp_path / name)
    assert (code, "output-is-input" in err) == (3, True)
