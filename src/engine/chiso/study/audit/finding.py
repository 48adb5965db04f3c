"""What an audit comes to: what was held against what, and every printed figure that cannot be so."""

from __future__ import annotations

from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Diagnostic, Severity
from chiso.lang.outlook import Outlook
from chiso.source import Span
from chiso.study.audit.claim import Claim, Kind, Words
from chiso.study.audit.figure import Figure


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure with one digit changed, which would make the claim hold; no other such change would."""

    figure: Figure
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that cannot hold, whatever the figures were before they were rounded.

    `cut_off` says that it would hold had the figure been cut off instead of rounded.
    """

    claim: Claim
    implied: Outlook
    cut_off: bool
    repair: Repair | None

    @property
    def kind(self) -> Kind:
        return self.claim.kind

    @property
    def severity(self) -> Severity:
        """Whether it makes the report wrong."""
        return Severity.ERROR if self.kind.is_error else Severity.WARNING

    @property
    def place(self) -> Span:
        """Where the printed figure stands."""
        return self.claim.printed.place


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims of one kind about one subject were checked, and how many hold."""

    kind: Kind
    source: str
    subject: Words
    checked: int
    held: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings, in the order of the checks, what was checked, and what is doubtful about the data."""

    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    doubts: tuple[Diagnostic, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing makes the report wrong."""
        return all(finding.severity is Severity.WARNING for finding in self.findings)
