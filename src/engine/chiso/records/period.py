"""Periods as they are written.

`2024`, `2024-Q2`, `2024-06`, and weeks: `2024-03-W2` of a month, `2024-W10` of a year.
"""

from __future__ import annotations

import re

_KINDS = {
    "year": re.compile(r"\d{4}"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "month": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"),
    "week": re.compile(r"\d{4}-(?:(?:0[1-9]|1[0-2])-W[1-6]|W(?:0[1-9]|[1-4]\d|5[0-3]))"),
}


def period_kind(text: str) -> str | None:
    """The kind of period a text names (year, quarter, month, week), or None when it names none."""
    return next((kind for kind, form in _KINDS.items() if text.isascii() and form.fullmatch(text)), None)
