"""The names of units as people write them, and which of them mean the same unit.

Tables write `UBND xã Phú Thọ`, `Xã Phú Thọ` or `PHÚ THỌ`, so a name is its kind, where it says one, and the bare
name. Two spellings of one bare name are told by what is missing: each stands in one source and not in the other, and
without diacritics they are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chiso.diagnostics.nearest import folded, without_marks

_KINDS: Mapping[str, str] = {
    "xã": "xã",
    "phường": "phường",
    "thị trấn": "thị trấn",
    "tt": "thị trấn",
    "tt.": "thị trấn",
    "huyện": "huyện",
    "quận": "quận",
    "thị xã": "thị xã",
    "thành phố": "thành phố",
    "tỉnh": "tỉnh",
    "sở": "sở",
}
_LONGEST_FIRST = sorted(_KINDS, key=len, reverse=True)
_KIND = re.compile(
    rf"(?:(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) )?(?:({'|'.join(map(re.escape, _LONGEST_FIRST))}) )?(.+)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's kind (empty when the text says none) and its bare name, folded."""

    kind: str
    bare: str

    def may_be(self, other: Name) -> bool:
        """Whether both can mean one unit as far as their kinds go."""
        return not self.kind or not other.kind or self.kind == other.kind


@cache
def name_of(text: str) -> Name:
    """The name that a text writes."""
    found = _KIND.fullmatch(folded(text))
    return Name("", folded(text)) if found is None else Name(_KINDS.get(found[1] or "", ""), found[2])


def kind_of(text: str) -> str:
    """What a unit calls itself: `Xã` of `Xã Phú Thọ`; empty when it does not say."""
    bare = name_of(text).bare
    written = " ".join(text.split())
    return written[: len(written) - len(bare)].strip() if name_of(text).kind else ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One unit under two names, in two sources."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of several sources; `meant` gives, for a bare name in another spelling, the one that it means."""

    spellings: tuple[Spelling, ...]
    meant: Mapping[str, str]

    def bare(self, text: str) -> str:
        """The bare name that a text means, the same for both spellings of a unit."""
        bare = name_of(text).bare
        return self.meant.get(bare, bare)

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean the same unit."""
        return self.bare(one) == self.bare(other) and name_of(one).may_be(name_of(other))


def names_among(sources: Iterable[Iterable[str]]) -> Names:
    """The names of sources, each of which spells a unit in one way; what is spelt in two ways is told once."""
    listed = [list(dict.fromkeys(names)) for names in sources]
    found: dict[frozenset[str], Spelling] = {}
    for at, earlier in enumerate(listed):
        for later in listed[at + 1 :]:
            for one, other in _pairs_between(earlier, later):
                found.setdefault(frozenset((name_of(one).bare, name_of(other).bare)), Spelling(one, other))
    meant: dict[str, str] = {}
    for spelling in found.values():
        one = name_of(spelling.one).bare
        meant[name_of(spelling.other).bare] = meant.get(one, one)
    return Names(tuple(found.values()), meant)


def _pairs_between(earlier: list[str], later: list[str]) -> Iterator[tuple[str, str]]:
    """The names of one list that the other has only in another spelling."""
    here, there = {name_of(name).bare for name in earlier}, {name_of(name).bare for name in later}
    alone = [name for name in earlier if name_of(name).bare not in there]
    strange = [name for name in later if name_of(name).bare not in here]
    for one in alone:
        alike = [other for other in strange if _alike(name_of(one), name_of(other))]
        if len(alike) == 1:
            yield one, alike[0]


def _alike(one: Name, other: Name) -> bool:
    return one.may_be(other) and without_marks(one.bare) == without_marks(other.bare)
