"""A template as a workbook that a clerk fills in.

The first sheet is the data: a title, notes, then headings of groups, titles, the ids of the columns, and a row for each
unit. What may be put into a cell is what the rules take. The second sheet explains each column, the third holds the
lists to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from chiso.diagnostics.catalogue import Language
from chiso.lang.types import Type
from chiso.lang.values import Number, decimal_text, decimals_of, exact_decimal, percent_text
from chiso.records.columns import Column, Kind
from chiso.report.template import Template, TemplateColumn
from chiso.report.words import word
from chiso.report.xlsx import Sheet, Style, workbook
from chiso.ruleset.program import LEVELS

_MORE_ROWS = 200
"""Below the rows that are drawn, so many more take only what the rules take."""

_TITLE: Style = {"bold": True, "font_size": 14}
_NOTE: Style = {"italic": True}
_FRAME: Style = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_GROUP: Style = {**_FRAME, "bold": True, "align": "center", "bg_color": "#BDD7EE"}
_HEAD: Style = {**_FRAME, "bold": True, "valign": "top", "bg_color": "#DDEBF7"}
_ID: Style = {**_FRAME, "font_size": 8, "font_color": "#595959", "bg_color": "#F2F2F2"}
_TEXT = "@"
_SHOWN: Mapping[Type | Kind, str] = {
    Type.COUNT: "#,##0",
    Type.RATE: "0.00%",
    Type.MONEY: "#,##0",
    Type.DATE: "dd/mm/yyyy",
    Type.TEXT: _TEXT,
    Kind.UNIT: _TEXT,
    Kind.LEVEL: _TEXT,
    Kind.PERIOD: _TEXT,
    Kind.BAND: _TEXT,
}
"""How cells are shown; a period is text, so that no spreadsheet makes a day of it."""

_WHOLE = frozenset({Type.COUNT, Kind.RANK})
_UNBOUNDED = 10**15
_FIRST_DAY = date(1900, 1, 1)
_WIDE = 30
_NARROW = 14


def write_template(form: Template, path: Path, blank: int) -> None:
    """Write a template to a file, with so many blank rows where it names no units.

    Raises `RecordError` where the library for it is lacking, `OSError`.
    """
    language = form.language
    with workbook(path, form.title) as book:
        sheet, explained, lists = (book.sheet(word(key, language)) for key in ("data", "explained", "lists"))
        ranges = _lists(lists, form)
        first = _head(sheet, form, explained.name)
        last = first + max(len(form.rows), blank) - 1
        for row, cells in enumerate(form.rows, first):
            sheet.put_row(row, cells, {**_FRAME, "num_format": _TEXT})
        for place, one in enumerate(form.columns):
            style = {"num_format": _SHOWN.get(one.column.kind, "General")}
            for row in range(first, last + 1):
                if row - first >= len(form.rows) or place >= len(form.rows[row - first]):
                    sheet.put(row, place, None, {**_FRAME, **style})
            rule = {**_rule(one.column, ranges), **_said(one, language)}
            sheet.allow(first, last + _MORE_ROWS, place, rule)
        _explain(explained, form)


def _head(sheet: Sheet, form: Template, explained: str) -> int:
    """Everything above the data; the first row of these."""
    language = form.language
    sheet.put(0, 0, form.title, _TITLE)
    sheet.put(1, 0, form.edition)
    notes = 5
    blanks = {"first": notes + 5, "ids": notes + 4, "sheet": explained, "sources": "; ".join(form.sources)}
    for row, key in enumerate(("rows", "columns", "values", "sources"), 2):
        sheet.put(row, 0, word(f"note.{key}", language, **blanks), _NOTE)
    top = notes + 1
    place = 0
    for heading, columns in groupby(form.columns, key=lambda one: one.heading):
        width = len(list(columns))
        sheet.merge(top, place, place + width - 1, heading, _GROUP)
        place += width
    sheet.put_row(top + 1, [one.title for one in form.columns], _HEAD)
    sheet.put_row(top + 2, [one.column.name for one in form.columns], _ID)
    sheet.height(top + 1, 75)
    sheet.widths([_WIDE if one.column.kind is Kind.UNIT else _NARROW for one in form.columns])
    sheet.freeze(top + 3, 1)
    sheet.on_paper()
    return top + 3


# What may be put into a cell.


def _choices(column: Column, form: Template) -> tuple[str, ...]:
    if column.kind is Kind.LEVEL:
        return LEVELS
    if column.kind is Kind.BAND:
        return form.bands
    if column.kind is Type.FLAG:
        return (word("yes", form.language), word("no", form.language))
    return column.choices


def _lists(sheet: Sheet, form: Template) -> dict[str, str]:
    """Write the lists to choose from side by side; where each is, by column."""
    offered = [(one, _choices(one.column, form)) for one in form.columns]
    ranges = {}
    for place, (one, choices) in enumerate((one, choices) for one, choices in offered if choices):
        sheet.put(0, place, one.title, _HEAD)
        for row, choice in enumerate(choices, 1):
            sheet.put(row, place, choice)
        ranges[one.column.name] = sheet.range(1, len(choices), place)
    sheet.widths([_WIDE] * len(ranges))
    return ranges


def _rule(column: Column, ranges: Mapping[str, str]) -> dict[str, Any]:
    if column.name in ranges:
        return {"validate": "list", "source": f"={ranges[column.name]}"}
    if column.kind in (Kind.UNIT, Kind.PERIOD):
        return {"validate": "any"}
    low, high = _bounds(column)
    if column.kind is Type.DATE:
        first, last = (bound if isinstance(bound, date) else None for bound in (low, high))
        return {"validate": "date", **_between(first or _FIRST_DAY, last)}
    least, most = (None if bound is None or isinstance(bound, date) else _exact(bound) for bound in (low, high))
    kind = "integer" if column.kind in _WHOLE else "decimal"
    return {"validate": kind, **_between(-_UNBOUNDED if least is None else least, _UNBOUNDED if most is None else most)}


def _bounds(column: Column) -> tuple[Number | date | None, Number | date | None]:
    """The bounds of the rules; for what these leave open: counts from 0, ranks from 1, rates from 0 to 100%."""
    low = {Type.COUNT: 0, Type.RATE: 0, Kind.RANK: 1}.get(column.kind) if column.low is None else column.low
    return low, 1 if column.high is None and column.kind is Type.RATE else column.high


def _exact(bound: Number) -> object:
    """A bound as a workbook can hold it; one that no decimals say is no bound."""
    return None if decimals_of(bound) is None else exact_decimal(bound)


def _between(low: object, high: object) -> dict[str, Any]:
    if high is None:
        return {"criteria": ">=", "value": low}
    return {"criteria": "between", "minimum": low, "maximum": high}


_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255


def _said(one: TemplateColumn, language: Language) -> dict[str, Any]:
    """What is said beside a cell, and about a wrong one."""
    kind, bounds = _kind(one.column, language), _bounds_text(one.column, language)
    message = f"{kind}; {bounds}" if bounds else kind
    return {
        "input_title": _cut(one.title, _LONGEST_TITLE),
        "input_message": _cut(message, _LONGEST_MESSAGE),
        "error_title": _cut(word("not-allowed", language), _LONGEST_TITLE),
        "error_message": _cut(f"{one.title}: {message}", _LONGEST_MESSAGE),
    }


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


# What is said of each column.


def _explain(sheet: Sheet, form: Template) -> None:
    language = form.language
    keys = ("title", "id", "group", "kind", "bounds", "used-by", "source")
    sheet.put_row(0, [word(key, language) for key in keys], _HEAD)
    for row, one in enumerate(form.columns, 1):
        bounds = _bounds_text(one.column, language) or ", ".join(_choices(one.column, form))
        cells = [one.title, one.column.name, one.heading, _kind(one.column, language), bounds]
        sheet.put_row(row, [*cells, "; ".join(one.used_by), "; ".join(one.sources)], _FRAME)
    sheet.widths([40, 26, 26, 22, 26, 50, 50])
    sheet.freeze(1, 1)
    sheet.on_paper()


def _kind(column: Column, language: Language) -> str:
    return word(f"kind.{column.kind.value}", language)


def _bounds_text(column: Column, language: Language) -> str:
    low, high = _bounds(column)
    said = {
        name: _written(bound, column, language) for name, bound in (("low", low), ("high", high)) if bound is not None
    }
    if len(said) == 2:
        return word("between", language, **said)
    return word("from" if "low" in said else "up-to", language, **said) if said else ""


def _written(bound: Number | date, column: Column, language: Language) -> str:
    if isinstance(bound, date):
        return f"{bound:%d/%m/%Y}"
    text = percent_text(bound) if column.kind is Type.RATE else decimal_text(bound)
    return text.replace(".", ",") if language == "vi" else text
