"""Records that each name their own columns, as in JSON and YAML, to a table: one heading for each name.

A mapping within a record stands for the columns of a node: `{"payment": {"points": 8.6}}` is `payment.points`. What the
file gives as a number, a flag or nothing is one, taken as it is written; everything else is a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.records.table import LONGEST_CELL, MOST_COLUMNS, Heading, Plain, Row, Table, Unreadable, written
from chiso.ruleset.document import Block, Document, Scalar, Sequence, Style
from chiso.source import Source, Span

_SCIENTIFIC = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Member:
    """What a record says of one column: where its name stands, the cell, and where that stands."""

    key: Span
    cell: str
    place: Span


def records_of(top: Document) -> tuple[Document, ...]:
    """The records of a whole document: the items of a list, of the list under `units` alone, or the document itself."""
    if isinstance(top, Block):
        units = top.values.get("units")
        return units.items if isinstance(units, Sequence) and len(top.values) == 1 else (top,)
    return top.items if isinstance(top, Sequence) else (top,)


@dataclass(slots=True)
class Reading:
    """Records of a file, and how they are come by, anew for each pass; `name` and `share` as those of a table."""

    name: str
    records: Callable[[Report], Iterable[Document]]
    share: Callable[[], float]

    def table(self, report: Report) -> Table | None:
        """The table of the records; None after reporting what is wrong with them, or that there are none."""
        first: dict[str, Span] = {}
        whole = Source(self.name, "").whole()
        for record in self.records(report):
            if not isinstance(record, Block):
                report.add("not-a-record", record.span)
            for name, key, _ in _pairs(record, "") if isinstance(record, Block) else ():
                first.setdefault(name, key)
            if len(first) > MOST_COLUMNS:
                limit, actual = Word("limit.columns"), len(first)
                report.add("limit-exceeded", record.span, limit=limit, actual=actual, most=MOST_COLUMNS)
                return None
        if not first and not report.has_errors:
            report.add("no-records", whole, file=self.name)
        if report.has_errors:
            return None
        headings = tuple(Heading(name, (), place) for name, place in first.items())
        names = tuple(first)
        return Table(self.name, headings, headings[0].span, lambda again: self._rows(names, again), self.share)

    def _rows(self, names: tuple[str, ...], report: Report) -> Iterator[Row]:
        """One row for each record; what it does not say is empty."""
        for number, record in enumerate(self.records(report), 1):
            assert isinstance(record, Block)
            members = {name: _Member(key, _cell(value), value.span) for name, key, value in _pairs(record, "")}
            cells = [members[name].cell if name in members else "" for name in names]
            yield Row(cells, _Line(number, members, names, record.span))


@dataclass(frozen=True, slots=True)
class _Line:
    """One record; it has no place but those of its members."""

    row: int
    members: Mapping[str, _Member]
    names: tuple[str, ...]
    whole: Span

    def cell(self, index: int) -> Span:
        member = self.members.get(self.names[index])
        return Span(self.whole.source, self.whole.start, self.whole.start) if member is None else member.place


def _pairs(record: Block, prefix: str) -> Iterator[tuple[str, Span, Document]]:
    """The name of each column, where it stands, and its value."""
    for name, value in record.values.items():
        if isinstance(value, Block) and value.values and not prefix:
            yield from _pairs(value, f"{name}.")
        else:
            yield f"{prefix}{name}", record.keys[name].span, value


def _cell(value: Document) -> str:
    if not isinstance(value, Scalar):
        return Unreadable(value.span.text[:LONGEST_CELL])
    plain = value.plain
    if plain is None:
        return ""
    if not isinstance(plain, str):
        return Plain(value.words)
    is_number = value.style is Style.PLAIN and _SCIENTIFIC.fullmatch(plain)
    return _scientific(plain) if is_number else value.words


def _scientific(text: str) -> str:
    """A number such as `1e2`, written out; one that is too long to be anybody's stays as it is."""
    try:
        return written(Decimal(text)) or text
    except InvalidOperation:
        return text
