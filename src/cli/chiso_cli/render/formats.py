"""The formats of scorecards, and the endings of file names that say them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Format(StrEnum):
    """How the result is written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"
    xlsx = "xlsx"
    markdown = "markdown"


BINARY = frozenset({Format.parquet, Format.xlsx})
"""What is no text, and so not for a terminal."""

ENDINGS: Mapping[str, Format] = {
    "": Format.table,
    ".txt": Format.table,
    ".csv": Format.csv,
    ".json": Format.json,
    ".jsonl": Format.jsonl,
    ".ndjson": Format.jsonl,
    ".parquet": Format.parquet,
    ".xlsx": Format.xlsx,
    ".md": Format.markdown,
    ".markdown": Format.markdown,
}
