"""Two versions of rules held against each other: what they say otherwise, and what that does to units."""

from __future__ import annotations

from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Diagnostic
from chiso.ruleset.program import Program
from chiso.study.compare_rules import Difference
from chiso.study.impact import Impact
from chiso.study.kinds import Audience

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """An older and a newer version of an edition, or two editions; None for one that is not there.

    `impact` is None without data; `refused` tells why the newer rules refuse data that the older ones take.
    """

    old: Program | None
    new: Program | None
    file: str
    differences: tuple[Difference, ...] = ()
    impact: Impact | None = None
    refused: tuple[Diagnostic, ...] = ()

    @property
    def is_same_edition(self) -> bool:
        """Whether both are versions of one edition, under one name."""
        return self.old is not None and self.new is not None and reference(self.old) == reference(self.new)

    @property
    def touches_results(self) -> bool:
        """Whether an edition changes by which results may have been published."""
        return self.is_same_edition and self.old is not None and self.old.status == PUBLISHED

    def audiences(self, difference: Difference) -> list[Audience]:
        """For whom a difference breaks something: of a published edition, also for who relies on its results."""
        return [*difference.audiences, *([Audience.RESULTS] if self.touches_results else [])]


def reference(program: Program) -> str:
    """`name@edition`"""
    return f"{program.ruleset}@{program.edition}"
