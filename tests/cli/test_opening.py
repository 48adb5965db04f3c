"""What commands share: how data are read, what the ending of the output says, and the exit code of a wrong argument."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chiso_cli.app import app
from conftest import SMALL

MAPPED = "STT;Đơn vị;level;period;Trả;due;total.points\n1;Xã A;commune;2024;1.003;1.204;8,33\n"
MAP = "columns: {Trả: paid, Đơn vị: unit}\nignore: [STT]\n"
READ = ["--map", "map.yaml", "--numbers", "vi"]
CHANGED = SMALL.replace("at_least: 8", "at_least: 9").replace('"2024"', '"2025"')

COMMANDS = {
    "score": ["score", "rules.yaml", "mapped.csv"],
    "explain": ["explain", "rules.yaml", "mapped.csv", "--all"],
    "whatif": ["whatif", "rules.yaml", "mapped.csv", "--set", "paid = paid + 1"],
    "sweep": ["sweep", "rules.yaml", "mapped.csv", "--vary", "input paid from 1 to 3 step 1"],
    "goal": ["goal", "rules.yaml", "mapped.csv", "--unit", "xa a", "--reach", "total>=9"],
    "compare": ["compare", "--rules", "rules.yaml", "--rules", "changed.yaml", "--data", "mapped.csv"],
    "audit": ["audit", "rules.yaml", "mapped.csv"],
    "diff": ["diff", "rules.yaml", "changed.yaml", "--data", "mapped.csv"],
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"rules.yaml": SMALL, "changed.yaml": CHANGED, "mapped.csv": MAPPED, "map.yaml": MAP}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner(env={"COLUMNS": None, "LC_ALL": "C.UTF-8"}).invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("name", COMMANDS)
def test_data_are_read_as_the_options_say(name: str) -> None:
    without, done = run(*COMMANDS[name], "--format", "json"), run(*COMMANDS[name], *READ, "--format", "json")
    assert (without.exit_code, without.stdout) == (3, "")
    assert "error[unknown-column]" in without.stderr
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Xã A" in done.stdout or name in ("audit", "diff", "sweep")
    assert json.loads(done.stdout)


def test_figures_are_audited_as_the_options_say_they_are_written() -> None:
    counted = json.loads(run(*COMMANDS["audit"], *READ, "--format", "json").stdout)["checked"]
    assert counted
    assert all(tally["checked"] == tally["held"] for tally in counted)
    wrong = Path("mapped.csv").read_text(encoding="utf-8").replace("8,33", "8,3")
    Path("mapped.csv").write_text(wrong.replace("1.003", "1.103"), encoding="utf-8")
    assert run(*COMMANDS["audit"], *READ).exit_code == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_the_file_that_says_what_headings_mean_is_not_written_over(name: str) -> None:
    done = run(*COMMANDS[name], *READ, "--out", "map.yaml")
    assert (done.exit_code, Path("map.yaml").read_text(encoding="utf-8")) == (3, MAP)
    assert "error[output-is-input]" in done.stderr


FORMATTED = {
    **{name: [*command, *READ] for name, command in COMMANDS.items()},
    "check": ["check", "rules.yaml"],
    "test": ["test", "rules.yaml"],
    "rules list": ["rules", "list"],
    "rules show": ["rules", "show", "rules.yaml"],
    "rules history": ["rules", "history", "qd766/national"],
}


@pytest.mark.parametrize("name", FORMATTED)
def test_the_ending_of_the_output_says_its_format(name: str) -> None:
    asked, by_ending = run(*FORMATTED[name], "--format", "json"), run(*FORMATTED[name], "--out", "x.json")
    assert (asked.exit_code, asked.stderr, by_ending.stdout) == (0, "", "")
    assert Path("x.json").read_text(encoding="utf-8") == asked.stdout


@pytest.mark.parametrize("name", FORMATTED)
def test_an_ending_that_says_no_format_is_refused(name: str) -> None:
    done = run(*FORMATTED[name], "--out", "x.pdf")
    assert (done.exit_code, done.stdout, Path("x.pdf").exists()) == (2, "", False)
    assert "error[format-not-known]" in done.stderr
    assert "`.json`" in done.stderr
    assert run(*FORMATTED[name], "--format", "json", "--out", "x.pdf").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "id"),
    [
        ([*COMMANDS["whatif"][:3], *READ, "--set", "paid"], 2, "change-malformed"),
        ([*COMMANDS["whatif"][:3], *READ, "--set", "paid = (1"], 2, "expression-incomplete"),
        ([*COMMANDS["whatif"][:3], *READ, "--set", "piad = 1"], 3, "unknown-datum"),
        ([*COMMANDS["goal"][:5], *READ, "--reach", "gud"], 2, "reach-malformed"),
        ([*COMMANDS["sweep"][:3], *READ, "--vary", "paid"], 2, "vary-malformed"),
        (["score", "rules.yaml", "nothing.csv"], 3, "file-unreadable"),
    ],
)
def test_an_argument_that_is_not_written_as_it_is_used_is_wrong_usage(arguments: list[str], code: int, id: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert f"error[{id}]" in done.stderr
