"""The same figure in two places: a table and the records, two documents; and one unit under two names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chiso.lang.outlook import Outlook
from chiso.records.record import place_of
from chiso.ruleset.program import Title
from chiso.source import Span
from chiso.study.audit.claim import Claim, Kind
from chiso.study.audit.document import Document, Table
from chiso.study.audit.figure import Figure, Said
from chiso.study.audit.unit_names import Names, name_of, names_among


class _Mention(NamedTuple):
    """A unit's name where it stands."""

    name: str
    period: str
    place: Span


def names_in(documents: Sequence[Document]) -> Names:
    """The names of the units of all records and tables."""
    return names_among([mention.name for mention in source] for source in _sources(documents))


def _sources(documents: Sequence[Document]) -> list[list[_Mention]]:
    """The names of the records of each document, then those of each table."""
    found = [[_Mention(r.unit, r.period, place_of(r, "unit")) for r in document.records] for document in documents]
    tables = [table for document in documents for table in document.tables]
    return found + [[_Mention(row.unit, table.period, row.place) for row in table.rows] for table in tables]


def claims_of_spelling(documents: Sequence[Document], names: Names) -> Iterator[Claim]:
    """Each unit that several sources name: whether they all spell it alike, told at the first other spelling."""
    spelt: dict[str, dict[str, _Mention]] = {}
    several: set[str] = set()
    for source in _sources(documents):
        for mention in source:
            known = spelt.setdefault(names.bare(mention.name), {})
            if known and mention.place.source.name != next(iter(known.values())).place.source.name:
                several.add(names.bare(mention.name))
            known.setdefault(name_of(mention.name).bare, mention)
    for bare in [bare for bare in spelt if bare in several]:
        first, *others = spelt[bare].values()
        for other in others or [first]:
            yield _spelling(first, other)


def _spelling(first: _Mention, other: _Mention) -> Claim:
    alike = {first.name, other.name} if name_of(first.name).bare == name_of(other.name).bare else {first.name}
    return Claim(
        Kind.SPELLING,
        other.name,
        other.period,
        "unit",
        _NAMES,
        Said(other.name, other.place, "unit"),
        (),
        lambda _: Outlook(options=frozenset(alike)),
        "two-spellings",
        {"other": first.name, "where": f"{first.place.source.name}:{first.place.begins.line}"},
    )


def claims_within(table: Table, document: Document, names: Names) -> Iterator[Claim]:
    """The columns of a table that repeat figures of the records."""
    given = _by_name(document, names)
    for column, address in table.same.items():
        for row in table.every_row:
            shown, unit = row.figure(column), table.unit_of(row)
            for named, figures in given.get((table.period, names.bare(unit)), ()):
                if shown is not None and address in figures and names.same(named, unit):
                    yield _same(named, table.period, address, shown, figures[address])


def claims_between(document: Document, other: Document, names: Names) -> Iterator[Claim]:
    """The figures that two documents give of the same unit and period."""
    theirs = _by_name(other, names)
    for record, figures in zip(document.records, document.figures, strict=True):
        for named, given in theirs.get((record.period, names.bare(record.unit)), ()):
            for address in figures if names.same(named, record.unit) else ():
                if address in given:
                    yield _same(record.unit, record.period, address, figures[address], given[address])


_NAMES = Title("Tên đơn vị", "Names of units")
_Given = dict[tuple[str, str], list[tuple[str, Mapping[str, Figure]]]]


def _by_name(document: Document, names: Names) -> _Given:
    """The names and figures of a document's records, by period and bare name."""
    found: _Given = {}
    for record, figures in zip(document.records, document.figures, strict=True):
        found.setdefault((record.period, names.bare(record.unit)), []).append((record.unit, figures))
    return found


def _same(unit: str, period: str, address: str, shown: Figure, given: Figure) -> Claim:
    source = given.place.source.name
    return Claim(
        Kind.BETWEEN_DOCUMENTS,
        unit,
        period,
        address.rpartition(".")[0] or address,
        address,
        shown,
        (given,),
        lambda intervals: Outlook(intervals[0]),
        "figure-elsewhere",
        {"title": address, "by": given.text, "where": f"{source}:{given.place.begins.line}"},
    )
