"""Whether a word is another one mistyped: the only kind of wrong word that may be put right without asking."""

from __future__ import annotations

import re

from chiso.diagnostics.nearest import without_marks

_SHORTEST = 4
_SHORTEST_OF_THE_LANGUAGE = 3
_PARTS = re.compile(r"[_\-. ]+")


def is_slip(written: str, meant: str, *, closed: bool) -> bool:
    """Whether only case, accents, hyphens or one letter differ: one left out, doubled or swapped with its neighbour.

    Of names that an author makes up (`closed` is false), `unit_a` and `unit_b`, or `part_i` and `part_ii`, are two; so
    digits must agree, a letter is never taken for another, and the part of the name that differs has to be long.
    """
    one, two = ("".join(_PARTS.split(without_marks(word))) for word in (written, meant))
    if one == two:
        return True
    shortest = _SHORTEST_OF_THE_LANGUAGE if closed else _SHORTEST
    if _digits(one) != _digits(two) or min(len(one), len(two)) < shortest:
        return False
    if closed and len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1:
        return True
    return (_is_swapped(one, two) or _is_short_by_one(one, two)) and (closed or _differs_in_long_part(written, meant))


def _digits(word: str) -> list[str]:
    return [sign for sign in word if sign.isdigit()]


def _is_swapped(one: str, two: str) -> bool:
    differing = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
    if len(one) != len(two) or len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return (one[first], one[second]) == (two[second], two[first])


def _is_short_by_one(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _differs_in_long_part(written: str, meant: str) -> bool:
    ones, twos = _PARTS.split(without_marks(written)), _PARTS.split(without_marks(meant))
    differing = [(one, two) for one, two in zip(ones, twos, strict=False) if one != two]
    return len(ones) == len(twos) and all(min(len(one), len(two)) >= _SHORTEST for one, two in differing)
