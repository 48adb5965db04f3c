"""JSON text to a document, every part with its place.

Whether the text is JSON is for the standard library to say; what is then known to be sound is taken apart once more,
token by token and without recursion, because only so each value keeps the place that a message can show.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.values import comparable
from chiso.ruleset.document import Block, Document, Scalar, Sequence, Style
from chiso.source import Source, Span

DEEPEST_NESTING = 30

_TEXT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_BRACKET = re.compile(rf"{_TEXT}|[\[\]{{}}]")
_TOKEN = re.compile(rf"{_TEXT}|[\[\]{{}}:,]|[^\s\[\]{{}}:,\"]+")


def load_json(source: Source, report: Report) -> Document | None:
    """The document of a JSON text; None after reporting what is wrong with the text as such."""
    if not source.text.strip():
        report.add("file-empty", source.whole(), file=source.name)
        return None
    if _is_too_deep(source, report):
        return None
    try:
        json.loads(source.text, parse_int=len, parse_float=len, parse_constant=_refuse)
    except json.JSONDecodeError as fault:
        _report_syntax(source, fault.pos, report)
        return None
    except _NoNumber as fault:
        _report_syntax(source, source.text.find(fault.args[0]), report)
        return None
    builder = _Builder(source, report)
    for token in _TOKEN.finditer(source.text):
        builder.take(token.group(), token.start(), token.end())
    return builder.done


class _NoNumber(Exception):
    """A word such as NaN, which some programs write in place of a number."""


def _refuse(word: str) -> None:
    raise _NoNumber(word)


def _report_syntax(source: Source, at: int, report: Report) -> None:
    report.add("json-syntax", Span(source, at, min(at + 1, len(source.text))))


def _is_too_deep(source: Source, report: Report) -> bool:
    depth = 0
    for bracket in _BRACKET.finditer(source.text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket.group(), 0)
        if depth > DEEPEST_NESTING:
            place = Span(source, bracket.start(), bracket.end())
            report.add("limit-exceeded", place, limit=Word("limit.nesting"), actual=depth, most=DEEPEST_NESTING)
            return True
    return False


@dataclass(slots=True)
class _Open:
    """An object or list still being read."""

    is_object: bool
    start: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Document] = field(default_factory=dict)
    items: list[Document] = field(default_factory=list)
    key: Scalar | None = None


class _Builder:
    """Takes the tokens of a sound JSON text, one after the other; `done` is the document at the end."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._open: list[_Open] = []
        self.done: Document | None = None

    def take(self, sign: str, start: int, end: int) -> None:
        if sign in "{[":
            self._open.append(_Open(sign == "{", start))
        elif sign in "}]":
            self._put(self._closed(self._open.pop(), end))
        elif sign not in ":,":
            self._scalar(sign, Span(self._source, start, end))

    def _scalar(self, sign: str, span: Span) -> None:
        is_text = sign.startswith('"')
        text = comparable(json.loads(sign)) if is_text else sign
        scalar = Scalar(text, span, Style.QUOTED if is_text else Style.PLAIN)
        above = self._open[-1] if self._open else None
        if above is not None and above.is_object and above.key is None:
            above.key = scalar
        else:
            self._put(scalar)

    def _closed(self, done: _Open, end: int) -> Document:
        span = Span(self._source, done.start, end)
        return Block(done.keys, done.values, span) if done.is_object else Sequence(tuple(done.items), span)

    def _put(self, part: Document) -> None:
        """Put a finished part into what is around it; a key written twice is a fault."""
        if not self._open:
            self.done = part
            return
        above = self._open[-1]
        key, above.key = above.key, None
        if key is None:
            above.items.append(part)
        elif key.text in above.keys:
            labels = [Label(above.keys[key.text].span, "first-here")]
            self._report.add("duplicate-key", key.span, labels=labels, key=key.text)
        else:
            above.keys[key.text] = key
            above.values[key.text] = part
