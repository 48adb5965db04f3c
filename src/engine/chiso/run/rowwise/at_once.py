"""All indicators of the common form at once, for a record that gives everything they need as whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from chiso.lang.syntax import Arithmetic, Expression, Name
from chiso.lang.values import OPERATIONS
from chiso.run.rowwise.closures import Names, Sight
from chiso.run.rowwise.common_form import Folded, Proportion, folded

Given = Callable[[Names], Any]
"""A part of a rate straight from the inputs. Raises `KeyError` where one is missing."""


class Straight(NamedTuple):
    """A proportion whose rate is a quotient of inputs, or of sums and differences of two, with its constants.

    `names` are those of the two inputs, where the rate is no more than one over another.
    """

    form: Proportion
    top: Given
    bottom: Given
    names: tuple[str, str] | None
    constants: Folded


def straight(form: Proportion, sight: Sight) -> Straight | None:
    """The proportion as one that can be computed at once with others; None where it cannot."""
    constants, quotient = folded(form), form.quotient
    if constants is None or quotient is None:
        return None
    left, right = quotient.left, quotient.right
    top, bottom = _given(left, sight), _given(right, sight)
    if top is None or bottom is None:
        return None
    named = (left.name, right.name) if isinstance(left, Name) and isinstance(right, Name) else None
    return Straight(form, top, bottom, named, constants)


def _given(part: Expression, sight: Sight) -> Given | None:
    if isinstance(part, Name):
        return itemgetter(part.name) if part.name in sight.inputs else None
    if not isinstance(part, Arithmetic) or part.operator not in "+-":
        return None
    if not isinstance(part.left, Name) or not isinstance(part.right, Name):
        return None
    left, right, operation = part.left.name, part.right.name, OPERATIONS[part.operator]
    if not {left, right} <= sight.inputs:
        return None
    return lambda inputs: operation(inputs[left], inputs[right])


AtOnce = Callable[[Names], list[int] | None]
"""The counts for a record; None where some input is no whole number. Raises `KeyError`, `ZeroDivisionError`."""


def at_once(found: Sequence[Straight]) -> AtOnce:
    """The counts of proportions, in this order, in which those of named inputs come first."""
    named = [each.names for each in found if each.names is not None]
    tops, bottoms = picked([top for top, _ in named]), picked([bottom for _, bottom in named])
    further = [(each.top, each.bottom) for each in found if each.names is None]
    further_tops, further_bottoms = [top for top, _ in further], [bottom for _, bottom in further]
    times, plus, over, most = zip(*(each.constants for each in found), strict=True) if found else ((), (), (), ())

    def counts(inputs: Names) -> list[int] | None:
        above = (*tops(inputs), *[top(inputs) for top in further_tops])
        below = (*bottoms(inputs), *[bottom(inputs) for bottom in further_bottoms])
        if (sum(above) + sum(below)).__class__ is not int:
            return None
        return [
            count if 0 <= (count := (by * top + add * bottom) // (of * bottom)) <= full else 0 if count < 0 else full
            for top, bottom, by, add, of, full in zip(above, below, times, plus, over, most, strict=False)
        ]

    return counts


Pick = Callable[[Any], tuple[Any, ...]]


def picked(keys: Sequence[Any]) -> Pick:
    """The values under these keys, as a tuple however many they are."""
    if len(keys) > 1:
        return itemgetter(*keys)
    if keys:
        (key,) = keys
        return lambda values: (values[key],)
    return lambda values: ()
