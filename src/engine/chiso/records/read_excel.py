"""An .xlsx sheet to a table. The only module that knows openpyxl.

A sheet gives numbers as doubles, days as numbers with a format, and of a formula the value it came to when the file
was last saved; see `table.written` for how exact a double is. The archive is read as a stream, and what it claims to
unpack to is looked at first.
"""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.records.layout import Layout
from chiso.records.match_columns import Headings
from chiso.records.sheet_header import MOST_HEADER_ROWS, column_heads, header_row
from chiso.records.table import LONGEST_CELL, MOST_COLUMNS, Broken, Heading, Plain, Row, Table, Unreadable, written
from chiso.source import CellSource, Source, Span

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LARGEST_UNPACKED = 200_000_000
LARGEST_PART = 50_000_000
"""Of a part that is no sheet, such as the texts: these are held in memory."""
_MOST_ROWS = 1_048_576
_SHEETS = "xl/worksheets/"

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    RuntimeError,
)
"""What openpyxl comes upon in archives and documents that are not what they should be."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_IN_BRACKETS = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')


def read_excel(path: Path, name: str, layout: Layout, headings: Headings, report: Report) -> Table | None:
    """The table of a sheet: the one the layout names, else the first; None after reporting what is wrong."""
    try:
        if _is_another(path, name, report) or _is_too_large(path, name, report):
            return None
        book = _Book(path, name, layout.sheet)
        if not book.find_sheet(report):
            return None
        return _table(book, headings, report)
    except ImportError:
        report.add("excel-not-installed", Source(name, "").whole(), file=name)
        return None
    except (*_DAMAGE, _TooWide) as fault:
        _report_damage(fault, name, report)
        return None


def _is_another(path: Path, name: str, report: Report) -> bool:
    """Whether an archive is no workbook but the file of another office program."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    is_another = not any(part.startswith("xl/") for part in names) and {"mimetype", "[Content_Types].xml"} & set(names)
    if is_another:
        report.add("spreadsheet-file", Source(name, "").whole(), file=name)
    return bool(is_another)


def _is_too_large(path: Path, name: str, report: Report) -> bool:
    """Whether an archive claims to unpack to more than is read; reading takes no more than it claims."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    others = [part.file_size for part in parts if not part.filename.startswith(_SHEETS)]
    for actual, most in ((sum(part.file_size for part in parts), LARGEST_UNPACKED), (sum(others), LARGEST_PART)):
        if actual > most:
            place = Source(name, "").whole()
            report.add("limit-exceeded", place, limit=Word("limit.unpacked"), actual=actual, most=most)
            return True
    return False


def _report_damage(fault: BaseException, name: str, report: Report) -> None:
    place = Source(name, "").whole()
    if isinstance(fault, _TooWide):
        report.add("limit-exceeded", place, limit=Word("limit.columns"), actual=fault.width, most=MOST_COLUMNS)
    else:
        report.add("excel-damaged", place, file=name)


class _TooWide(Exception):
    """A row with more cells than a table may have columns."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self.width = width


@dataclass(slots=True)
class _Book:
    """A workbook, and which of its sheets is read."""

    path: Path
    name: str
    sheet: str | None
    has_formulas: bool = False
    last: int = 1
    done: int = 0

    def find_sheet(self, report: Report) -> bool:
        """Settle which sheet is meant; whether there is such a one."""
        with self._opened(values=True) as book:
            sheets = {sheet.title: sheet for sheet in book.worksheets}
            visible = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"]
            by_words = {folded(title): title for title in sheets}
            found = (visible or list(sheets))[0] if self.sheet is None else by_words.get(folded(self.sheet))
            self.last = max(sheets[found].max_row or 1, 1) if found is not None else 1
        if found is None:
            wanted, place = self.sheet or "", Source(self.name, "").whole()
            near, known = nearest(wanted, sheets), tuple(sheets)
            report.add("unknown-sheet", place, file=self.name, sheet=wanted, near=near, sheets=known)
            return False
        self.sheet = found
        self.has_formulas = self._has_formulas()
        return True

    @contextmanager
    def _opened(self, *, values: bool) -> Iterator[Workbook]:
        import openpyxl

        with self.path.open("rb") as file:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
            try:
                yield book
            finally:
                book.close()

    def _has_formulas(self) -> bool:
        """Whether any sheet has a formula at all: only then the values have to be held against the formulas."""
        with zipfile.ZipFile(self.path) as archive:
            parts = [part for part in archive.namelist() if part.startswith(_SHEETS)]
            return any(_is_in(archive, part) for part in parts)

    def rows(self) -> Iterator[list[str]]:
        """The cells of each row, without the empty ones at its end. Raises what a damaged file raises."""
        formulas = self._raw_rows(values=False) if self.has_formulas else None
        for number, cells in enumerate(self._raw_rows(values=True), 1):
            self.done = number
            texts = [_text(cell) for cell in cells]
            if formulas is not None:
                for index, cell in enumerate(next(formulas, ())):
                    if cell.data_type == "f" and not texts[index]:
                        texts[index] = Broken(getattr(cell.value, "text", cell.value))
            yield texts

    def _raw_rows(self, *, values: bool) -> Iterator[Sequence[Any]]:
        with self._opened(values=values) as book:
            sheet = book[self.sheet or ""]
            sheet.reset_dimensions()
            rows = iter(sheet.iter_rows())
            for _ in range(_MOST_ROWS):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    cells = next(rows, None)
                if cells is None:
                    return
                yield _trimmed(cells) if len(cells) > MOST_COLUMNS else cells

    def share(self) -> float:
        """How much of the sheet has been read."""
        return min(self.done / self.last, 1)


def _is_in(archive: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(1_000_000):
            if _FORMULA.search(tail + chunk):
                return True
            tail = chunk[-20:]
    return False


def _trimmed(cells: Sequence[Any]) -> Sequence[Any]:
    """The cells up to the last that is not empty, of which there may be only so many."""
    width = max((index for index, cell in enumerate(cells, 1) if cell.value is not None), default=0)
    if width > MOST_COLUMNS:
        raise _TooWide(width)
    return cells[:width]


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return Broken(value)
    if isinstance(value, date):
        return _day(value, str(cell.number_format))
    text = written(value)
    return Unreadable(value) if text is None else text


def _day(value: date, format: str) -> str:
    """A day; where the format shows no day, as in `06/2024`, the month that is shown."""
    shown = _IN_BRACKETS.sub("", format).lower()
    if value.day == 1 and "d" not in shown and "y" in shown:
        return Plain(f"{value:%Y-%m}")
    return written(value) or ""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a sheet."""

    book: str
    sheet: str
    row: int
    cells: Sequence[str]
    columns: Sequence[int]

    def cell(self, index: int) -> Span:
        """The place of a cell, called by its address."""
        column = self.columns[index]
        text = self.cells[column] if column < len(self.cells) else ""
        return _place(self.book, self.sheet, self.row, column, text)


def _place(book: str, sheet: str, row: int, column: int, text: str) -> Span:
    from openpyxl.utils import get_column_letter

    shown = text[:LONGEST_CELL]
    address = f"{get_column_letter(column + 1)}{row}"
    source = CellSource(book, shown, row=row, column=column + 1, cell=address, sheet=sheet)
    return Span(source, 0, len(shown))


def _table(book: _Book, known: Headings, report: Report) -> Table | None:
    top = [row for row, _ in zip(book.rows(), range(MOST_HEADER_ROWS), strict=False)]
    sheet = book.sheet or ""
    if not any(any(row) for row in top):
        report.add("sheet-empty", Source(book.name, "").whole(), file=book.name, sheet=sheet)
        return None
    header = header_row(top, known)
    found = column_heads(top[: header + 1], known)
    columns = [head.column for head in found]
    headings = tuple(
        Heading(head.words, head.above, _place(book.name, sheet, head.row + 1, head.column, top[head.row][head.column]))
        for head in found
    )
    rows = _Rows(book, header + 1, columns)
    return Table(book.name, headings, headings[0].span, rows.read, book.share, has_sheets=True)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows below the header of a sheet."""

    book: _Book
    header: int
    columns: Sequence[int]

    def read(self, report: Report) -> Iterator[Row]:
        """The rows that are not wholly empty; a cell that stands under no heading is a fault."""
        try:
            for number, cells in enumerate(self.book.rows(), 1):
                if number > self.header and any(cells):
                    yield self._row(number, cells)
        except (*_DAMAGE, _TooWide) as fault:
            _report_damage(fault, self.book.name, report)

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        line = _Line(self.book.name, self.book.sheet or "", number, cells, self.columns)
        used = [cells[column] if column < len(cells) else "" for column in self.columns]
        if len(cells) > len(self.columns):
            headed = set(self.columns)
            stray = next((at for at, cell in enumerate(cells) if cell.strip() and at not in headed), None)
            if stray is not None:
                place = _place(self.book.name, self.book.sheet or "", number, stray, cells[stray])
                return Row((), line, Diagnostic("cell-without-column", place, {"row": number, "value": cells[stray]}))
        return Row(used, line)
