"""What the exit code of every command means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chiso import Diagnostic

_UNREADABLE = frozenset({"file-unreadable", "not-utf8", "lock-damaged"})


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


def verdict(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> Exit:
    """What diagnostics come to: what cannot be read or found is an invalid input, any other error a no."""
    faults = [diagnostic for diagnostic in diagnostics if diagnostic.is_error or strict]
    if any(diagnostic.id in _UNREADABLE or not diagnostic.span.source.is_file for diagnostic in faults):
        return Exit.INPUT
    return Exit.NO if faults else Exit.FINE
