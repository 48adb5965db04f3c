"""The one home of the words: every diagnostic id, label and translatable term in English and Vietnamese.

Style: lower case, no full stop, the user's own words in backticks, the way out apart from the fault. An argument
named `near` turns the help into "did you mean"; an empty one leaves the entry's own help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from chiso.diagnostics import (
    audit_texts,
    data_texts,
    edition_texts,
    explanation_texts,
    file_texts,
    gate_texts,
    portal_texts,
    rule_texts,
    soundness_texts,
    study_texts,
    usage_texts,
    words,
)
from chiso.diagnostics.entry import Entry

Language = Literal["vi", "en"]

ENTRIES: Mapping[str, Entry] = {
    **file_texts.ENTRIES,
    **rule_texts.ENTRIES,
    **soundness_texts.ENTRIES,
    **edition_texts.ENTRIES,
    **gate_texts.ENTRIES,
    **data_texts.ENTRIES,
    **audit_texts.ENTRIES,
    **explanation_texts.ENTRIES,
    **study_texts.ENTRIES,
    **usage_texts.ENTRIES,
    **portal_texts.ENTRIES,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A term that is said differently in each language, by its key in `words`."""

    key: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the rules' author, in both languages."""

    vi: str
    en: str


Argument = str | int | Word | Phrase | tuple[str, ...]


def _spoken(argument: Argument, language: Language) -> str:
    if isinstance(argument, Word):
        return word(argument.key, language)
    if isinstance(argument, Phrase):
        return argument.vi if language == "vi" else argument.en
    if isinstance(argument, tuple):
        return ", ".join(f"`{part}`" for part in argument)
    return " ".join(str(argument).split())


def _filled(template: str, language: Language, arguments: Mapping[str, Argument]) -> str:
    return template.format_map({name: _spoken(value, language) for name, value in arguments.items()})


def word(key: str, language: Language) -> str:
    """A translatable term."""
    return words.TERMS[key][language]


def label(key: str, language: Language, arguments: Mapping[str, Argument]) -> str:
    """The words beside a secondary place."""
    return _filled(words.LABELS[key][language], language, arguments)


def message(id: str, language: Language, arguments: Mapping[str, Argument]) -> str:
    """The one-line message of a diagnostic."""
    return _filled(getattr(ENTRIES[id], language).message, language, arguments)


def help_text(id: str, language: Language, arguments: Mapping[str, Argument]) -> str:
    """The way out: the nearest known names when there are any, else what the entry advises."""
    if arguments.get("near"):
        return _filled(words.DID_YOU_MEAN[language], language, arguments)
    return _filled(getattr(ENTRIES[id], language).help, language, arguments)
