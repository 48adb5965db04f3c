"""A fixed number of mutations in every run; `make fuzz` tries many more."""

from __future__ import annotations

from conftest import ROOT
from mutations import DATA, run

SMALL_FILES = [ROOT / "rules/qd766/dong-thap/2024-06.yaml", ROOT / "examples/mistakes/rules.yaml"]


def test_mutated_files_are_read_or_reported() -> None:
    tried = list(run(600, 766, SMALL_FILES, DATA))
    assert len(set(tried)) > 500
