"""Periods as they are written.

`2024`, `2024-Q2`, `2024-06`, and weeks: `2024-03-W2` of a month (days 8 to 14; the fifth runs to the month's end),
`2024-W10` of a year (ISO 8601, Monday to Sunday).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_KINDS = {
    "year": re.compile(r"\d{4}"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "month": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"),
    "week": re.compile(r"\d{4}-(?:(?:0[1-9]|1[0-2])-W[1-5]|W(?:0[1-9]|[1-4]\d|5[0-3]))"),
}


_MONTHS_IN_A_QUARTER = 3


def last_day(text: str) -> date | None:
    """The last day of the period that a text names; None when it names none."""
    kind = period_kind(text)
    year = int(text[:4]) if kind is not None else 0
    if not year:
        return None
    if kind == "year":
        return date(year, 12, 31)
    if kind == "week" and "-W" in text[4:6]:
        return _sunday(year, int(text[6:]))
    month = int(text[6]) * _MONTHS_IN_A_QUARTER if kind == "quarter" else int(text[5:7])
    end = monthrange(year, month)[1]
    return date(year, month, min(int(text[-1]) * 7, end) if kind == "week" and text[-1] != "5" else end)


def _sunday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def period_kind(text: str) -> str | None:
    """The kind of period a text names (year, quarter, month, week), or None when it names none."""
    return next((kind for kind, form in _KINDS.items() if text.isascii() and form.fullmatch(text)), None)
