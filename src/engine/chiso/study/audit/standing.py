"""Reported bands and ranks against the totals they follow from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from chiso.diagnostics.nearest import folded
from chiso.lang.interval import Interval, span
from chiso.lang.outlook import Outlook
from chiso.lang.values import Number
from chiso.records.record import Record, place_of
from chiso.ruleset.program import TOTAL, Program, Title
from chiso.study.audit.claim import Claim, Kind
from chiso.study.audit.document import BandCounts, Document, Row, Table
from chiso.study.audit.estimate import reaching
from chiso.study.audit.figure import Figure, Measure, Said
from chiso.study.audit.unit_names import kind_of

_BAND = Title("Xếp loại", "Band")
_RANK = Title("Hạng", "Rank")
_POINTS, _RANKED = f"{TOTAL}.points", f"{TOTAL}.rank"


def claims_of_standings(program: Program, document: Document) -> Iterator[Claim]:
    """The bands and ranks of the records."""
    for record, figures in zip(document.records, document.figures, strict=True):
        if f"{TOTAL}.band" in record.reported and _POINTS in figures:
            place = place_of(record, f"{TOTAL}.band")
            said = Said(place.text.strip().strip('"'), place, f"{TOTAL}.band")
            yield _band(program, record.unit, record.period, said, figures[_POINTS], _BAND)
    for entrants in _leagues(document):
        yield from _ranks(entrants, _RANK, TOTAL)


def claims_of_printed_standings(program: Program, table: Table, document: Document) -> Iterator[Claim]:
    """The bands and ranks of a printed table, as its declaration relates them to totals."""
    if table.band_counts is not None:
        for row in table.rows:
            yield from _band_count(program, table.band_counts, row, table, document)
    for column, of in table.bands:
        for row in table.every_row:
            said, points = row.cells.get(column), row.figure(of)
            if isinstance(said, Said) and points is not None:
                yield _band(program, row.unit, table.period, said, points, table.title(column))
    for column, of in table.ranks:
        yield from _ranks(
            [entrant for row in table.rows for entrant in _entrant(row, table, column, of)], table.title(column), of
        )


class _Entrant(NamedTuple):
    """A unit with its total and its reported rank."""

    unit: str
    period: str
    total: Figure
    rank: Figure | None


def _entrant(row: Row, table: Table, column: str, of: str) -> Iterator[_Entrant]:
    total = row.figure(of)
    if total is not None:
        yield _Entrant(row.unit, table.period, total, row.figure(column))


def _leagues(document: Document) -> list[list[_Entrant]]:
    found: dict[tuple[str, str], list[_Entrant]] = {}
    for record, figures in zip(document.records, document.figures, strict=True):
        if _POINTS in figures:
            entrant = _Entrant(record.unit, record.period, figures[_POINTS], _rank(record))
            found.setdefault((record.period, record.level), []).append(entrant)
    return list(found.values())


def _rank(record: Record) -> Figure | None:
    rank = record.reported.get(_RANKED)
    place = place_of(record, _RANKED)
    text = place.text.strip().strip('"')
    return Figure(text, place, _RANKED, Measure.COUNT, rank, Fraction(0)) if isinstance(rank, int) else None


def _band(program: Program, unit: str, period: str, said: Said, total: Figure, subject: str | Title) -> Claim:
    def implied(intervals: Sequence[Interval]) -> Outlook:
        return Outlook(options=frozenset(_possible(program, intervals[0])))

    said = replace(said, means=_meaning(program, said.text))
    blanks = {"total": total.text}
    return Claim(
        Kind.BAND_AGAINST_TOTAL, unit, period, TOTAL, subject, said, (total,), implied, "band-by-total", blanks
    )


def _band_count(program: Program, counted: BandCounts, row: Row, table: Table, document: Document) -> Iterator[Claim]:
    """A count of units in a band against the totals of all units of the records."""
    printed, band = row.figure(counted.count), row.cells.get(counted.band)
    kinds = row.cells.get(counted.kind) if counted.kind is not None else None
    totals = [
        figures[_POINTS]
        for record, figures in zip(document.records, document.figures, strict=True)
        if (record.period, record.level) == (table.period, counted.level)
        and _POINTS in figures
        and (not isinstance(kinds, Said) or folded(kind_of(record.unit)) in _listed(kinds.text))
    ]
    if printed is None or not isinstance(band, Said) or not totals:
        return
    title = _meaning(program, band.text)

    def implied(intervals: Sequence[Interval]) -> Outlook:
        found = [set(_possible(program, total)) for total in intervals]
        return Outlook(span(sum(bands == {title} for bands in found), sum(title in bands for bands in found)))

    yield Claim(
        Kind.BAND_AGAINST_TOTAL,
        title if not isinstance(kinds, Said) else f"{title}, {kinds.text}",
        table.period,
        TOTAL,
        table.title(counted.count),
        printed,
        tuple(totals),
        implied,
        "band-count-by-totals",
    )


def _listed(kinds: str) -> list[str]:
    return [folded(kind) for kind in kinds.split(",")]


def _possible(program: Program, total: Interval) -> Iterator[str]:
    """The titles of the bands that a total can be in; where a band has a condition, also those below it."""
    below: Number | None = None
    for band in program.bands:
        if reaching(total, band.at_least, below):
            yield band.title.text
        below = band.at_least if band.requires is None else below


def _meaning(program: Program, text: str) -> str:
    """The title of the band that a text names: by title, id, or the first letters, TB for Trung bình."""
    for band in program.bands:
        names = (band.title.text, band.id, band.title.english or band.id, _letters(band.title.text))
        if folded(text) in map(folded, names):
            return band.title.text
    return text


def _letters(title: str) -> str:
    words = title.split()
    return "".join(word[0] for word in words) if len(words) > 1 else title


def _ranks(entrants: Sequence[_Entrant], subject: str | Title, node: str) -> Iterator[Claim]:
    """Each reported rank against the totals: so many are surely above, so many at most, where all units are there."""
    ranked = [entrant for entrant in entrants if entrant.rank is not None]
    whole = len(ranked) == len(entrants) > 1 and all(_value(entrant) <= len(entrants) for entrant in ranked)
    for entrant in ranked:
        others = [other.total for other in entrants if other is not entrant]
        if others and entrant.rank is not None:
            yield Claim(
                Kind.RANK_AGAINST_TOTALS,
                entrant.unit,
                entrant.period,
                node,
                subject,
                entrant.rank,
                (entrant.total, *others),
                _place(whole),
                "rank-by-totals",
                {"total": entrant.total.text},
            )


def _value(entrant: _Entrant) -> int:
    return int(entrant.rank.value) if entrant.rank is not None else 0


def _place(whole: bool) -> Callable[[Sequence[Interval]], Outlook]:
    """The ranks that the first of some totals can have among them; further ones where units may be missing."""

    def implied(intervals: Sequence[Interval]) -> Outlook:
        own, *others = intervals
        above = sum(own.high < other.low for other in others)
        not_below = sum(other.high >= own.low for other in others)
        return Outlook(span(1 + above, 1 + not_below if whole else None))

    return implied
