"""Types with units, and what an operation on two of them gives.

`PLAIN` is the type of a bare number such as `12`: it takes the type of what it meets (`points + 2`, `count / 12`).
`NUMBER` is a declared datum without a unit. `UNKNOWN` is the type of something already reported as faulty, so that
one mistake is reported once.
"""

from __future__ import annotations

from enum import Enum


class Type(Enum):
    """The kind of a value; the members' values are the words of the rule file."""

    COUNT = "count"
    NUMBER = "number"
    RATE = "rate"
    POINTS = "points"
    DAYS = "days"
    MONEY = "money"
    FLAG = "flag"
    TEXT = "text"
    DATE = "date"
    PLAIN = "plain"
    UNKNOWN = "unknown"


COUNT, NUMBER, RATE, POINTS, DAYS, MONEY = (
    Type.COUNT,
    Type.NUMBER,
    Type.RATE,
    Type.POINTS,
    Type.DAYS,
    Type.MONEY,
)
FLAG, TEXT, DATE, PLAIN, UNKNOWN = Type.FLAG, Type.TEXT, Type.DATE, Type.PLAIN, Type.UNKNOWN

_MEASURES = frozenset({COUNT, NUMBER, RATE, POINTS, DAYS, MONEY})
_AMOUNTS = frozenset({POINTS, DAYS, MONEY})
NUMERIC = _MEASURES | {PLAIN}


def common(left: Type, right: Type) -> Type | None:
    """The type under which two values can be added, compared or chosen between; None when there is none."""
    if UNKNOWN in (left, right):
        return UNKNOWN
    if left is right:
        return left
    if PLAIN in (left, right):
        other = right if left is PLAIN else left
        return other if other in _MEASURES else None
    return None


def _sum(left: Type, right: Type) -> Type | None:
    shared = common(left, right)
    return shared if shared in NUMERIC | {UNKNOWN} else None


def _difference(left: Type, right: Type) -> Type | None:
    return DAYS if left is right is DATE else _sum(left, right)


def _product(left: Type, right: Type) -> Type | None:
    """A rate or a bare number scales anything; a count multiplies an amount (points per dossier)."""
    for scale in (PLAIN, RATE, NUMBER):
        if scale in (left, right):
            other = right if left is scale else left
            return other if other in NUMERIC else None
    if COUNT in (left, right):
        other = right if left is COUNT else left
        return other if other in _AMOUNTS else None
    return None


def _quotient(left: Type, right: Type) -> Type | None:
    if left is right:
        return PLAIN if left is PLAIN else RATE if left in _MEASURES else None
    if left in _MEASURES and right in {PLAIN, NUMBER, RATE}:
        return left
    if left is PLAIN and right in _MEASURES:
        return NUMBER
    if left in _AMOUNTS | {NUMBER} and right is COUNT:
        return left
    return None


_RESULTS = {"+": _sum, "-": _difference, "*": _product, "/": _quotient}


def result(operator: str, left: Type, right: Type) -> Type | None:
    """The type of `left operator right`, or None when the operation makes no sense."""
    if UNKNOWN in (left, right):
        return UNKNOWN
    return _RESULTS[operator](left, right)


def accepts(wanted: Type, given: Type) -> bool:
    """Whether a value of type `given` can stand where `wanted` is asked for."""
    return common(wanted, given) is not None


ORDERED = NUMERIC | {DATE, UNKNOWN}
