"""Forty faults of forty kinds planted in one file: all of them are found in one run, each where it was planted."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from chiso_cli.app import app
from conftest import ROOT
from test_errors import LANGUAGES, has_words, wordings, wordless

FILE = "tests/planted/forty.yaml"
_PLANTED = re.compile(r"# >> (?P<id>[a-z0-9-]+) \| (?P<text>.*)$")


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _lines() -> list[str]:
    return (ROOT / FILE).read_text(encoding="utf-8").splitlines()


def _planted() -> list[tuple[int, str, str]]:
    matches = ((number, _PLANTED.search(line)) for number, line in enumerate(_lines(), start=1))
    return [(number, match["id"], match["text"]) for number, match in matches if match]


def _checked(language: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["check", FILE, "--format", "json", "--lang", language])
    assert (result.exit_code, result.stderr) == (1, "")
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return found


def test_all_forty_are_found_where_they_were_planted() -> None:
    lines, planted = _lines(), _planted()
    found = [
        (one["line"], one["id"], lines[one["line"] - 1][one["column"] - 1 : one["end_column"] - 1])
        for one in _checked("en")
    ]
    assert sorted(found) == sorted(planted)
    assert len({id for _, id, _ in planted}) == 40


def test_the_languages_differ_in_every_message_and_agree_in_every_place() -> None:
    english, vietnamese = (_checked(language) for language in LANGUAGES)
    pairs = list(zip(wordings(english), wordings(vietnamese), strict=True))
    assert [pair for pair in pairs if pair[0] == pair[1] and has_words(pair[0])] == []
    assert wordless(english) == wordless(vietnamese)


def test_people_see_all_forty_in_one_run() -> None:
    result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(app, ["check", FILE])
    heads = re.findall(rf"^{FILE}:\d+:\d+: (?:error|warning)\[", result.stderr, re.MULTILINE)
    assert (len(heads), result.stderr.count("= help: ")) == (40, 40)
    assert "\x1b" not in result.stderr
