"""Indicators of the common form all at once, for a record that gives what they need as whole numbers.

One loop over columns of tops, bottoms and constants, without a call for each indicator: what most rule sets are made
of, and where most records spend their time. Only where a bottom is 0 is an indicator computed by a closure of its own;
where an input is missing or no whole number, all of them are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from chiso.lang.syntax import Arithmetic, Name
from chiso.lang.values import Mode, Number, Value
from chiso.run.rowwise.closures import Names, Sight
from chiso.run.rowwise.common_form import Proportion
from chiso.run.rowwise.indicator_closure import Gaps, IndicatorClosure

SINGLE, SUM, DIFFERENCE, RATE = "single", "+", "-", "rate"
_TURNS = (SINGLE, SUM, DIFFERENCE, RATE)
"""The kinds of rates in the order in which they are computed."""


class Straight(NamedTuple):
    """A proportion whose rate is an input, or one input, the sum or the difference of two, over one input."""

    form: Proportion
    kind: str
    inputs: tuple[str, ...]


def straight(form: Proportion, sight: Sight) -> Straight | None:
    """The proportion as one that can be computed at once with others; None where it cannot."""
    found = _kind_and_inputs(form)
    if found is None or form.mode is not Mode.HALF_UP or not sight.inputs >= set(found[1]):
        return None
    return Straight(form, *found)


def _kind_and_inputs(form: Proportion) -> tuple[str, tuple[str, ...]] | None:
    match form.rate:
        case Name(name=rate):
            return RATE, (rate,)
        case Arithmetic(operator="/", left=Name(name=top), right=Name(name=bottom)):
            return SINGLE, (top, bottom)
        case Arithmetic(operator="/", left=Arithmetic() as parts, right=Name(name=bottom)):
            return _of_two(parts, bottom)
    return None


def _of_two(parts: Arithmetic, bottom: str) -> tuple[str, tuple[str, ...]] | None:
    match parts:
        case Arithmetic(operator="+" | "-" as kind, left=Name(name=first), right=Name(name=second)):
            return kind, (first, second, bottom)
    return None


def in_turn(found: Sequence[Straight]) -> list[Straight]:
    """In the order in which they are computed."""
    return sorted(found, key=lambda each: _TURNS.index(each.kind))


AtOnce = Callable[[Names, dict[str, Value], Gaps], list[Number | None]]
"""The counts of indicators that are in turn; their gaps are noted among those of the record."""


def at_once(found: Sequence[Straight], one_by_one: Sequence[IndicatorClosure]) -> AtOnce:
    """The counts of indicators that are in turn, each of which also has a closure of its own."""
    rates, steps = _rates(found), _steps(found)

    def counts(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> list[Number | None]:
        columns = rates(inputs)
        if columns is None:
            return [indicator(inputs, facts, gaps) for indicator in one_by_one]
        tops, lows = columns
        try:
            return steps(tops, lows)
        except ZeroDivisionError:
            some = steps(tops, [low or 1 for low in lows])
        for place, low in enumerate(lows):
            if not low:
                some[place] = one_by_one[place](inputs, facts, gaps)
        return some

    return counts


_Columns = tuple[list[int], list[int]]


def _rates(found: Sequence[Straight]) -> Callable[[Mapping[str, Any]], _Columns | None]:
    """The rates as tops and bottoms, by the inputs; None where one is missing or no whole number.

    The bottoms are multiplied by what a rate of 1 is over.
    """
    singles, sums, differences, plain = ([each.inputs for each in found if each.kind == kind] for kind in _TURNS)
    of_singles, of_all = _picked([top for top, _ in singles]), [*singles, *sums, *differences]
    bottoms = _picked([inputs[-1] for inputs in of_all])
    overs = [(place, each.form.over) for place, each in enumerate(found) if each.form.over != 1]

    def rates(inputs: Mapping[str, Any]) -> _Columns | None:
        try:
            tops, lows = [*of_singles(inputs)], [*bottoms(inputs)]
            for first, second, _ in sums:
                tops.append(inputs[first] + inputs[second])
            for first, second, _ in differences:
                tops.append(inputs[first] - inputs[second])
            for (rate,) in plain:
                top, low = inputs[rate].as_integer_ratio()
                tops.append(top)
                lows.append(low)
        except KeyError:
            return None
        for place, over in overs:
            lows[place] *= over
        return (tops, lows) if sum(tops, sum(lows)).__class__ is int else None

    return rates


def _picked(keys: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The values under these keys, as a tuple however many they are. Calling it raises `KeyError`."""
    if len(keys) > 1:
        return itemgetter(*keys)
    if keys:
        (key,) = keys
        return lambda values: (values[key],)
    return lambda values: ()


def _steps(found: Sequence[Straight]) -> Callable[[list[int], list[int]], list[Number | None]]:
    """The counts by tops and bottoms. Calling it raises `ZeroDivisionError`."""
    twice, most = [2 * each.form.times for each in found], [each.form.most for each in found]

    def steps(tops: list[int], lows: list[int]) -> list[Number | None]:
        counts: list[Number | None] = []
        for top, low, by, full in zip(tops, lows, twice, most, strict=True):
            count = (by * top + low) // (low + low)
            counts.append(count if 0 <= count <= full else 0 if count < 0 else full)
        return counts

    return steps
