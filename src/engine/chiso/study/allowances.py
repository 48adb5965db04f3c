"""Changes that are allowed though they are refused by kind: each with a reason, and only until a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.library.locate import known_day
from chiso.reading import read
from chiso.ruleset.document import Block
from chiso.ruleset.load import load
from chiso.ruleset.shape import conform
from chiso.source import Span
from chiso.study.kinds import ChangeKind


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that is refused: what kind of change, of which edition, what changes, and from what to what."""

    kind: ChangeKind
    edition: str
    what: str
    before: str
    after: str
    place: Span


@dataclass(frozen=True, slots=True)
class Allowance:
    """An entry of the file: it allows changes of one kind of one edition; what it leaves open may be anything."""

    kind: str
    edition: str
    what: str | None
    before: str | None
    after: str | None
    reason: str
    until: date
    place: Span

    def covers(self, refusal: Refusal) -> bool:
        """Whether it is about a refusal, be it expired or not."""
        wanted = ((self.what, refusal.what), (self.before, refusal.before), (self.after, refusal.after))
        named = self.kind == refusal.kind.value and self.edition == refusal.edition
        return named and all(written is None or written == actual for written, actual in wanted)


def read_allowances(path: Path, report: Report) -> list[Allowance]:
    """The entries of a file; its faults go to the report."""
    source = read(path, report)
    document = None if source is None else load(source, report)
    sound = None if document is None else conform(document, "allow", report)
    return [] if sound is None else list(_entries(sound.blocks("allow"), report))


def _entries(blocks: Iterable[Block], report: Report) -> Iterable[Allowance]:
    for block in blocks:
        day = known_day(block.text("until"), found := Report())
        for _ in found:
            report.add("not-a-day", block.place("until"), value=block.text("until") or "")
        if day is not None:
            yield _entry(block, day)


def _entry(block: Block, day: date) -> Allowance:
    return Allowance(
        kind=block.text("kind") or "",
        edition=block.text("edition") or "",
        what=block.text("what"),
        before=block.text("before"),
        after=block.text("after"),
        reason=block.text("reason") or "",
        until=day,
        place=block.place("until"),
    )
