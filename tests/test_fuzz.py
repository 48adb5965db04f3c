"""The fuzz target, for a fixed number of inputs; `make fuzz` runs it for longer."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from conftest import ROOT

RUNS = 5_000


def test_no_input_makes_anything_raise() -> None:
    pytest.importorskip("atheris", reason="atheris has no build for this platform")
    done = subprocess.run(
        [sys.executable, "tests/fuzz.py", str(RUNS)], cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert re.search(rf"number_of_executed_units: +{RUNS}\b", done.stderr) is not None
