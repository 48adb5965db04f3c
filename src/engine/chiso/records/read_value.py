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
from chiso.records.columns import FACTS, Column, Kind
from chiso.records.layout import Style
from chiso.records.number_text import in_plain_style, tidied, without_currency
from chiso.records.period import period_kind
from chiso.records.table import LONGEST_NUMBER, Plain
from chiso.ruleset.program import LEVELS, Program

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


def read_value(text: str, column: Column, program: Program, style: Style = Style.PLAIN) -> Given:
    """The value that a cell's text (not empty) says under a column. Raises `ValueFault`."""
    if isinstance(column.kind, Kind):
        return _FACTS[column.kind](text, program)
    if column.choices:
        return _choice(text, column.choices)
    if column.kind in _NUMERIC:
        value: Given = _amount(text, column, Style.PLAIN if isinstance(text, Plain) else style)
    else:
        value = _flag(text) if column.kind is Type.FLAG else _date(text)
    _refuse_outside(value, column, text)
    return value


_ABSENCES = frozenset({"", "-", "–", "—", "không", "không có dữ liệu", "không có dữ liệu báo cáo tổng hợp"})


def is_absent(text: str, column: Column) -> bool:
    """Whether a cell states that there is no value: empty, a dash, or the words that reports use for it."""
    if not text or text.isspace():
        return True
    if text[0].isdigit():
        return False
    if isinstance(column.kind, Kind) and column.name in FACTS:
        return False
    said = folded(text)
    if said not in _ABSENCES or (said == "không" and column.kind is Type.FLAG):
        return False
    return said not in map(folded, column.choices)


def is_number(column: Column) -> bool:
    """Whether the values of a column are numbers that can be written in more than one style."""
    return column.kind in _NUMERIC


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


_NUMERIC = frozenset({Type.COUNT, Type.NUMBER, Type.RATE, Type.POINTS, Type.DAYS, Type.MONEY})


def _amount(text: str, column: Column, style: Style) -> Number:
    if len(text) > LONGEST_NUMBER:
        raise ValueFault("number-too-long", length=len(text), most=LONGEST_NUMBER)
    if text.isdecimal() and text.isascii() and column.kind is not Type.RATE:
        return int(text)
    tidy = tidied(without_currency(text) if column.kind is Type.MONEY else text)
    plain = in_plain_style(tidy, style)
    if plain is None or (column.kind is Type.MONEY and _has_mark(text, style)):
        value = None
    elif column.kind is Type.RATE:
        value = _rate(plain, text)
    elif "/" in plain and column.kind is Type.POINTS:
        value = _of_maximum(plain, text, column)
    else:
        value = plain_number(plain)
    if value is None or (column.kind is Type.COUNT and ("." in (plain or "") or value < 0)):
        raise _not_read(text, tidy, column, style)
    return value


def _has_mark(text: str, style: Style) -> bool:
    """Money has no thousandths: 1.500 in plain style is a thousand written with a mark."""
    return style is Style.PLAIN and not isinstance(text, Plain) and _GROUPED.fullmatch(text) is not None


def _of_maximum(plain: str, text: str, column: Column) -> Number | None:
    """Points with their maximum: `12,9/18`, also `06/12` for 6 of 12."""
    points, _, most = plain.partition("/")
    high = column.high
    if high is None or isinstance(high, date):
        return None
    if plain_number(most) != high:
        raise ValueFault("maximum-differs", value=text, most=most, high=decimal_text(high))
    return plain_number(points)


def _rate(plain: str, text: str) -> Number | None:
    rate = exact_number(plain) if plain.count("/") == 0 or "." not in plain else None
    if rate is not None and rate > 1 and plain_number(plain) is not None:
        raise ValueFault("rate-without-percent", value=text)
    return rate


def _not_read(text: str, tidy: str, column: Column, style: Style) -> ValueFault:
    id = "not-a-count" if column.kind is Type.COUNT else "not-a-number"
    return ValueFault(id, value=text, hint=Word(_hint(tidy, column, style)))


def _hint(text: str, column: Column, style: Style) -> str:
    is_count = column.kind is Type.COUNT
    if style is Style.VI:
        in_plain = in_plain_style(text, Style.PLAIN) is not None and not is_count
        return "hint.point-in-data" if in_plain else "hint.whole-number" if is_count else "hint.vietnamese-number"
    if _GROUPED.fullmatch(text) and (is_count or text.count(".") != 1 or column.kind is Type.MONEY):
        return "hint.grouped-in-data"
    if is_count:
        return "hint.whole-number"
    return "hint.comma-in-data" if _WITH_COMMA.fullmatch(text) else "hint.plain-number"


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
    Kind.CODE: _unit,
    Kind.PARENT: _unit,
}
