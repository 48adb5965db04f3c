"""Words in both languages, and the one way to look them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Language


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one part of the program: by key, in English and in Vietnamese, with blanks in braces."""

    entries: Mapping[str, tuple[str, str]]

    def word(self, key: str, language: Language, /, **blanks: object) -> str:
        """The word or sentence of a key, with its blanks filled."""
        return self.entries[key][language == "vi"].format_map(blanks)

    def __contains__(self, key: str) -> bool:
        return key in self.entries
