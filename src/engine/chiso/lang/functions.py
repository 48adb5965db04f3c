"""The built-in functions: for each its signature, a line of documentation, and its exact implementation.

A *strict* function is never called with an absent value: the absence is its result. A lenient one (`coalesce`,
`given`, `if_empty`) is there to look at absences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chiso.lang.types import FLAG, NUMERIC, ORDERED, PLAIN, Type
from chiso.lang.values import EMPTY, Absence, Mode, Value, rounded, to_digits

SAME = "same"
"""In a signature: the one type that all arguments marked so share, which is also the type of the result."""

MOST_DIGITS = 20
_ANY = frozenset(Type)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function.

    A parameter with a `default` is a setting: it may be left out, and what is given must be a whole number written
    in the rules, so that it is the same for every record.
    """

    name: str
    type: Type | str = SAME
    default: int | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in function; with `variadic`, its only parameter may be given any number of times, at least once."""

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
        shown = [p.name if p.default is None else f"{p.name}={p.default}" for p in self.parameters]
        return f"{self.name}({', '.join(shown)}{', …' if self.variadic else ''})"


def _clamp(value: Any, low: Any, high: Any) -> Value:
    bounded: Value = min(max(value, low), high)
    return bounded


def _round(value: Any, digits: Any) -> Value:
    return rounded(value, to_digits(digits, Mode.HALF_UP))


def _average(*values: Any) -> Value:
    return Fraction(sum(values), len(values))


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if not isinstance(value, Absence)), values[-1])


def _given(value: Value) -> Value:
    return not isinstance(value, Absence)


def _if_empty(value: Value, otherwise: Value) -> Value:
    return otherwise if value is EMPTY else value


_VALUE = Parameter("value")

_ALL = (
    Function(
        "min", (_VALUE,), SAME, lambda *values: min(values), "the smallest of the values", variadic=True, takes=ORDERED
    ),
    Function(
        "max", (_VALUE,), SAME, lambda *values: max(values), "the largest of the values", variadic=True, takes=ORDERED
    ),
    Function("sum", (_VALUE,), SAME, lambda *values: sum(values), "the values added up", variadic=True),
    Function(
        "average", (_VALUE,), SAME, _average, "the sum of the values divided by how many there are", variadic=True
    ),
    Function("abs", (_VALUE,), SAME, abs, "the value without its sign"),
    Function(
        "clamp",
        (_VALUE, Parameter("low"), Parameter("high")),
        SAME,
        _clamp,
        "the value, but not below `low` and not above `high`",
    ),
    Function(
        "round",
        (_VALUE, Parameter("digits", PLAIN, 0)),
        SAME,
        _round,
        "rounded half up to a fixed number of digits, at most 20",
    ),
    Function("floor", (_VALUE,), SAME, math.floor, "the largest whole number not above the value"),
    Function("ceil", (_VALUE,), SAME, math.ceil, "the smallest whole number not below the value"),
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
        "if_empty",
        (_VALUE, Parameter("otherwise")),
        SAME,
        _if_empty,
        "the value, or `otherwise` where the value is empty (a division by zero)",
        strict=False,
        takes=_ANY,
    ),
)

FUNCTIONS: Mapping[str, Function] = {function.name: function for function in _ALL}
