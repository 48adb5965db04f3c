"""A whole table scored at once.

Every row goes through the exact evaluator, so the digits are those of `score`, by construction. The columns come back
as polars `Decimal`, which holds them exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from chiso.diagnostics.diagnostic import RecordError, Report
from chiso.lang.values import Number, decimals_of, exact_decimal
from chiso.records.columns import FACTS
from chiso.records.from_mapping import record_from_mapping
from chiso.ruleset.program import TOTAL, Program
from chiso.run.check_record import check_record
from chiso.run.exact import score
from chiso.run.scorecard import Scorecard

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
    by_group = [[card.groups[place] for card in cards] for place in range(len(program.groups))]
    for group, results in zip(program.groups, by_group, strict=True):
        for place, indicator in enumerate(group.indicators):
            points = [result.indicators[place].points for result in results]
            columns.append(_points(f"{indicator.id}.points", points, program))
        columns.append(_points(f"{group.id}.points", [result.points for result in results], program))
    columns.append(_points(f"{TOTAL}.points", [card.points for card in cards], program))
    bands = [None if card.band is None else card.band.id for card in cards]
    return pl.DataFrame([*columns, pl.Series(f"{TOTAL}.band", bands, dtype=pl.String)])


def _points(name: str, values: Sequence[Number | None], program: Program) -> pl.Series:
    """A column of decimals with the rule's digits, or as many as a reported value was given with."""
    digits = max([program.rounding.digits, *(decimals_of(value) or 0 for value in values if value is not None)])
    cells: list[Decimal | None] = [None if value is None else exact_decimal(value, digits) for value in values]
    return pl.Series(name, cells, dtype=pl.Decimal(_PRECISION, digits))
