"""Indicators of the common form all at once, for a record that gives what they need as whole numbers.

One loop over columns of tops, bottoms and constants, without a call for each indicator: what most rule sets are made
of, and where most records spend their time. Only where a bottom is 0 is an indicator computed by a closure of its own;
where an input is missing or no whole number, all of them are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from chiso.lang.syntax import Arithmetic, Expression, Name
from chiso.lang.values import Mode, Number, Value
from chiso.run.rowwise.closures import Names, Sight
from chiso.run.rowwise.common_form import Proportion, quotient
from chiso.run.rowwise.indicator_closure import Gaps, IndicatorClosure


class Straight(NamedTuple):
    """A proportion whose rate is an input, or one input, the sum or the difference of two, over one input.

    Without a `bottom`, `top` is the rate. `sign` is how `second` is joined to `top`; both are empty for a single input.
    """

    form: Proportion
    top: str
    bottom: str = ""
    sign: str = ""
    second: str = ""


def straight(form: Proportion, sight: Sight) -> Straight | None:
    """The proportion as one that can be computed at once with others; None where it cannot."""
    found = _by_inputs(form, form.rate)
    if found is None or form.mode is not Mode.HALF_UP:
        return None
    return found if sight.inputs >= {found.top, found.second, found.bottom} - {""} else None


def _by_inputs(form: Proportion, rate: Expression) -> Straight | None:
    if isinstance(rate, Name):
        return Straight(form, rate.name)
    divided = quotient(rate)
    if divided is None or not isinstance(divided.right, Name):
        return None
    match divided.left:
        case Name(name=top):
            return Straight(form, top, divided.right.name)
        case Arithmetic(operator="+" | "-" as sign, left=Name(name=first), right=Name(name=second)):
            return Straight(form, first, divided.right.name, sign, second)
    return None


Pick = Callable[[Any], tuple[Any, ...]]
"""Several values of one thing, as a tuple."""

AtOnce = Callable[[Names, dict[str, Value], Gaps], list[Number | None]]
"""The counts of some indicators; their gaps are noted among those of the record."""


def at_once(found: Sequence[Straight], one_by_one: Sequence[IndicatorClosure]) -> AtOnce:
    """The counts of indicators each of which also has a closure of its own."""
    columns = _columns(found)
    twice, most = [2 * each.form.times for each in found], [each.form.most for each in found]

    def apart(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> list[Number | None]:
        return [indicator(inputs, facts, gaps) for indicator in one_by_one]

    def together(inputs: Names, facts: dict[str, Value], gaps: Gaps) -> list[Number | None]:
        try:
            tops, lows = columns(inputs)
        except KeyError:
            return apart(inputs, facts, gaps)
        if sum(tops, sum(lows)).__class__ is not int:
            return apart(inputs, facts, gaps)
        counts: list[Number | None] = []
        rows = zip(tops, lows, twice, most, strict=True)
        while len(counts) < len(found):
            try:
                for top, low, by, full in rows:
                    count = (by * top + low) // (low + low)
                    counts.append(count if 0 <= count <= full else 0 if count < 0 else full)
            except ZeroDivisionError:
                counts.append(one_by_one[len(counts)](inputs, facts, gaps))
        return counts

    return together


def _columns(found: Sequence[Straight]) -> Callable[[Mapping[str, Any]], tuple[list[int], list[int]]]:
    """Tops and bottoms of the rates by the inputs; the bottoms times what a rate of 1 is over.

    What is no whole number leaves none. Calling it raises `KeyError`.
    """
    first_tops, bottoms = picked([each.top for each in found]), picked([each.bottom or each.top for each in found])
    sums, differences = ([(n, e.second) for n, e in enumerate(found) if e.sign == sign] for sign in "+-")
    rates = [place for place, each in enumerate(found) if not each.bottom]
    overs = [(place, each.form.over) for place, each in enumerate(found) if each.form.over != 1]

    def columns(inputs: Mapping[str, Any]) -> tuple[list[int], list[int]]:
        tops, lows = [*first_tops(inputs)], [*bottoms(inputs)]
        for place, second in sums:
            tops[place] += inputs[second]
        for place, second in differences:
            tops[place] -= inputs[second]
        for place in rates:
            tops[place], lows[place] = tops[place].as_integer_ratio()
        for place, over in overs:
            lows[place] *= over
        return tops, lows

    return columns


def picked(keys: Sequence[Any]) -> Pick:
    """The values under these keys, as a tuple however many they are. Calling it raises `KeyError`."""
    if len(keys) > 1:
        return itemgetter(*keys)
    if keys:
        (key,) = keys
        return lambda values: (values[key],)
    return lambda values: ()
