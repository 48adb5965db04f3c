"""Indicators of the common form all at once, for a record that gives what they need as whole numbers.

One pass over columns of tops, bottoms and constants, without a call for each indicator: what most rule sets are made
of, and where most records spend their time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from chiso.lang.syntax import Arithmetic, Name
from chiso.lang.values import Mode
from chiso.run.rowwise.closures import Names, Sight
from chiso.run.rowwise.common_form import Proportion, quotient


class Straight(NamedTuple):
    """A proportion of one input, or the sum or difference of two, over one input; a rate of 1 is whole steps.

    `sign` is empty for a single input, which then is both `first` and `second`.
    """

    form: Proportion
    sign: str
    first: str
    second: str
    bottom: str


def straight(form: Proportion, sight: Sight) -> Straight | None:
    """The proportion as one that can be computed at once with others; None where it cannot."""
    rate = quotient(form.rate)
    if rate is None or form.over != 1 or form.mode is not Mode.HALF_UP or not isinstance(rate.right, Name):
        return None
    match rate.left:
        case Name(name=name):
            found = Straight(form, "", name, name, rate.right.name)
        case Arithmetic(operator=sign, left=Name(name=first), right=Name(name=second)) if sign in "+-":
            found = Straight(form, sign, first, second, rate.right.name)
        case _:
            return None
    return found if {found.first, found.second, found.bottom} <= sight.inputs else None


def in_turn(found: Sequence[Straight]) -> list[Straight]:
    """In the order in which they are computed: single inputs, then sums, then differences."""
    return sorted(found, key=lambda each: ["", "+", "-"].index(each.sign))


Pick = Callable[[Any], tuple[Any, ...]]


def picked(keys: Sequence[Any]) -> Pick:
    """The values under these keys, as a tuple however many they are. Calling it raises `KeyError`."""
    if len(keys) > 1:
        return itemgetter(*keys)
    if keys:
        (key,) = keys
        return lambda values: (values[key],)
    return lambda values: ()


AtOnce = Callable[[Names], list[int] | None]
"""The counts for a record; None where an input is no whole number. Raises `KeyError`, `ZeroDivisionError`."""


def at_once(found: Sequence[Straight]) -> AtOnce:
    """The counts of indicators that are in turn."""
    single, bottoms = picked([e.first for e in found if not e.sign]), picked([e.bottom for e in found])
    sums, differences = ([(e.first, e.second) for e in found if e.sign == sign] for sign in "+-")
    twice, most = [2 * each.form.times for each in found], [each.form.most for each in found]

    def counts(inputs: Mapping[str, Any]) -> list[int] | None:
        tops, lows = [*single(inputs)], bottoms(inputs)
        for first, second in sums:
            tops.append(inputs[first] + inputs[second])
        for first, second in differences:
            tops.append(inputs[first] - inputs[second])
        if (sum(tops) + sum(lows)).__class__ is not int:
            return None
        return [
            count if 0 <= (count := (by * top + low) // (low + low)) <= full else 0 if count < 0 else full
            for top, low, by, full in zip(tops, lows, twice, most, strict=False)
        ]

    return counts
