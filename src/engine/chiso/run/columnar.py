"""A whole table scored at once.

Every row goes through the exact evaluator, so the digits are those of `score`, by construction. The columns come back
as polars `Decimal`, which holds them exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl

from chiso.diagnostics.diagnostic import RecordError, Report
from chiso.lang.values import Number, decimals_of, exact_decimal
from chiso.records.columns import FACTS
from chiso.records.from_mapping import record_from_mapping
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.check_record import check_record
from chiso.run.exact import score
from chiso.run.scorecard import GroupResult, Scorecard, printable

_PRECISION = 38


def score_table(program: Program, frame: pl.DataFrame) -> pl.DataFrame:
    """The points and bands of a table of records, row for row.

    The frame has the columns of a data file. The result has `unit, level, period`, then `<indicator>.points`,
    `<group>.points` and `total.points` as exact decimals, and `total.band` as the band's id; null where there is no
    value. Raises `RecordError` with every fault of the table, floating-point columns included: they are not exact.
    """
    report = Report()
    cards: list[Scorecard] = []
    for number, row in enumerate(frame.iter_rows(named=True), 1):
        record = record_from_mapping(row, program, report, number)
        if record is not None:
            check_record(program, record, report)
            cards.append(score(program, record))
    if report.has_errors:
        raise RecordError(report)
    return _table(program, cards)


def _table(program: Program, cards: Sequence[Scorecard]) -> pl.DataFrame:
    columns = [pl.Series(fact, [getattr(card.record, fact) for card in cards], dtype=pl.String) for fact in FACTS]
    columns += _columns(program.total, [card.total for card in cards], program)
    bands = [None if card.band is None else card.band.id for card in cards]
    return pl.DataFrame([*columns, pl.Series(f"{TOTAL}.band", bands, dtype=pl.String)])


def _columns(group: Group, results: Sequence[GroupResult], program: Program) -> Iterator[pl.Series]:
    """The points of all that is beneath a group, then its own."""
    for place, indicator in enumerate(group.indicators):
        yield _points(indicator, [result.indicators[place].points for result in results], program)
    for place, inner in enumerate(group.groups):
        yield from _columns(inner, [result.groups[place] for result in results], program)
    yield _points(group, [result.points for result in results], program)


def _points(node: Group | Indicator, values: Sequence[Number | None], program: Program) -> pl.Series:
    """A column of decimals with the rule's digits, or as many as a value has."""
    printed = [None if value is None else printable(value, node, program) for value in values]
    least = (node.rounding or program.rounding).digits
    digits = max([least, *(decimals_of(cell[0]) or 0 for cell in printed if cell is not None)])
    cells: list[Decimal | None] = [None if cell is None else exact_decimal(cell[0], digits) for cell in printed]
    return pl.Series(f"{node.id}.points", cells, dtype=pl.Decimal(_PRECISION, digits))
