"""Results to stdout or to a file: written aside and renamed, so that no file is ever half-written."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from chiso import RecordError, diagnostic_about


def refuse_overwriting(out: Path | None, inputs: Iterable[Path]) -> None:
    """Raise `RecordError` when the output would replace a file that is read."""
    for path in inputs:
        if out is not None and out.exists() and path.exists() and out.samefile(path):
            raise RecordError([diagnostic_about(str(out), "output-is-input", file=str(out))])


def write(text: str, out: Path | None) -> None:
    """The text to the file, whole or not at all; to stdout without one. Raises `RecordError`."""
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        _replace(out, text)
    except OSError:
        raise RecordError([diagnostic_about(str(out), "cannot-write", file=str(out))]) from None


def _replace(out: Path, text: str) -> None:
    handle, aside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(aside).chmod(_mode(out))
        Path(aside).replace(out)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise


def _mode(out: Path) -> int:
    """The permissions of the file that is replaced, else those a new file gets."""
    if out.exists():
        return out.stat().st_mode
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
