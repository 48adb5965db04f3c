"""A whole table scored at once, with the digits of `score` on every row.

Plain rows (`plain_rows`) are computed in columns (`score_columns`), exactly, because every number in them is an integer
with proven bounds. All other rows go through the evaluator of single records, and so does the whole table where the
rules have no form in columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

import polars as pl

from chiso.diagnostics.diagnostic import RecordError, Report
from chiso.lang.syntax import names
from chiso.lang.values import Number, decimals_of, exact_decimal
from chiso.records.columns import FACTS
from chiso.records.from_mapping import record_from_mapping
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.check_record import check_record
from chiso.run.columnar.compute_plain import compute_plain
from chiso.run.columnar.decimal_columns import PRECISION, nodes_in_order, points_columns
from chiso.run.columnar.name_columns import name_columns
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.score_columns import score_columns
from chiso.run.columnar.vector import NotInColumns
from chiso.run.rowwise.row_score import RowScore
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import printable

_ROW = "\N{NULL}row"


def score_table(program: Program, frame: pl.DataFrame) -> pl.DataFrame:
    """The points and bands of a table of records, row for row.

    The frame has the columns of a data file. The result has `unit, level, period` as they are given, then
    `<indicator>.points`, `<group>.points` and `total.points` as exact decimals, and `total.band` as the band's id; null
    where there is no value. Raises `RecordError` with every fault of the table, floating-point columns included: they
    are not exact.
    """
    try:
        plain = compute_plain(program, frame, partial(_points_and_band, program), as_given=not _asks_for_names(program))
    except NotInColumns:
        return _by_rows(program, frame, range(1, frame.height + 1)).drop(_ROW)
    if plain.is_plain is None:
        return plain.result
    numbers = pl.Series(_ROW, range(1, frame.height + 1), dtype=pl.Int64)
    others = _by_rows(program, frame.filter(~plain.is_plain), numbers.filter(~plain.is_plain).to_list())
    return _joined(plain.result.with_columns(numbers.filter(plain.is_plain)), others)


def _points_and_band(program: Program, rows: PlainRows) -> pl.DataFrame:
    found = score_columns(program, name_columns(program, rows))
    band = found.band.alias(f"{TOTAL}.band")
    return found.added_to(rows.frame.lazy()).select(*FACTS, *points_columns(program, found), band).collect()


def _asks_for_names(program: Program) -> bool:
    """Whether some formula goes by what a unit is called."""
    formulas = [formula for indicator in program.indicators for formula in indicator.formulas]
    formulas += [check.rule for check in program.checks]
    formulas += [condition for conditions in program.conditions.values() for condition in conditions]
    formulas += [band.requires for band in program.bands if band.requires is not None]
    return any(name.name == "unit" for formula in formulas for name in names(formula))


def _joined(plain: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Both parts in the order of the table, decimals with the digits of the longer one."""
    longest = {name: _longer(kind, others.schema[name]) for name, kind in plain.schema.items()}
    return pl.concat([part.cast(pl.Schema(longest)) for part in (plain, others)]).sort(_ROW).drop(_ROW)


def _longer(kind: pl.DataType, other: pl.DataType) -> pl.DataType:
    if isinstance(kind, pl.Decimal) and isinstance(other, pl.Decimal):
        return pl.Decimal(PRECISION, max(kind.scale, other.scale))
    return kind


def _by_rows(program: Program, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
    """One record after the other; `numbers` are what the rows are called by in diagnostics, and their order."""
    report, scorer = Report(), RowScorer(program)
    facts: list[list[str]] = []
    scores: list[RowScore] = []
    kept: list[int] = []
    for number, row in zip(numbers, frame.iter_rows(named=True), strict=True):
        record = record_from_mapping(row, program, report, number)
        if record is not None:
            check_record(program, record, report)
            facts.append([_as_given(row[fact], record, fact) for fact in FACTS])
            scores.append(scorer.score(record))
            kept.append(number)
    if report.has_errors:
        raise RecordError(report)
    given = [pl.Series(fact, [row[place] for row in facts], dtype=pl.String) for place, fact in enumerate(FACTS)]
    points = [_points(node, [score.points(node.id) for score in scores], program) for node in nodes_in_order(program)]
    bands = [None if score.band is None else score.band.id for score in scores]
    band = pl.Series(f"{TOTAL}.band", bands, dtype=pl.String)
    return pl.DataFrame([*given, *points, band, pl.Series(_ROW, kept, dtype=pl.Int64)])


def _as_given(value: object, record: Record, fact: str) -> str:
    return value if isinstance(value, str) else str(getattr(record, fact))


def _points(node: Group | Indicator, values: Sequence[Number | None], program: Program) -> pl.Series:
    """A column of decimals with the rule's digits, or as many as a value has."""
    printed = [None if value is None else printable(value, node, program) for value in values]
    least = (node.rounding or program.rounding).digits
    digits = max([least, *(decimals_of(cell[0]) or 0 for cell in printed if cell is not None)])
    cells: list[Decimal | None] = [None if cell is None else exact_decimal(cell[0], digits) for cell in printed]
    return pl.Series(f"{node.id}.points", cells, dtype=pl.Decimal(PRECISION, digits))
