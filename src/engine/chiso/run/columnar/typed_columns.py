"""The columns of a table as columns of numbers, flags and texts: read as `records` reads cells, for the plain cases.

A cell that is written in a way not known here (`1.234,5`, a choice in other letters) is not understood, which is no
fault: its row is left to the reader of records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import polars as pl

from chiso.lang.types import COUNT, DATE, FLAG, MONEY, NUMERIC, RATE
from chiso.lang.values import Given, as_number
from chiso.records.layout import Style
from chiso.ruleset.program import Input

EPOCH = date(1970, 1, 1)
_COUNT = "^[0-9]{1,15}$"


class _Forms(NamedTuple):
    """How numbers are written that are no counts."""

    decimal: str
    percent: str


_FORMS = {
    Style.PLAIN: _Forms(r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$", r"^[0-9]{1,3}(\.[0-9]{1,4})?%$"),
    Style.VI: _Forms(r"^-?[0-9]{1,12}(,[0-9]{1,6})?$", r"^[0-9]{1,3}(,[0-9]{1,4})?%$"),
}
_DIGITS = 6
_DAYS = 4_000_000
"""Days since 1970, on either side, that no date goes beyond."""
_TRUE = ("true", "yes", "có", "1")
_FALSE = ("false", "no", "không", "0")


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column of the table by an input's type.

    Numbers are integers, so many digits on; dates are days since 1970. `understood` tells which cells could be read,
    or hold nothing; None where all could.
    """

    column: pl.Expr
    digits: int = 0
    understood: pl.Expr | None = None


def typed_column(input: Input, kind: pl.DataType, style: Style) -> TypedColumn | None:
    """An input's column; None where cells of such a kind are not read here."""
    column = pl.col(input.id)
    if input.type is FLAG:
        return _flags(column, kind)
    if input.choices:
        return _choices(column, kind, input.choices)
    if input.type is DATE:
        return _days(column, kind)
    if input.type not in NUMERIC:
        return None
    if kind.is_integer():
        return _integers(column, kind)
    if kind == pl.String:
        return _texts(input, column, style)
    return _decimals(input, column, kind) if isinstance(kind, pl.Decimal) else None


def _read(column: pl.Expr, understood: pl.Expr) -> pl.Expr:
    """Where a text was understood, or there is none."""
    return understood | column.is_null() | (column == "")


def _choices(column: pl.Expr, kind: pl.DataType, choices: tuple[str, ...]) -> TypedColumn | None:
    if kind != pl.String:
        return None
    return TypedColumn(pl.when(column != "").then(column), 0, _read(column, column.is_in(list(choices))))


def _flags(column: pl.Expr, kind: pl.DataType) -> TypedColumn | None:
    if kind == pl.Boolean:
        return TypedColumn(column)
    if kind != pl.String:
        return None
    return TypedColumn(
        pl.when(column != "").then(column.is_in(_TRUE)), 0, _read(column, column.is_in([*_TRUE, *_FALSE]))
    )


def _days(column: pl.Expr, kind: pl.DataType) -> TypedColumn | None:
    if kind == pl.Date:
        return TypedColumn(column.to_physical().cast(pl.Int64))
    if kind != pl.String:
        return None
    days = column.str.to_date("%Y-%m-%d", strict=False).to_physical().cast(pl.Int64)
    iso = column.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    return TypedColumn(days, 0, _read(column, iso & days.is_not_null()))


def _integers(column: pl.Expr, kind: pl.DataType) -> TypedColumn:
    if kind == pl.Int64:
        return TypedColumn(column)
    read = column.cast(pl.Int64, strict=False)
    return TypedColumn(
        read, 0, read.is_not_null() | column.is_null() if kind in (pl.UInt64, pl.Int128, pl.UInt128) else None
    )


def _decimals(input: Input, column: pl.Expr, kind: pl.Decimal) -> TypedColumn:
    digits = column.to_physical().cast(pl.Int64, strict=False)
    read = digits.is_not_null() | column.is_null()
    if input.type is not COUNT:
        return TypedColumn(digits, kind.scale, read)
    unit = 10**kind.scale
    return TypedColumn(digits // unit, 0, read & ((digits % unit == 0) | column.is_null()))


def _texts(input: Input, column: pl.Expr, style: Style) -> TypedColumn:
    if input.type in (COUNT, MONEY):
        return TypedColumn(column.cast(pl.Int64, strict=False), 0, _read(column, column.str.contains(_COUNT)))
    forms = _FORMS[style]
    pointed = column.str.replace(",", ".", literal=True) if style is Style.VI else column
    plain = _scaled(pointed, _DIGITS)
    if input.type is not RATE:
        return TypedColumn(plain, _DIGITS, _read(column, column.str.contains(forms.decimal)))
    percent = column.str.contains(forms.percent)
    read = pl.when(percent).then(_scaled(pointed.str.strip_suffix("%"), _DIGITS - 2)).otherwise(plain)
    return TypedColumn(read, _DIGITS, _read(column, percent | column.str.contains(forms.decimal)))


def _scaled(column: pl.Expr, digits: int) -> pl.Expr:
    return column.str.to_decimal(scale=digits).to_physical().cast(pl.Int64, strict=False)


def bounds(input: Input, digits: int, widest: int) -> tuple[int, int]:
    """The least and the largest integer that a cell may be, by its type and by what the rules declare.

    What lies beyond is left to the reader of records: it is a fault there, or a value larger than is wanted here.
    """
    unit = 10**digits
    widest = _DAYS if input.type is DATE else widest
    low = 0 if input.type in (COUNT, RATE) else -widest
    high = unit if input.type is RATE else widest
    return max(low, _bound(input.low, low, unit, up=True)), min(high, _bound(input.high, high, unit, up=False))


def _bound(value: Given | None, otherwise: int, unit: int, *, up: bool) -> int:
    if isinstance(value, date):
        return (value - EPOCH).days
    number = None if value is None else as_number(value)
    if number is None:
        return otherwise
    top, bottom = (number * unit).as_integer_ratio()
    return -(-top // bottom) if up else top // bottom
