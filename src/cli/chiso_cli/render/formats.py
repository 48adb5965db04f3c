"""The formats of scorecards."""

from __future__ import annotations

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
