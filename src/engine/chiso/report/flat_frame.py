"""Scorecards of plain rows as a flat table (`flat`), computed in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Mode, to_digits
from chiso.report.flat import PERCENT_DIGITS, flat_columns
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.columnar.absent import NOWHERE, Absent, Mask
from chiso.run.columnar.decimal_columns import PRECISION, points_columns
from chiso.run.columnar.fractions import Fraction, fraction_texts
from chiso.run.columnar.name_columns import name_columns
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.score_columns import ScoreColumns, score_columns
from chiso.run.columnar.stepping import steps
from chiso.run.columnar.vector import Ratio
from chiso.run.scorecard import Basis, State

_HIDDEN = "\N{NULL}"
_PERCENT = to_digits(PERCENT_DIGITS + 2, Mode.HALF_UP)
_STATES = {EMPTY: State.EMPTY, MISSING: State.MISSING, NOT_APPLICABLE: State.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class FlatFrame:
    """A flat table, but for the ranks, which are null, and on which of its rows everything could be said."""

    frame: pl.DataFrame
    is_settled: pl.Series


def flat_frame(program: Program, rows: PlainRows, facts: Sequence[str]) -> FlatFrame:
    """The flat table of plain rows that have met the checks. Raises `NotInColumns`, `TooWide`.

    What is missing where a total is not known, or a band cannot be told, is not said: such rows are not settled.
    """
    found = score_columns(program, name_columns(program, rows), in_full=True)
    table = found.added_to(rows.frame.lazy().with_columns(_texts(rows, facts)))
    computed = table.select(*_plainly(program, found, facts), *_rate_parts(found)).collect()
    fractions = [Fraction(f"{id}.rate", _part(id, "top"), _part(id, "bottom")) for id in found.rates]
    whole = computed.with_columns(fraction_texts(computed, fractions))
    settled = whole.get_column(f"{TOTAL}.points").is_not_null()
    if program.bands:
        settled &= whole.get_column(f"{TOTAL}.band").is_not_null()
    return FlatFrame(_in_order(program, whole, facts), settled)


def _texts(rows: PlainRows, names: Sequence[str]) -> list[pl.Expr]:
    """Columns of texts, also those that the table has no texts for."""
    there = [name for name in names if rows.frame.schema.get(name) == pl.String]
    return [pl.col(name) if name in there else pl.lit(None, dtype=pl.String).alias(name) for name in names]


def _in_order(program: Program, table: pl.DataFrame, facts: Sequence[str]) -> pl.DataFrame:
    columns = [column.name for column in flat_columns(program, facts)]
    lacking = [name for name in columns if name not in table.columns]
    return table.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in lacking).select(columns)


def _part(id: str, which: str) -> str:
    return f"{_HIDDEN}{id} {which}"


def _rate_parts(found: ScoreColumns) -> Iterator[pl.Expr]:
    """The upper and lower numbers of each rate, null where there is none."""
    for id, rate in found.rates.items():
        gone = rate.absent.anywhere
        top = rate.top.wide if gone is None else pl.when(~gone).then(rate.top.wide)
        yield top.alias(_part(id, "top"))
        yield rate.bottom.wide.alias(_part(id, "bottom"))


def _plainly(program: Program, found: ScoreColumns, facts: Sequence[str]) -> Iterator[pl.Expr]:
    """Every column of the flat table but the rates."""
    yield from (pl.col(name) for name in ("unit", "level", "period", *facts))
    yield pl.lit(None, dtype=pl.Int64).alias(f"{TOTAL}.rank")
    yield from (pl.lit(True).alias("complete"), pl.lit("").alias("missing"))
    yield found.band.alias(f"{TOTAL}.band")
    yield from points_columns(program, found)
    yield from (_basis(group, found.nodes[group.id].unknown) for group in (program.total, *program.total.every_group))
    for indicator in program.indicators:
        yield from _of_indicator(indicator, found)


def _basis(node: Group | Indicator, unknown: Mask) -> pl.Expr:
    basis: pl.Expr = pl.lit(Basis.COMPUTED.value)
    return (basis if unknown is None else pl.when(~unknown).then(basis)).alias(f"{node.id}.basis")


def _of_indicator(indicator: Indicator, found: ScoreColumns) -> Iterator[pl.Expr]:
    state = found.states.get(indicator.id, NOWHERE)
    scored = found.nodes.get(indicator.id)
    yield _basis(indicator, state.anywhere if scored is None else scored.unknown)
    yield _state(state).alias(f"{indicator.id}.state")
    met = found.met.get(indicator.id)
    if met is not None:
        gone = met.absent.anywhere
        yield (met.column if gone is None else pl.when(~gone).then(met.column)).alias(f"{indicator.id}.target_met")
    else:
        yield pl.lit(None, dtype=pl.Boolean).alias(f"{indicator.id}.target_met")
    rate = found.rates.get(indicator.id)
    percent = pl.lit(None, dtype=pl.Decimal(PRECISION, PERCENT_DIGITS)) if rate is None else _percent(rate)
    yield percent.alias(f"{indicator.id}.rate_percent")


def _state(state: Absent) -> pl.Expr:
    said: pl.Expr = pl.lit(State.VALUE.value)
    for absence, mask in state.kinds():
        said = pl.when(mask).then(pl.lit(_STATES[absence].value)).otherwise(said)
    return said


def _percent(rate: Ratio) -> pl.Expr:
    hundredths = steps(rate, _PERCENT)
    percent = hundredths.wide.cast(pl.Int128).reinterpret(dtype=pl.Decimal(PRECISION, PERCENT_DIGITS))
    gone = rate.absent.anywhere
    return percent if gone is None else pl.when(~gone).then(percent)
