"""The library's functions about data, as `import chiso` offers them: files to records, one by one or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report
from chiso.records import find_unit as finding
from chiso.records.open_records import asked_for, open_records, taken_in
from chiso.records.read_portal import holds_responses, read_portal
from chiso.records.read_units import ListedUnit
from chiso.records.read_units import read_units as units_of
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.check_record import check_record, inspect_periods
from chiso.run.record_stream import RecordList, RecordStream

DataSource = str | Path | BinaryIO
"""A data file, or a stream of bytes such as standard input."""


def read_records(
    path: DataSource | Sequence[DataSource],
    program: Program,
    *,
    numbers: str | None = None,
    map: str | Path | None = None,
    sheet: str | None = None,
) -> list[Record]:
    """The records of a data file, or of several, which have met the rule set's checks. Raises `RecordError`.

    The options are those of `stream_records`.
    """
    return list(stream_records(path, program, numbers=numbers, map=map, sheet=sheet))


def stream_records(
    path: DataSource | Sequence[DataSource],
    program: Program,
    *,
    numbers: str | None = None,
    map: str | Path | None = None,
    sheet: str | None = None,
    keep_going: bool = False,
) -> RecordStream | RecordList:
    """The records of data files (CSV, Excel, JSON, JSON Lines, Parquet, YAML) one by one, in memory that stays small.

    `numbers` is how the numbers of texts are written, `vi`, `plain` or `auto`; by default as the file or what lies
    beside it says, else as its numbers tell. `map` is a file that says what headings stand for, `sheet` the sheet of a
    workbook. With `keep_going` records with faults are listed instead of raised.
    The portal's responses, in files or a folder, are read as a whole. Raises `RecordError`.
    """
    report = Report()
    if responses := _responses(path):
        return RecordList(_checked(read_portal(responses, program, report), program, report), program)
    folder = TemporaryDirectory(prefix="chiso-")
    sources = [path] if isinstance(path, (str, Path)) or hasattr(path, "read") else path
    asked = asked_for(numbers, map, sheet, report)
    files = [taken_in(source, folder) for source in cast("Sequence[DataSource]", sources)]
    opened = open_records(files, program, asked, report)
    if report.has_errors:
        folder.cleanup()
        raise RecordError(report)
    return RecordStream(opened, program, folder, keep_going)


def _responses(path: DataSource | Sequence[DataSource]) -> list[Path]:
    """The files and folders, where they hold responses of the portal."""
    sources = path if isinstance(path, (list, tuple)) else [path]
    paths = [Path(source) for source in sources if isinstance(source, (str, Path))]
    return paths if paths and len(paths) == len(sources) and all(map(holds_responses, paths)) else []


def import_portal(
    paths: Sequence[str | Path], program: Program, *, period: str | None = None, level: str | None = None
) -> list[Record]:
    """The records of the portal's responses for one period, in files and folders, which have met the checks.

    `period` is by default the one in the names of the files or of their folder; `level` is that of units which do not
    say it. What is lacking, and what the portal says against its figures, is in `doubts`. Raises `RecordError`.
    """
    report = Report()
    return _checked(read_portal([Path(path) for path in paths], program, report, period, level), program, report)


def read_units(path: str | Path, program: Program) -> list[ListedUnit]:
    """The units that a CSV file names, for a template. Raises `RecordError`."""
    report = Report()
    units = units_of(Path(path), program, report)
    if report.has_errors:
        raise RecordError(report)
    return units


def _checked(records: list[Record], program: Program, report: Report) -> list[Record]:
    for record in records:
        check_record(program, record, report)
    if report.has_errors:
        raise RecordError(report)
    return records


def find_unit(name: str, records: Sequence[Record]) -> list[Record]:
    """The records of a unit by its name in any case, with or without diacritics. Raises `RecordError`."""
    report = Report()
    found = finding.find_unit(name, records, report)
    if not found:
        raise RecordError(report)
    return found


def doubts(program: Program, records: Sequence[Record]) -> list[Diagnostic]:
    """What is doubtful about scoring records by an edition, though it can be done.

    These are periods that it was not in force for, and what the source of a record says against it.
    """
    report = Report()
    for record in records:
        report.extend(record.doubts)
    inspect_periods(program, records, report)
    return list(report)
