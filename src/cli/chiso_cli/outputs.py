"""Results to stdout or to a file: written aside and renamed, so that no file is ever half-written."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO, TypeVar

from chiso import RecordError, diagnostic_about, replace_file, replacing

_AT_ONCE = 1_000_000


def refuse_overwriting(out: Path | None, inputs: Iterable[Path]) -> None:
    """Raise `RecordError` when the output would replace a file that is read."""
    for path in (file for given in inputs for file in _files(given)):
        if out is not None and _is_same(out, path):
            raise RecordError([diagnostic_about(str(out), "output-is-input", file=str(out))])


def _files(given: Path) -> list[Path]:
    """A file, or those in a folder."""
    try:
        return list(given.iterdir()) if given.is_dir() else [given]
    except OSError:
        return [given]


_ENDINGS: Mapping[str, str] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".xlsx": "xlsx",
    ".yaml": "yaml",
    ".yml": "yaml",
}
_BINARY = ("parquet", "xlsx")
"""What is no text, and so not for a terminal."""

Format = TypeVar("Format", bound=StrEnum)


def format_for(chosen: Format | None, out: Path | None, formats: type[Format]) -> Format:
    """The format asked for, else the one that the output's name ends in, else the first. Raises `RecordError`."""
    if chosen is not None:
        if chosen.value in _BINARY and out is None:
            raise RecordError([diagnostic_about("--format", "format-needs-file", format=chosen.value)])
        return chosen
    first = next(iter(formats))
    names = [format.value for format in formats]
    offered = {suffix: formats(name) for suffix, name in _ENDINGS.items() if name in names}
    endings = {"": first, ".txt": first, **offered}
    refuse_suffix(out, tuple(endings))
    return first if out is None else endings[out.suffix.lower()]


def refuse_suffix(out: Path | None, known: Sequence[str]) -> None:
    """Raise `RecordError` when the ending of the output says a format that it will not have."""
    if out is not None and out.suffix.lower() not in known:
        offered = tuple(suffix for suffix in known if suffix)
        raise RecordError([diagnostic_about(str(out), "format-not-known", file=str(out), known=offered)])


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


@contextmanager
def aside(out: Path | None) -> Iterator[Path]:
    """A file to write to; when the block ends without a fault it becomes the output, whole. Raises `RecordError`."""
    name = "stdout" if out is None else str(out)
    try:
        if out is not None and _is_replaceable(out):
            with replacing(out.resolve()) as path:
                yield path
        else:
            with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
                path = Path(folder) / "output"
                yield path
                _pass_on(path, out)
    except OSError:
        raise RecordError([diagnostic_about(name, "cannot-write", file=name)]) from None


@contextmanager
def folder_beside(out: Path) -> Iterator[Path]:
    """A folder for what the output is made from, on the same disk where that is a file, which is gone in the end.

    Raises `RecordError`.
    """
    try:
        beside = out.resolve().parent if _is_replaceable(out) else None
        with tempfile.TemporaryDirectory(dir=beside, prefix=".chiso-") as folder:
            yield Path(folder)
    except (OSError, ValueError):
        raise RecordError([diagnostic_about(str(out), "cannot-write", file=str(out))]) from None


def _is_replaceable(out: Path) -> bool:
    """Whether it is a file or could be one, through links to what they lead to."""
    try:
        target = out.resolve()
        return target.is_file() or not target.exists()
    except ValueError:
        raise RecordError([diagnostic_about(str(out), "cannot-write", file=str(out))]) from None


def _pass_on(path: Path, out: Path | None) -> None:
    """What was written aside, to stdout or to what is no file, such as a pipe."""
    if out is None:
        with path.open(encoding="utf-8", newline="") as file:
            while text := file.read(_AT_ONCE):
                _print(text)
    else:
        with path.open("rb") as file, out.open("wb") as target:
            shutil.copyfileobj(file, target)


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
    if _is_replaceable(out):
        replace_file(out.resolve(), text)
    else:
        with out.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines([text] if isinstance(text, str) else text)
