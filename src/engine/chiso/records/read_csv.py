"""CSV to a table: comma, semicolon or tab, told by the header line, which is the first line that is not blank.

Lines before it that begin with `#` are comments; `# numbers: vi` says how the file's numbers are written. The file is
read line by line, so that its size does not matter, and again for each pass over it. Faults are shown in the file's
own text, cell by cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.lang.values import comparable
from chiso.records.layout import AUTO, Layout, Style
from chiso.records.table import LONGEST_CELL, MOST_COLUMNS, Heading, Row, Table
from chiso.records.text_lines import TextLines
from chiso.source import Source, Span

_DELIMITERS = ",;\t"
_COMMENT = re.compile(r"\ufeff?#(?![,;\t])")
_SAYS_NUMBERS = re.compile(r"\s*#\s*numbers\s*:\s*(\S*)\s*")


def read_csv(path: Path, name: str, report: Report) -> Table | None:
    """The table of a CSV file in UTF-8; None after reporting what is wrong with it."""
    file = _File(path, name)
    layout = Layout()
    header = None
    for header in file.rows(report):
        if not _COMMENT.match(header.text):
            break
        layout = _said(header, report).before(layout)
        header = None
    if header is None:
        if not report.has_errors:
            report.add("file-empty", Source(name, "").whole(), file=name)
        return None
    headings = _headings(header, report)
    if headings is None:
        return None
    rows = _Rows(file, header, len(headings))
    return Table(name, headings, headings[0].span, rows.read, file.lines.share, layout)


def _said(line: _Line, report: Report) -> Layout:
    """What a comment says of the file."""
    said = _SAYS_NUMBERS.fullmatch(line.text)
    if said is None:
        return Layout()
    choices = (*(style.value for style in Style), AUTO)
    if said[1] in choices:
        return Layout(numbers=AUTO if said[1] == AUTO else Style(said[1]))
    report.add("not-one-of", Span(line.source, said.start(1), said.end(1)), value=said[1], choices=choices, near=())
    return Layout()


def _headings(header: _Line, report: Report) -> tuple[Heading, ...] | None:
    if len(header.cells) > MOST_COLUMNS:
        limit, actual = Word("limit.columns"), len(header.cells)
        report.add("limit-exceeded", header.source.whole(), limit=limit, actual=actual, most=MOST_COLUMNS)
        return None
    words = [comparable(cell).strip() for cell in header.cells]
    return tuple(Heading(word, (), header.cell(index)) for index, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file: its cells, and its text, which is more than one line where a cell is."""

    source: Source
    delimiter: str
    cells: tuple[str, ...]

    @property
    def row(self) -> int:
        return self.source.first_line

    @property
    def text(self) -> str:
        return self.source.text

    def cell(self, index: int) -> Span:
        """The place of a cell, quotes and all; found only when it has to be shown."""
        start = 0
        for _ in range(index):
            start = _cell_end(self.text, start, self.delimiter) + 1
        return Span(self.source, start, _cell_end(self.text, start, self.delimiter))


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


class _File:
    """A file of comma-separated rows."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.lines = TextLines(path, name)
        self._taken: list[str] = []

    def rows(self, report: Report) -> Iterator[_Line]:
        """Its rows, comments before the header among them as rows of one cell; blank rows are left out."""
        texts = self.lines.read(report)
        for text in texts:
            if not text.strip():
                continue
            if not _COMMENT.match(text):
                yield from self._below(text, texts, report)
                return
            yield _Line(Source(self.name, text, first_line=self.lines.number), "", (text,))

    def _below(self, header: str, texts: Iterator[str], report: Report) -> Iterator[_Line]:
        """The rows from the header on."""
        delimiter = _delimiter(header)
        reader = csv.reader(self._feeding(header, texts), delimiter=delimiter, strict=True)
        while True:
            self._taken.clear()
            try:
                cells = next(reader, None)
            except csv.Error as fault:
                self._report_malformed(fault, report)
                return
            if cells is None:
                return
            if any(cells) and any(cell.strip() for cell in cells):
                yield _Line(self._source(), delimiter, tuple(cells))

    def _feeding(self, header: str, texts: Iterator[str]) -> Iterator[str]:
        """The header and the lines after it, noting which of them make up a row."""
        self._taken.append(header)
        yield header
        for text in texts:
            self._taken.append(text)
            yield text

    def _source(self) -> Source:
        text = "".join(self._taken)
        return Source(self.name, text, first_line=self.lines.number - len(self._taken) + 1)

    def _report_malformed(self, fault: csv.Error, report: Report) -> None:
        source = self._source()
        text = source.text[:LONGEST_CELL]
        place = Span(Source(self.name, text, first_line=source.first_line), 0, min(1, len(text)))
        if "limit" in str(fault):
            limit, most = Word("limit.cell"), csv.field_size_limit()
            report.add("limit-exceeded", place, limit=limit, actual=len(source.text), most=most)
        else:
            report.add("csv-malformed", place, row=source.first_line)


def _delimiter(header: str) -> str:
    """The delimiter of the header line, told by what stands outside of quotes."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=bare.count)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows below a header."""

    file: _File
    header: _Line
    width: int

    def read(self, report: Report) -> Iterator[Row]:
        """The rows; those of another length are marked as faulty."""
        for line in self.file.rows(report):
            if line.row <= self.header.row:
                continue
            length = len(line.cells)
            if length == self.width:
                yield Row(line.cells, line)
            else:
                said = {"row": line.row, "cells": length, "columns": self.width}
                yield Row((), line, Diagnostic("row-length", line.cell(min(self.width, length - 1)), said))
