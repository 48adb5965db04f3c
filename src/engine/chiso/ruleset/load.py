"""Text to document. One of the few modules that know YAML.

Rule files are untrusted, and only the part of YAML that a rule needs is taken: no tags, no second document, no anchor
on a value, no key twice; size, nesting and alias expansion are bounded. The document is built from the parser's
events in one flat loop: PyYAML's own `compose` recurses in C and falls over on deep nesting
(docs/decisions/0002-yaml-from-events.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.values import comparable
from chiso.ruleset.document import Block, Document, Scalar, Sequence, Style
from chiso.ruleset.unreadable import Fault, report_unreadable
from chiso.source import Source, Span

DEEPEST_NESTING = 30
MOST_NODES = 500_000
MOST_EXPANDED = 20_000

STYLES = {"|": Style.BLOCK, ">": Style.BLOCK, '"': Style.QUOTED, "'": Style.QUOTED}
_PROPERTY = re.compile(r"([&!][^\s,\[\]{}]*)\s*")
READER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(source: Source, report: Report) -> Block | None:
    """The document of a text, whose top is a mapping; None when nothing of it can be used."""
    found = compose(source, report)
    if found is None or isinstance(found, Block):
        return found
    report.add("not-a-mapping", found.span)
    return None


def compose(source: Source, report: Report) -> Document | None:
    """The document of a text, whatever its top is; None when nothing of it can be used."""
    if not source.text.strip():
        report.add("file-empty", source.whole(), file=source.name)
        return None
    builder = _Builder(source, report)
    try:
        for event in yaml.parse(source.text, Loader=READER):
            builder.take(event)
            if builder.stopped:
                return None
    except yaml.YAMLError as fault:
        _report_syntax(fault, source, report)
        return None
    return builder.finished()


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark is not None else 0


def _is_given(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
    """Whether a node carries a tag or an anchor: only then is a leading `!` or `&` one."""
    return event.tag is not None or event.anchor is not None


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark is not None else 0


def _over_limit(report: Report, span: Span, limit: str, actual: int, most: int) -> None:
    report.add("limit-exceeded", span, limit=Word(limit), actual=actual, most=most)


def _report_syntax(fault: yaml.YAMLError, source: Source, report: Report) -> None:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    offset = mark.index if mark is not None else _unprintable(source.text)
    offset = min(max(offset, 0), len(source.text) - 1)
    line = source.position(offset).line
    start = source.line_start(line)
    indentation = re.match(r"[ \t]*", source.text[start:])
    if indentation is not None and "\t" in indentation.group():
        report.add("tab-indentation", Span(source, start, start + indentation.end()))
    elif mark is None:
        code = f"U+{ord(source.text[offset]):04X}"
        report.add("unprintable-character", Span(source, offset, offset + 1), character=code)
    else:
        begun = getattr(fault, "context_mark", None)
        problem, context = (str(getattr(fault, name, "")) for name in ("problem", "context"))
        since = None if begun is None else min(begun.index, len(source.text) - 1)
        report_unreadable(Fault(offset, problem, since, context), source, report)


_PRINTABLE = re.compile(r"[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def _unprintable(text: str) -> int:
    match = _PRINTABLE.match(text)
    return match.end() if match is not None else 0


@dataclass(slots=True)
class _Open:
    """A mapping or sequence still being read."""

    is_mapping: bool
    start: int
    anchor: str | None
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Document] = field(default_factory=dict)
    items: list[Document] = field(default_factory=list)
    pending: Scalar | None = None
    refused: bool = False
    size: int = 1


class _Builder:
    """Takes the events of one text, one after the other."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._open: list[_Open] = []
        self._anchored: dict[str, tuple[Document, int]] = {}
        self._nodes = 0
        self._expanded = 0
        self._documents = 0
        self._top: Document | None = None
        self.stopped = False

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._count(event)
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._count(event)
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(event)
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._document(event)

    def finished(self) -> Document:
        """The document; an empty text where there is none."""
        return Scalar("", self._source.whole()) if self._top is None else self._top

    def _span(self, event: yaml.Event) -> Span:
        return Span(self._source, _start(event), _end(event))

    def _stop(self, event: yaml.Event, limit: str, actual: int, most: int) -> None:
        _over_limit(self._report, self._span(event), limit, actual, most)
        self.stopped = True

    def _count(self, event: yaml.Event) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop(event, "limit.nodes", self._nodes, MOST_NODES)

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report.add("several-documents", self._span(event))
            self.stopped = True

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> int:
        """Report a tag, and an anchor on a value, that stand before a node; where the node itself begins."""
        end = _start(event)
        while (written := _PROPERTY.match(self._source.text, end)) is not None and _is_given(event):
            place = Span(self._source, written.start(1), written.end(1))
            if place.text.startswith("!"):
                self._report.add("tag-not-allowed", place, tag=place.text)
            elif isinstance(event, yaml.ScalarEvent):
                self._report.add("anchor-on-value", place, name=place.text[1:])
            end = written.end()
        return end

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start = self._properties(event)
        span = Span(self._source, start, max(start, _end(event)))
        style = STYLES.get(event.style or "", Style.PLAIN)
        scalar = Scalar(event.value, span, style)
        if event.anchor is not None:
            self._anchored[event.anchor] = (scalar, 1)
        self._put(scalar, 1, event)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._properties(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(is_mapping, _start(event), event.anchor))
        if len(self._open) > DEEPEST_NESTING:
            self._stop(event, "limit.nesting", len(self._open), DEEPEST_NESTING)

    def _end(self, event: yaml.Event) -> None:
        done = self._open.pop()
        span = self._collection_span(done, event)
        document: Document = (
            Block(done.keys, done.values, span) if done.is_mapping else Sequence(tuple(done.items), span)
        )
        if done.anchor is not None:
            self._anchored[done.anchor] = (document, done.size)
        self._put(document, done.size, event)

    def _collection_span(self, done: _Open, event: yaml.Event) -> Span:
        """A block collection ends where its last line does, not where the next token begins."""
        end = max(_end(event), done.start)
        text = self._source.text[done.start : end]
        return Span(self._source, done.start, done.start + len(text.rstrip()))

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        found = self._anchored.get(name)
        if found is None:
            self._report.add("unknown-anchor", self._span(event), name=name)
            self._put(Scalar("", self._span(event)), 1, event)
            return
        document, size = found
        self._expanded += size
        if self._expanded > MOST_EXPANDED:
            self._stop(event, "limit.aliases", self._expanded, MOST_EXPANDED)
        self._put(document, size, event)

    def _put(self, document: Document, size: int, event: yaml.Event) -> None:
        if not self._open:
            self._top = document
            return
        parent = self._open[-1]
        parent.size += size
        if not parent.is_mapping:
            parent.items.append(document)
        elif parent.pending is None:
            self._key(parent, document)
        else:
            self._value(parent, parent.pending, document)

    def _key(self, parent: _Open, document: Document) -> None:
        if not isinstance(document, Scalar):
            self._report.add("key-not-text", document.span)
            document = Scalar("", document.span)
            parent.refused = True
        name = comparable(document.text)
        if name in parent.keys:
            labels = [Label(parent.keys[name].span, "first-here")]
            self._report.add("duplicate-key", document.span, labels=labels, key=name)
            parent.refused = True
        parent.pending = document

    def _value(self, parent: _Open, key: Scalar, document: Document) -> None:
        if not parent.refused:
            name = comparable(key.text)
            parent.keys[name] = key
            parent.values[name] = document
        parent.pending, parent.refused = None, False


def expression_span(scalar: Scalar, report: Report) -> Span | None:
    """Where the text of an expression lies within its scalar; None after reporting one that cannot be read in place.

    A plain scalar is its own text; quotes and block headers are left out. A quoted scalar with escapes says something
    other than what stands in the file, so it is refused.
    """
    span = scalar.span
    if scalar.style is Style.PLAIN:
        return span
    if scalar.style is Style.BLOCK:
        header = re.match(r"[^\r\n]*(?:\r\n|\r|\n)?", span.text)
        return Span(span.source, span.start + (0 if header is None else header.end()), span.end)
    inside = Span(span.source, span.start + 1, span.end - 1)
    if "\\" in inside.text or "''" in inside.text:
        report.add("escaped-expression", span)
        return None
    return inside
