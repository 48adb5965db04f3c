"""What is measured: ways to score a table by the rules of `tables.RULES`, ours and those written by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

import polars as pl

import chiso
from chiso.records.columns import FACTS
from chiso.records.layout import Style
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Group, Program
from chiso.run.columnar.compute_plain import WIDTHS
from chiso.run.columnar.find_plain import Reading, find_plain
from chiso.run.columnar.name_columns import name_columns
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.score_columns import score_columns
from chiso.run.exact import score
from chiso.run.rowwise.row_score import RowScore
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import Scorecard
from rivals import numpy_float, polars_float, python_float
from tables import RULES
from ways import CHECKED, COLUMNAR, EVALUATED, NUMPY, POLARS, PYTHON, ROUNDED, ROWWISE, SCORE, SCORER, TRACED


class Contender(NamedTuple):
    """One way: what is done before the clock runs, what is measured, and its result as hundredths of points.

    The last gives a table with a whole number for each node, and the band.
    """

    prepare: Callable[[pl.DataFrame], Any]
    run: Callable[[Any], Any]
    hundredths: Callable[[Any], pl.DataFrame]


@cache
def program() -> Program:
    """The rules."""
    return chiso.load(RULES)


@cache
def scorer() -> RowScorer:
    """The rules, compiled for the row path."""
    return RowScorer(program())


@cache
def checking() -> chiso.Scorer:
    """The same behind the front door: a record that breaks a check is not scored."""
    return chiso.scorer(program())


@cache
def nodes() -> tuple[str, ...]:
    """The ids of everything that has points."""
    groups = [node.id for node in program().order if isinstance(node, Group) and node.id != TOTAL]
    return (*(indicator.id for indicator in program().indicators if not indicator.tracked), *groups, TOTAL)


def records(table: pl.DataFrame) -> list[Record]:
    """The rows as records, without any reading: integers as they are, decimals exact."""
    decimals = [name for name, type in table.schema.items() if type.is_decimal()]
    rows = _rows(table.drop(FACTS))
    for row in rows:
        row.update({name: _exact(row[name]) for name in decimals})
    facts = table.select(FACTS).iter_rows()
    return [Record(*of_row, row) for of_row, row in zip(facts, rows, strict=True)]


def _rows(table: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows, for records and scripts alike: each lies together in memory, and its names are found by identity."""
    names = [sys.intern(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.iter_rows()]


def _exact(value: Decimal) -> Any:
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else number


def _floats(table: pl.DataFrame) -> list[tuple[dict[str, float], str]]:
    """The rows as a script would hold them: counts as integers, the rate as a float."""
    numbers = table.select(pl.col(pl.Int64), pl.col(pl.Decimal).cast(pl.Float64))
    return list(zip(_rows(numbers), table["period"], strict=True))


def _of_table(found: pl.DataFrame) -> pl.DataFrame:
    points = [_in_hundredths(found[f"{id}.points"]).alias(id) for id in nodes()]
    return pl.DataFrame([*points, found[f"{TOTAL}.band"].alias("band")])


def _in_hundredths(points: pl.Series) -> pl.Series:
    return (points * 100).round().cast(pl.Int64)


def _of_rows(found: Sequence[RowScore]) -> pl.DataFrame:
    layout = found[0].layout
    assert all(unit * 100 == 1 for unit in layout.units)
    places = {id: layout.places[id] for id in nodes()}
    counts = {id: [score.counts[place] for score in found] for id, place in places.items()}
    bands = [None if score.band is None else score.band.id for score in found]
    return pl.DataFrame({**counts, "band": bands}, schema={**dict.fromkeys(nodes(), pl.Int64), "band": pl.String})


def _of_cards(found: Sequence[Scorecard]) -> pl.DataFrame:
    rows = []
    for card in found:
        points = {r.id: r.points for r in (*card.groups, card.total)} | {r.id: r.points for r in card.indicators}
        in_order = [points[id] for id in nodes()]
        band = None if card.band is None else card.band.id
        rows.append((*(None if value is None else int(value * 100) for value in in_order), band))
    return pl.DataFrame(rows, schema={**dict.fromkeys(nodes(), pl.Int64), "band": pl.String}, orient="row")


def _of_script(found: Sequence[tuple[python_float.Points, str]]) -> pl.DataFrame:
    columns = {f"{id}.points": [points[id] for points, _ in found] for id in nodes()}
    return _of_table(pl.DataFrame({**columns, f"{TOTAL}.band": [band for _, band in found]}))


def _same(table: pl.DataFrame) -> pl.DataFrame:
    return table


def _plain(table: pl.DataFrame) -> PlainRows:
    """The table, once it has been found plain."""
    found = find_plain(program(), table, Reading(Style.PLAIN, WIDTHS[0], as_given=True))
    assert found.is_plain is None
    return found


def _evaluated(rows: PlainRows) -> pl.DataFrame:
    """Points in their units, of 64 bits or fewer, and the band."""
    found = score_columns(program(), name_columns(program(), rows))
    table = found.added_to(rows.frame.lazy())
    points = [found.nodes[id].points.top.column.alias(id) for id in nodes()]
    return table.select("unit", "level", "period", *points, found.band.alias("band")).collect()


def _of_units(found: pl.DataFrame) -> pl.DataFrame:
    return found.select(*(pl.col(id).cast(pl.Int64) for id in nodes()), "band")


CONTENDERS: dict[str, Contender] = {
    EVALUATED: Contender(_plain, _evaluated, _of_units),
    CHECKED: Contender(_same, polars_float.score_checked, _of_table),
    COLUMNAR: Contender(_same, lambda table: chiso.score_table(program(), table), _of_table),
    POLARS: Contender(_same, polars_float.score_table, _of_table),
    NUMPY: Contender(_same, numpy_float.score_table, _of_table),
    PYTHON: Contender(_floats, lambda rows: [python_float.score(*row) for row in rows], _of_script),
    ROUNDED: Contender(
        _floats, lambda rows: [python_float.score(*row, python_float.by_round) for row in rows], _of_script
    ),
    ROWWISE: Contender(records, lambda rows: list(map(scorer().score, rows)), _of_rows),
    SCORER: Contender(records, lambda rows: list(map(checking().score, rows)), _of_rows),
    SCORE: Contender(records, lambda rows: [chiso.score(program(), row) for row in rows], _of_cards),
    TRACED: Contender(records, lambda rows: [score(program(), row) for row in rows], _of_cards),
}
