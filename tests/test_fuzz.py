"""A fixed number of fuzzed inputs in every run; `make fuzz` tries many more."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from conftest import ROOT

pytest.importorskip("atheris", reason="atheris is not installed: it has no wheel for this Python or system")

RUNS = 4_000


def test_fuzzed_inputs_are_read_or_reported() -> None:
    command = [sys.executable, "tests/fuzz.py", str(RUNS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=300)
    assert done.returncode == 0, done.stderr[-5_000:]
    tried = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    assert tried is not None
    assert int(tried[1]) >= RUNS
