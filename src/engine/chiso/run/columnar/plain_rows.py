"""Which rows of a table are plain: every datum that the rules use given and sound, and nothing reported.

Plain rows can be computed in columns. The others are left to the exact evaluator, which knows what an absence or a
reported value gives, and says what is wrong with a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm

import polars as pl

from chiso.lang.syntax import Comparison, Expression, names
from chiso.lang.types import COUNT, FLAG, NUMERIC, RATE
from chiso.lang.values import Given, as_number
from chiso.records.columns import FACTS
from chiso.records.period import last_day, period_kind
from chiso.ruleset.program import LEVELS, Check, Input, Parameter, Program
from chiso.run.columnar.vector import Flag, Ratio, TooWide, Whole, ratio, whole
from chiso.run.columnar.vectorize import NotInColumns, Vector, flag

_LONGEST = 15
"""Digits of a number in a text that is read in columns."""
_WIDEST = 10**12
"""Values beyond this are left to the exact evaluator, so that a single one does not make a whole column too wide."""
_MOST_PERIODS = 200


@dataclass(frozen=True, slots=True)
class PlainRows:
    """A table ready to be computed in columns: typed, with what names stand for in it, and its plain rows told."""

    frame: pl.DataFrame
    names: Mapping[str, Vector]
    is_plain: pl.Series


def plain_rows(program: Program, frame: pl.DataFrame) -> PlainRows | None:
    """The table with its plain rows told; None where none can be."""
    given = [id for id in program.inputs if id in frame.columns]
    columns = {id: read for id in given if (read := _typed(program.inputs[id], frame)) is not None}
    needed, periods = _needed(program), _periods(frame)
    if len(columns) < len(given) or not needed <= columns.keys() or periods is None:
        return None
    others = [pl.col(name).is_not_null() for name in frame.columns if name not in (*FACTS, *columns)]
    typed = frame.select(*FACTS, *(column.alias(id) for id, (column, _) in columns.items()))
    cells = [_is_sound(program.inputs[id], scale, id in needed) for id, (_, scale) in columns.items()]
    basic = typed.select(pl.all_horizontal([_facts_are_sound(periods), *cells])).to_series() & ~_any_of(frame, others)
    inputs = _inputs(program, typed.filter(basic), columns)
    vectors = {**inputs, **_policy_numbers(program, periods), **_facts(periods)}
    try:
        checks = [_keeps(check, vectors) for check in program.checks]
    except (NotInColumns, TooWide):
        return None
    kept = [check for check in checks if check is not None]
    held = typed.select(pl.all_horizontal(kept)).to_series() if kept else basic
    return PlainRows(typed, vectors, (basic & held).fill_null(False))


def _any_of(frame: pl.DataFrame, conditions: list[pl.Expr]) -> pl.Series:
    if not conditions:
        return pl.repeat(False, frame.height, eager=True)
    return frame.select(pl.any_horizontal(conditions)).to_series()


def _needed(program: Program) -> set[str]:
    """The inputs that something scored needs a value of."""
    formulas = [formula for indicator in program.indicators if not indicator.tracked for formula in indicator.formulas]
    formulas += [condition for conditions in program.conditions.values() for condition in conditions]
    formulas += [band.requires for band in program.bands if band.requires is not None]
    return {name.name for formula in formulas for name in names(formula) if name.name in program.inputs}


def _typed(input: Input, frame: pl.DataFrame) -> tuple[pl.Expr, int] | None:
    """An input's column as integers so many digits on, as flags or as texts; None for a type that is not read here."""
    kind, column = frame.schema[input.id], pl.col(input.id)
    if input.type is FLAG:
        return (column, 0) if kind == pl.Boolean else None
    if input.choices:
        return (column, 0) if kind == pl.String else None
    if input.type not in NUMERIC:
        return None
    if kind.is_integer():
        return column.cast(pl.Int64, strict=False), 0
    if kind == pl.String and input.type is COUNT:
        short = column.str.contains(rf"^[0-9]{{1,{_LONGEST}}}$")
        read = pl.when(short).then(column).cast(pl.Int64, strict=False)
        return pl.when(column.is_null() | (column == "")).then(None).when(short).then(read).otherwise(-1), 0
    if isinstance(kind, pl.Decimal) and input.type is not COUNT:
        return (column * 10**kind.scale).cast(pl.Int64, strict=False), kind.scale
    return None


def _is_sound(input: Input, scale: int, is_needed: bool) -> pl.Expr:
    """Whether a cell can be taken as it is: there where it is needed, and within every bound that reading asks for."""
    column = pl.col(input.id)
    if input.choices:
        within = column.is_in(list(input.choices))
    elif input.type is FLAG:
        within = pl.lit(True)
    else:
        within = column.is_between(*_bounds(input, scale))
    return within.fill_null(False) if is_needed else within | column.is_null()


def _bounds(input: Input, scale: int) -> tuple[int, int]:
    unit = 10**scale
    low = max(_bound(input.low, -_WIDEST, unit), -_WIDEST if input.type not in (COUNT, RATE) else 0)
    high = min(_bound(input.high, _WIDEST, unit), unit if input.type is RATE else _WIDEST)
    return low, high


def _bound(value: Given | None, otherwise: int, unit: int) -> int:
    number = None if value is None else as_number(value)
    if number is None:
        return otherwise
    exact = number * unit
    return exact.numerator // exact.denominator if otherwise > 0 else -(-exact.numerator // exact.denominator)


def _periods(frame: pl.DataFrame) -> list[str] | None:
    """The periods in the table that are such; None without texts for the facts, or with too many periods."""
    if any(frame.schema.get(fact) != pl.String for fact in FACTS):
        return None
    found = frame.get_column("period").unique().drop_nulls()
    return None if found.len() > _MOST_PERIODS else [text for text in found if period_kind(text) is not None]


def _facts_are_sound(periods: list[str]) -> pl.Expr:
    unit = pl.col("unit")
    named = unit.is_not_null() & (unit != "") & (unit.str.strip_chars() == unit) & (unit.str.normalize("NFC") == unit)
    return (named & pl.col("level").is_in(list(LEVELS)) & pl.col("period").is_in(periods)).fill_null(False)


def _inputs(program: Program, rows: pl.DataFrame, columns: Mapping[str, tuple[pl.Expr, int]]) -> dict[str, Vector]:
    """What the inputs stand for, with the least and the largest value that each has on these rows."""
    numeric = [id for id in columns if rows.schema[id] == pl.Int64]
    ends = (pl.col(numeric).min(), pl.col(numeric).max())
    lows, highs = (rows.select(end).row(0, named=True) if numeric else {} for end in ends)
    found: dict[str, Vector] = {}
    for id, (_, scale) in columns.items():
        column = pl.col(id)
        if id in numeric:
            found[id] = Ratio(Whole(column, lows[id] or 0, highs[id] or 0), whole(10**scale))
        else:
            found[id] = Flag(column) if program.inputs[id].type is FLAG else column
    return found


def _policy_numbers(program: Program, periods: list[str]) -> dict[str, Vector]:
    """What the parameters stand for: of one with dated values, the value of each row's period."""
    found: dict[str, Vector] = {}
    for parameter in program.parameters.values():
        vector = _dated(parameter, periods) if parameter.dated else _constant(parameter.value)
        if vector is not None:
            found[parameter.id] = vector
    return found


def _constant(value: Given) -> Vector | None:
    if isinstance(value, bool):
        return Flag(pl.lit(value))
    if isinstance(value, str):
        return pl.lit(value)
    number = as_number(value)
    return None if number is None else ratio(number)


def _dated(parameter: Parameter, periods: list[str]) -> Vector | None:
    """A number for each period; None where some period has none, or the values are no numbers."""
    values = {period: parameter.value_on(last_day(period)) for period in periods}
    numbers = {period: number for period, value in values.items() if (number := as_number(value)) is not None}
    if len(numbers) < len(values) or not numbers:
        return None
    common = lcm(*[number.denominator for number in numbers.values()])
    tops = {period: int(number * common) for period, number in numbers.items()}
    column = pl.col("period").replace_strict(tops, default=0, return_dtype=pl.Int64)
    return Ratio(Whole(column, min(tops.values()), max(tops.values())), whole(common))


def _facts(periods: list[str]) -> dict[str, Vector]:
    kinds = {period: period_kind(period) for period in periods}
    kind = pl.col("period").replace_strict(kinds, default=None, return_dtype=pl.String)
    return {"unit": pl.col("unit"), "level": pl.col("level"), "period": pl.col("period"), "period_kind": kind}


def _keeps(check: Check, vectors: Mapping[str, Vector]) -> pl.Expr | None:
    """Where a check is not broken; None for one over data that the table does not have, which cannot be."""
    used = {name.name for name in names(check.rule)}
    lacking = used - vectors.keys()
    if lacking and _is_one_comparison(check.rule):
        return None
    found = flag(check.rule, vectors)
    holds = found.column if found.empty is None else found.column | found.empty
    return holds.fill_null(_is_one_comparison(check.rule))


def _is_one_comparison(rule: Expression) -> bool:
    return isinstance(rule, Comparison) and len(rule.operators) == 1
