"""`did you mean`: the known names near to an unknown one, and nothing when none is near."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ENOUGH = 0.7
_AS_NEAR = 0.1
"""How much farther than the nearest name another one may be, to be offered beside it."""
_SWAPPED = 0.95
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
    """At most `most` of the known names, nearest first, none much farther than the first; empty when none is near."""
    if len(name) > _LONGEST:
        return ()
    wanted = without_marks(name)
    by_key: dict[str, str] = {}
    for candidate in known:
        by_key.setdefault(without_marks(candidate), candidate)
    comparable = list(by_key)
    if len(comparable) > _MANY:
        comparable = [key for key in comparable if key[:2] == wanted[:2] and abs(len(key) - len(wanted)) <= 2][:_MANY]
    near = sorted(((_likeness(wanted, key), key) for key in comparable), key=lambda pair: -pair[0])
    best = near[0][0] if near else 0.0
    return tuple(by_key[key] for likeness, key in near[:most] if likeness >= max(_ENOUGH, best - _AS_NEAR))


def _likeness(name: str, other: str) -> float:
    """From 0 to 1; of names with a dot, that of the parts which are least alike."""
    parts, others = name.rpartition("."), other.rpartition(".")
    if parts[1] and others[1]:
        return min(_likeness_of_words(parts[0], others[0]), _likeness_of_words(parts[2], others[2]))
    return _likeness_of_words(name, other)


def _likeness_of_words(name: str, other: str) -> float:
    if _is_swapped(name, other):
        return _SWAPPED
    matcher = difflib.SequenceMatcher(None, other, name)
    far = matcher.real_quick_ratio() < _ENOUGH or matcher.quick_ratio() < _ENOUGH
    return 0 if far else matcher.ratio()


def _is_swapped(name: str, other: str) -> bool:
    """Whether two letters side by side have changed places: `lwa` for `law`."""
    differing = [place for place, (one, two) in enumerate(zip(name, other, strict=False)) if one != two]
    if len(name) != len(other) or len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    first, second = differing
    return (name[first], name[second]) == (other[second], other[first])
