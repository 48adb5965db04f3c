"""A data file to its table, whatever its format: told by what it begins with, and for texts by its name."""

from __future__ import annotations

import re
from pathlib import Path

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.reading import decode
from chiso.records.layout import Layout
from chiso.records.match_columns import Headings
from chiso.records.read_csv import read_csv
from chiso.records.read_json import read_json, read_json_lines
from chiso.records.read_yaml import read_yaml
from chiso.records.table import Table
from chiso.source import Source

LARGEST_DOCUMENT = 30_000_000
"""Of JSON and YAML, which are held in memory; CSV, JSON Lines and Parquet are read as streams."""

_PARQUET = b"PAR1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = b"\xd0\xcf\x11\xe0"
"""How the older files of office programs begin, and those that a password protects."""
_FIRST_BYTES = 4_096
_YAML = re.compile(r"(?:---\s|- \w|units:\s*\n)")
_JSON_LINES = re.compile(r"\{.*\}[ \t]*\r?\n\s*\{")
_TEXTS = {".csv": "csv", ".tsv": "csv", ".json": "json", ".jsonl": "lines", ".ndjson": "lines"}
_TEXTS |= {".yaml": "yaml", ".yml": "yaml"}


def open_table(path: Path, name: str, layout: Layout, headings: Headings, report: Report) -> Table | None:
    """The table of a file, called by a name; None after reporting why it cannot be read."""
    try:
        with path.open("rb") as file:
            begins = file.read(_FIRST_BYTES)
    except (OSError, ValueError) as fault:
        reason = Word("reason.missing" if isinstance(fault, FileNotFoundError) else "reason.unreadable")
        report.add("file-unreadable", Source(name, "").whole(), file=name, reason=reason)
        return None
    suffix = Path(name).suffix.lower()
    if not begins.strip():
        report.add("file-empty", Source(name, "").whole(), file=name)
        return None
    if begins.startswith(_PARQUET) or suffix == ".parquet":
        from chiso.records.read_parquet import read_parquet

        return read_parquet(path, name, report)
    if begins.startswith(_ZIP) or suffix in (".xlsx", ".xlsm"):
        from chiso.records.read_excel import read_excel

        return read_excel(path, name, layout, headings, report)
    if begins.startswith(_OFFICE):
        report.add("spreadsheet-file", Source(name, "").whole(), file=name)
        return None
    text = begins.decode("utf-8-sig", errors="replace").lstrip()
    format = _TEXTS.get(suffix) or _told(text)
    return _of_text(path, name, "lines" if format == "json" and _JSON_LINES.match(text) else format, report)


def _told(text: str) -> str:
    """The format of a text whose name says nothing."""
    if text.startswith(("{", "[")):
        return "json"
    return "yaml" if _YAML.match(text) else "csv"


def _of_text(path: Path, name: str, format: str, report: Report) -> Table | None:
    if format == "csv":
        return read_csv(path, name, report)
    if format == "lines":
        return read_json_lines(path, name, report)
    with path.open("rb") as file:
        raw = file.read(LARGEST_DOCUMENT + 1)
    if len(raw) > LARGEST_DOCUMENT:
        place, actual = Source(name, "").whole(), max(path.stat().st_size, len(raw))
        report.add("limit-exceeded", place, limit=Word("limit.document"), actual=actual, most=LARGEST_DOCUMENT)
        return None
    source = decode(raw, name, report)
    if source is None:
        return None
    return read_yaml(source, report) if format == "yaml" else read_json(source, report)
