"""What the names in expressions stand for in a table: inputs, parameters, facts of the record."""

from __future__ import annotations

from math import lcm

import polars as pl

from chiso.lang.types import FLAG
from chiso.lang.values import MISSING, as_number
from chiso.records.period import last_day, period_kind
from chiso.ruleset.program import Input, Parameter, Program
from chiso.run.columnar.absent import NOWHERE, Absent, absent
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.typed_columns import TypedColumn
from chiso.run.columnar.vector import Flag, Ratio, Text, Vector
from chiso.run.columnar.vectorize import constant
from chiso.run.columnar.whole import Whole, whole


def name_columns(program: Program, rows: PlainRows) -> dict[str, Vector]:
    """The columns by name; a parameter that has no value in some period has none."""
    found: dict[str, Vector] = {id: _given(input, rows) for id, input in program.inputs.items()}
    for parameter in program.parameters.values():
        vector = _dated(parameter, rows.periods) if parameter.dated else constant(parameter.value)
        if vector is not None:
            found[parameter.id] = vector
    return {**found, **_facts(rows.periods)}


def _given(input: Input, rows: PlainRows) -> Vector:
    read = rows.columns.get(input.id)
    if read is None:
        return _not_there(input)
    column = pl.col(input.id)
    gone = absent(MISSING, column.is_null()) if rows.frame[input.id].null_count() else NOWHERE
    return _vector(input, rows, column, read, gone)


def _vector(input: Input, rows: PlainRows, column: pl.Expr, read: TypedColumn, gone: Absent) -> Vector:
    if input.type is FLAG:
        return Flag(column, gone)
    if input.choices:
        return Text(column, gone)
    extent = rows.extents[input.id]
    return Ratio(Whole(column, extent.low, extent.high), whole(10**read.digits), gone)


def _not_there(input: Input) -> Vector:
    """An input that the table has no column for."""
    gone = absent(MISSING, pl.lit(True))
    if input.type is FLAG:
        return Flag(pl.lit(False), gone)
    return Text(pl.lit(""), gone) if input.choices else Ratio(whole(0), whole(1), gone)


def _dated(parameter: Parameter, periods: tuple[str, ...]) -> Vector | None:
    """A number for each period; None where some period has none, or the values are no numbers."""
    values = {period: parameter.value_on(last_day(period)) for period in periods}
    numbers = {period: number for period, value in values.items() if (number := as_number(value)) is not None}
    if len(numbers) < len(values) or not numbers:
        return None
    common = lcm(*[number.denominator for number in numbers.values()])
    tops = {period: int(number * common) for period, number in numbers.items()}
    if len(set(tops.values())) == 1:
        return Ratio(whole(next(iter(tops.values()))), whole(common))
    column = pl.col("period").replace_strict(tops, default=0, return_dtype=pl.Int64)
    return Ratio(Whole(column, min(tops.values()), max(tops.values())), whole(common))


def _facts(periods: tuple[str, ...]) -> dict[str, Vector]:
    kinds = {period: str(period_kind(period)) for period in periods}
    column = pl.col("period").replace_strict(kinds, default=None, return_dtype=pl.String)
    kind = column if len(set(kinds.values())) > 1 else pl.lit(next(iter(kinds.values()), ""))
    facts = {name: Text(pl.col(name)) for name in ("unit", "level", "period")}
    return {**facts, "period_kind": Text(kind)}
