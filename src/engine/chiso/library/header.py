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
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a rule file; `effective` is None when it declares no days that can be read.

    `issued` is the day on which the edition became known, None where it does not say; `supersedes` names an edition of
    the same rule set that it takes the place of. `place` is where its days stand, `named` where its name does.
    """

    ruleset: str
    edition: str
    title: str
    status: str
    effective: Effective | None
    issued: date | None
    supersedes: str | None
    place: Span
    named: Span

    @property
    def reference(self) -> str:
        """`name@edition`"""
        return f"{self.ruleset}@{self.edition}"

    @property
    def days(self) -> str:
        """The days it is in force, as people read them."""
        days = self.effective
        return "?" if days is None else f"{days.first} – {days.last or '…'}"

    def is_known(self, day: date | None) -> bool:
        """Whether it was known on a day; without a day, everything is known."""
        return day is None or self.issued is None or self.issued <= day


def header(path: Path) -> Header | None:
    """The header of a file; None when the file turns out not to be a document."""
    source = read(path, Report())
    document = None if source is None else load(source, Report())
    if document is None:
        return None
    return Header(
        ruleset=str(document.text("ruleset")),
        edition=str(document.text("edition")),
        title=document.text("title") or "",
        status=document.text("status") or "draft",
        effective=_effective(document.block("effective")),
        issued=_day(document.text("issued")),
        supersedes=document.text("supersedes"),
        place=document.place("effective"),
        named=document.place("edition"),
    )


def _effective(block: Block | None) -> Effective | None:
    first = None if block is None else _day(block.text("from"))
    if block is None or first is None:
        return None
    last = block.text("to")
    return None if last is not None and _day(last) is None else Effective(first, _day(last))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
