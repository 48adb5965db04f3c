"""What the exit code of every command means."""

from __future__ import annotations

from enum import IntEnum


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
