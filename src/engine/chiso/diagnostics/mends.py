"""The faults that have one safe mend, by id: what to write where.

A mend is safe when what the author meant can be read in one way only, so that no score changes without its author
knowing. Where a policy has to be chosen, a figure corrected or a name made up, there is none. `study/mend.py` tries
every mend before it keeps it (docs/decisions/0019-which-faults-are-mended.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Diagnostic
from chiso.diagnostics.nearest import folded
from chiso.diagnostics.slips import is_slip
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Other characters for those of a span."""

    span: Span
    text: str


def mend_of(diagnostic: Diagnostic) -> Edit | None:
    """The one safe mend of a fault, if it has one."""
    mend = _MENDS.get(diagnostic.id)
    return mend(diagnostic) if mend is not None and diagnostic.span.source.is_file else None


def _meant(diagnostic: Diagnostic, written: str, *, closed: bool) -> str | None:
    """The only known word that what is written can be a slip of."""
    near = diagnostic.arguments.get("near")
    slips = [word for word in near if is_slip(written, word, closed=closed)] if isinstance(near, tuple) else []
    return slips[0] if len(slips) == 1 else None


def _within(span: Span, start: int, end: int, text: str) -> Edit:
    return Edit(Span(span.source, start, end), text)


def _quote_of(span: Span) -> str:
    """The quotes that can stand at a place: other ones than those it lies within."""
    before = span.source.text[span.source.line_start(span.begins.line) : span.start]
    return "'" if before.count('"') % 2 else '"'


# Words.


def _known_word(diagnostic: Diagnostic) -> Edit | None:
    """A mistyped word of the language: a key, one of several words, a function."""
    meant = _meant(diagnostic, diagnostic.span.text.strip("\"'"), closed=True)
    return None if meant is None else Edit(diagnostic.span, meant)


def _known_name(diagnostic: Diagnostic) -> Edit | None:
    """A mistyped name that the author made up, at the head of the span: an input, a node, a source."""
    name, start = str(diagnostic.arguments["name"]), diagnostic.span.start
    meant = _meant(diagnostic, name, closed=False)
    if meant is None or not diagnostic.span.text.startswith(name):
        return None
    return _within(diagnostic.span, start, start + len(name), meant)


def _known_choice(diagnostic: Diagnostic) -> Edit | None:
    """A text that is a choice but for its case."""
    choices = diagnostic.arguments["choices"]
    text = diagnostic.span.text
    if not isinstance(choices, tuple) or text[:1] not in ("'", '"'):
        return None
    meant = [choice for choice in choices if folded(choice) == folded(text[1:-1])]
    return Edit(diagnostic.span, f"{text[0]}{meant[0]}{text[0]}") if len(meant) == 1 else None


def _quoted_name(diagnostic: Diagnostic) -> Edit | None:
    quote = _quote_of(diagnostic.span)
    return Edit(diagnostic.span, f"{quote}{diagnostic.span.text}{quote}")


# Keys and values.


def _format_version(diagnostic: Diagnostic) -> Edit | None:
    """`chiso: 1` at the top, which can be nothing else."""
    span = diagnostic.span
    if diagnostic.arguments["key"] != "chiso":
        return None
    end = "\r\n" if "\r\n" in span.source.text else "\n"
    return _within(span, span.start, span.start, f"chiso: 1{end}" if span.begins.column == 1 else "chiso: 1, ")


_FLAGS = {"yes": "true", "on": "true", "true": "true", "có": "true", "đúng": "true"}
_FLAGS |= {"no": "false", "off": "false", "false": "false", "không": "false", "sai": "false"}
_TEXTS = frozenset({"shape.text", "shape.edition-name", "shape.id"})


def _other_shape(diagnostic: Diagnostic) -> Edit | None:
    """A text that YAML takes for a number or a flag, and the other way round."""
    wanted, given, text = diagnostic.arguments["wanted"], diagnostic.arguments["given"], diagnostic.span.text
    if wanted == Word("shape.flag") and folded(text.strip("\"'")) in _FLAGS:
        return Edit(diagnostic.span, _FLAGS[folded(text.strip("\"'"))])
    is_text = isinstance(wanted, Word) and wanted.key in _TEXTS
    is_scalar = given in (Word("shape.number"), Word("shape.flag"), Word("shape.whole-number"))
    return Edit(diagnostic.span, f'"{text}"') if is_text and is_scalar else None


_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def _other_date(diagnostic: Diagnostic) -> Edit | None:
    """A date written otherwise, where day and month cannot be taken for each other."""
    text = diagnostic.span.text.strip("\"'")
    if (match := _YEAR_FIRST.fullmatch(text)) is not None:
        year, month, day = map(int, match.groups())
    elif (match := _DAY_FIRST.fullmatch(text)) is not None:
        day, month, year = map(int, match.groups())
        if day <= 12 and day != month:
            return None
    else:
        return None
    try:
        return Edit(diagnostic.span, date(year, month, day).isoformat())
    except ValueError:
        return None


def _same_line_again(diagnostic: Diagnostic) -> Edit | None:
    """A key written twice with the same value, each on a line of its own: the second goes."""
    span, first = diagnostic.span, diagnostic.labels[0].span
    source = span.source
    number = span.begins.line
    line, before = source.line(number), source.line(first.begins.line)
    own = re.fullmatch(r"( *)[^:#]+:[ \t]+[^\s#&*|>{\[][^#]*", line)
    ends = source.text.count("\n")
    after = source.line(number + 1) if number <= ends else ""
    is_whole = own is not None and (not after.strip() or len(after) - len(after.lstrip()) <= len(own.group(1)))
    if not is_whole or line != before or span.begins.column != first.begins.column:
        return None
    start = source.line_start(number)
    return _within(span, start, source.line_start(number + 1) if number <= ends else len(source.text), "")


def _needless_anchor(diagnostic: Diagnostic) -> Edit | None:
    span = diagnostic.span
    if re.search(rf"\*{re.escape(span.text[1:])}(?![\w-])", span.source.text) is not None:
        return None
    end = span.end + len(span.source.text[span.end :]) - len(span.source.text[span.end :].lstrip(" "))
    return _within(span, span.start, end, "")


# Expressions.

_SIGNS = {
    "hint.equals": ("=", "=="),
    "hint.at-most": ("≤", "<="),
    "hint.at-least": ("≥", ">="),
    "hint.differs": ("≠", "!="),
    "hint.times": ("×", "*"),
    "hint.divided": ("÷", "/"),
    "hint.quotes": ("“”", '"'),
    "hint.minus": ("−–", "-"),
    "hint.comma": (";", ","),
    "hint.no-equals": ("=", ""),
}
_PAIRS = {"=<": "<=", "=>": ">=", "<>": "!=", "&&": "and", "||": "or"}
_WORDS = frozenset({"AND", "OR", "NOT", "THEN", "ELSE"})


def _sign(diagnostic: Diagnostic) -> Edit | None:
    """A sign or word that spreadsheets and other languages write otherwise."""
    hint, span = diagnostic.arguments["hint"], diagnostic.span
    text, start = span.source.text, span.start
    for place in (start, start - 1):
        if (pair := text[place : place + 2]) in _PAIRS:
            return _within(span, place, place + 2, _PAIRS[pair])
    if span.text in _WORDS:
        return Edit(span, span.text.lower())
    if hint == Word("hint.decimal-comma"):
        return None if re.match(r",\d{3}(?!\d)", text[start:]) else Edit(span, ".")
    wrong, right = _SIGNS.get(hint.key, ("", "")) if isinstance(hint, Word) else ("", "")
    return Edit(span, right) if span.text and span.text in wrong else None


def _percent(diagnostic: Diagnostic) -> Edit | None:
    """A rate from 10 to 100 is a percentage; one of 2 may be a doubling."""
    text = diagnostic.span.text
    is_percentage = re.fullmatch(r"\d{1,3}(?:\.\d+)?", text) is not None and 10 <= int(text.partition(".")[0]) <= 100
    return Edit(diagnostic.span, f"{text}%") if is_percentage else None


def _needless_factor(diagnostic: Diagnostic) -> Edit | None:
    span, text = diagnostic.span, diagnostic.span.source.text
    before = re.search(r"\s*\*\s*$", text[: span.start])
    if before is not None:
        return _within(span, before.start(), span.end, "")
    after = re.match(r"\s*\*\s*", text[span.end :])
    return None if after is None else _within(span, span.start, span.end + after.end(), "")


def _other_quotes(diagnostic: Diagnostic) -> Edit | None:
    """The same text within quotes that need no escapes."""
    text, inside = diagnostic.span.text, diagnostic.span.text[1:-1]
    plain = inside.replace('\\"', '"') if text[0] == '"' else inside.replace("''", "'")
    quote = "'" if text[0] == '"' else '"'
    return None if "\\" in plain or quote in plain else Edit(diagnostic.span, f"{quote}{plain}{quote}")


_MENDS: Mapping[str, Callable[[Diagnostic], Edit | None]] = {
    "anchor-on-value": _needless_anchor,
    "duplicate-key": _same_line_again,
    "escaped-expression": _other_quotes,
    "expression-syntax": _sign,
    "malformed-date": _other_date,
    "malformed-text": _other_date,
    "missing-key": _format_version,
    "not-one-of": _known_word,
    "percent-sign-missing": _percent,
    "rate-times-100": _needless_factor,
    "text-without-quotes": _quoted_name,
    "unknown-choice": _known_choice,
    "unknown-function": _known_word,
    "unknown-input": _known_name,
    "unknown-key": _known_word,
    "unknown-node": _known_name,
    "unknown-parameter": _known_name,
    "unknown-quantity": _known_name,
    "unknown-source": _known_name,
    "wrong-shape": _other_shape,
}
MENDABLE = frozenset(_MENDS)
"""The ids of which some faults can be mended."""
