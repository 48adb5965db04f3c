"""What the exit code of every command means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chiso import Diagnostic

_UNREADABLE = frozenset({"file-unreadable", "not-utf8", "lock-damaged"})
_MISWRITTEN = frozenset(
    {
        "change-malformed",
        "changed-twice",
        "cost-malformed",
        "edition-name-malformed",
        "else-missing",
        "expression-empty",
        "expression-incomplete",
        "expression-syntax",
        "format-needs-file",
        "format-not-known",
        "not-a-day",
        "not-a-period",
        "nothing-to-change",
        "nothing-to-limit",
        "options-not-together",
        "reach-malformed",
        "text-without-quotes",
        "two-to-compare",
        "unit-or-all",
        "unknown-diagnostic",
        "vary-empty",
        "vary-how-many",
        "vary-malformed",
        "vary-step",
        "vary-too-many",
    }
)
"""Faults of an argument itself; where an argument names something that is not there, that is another input."""


class Exit(IntEnum):
    """The exit codes."""

    FINE = 0
    NO = 1
    """The answer is no: what was checked does not hold."""
    USAGE = 2
    """The command was not understood."""
    INPUT = 3
    """Something that was given cannot be read or is invalid; nothing was written."""
    BUG = 70
    """Our fault."""


def exit_of(faults: Iterable[Diagnostic]) -> Exit:
    """What faults come to that leave nothing to be done: wrong usage where arguments alone are at fault."""
    errors = [fault for fault in faults if fault.is_error]
    return Exit.USAGE if errors and all(map(_is_miswritten, errors)) else Exit.INPUT


def _is_miswritten(fault: Diagnostic) -> bool:
    return fault.id in _MISWRITTEN and not fault.span.source.is_file


def verdict(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> Exit:
    """What diagnostics come to: what cannot be read or found is an invalid input, any other error a no."""
    faults = [diagnostic for diagnostic in diagnostics if diagnostic.is_error or strict]
    given = [fault for fault in faults if fault.id in _UNREADABLE or not fault.span.source.is_file]
    if given:
        return exit_of(given)
    return Exit.NO if faults else Exit.FINE
