"""Values, and the only home of arithmetic, rounding and absence.

A number is an `int` or a `Fraction`, both exact; binary floating point never appears. A value that is not there is
one of three absences, and which one survives an operation is decided here, in `absence_of`, and nowhere else:

- not applicable wins over everything: what does not apply cannot be made to apply by another operand;
- missing (not given) wins over empty: as long as a datum is unknown, nothing may be said of the result;
- empty comes from a division by zero.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import Any


class Absence(Enum):
    """Why there is no value. The members' values are the words of the wire format."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_APPLICABLE = "not_applicable"


MISSING = Absence.MISSING
EMPTY = Absence.EMPTY
NOT_APPLICABLE = Absence.NOT_APPLICABLE

Number = int | Fraction
Given = Number | bool | str | date
Value = Given | Absence

_STRENGTH = {EMPTY: 0, MISSING: 1, NOT_APPLICABLE: 2}


def absence_of(*values: Value) -> Absence | None:
    """The absence that an operation on these values results in, or None when all are there."""
    strongest: Absence | None = None
    for value in values:
        if isinstance(value, Absence) and (strongest is None or _STRENGTH[value] > _STRENGTH[strongest]):
            strongest = value
    return strongest


def as_number(value: Value | None) -> Number | None:
    """The value when it is a number (a flag is none), else None."""
    return value if type(value) is int or type(value) is Fraction else None


# Arithmetic on values that are there; the types have been checked.


def total(left: Number, right: Number) -> Number:
    """An exact sum."""
    return left + right


def difference(left: Number | date, right: Number | date) -> Number:
    """An exact difference; of two dates, the days from the right one to the left one."""
    if isinstance(left, date) and isinstance(right, date):
        return (left - right).days
    assert not isinstance(left, date)
    assert not isinstance(right, date)
    return left - right


def product(left: Number, right: Number) -> Number:
    """An exact product."""
    return left * right


def divide(left: Number, right: Number) -> Number | Absence:
    """An exact quotient; empty when the denominator is 0."""
    if not right:
        return EMPTY
    if type(left) is int and type(right) is int:
        return Fraction(left, right)
    return Fraction(left.numerator * right.denominator, left.denominator * right.numerator)


OPERATIONS: Mapping[str, Callable[[Any, Any], Number | Absence]] = {
    "+": total,
    "-": difference,
    "*": product,
    "/": divide,
}


def summed(values: Sequence[Number]) -> Number:
    """The exact sum of any number of values, brought to one denominator first: one reduction instead of many."""
    ratios = [value.as_integer_ratio() for value in values]
    common = lcm(*[bottom for _, bottom in ratios])
    return simplest(Fraction(sum([top * (common // bottom) for top, bottom in ratios]), common))


def share(whole: Number, part: Number, full: Number) -> Number | Absence:
    """`whole` times `part / full`, but no less than 0 and at most `whole`; empty when `full` is 0."""
    if not full:
        return EMPTY
    part_top, part_bottom = part.as_integer_ratio()
    full_top, full_bottom = full.as_integer_ratio()
    reached, needed = part_top * full_bottom, part_bottom * full_top
    if reached <= 0 or needed < 0:
        return 0
    if reached >= needed:
        return whole
    return Fraction(whole.numerator * reached, whole.denominator * needed)


def between(at: Number, first: Number, last: Number, low: Number, high: Number) -> Number:
    """The value at `at` on the straight line from `low` at `first` to `high` at `last`; the ends differ."""
    return simplest(low + Fraction(at - first) / (last - first) * (high - low))


class Mode(Enum):
    """How a value between two steps is rounded; the meanings are those of IEEE 754 and of decimal arithmetic."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rounding:
    """Round to a multiple of `step` (1/100 for two digits); ties and signs as `mode` says, away from zero for up."""

    step: Fraction
    mode: Mode

    @property
    def digits(self) -> int:
        """How many decimals a multiple of the step needs at most."""
        return decimals_of(self.step) or 0


def rounded(value: Number, rounding: Rounding) -> Fraction:
    """The multiple of the step that the rounding chooses for this value."""
    top, bottom = value.as_integer_ratio()
    step_top, step_bottom = rounding.step.as_integer_ratio()
    return Fraction(whole_quotient(top * step_bottom, bottom * step_top, rounding.mode) * step_top, step_bottom)


def whole_quotient(top: int, bottom: int, mode: Mode) -> int:
    """The whole number that a rounding chooses for `top / bottom`; `bottom` is above 0."""
    whole, rest = divmod(abs(top), bottom)
    whole += _goes_up(mode, whole, 2 * rest, bottom)
    return -whole if top < 0 else whole


def _goes_up(mode: Mode, whole: int, twice_rest: int, unit: int) -> bool:
    """Whether a value of `whole` steps and a rest goes away from zero to the next step."""
    if mode is Mode.HALF_UP:
        return twice_rest >= unit
    if mode is Mode.HALF_EVEN:
        return twice_rest > unit or (twice_rest == unit and whole % 2 == 1)
    return mode is Mode.UP and twice_rest > 0


def to_digits(digits: int, mode: Mode) -> Rounding:
    """Rounding to a number of decimals."""
    return Rounding(Fraction(1, 10**digits), mode)


# Numbers as text.

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")


def plain_number(text: str) -> Number | None:
    """The exact number that a plain decimal text says (`12`, `0.1`, `-3.50`), or None when it says none."""
    if not _PLAIN.fullmatch(text) or not text.isascii():
        return None
    return simplest(Fraction(text))


_FRACTION = re.compile(r"(-?\d+)/(\d+)")


def exact_number(text: str) -> Number | None:
    """The exact number of a text in any form the rules write: `0.84`, `45%`, `227/270`; None when it is none."""
    if text.endswith("%"):
        percent = plain_number(text[:-1].rstrip())
        return None if percent is None else simplest(Fraction(percent) / 100)
    fraction = _FRACTION.fullmatch(text) if text.isascii() else None
    if fraction is None:
        return plain_number(text)
    return simplest(Fraction(int(fraction[1]), int(fraction[2]))) if int(fraction[2]) else None


def simplest(value: Number) -> Number:
    """The same number, as an int where it is whole."""
    return value.numerator if value.denominator == 1 else value


def exceeds_digits(value: Number, digits: int) -> bool:
    """Whether the numerator or denominator surely has more digits; told from its bits, without writing it out."""
    top, bottom = value.as_integer_ratio()
    return (max(top.bit_length(), bottom.bit_length()) - 1) * 3 > digits * 10


def decimals_of(value: Number) -> int | None:
    """How many decimals write the number exactly, or None when no finite number does."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def decimal_text(value: Number, digits: int = 0) -> str:
    """The number in plain decimals, at least `digits` of them; as a fraction (`1/3`) when decimals cannot say it."""
    needed = decimals_of(value)
    if needed is None:
        return str(value)
    digits = max(digits, needed)
    scaled = abs(value) * 10**digits
    whole = str(int(scaled)).rjust(digits + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole[:-digits]}.{whole[-digits:]}" if digits else f"{sign}{whole}"


def shown(value: Number) -> str:
    """The number in a message: in decimals, or a mark for one of a thousand digits and more."""
    return "…" if exceeds_digits(value, 1_000) else decimal_text(value)


def exact_decimal(value: Number, digits: int = 0) -> Decimal:
    """The number as a Decimal of at least `digits` decimals.

    Raises `ValueError` when no finite decimal equals it: such a number has to be rounded first.
    """
    if decimals_of(value) is None:
        raise ValueError(f"{value} has no finite decimal form")
    return Decimal(decimal_text(value, digits))


def from_decimal(value: Decimal) -> Number:
    """The exact number of a finite Decimal. Raises `ValueError` for infinities and NaN."""
    if not value.is_finite():
        raise ValueError(f"{value} is not a number")
    return simplest(Fraction(value))


def percent_text(value: Number) -> str:
    """The number in percent: `45%` for 9/20; a fraction that decimals cannot say keeps its fraction form."""
    return f"{decimal_text(value * 100)}%"


def fraction_text(value: Number) -> str:
    """The exact fraction in lowest terms: `290/299`, or `1` when it is whole."""
    return str(value)


def comparable(text: str) -> str:
    """A text as values compare it: in NFC, and nothing but a text."""
    return unicodedata.normalize("NFC", str(text))
