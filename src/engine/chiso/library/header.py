"""What a rule file says of itself at its top: which edition it is, its status, the days it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.reading import read
from chiso.ruleset.document import Block
from chiso.ruleset.load import load
from chiso.ruleset.program import Effective


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a rule file; `effective` is None when it declares no days that can be read."""

    reference: str
    status: str
    effective: Effective | None

    @property
    def days(self) -> str:
        """The days it is in force, as people read them."""
        days = self.effective
        return "?" if days is None else f"{days.first} – {days.last or '…'}"


def header(path: Path) -> Header | None:
    """The header of a file; None when the file turns out not to be a document."""
    source = read(path, Report())
    document = None if source is None else load(source, Report())
    if document is None:
        return None
    reference = f"{document.text('ruleset')}@{document.text('edition')}"
    return Header(reference, document.text("status") or "draft", _effective(document.block("effective")))


def _effective(block: Block | None) -> Effective | None:
    if block is None:
        return None
    try:
        last = block.text("to")
        return Effective(date.fromisoformat(block.text("from") or ""), date.fromisoformat(last) if last else None)
    except ValueError:
        return None
