"""A YAML document as it was written: mappings, sequences and scalars, each with its place in the file.

Scalars keep their own text: whether `0.1` is a number, a rate or a title is for the reader of that key to say, so no
number ever passes through binary floating point on its way in. A mapping or list from which a faulty part was taken
is marked `damaged`, so that later passes do not report what only follows from that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from chiso.lang.values import comparable
from chiso.source import Span

EXPRESSIONS = frozenset(
    {
        "applies_when",
        "at",
        "at_least",
        "below",
        "full_at",
        "max",
        "min",
        "of",
        "otherwise",
        "points",
        "rate",
        "requires",
        "rule",
        "target",
        "value",
        "weight",
    }
)
"""The keys under which expressions are written."""

_WORD = re.compile(r"[^\W\d]\w*")
_WHOLE = re.compile(r"[+-]?[0-9]{1,60}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,60}\.[0-9]{1,60}")
_KEYWORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Style(Enum):
    """How a scalar is written, which decides where its text lies within its span."""

    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: its text as YAML reads it, and the span with any quotes or block header."""

    text: str
    span: Span
    style: Style = Style.PLAIN

    @property
    def words(self) -> str:
        """The text for people and for comparing: in NFC, without space around it."""
        return comparable(self.text).strip()

    @property
    def plain(self) -> object:
        """The value as a JSON schema sees it: text, whole number, decimal, true, false or null."""
        if self.style is not Style.PLAIN:
            return self.text
        if self.text in _KEYWORDS:
            return _KEYWORDS[self.text]
        if _WHOLE.fullmatch(self.text):
            return int(self.text)
        return Decimal(self.text) if _DECIMAL.fullmatch(self.text) else self.text


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping: keys in the order written, each with the place of the key and its value."""

    keys: Mapping[str, Scalar]
    values: Mapping[str, Document]
    span: Span
    damaged: bool = False

    @property
    def plain(self) -> dict[str, object]:
        """As a JSON schema sees it."""
        return {key: value.plain for key, value in self.values.items()}

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def scalar(self, key: str) -> Scalar | None:
        """The scalar under a key."""
        found = self.values.get(key)
        return found if isinstance(found, Scalar) else None

    def block(self, key: str) -> Block | None:
        """The mapping under a key."""
        found = self.values.get(key)
        return found if isinstance(found, Block) else None

    def items(self, key: str) -> tuple[Document, ...]:
        """The items of the sequence under a key; none when there is no such sequence."""
        found = self.values.get(key)
        return found.items if isinstance(found, Sequence) else ()

    def blocks(self, key: str) -> tuple[Block, ...]:
        """The mappings among the items under a key."""
        return tuple(item for item in self.items(key) if isinstance(item, Block))

    def text(self, key: str) -> str | None:
        """The words under a key."""
        found = self.scalar(key)
        return None if found is None else found.words

    def place(self, key: str) -> Span:
        """Where the value of a key stands; the mapping itself when it has no such key."""
        found = self.values.get(key)
        return self.span if found is None else found.span

    def is_damaged(self, key: str) -> bool:
        """Whether something faulty was taken from what is under a key."""
        found = self.values.get(key)
        return isinstance(found, (Block, Sequence)) and found.damaged

    def renamed(self, key: str, name: str) -> Block:
        """The same mapping with another name for one of its keys."""
        keys = {name if other == key else other: place for other, place in self.keys.items()}
        values = {name if other == key else other: value for other, value in self.values.items()}
        return Block(keys, values, self.span, self.damaged)

    def keeping(self, values: Mapping[str, Document], damaged: bool) -> Block:
        """The same mapping with some of its keys, or with other values under them."""
        keys = {key: place for key, place in self.keys.items() if key in values}
        return Block(keys, values, self.span, damaged)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of documents."""

    items: tuple[Document, ...]
    span: Span
    damaged: bool = False

    @property
    def plain(self) -> list[object]:
        """As a JSON schema sees it."""
        return [item.plain for item in self.items]


Document = Scalar | Block | Sequence
Path = tuple[str | int, ...]


def at(document: Document, path: Path) -> Document:
    """The part of a document that a path of keys and indices leads to."""
    for step in path:
        if isinstance(document, Block):
            document = document.values[str(step)]
        elif isinstance(document, Sequence):
            document = document.items[int(step)]
    return document


def with_part(document: Document, path: Path, part: Document) -> Document:
    """The document with another part at a path."""
    if not path:
        return part
    step, rest = path[0], path[1:]
    if isinstance(document, Block):
        key = str(step)
        values = {**document.values, key: with_part(document.values[key], rest, part)}
        return document.keeping(values, document.damaged)
    assert isinstance(document, Sequence)
    index = int(step)
    items = (*document.items[:index], with_part(document.items[index], rest, part), *document.items[index + 1 :])
    return Sequence(items, document.span, document.damaged)


def without(part: Document, steps: list[str | int], *, damaging: bool) -> Document:
    """A mapping less some keys, or a list less some items; marked damaged when the loss matters to it."""
    gone = set(steps)
    if isinstance(part, Block):
        kept = {name: value for name, value in part.values.items() if name not in gone}
        return part.keeping(kept, part.damaged or damaging)
    assert isinstance(part, Sequence)
    items = tuple(item for place, item in enumerate(part.items) if place not in gone)
    return Sequence(items, part.span, part.damaged or damaging)


_DECLARING = ("inputs", "parameters", "sources")


def less(document: Block, ids: Set[str]) -> Block:
    """A document without the groups, indicators, bands, inputs, parameters and sources of these ids."""
    values = {key: _part_less(value, ids, declaring=key in _DECLARING) for key, value in document.values.items()}
    return document.keeping(values, document.damaged)


def _part_less(part: Document, ids: Set[str], *, declaring: bool = False) -> Document:
    if isinstance(part, Block):
        kept = {key: value for key, value in part.values.items() if not (declaring and key in ids)}
        return part.keeping({key: _part_less(value, ids) for key, value in kept.items()}, part.damaged)
    if isinstance(part, Sequence):
        items = [item for item in part.items if not (isinstance(item, Block) and item.text("id") in ids)]
        return Sequence(tuple(_part_less(item, ids) for item in items), part.span, part.damaged)
    return part


def declared_ids(document: Document) -> Iterator[str]:
    """Every text under a key `id`, and every key under `inputs`, `parameters` and `sources`."""
    if isinstance(document, Sequence):
        for item in document.items:
            yield from declared_ids(item)
    if isinstance(document, Block):
        for key, value in document.values.items():
            if key == "id" and isinstance(value, Scalar):
                yield value.words
            if key in _DECLARING and isinstance(value, Block):
                yield from value.keys
            yield from declared_ids(value)


def mentioned_names(document: Document, key: str = "") -> Iterator[str]:
    """Every word of the expressions of a document, also of those that cannot be read."""
    if isinstance(document, Scalar) and key in EXPRESSIONS:
        yield from _WORD.findall(document.words)
    if isinstance(document, Sequence):
        for item in document.items:
            yield from mentioned_names(item)
    if isinstance(document, Block):
        for name, value in document.values.items():
            yield from mentioned_names(value, name)
