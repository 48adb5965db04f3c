"""An explanation for people: what a tree, a page or a screen is laid out from, already in words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["formula", "points", "reason", "absence", "reported", "target", "way", "source", "note", "where"]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement, and what it is about, so that it can be set apart."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of one node: figures, statements, and the parts beneath it in the order they are to be read.

    `points` and `max` are texts (a dash where there are none), `lost` is empty where nothing is, or where that is not
    known; `basis` tells what the points rest on.
    """

    id: str
    title: str
    points: str
    max: str
    lost: str
    basis: str
    lines: tuple[Line, ...] = ()
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of one unit: who and by which edition, the total and its band, its groups, and the ways up.

    `ways` begins with a statement of what they lead to.
    """

    unit: str
    heading: str
    edition: str
    lines: tuple[Line, ...]
    parts: tuple[Section, ...]
    ways: tuple[Line, ...]
