"""What a declaration says of every row of a printed table: formulas between columns, marks, columns that add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from chiso.lang.foresee import foresee
from chiso.lang.interval import Interval, added, point
from chiso.lang.outlook import Outlook
from chiso.lang.syntax import Expression, names
from chiso.study.audit.claim import Claim, Kind
from chiso.study.audit.document import Document, Mark, Relation, Row, Table, Total
from chiso.study.audit.figure import Figure, Said
from chiso.study.audit.unit_names import Names

_WORDINGS = {
    Kind.PARTS_AGAINST_SUM: "sum-by-parts",
    Kind.COUNTS_AGAINST_RATE: "rate-by-counts",
    Kind.CHANGE_AGAINST_PERIODS: "change-by-periods",
    Kind.POINTS_AGAINST_RATE: "points-by-parts",
}


def claims_of_table(table: Table, document: Document, units: Names) -> Iterator[Claim]:
    """Every claim of a table about its own rows, and about their sums."""
    for relation in table.relations:
        for row in table.every_row:
            yield from _relation(relation, row, table)
    for mark in table.marks:
        for row in table.every_row:
            yield from _mark(mark, row, table)
    for local, portal in table.portal:
        for row in table.every_row:
            yield from _portal(local, portal, row, table)
    for total in table.totals:
        yield from _total(total, table, document, units)


def _relation(relation: Relation, row: Row, table: Table) -> Iterator[Claim]:
    printed = row.figure(relation.stated.name.name)
    right = relation.stated.other
    needed = _needed(right, row)
    if printed is None or needed is None:
        return

    def implied(intervals: Sequence[Interval]) -> Outlook:
        return Outlook(relation.stated.allowed(_seen(right, needed, intervals).interval))

    if _seen(right, needed, [figure.interval for figure in needed.values()]).absences:
        return
    column = relation.stated.name.name
    blanks = {"title": table.title(column), "rule": _written(right)}
    yield Claim(
        relation.kind,
        row.unit,
        table.period,
        column,
        table.title(column),
        printed,
        tuple(needed.values()),
        implied,
        _WORDINGS[relation.kind],
        blanks,
    )


def _needed(expression: Expression, row: Row) -> dict[str, Figure] | None:
    """The figures that a formula names; None where the row lacks one."""
    wanted = dict.fromkeys(name.name for name in names(expression))
    found = {name: figure for name in wanted if (figure := row.figure(name)) is not None}
    return found if len(found) == len(wanted) else None


def _seen(expression: Expression, needed: Mapping[str, Figure], intervals: Sequence[Interval]) -> Outlook:
    known = {name: Outlook(interval) for name, interval in zip(needed, intervals, strict=True)}
    return foresee(expression, known, {})


def _written(expression: Expression) -> str:
    return " ".join(expression.span.text.split())


def _mark(mark: Mark, row: Row, table: Table) -> Iterator[Claim]:
    said, needed = row.cells.get(mark.column), _needed(mark.rule, row)
    if not isinstance(said, Said) or not needed:
        return

    def implied(intervals: Sequence[Interval]) -> Outlook:
        truth = _seen(mark.rule, needed, intervals).truth
        words = {True: {mark.met}, False: {mark.missed}, None: {mark.met, mark.missed}}[truth]
        return Outlook(options=frozenset(words))

    blanks = {"title": table.title(mark.column), "rule": _written(mark.rule)}
    yield Claim(
        Kind.TARGET_AGAINST_RATE,
        row.unit,
        table.period,
        mark.column,
        table.title(mark.column),
        said,
        tuple(needed.values()),
        implied,
        "mark-by-rate",
        blanks,
    )


def _portal(local: str, portal: str, row: Row, table: Table) -> Iterator[Claim]:
    counted, shown = row.figure(local), row.figure(portal)
    if counted is not None and shown is not None:
        yield Claim(
            Kind.LOCAL_AGAINST_PORTAL,
            row.unit,
            table.period,
            portal,
            table.title(portal),
            shown,
            (counted,),
            lambda intervals: Outlook(intervals[0]),
            "portal-by-local",
            {"title": table.title(portal), "by": counted.text},
        )


def _total(total: Total, table: Table, document: Document, units: Names) -> Iterator[Claim]:
    """The rows of a column against the row of totals, or against a figure of a record."""
    summed = tuple(figure for row in table.rows if (figure := row.figure(total.column)) is not None)
    unit, printed = _stated(total, table, document, units)
    if printed is None or not summed:
        return
    yield Claim(
        Kind.COLUMN_TOTAL,
        unit,
        table.period,
        total.column,
        table.title(total.column),
        printed,
        summed,
        _sum,
        "total-by-rows",
        {"title": table.title(total.column), "count": str(len(summed))},
    )


def _stated(total: Total, table: Table, document: Document, units: Names) -> tuple[str, Figure | None]:
    if total.address is None:
        return table.whole, None if table.total is None else table.total.figure(total.column)
    for record, figures in zip(document.records, document.figures, strict=True):
        if record.period == table.period and units.same(record.unit, table.whole):
            return record.unit, figures.get(total.address)
    return table.whole, None


def _sum(intervals: Sequence[Interval]) -> Outlook:
    found = point(Fraction(0))
    for interval in intervals:
        found = added(found, interval)
    return Outlook(found)
