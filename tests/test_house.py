"""The house: stages import downward only, third-party doors are few, and what ships is complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEXTS = sorted(
    path
    for path in ROOT.rglob("*")
    if path.suffix in {".py", ".md", ".yaml", ".json", ".toml", ".lark", ".csv"}
    and not any(part.startswith(".") or part in {"dist", "build"} for part in path.relative_to(ROOT).parts)
)


@pytest.fixture(scope="module")
def lint_report() -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout + done.stderr


def test_every_import_contract_is_kept(lint_report: str) -> None:
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", lint_report)
    assert kept is not None, lint_report
    assert int(kept.group(1)) >= 8


def test_the_contracts_saw_every_module(lint_report: str) -> None:
    analysed = re.search(r"Analyzed (\d+) files, (\d+) dependencies", lint_report)
    assert analysed is not None, lint_report
    assert int(analysed.group(1)) == len(SOURCES)
    assert int(analysed.group(2)) > 2 * len(SOURCES)


def imported_by(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        ("lark", ["engine/chiso/lang/parse.py"]),
        ("yaml", ["engine/chiso/ruleset/emit.py", "engine/chiso/ruleset/load.py", "engine/chiso/ruleset/scan.py"]),
        ("jsonschema", ["engine/chiso/ruleset/shape.py"]),
        ("openpyxl", ["engine/chiso/records/read_excel.py"]),
        (
            "polars",
            [
                "engine/chiso/records/batches.py",
                "engine/chiso/records/read_parquet.py",
                "engine/chiso/report/bulk.py",
                "engine/chiso/report/flat_frame.py",
                "engine/chiso/report/flat_parts.py",
                "engine/chiso/report/flat_ranks.py",
                "engine/chiso/report/flat_units.py",
                "engine/chiso/report/parquet.py",
                "engine/chiso/run/columnar",
            ],
        ),
        ("xlsxwriter", ["engine/chiso/report/xlsx.py"]),
    ],
)
def test_a_library_has_one_door(library: str, doors: list[str]) -> None:
    users = [path for path in SOURCES if any(name.split(".")[0] == library for name in imported_by(path))]
    found = [path.relative_to(ROOT / "src").as_posix() for path in users]
    assert list(dict.fromkeys(next((door for door in doors if path.startswith(door)), path) for path in found)) == doors


def test_the_engine_uses_no_terminal_network_clock_or_float() -> None:
    banned = {"rich", "typer", "socket", "urllib", "http", "time", "random", "pickle", "subprocess"}
    engine = [path for path in SOURCES if "engine" in path.parts]
    assert len(engine) > 30
    for path in engine:
        assert not {name.split(".")[0] for name in imported_by(path)} & banned, path
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"float", "print", "eval", "exec", "input"}, path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module begins with what it is"
    assert text.count("\n") <= 350
    longest = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert not longest, [node.name for node in longest]


@pytest.mark.parametrize("word", ["index-url", ".whl", "TODO", "FIXME"])
def test_no_text_holds(word: str) -> None:
    here = Path(__file__)
    found = [path for path in TEXTS if path != here and word.encode() in path.read_bytes()]
    assert len(TEXTS) > 50
    assert not found


def test_there_is_no_lock_file_and_no_drawer() -> None:
    names = {path.name for path in TEXTS}
    assert not names & {"utils.py", "helpers.py", "misc.py", "common.py", "manager.py", "base.py"}
    assert not {"uv.lock", "poetry.lock", "Pipfile.lock"} & {path.name for path in ROOT.iterdir()}


def test_the_wheel_carries_rules_and_schemas(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "chiso/rules/qd766/national/2022.yaml" in names
    assert "chiso/schemas/ruleset.schema.json" in names
    assert "chiso/docs/diagnostics/unknown-input.md" in names
    assert "chiso/lang/grammar.lark" in names
    assert {f"chiso/library/skeleton/{name}" for name in ("rules.vi.yaml", "cases.en.yaml", "units.csv")} <= {*names}
    assert "chiso_cli/app.py" in names
