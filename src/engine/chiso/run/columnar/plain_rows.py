"""Which rows of a table are plain: their data sound and read by columns, and nothing in them reported.

Plain rows are computed in columns. The others are left to the reader of records and the evaluator of single records,
which know what a reported value gives, and say what is wrong with a row. Mostly all rows are plain, so that is asked
first, in one pass over the table; only where they are not is it asked row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from chiso.lang.types import COUNT, RATE
from chiso.records.columns import FACTS, OPTIONAL_FACTS
from chiso.records.columns import columns_of as known_columns
from chiso.records.layout import Style
from chiso.records.period import last_day, period_kind
from chiso.records.table import LONGEST_CELL
from chiso.ruleset.program import LEVELS, Input, Program
from chiso.run.columnar.typed_columns import TypedColumn, bounds, typed_column
from chiso.run.columnar.vector import NotInColumns

_MOST_PERIODS = 10_000
_NO_NAME = "[^ -~\u00a1-\u02ff\u1e00-\u1eff]|^ | $|^$|^['=+@-]"
"""Found in what may not be a name as it stands; texts of the other letters are in NFC, whatever they are."""
_NO_OPTIONAL_NAME = f"{_NO_NAME}|^(?i:không)"
"""Also what may say that there is none (`is_absent`)."""
_NAMES = ("unit", *OPTIONAL_FACTS)


@dataclass(frozen=True, slots=True)
class Extent:
    """Between which bounds a column of integers is sure to keep."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PlainRows:
    """The plain rows of a table, typed, with what is known of its columns.

    `is_plain` tells, row for row of the whole table, which these are; None where all are.
    """

    frame: pl.DataFrame
    columns: Mapping[str, TypedColumn]
    extents: Mapping[str, Extent]
    periods: tuple[str, ...]
    is_plain: pl.Series | None

    def narrowed(self, kept: pl.Series | None) -> PlainRows:
        """Only some of the rows."""
        if kept is None:
            return self
        outer = kept if self.is_plain is None else self.is_plain.scatter(self.is_plain.arg_true(), kept)
        return PlainRows(self.frame.filter(kept), self.columns, self.extents, self.periods, outer)


def plain_rows(program: Program, frame: pl.DataFrame, style: Style, widest: int) -> PlainRows:
    """The plain rows of a table; `style` is how its texts write numbers, `widest` the largest number in plain rows.

    Raises `NotInColumns`.
    """
    _refuse_unknown(program, frame)
    given = [id for id in program.inputs if id in frame.columns]
    found = ((id, typed_column(program.inputs[id], frame.schema[id], style)) for id in given)
    columns = {id: column for id, column in found if column is not None}
    facts = [_said(frame, name) for name in OPTIONAL_FACTS if name in frame.columns]
    table = frame.select(*FACTS, *facts, *(column.column.alias(id) for id, column in columns.items()))
    periods, levels = (_unlike(frame, name) for name in ("period", "level"))
    sound = tuple(period for period in periods if period is not None and _is_sound(period, program))
    rows = PlainRows(table, columns, {}, sound, None)
    conditions = [*_names(frame), *_untouched(frame, columns), *_understood(columns)]
    if len(sound) < len(periods):
        conditions.append(pl.col("period").is_in(sound))
    if not levels <= set(LEVELS):
        conditions.append(pl.col("level").is_in(list(LEVELS)))
    return _within(program, rows.narrowed(where_all(frame, conditions)), widest)


def where_all(frame: pl.DataFrame, conditions: list[pl.Expr]) -> pl.Series | None:
    """Where all conditions hold; None where they do on every row, which is found out without writing them down."""
    if not conditions:
        return None
    tests = [condition.all(ignore_nulls=False).alias(str(place)) for place, condition in enumerate(conditions)]
    held = frame.select(tests).row(0)
    if all(one is True for one in held):
        return None
    failing = [condition for condition, one in zip(conditions, held, strict=True) if one is not True]
    return frame.select(pl.all_horizontal(failing).fill_null(False)).to_series()


def _refuse_unknown(program: Program, frame: pl.DataFrame) -> None:
    """A table that cannot be read as records is left to their reader, which says why."""
    known = known_columns(program)
    strange = [name for name in frame.columns if name not in known]
    strange += [fact for fact in FACTS if frame.schema.get(fact) != pl.String]
    if strange:
        raise NotInColumns(strange[0])


def _unlike(frame: pl.DataFrame, name: str) -> set[str | None]:
    """The different texts of a column of few."""
    found = frame.get_column(name).unique()
    if found.len() > _MOST_PERIODS:
        raise NotInColumns(name)
    return set(found)


def _is_sound(period: str, program: Program) -> bool:
    """Whether it is a period, and one in which every parameter has a value."""
    day = last_day(period)
    dated = [parameter for parameter in program.parameters.values() if parameter.dated]
    return period_kind(period) is not None and all(parameter.value_on(day) is not None for parameter in dated)


def _names(frame: pl.DataFrame) -> list[pl.Expr]:
    given = [name for name in _NAMES if name in frame.columns]
    return [_is_a_name(name) if frame.schema[name] == pl.String else pl.col(name).is_null() for name in given]


def _is_a_name(name: str) -> pl.Expr:
    column = pl.col(name)
    unsound = column.str.contains(_NO_NAME if name == "unit" else _NO_OPTIONAL_NAME)
    sound = ~unsound & (column.str.len_bytes() <= LONGEST_CELL)
    return sound if name == "unit" else sound | column.is_null() | (column == "")


def _said(frame: pl.DataFrame, name: str) -> pl.Expr:
    """What a column says, where that is not nothing."""
    column = pl.col(name)
    return pl.when(column != "").then(column).alias(name) if frame.schema[name] == pl.String else column


def _untouched(frame: pl.DataFrame, columns: Mapping[str, TypedColumn]) -> list[pl.Expr]:
    """Nothing in the columns that are not read here."""
    others = [name for name in frame.columns if name not in columns and name not in (*FACTS, *OPTIONAL_FACTS)]
    return [_said(frame, name).is_null() for name in others if frame[name].null_count() < frame.height]


def _understood(columns: Mapping[str, TypedColumn]) -> list[pl.Expr]:
    return [column.understood for column in columns.values() if column.understood is not None]


# How large the numbers are.


def _within(program: Program, rows: PlainRows, widest: int) -> PlainRows:
    """Only the rows of which every number is within its bounds, and how large these are."""
    numbers = [id for id in rows.columns if rows.frame.schema[id] == pl.Int64]
    held = {id: bounds(program.inputs[id], rows.columns[id].digits, widest) for id in numbers}
    extents = _extents(rows.frame, program, numbers)
    beyond = [id for id, extent in extents.items() if extent.low < held[id][0] or extent.high > held[id][1]]
    if not beyond:
        return PlainRows(rows.frame, rows.columns, extents, rows.periods, rows.is_plain)
    conditions = [pl.col(id).is_between(*held[id]) | pl.col(id).is_null() for id in beyond]
    kept = rows.narrowed(where_all(rows.frame, conditions))
    extents = {id: _cut(extent, held[id]) for id, extent in _extents(kept.frame, program, numbers).items()}
    return PlainRows(kept.frame, kept.columns, extents, kept.periods, kept.is_plain)


def _cut(extent: Extent, held: tuple[int, int]) -> Extent:
    low, high = held
    return Extent(max(extent.low, min(low, high)), min(extent.high, high))


def _extents(frame: pl.DataFrame, program: Program, numbers: list[str]) -> dict[str, Extent]:
    """How large the numbers of each column are.

    Of counts and rates, all bits together tell whether one is below 0, and nearly how large they are: that takes half
    the time of looking for the least and the largest.
    """
    if not numbers:
        return {}
    asked = [expression for id in numbers for expression in _asked(id, program.inputs[id])]
    found = frame.select(asked).row(0, named=True)
    return {id: _extent(id, program.inputs[id], found) for id in numbers}


def _asked(id: str, input: Input) -> list[pl.Expr]:
    column = pl.col(id)
    if input.type in (COUNT, RATE):
        return [column.bitwise_or().alias(f"{id} bits")]
    return [column.min().alias(f"{id} low"), column.max().alias(f"{id} high")]


def _extent(id: str, input: Input, found: Mapping[str, int | None]) -> Extent:
    if input.type not in (COUNT, RATE):
        return Extent(found[f"{id} low"] or 0, found[f"{id} high"] or 0)
    bits = found[f"{id} bits"] or 0
    return Extent(min(bits, 0), (1 << bits.bit_length()) - 1 if bits >= 0 else 2**63)
