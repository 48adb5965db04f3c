"""A rule file laid out in the one style of the house, with the same meaning and every comment.

The result is read again before it is handed out: were anything lost or changed, that is our fault, and an exception.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

from chiso.diagnostics.diagnostic import Report
from chiso.lang.space import spaced
from chiso.lang.values import comparable
from chiso.ruleset.document import EXPRESSIONS, Block, Document, Scalar, Sequence
from chiso.ruleset.lay_out import laid_out
from chiso.ruleset.load import load
from chiso.ruleset.scalar_text import is_expression
from chiso.ruleset.scan import scan
from chiso.ruleset.written import Collection, Entry, Leaf, Remarks, Written
from chiso.source import Source

_BREAKS = re.compile(r"\r\n?")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
"""Signs that YAML takes for ends of lines or files and editors do not show: a text with them is left as it is."""


class MeaningLostError(Exception):
    """A layout that says something else than the text it was made from; never a fault of the user."""


def formatted(source: Source, report: Report) -> str | None:
    """The text of a rule set or of cases, laid out; None after reporting why it cannot be read."""
    given = f"{source.text}\n" if source.text[-1:] not in ("", "\n", "\r") else source.text
    document = load(Source(source.name, given), faults := Report())
    if document is None or not _is_readable(faults):
        load(source, report)
        return None
    if _OTHER_BREAKS.search(given):
        return source.text
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", given))
    has_formulas = "ruleset" in document
    written = scan(text)
    result = laid_out(written, has_formulas=has_formulas)
    again = load(Source(source.name, result), broken := Report())
    if again is None or len(broken) != len(faults) or not _is_same(document, again, "" if has_formulas else None):
        raise MeaningLostError(f"the layout of {source.name} says something else")
    rewritten = scan(result)
    if _said(written.top, has_formulas) != _said(rewritten.top, has_formulas):
        raise MeaningLostError(f"the layout of {source.name} has other words")
    if sorted(comments(written)) != sorted(comments(rewritten)):
        raise MeaningLostError(f"the layout of {source.name} has other comments")
    return result


def _is_readable(report: Report) -> bool:
    """Whether the layout is plain: a key that stands twice is a fault, but no doubt about what is written."""
    return all(diagnostic.id == "duplicate-key" for diagnostic in report if diagnostic.is_error)


def _said(entry: Entry, has_formulas: bool) -> list[str]:
    """Every key and value in order, also those of a key that stands twice; formulas in one spacing."""
    key = [] if entry.key is None else [comparable(entry.key.text)]
    if isinstance(entry.value, Collection):
        return [*key, *(text for part in entry.value.entries for text in _said(part, has_formulas))]
    text = comparable(entry.value.text)
    return [*key, spaced(text) if has_formulas and is_expression(entry.key) else text]


def _is_same(part: Document, other: Document, key: str | None) -> bool:
    """Whether two documents say the same in the same order; without a key, formulas are texts like others."""
    if isinstance(part, Block) and isinstance(other, Block):
        return list(part.values) == list(other.values) and all(
            _is_same(value, other.values[name], None if key is None else name) for name, value in part.values.items()
        )
    if isinstance(part, Sequence) and isinstance(other, Sequence):
        pairs = zip_longest(part.items, other.items)
        return all(mine and its and _is_same(mine, its, None if key is None else "") for mine, its in pairs)
    if not isinstance(part, Scalar) or not isinstance(other, Scalar):
        return False
    one, two = comparable(part.text), comparable(other.text)
    is_same = one == two or (key in EXPRESSIONS and spaced(one) == spaced(two))
    return is_same and isinstance(part.plain, str) is isinstance(other.plain, str)


def comments(written: Written) -> list[str]:
    """Every comment of a text, those behind the header of a block scalar too."""
    return [*_of_entry(written.top), *_texts(written.closing), *_texts_in(written.directives)]


def _of_entry(entry: Entry) -> list[str]:
    beside = [*_texts((*entry.before, *entry.inner, *entry.under)), *([entry.after] if entry.after else [])]
    value = entry.value
    if isinstance(value, Collection):
        return [*beside, *(text for part in value.entries for text in _of_entry(part)), *_texts(value.closing)]
    return [*beside, *_of_leaf(value)]


def _of_leaf(leaf: Leaf) -> list[str]:
    return _texts_in(leaf.raw.partition("\n")[0]) if leaf.raw[:1] in ("|", ">") else []


def _texts(remarks: Remarks) -> list[str]:
    return [remark.text for remark in remarks if remark.text]


def _texts_in(line: str) -> list[str]:
    _, sign, text = line.partition("#")
    return [f"#{text.rstrip()}"] if sign else []
