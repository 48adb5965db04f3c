"""A YAML text as it is laid out: the same tree as a document, with its comments, blank lines, styles and anchors.

The document (`document.py`) says what is meant; this says how it is written, which only the formatter asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from chiso.ruleset.document import Style


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, or as an empty text a blank line; `trailing` behind something on the same line."""

    text: str
    column: int = 0
    trailing: bool = False


Remarks = tuple[Remark, ...]


def without_blanks(remarks: Remarks) -> Remarks:
    """Only the comments."""
    return tuple(remark for remark in remarks if remark.text)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar or an alias: the characters of the file, and the text that YAML reads in them."""

    raw: str
    text: str
    style: Style

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.raw


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, an item of a list, or without either the top of a file.

    `before` stands above it, `inner` (comments only) between the key or dash and the value, `after` behind it on its
    line, `under` below a key without a value.
    """

    before: Remarks
    key: Leaf | None
    inner: Remarks
    value: Leaf | Collection
    after: str
    under: Remarks = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """A mapping or a list, within brackets (`is_flow`) or by indentation; `closing` stands below the last entry."""

    is_mapping: bool
    is_flow: bool
    anchor: str
    entries: tuple[Entry, ...]
    closing: Remarks


@dataclass(frozen=True, slots=True)
class Written:
    """A whole text: its directives with the line `---`, if any, its top, and what stands below."""

    directives: str
    top: Entry
    closing: Remarks
