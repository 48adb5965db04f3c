"""Words in both languages: looked up, filled in, and in the singular where there is one."""

from __future__ import annotations

import re
from string import Formatter

import pytest

import chiso
from chiso.report import explanation_texts, study_words
from chiso.report import words as report_words
from chiso_cli.render import words as shown_words

WORDS = chiso.Vocabulary({"units": ("{count} units", "{count} đơn vị"), "one-units": ("1 unit", "1 đơn vị")})
TABLES = {
    "report": report_words._WORDS,
    "studies": study_words._WORDS,
    "explanations": explanation_texts._TEXTS,
    "command line": shown_words._WORDS,
}


def test_one_is_said_in_the_singular() -> None:
    assert [WORDS.word("units", "en", count=count) for count in (0, 1, 2)] == ["0 units", "1 unit", "2 units"]
    assert WORDS.word("units", "vi", count=1) == "1 đơn vị"


@pytest.mark.parametrize("table", TABLES)
def test_a_singular_belongs_to_words_that_count(table: str) -> None:
    entries = TABLES[table]
    singular = [key for key in entries if key.startswith("one-") and key.removeprefix("one-") in entries]
    for key in singular:
        english, vietnamese = entries[key.removeprefix("one-")]
        assert "{count}" in english
        assert "{count}" in vietnamese
        assert not any(re.search(r"\b1 \w+s\b", text) for text in entries[key])


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_have_the_same_blanks(table: str) -> None:
    for key, pair in TABLES[table].items():
        english, vietnamese = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in pair)
        assert english == vietnamese, key
