"""Faults of what was given: told on stderr in the reader's language, with the exit code that they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from chiso_cli.console import messages
from chiso_cli.exits import exit_of

if TYPE_CHECKING:
    from chiso import Diagnostic, Language


def tell(diagnostics: Sequence[Diagnostic], language: Language, below: Sequence[Sequence[str]] = ()) -> None:
    """Print diagnostics; `below` has for each of them lines to add."""
    from chiso_cli.render.diagnostics import print_diagnostics

    print_diagnostics(diagnostics, language, messages(), below)


def refuse(fault: Diagnostic, language: Language) -> typer.Exit:
    """Tell a fault of the command itself; what to raise then."""
    tell([fault], language)
    return typer.Exit(exit_of([fault]))


@contextmanager
def ending_on_faults(language: Language) -> Iterator[None]:
    """What is refused within is told, and ends the command."""
    import chiso

    try:
        yield
    except chiso.DiagnosticError as fault:
        tell(fault.diagnostics, language)
        raise typer.Exit(exit_of(fault.diagnostics)) from None


@contextmanager
def writing(name: str = "") -> Iterator[None]:
    """A file that cannot be written within is refused; `name` is what to call it where the system does not say."""
    import chiso

    try:
        yield
    except OSError as fault:
        file = str(fault.filename or name)
        raise chiso.RuleSetError([chiso.diagnostic_about(file, "cannot-write", file=file)]) from None
