"""The built-in functions: for each its signature, a line of documentation, and its exact implementation.

A *strict* function is never called with an absent value: the absence is its result. A lenient one (`coalesce`,
`given`, `if_empty`, `if_missing`, `count_given`) is there to look at absences. The two tables, `steps` and
`interpolate`, are written with rows and have a kind of node of their own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chiso.lang.types import COUNT, DATE, DAYS, FLAG, NUMBER, NUMERIC, ORDERED, PLAIN, RATE, TEXT, Type
from chiso.lang.values import EMPTY, MISSING, Absence, Mode, Rounding, Value, divide, rounded, simplest, to_digits

SAME = "same"
"""In a signature: the one type that all arguments marked so share, which is also the type of the result."""

ANY = "any"
"""In a signature: a value of any type, whatever the others are."""

MOST_DIGITS = 20
STEPS = "steps"
INTERPOLATE = "interpolate"
_ANY = frozenset(Type)
_MODES = tuple(mode.value for mode in Mode)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function.

    A parameter with a `default` is a setting: it may be left out, and what is given must be written in the rules, so
    that it is the same for every record: a whole number, or one of `choices`.
    """

    name: str
    type: Type | str = SAME
    default: int | str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in function; with `variadic`, its only parameter may be given any number of times, at least once.

    `takes` are the types that the values may have; those of type `SAME` share one type.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: Type | str
    evaluate: Callable[..., Value]
    doc: str
    variadic: bool = False
    strict: bool = True
    takes: frozenset[Type] = NUMERIC

    @property
    def signature(self) -> str:
        """As a person reads it: `clamp(value, low, high)`."""
        shown = [p.name if p.default is None else f"{p.name}={_written(p.default)}" for p in self.parameters]
        return f"{self.name}({', '.join(shown)}{', …' if self.variadic else ''})"


def _written(default: int | str) -> str:
    return f'"{default}"' if isinstance(default, str) else str(default)


@dataclass(frozen=True, slots=True)
class TableFunction:
    """A table as the documents show it."""

    name: str
    signature: str
    doc: str


def _clamp(value: Any, low: Any, high: Any) -> Value:
    bounded: Value = min(max(value, low), high)
    return bounded


def _round(value: Any, digits: Any, mode: Any) -> Value:
    return simplest(rounded(value, to_digits(digits, Mode(mode))))


def _round_to(value: Any, multiple: Any, mode: Any) -> Value:
    """Multiples of 0 are none, so that there is no value, as in a division."""
    if not multiple:
        return EMPTY
    return simplest(rounded(value, Rounding(Fraction(abs(multiple)), Mode(mode))))


def _average(*values: Any) -> Value:
    return simplest(Fraction(sum(values)) / len(values))


def _median(*values: Any) -> Value:
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else _average(ordered[middle - 1], ordered[middle])


def _normalize(value: Any, low: Any, high: Any) -> Value:
    """How far a value is on the way from `low`, the worst, to `high`, the best; the best may be the smaller number."""
    part = divide(value - low, high - low)
    return part if isinstance(part, Absence) else max(0, min(1, part))


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if not isinstance(value, Absence)), values[-1])


def _given(value: Value) -> Value:
    return not isinstance(value, Absence)


def _count_given(*values: Value) -> Value:
    return sum(not isinstance(value, Absence) for value in values)


def _if_empty(value: Value, otherwise: Value) -> Value:
    return otherwise if value is EMPTY else value


def _if_missing(value: Value, otherwise: Value) -> Value:
    return otherwise if value is MISSING else value


_VALUE = Parameter("value")
_LOW, _HIGH, _OTHERWISE = Parameter("low"), Parameter("high"), Parameter("otherwise")
_DIGITS = Parameter("digits", PLAIN, 0)
_MODE = Parameter("mode", TEXT, Mode.HALF_UP.value, _MODES)
_DAY = frozenset({DATE})

_OF_NUMBERS = (
    Function("min", (_VALUE,), SAME, lambda *of: min(of), "the smallest of the values", variadic=True, takes=ORDERED),
    Function("max", (_VALUE,), SAME, lambda *of: max(of), "the largest of the values", variadic=True, takes=ORDERED),
    Function("sum", (_VALUE,), SAME, lambda *of: sum(of), "the values added up", variadic=True),
    Function(
        "average", (_VALUE,), SAME, _average, "the sum of the values divided by how many there are", variadic=True
    ),
    Function(
        "median",
        (_VALUE,),
        SAME,
        _median,
        "the middle one of the values in order; of an even number, the average of the two in the middle",
        variadic=True,
    ),
    Function("abs", (_VALUE,), SAME, abs, "the value without its sign"),
    Function("clamp", (_VALUE, _LOW, _HIGH), SAME, _clamp, "the value, but not below `low` and not above `high`"),
    Function(
        "normalize",
        (_VALUE, _LOW, _HIGH),
        RATE,
        _normalize,
        "how far the value is from `low` (0%) to `high` (100%); `low` may be the larger number",
    ),
    Function(
        "round",
        (_VALUE, _DIGITS, _MODE),
        SAME,
        _round,
        "rounded to a fixed number of digits, at most 20; `mode` as in `rounding:`",
    ),
    Function(
        "round_to",
        (_VALUE, Parameter("multiple"), _MODE),
        SAME,
        _round_to,
        "rounded to the nearest multiple, such as 0.25; empty for multiples of 0",
    ),
    Function("floor", (_VALUE,), SAME, math.floor, "the largest whole number not above the value"),
    Function("ceil", (_VALUE,), SAME, math.ceil, "the smallest whole number not below the value"),
)

_OF_CONDITIONS_AND_DAYS = (
    Function(
        "count_met",
        (Parameter("condition"),),
        COUNT,
        lambda *of: sum(of),
        "how many of the conditions hold",
        variadic=True,
        takes=frozenset({FLAG}),
    ),
    Function(
        "days_between",
        (Parameter("first"), Parameter("last")),
        DAYS,
        lambda first, last: (last - first).days,
        "the days from the first date to the last; below 0 when the last comes first",
        takes=_DAY,
    ),
    Function("year", (Parameter("date"),), NUMBER, lambda day: day.year, "the year of a date", takes=_DAY),
    Function("month", (Parameter("date"),), NUMBER, lambda day: day.month, "the month of a date, 1 to 12", takes=_DAY),
)

_OF_ABSENCE = (
    Function(
        "coalesce",
        (_VALUE,),
        SAME,
        _coalesce,
        "the first of the values that is there; the last one when none is",
        variadic=True,
        strict=False,
        takes=_ANY,
    ),
    Function("given", (_VALUE,), FLAG, _given, "whether the value is there", strict=False, takes=_ANY),
    Function(
        "count_given",
        (Parameter("value", ANY),),
        COUNT,
        _count_given,
        "how many of the values are there",
        variadic=True,
        strict=False,
        takes=_ANY,
    ),
    Function(
        "if_empty",
        (_VALUE, _OTHERWISE),
        SAME,
        _if_empty,
        "the value, or `otherwise` where the value is empty (a division by zero)",
        strict=False,
        takes=_ANY,
    ),
    Function(
        "if_missing",
        (_VALUE, _OTHERWISE),
        SAME,
        _if_missing,
        "the value, or `otherwise` where the value is missing (not given)",
        strict=False,
        takes=_ANY,
    ),
)

FUNCTIONS: Mapping[str, Function] = {
    function.name: function for function in (*_OF_NUMBERS, *_OF_CONDITIONS_AND_DAYS, *_OF_ABSENCE)
}

TABLES: Mapping[str, TableFunction] = {
    STEPS: TableFunction(
        STEPS,
        "steps(value, bound -> result, …, else result)",
        "the result of the highest bound that the value reaches; below all of them what `else` says, or 0",
    ),
    INTERPOLATE: TableFunction(
        INTERPOLATE,
        "interpolate(value, at -> result, …)",
        "on the straight line between the two neighbouring rows; before the first row and after the last, its result",
    ),
}
