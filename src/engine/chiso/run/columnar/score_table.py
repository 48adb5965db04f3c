"""A whole table scored at once, with the digits of `score` on every row.

A row is plain when all the data that the rules use are given and sound and nothing in it is reported. Plain rows are
computed in columns (`plain_rows`, `score_columns`), exactly, because every number in them is an integer with proven
bounds. All other rows go through the exact evaluator, and so does the whole table where the rules have no form in
columns.
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
from chiso.run.columnar.plain_rows import plain_rows
from chiso.run.columnar.score_columns import columns_of, score_columns
from chiso.run.columnar.vector import TooWide
from chiso.run.columnar.vectorize import NotInColumns
from chiso.run.exact import score
from chiso.run.scorecard import GroupResult, Scorecard, printable

_PRECISION = 38
_ROW = "\N{NULL}row"
_PLAIN = "\N{NULL}plain"


def score_table(program: Program, frame: pl.DataFrame) -> pl.DataFrame:
    """The points and bands of a table of records, row for row.

    The frame has the columns of a data file. The result has `unit, level, period`, then `<indicator>.points`,
    `<group>.points` and `total.points` as exact decimals, and `total.band` as the band's id; null where there is no
    value. Raises `RecordError` with every fault of the table, floating-point columns included: they are not exact.
    """
    computed = _in_columns(program, frame)
    if computed is None:
        return _by_rows(program, frame, range(1, frame.height + 1))
    is_plain = computed.get_column(_PLAIN)
    if is_plain.all():
        return computed.drop(_PLAIN)
    numbered = pl.Series(_ROW, range(1, frame.height + 1), dtype=pl.Int64)
    others = _by_rows(program, frame.filter(~is_plain), numbered.filter(~is_plain).to_list())
    plain = computed.with_columns(numbered).filter(_PLAIN).drop(_PLAIN)
    return _joined(plain, others.with_columns(numbered.filter(~is_plain)))


def _in_columns(program: Program, frame: pl.DataFrame) -> pl.DataFrame | None:
    """The plain rows' points and bands, with a column that tells which rows those are; None where no row is."""
    if not frame.height:
        return None
    rows = plain_rows(program, frame)
    if rows is None or not rows.is_plain.any():
        return None
    try:
        found = score_columns(program, rows.names)
    except (NotInColumns, TooWide):
        return None
    doubtful = pl.any_horizontal(found.doubtful) if found.doubtful else pl.lit(False)
    assert found.band is not None
    table = rows.frame.lazy().with_columns(rows.is_plain.alias(_PLAIN))
    for level in found.levels:
        table = table.with_columns(level)
    is_plain = (pl.col(_PLAIN) & ~doubtful.fill_null(True)).alias(_PLAIN)
    band = found.band.alias(f"{TOTAL}.band")
    return table.select(*FACTS, *columns_of(program, found), band, is_plain).collect()


def _joined(plain: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Both parts in the order of the table, decimals with the digits of the longer one."""
    scales = {
        name: max(part.schema[name].scale for part in (plain, others))  # type: ignore[attr-defined]
        for name in plain.columns
        if isinstance(plain.schema[name], pl.Decimal)
    }
    same = [pl.col(name).cast(pl.Decimal(_PRECISION, scale)) for name, scale in scales.items()]
    return pl.concat([part.with_columns(same) for part in (plain, others)]).sort(_ROW).drop(_ROW)


def _by_rows(program: Program, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
    """Row by row, by the exact evaluator; `numbers` are what the rows are called by in diagnostics."""
    report = Report()
    cards: list[Scorecard] = []
    for number, row in zip(numbers, frame.iter_rows(named=True), strict=True):
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
