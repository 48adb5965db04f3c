"""Every example in a document runs: what is shown after `$` is run, and must print what is shown below it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import chiso
from chiso.lang.functions import FUNCTIONS
from chiso.shipped import schema
from conftest import ROOT, RuleFile

PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
FENCE = re.compile(r"^```(\w+(?: \w+)?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.text.splitlines()[0]}"


def blocks(kind: str) -> list[Block]:
    found = [(page, match) for page in PAGES for match in FENCE.finditer(page.read_text(encoding="utf-8"))]
    return [Block(page, match[1], match[2]) for page, match in found if match[1] == kind]


def transcripts(block: Block) -> list[tuple[str, str]]:
    """Each command of a console block with what is printed after it."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize("block", blocks("console"), ids=str)
def test_a_transcript_is_what_is_printed(block: Block) -> None:
    found = transcripts(block)
    assert found
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "MAKEFLAGS", "MAKELEVEL")}
    environment = {**kept, "PATH": path, "LC_ALL": "C.UTF-8"}
    for command, shown in found:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.stdout.strip() == shown.strip(), command


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_a_program_runs(block: Block, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code, _, shown = block.text.partition("# prints:\n")
    exec(compile(code, str(block), "exec"), {})
    assert capsys.readouterr().out.strip() == re.sub(r"^# ?", "", shown, flags=re.MULTILINE).strip()


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_a_rule_set_is_sound(block: Block, rule_file: RuleFile) -> None:
    assert [(d.id, d.span.text) for d in chiso.check(rule_file(block.text))] == []


@pytest.mark.parametrize("block", blocks("yaml cases"), ids=str)
def test_cases_hold_for_the_national_rules(block: Block, rule_file: RuleFile) -> None:
    rules = rule_file((ROOT / "rules/qd766/national/2022.yaml").read_text(encoding="utf-8"))
    rule_file(block.text, "rules.cases.yaml")
    run = chiso.run_cases(rules)
    assert (run.ran, run.diagnostics) == (1, ())


def test_there_are_examples() -> None:
    assert len(blocks("console")) >= 5
    assert blocks("python")
    assert blocks("yaml")


def test_the_page_on_the_language_has_every_function_and_key() -> None:
    page = (ROOT / "docs/language.md").read_text(encoding="utf-8")
    for function in FUNCTIONS.values():
        assert f"| `{function.signature}` | {function.doc} |" in page
    definitions = schema("ruleset")["$defs"]
    keys = set(schema("ruleset")["properties"]) | set(definitions["indicator"]["properties"])
    assert [key for key in sorted(keys) if f"`{key}`" not in page and f"`{key}: " not in page] == []
