"""Texts that people gave, made to say nothing but themselves: on a terminal, and on a page of markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

_STEERING = {"Cc", "Cf"}
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_MARKS = re.compile(r"[\\`*{}\[\]<#|~]|^>|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_INDENT = "  "


def visible(text: str) -> str:
    """The text with characters that steer a terminal or turn the direction of writing replaced, one for one."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in _STEERING else sign for sign in text)


def markdown_plain(text: str) -> str:
    """The text on one line, in which nothing is markup or calls a person."""
    tidy = visible(_SPACES.sub(" ", text).strip(" "))
    return _MARKS.sub(r"\\\g<0>", tidy).replace("@", "&#64;")


def markdown_words(text: str) -> str:
    """Words of a message on one line; those in backticks are code, and the rest says nothing but itself."""
    parts = visible(_SPACES.sub(" ", text).strip(" ")).split("`")
    return "`".join(part if place % 2 else _apart(part) for place, part in enumerate(parts))


def _apart(text: str) -> str:
    """The words between two pieces of code, with the spaces at their ends."""
    inner = text.strip(" ")
    return text.replace(inner, markdown_plain(inner), 1) if inner else text


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: Collection[int] = ()) -> list[str]:
    """The lines of a table; the columns at the places of `figures` are aligned to the right.

    Every two spaces before the text of a cell set it in.
    """
    rules = ["---:" if place in figures else "---" for place in range(len(heads))]
    return [_row(map(_cell, heads)), _row(rules), *(_row(map(_cell, row)) for row in rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    depth = (len(text) - len(text.lstrip(" "))) // len(_INDENT)
    return "&nbsp;&nbsp;" * depth + markdown_plain(text)
