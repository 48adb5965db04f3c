"""Results to stdout or to a file: written aside and renamed, so that no file is ever half-written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from chiso import RecordError, diagnostic_about, replace_file


def refuse_overwriting(out: Path | None, inputs: Iterable[Path]) -> None:
    """Raise `RecordError` when the output would replace a file that is read."""
    for path in inputs:
        if out is not None and _is_same(out, path):
            raise RecordError([diagnostic_about(str(out), "output-is-input", file=str(out))])


def _is_same(out: Path, path: Path) -> bool:
    try:
        return out.samefile(path)
    except (OSError, ValueError):
        return False


def write(text: str | Iterable[str], out: Path | None) -> None:
    """The text, or its parts as they come, to the file, whole or not at all; to stdout without one.

    Raises `RecordError`.
    """
    try:
        if out is None:
            _print(text)
        else:
            _put(out, text)
    except (OSError, ValueError):
        name = "stdout" if out is None else str(out)
        raise RecordError([diagnostic_about(name, "cannot-write", file=name)]) from None


def _print(text: str | Iterable[str]) -> None:
    """To stdout; a reader that leaves before the end has seen what it wanted."""
    try:
        sys.stdout.writelines([text] if isinstance(text, str) else text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError:
        _silence(sys.stdout)
        raise


def _silence(stream: TextIO) -> None:
    """Let nothing more be written: what is still held back would fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _put(out: Path, text: str | Iterable[str]) -> None:
    """Through links to the file they lead to; what is no file, such as a pipe, is written to as it stands."""
    target = out.resolve()
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines([text] if isinstance(text, str) else text)
    else:
        replace_file(target, text)
