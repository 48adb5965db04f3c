"""What is varied in a sweep, read from what people write: `param payment_target from 30% to 90% step 5%`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.lang.values import Number, decimal_text, exact_number, percent_text, simplest

MOST_VALUES = 1_000
"""Values of one quantity that are tried."""

_FORM = re.compile(r"(param|rule|input)\s+(\S+)\s+(from|by)\s+(\S+)\s+to\s+(\S+)(?:\s+step\s+(\S+))?")
_EXAMPLE = "param payment_target from 30% to 90% step 5%"
_PARTS = 10


class Kind(Enum):
    """What sort of thing is varied."""

    PARAMETER = "param"
    RULE = "rule"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Vary:
    """One quantity and its values; `relative` where they are added to what each unit has."""

    text: str
    kind: Kind
    name: str
    values: tuple[Number, ...]
    relative: bool
    percent: bool

    def written(self, value: Number) -> str:
        """A value as it was written: `45%`."""
        return percent_text(value) if self.percent else decimal_text(value)


def vary(text: str, report: Report) -> Vary | None:
    """The quantity that a text names with its values; None after reporting what is wrong with it."""
    place = argument_span(text)
    found = _FORM.fullmatch(text.strip())
    numbers = [] if found is None else [exact_number(part) for part in found.groups()[3:] if part is not None]
    if found is None or None in numbers or (found[3] == "by" and found[1] != "input"):
        report.add("vary-malformed", place, text=text, form=_EXAMPLE)
        return None
    first, last, *steps = [number for number in numbers if number is not None]
    step = steps[0] if steps else simplest(Fraction(last - first) / _PARTS)
    percent = any("%" in part for part in found.groups()[3:] if part is not None)
    made = Vary(text, Kind(found[1]), found[2], (first,), found[3] == "by", percent)
    return _ranged(made, first, last, step, report)


def _ranged(made: Vary, first: Number, last: Number, step: Number, report: Report) -> Vary | None:
    place, low, high = argument_span(made.text), made.written(first), made.written(last)
    if first == last:
        reach = abs(Fraction(first)) or Fraction(1)
        report.add("vary-empty", place, first=low, last=high, form=_form(made, first, first + reach, reach / _PARTS))
        return None
    tenth = Fraction(last - first) / _PARTS
    if not step or (step > 0) is not (last > first):
        form = _form(made, first, last, -step if step else tenth)
        report.add("vary-step", place, first=low, last=high, step=made.written(step), form=form)
        return None
    count = int(Fraction(last - first) / step) + 1
    if count > MOST_VALUES:
        report.add("vary-too-many", place, count=count, most=MOST_VALUES, form=_form(made, first, last, tenth))
        return None
    values = tuple(simplest(Fraction(first + step * number)) for number in range(count))
    return replace(made, values=values)


def _form(made: Vary, first: Number, last: Number, step: Number) -> str:
    head = f"{made.kind.value} {made.name} {'by' if made.relative else 'from'}"
    return f"{head} {made.written(first)} to {made.written(last)} step {made.written(step)}"


def coarser(made: Vary) -> str:
    """The same range in a few steps."""
    first, last = made.values[0], made.values[-1]
    return _form(made, first, last, Fraction(last - first) / _PARTS)
