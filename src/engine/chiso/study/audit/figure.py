"""A printed figure: its text, its place, and every number that may stand behind it.

A figure was rounded when it was printed: `12,9` in a column with one decimal stands for a number from 12.85 to 12.95,
both ends included, since a tie may have gone either way. How many decimals a column is printed with is told from the
cell that shows the most, because reports drop zeros at the end: `18` beside `17,7` is 18,0. A count is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from chiso.lang.interval import ALL, Interval, overlap, span
from chiso.lang.values import Number, decimals_of, simplest
from chiso.source import Span

ABSENT = frozenset({"", "-", "–", "—"})
"""How a report writes that there is no figure."""


class Measure(Enum):
    """What the figures of a column are: how their text is read, and whether they were rounded."""

    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"


_WRITTEN = re.compile(r"\(?\s*(?:(giảm|tăng)\s+)?([+−-]?)\s*(\d[\d.,]{0,60})\s*(%|/\s*\d+)?\s*\)?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_DECIMAL = re.compile(r"\d{1,30}(?:[.,]\d{1,30})?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure; `step` is the unit of its last decimal, 0 where exact, `within` what it can be at all."""

    text: str
    place: Span
    column: str
    measure: Measure
    value: Number
    step: Fraction
    within: Interval = ALL

    @property
    def interval(self) -> Interval:
        """Every number that is printed so."""
        rounded = span(self.value - self.step / 2, self.value + self.step / 2)
        possible = overlap(rounded, self.within)
        return rounded if possible.is_empty else possible

    @property
    def cut_off(self) -> Interval:
        """Every number that is printed so by someone who leaves the further decimals away."""
        if self.value < 0:
            return replace(span(self.value - self.step, self.value), low_open=bool(self.step))
        return replace(span(self.value, self.value + self.step), high_open=bool(self.step))

    def with_one_digit_changed(self) -> Iterator[Figure]:
        """The same figure with another digit at one place, in every way; none where its text is not its number."""
        written = _WRITTEN.fullmatch(self.text) if number_of(self.text, self.measure) == self.value else None
        for at in range(*written.span(3)) if written is not None else ():
            for digit in "0123456789" if self.text[at].isdigit() else "":
                text = f"{self.text[:at]}{digit}{self.text[at + 1 :]}"
                value = None if digit == self.text[at] else number_of(text, self.measure)
                if value is not None:
                    yield replace(self, text=text, value=value)


@dataclass(frozen=True, slots=True)
class Said:
    """A printed word: a mark such as `Xong`, a band; `means` is the word it stands for, where that is another."""

    text: str
    place: Span
    column: str
    means: str = ""


def number_of(text: str, measure: Measure) -> Number | None:
    """The number that a text says under a measure; None when it says none."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return None
    change, sign, digits, _ = written.groups()
    if measure is Measure.COUNT:
        plain = re.sub(r"[.,]", "", digits) if _GROUPED.fullmatch(digits) else ""
    else:
        plain = digits.replace(",", ".") if _DECIMAL.fullmatch(digits) else ""
    if not plain:
        return None
    negative = sign in ("-", "−") or (change or "").casefold() == "giảm"
    return simplest(Fraction(plain) * (-1 if negative else 1) * _scale(measure))


def step_of(text: str, measure: Measure) -> Fraction:
    """The unit of the last decimal that a text shows; 0 for a count."""
    written = _WRITTEN.fullmatch(text)
    if measure is Measure.COUNT or written is None:
        return Fraction(0)
    _, _, decimals = written[3].replace(",", ".").partition(".")
    return _scale(measure) / Fraction(10 ** len(decimals))


def step_of_number(value: Number, measure: Measure) -> Fraction:
    """The unit of the last decimal of a number that has no text; 0 where no decimals say it, so that it is exact."""
    decimals = decimals_of(value / _scale(measure))
    return Fraction(0) if measure is Measure.COUNT or decimals is None else _scale(measure) / Fraction(10**decimals)


def finest(steps: Iterable[Fraction]) -> Fraction:
    """The step of a column whose cells show these."""
    return min((step for step in steps if step), default=Fraction(0))


def _scale(measure: Measure) -> Fraction:
    return Fraction(1, 100) if measure is Measure.PERCENT else Fraction(1)
