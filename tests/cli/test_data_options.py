"""What `chiso score` takes as data, and what it does with records that have faults."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from chiso.shipped import schema
from chiso_cli.app import app
from conftest import SMALL

HEAD = "unit,level,period,paid,due\n"
SOUND = "Xã A,commune,2024,3,4\nXã B,commune,2024,4,4\n"
FAULTY = "Xã C,commune,2024,5,4\nXã D,commune,2024,x,4\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "rules.yaml": SMALL,
        "sound.csv": HEAD + SOUND,
        "more.csv": f"{HEAD}Xã E,commune,2024,1,4\n",
        "mixed.csv": HEAD + SOUND + FAULTY,
        "map.yaml": "columns: {Trả: paid}\nignore: [STT]\n",
        "mapped.csv": "STT;unit;level;period;Trả;due\n1;Xã A;commune;2024;1.003;1.004\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


def score(*arguments: str, given: str | None = None) -> Result:
    return CliRunner(env={"COLUMNS": None}).invoke(
        app, ["score", "rules.yaml", *arguments, "--lang", "en"], input=given
    )


def as_json(*arguments: str, given: str | None = None) -> list[tuple[str, int | None]]:
    found = json.loads(score(*arguments, "--format", "json", given=given).stdout)
    Draft202012Validator(schema("scorecard")).validate(found)
    return [(unit["unit"], unit["rank"]) for unit in found["units"]]


def test_standard_input() -> None:
    assert as_json("-", given=HEAD + SOUND) == [("Xã A", 2), ("Xã B", 1)]
    assert "-:2:16: error[not-a-count]" in score("-", given=f"{HEAD}A,commune,2024,x,4\n").stderr


def test_a_pipe_is_read_like_a_file() -> None:
    command = f"{Path(sys.executable).with_name('chiso')} score rules.yaml <(cat sound.csv) --format csv"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)


def test_several_files_are_ranked_together() -> None:
    assert as_json("sound.csv", "more.csv") == [("Xã A", 2), ("Xã B", 1), ("Xã E", 3)]
    assert "error[record-twice]" in score("sound.csv", "sound.csv").stderr


def test_a_map_and_a_style() -> None:
    assert as_json("mapped.csv", "--map", "map.yaml") == [("Xã A", 1)]
    assert score("mapped.csv", "--map", "map.yaml", "--numbers", "plain").exit_code == 3


def test_no_input_is_written_over() -> None:
    done = score("mapped.csv", "--map", "map.yaml", "--out", "map.yaml")
    assert (done.exit_code, "error[output-is-input]" in done.stderr) == (3, True)


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_nothing_is_written_when_a_record_has_a_fault(format: str, tmp_path: Path) -> None:
    done = score("mixed.csv", "--format", format, "--out", "out")
    assert (done.exit_code, (tmp_path / "out").exists()) == (3, False)
    assert score("mixed.csv", "--format", format).stdout == ""


def test_going_on_lists_what_is_not_scored_in_json() -> None:
    done = score("mixed.csv", "--keep-going", "--format", "json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    Draft202012Validator(schema("scorecard")).validate(found)
    assert [unit["unit"] for unit in found["units"]] == ["Xã A", "Xã B"]
    assert [(record["unit"], record["row"]) for record in found["not_scored"]] == [("Xã C", 4), ("Xã D", 5)]
    assert [record["faults"][0]["id"] for record in found["not_scored"]] == ["check-failed", "not-a-count"]
    assert "error[not-a-count]" in done.stderr


def test_going_on_lists_what_is_not_scored_in_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(score("mixed.csv", "--keep-going", "--format", "csv").stdout)))
    assert [(row["unit"], row["total.rank"], row["complete"]) for row in rows] == [
        ("Xã A", "2", "true"),
        ("Xã B", "1", "true"),
        ("Xã C", "", "false"),
        ("Xã D", "", "false"),
    ]
    assert [row["not_scored"] for row in rows[:2]] == ["", ""]
    assert rows[3]["not_scored"] == "row 5, column `paid`: `x` is not a count"


def test_going_on_without_a_sound_record_still_lists_them() -> None:
    done = score("-", "--keep-going", "--format", "csv", given=HEAD + FAULTY)
    assert (done.exit_code, len(done.stdout.splitlines())) == (1, 3)


def test_going_on_lists_what_is_not_scored_in_the_table() -> None:
    done = score("mixed.csv", "--keep-going")
    assert done.exit_code == 1
    assert "Not scored, because the data have faults:\n  Xã C (mixed.csv): row 4" in done.stdout


def test_going_on_with_sound_data_changes_nothing() -> None:
    for format in ("table", "json", "csv"):
        kept = score("sound.csv", "--keep-going", "--format", format)
        assert (kept.exit_code, kept.stdout) == (0, score("sound.csv", "--format", format).stdout)


def test_codes_and_parents_are_carried_through() -> None:
    text = "unit,code,level,parent,period,paid,due\nXã A,01,commune,Huyện B,2024,3,4\n"
    (row,) = csv.DictReader(io.StringIO(score("-", "--format", "csv", given=text).stdout))
    assert (row["code"], row["parent"]) == ("01", "Huyện B")


def test_going_on_lists_what_is_not_scored_in_every_file(tmp_path: Path) -> None:
    for ending in ("jsonl", "parquet", "xlsx", "md"):
        assert score("mixed.csv", "--keep-going", "--out", f"all.{ending}").exit_code == 1
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["not_scored"]["unit"] for line in lines if "not_scored" in line] == ["Xã C", "Xã D"]
    described = schema("scorecard")
    known = {name: part for name, part in described["properties"].items() if name != "not_scored"}
    shape = {"$defs": described["$defs"], "properties": known, "$ref": "#/$defs/line_not_scored"}
    for line in lines[2:]:
        Draft202012Validator(shape).validate(line)
    rows = pl.read_parquet(tmp_path / "all.parquet").rows(named=True)
    assert [(row["unit"], row["complete"]) for row in rows if row["not_scored"]] == [("Xã C", False), ("Xã D", False)]
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets[-1]
    assert [cell.value for cell in list(sheet.rows)[-1]][::3] == ["Xã D", "row 5, column `paid`: `x` is not a count"]
    assert "- Xã D: row 5" in (tmp_path / "all.md").read_text(encoding="utf-8")
