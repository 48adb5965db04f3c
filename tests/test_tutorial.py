"""The tutorials, followed as a reader does: what is to be typed is typed, in order, in one folder, and what is shown
after a command is what it prints. `CHISO_RECORD=1` writes into the pages what the commands print.

A box says after its kind what is done with it: `write FILE` is the whole file, `append FILE` comes at its end, and
`change FILE` stands in the place of the part of the file that begins with the same key.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import chiso
from conftest import ROOT

PAGES = {"en": ROOT / "docs" / "language.md", "vi": ROOT / "docs" / "huong-dan.md"}
_BOX = re.compile(
    r"^```(?:(?:yaml|csv) (?P<act>write|append|change) (?P<file>\S+)|console tutorial)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


def _typed(act: str, text: str, before: str) -> str:
    if act == "write":
        return text
    if act == "append":
        return before + text
    key = text.partition(":")[0]
    parts = re.split(r"^(?=\w)", before, flags=re.MULTILINE)
    assert sum(part.startswith(f"{key}:") for part in parts) == 1, key
    return "".join(text if part.startswith(f"{key}:") else part for part in parts)


def _printed(command: str, folder: Path, language: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "CHISO_RULES")}
    locale = {"en": "C.UTF-8", "vi": "vi_VN.UTF-8"}[language]
    done = subprocess.run(
        shlex.split(command),
        cwd=folder,
        env={**kept, "PATH": path, "LC_ALL": locale, "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.strip("\n") + "\n"


def _followed(page: str, folder: Path, language: str) -> str:
    """The page with what its commands print when its reader does what it says."""

    def box(match: re.Match[str]) -> str:
        if match["act"]:
            path = folder / match["file"]
            path.parent.mkdir(exist_ok=True)
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(_typed(match["act"], match["text"], before), encoding="utf-8")
            return match[0]
        shown = "".join(f"$ {line}\n{_printed(line, folder, language)}" for line in _COMMAND.findall(match["text"]))
        return f"```console tutorial\n{shown}```"

    return _BOX.sub(box, page)


@pytest.mark.parametrize("language", PAGES)
def test_following_a_tutorial_ends_with_sound_rules_that_score_three_units(language: str, tmp_path: Path) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    followed = _followed(page, tmp_path, language)
    if "CHISO_RECORD" in os.environ:
        PAGES[language].write_text(followed, encoding="utf-8")
        page = followed
    assert page == followed
    rules = tmp_path / "my-index" / "2026.yaml"
    assert chiso.check(rules) == []
    cases = chiso.run_cases(rules)
    assert (cases.ran, cases.diagnostics) == (2, ())
    program = chiso.load(rules)
    cards = [chiso.score(program, record) for record in chiso.read_records(rules.with_name("units.csv"), program)]
    assert [card.complete for card in cards] == [True, True, True]


def test_both_tutorials_have_their_reader_type_the_same_rules() -> None:
    boxes = {
        language: [(match["act"], match["file"], match["text"]) for match in _BOX.finditer(page.read_text("utf-8"))]
        for language, page in PAGES.items()
    }
    typed = {language: [box for box in found if box[1] and "cases" not in box[1]] for language, found in boxes.items()}
    assert len(typed["en"]) >= 7
    assert typed["en"] == typed["vi"]
    assert len(boxes["en"]) == len(boxes["vi"])
