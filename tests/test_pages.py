"""Every diagnostic has a page, kept current: `CHISO_RECORD=1 pytest tests/test_pages.py` writes all but its words."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

import pages
from chiso.diagnostics.catalogue import ENTRIES
from conftest import ROOT
from test_errors import _FOREIGN, COMMANDS, ERRORS, TRIGGERS, run

IDS = sorted(ENTRIES)
HOW = """
the diagnostic `{id}` lacks {what}. To add it:
  1. in tests/errors/mends.yaml, say how its trigger is mended (`{id}: {{wrong text: right text}}`)
  2. CHISO_RECORD=1 pytest tests/test_pages.py        writes docs/diagnostics/{id}.md
  3. in that page, between the marks `written`, say in both languages why it is a fault and how to mend it
"""


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _text(id: str) -> str:
    path = pages.PAGES / f"{id}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _is_recording() -> bool:
    return "CHISO_RECORD" in os.environ


@pytest.mark.parametrize("id", IDS)
def test_every_id_has_a_mend(id: str) -> None:
    assert id in pages.mends(), HOW.format(id=id, what="a mend")


def test_every_mend_belongs_to_an_id() -> None:
    assert sorted(pages.mends()) == IDS


@pytest.mark.parametrize("id", IDS)
def test_a_page_is_as_its_trigger_makes_it(id: str) -> None:
    text = pages.page(id, pages.written_parts(_text(id)))
    if _is_recording():
        (pages.PAGES / f"{id}.md").write_text(text, encoding="utf-8")
    assert _text(id) == text, HOW.format(id=id, what="a current page")


@pytest.mark.parametrize("language", pages.LANGUAGES)
@pytest.mark.parametrize("id", IDS)
def test_a_page_says_why_and_how(id: str, language: str) -> None:
    written = pages.written_parts(_text(id))
    for part in pages.PARTS:
        assert len(written.get((language, part), "").split()) >= 8, HOW.format(
            id=id, what=f"the words {language} {part}"
        )


def test_what_pages_say_is_their_own() -> None:
    words = [written for id in IDS for written in pages.written_parts(_text(id)).values()]
    assert len(words) == 4 * len(IDS)
    assert len(set(words)) == len(words)


def test_the_index_lists_every_page() -> None:
    path = pages.PAGES / pages.INDEX
    if _is_recording():
        path.write_text(pages.index(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == pages.index()
    assert {page.stem for page in pages.PAGES.glob("*.md")} == {*IDS, "README"}


@pytest.mark.parametrize("id", sorted(id for id in TRIGGERS if pages.mends().get(id)))
def test_the_right_example_is_right(id: str, tmp_path: Path) -> None:
    assert [(left.id, left.span.text) for left in pages.mended(id, tmp_path)] == []


@pytest.mark.parametrize("id", sorted(id for id in COMMANDS if pages.mends().get(id)))
def test_the_right_command_is_right(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ERRORS / "commands" / "given", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    mend = pages.mends()[id]
    assert isinstance(mend, str)
    assert run(mend, "en", codes=(0,)) == ""


@pytest.mark.parametrize("id", IDS)
def test_a_page_has_no_word_of_python_or_of_a_parser(id: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", _text(id).replace(id, ""), flags=re.DOTALL)
    assert [line for line in prose.splitlines() if _FOREIGN.search(line)] == []
