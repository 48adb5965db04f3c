"""`did you mean`: the known names near to an unknown one, and nothing when none is near."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ENOUGH = 0.7
_LONGEST = 80
_MANY = 300
"""Of more names than this, only those that begin alike are compared."""


def folded(text: str) -> str:
    """A text as people compare it: NFC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=4096)
def without_marks(text: str) -> str:
    """A folded text without diacritics, as it is typed in haste: `Xã Phú Đức` is `xa phu duc`."""
    decomposed = unicodedata.normalize("NFD", folded(text)).replace("đ", "d")
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def nearest(name: str, known: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """At most `most` of the known names, nearest first; empty when none is near."""
    if len(name) > _LONGEST:
        return ()
    wanted = without_marks(name)
    by_key: dict[str, str] = {}
    for candidate in known:
        by_key.setdefault(without_marks(candidate), candidate)
    comparable = list(by_key)
    if len(comparable) > _MANY:
        comparable = [key for key in comparable if key[:2] == wanted[:2] and abs(len(key) - len(wanted)) <= 2][:_MANY]
    close = difflib.get_close_matches(wanted, comparable, n=most, cutoff=_ENOUGH)
    return tuple(by_key[key] for key in close)
