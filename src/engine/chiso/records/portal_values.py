"""Figures of a response: numbers as the portal writes them, to the columns of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import Number, as_number, decimal_text, divide, from_decimal
from chiso.records.portal_fields import ON_TIME
from chiso.ruleset.document import Block, Document, Scalar, Sequence, Style
from chiso.source import Span

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Datum:
    """One value of a unit: the column it fills, the value as a data file writes it, and where it stands."""

    column: str
    text: str
    place: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a response, exact."""

    value: Number
    text: str
    place: Span

    def datum(self, column: str) -> Datum:
        """The figure as the value of a column."""
        return Datum(column, self.text, self.place)


def figure(holder: Block, key: str, unit: str, report: Report) -> Figure | None:
    """The number under a key; None where it is null, and after reporting that it is lacking or no number."""
    found = holder.values.get(key)
    if found is None:
        say_lacking(key, unit, holder, report)
        return None
    if isinstance(found, Scalar) and found.style is Style.PLAIN:
        if found.text == "null":
            return None
        if _NUMBER.fullmatch(found.text):
            return _exact(found, report)
    report.add("portal-not-a-number", _head(found), field=key, unit=unit, actual=_kind(found))
    return None


def _exact(scalar: Scalar, report: Report) -> Figure | None:
    """The exact number; `1491.0` is the whole number that it is."""
    decimal = Decimal(scalar.text)
    if len(scalar.text) > _LONGEST or abs(decimal.adjusted()) > _LONGEST:
        report.add("limit-exceeded", scalar.span, limit=Word("limit.digits"), actual=len(scalar.text), most=_LONGEST)
        return None
    number = from_decimal(decimal)
    return Figure(number, decimal_text(number), scalar.span)


def _head(found: Document) -> Span:
    """A scalar as a whole, of anything longer its opening bracket."""
    span = found.span
    return span if isinstance(found, Scalar) else Span(span.source, span.start, span.start + 1)


def _kind(found: Document) -> Word:
    if isinstance(found, Scalar):
        return Word("json.text" if found.style is Style.QUOTED else "json.flag")
    return Word("json.list" if isinstance(found, Sequence) else "json.object")


def say_lacking(key: str, unit: str, holder: Block, report: Report) -> None:
    """Report that something is not there at all, which is another thing than null."""
    place = Span(holder.span.source, holder.span.start, holder.span.start + 1)
    report.add("portal-field-missing", place, field=key, unit=unit)


def points(holder: Block, key: str, unit: str, node: str, report: Report) -> Iterator[Datum]:
    """The portal's own points of a node, where it gives any."""
    found = figure(holder, key, unit, report)
    if found is not None:
        yield found.datum(f"{node}.points")


def on_time(done: Figure | None, of: Figure | None) -> Iterator[Datum]:
    """The dossiers on time, which the portal counts together: none at all says it of both parts, else the rate."""
    if done is None:
        return
    if not done.value:
        yield from (Datum(id, "0", done.place) for id in ON_TIME.zeros)
    elif of is not None:
        yield from quotient(f"{ON_TIME.indicator}.rate", done, of)


def quotient(column: str, top: Figure, bottom: Figure) -> Iterator[Datum]:
    """The exact rate that two figures make, where the lower one is not 0."""
    rate = as_number(divide(top.value, bottom.value))
    if rate is not None:
        above, below = rate.as_integer_ratio()
        yield Datum(column, f"{above}/{below}", top.place)
