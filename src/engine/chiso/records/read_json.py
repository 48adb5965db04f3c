"""JSON and JSON Lines to a table: a list of records, one record, or one record in each line.

JSON is held in memory as a whole; JSON Lines are read line by line, so that the size of the file does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.records.load_json import load_json
from chiso.records.members import Reading, records_of
from chiso.records.table import Table
from chiso.records.text_lines import TextLines
from chiso.ruleset.document import Document
from chiso.source import Source


def read_json(source: Source, report: Report) -> Table | None:
    """The table of a JSON text; None after reporting what is wrong with it."""
    top = load_json(source, report)
    if top is None or report.has_errors:
        return None
    return Reading(source.name, lambda again: records_of(top), lambda: 1.0).table(report)


def read_json_lines(path: Path, name: str, report: Report) -> Table | None:
    """The table of a file with one JSON record in each line; None after reporting what is wrong with it."""
    lines = TextLines(path, name)

    def records(again: Report) -> Iterator[Document]:
        for text in lines.read(again):
            if text.strip():
                found = load_json(Source(name, text.rstrip("\r\n"), first_line=lines.number), again)
                if found is not None:
                    yield found

    return Reading(name, records, lines.share).table(report)
