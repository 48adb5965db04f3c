"""Finds the rows of a table that are plain: their data sound and read by columns, the checks met, nothing reported.

Plain rows are computed in columns. The others are left to the reader of records and the evaluator of single records,
which know what a reported value gives, and say what is wrong with a row. Mostly all rows are plain, so that is asked
first, of all columns at once and in one go; only where they are not is it asked row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from chiso.lang.types import COUNT
from chiso.records.columns import FACTS, OPTIONAL_FACTS
from chiso.records.columns import columns_of as known_columns
from chiso.records.layout import Style
from chiso.records.period import last_day, period_kind
from chiso.records.table import LONGEST_CELL
from chiso.ruleset.program import LEVELS, Input, Program
from chiso.run.columnar.known import Known
from chiso.run.columnar.name_columns import name_columns
from chiso.run.columnar.plain_rows import Extent, PlainRows
from chiso.run.columnar.typed_columns import TypedColumn, bounds, typed_column
from chiso.run.columnar.vector import NotInColumns
from chiso.run.columnar.vectorize import flag
from chiso.run.columnar.whole import TooWide

_MOST_PERIODS = 10_000
_NO_NAME = "[^ -~\u00a1-\u02ff\u1e00-\u1eff]|^ | $|^$|^['=+@-]"
"""Found in what may not be a name as it stands; texts of the other letters are in NFC, whatever they are."""
_NO_OPTIONAL_NAME = f"{_NO_NAME}|^(?i:không)"
"""Also what may say that there is none (`is_absent`)."""
_SURE_LETTERS = (("!", "\u007f"), ("\u00a1", "\u0300"), ("\u1e00", "\u1f00"))
"""A text whose first letter is in one of these ranges is not blank."""
_NAMES = ("unit", *OPTIONAL_FACTS)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a table are read: how its texts write numbers, and the largest number of plain rows.

    Where names are `as_given` they only need to be there, else they have to be as a record would have them.
    """

    style: Style
    widest: int
    as_given: bool


def find_plain(program: Program, frame: pl.DataFrame, reading: Reading) -> PlainRows:
    """The plain rows of a table. Raises `NotInColumns`, `TooWide`."""
    _refuse_unknown(program, frame)
    given = [id for id in program.inputs if id in frame.columns]
    found = ((id, typed_column(program.inputs[id], frame.schema[id], reading.style)) for id in given)
    columns = {id: column for id, column in found if column is not None}
    facts = [_said(frame, name) for name in OPTIONAL_FACTS if name in frame.columns]
    table = frame.select(*FACTS, *facts, *(column.column.alias(id) for id, column in columns.items()))
    periods, levels = _unlike(frame)
    sound = tuple(period for period in periods if period is not None and _is_sound(period, program))
    rows = PlainRows(table, columns, {}, sound)
    cells = [*_untouched(frame, columns), *_understood(columns)]
    facts_hold = _names(frame, reading.as_given)
    if len(sound) < len(periods):
        facts_hold.append(pl.col("period").is_in(sound))
    if not levels <= set(LEVELS):
        facts_hold.append(pl.col("level").is_in(list(LEVELS)))
    held = _bounds(program, rows, reading)
    if not cells or _hold(frame.select(_tests(cells))):
        whole = _at_once(program, rows, facts_hold, held)
        if whole is not None:
            return whole
    return _row_by_row(program, rows.narrowed(_where(frame, cells)), facts_hold, held)


def _refuse_unknown(program: Program, frame: pl.DataFrame) -> None:
    """A table that cannot be read as records is left to their reader, which says why."""
    known = known_columns(program)
    strange = [name for name in frame.columns if name not in known]
    strange += [fact for fact in FACTS if frame.schema.get(fact) != pl.String]
    if strange:
        raise NotInColumns(strange[0])


def _unlike(frame: pl.DataFrame) -> tuple[set[str | None], set[str | None]]:
    """The different periods and levels."""
    found = frame.select(pl.col(name).unique().implode() for name in ("period", "level")).row(0)
    if len(found[0]) + len(found[1]) > _MOST_PERIODS:
        raise NotInColumns("period")
    return set(found[0]), set(found[1])


def _is_sound(period: str, program: Program) -> bool:
    """Whether it is a period, and one in which every parameter has a value."""
    day = last_day(period)
    dated = [parameter for parameter in program.parameters.values() if parameter.dated]
    return period_kind(period) is not None and all(parameter.value_on(day) is not None for parameter in dated)


def _bounds(program: Program, rows: PlainRows, reading: Reading) -> dict[str, Extent]:
    """Between which bounds the numbers of plain rows lie."""
    numbers = [id for id in rows.columns if rows.frame.schema[id] == pl.Int64]
    ends = {id: bounds(program.inputs[id], rows.columns[id].digits, reading.widest) for id in numbers}
    return {id: Extent(low, max(low, high)) for id, (low, high) in ends.items()}


# All rows at once, or row by row.


def _at_once(
    program: Program, rows: PlainRows, facts_hold: list[pl.Expr], held: Mapping[str, Extent]
) -> PlainRows | None:
    """The whole table, where all of its rows are plain, which is found out in one go; else None."""
    try:
        tests = _tests([*facts_hold, *_checks(program, replace(rows, extents=held))])
    except TooWide:
        return None
    answers = rows.frame.select(tests + _all_asked(program, held))
    extents = _read_extents(program, held, answers)
    if not _hold(answers.select(answers.columns[: len(tests)])) or _beyond(extents, held):
        return None
    return replace(rows, extents=extents)


def _row_by_row(program: Program, rows: PlainRows, facts_hold: list[pl.Expr], held: Mapping[str, Extent]) -> PlainRows:
    kept = rows.narrowed(_where(rows.frame, facts_hold))
    beyond = _beyond(_extents(program, kept, held), held)
    kept = kept.narrowed(_where(kept.frame, [_is_within(id, held[id]) for id in beyond]))
    sized = replace(kept, extents={id: _cut(found, held[id]) for id, found in _extents(program, kept, held).items()})
    return sized.narrowed(_where(sized.frame, list(_checks(program, sized))))


def _tests(conditions: list[pl.Expr]) -> list[pl.Expr]:
    return [condition.all(ignore_nulls=False).alias(str(place)) for place, condition in enumerate(conditions)]


def _hold(answers: pl.DataFrame) -> bool:
    return not answers.width or all(one is True for one in answers.row(0))


def _where(frame: pl.DataFrame, conditions: list[pl.Expr]) -> pl.Series | None:
    """Where all conditions hold; None for everywhere."""
    if not conditions or _hold(frame.select(_tests(conditions))):
        return None
    return frame.select(pl.all_horizontal(conditions).fill_null(False)).to_series()


# What is asked of cells.


def _names(frame: pl.DataFrame, as_given: bool) -> list[pl.Expr]:
    given = [name for name in _NAMES if name in frame.columns]
    return [_is_a_name(name, as_given) if frame.schema[name] == pl.String else pl.col(name).is_null() for name in given]


def _is_a_name(name: str, as_given: bool) -> pl.Expr:
    column = pl.col(name)
    if as_given:
        sound = pl.any_horizontal((column >= first) & (column < last) for first, last in _SURE_LETTERS)
    else:
        sound = ~column.str.contains(_NO_NAME if name == "unit" else _NO_OPTIONAL_NAME)
    sound &= column.str.len_bytes() <= LONGEST_CELL
    return sound if name == "unit" else sound | column.is_null()


def _untouched(frame: pl.DataFrame, columns: Mapping[str, TypedColumn]) -> list[pl.Expr]:
    """Nothing in the columns that are not read here."""
    others = [name for name in frame.columns if name not in columns and name not in (*FACTS, *OPTIONAL_FACTS)]
    return [_said(frame, name).is_null() for name in others if frame[name].null_count() < frame.height]


def _said(frame: pl.DataFrame, name: str) -> pl.Expr:
    """What a column says, where that is not nothing."""
    column = pl.col(name)
    return pl.when(column != "").then(column).alias(name) if frame.schema[name] == pl.String else column


def _understood(columns: Mapping[str, TypedColumn]) -> list[pl.Expr]:
    return [column.understood for column in columns.values() if column.understood is not None]


def _checks(program: Program, rows: PlainRows) -> Iterator[pl.Expr]:
    """Where each check is not broken: it holds, or cannot be told."""
    known = Known(name_columns(program, rows))
    for check in program.checks:
        found = flag(check.rule, known)
        gone = found.absent.anywhere
        yield found.column if gone is None else found.column | gone


# How large the numbers are.


def _asked(id: str, input: Input) -> list[pl.Expr]:
    """How large the numbers of a column are.

    Of counts, all bits together tell whether one is below 0, and nearly how large they are: that takes half the time
    of looking for the least and the largest.
    """
    column = pl.col(id)
    if _by_bits(input):
        return [column.bitwise_or().alias(f"{id} bits")]
    return [column.min().alias(f"{id} low"), column.max().alias(f"{id} high")]


def _by_bits(input: Input) -> bool:
    return input.type is COUNT and input.low is None and input.high is None


def _extents(program: Program, rows: PlainRows, held: Mapping[str, Extent]) -> dict[str, Extent]:
    return _read_extents(program, held, rows.frame.select(_all_asked(program, held)))


def _all_asked(program: Program, held: Mapping[str, Extent]) -> list[pl.Expr]:
    return [expression for id in held for expression in _asked(id, program.inputs[id])]


def _read_extents(program: Program, held: Mapping[str, Extent], answers: pl.DataFrame) -> dict[str, Extent]:
    found = answers.row(0, named=True) if answers.width else {}
    return {id: _extent(id, program.inputs[id], found) for id in held}


def _extent(id: str, input: Input, found: Mapping[str, int | None]) -> Extent:
    if not _by_bits(input):
        return Extent(found[f"{id} low"] or 0, found[f"{id} high"] or 0)
    bits = found[f"{id} bits"] or 0
    return Extent(min(bits, 0), (1 << bits.bit_length()) - 1 if bits >= 0 else 2**63)


def _beyond(extents: Mapping[str, Extent], held: Mapping[str, Extent]) -> list[str]:
    return [id for id, found in extents.items() if found.low < held[id].low or found.high > held[id].high]


def _is_within(id: str, held: Extent) -> pl.Expr:
    return pl.col(id).is_between(held.low, held.high) | pl.col(id).is_null()


def _cut(extent: Extent, held: Extent) -> Extent:
    return Extent(max(extent.low, min(held.low, held.high)), min(extent.high, held.high))
