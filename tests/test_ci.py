"""What is offered for CI runs as it is written: the jobs of `docs/ci.md`, the hooks, the project's own gate."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from chiso.shipped import schema
from conftest import ROOT, git

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BASE = re.compile(r'"git:(?:origin/)?\$[^"]*"')


def block(kind: str) -> str:
    found = re.search(rf"^```yaml {kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def commands() -> list[str]:
    """The commands of both jobs and of the hooks, with the revision of a scratch repository to compare with."""
    steps = yaml.safe_load(block("github"))["jobs"]["rules"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step] + yaml.safe_load(block("gitlab"))["rules"]["script"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    scripts += [" ".join([hook["entry"], *hook["args"]]) for hook in hooks]
    return [BASE.sub("git:HEAD", script) for script in scripts if script.startswith("chiso ")]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "rules", folder / "rules")
    shutil.copy(ROOT / "examples" / "tam-nong-2024-06" / "units.csv", folder / "units.csv")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder


def test_there_are_commands() -> None:
    assert len(commands()) >= 10
    assert not [command for command in commands() if "$" in command]


@pytest.mark.parametrize("command", commands())
def test_a_command_runs(repository: Path, command: str) -> None:
    program = Path(sys.executable).with_name("chiso")
    done = subprocess.run(
        ["bash", "-c", command.replace("chiso ", f"'{program}' ", 1)], cwd=repository, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_entry_that_is_shown_is_one() -> None:
    shown = yaml.load(block("allow"), Loader=yaml.BaseLoader) | {"chiso": 1}
    assert Draft202012Validator(schema("allow")).is_valid(shown)


def test_ci_runs_the_gate() -> None:
    assert "make gate" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    gate = re.search(r"^gate:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert gate is not None
    assert "check --strict rules" in gate[1]
    assert "--threshold 95 --fail-on-empty" in gate[1]
