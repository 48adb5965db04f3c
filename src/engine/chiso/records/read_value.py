"""One cell to one value: exact, or a named fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Argument
from chiso.diagnostics.nearest import folded, nearest
from chiso.lang.types import Type
from chiso.lang.values import Given, Number, comparable, decimal_text, exact_number, percent_text, plain_number
from chiso.records.cell_text import unguarded
from chiso.records.columns import Column, Kind
from chiso.records.period import period_kind
from chiso.ruleset.program import LEVELS, Program

LONGEST_NUMBER = 30

_FLAGS = {"true": True, "false": False, "yes": True, "no": False, "có": True, "không": False, "1": True, "0": False}
_LEVEL_NAMES: Mapping[str, tuple[str, ...]] = {
    "tỉnh": ("province",),
    "sở": ("department",),
    "sở, ban, ngành": ("department",),
    "huyện": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
}
_VIETNAMESE_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WITH_COMMA = re.compile(r"[+-]?\d+(?:\.\d{3})*,\d+%?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


class ValueFault(Exception):
    """A cell that cannot be read: the diagnostic's id and what fills its message."""

    def __init__(self, id: str, **arguments: Argument) -> None:
        super().__init__(id)
        self.id = id
        self.arguments = arguments


def read_value(text: str, column: Column, program: Program) -> Given:
    """The value that a cell's text (not empty) says under a column. Raises `ValueFault`."""
    if isinstance(column.kind, Kind):
        return _FACTS[column.kind](text, program)
    if column.choices:
        return _choice(text, column.choices)
    value = _TYPED[column.kind](text)
    _refuse_outside(value, column, text)
    return value


def _refuse_outside(value: Given, column: Column, text: str) -> None:
    """An input within what the rules declare, a reported value within what the node can have."""
    if isinstance(value, (bool, str)):
        return
    too_low, too_high = ("below-range", "above-range") if column.is_input else ("reported-too-low", "reported-too-high")
    low, high = column.low, column.high
    if low is not None and _is_below(value, low):
        raise ValueFault(too_low, value=text, low=_written(low, column))
    if high is not None and _is_below(high, value):
        raise ValueFault(too_high, value=text, high=_written(high, column))


def _is_below(left: Number | date, right: Number | date) -> bool:
    if isinstance(left, date) or isinstance(right, date):
        return isinstance(left, date) and isinstance(right, date) and left < right
    return left < right


def _written(bound: Number | date, column: Column) -> str:
    if column.kind is Type.RATE and not isinstance(bound, date):
        return percent_text(bound)
    return bound.isoformat() if isinstance(bound, date) else decimal_text(bound)


def _number(text: str) -> Number:
    if len(text) > LONGEST_NUMBER:
        raise ValueFault("number-too-long", length=len(text), most=LONGEST_NUMBER)
    number = plain_number(text)
    if number is None:
        raise ValueFault("not-a-number", value=text, hint=Word(_number_hint(text)))
    return number


def _money(text: str) -> Number:
    """Money has no thousandths: 1.500 is a thousand written with a mark."""
    if _GROUPED.fullmatch(text):
        raise ValueFault("not-a-number", value=text, hint=Word("hint.grouped-in-data"))
    return _number(text)


def _number_hint(text: str) -> str:
    if text.count(".") > 1 and _GROUPED.fullmatch(text):
        return "hint.grouped-in-data"
    return "hint.comma-in-data" if _WITH_COMMA.fullmatch(text) else "hint.plain-number"


def _count(text: str) -> Number:
    number = plain_number(text) if len(text) <= LONGEST_NUMBER else _number(text)
    if number is None or not isinstance(number, int) or number < 0 or "." in text:
        hint = "hint.grouped-in-data" if _GROUPED.fullmatch(text) else "hint.whole-number"
        raise ValueFault("not-a-count", value=text, hint=Word(hint))
    return number


def _rate(text: str) -> Number:
    rate = exact_number(text) if len(text) <= LONGEST_NUMBER else None
    if rate is None:
        return _number(text)
    if rate > 1 and plain_number(text) is not None:
        raise ValueFault("rate-without-percent", value=text)
    return rate


def _flag(text: str) -> bool:
    flag = _FLAGS.get(folded(text))
    if flag is None:
        raise ValueFault("not-a-flag", value=text)
    return flag


def _date(text: str) -> date:
    written = _VIETNAMESE_DATE.fullmatch(text)
    try:
        if written is not None:
            day, month, year = (int(part) for part in written.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueFault("not-a-date", value=text) from None


def _choice(text: str, choices: tuple[str, ...]) -> str:
    found = {folded(choice): choice for choice in choices}.get(folded(text))
    if found is None:
        raise ValueFault("choice-not-offered", value=text, choices=choices, near=nearest(text, choices))
    return found


def _unit(text: str, program: Program) -> Given:
    return comparable(unguarded(text))


def _level(text: str, program: Program) -> Given:
    if text not in LEVELS:
        near = _LEVEL_NAMES.get(folded(text).removeprefix("cấp "), nearest(text, LEVELS))
        raise ValueFault("unknown-level", value=text, levels=LEVELS, near=near)
    return text


def _period(text: str, program: Program) -> Given:
    if period_kind(text) is None:
        raise ValueFault("malformed-period", value=text)
    return text


def _band(text: str, program: Program) -> Given:
    known = {folded(name): band.id for band in program.bands for name in (band.id, band.title.text)}
    found = known.get(folded(text))
    if found is None:
        ids = tuple(band.id for band in program.bands)
        titles = tuple(band.title.text for band in program.bands)
        raise ValueFault("unknown-band", value=text, bands=ids + titles, near=nearest(text, ids + titles))
    return found


def _rank(text: str, program: Program) -> Given:
    rank = plain_number(text) if len(text) <= LONGEST_NUMBER else None
    if not isinstance(rank, int) or rank < 1:
        raise ValueFault("not-a-rank", value=text)
    return rank


_FACTS: Mapping[Kind, Callable[[str, Program], Given]] = {
    Kind.UNIT: _unit,
    Kind.LEVEL: _level,
    Kind.PERIOD: _period,
    Kind.BAND: _band,
    Kind.RANK: _rank,
}

_TYPED: Mapping[Type, Callable[[str], Given]] = {
    Type.COUNT: _count,
    Type.NUMBER: _number,
    Type.RATE: _rate,
    Type.POINTS: _number,
    Type.DAYS: _number,
    Type.MONEY: _money,
    Type.FLAG: _flag,
    Type.DATE: _date,
}
