"""What a value can be before any record is known: the bounds of a number, the texts or truths, the absences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chiso.lang.interval import ALL, Interval, hull, point, span
from chiso.lang.values import Absence, Given, Number, as_number


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a value can be: a number of the interval, or one of `options` (None for any), or one of the absences."""

    interval: Interval = ALL
    options: frozenset[Given] | None = None
    absences: frozenset[Absence] = frozenset()

    @property
    def truth(self) -> bool | None:
        """True or False for a condition that can come to nothing else."""
        return next(iter(self.options)) is True if self.options is not None and len(self.options) == 1 else None


ANYTHING = Outlook()
EITHER = Outlook(options=frozenset({True, False}))
Outlooks = Mapping[str, Outlook]


def certain(value: Given) -> Outlook:
    """The outlook of one value."""
    number = as_number(value)
    return Outlook(options=frozenset({value})) if number is None else Outlook(point(number))


def between(low: Number | None, high: Number | None, absences: frozenset[Absence] = frozenset()) -> Outlook:
    """The outlook of a number between two bounds; None where there is no bound."""
    return Outlook(span(low, high), absences=absences)


def condition(truth: bool | None, absences: frozenset[Absence] = frozenset()) -> Outlook:
    """The outlook of a condition that always or never holds, or either."""
    return Outlook(options=frozenset({True, False} if truth is None else {truth}), absences=absences)


def absences_of(outlooks: Iterable[Outlook]) -> frozenset[Absence]:
    """Every absence that one of them can meet."""
    return frozenset[Absence]().union(*(outlook.absences for outlook in outlooks))


def either(outlooks: list[Outlook]) -> Outlook:
    """What one of several outlooks promises, whichever it will be."""
    options = [outlook.options for outlook in outlooks]
    known = [part for part in options if part is not None]
    together = frozenset[Given]().union(*known) if len(known) == len(options) else None
    return Outlook(hull(outlook.interval for outlook in outlooks), together, absences_of(outlooks))
