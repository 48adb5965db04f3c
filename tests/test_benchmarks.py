"""The benchmarks measure what they say: rivals by the same rules, on tables that the rules accept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import ROOT


def task(*arguments: object) -> Any:
    command = [sys.executable, str(ROOT / "benchmarks/task.py"), *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_the_rivals_follow_the_same_rules_and_ours_are_never_wrong(tmp_path: Path) -> None:
    task("write", 400, 30, tmp_path / "table.parquet")
    found = task("tables", tmp_path / "table.parquet")
    by_hand = {"polars by hand", "polars by hand, checks, decimals", "numpy by hand", "python by hand"}
    assert found.keys() == {"chiso score_table", "chiso evaluation alone", *by_hand}
    assert found["chiso score_table"]["wrong"] == found["chiso evaluation alone"]["wrong"] == 0
    assert all(way["wrong"] < 20_000 for way in found.values())


def test_records_one_by_one_are_never_wrong(tmp_path: Path) -> None:
    task("write", 400, 30, tmp_path / "table.parquet")
    found = task("records", tmp_path / "table.parquet")
    assert all(pair.startswith("chiso") for pair in found)
    assert all(pair["wrong"] == 0 for pair in found.values())
