"""A record: what is given about one unit in one period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from chiso.diagnostics.diagnostic import Diagnostic
from chiso.lang.values import Given, exceeds_digits
from chiso.source import Source, Span

_SHOWN_DIGITS = 100


class Origin(Protocol):
    """Where a record comes from: able to show the place of one of its values."""

    @property
    def row(self) -> int:
        """The number people call the record by: the line of its file, or its place in a list."""
        ...

    def place(self, name: str) -> Span:
        """The place of the value under a column or key; the record's own place when it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Record:
    """One unit in one period.

    `inputs` holds the inputs that were given, by id; what is not in it is missing. `reported` holds published values
    by address: `payment.points`, `payment.rate`, `total.points`, `total.band` (the band's id), `total.rank`. `code` is
    the unit's official code and `parent` the unit it belongs to, where they are known. `doubts` are what its source
    itself says against it, as warnings.
    """

    unit: str
    level: str
    period: str
    inputs: Mapping[str, Given] = field(default_factory=dict)
    reported: Mapping[str, Given] = field(default_factory=dict)
    origin: Origin | None = field(default=None, compare=False, repr=False)
    code: str | None = None
    parent: str | None = None
    doubts: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)


def shortened(value: object) -> str:
    """What to show of a value that may be a number of thousands of digits."""
    if isinstance(value, (int, Fraction)) and exceeds_digits(value, _SHOWN_DIGITS):
        return "…"
    return str(value)


def place_of(record: Record, name: str) -> Span:
    """The place of one of a record's values; for a record made by a program, the record written out as text."""
    if record.origin is not None:
        return record.origin.place(name)
    lines = [f"unit: {record.unit}", f"level: {record.level}", f"period: {record.period}"]
    lines += [f"{id}: {shortened(value)}" for id, value in (*record.inputs.items(), *record.reported.items())]
    text = "\n".join(lines)
    start = max(f"\n{text}".find(f"\n{name}: "), 0)
    return Span(Source("<record>", text), start, start + len(text[start:].splitlines()[0]))
