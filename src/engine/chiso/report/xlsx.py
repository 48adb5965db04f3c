"""Sheets of cells to an Excel file. The only module that knows the library for it.

Every text is written as a text, whatever it begins with; numbers are written digit by digit as they are. The same cells
always give the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import RecordError, Report, argument_span

Cell = str | int | Decimal | bool | date | None
Style = Mapping[str, Any]

PLAIN: Style = {}

_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_MOST_COLUMNS = 16_384
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CREATED = datetime(2000, 1, 1)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def library() -> Any:
    """The library that writes Excel files. Raises `RecordError` where it is not installed."""
    try:
        import xlsxwriter
    except ImportError:
        report = Report()
        report.add("workbooks-not-installed", argument_span("xlsxwriter"), library="xlsxwriter")
        raise RecordError(report) from None
    return xlsxwriter


@contextmanager
def workbook(path: Path, title: str) -> Iterator[Book]:
    """A new workbook, which is at `path` when the block ends. Raises `RecordError` where the library is lacking."""
    known = library()
    inner = known.Workbook(str(path), _OPTIONS)
    inner.set_properties({"title": _sound(title), "created": _CREATED})
    yield Book(inner)
    try:
        inner.close()
    except known.exceptions.XlsxWriterException as fault:
        raise OSError(str(fault)) from fault


def _sound(text: str) -> str:
    """A text as a workbook can hold it: no half characters, not longer than a cell."""
    sound = text.encode("utf-8", errors="backslashreplace").decode()
    return sound if len(sound) <= _LONGEST_TEXT else f"{sound[: _LONGEST_TEXT - 1]}…"


class Book:
    """A workbook: its sheets by the order in which they are added, its styles each made once."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def sheet(self, title: str) -> Sheet:
        """A new sheet, named by as much of the title as a name can hold."""
        return Sheet(self, self._inner.add_worksheet(self._name(title)))

    def style(self, style: Style) -> Any:
        """The library's own form of a style."""
        key = tuple(sorted(style.items()))
        if key not in self._styles:
            self._styles[key] = self._inner.add_format(dict(style))
        return self._styles[key]

    def _name(self, title: str) -> str:
        short = _NOT_IN_NAMES.sub(" ", title).strip(" '")[:_LONGEST_NAME].rstrip(" '") or "1"
        number = 1
        name = short
        while name.casefold() in self._names or name.casefold() == "history":
            number += 1
            name = f"{short[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        self._names.add(name.casefold())
        return name


class Sheet:
    """One sheet; rows and columns count from 0."""

    def __init__(self, book: Book, inner: Any) -> None:
        self._book = book
        self._inner = inner

    @property
    def name(self) -> str:
        """The name on its tab."""
        return str(self._inner.get_name())

    def range(self, first_row: int, last_row: int, column: int) -> str:
        """The cells of one column, as formulas call them."""
        from xlsxwriter.utility import quote_sheetname, xl_range_abs

        return f"{quote_sheetname(self.name)}!{xl_range_abs(first_row, column, last_row, column)}"

    def put(self, row: int, column: int, cell: Cell, style: Style = PLAIN) -> None:
        """One cell; None leaves it empty, with its style."""
        if column >= _MOST_COLUMNS:
            report = Report()
            limit, place = Word("limit.columns"), argument_span(self.name)
            report.add("limit-exceeded", place, limit=limit, actual=column + 1, most=_MOST_COLUMNS)
            raise RecordError(report)
        made = self._book.style(style)
        if cell is None or cell == "":
            self._inner.write_blank(row, column, None, made)
        elif isinstance(cell, bool):
            self._inner.write_boolean(row, column, cell, made)
        elif isinstance(cell, str):
            self._inner.write_string(row, column, _sound(cell), made)
        elif isinstance(cell, date):
            self._inner.write_datetime(row, column, cell, made)
        else:
            self._inner.write_number(row, column, cell, made)

    def put_row(self, row: int, cells: Sequence[Cell], style: Style = PLAIN) -> None:
        """Cells side by side, from the first column."""
        for column, cell in enumerate(cells):
            self.put(row, column, cell, style)

    def merge(self, row: int, first: int, last: int, text: str, style: Style = PLAIN) -> None:
        """A text across columns of one row."""
        if first == last:
            self.put(row, first, text, style)
        else:
            self._inner.merge_range(row, first, row, last, _sound(text), self._book.style(style))

    def freeze(self, rows: int, columns: int) -> None:
        """Keep the first rows and columns in sight; the rows also head every printed page."""
        self._inner.freeze_panes(rows, columns)
        if rows:
            self._inner.repeat_rows(rows - 1)

    def filter(self, first_row: int, last_row: int, last_column: int) -> None:
        """Let people filter by the heads in the first row."""
        self._inner.autofilter(first_row, 0, last_row, last_column)

    def widths(self, widths: Sequence[int]) -> None:
        """The widths of the columns, in characters."""
        for column, width in enumerate(widths):
            self._inner.set_column(column, column, width)

    def height(self, row: int, points: int) -> None:
        """The height of a row."""
        self._inner.set_row(row, points)

    def on_paper(self) -> None:
        """Landscape, all columns on one page."""
        self._inner.set_landscape()
        self._inner.set_paper(9)
        self._inner.fit_to_pages(1, 0)

    def allow(self, first_row: int, last_row: int, column: int, rule: Mapping[str, Any]) -> None:
        """What may be put into the cells of a column."""
        self._inner.data_validation(first_row, column, last_row, column, dict(rule))
