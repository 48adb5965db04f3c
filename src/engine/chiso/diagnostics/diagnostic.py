"""What a diagnostic is, and the report that passes collect them in.

A pass never raises for a mistake of the user: it adds a diagnostic to the `Report` it was handed and goes on with
what is sound. The words are not here but in the catalogue, keyed by the diagnostic's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from chiso.diagnostics import catalogue
from chiso.source import Source, Span

Language = Literal["vi", "en"]
Argument = catalogue.Argument


class Severity(Enum):
    """How bad it is: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that matters, with its own words."""

    span: Span
    key: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """The words beside the place."""
        return catalogue.label(self.key, language, self.arguments)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: its id, the place, what the message's blanks are filled with, and other places that matter."""

    id: str
    span: Span
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()

    @property
    def severity(self) -> Severity:
        """Given by the catalogue."""
        return Severity(catalogue.ENTRIES[self.id].severity)

    @property
    def is_error(self) -> bool:
        """Whether the work must stop."""
        return self.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """The one-line message in English."""
        return self.message_in("en")

    @property
    def help(self) -> str:
        """The way out in English."""
        return self.help_in("en")

    def message_in(self, language: Language) -> str:
        """The one-line message."""
        return catalogue.message(self.id, language, self.arguments)

    def help_in(self, language: Language) -> str:
        """The way out."""
        return catalogue.help_text(self.id, language, self.arguments)

    @property
    def file(self) -> str:
        """The name of the file as the user gave it."""
        return self.span.source.name


def diagnostic_about(name: str, id: str, /, **arguments: Argument) -> Diagnostic:
    """A diagnostic about a name that was not written in a file, such as one on the command line."""
    return Diagnostic(id, argument_span(name), arguments)


def argument_span(name: str) -> Span:
    """The place of a name that was not written in a file."""
    return Span(Source(name, name, is_file=False), 0, len(name))


_Place = tuple[str, int, int, int, str, str]


def _place(diagnostic: Diagnostic) -> _Place:
    span = diagnostic.span
    begins, length = span.begins, span.end - span.start
    return (diagnostic.file, begins.line, begins.column, length, diagnostic.id, repr(diagnostic.arguments))


class Report:
    """Collects the diagnostics of a run, each fault at a place once."""

    def __init__(self) -> None:
        self._found: dict[_Place, Diagnostic] = {}
        self._faulty: set[Span] = set()

    def add(self, id: str, span: Span, *, labels: Iterable[Label] = (), **arguments: Argument) -> None:
        """Record a fault; the keyword arguments fill the blanks of its message."""
        self.extend([Diagnostic(id, span, arguments, tuple(labels))])

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over diagnostics found elsewhere."""
        for diagnostic in diagnostics:
            if self._found.setdefault(_place(diagnostic), diagnostic).is_error:
                self._faulty.add(diagnostic.span)

    def has_error_at(self, span: Span) -> bool:
        """Whether an error is already known at exactly this place."""
        return span in self._faulty

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found.values(), key=_place))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the work."""
        return bool(self._faulty)


class DiagnosticError(Exception):
    """Raised by the facade when something given to it is faulty; carries every diagnostic of the run."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = list(diagnostics)
        super().__init__("\n".join(f"{d.file}:{d.span.begins.line}: {d.message}" for d in self.diagnostics))


class RuleSetError(DiagnosticError):
    """A rule set that cannot be used."""


class RecordError(DiagnosticError):
    """Data that cannot be scored."""
