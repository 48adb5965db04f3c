"""CSV to records: one row for each unit and period, columns as the data contract names them.

Comma, semicolon or tab, told by the header line. Faults are shown in the file's own text, cell by cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import comparable
from chiso.reading import read
from chiso.records.build import Row, build_records, match_columns
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.source import Source, Span

LARGEST_FILE = 200_000_000
MOST_COLUMNS = 2_000

_DELIMITERS = ",;\t"


def read_csv(path: Path, program: Program, report: Report, *, bounded: bool = True) -> list[Record]:
    """The records of a CSV file in UTF-8; faults go to the report.

    Where they are not `bounded`, reported values may lie outside what their nodes can have.
    """
    source = read(path, report, limit=LARGEST_FILE)
    return [] if source is None else read_csv_text(source, program, report, bounded=bounded)


def read_csv_text(source: Source, program: Program, report: Report, *, bounded: bool = True) -> list[Record]:
    """The records of a CSV text; faults go to the report."""
    table = read_table(source, report)
    if table is None:
        return []
    columns = match_columns(table.names, table.places, program, table.places[0], report)
    if columns is None:
        return []
    rows = list(table.rows)
    if not rows and not report.has_errors:
        report.add("no-records", source.whole(), file=source.name)
    return build_records(rows, [column if bounded else column.unbounded for column in columns], program, report)


class TableText(NamedTuple):
    """A CSV text taken apart: the names of its columns, where they stand, and its rows, read as they are asked for."""

    names: tuple[str, ...]
    places: list[Span]
    rows: Iterator[Row]


def read_table(source: Source, report: Report) -> TableText | None:
    """The columns and rows of a CSV text, whatever they mean; None after reporting that it has none."""
    nul = source.text.find("\0")
    if nul >= 0:
        report.add("unprintable-character", Span(source, nul, nul + 1), character="U+0000")
        return None
    if not source.text.strip():
        report.add("file-empty", source.whole(), file=source.name)
        return None
    lines = _lines(source, report)
    header = next(lines, None)
    if header is None:
        if not report.has_errors:
            report.add("file-empty", source.whole(), file=source.name)
        return None
    if len(header.cells) > MOST_COLUMNS:
        actual = len(header.cells)
        report.add("limit-exceeded", source.whole(), limit=Word("limit.columns"), actual=actual, most=MOST_COLUMNS)
        return None
    names = tuple(comparable(cell).strip() for cell in header.cells)
    return TableText(names, header.spans(), _rows(lines, names, report))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file: its cells, and where its text begins."""

    source: Source
    start: int
    number: int
    delimiter: str
    cells: tuple[str, ...]

    def spans(self) -> list[Span]:
        """The places of the cells, quotes and all; found only when something has to be shown."""
        found, start = [], self.start
        for _ in self.cells:
            end = _cell_end(self.source.text, start, self.delimiter)
            found.append(Span(self.source, start, end))
            start = end + 1
        return found


def _cell_end(text: str, start: int, delimiter: str) -> int:
    end, quoted = start, text[start : start + 1] == '"'
    while end < len(text):
        if text[end] == '"' and end > start and quoted:
            quoted = text[end + 1 : end + 2] == '"'
            end += 2 if quoted else 1
        elif not quoted and text[end] in (delimiter, "\n", "\r"):
            return end
        else:
            end += 1
    return end


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a record stands in its file."""

    line: _Line
    names: tuple[str, ...]

    @property
    def row(self) -> int:
        return self.line.number

    def place(self, name: str) -> Span:
        """The place of the cell under a column; the first cell's when the file has no such column."""
        spans = self.line.spans()
        return spans[self.names.index(name)] if name in self.names else spans[0]


def _delimiter(text: str) -> str:
    """The delimiter of the header line, the first line that is not blank."""
    header = text.lstrip().splitlines()[0]
    return max(_DELIMITERS, key=header.count)


def _lines(source: Source, report: Report) -> Iterator[_Line]:
    delimiter = _delimiter(source.text)
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            _report_malformed(fault, source, before + 1, report)
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _Line(source, source.line_start(before + 1), before + 1, delimiter, tuple(cells))
        before = reader.line_num


def _report_malformed(fault: csv.Error, source: Source, row: int, report: Report) -> None:
    place = Span(source, source.line_start(row), source.line_start(row) + 1)
    longest = csv.field_size_limit()
    if "limit" in str(fault):
        actual = len(source.text) - place.start
        report.add("limit-exceeded", place, limit=Word("limit.cell"), actual=actual, most=longest)
    else:
        report.add("csv-malformed", place, row=row)


def _rows(lines: Iterator[_Line], names: tuple[str, ...], report: Report) -> Iterator[Row]:
    for line in lines:
        if len(line.cells) != len(names):
            spans = line.spans()
            place = spans[len(names)] if len(line.cells) > len(names) else spans[-1]
            report.add("row-length", place, row=line.number, cells=len(line.cells), columns=len(names))
            continue
        yield Row(line.cells, _Origin(line, names))
