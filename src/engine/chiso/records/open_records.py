"""Data files to what their records are read from: the table, the columns of its headings, the style of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.diagnostics.nearest import nearest
from chiso.records.columns import Column
from chiso.records.layout import AUTO, NO_LAYOUT, Layout, Style
from chiso.records.match_columns import Headings, match_columns
from chiso.records.number_style import tell_style
from chiso.records.open_table import open_table
from chiso.records.read_layout import layout_beside, read_layout, refuse_unused
from chiso.records.table import Heading, Table
from chiso.ruleset.program import Program
from chiso.source import Source

STDIN = "-"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of records: where it is, and the name it goes by."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A table whose columns and style are settled; None is a column that is left out. `bytes` is the file's size."""

    table: Table
    columns: Sequence[Column | None]
    style: Style
    bytes: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks of every file: a number style, a sheet, a file that says what headings stand for."""

    numbers: Style | str | None = None
    sheet: str | None = None
    map: Path | None = None


def asked_for(numbers: str | None, map: str | Path | None, sheet: str | None, report: Report) -> Asked:
    """What options ask for; a number style that there is not goes to the report."""
    choices = (*(style.value for style in Style), AUTO)
    style: Style | str | None = numbers
    if numbers is not None and numbers not in choices:
        near = nearest(numbers, choices)
        report.add("not-one-of", argument_span(numbers), value=numbers, choices=choices, near=near)
        style = AUTO
    elif numbers is not None and numbers != AUTO:
        style = Style(numbers)
    return Asked(style, sheet, None if map is None else Path(map))


def taken_in(source: str | Path | BinaryIO, folder: TemporaryDirectory[str]) -> DataFile:
    """A source as a file that can be read more than once: a stream or a pipe is copied into the folder."""
    if isinstance(source, (str, Path)):
        path = Path(source)
        if not path.exists() or path.is_file() or path.is_dir():
            return DataFile(path, str(source))
        with path.open("rb") as stream:
            return DataFile(_copied(stream, folder), str(source))
    return DataFile(_copied(source, folder), STDIN)


def _copied(stream: BinaryIO, folder: TemporaryDirectory[str]) -> Path:
    path = Path(folder.name) / str(sum(1 for _ in Path(folder.name).iterdir()))
    with path.open("wb") as copy:
        while chunk := stream.read(1_000_000):
            copy.write(chunk)
    return path


def open_records(files: Sequence[DataFile], program: Program, asked: Asked, report: Report) -> list[Opened]:
    """The files that can be read; what is wrong with the others goes to the report."""
    mapped = NO_LAYOUT if asked.map is None else read_layout(asked.map, program, report)
    opened: list[Opened] = []
    headings: list[Heading] = []
    for file in files:
        beside = layout_beside(file.path, program, report)
        said = Layout(asked.numbers, asked.sheet)
        found = _open(file, program, said, mapped.before(beside), report)
        if found is not None:
            table, done = found
            headings += table.headings
            refuse_unused(beside, table.headings, report)
            opened += [] if done is None else [done]
    if headings:
        refuse_unused(mapped, headings, report)
    return opened


def _open(
    file: DataFile, program: Program, said: Layout, described: Layout, report: Report
) -> tuple[Table, Opened | None] | None:
    """The table of a file, and what it is read as; each None after reporting why not."""
    own = Report()
    layout = said.before(described)
    known = Headings(program, layout)
    table = open_table(file.path, file.name, layout, known, own)
    if table is not None and said.sheet is not None and not table.has_sheets:
        place, none = Source(file.name, "").whole(), Word("sheets.none")
        own.add("unknown-sheet", place, file=file.name, sheet=said.sheet, near=(), sheets=none)
    columns = None if table is None else match_columns(table.headings, known, table.head, program, own)
    style = None
    if table is not None and columns is not None and not own.has_errors:
        numbers = said.before(table.layout).before(described).numbers or AUTO
        style = numbers if isinstance(numbers, Style) else tell_style(table, columns, program, own)
    report.extend(own)
    if table is None:
        return None
    done = None if columns is None or style is None else Opened(table, columns, style, file.path.stat().st_size)
    return table, done
