"""Bytes of a file to its text, with what can go wrong on the way reported."""

from __future__ import annotations

import hashlib
from pathlib import Path

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.source import Source, Span

LARGEST_RULE_FILE = 4_000_000
_ZIP = b"PK\x03\x04"
"""How spreadsheets and text documents of office programs begin."""


def read(path: Path, report: Report, limit: int = LARGEST_RULE_FILE) -> Source | None:
    """The text of a file of at most `limit` bytes; None after reporting that it cannot be read."""
    shown = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except (OSError, ValueError) as fault:
        reason = Word("reason.missing" if isinstance(fault, FileNotFoundError) else "reason.unreadable")
        report.add("file-unreadable", Source(shown, "").whole(), file=shown, reason=reason, near=near_files(path))
        return None
    if len(raw) > limit:
        actual = max(path.stat().st_size, len(raw))
        report.add("limit-exceeded", Source(shown, "").whole(), limit=Word("limit.file"), actual=actual, most=limit)
        return None
    return decode(raw, shown, report)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def near_files(path: Path) -> tuple[str, ...]:
    """The files or folders beside a path, as it is written, whose names are near to one that is not there."""
    try:
        beside = [] if path.exists() else sorted(other.name for other in path.parent.iterdir())
    except (OSError, ValueError):
        return ()
    visible = [name for name in beside if not name.startswith(".")]
    return tuple(str(path.with_name(name)) for name in nearest(path.name, visible))


def decode(raw: bytes, name: str, report: Report) -> Source | None:
    """The text of bytes in UTF-8, with or without a byte order mark; None after reporting other bytes."""
    if raw.startswith(_ZIP):
        report.add("spreadsheet-file", Source(name, "").whole(), file=name)
        return None
    try:
        return Source(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", errors="replace")
        source = Source(name, before + "\N{REPLACEMENT CHARACTER}")
        place = Span(source, len(before), len(before) + 1)
        report.add("not-utf8", place, file=name, byte=f"{raw[fault.start]:02X}", offset=fault.start)
        return None
