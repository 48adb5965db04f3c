"""Words in both languages, and the one way to look them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Language

_ONE = "one-"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one part of the program: by key, in English and in Vietnamese, with blanks in braces.

    A key that begins with `one-` has the words of the key behind it for where its `count` is 1.
    """

    entries: Mapping[str, tuple[str, str]]

    def word(self, key: str, language: Language, /, **blanks: object) -> str:
        """The word or sentence of a key, with its blanks filled."""
        alone = f"{_ONE}{key}"
        chosen = alone if blanks.get("count") == 1 and alone in self.entries else key
        return self.entries[chosen][language == "vi"].format_map(blanks)

    def __contains__(self, key: str) -> bool:
        return key in self.entries
