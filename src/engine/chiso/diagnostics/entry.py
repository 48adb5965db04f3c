"""One entry of the catalogue: severity, and message and help in both languages, with blanks in braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """What is wrong, and the way out."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of one diagnostic id."""

    en: Text
    vi: Text
    severity: Literal["error", "warning"] = "error"
