"""What was looked at and what is wrong with it: the one plain form that every list for other programs is made of.

An outcome is one thing that was checked, such as a rule file, a case or a change; a problem is one line of a list.
`sarif`, `junit`, `github`, `gitlab` and `markdown` write outcomes, whatever command they come from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from chiso.diagnostics.diagnostic import Diagnostic, Language
from chiso.source import Span

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: lines and columns start at 1, the end is just after the last character."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or worth knowing.

    `place` is None for what is in no file; `related` are other places with their own words, `details` lines to read
    below the message.
    """

    id: str
    level: Level
    message: str
    help: str
    place: Place | None
    related: tuple[tuple[str, Place], ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that was checked: what it belongs to, such as a file, its name, and its problems; none when fine."""

    suite: str
    name: str
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether something is wrong beyond a warning."""
        return any(problem.level == "error" for problem in self.problems)


def problem_of(diagnostic: Diagnostic, language: Language, details: Iterable[str] = ()) -> Problem:
    """A diagnostic as a problem, in a language."""
    return Problem(
        id=diagnostic.id,
        level="error" if diagnostic.is_error else "warning",
        message=diagnostic.message_in(language),
        help=diagnostic.help_in(language),
        place=place_of(diagnostic.span) if diagnostic.span.source.is_file else None,
        related=tuple((label.text(language), place_of(label.span)) for label in diagnostic.labels),
        details=tuple(details),
    )


def outcome_of(suite: str, name: str, diagnostics: Iterable[Diagnostic], language: Language) -> Outcome:
    """What was checked, with its diagnostics as problems."""
    return Outcome(suite, name, tuple(problem_of(diagnostic, language) for diagnostic in diagnostics))


def place_of(span: Span) -> Place:
    """Where a span stands."""
    begins, finishes = span.begins, span.finishes
    return Place(span.source.name, begins.line, begins.column, finishes.line, finishes.column)


def problems_of(outcomes: Iterable[Outcome]) -> list[Problem]:
    """Every problem once, though several outcomes may share it."""
    return list(dict.fromkeys(problem for outcome in outcomes for problem in outcome.problems))
