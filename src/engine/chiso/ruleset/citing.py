"""What most blocks of a document have: a title, places, a day, a citation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.program import Citation, CitedDocument, Places, Title


def title(block: Block, default: str = "") -> Title:
    """The author's words for what a block declares."""
    return Title(block.text("title") or default, block.text("title_en"))


def places(block: Block) -> Places:
    """Where each part of a block is written."""
    return {key: value.span for key, value in block.values.items()}


def citation(block: Block, documents: Mapping[str, CitedDocument], report: Report) -> Citation | None:
    """The document a block cites under `source`: a key of `sources`, then a comma and the place in it."""
    scalar = block.scalar("source")
    if scalar is None:
        return None
    key, _, locator = (part.strip() for part in scalar.words.partition(","))
    if key not in documents:
        report.add("unknown-source", scalar.span, name=key, near=nearest(key, documents))
        return None
    return Citation(documents[key], locator)


def day(scalar: Scalar, report: Report) -> date | None:
    """The date that a scalar says; None after reporting one that is not in the calendar."""
    try:
        return date.fromisoformat(scalar.words)
    except ValueError:
        report.add("malformed-date", scalar.span, value=scalar.words)
        return None
