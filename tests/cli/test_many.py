"""`chiso score` of files with very many records does what it does with few: the same file, words and exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from chiso.records import batches
from chiso_cli.outputs import folder_beside
from chiso_cli.render import bulk
from conftest import SMALL, Done, Run

HEAD = "unit,level,period,paid,due\n"
ROWS = [f"Xã {number},commune,2024-0{1 + number % 3},{number % 7},7\n" for number in range(60)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Rules, data, and batches of few rows."""
    monkeypatch.setattr(batches, "ROWS_IN_A_BATCH", 25)
    (tmp_path / "rules.yaml").write_text(SMALL, encoding="utf-8")
    write(tmp_path, *ROWS)
    return tmp_path


def write(folder: Path, *rows: str, name: str = "units.csv") -> None:
    (folder / name).write_text(HEAD + "".join(rows), encoding="utf-8")


class Ways:
    """The command, record by record and in bulk."""

    def __init__(self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._run = run
        self._monkeypatch = monkeypatch

    def slow(self, *options: str | Path, data: Sequence[str] = ("units.csv",)) -> Done:
        return self._score(data, options, 10**9)

    def fast(self, *options: str | Path, data: Sequence[str] = ("units.csv",)) -> Done:
        return self._score(data, options, 0)

    def _score(self, data: Sequence[str], options: Sequence[str | Path], least: int) -> Done:
        self._monkeypatch.setattr(bulk, "MANY_BYTES", least)
        files = [self._folder / name for name in ("rules.yaml", *data)]
        return self._run("score", *files, *options, "--lang", "en")


@pytest.fixture
def ways(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Ways:
    return Ways(folder, run, monkeypatch)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_same_csv_file_is_written(folder: Path, ways: Ways) -> None:
    assert ways.slow("--out", folder / "slow.csv") == ways.fast("--out", folder / "fast.csv") == (0, "", "")
    assert (folder / "slow.csv").read_bytes() == (folder / "fast.csv").read_bytes()
    assert files(folder) == ["fast.csv", "rules.yaml", "slow.csv", "units.csv"]


def test_the_same_parquet_file_is_written(folder: Path, ways: Ways) -> None:
    assert ways.slow("--out", folder / "slow.parquet") == ways.fast("--out", folder / "fast.parquet") == (0, "", "")
    slow, fast = pl.read_parquet(folder / "slow.parquet"), pl.read_parquet(folder / "fast.parquet")
    assert_frame_equal(slow, fast)
    assert fast["total.rank"].max() == 18


def test_the_file_is_named_by_the_format(folder: Path, ways: Ways) -> None:
    assert ways.fast("--format", "parquet", "--out", folder / "out").code == 0
    assert pl.read_parquet(folder / "out").height == 60


def test_several_files_are_one(folder: Path, ways: Ways) -> None:
    write(folder, "Xã A,commune,2024-01,7,7\n", name="more.csv")
    both = ("units.csv", "more.csv")
    assert ways.slow("--out", folder / "slow.csv", data=both) == ways.fast("--out", folder / "fast.csv", data=both)
    assert (folder / "slow.csv").read_bytes() == (folder / "fast.csv").read_bytes()


# What is said.


def test_it_is_said_how_units_were_scored(folder: Path, ways: Ways) -> None:
    write(folder, *ROWS, "Xã A,commune,2024-01,,7\n")
    done = ways.fast("--how", "--out", folder / "fast.csv")
    assert done.err.splitlines()[0] == "60 units computed in columns, 1 one by one"
    assert done.err.splitlines()[1].startswith("one by one go units with reported values, without a total")


def test_it_is_said_what_has_no_form_in_columns(folder: Path, ways: Ways) -> None:
    rules = SMALL.replace("max: 10, rate: paid / due, when_empty: zero", "max: 10, points: 10 / (due + 1)")
    (folder / "rules.yaml").write_text(rules.replace("points: 2", "indicators: exact, points: 2"), encoding="utf-8")
    done = ways.fast("--how", "--out", folder / "fast.csv")
    assert done.err.splitlines() == [
        "0 units computed in columns, 60 one by one",
        "what has no form in columns: online.points",
    ]


@pytest.mark.parametrize(
    "arguments", [["--format", "table"], ["--format", "json"], ["--keep-going", "--format", "csv"]]
)
def test_other_outputs_are_scored_one_by_one(arguments: list[str], folder: Path, ways: Ways) -> None:
    done = ways.fast("--how", *arguments, "--out", folder / "fast")
    assert (done.code, done.err.splitlines()[0].partition(":")[0]) == (0, "scored one by one")


def test_changes_are_scored_one_by_one(folder: Path, ways: Ways) -> None:
    earlier = "".join(row.replace(",2024", ",2023") for row in ROWS)
    write(folder, earlier, name="earlier.csv")
    done = ways.fast("--how", "--previous", folder / "earlier.csv", "--out", folder / "fast.csv")
    assert (done.code, done.err.partition(":")[0]) == (0, "scored one by one")
    assert ways.slow("--previous", folder / "earlier.csv", "--out", folder / "slow.csv").code == 0
    assert (folder / "slow.csv").read_bytes() == (folder / "fast.csv").read_bytes()


def test_small_files_are_scored_one_by_one(folder: Path, run: Run) -> None:
    done = run("score", folder / "rules.yaml", folder / "units.csv", "--how", "--out", folder / "o.csv", "--lang", "en")
    assert done.err.startswith("scored one by one: in columns are scored sound files of half a megabyte and more")


def test_a_period_out_of_force_is_warned_of(folder: Path, ways: Ways) -> None:
    effective = "effective: {from: 2024-02-01, to: 2024-12-31}\ngroups:"
    (folder / "rules.yaml").write_text(SMALL.replace("groups:", effective), encoding="utf-8")
    slow = ways.slow("--out", folder / "slow.csv")
    assert slow == ways.fast("--out", folder / "fast.csv")
    assert slow.code == 0
    assert "warning[period-not-in-force]" in slow.err


# Faults.


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, "Xã A,commune,2024-01,x,7\n"],
        [*ROWS, "Xã A,commune,2024-01,8,7\n"],
        [*ROWS, "XÃ  1,commune,2024-02,1,7\n"],
        [*ROWS, "Xã A,commune,2024-01,1\n"],
        [row.replace("-0", "-9") for row in ROWS],
        [],
        [",,,,\n"],
    ],
)
def test_faults_are_told_in_full_and_nothing_is_written(rows: list[str], folder: Path, ways: Ways) -> None:
    write(folder, *rows)
    (folder / "out.csv").write_text("what was there", encoding="utf-8")
    slow = ways.slow("--out", folder / "out.csv")
    assert slow == ways.fast("--out", folder / "out.csv")
    assert slow.code == 3
    assert "error[" in slow.err
    assert (folder / "out.csv").read_text(encoding="utf-8") == "what was there"
    assert files(folder) == ["out.csv", "rules.yaml", "units.csv"]


@pytest.mark.parametrize("out", ["nowhere/out.csv", "rules.yaml/out.csv", "nowhere/out.parquet"])
def test_a_folder_that_cannot_be_written(out: str, folder: Path, ways: Ways) -> None:
    slow = ways.slow("--out", folder / out)
    assert slow == ways.fast("--out", folder / out)
    assert slow.code != 0
    assert "error[cannot-write]" in slow.err


def test_parts_of_what_goes_to_no_file_lie_elsewhere(ways: Ways) -> None:
    with folder_beside(Path(os.devnull)) as parts:
        assert Path(os.devnull).parent not in parts.parents
    assert ways.fast("--format", "csv", "--out", os.devnull) == (0, "", "")


def test_a_damaged_parquet_file(folder: Path, ways: Ways) -> None:
    path = folder / "units.parquet"
    names = [f"Xã {number}" for number in range(5_000)]
    pl.DataFrame({"unit": names, "level": "commune", "period": "2024", "paid": 1, "due": 2}).write_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\xff" * 300 + whole[500:])
    slow = ways.slow("--out", folder / "slow.csv", data=["units.parquet"])
    assert slow == ways.fast("--out", folder / "fast.csv", data=["units.parquet"])
    assert slow.code == 3
