"""Plain data as text for programs: JSON, and rows as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from chiso import guarded

_NUMBER = re.compile(r"-?[0-9]+(?:[./][0-9]+)?")


def json_text(data: object) -> str:
    """The data as JSON, numbers exact."""
    import simplejson

    return simplejson.dumps(data, ensure_ascii=False, indent=2, use_decimal=True) + "\n"


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV; texts in them have been made safe for spreadsheets."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def guarded_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A header and rows as CSV, no text of which a spreadsheet takes for a formula."""
    return csv_text([header, *([_guarded(cell) for cell in row] for row in rows)])


def _guarded(cell: object) -> object:
    """A cell as it is; a text, unless it says a number, so that it stays one."""
    return guarded(cell) if isinstance(cell, str) and not _NUMBER.fullmatch(cell) else cell
