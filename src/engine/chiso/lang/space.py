"""Text to text: an expression with one spacing. Its names, brackets and spellings of numbers stay as written.

A fraction on its own, such as a weight of `2/3`, is the spelling of a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from chiso.lang.parse import tokens

_ENDS_A_VALUE = frozenset({"NAME", "NUMBER", "PERCENT", "DATE", "TEXT", "TRUE", "FALSE", "RPAR", "RSQB"})
_CLOSE_BEFORE = frozenset({"RPAR", "RSQB", "COMMA", "DOT", "EQUAL"})
_SINGLE = re.compile(r"[\w.%]*")
"""One name or number: so many of them stand in a rule set that they need no parser."""

_FRACTION = ["NUMBER", "SLASH", "NUMBER"]
_CLOSE_AFTER = frozenset({"LPAR", "LSQB", "DOT", "EQUAL"})


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """The expression with a space around operators and after commas, none within brackets; other text as it is."""
    found = None if _SINGLE.fullmatch(text) else tokens(text)
    if found is None:
        return text
    if [kind for kind, _ in found] == _FRACTION:
        return "".join(token for _, token in found)
    written, before = "", ""
    is_sign = False
    for kind, token in found:
        joined = not before or is_sign or before in _CLOSE_AFTER or kind in _CLOSE_BEFORE
        joined = joined or (kind == "LPAR" and before == "NAME")
        is_sign = kind == "MINUS" and before not in _ENDS_A_VALUE
        written += token if joined else f" {token}"
        before = kind
    return written if tokens(written) == found else text
