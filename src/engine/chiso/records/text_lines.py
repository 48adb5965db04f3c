"""The lines of a text file, read one by one, so that the size of the file does not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.reading import is_two_bytes_each, report_encoding
from chiso.source import Source, Span

LONGEST_LINE = 4_000_000
"""So many bytes without a line end are no line of a table."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class TextLines:
    """The lines of a file in UTF-8, and how far reading them has come; `number` is that of the last line."""

    def __init__(self, path: Path, name: str) -> None:
        self.number = 0
        self._path = path
        self._name = name
        self._done = 0
        self._size = 1

    def share(self) -> float:
        """How much of the file has been read."""
        return min(self._done / self._size, 1.0)

    def read(self, report: Report) -> Iterator[str]:
        """The lines with their ends, from the first on; ends early after reporting what is no text."""
        self.number, self._done = 0, 0
        self._size = max(self._path.stat().st_size, 1)
        with self._path.open("rb") as file:
            while raw := file.readline(LONGEST_LINE + 1):
                text = self._text(raw, report)
                self._done += len(raw)
                for line in _LINES.findall(text):
                    self.number += 1
                    if "\0" in line:
                        self._report_nul(line, raw, report)
                        return
                    yield line
                if not text and raw:
                    return

    def _text(self, raw: bytes, report: Report) -> str:
        """The bytes as text; nothing after reporting why they are none."""
        if len(raw) > LONGEST_LINE:
            place = Source(self._name, "", first_line=self.number + 1).whole()
            report.add("limit-exceeded", place, limit=Word("limit.line"), actual=len(raw), most=LONGEST_LINE)
            return ""
        try:
            return raw.decode("utf-8" if self._done else "utf-8-sig")
        except UnicodeDecodeError:
            report_encoding(raw, self._name, report, self._done, self.number + 1)
            return ""

    def _report_nul(self, line: str, raw: bytes, report: Report) -> None:
        if is_two_bytes_each(raw):
            report_encoding(raw, self._name, report, line=self.number)
            return
        place = line.index("\0")
        source = Source(self._name, line[: place + 1], first_line=self.number)
        report.add("unprintable-character", Span(source, place, place + 1), character="U+0000")
