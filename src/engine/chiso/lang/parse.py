"""Text to tree. The only module that knows lark.

Lark is given the text of one expression; the positions it reports are moved to where that text stands in the file
(docs/decisions/0008-expressions-are-parsed-apart.md). A fault in one expression is one diagnostic; it never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from lark import Lark, Token, Transformer_NonRecursive
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.visitors import v_args

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.functions import FUNCTIONS, STEPS, TABLES
from chiso.lang.syntax import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Literal,
    Logic,
    Membership,
    Name,
    Named,
    Negative,
    Node,
    Not,
    Row,
    Table,
)
from chiso.lang.values import comparable, simplest
from chiso.source import Span

LONGEST_EXPRESSION = 5_000
DEEPEST_EXPRESSION = 60
LONGEST_NUMBER = 40
LONGEST_NAME = 80
MOST_ROWS = 200

_GRAMMAR = Path(__file__).with_name("grammar.lark")

_HINTS = {
    "=": "hint.equals",
    "&": "hint.and",
    "|": "hint.or",
    "!": "hint.not",
    "≤": "hint.at-most",
    "≥": "hint.at-least",
    "≠": "hint.differs",
    "×": "hint.times",
    "÷": "hint.divided",
    "−": "hint.minus",
    "–": "hint.minus",
    "“": "hint.quotes",
    "”": "hint.quotes",
    "%": "hint.percent",
    '"': "hint.unclosed-text",
    "'": "hint.unclosed-text",
    ";": "hint.comma",
    "x": "hint.times",
    "AND": "hint.and",
    "OR": "hint.or",
    "NOT": "hint.not",
    "THEN": "hint.then",
    "ELSE": "hint.then",
}

_BARE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
"""A short number and nothing else: so many of them stand in a rule set that they need no parser."""

_KEYWORDS = ("if", "then", "else", "and", "or", "not", "in")
_PAIRS = {"=<": "hint.at-most", "=>": "hint.at-least", "<>": "hint.differs"}


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr", propagate_positions=True, maybe_placeholders=False)


def parse(span: Span, ids: Iterator[int], report: Report) -> Expression | None:
    """The expression written in a span, its nodes numbered from `ids`; None after reporting a fault in it."""
    span = _stripped(span)
    if span.start == span.end:
        report.add("expression-empty", span)
        return None
    if span.end - span.start > LONGEST_EXPRESSION:
        _over_limit(report, span, "limit.expression", span.end - span.start, LONGEST_EXPRESSION)
        return None
    if _BARE.fullmatch(span.text):
        return Literal(next(ids), span, simplest(Fraction(span.text)))
    try:
        tree = _parser().parse(span.text)
    except UnexpectedInput as fault:
        _report_syntax(fault, span, report)
        return None
    builder = _Builder(span, ids, report)
    expression: _Built = builder.transform(tree)
    return None if builder.faulty else expression.node


def tokens(text: str) -> list[tuple[str, str]] | None:
    """The words and signs of an expression in order, each with its kind in the grammar; None of what is none."""
    if not text.strip() or len(text) > LONGEST_EXPRESSION:
        return None
    reading: Any = _parser().parse_interactive(text)
    try:
        found = [(token.type, str(token)) for token in reading.iter_parse()]
        reading.feed_eof()
    except UnexpectedInput:
        return None
    return found


def _stripped(span: Span) -> Span:
    text = span.text
    start = span.start + len(text) - len(text.lstrip())
    return Span(span.source, start, max(start, span.end - (len(text) - len(text.rstrip()))))


def _over_limit(report: Report, span: Span, limit: str, actual: int, most: int) -> None:
    report.add("limit-exceeded", span, limit=Word(limit), actual=actual, most=most)


def _report_syntax(fault: UnexpectedInput, span: Span, report: Report) -> None:
    source = span.source
    if isinstance(fault, UnexpectedToken) and fault.token.type == "$END":
        unfinished = re.search(r"\bthen\b", span.text) is not None and re.search(r"\belse\b", span.text) is None
        report.add("else-missing" if unfinished else "expression-incomplete", span, text=span.text)
        return
    within: Any = fault.pos_in_stream
    start = span.start + within
    length = len(fault.token) if isinstance(fault, UnexpectedToken) else 1
    place = Span(source, start, min(start + length, span.end))
    hint = _hint(place, span)
    near = nearest(place.text, _KEYWORDS) if hint == "hint.operator" else ()
    report.add("expression-syntax", place, found=place.text, hint=Word(hint), near=near)


def _hint(place: Span, span: Span) -> str:
    text = span.source.text
    if place.text == "=" and place.start == span.start:
        return "hint.no-equals"
    pair = _PAIRS.get(text[place.start : place.start + 2]) or _PAIRS.get(text[place.start - 1 : place.start + 1])
    if pair is not None:
        return pair
    decimal_comma = place.text == "," and text[place.start - 1].isdigit() and text[place.end : place.end + 1].isdigit()
    return "hint.decimal-comma" if decimal_comma else _HINTS.get(place.text, "hint.operator")


class _Built(NamedTuple):
    node: Any
    depth: int


@dataclass(frozen=True, slots=True)
class _Otherwise(Node):
    """`else 0` as the last argument of a table; it is no node of the tree."""

    value: Expression


@v_args(meta=True)
class _Builder(Transformer_NonRecursive[Token, _Built]):
    """Turns lark's tree into nodes, bottom up and without recursion, so that depth is a limit and not a crash."""

    def __init__(self, span: Span, ids: Iterator[int], report: Report) -> None:
        super().__init__()
        self._source = span.source
        self._offset = span.start
        self._ids = ids
        self._report = report
        self.faulty = False

    def _span(self, place: Any) -> Span:
        return Span(self._source, self._offset + place.start_pos, self._offset + place.end_pos)

    def _fault(self, id: str, span: Span, **arguments: Any) -> None:
        self.faulty = True
        self._report.add(id, span, **arguments)

    def _make(self, kind: type[Node], meta: Any, beneath: list[_Built], *fields: Any) -> _Built:
        depth = 1 + max((built.depth for built in beneath), default=0)
        span = self._span(meta)
        if depth > DEEPEST_EXPRESSION and not self.faulty:
            self.faulty = True
            _over_limit(self._report, span, "limit.expression-depth", depth, DEEPEST_EXPRESSION)
        return _Built(kind(next(self._ids), span, *fields), depth)

    def start(self, meta: Any, built: list[_Built]) -> _Built:
        return built[0]

    def group(self, meta: Any, built: list[_Built]) -> _Built:
        return built[0]

    def _digits(self, token: Token) -> Fraction:
        if len(token) > LONGEST_NUMBER:
            self.faulty = True
            _over_limit(self._report, self._span(token), "limit.digits", len(token), LONGEST_NUMBER)
            return Fraction(0)
        return Fraction(token.replace("_", "").rstrip("%").strip())

    def number(self, meta: Any, tokens: list[Token]) -> _Built:
        return self._make(Literal, meta, [], simplest(self._digits(tokens[0])))

    def percent(self, meta: Any, tokens: list[Token]) -> _Built:
        return self._make(Literal, meta, [], simplest(self._digits(tokens[0]) / 100), True)

    def date(self, meta: Any, tokens: list[Token]) -> _Built:
        try:
            value = date.fromisoformat(tokens[0])
        except ValueError:
            self._fault("malformed-date", self._span(tokens[0]), value=str(tokens[0]))
            value = date.min
        return self._make(Literal, meta, [], value)

    def text(self, meta: Any, tokens: list[Token]) -> _Built:
        return self._make(Literal, meta, [], comparable(tokens[0][1:-1]))

    def true(self, meta: Any, tokens: list[Token]) -> _Built:
        return self._make(Literal, meta, [], True)

    def false(self, meta: Any, tokens: list[Token]) -> _Built:
        return self._make(Literal, meta, [], False)

    def name(self, meta: Any, tokens: list[Token]) -> _Built:
        self._refuse_long(tokens)
        return self._make(Name, meta, [], intern(comparable(tokens[0])))

    def reference(self, meta: Any, tokens: list[Token]) -> _Built:
        self._refuse_long(tokens)
        return self._make(Name, meta, [], comparable(f"{tokens[0]}.{tokens[1]}"))

    def _refuse_long(self, names: list[Token]) -> None:
        for name in names:
            if len(name) > LONGEST_NAME:
                self.faulty = True
                _over_limit(self._report, self._span(name), "limit.identifier", len(name), LONGEST_NAME)

    def negative(self, meta: Any, parts: list[Any]) -> _Built:
        return self._make(Negative, meta, parts[1:], parts[1].node)

    def arithmetic(self, meta: Any, parts: list[Any]) -> _Built:
        left, operator, right = parts
        return self._make(Arithmetic, meta, [left, right], str(operator), left.node, right.node)

    def comparison(self, meta: Any, parts: list[Any]) -> _Built:
        operands, operators = parts[::2], tuple(map(str, parts[1::2]))
        return self._make(Comparison, meta, operands, operators, tuple(part.node for part in operands))

    def options(self, meta: Any, built: list[_Built]) -> list[_Built]:
        return built

    def member(self, meta: Any, parts: list[Any]) -> _Built:
        item, options = parts
        return self._make(Membership, meta, [item, *options], item.node, tuple(part.node for part in options))

    def not_member(self, meta: Any, parts: list[Any]) -> _Built:
        inside = self.member(meta, parts)
        return self._make(Not, meta, [inside], inside.node)

    def negation(self, meta: Any, built: list[_Built]) -> _Built:
        return self._make(Not, meta, built, built[0].node)

    def both(self, meta: Any, built: list[_Built]) -> _Built:
        return self._make(Logic, meta, built, "and", tuple(part.node for part in built))

    def either(self, meta: Any, built: list[_Built]) -> _Built:
        return self._make(Logic, meta, built, "or", tuple(part.node for part in built))

    def conditional(self, meta: Any, built: list[_Built]) -> _Built:
        return self._make(Conditional, meta, built, *(part.node for part in built))

    def named(self, meta: Any, parts: list[Any]) -> _Built:
        name, value = parts
        return self._make(Named, meta, [value], comparable(name), value.node)

    def row(self, meta: Any, parts: list[Any]) -> _Built:
        bound, gives = parts
        return self._make(Row, meta, parts, bound.node, gives.node)

    def otherwise(self, meta: Any, parts: list[Any]) -> _Built:
        return self._make(_Otherwise, meta, parts, parts[0].node)

    def call(self, meta: Any, parts: list[Any]) -> _Built:
        function, arguments = parts[0], parts[1:]
        if comparable(function) in TABLES or any(isinstance(part.node, (Row, _Otherwise)) for part in arguments):
            return self._table(meta, function, arguments)
        positional = tuple(part.node for part in arguments if not isinstance(part.node, Named))
        by_name = tuple(part.node for part in arguments if isinstance(part.node, Named))
        return self._make(Call, meta, arguments, comparable(function), self._span(function), positional, by_name)

    def _table(self, meta: Any, function: Token, arguments: list[Any]) -> _Built:
        """A table: one subject, then rows, then for steps what is given below them."""
        name, nodes = comparable(function), [part.node for part in arguments]
        rows = [node for node in nodes if isinstance(node, Row)]
        ends = [node for node in nodes if isinstance(node, _Otherwise)]
        plain = [node for node in nodes if not isinstance(node, (Row, _Otherwise, Named))]
        if len(rows) > MOST_ROWS:
            self.faulty = True
            _over_limit(self._report, self._span(function), "limit.rows", len(rows), MOST_ROWS)
        whole = name in TABLES and bool(rows) and len(ends) <= (name == STEPS)
        if not whole or not plain or nodes != [plain[0], *rows, *ends]:
            self._refuse_table(meta, name, function)
            return self._make(Literal, meta, arguments, 0)
        otherwise = ends[0].value if ends else None
        return self._make(Table, meta, arguments, name, plain[0], tuple(rows), otherwise)

    def _refuse_table(self, meta: Any, name: str, function: Token) -> None:
        known = TABLES.get(name) or FUNCTIONS.get(name)
        if known is None:
            self._fault("unknown-function", self._span(function), name=name, near=nearest(name, [*FUNCTIONS, *TABLES]))
        else:
            self._fault("wrong-arguments", self._span(meta), name=name, signature=known.signature)
