"""How a scalar is written: with quotes only where YAML of any version needs them, its own lines kept."""

from __future__ import annotations

import json
import re

from chiso.lang.space import spaced
from chiso.ruleset.document import EXPRESSIONS, Style
from chiso.ruleset.written import Leaf

_HEADER = re.compile(r"([|>])([+-]?)[0-9]?([+-]?)[ \t]*(#.*)?")
_READ_OTHERWISE = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"})
_BRACKETS = re.compile(r"[,\[\]{}]")


def is_expression(key: Leaf | None) -> bool:
    """Whether an expression stands under a key of a rule set."""
    return key is not None and key.text in EXPRESSIONS


def key_text(key: Leaf, *, is_flow: bool, is_alone: bool = False) -> str:
    """A key on one line; one without a value stands alone within brackets."""
    text = one_line(key, is_flow=is_flow)
    return text if text and not (is_alone and text.endswith(":")) else json.dumps(key.text, ensure_ascii=False)


def one_line(leaf: Leaf, *, is_flow: bool, is_formula: bool = False) -> str | None:
    """A scalar on one line, within brackets or not; None for one that needs several."""
    is_folded = "\n" in leaf.raw
    if leaf.style is Style.BLOCK or (is_folded and ("\n" in leaf.text or "\\" in leaf.raw)):
        return None
    if leaf.style is Style.PLAIN:
        text = leaf.text if is_folded else leaf.raw
        return spaced(text) if is_formula else text
    if leaf.raw[0] == '"' and "\\" in leaf.raw:
        return leaf.raw
    return _quoted(spaced(leaf.text) if is_formula else leaf.text, is_flow=is_flow)


def _quoted(text: str, *, is_flow: bool) -> str:
    """A text without escapes, in quotes where it needs them."""
    if _is_plain(text) and not (is_flow and _BRACKETS.search(text)):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def _is_plain(text: str) -> bool:
    """Whether a text without quotes is read as this text by every reader of YAML."""
    is_word = text[:1].isalpha() and text.isprintable() and text == text.strip()
    is_cut = ": " in text or " #" in text or text.endswith(":")
    return is_word and not is_cut and text.casefold() not in _READ_OTHERWISE


def several_lines(leaf: Leaf, indent: int) -> list[str]:
    """A scalar on the lines its author gave it, all but the first one indented."""
    return _block(leaf, indent) if leaf.style is Style.BLOCK else _folded(leaf, indent)


def _folded(leaf: Leaf, indent: int) -> list[str]:
    """Spaces at the ends of lines mean nothing in a plain or quoted text, but for one that is escaped."""
    first, *rest = leaf.raw.split("\n")
    lines = [_without_end(line).lstrip() for line in rest[:-1]] + [line.lstrip() for line in rest[-1:]]
    return [_without_end(first) if rest else first, *(f"{' ' * indent}{line}" if line else "" for line in lines)]


def _without_end(line: str) -> str:
    cut = line.rstrip()
    escapes = len(cut) - len(cut.rstrip("\\"))
    return line[: len(cut) + 1] if escapes % 2 else cut


def _block(leaf: Leaf, indent: int) -> list[str]:
    """The lines of a block scalar below its header, moved as one."""
    header = _HEADER.match(leaf.raw)
    assert header is not None
    style, before, behind, comment = header.groups("")
    said = leaf.text.split("\n")
    first = next((place for place, line in enumerate(said) if line), 0)
    lines = leaf.raw.split("\n")[1:-1]
    written = lines[first] if first < len(lines) else ""
    margin = _lead(written) - _lead(said[first])
    kept = [line[margin:] for line in lines]
    while kept and not kept[-1] and "+" not in before + behind:
        kept.pop()
    indicator = "2" if said[first].startswith(" ") else ""
    head = f"{style}{indicator}{before}{behind}{f'  {comment}' if comment else ''}"
    return [head.rstrip(), *(f"{' ' * indent}{line}" if line else "" for line in kept)]


def _lead(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
