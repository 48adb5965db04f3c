"""Numbers as people write them in data, brought to the one plain form that `lang.values` reads.

In plain style a point stands before the decimals, and nothing between thousands: 82.07, 1936. In Vietnamese style a
comma stands before the decimals and a point between thousands: 82,07, 1.936. In both, thousands may be set apart by a
space, and a percent sign, or `/` with a denominator or a maximum, may follow (docs/decisions/0023-number-styles.md).
"""

from __future__ import annotations

import re

from chiso.records.layout import Style

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_SET_APART = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_VIETNAMESE = re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_CURRENCY = re.compile(r"\s*(?:đ|₫|đồng|vnđ|vnd)\s*$", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[0-9],[0-9]")
_THOUSANDS_OR_DECIMALS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,][0-9]{3})+")


def tidied(text: str) -> str:
    """A cell's text with single plain spaces, and thousands that spaces set apart joined."""
    tidy = _SPACES.sub(" ", text).strip().replace("\N{MINUS SIGN}", "-")
    return _SET_APART.sub(lambda found: found.group().replace(" ", ""), tidy)


def without_currency(text: str) -> str:
    """An amount without the name of the currency after it."""
    return _CURRENCY.sub("", text)


def in_plain_style(text: str, style: Style) -> str | None:
    """A number, percentage or fraction of a style, in plain style; None for a text that is none of these."""
    if text.endswith("%"):
        number = _number(text[:-1].rstrip(), style)
        return None if number is None else f"{number}%"
    parts = [_number(part.strip(), style) for part in text.split("/")]
    if len(parts) > 2 or None in parts:
        return None
    return "/".join(part or "" for part in parts)


def _number(text: str, style: Style) -> str | None:
    if style is Style.PLAIN:
        return text if _PLAIN.fullmatch(text) else None
    return text.replace(".", "").replace(",", ".") if _VIETNAMESE.fullmatch(text) else None


def could_be_english(text: str) -> bool:
    """Whether a comma in it could also stand between thousands, as in English: `1,936`."""
    return "," in text and _THOUSANDS_OR_DECIMALS.fullmatch(text.rstrip("% ")) is not None


def has_decimal_comma(text: str) -> bool:
    """Whether a comma in it can only stand before decimals."""
    return _DECIMAL_COMMA.search(text) is not None and not could_be_english(text)
