"""Bytes of a file to its text, with what can go wrong on the way reported."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.source import Source, Span

LARGEST_RULE_FILE = 4_000_000
_TONES = re.compile("[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]")
"""Vowels with a mark of tone after them, as windows-1258 writes them; text in another encoding has none."""
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


def files_in(path: Path) -> list[Path]:
    """A file by itself, of a folder the files in it that are data of the portal, by name."""
    return sorted(path.glob("*.json")) if path.is_dir() else [path]


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
    except UnicodeDecodeError:
        report_encoding(raw, name, report)
        return None


def report_encoding(raw: bytes, name: str, report: Report, offset: int = 0, line: int = 1) -> None:
    """Report bytes that are not UTF-8, which stand at an offset and a line of a file, and name what they seem to be."""
    try:
        raw.decode("utf-8")
        start = max(raw.find(0), 0)
    except UnicodeDecodeError as fault:
        start = fault.start
    before = raw[:start].decode("utf-8", errors="replace")
    source = Source(name, before + "\N{REPLACEMENT CHARACTER}", first_line=line)
    place = Span(source, len(before), len(before) + 1)
    encoding = _encoding(raw)
    if encoding is None:
        report.add("not-utf8", place, file=name, byte=f"{raw[start]:02X}", offset=offset + start)
    else:
        report.add("other-encoding", place, file=name, encoding=encoding)


def is_two_bytes_each(raw: bytes) -> bool:
    """Whether bytes look like UTF-16: with its mark, or every other byte nothing."""
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw.count(0) * 3 > len(raw)


def _encoding(raw: bytes) -> str | None:
    """The encoding that bytes seem to be in, of those that Vietnamese files come in."""
    if is_two_bytes_each(raw):
        return "UTF-16"
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        return None
    return "windows-1258" if _TONES.search(text) else None
