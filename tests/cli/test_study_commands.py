"""What-if, sweeps, goals and comparisons as their users meet them: every format, exit codes, schemas."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from chiso.shipped import schema
from conftest import ROOT, Done, Run

TAM_NONG = ["qd766/dong-thap@2024-06", "examples/tam-nong-2024-06/units.csv"]
NATIONAL = ["--rules", "qd766/national@2022", "--rules", "qd766/portal@2026"]
MARCH = "examples/what-if/units-2026-03.csv"
UNIT = "Xã Phú Thành A"
SIXTEEN = ["--set", "finished_on_time = finished_on_time + 16", "--set", "in_progress_late = in_progress_late - 16"]


COMMANDS = {
    "whatif": ["whatif", *TAM_NONG, "--scenario", "examples/what-if/policies.yaml"],
    "comparison": ["compare", *NATIONAL, "--data", MARCH],
    "goal": ["goal", *TAM_NONG, "--unit", UNIT, "--reach", "good", "--cost", "digitized=1", "--cost", "reusing=1"],
    "sweep": ["sweep", *TAM_NONG, "--vary", "param payment_target from 60% to 90% step 10%", "--unit", UNIT],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_json_has_the_shape_of_its_schema(name: str, run: Run) -> None:
    done = run(*COMMANDS[name], "--format", "json")
    assert (done.code, done.err) == (0, "")
    Draft202012Validator.check_schema(schema(name))
    Draft202012Validator(schema(name)).validate(json.loads(done.out))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_csv_has_as_many_cells_in_each_row(name: str, run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run(*COMMANDS[name], "--format", "csv").out)))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("format", ["table", "markdown"])
def test_people_read_it_in_their_language(name: str, format: str, run: Run) -> None:
    english, vietnamese = (run(*COMMANDS[name], "--format", format, "--lang", lang) for lang in ("en", "vi"))
    assert english.code == vietnamese.code == 0
    assert "ấn bản" in vietnamese.out
    assert "edition" not in vietnamese.out
    assert "ấn bản" not in english.out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_is_written_whole_and_never_over_an_input(name: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert run(*COMMANDS[name], "--out", out) == Done(0, "", "")
    assert out.read_text(encoding="utf-8").startswith("Decision 766" if name != "comparison" else "Index of direction")
    data = next(part for part in COMMANDS[name] if part.endswith(".csv"))
    done = run(*COMMANDS[name], "--out", data)
    assert (done.code, done.out) == (3, "")
    assert "output-is-input" in done.err


def test_sixteen_dossiers_lift_the_unit(run: Run) -> None:
    done = run("whatif", *TAM_NONG, *SIXTEEN, "--unit", UNIT)
    assert done.code == 0
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "Xã Phú Thành A 78.81 80.00* +1.19 Fair → Good 11" in lines
    assert "Fair → Good: Xã Phú Thành A" in lines
    assert "12 units keep their points" in lines


def test_scenarios_and_arguments_are_set_side_by_side(run: Run) -> None:
    done = run(*COMMANDS["whatif"], "--param", "payment_target=90%", "--format", "json")
    ids = [scenario["id"] for scenario in json.loads(done.out)["scenarios"]]
    assert ids == ["payment_60", "digitisation_100", "both", "nothing_late", "scenario"]


def test_a_goal_that_cannot_be_reached_ends_with_1(run: Run) -> None:
    done = run("goal", *TAM_NONG, "--unit", UNIT, "--reach", "excellent")
    assert done.code == 1
    assert "no single input leads there" in done.out
    assert "86.94 points are reached: 3.06 points are still missing" in done.out


def test_the_goal_names_the_command_that_tries_it(run: Run) -> None:
    done = run("goal", *TAM_NONG, "--unit", UNIT, "--reach", "good", "--lang", "vi")
    assert "còn thiếu 1,19 điểm" in done.out
    assert "--set 'finished_on_time = finished_on_time + 16'" in done.out


def test_a_sparkline_is_for_terminals(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "█" not in run(*COMMANDS["sweep"]).out
    monkeypatch.setattr("chiso_cli.commands.sweep.is_terminal", lambda: True)
    vary = ["--vary", "param payment_target from 30% to 90% step 20%"]
    assert "█▆▃▁" in run("sweep", *TAM_NONG, *vary, "--unit", "Xã Phú Ninh").out


def test_a_comparison_needs_two_of_something(run: Run) -> None:
    done = run("compare", "--rules", "qd766/national@2022", "--data", MARCH)
    assert (done.code, done.out) == (2, "")


def test_one_unit_of_a_comparison(run: Run) -> None:
    done = run("compare", *NATIONAL, "--data", MARCH, "--unit", "xa an binh", "--format", "json")
    assert [unit["unit"] for unit in json.loads(done.out)["units"]] == ["Xã An Bình"]


def test_two_periods_of_one_file(run: Run, tmp_path: Path) -> None:
    texts = [(ROOT / f"examples/what-if/units-2026-0{month}.csv").read_text(encoding="utf-8") for month in (3, 4)]
    both = tmp_path / "both.csv"
    both.write_text(texts[0] + texts[1].partition("\n")[2], encoding="utf-8")
    periods = ["--period", "2026-03", "--period", "2026-04"]
    done = run("compare", "--rules", "qd766/portal@2026", "--data", both, *periods, "--format", "json")
    sides = [(unit["before"]["period"], unit["after"]["period"]) for unit in json.loads(done.out)["units"]]
    assert sides == [("2026-03", "2026-04")] * 6
    done = run("compare", "--rules", "qd766/portal@2026", "--data", both, "--period", "2026-03", "--period", "2025-01")
    assert (done.code, "no-such-period" in done.err) == (3, True)
