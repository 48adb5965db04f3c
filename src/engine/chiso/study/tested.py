"""What came of the cases beside a rule file: plain enough to be handed from one process to another."""

from __future__ import annotations

from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Diagnostic
from chiso.source import Span
from chiso.study.beneath import Line
from chiso.study.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that failed, and the values beneath what came out instead."""

    diagnostic: Diagnostic
    beneath: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: its name, where it is written, and what it failed."""

    name: str
    span: Span
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """A rule file with its cases.

    `faults` are those of the rules or of the file of cases, for which nothing could be run; `coverage` is None where
    it was not asked for or cannot be told. `unchosen` are the cases that were left out.
    """

    rules: str
    cases: str
    results: tuple[CaseResult, ...]
    faults: tuple[Diagnostic, ...]
    unchosen: int = 0
    coverage: Coverage | None = None

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that failed."""
        return tuple(result for result in self.results if result.failures)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, the faults of the files before those of the cases."""
        return (*self.faults, *(failure.diagnostic for one in self.results for failure in one.failures))
