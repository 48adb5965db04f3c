"""What `import chiso` brings along: nothing that takes long, until it is used."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("polars", "lark", "yaml", "jsonschema", "openpyxl", "xlsxwriter", "simplejson", "rich", "typer", "numpy")


def imported(program: str) -> set[str]:
    """The libraries of others that a program has imported when it ends."""
    told = f"{program}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()} & set(HEAVY)


def test_importing_the_library_imports_no_other() -> None:
    assert imported("import chiso") == set()


SCORED = """\
import chiso
program = chiso.load("qd766/portal@2026")
record = {"unit": "A", "level": "commune", "period": "2026", "paid_online": 3, "with_obligation": 4}
"""


def test_scoring_records_one_by_one_needs_no_tables() -> None:
    assert "polars" not in imported(SCORED + "chiso.score(program, record)")


def test_a_table_does_need_them() -> None:
    assert "polars" in imported("import chiso\nchiso.score_table")
