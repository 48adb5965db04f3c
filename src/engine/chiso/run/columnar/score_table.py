"""A whole table scored at once, with the digits of `score` on every row.

Plain rows (`plain_rows`) are computed in columns (`score_columns`), exactly, because every number in them is an integer
with proven bounds. All other rows go through the evaluator of single records, and so does the whole table where the
rules have no form in columns.
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
from chiso.run.columnar.decimal_columns import PRECISION, points_columns
from chiso.run.columnar.name_columns import name_columns
from chiso.run.columnar.plain_rows import plain_rows, where_all
from chiso.run.columnar.score_columns import score_columns
from chiso.run.columnar.vector import NotInColumns
from chiso.run.columnar.vectorize import Vectors, flag
from chiso.run.columnar.whole import TooWide
from chiso.run.exact import score
from chiso.run.scorecard import GroupResult, Scorecard, printable

_WIDTHS = (10**12, 10**9, 10**6, 10**4)
"""The largest numbers of plain rows, tried one after the other: the smaller they are, the more can be computed."""
_ROW = "\N{NULL}row"


def score_table(program: Program, frame: pl.DataFrame) -> pl.DataFrame:
    """The points and bands of a table of records, row for row.

    The frame has the columns of a data file. The result has `unit, level, period`, then `<indicator>.points`,
    `<group>.points` and `total.points` as exact decimals, and `total.band` as the band's id; null where there is no
    value. Raises `RecordError` with every fault of the table, floating-point columns included: they are not exact.
    """
    for widest in _WIDTHS if frame.height else ():
        try:
            return _in_columns(program, frame, widest)
        except TooWide:
            continue
        except NotInColumns:
            break
    return _by_rows(program, frame, range(1, frame.height + 1)).drop(_ROW)


def _in_columns(program: Program, frame: pl.DataFrame, widest: int) -> pl.DataFrame:
    """The table, its plain rows computed in columns. Raises `NotInColumns`, `TooWide`."""
    rows = plain_rows(program, frame, widest)
    names = name_columns(program, rows)
    rows = rows.narrowed(where_all(rows.frame, list(_checks(program, names))))
    found = score_columns(program, names)
    table = rows.frame.lazy()
    for level in found.levels:
        table = table.with_columns(level)
    band = found.band.alias(f"{TOTAL}.band")
    plain = table.select(*FACTS, *points_columns(program, found), band).collect()
    if rows.is_plain is None:
        return plain
    numbers = pl.Series(_ROW, range(1, frame.height + 1), dtype=pl.Int64)
    others = _by_rows(program, frame.filter(~rows.is_plain), numbers.filter(~rows.is_plain).to_list())
    return _joined(plain.with_columns(numbers.filter(rows.is_plain)), others)


def _checks(program: Program, names: Vectors) -> Iterator[pl.Expr]:
    """Where each check is not broken: it holds, or cannot be told."""
    for check in program.checks:
        found = flag(check.rule, names)
        gone = found.absent.anywhere
        yield found.column if gone is None else found.column | gone


def _joined(plain: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Both parts in the order of the table, decimals with the digits of the longer one."""
    scales = {
        name: max(part.schema[name].scale for part in (plain, others))  # type: ignore[attr-defined]
        for name in plain.columns
        if isinstance(plain.schema[name], pl.Decimal)
    }
    same = [pl.col(name).cast(pl.Decimal(PRECISION, scale)) for name, scale in scales.items()]
    return pl.concat([part.with_columns(same) for part in (plain, others)]).sort(_ROW).drop(_ROW)


def _by_rows(program: Program, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
    """Row by row, by the exact evaluator; `numbers` are what the rows are called by in diagnostics, and their order."""
    report = Report()
    cards: list[Scorecard] = []
    kept: list[int] = []
    for number, row in zip(numbers, frame.iter_rows(named=True), strict=True):
        record = record_from_mapping(row, program, report, number)
        if record is not None:
            check_record(program, record, report)
            cards.append(score(program, record))
            kept.append(number)
    if report.has_errors:
        raise RecordError(report)
    return _table(program, cards).with_columns(pl.Series(_ROW, kept, dtype=pl.Int64))


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
    return pl.Series(f"{node.id}.points", cells, dtype=pl.Decimal(PRECISION, digits))
