"""Texts in the cells of a CSV file, so that no spreadsheet takes one for a formula.

A text that begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text"; one that has
it already gets another, so that reading takes off exactly what writing put on.
"""

from __future__ import annotations

import re

FORMULA = r"^'*[=+\-@\t\r\n＝＋－＠]"
"""What is found in a text that begins like a formula, or like one that has its apostrophes already."""
_FORMULA = re.compile(FORMULA)


def guarded(text: str) -> str:
    """The text as it is written into a cell."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell says."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def writable(text: str) -> str:
    """The text with the halves of characters that JSON can hold and UTF-8 cannot written out."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()
