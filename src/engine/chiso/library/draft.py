"""A new edition of a rule set, as a draft with the right header: what differs is then written below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from chiso.diagnostics.catalogue import Language
from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.library.find import find
from chiso.library.header import Header, header
from chiso.ruleset.format import formatted
from chiso.shipped import schema
from chiso.source import Source
from chiso.writing import replace_file

_TEXT = """\
chiso: 1
ruleset: {name}
edition: "{edition}"
title: "{title}"
extends: {base}
effective: {{from: {first}}}{supersedes}
status: draft
{note}
"""

_NOTES: Mapping[Language, str] = {
    "en": "# Write here only what differs from {base}: parameters, groups and indicators by their ids,\n"
    "# `remove: [ids]` for what is left out. Then: chiso check, cases beside it, chiso publish.",
    "vi": "# Chỉ viết ở đây phần khác với {base}: tham số, nhóm và chỉ số theo id,\n"
    "# `remove: [các id]` cho phần bỏ đi. Sau đó: chiso check, viết ví dụ kiểm tra bên cạnh, chiso publish.",
}


def draft(
    reference: str,
    base: str,
    first: date | None,
    folder: Path,
    folders: Sequence[Path],
    report: Report,
    language: Language = "en",
) -> Path | None:
    """The file of a new edition that builds on another, written into a folder of rules.

    It comes into force on `first`, or on the day after the other ends. None after reporting why it cannot be written:
    a name that is none, an edition that exists, another that does not, no day to begin on. Raises `OSError`.
    """
    name, _, edition = reference.partition("@")
    place = argument_span(reference)
    if not _is_name(name, "ruleset_name") or not _is_name(edition, "edition_name"):
        report.add("edition-name-malformed", place, name=reference)
        return None
    path = folder / name / f"{edition}.yaml"
    if path.exists():
        report.add("edition-exists", place, name=reference, file=str(path))
    found = find(base, [folder, *folders], argument_span(base), report)
    head = None if found is None else header(found)
    begins = None if head is None else first or _day_after(head)
    if head is not None and begins is None:
        report.add("no-day-to-begin", argument_span(base), name=base)
    if head is None or begins is None or report.has_errors:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    title = head.title.replace("\\", "").replace('"', "'")
    blanks = {"name": name, "edition": edition, "title": title, "base": base, "first": begins}
    note = _NOTES[language].format(base=base)
    text = _TEXT.format_map({**blanks, "supersedes": _superseding(name, head), "note": note})
    replace_file(path, formatted(Source(str(path), text), report) or text)
    return path


def _superseding(name: str, head: Header) -> str:
    """An edition without a last day is followed by taking its place from a day on."""
    follows = head.ruleset == name and head.effective is not None and head.effective.last is None
    return f'\nsupersedes: "{head.edition}"' if follows else ""


def _day_after(head: Header) -> date | None:
    last = None if head.effective is None else head.effective.last
    return None if last is None else last + timedelta(days=1)


def _is_name(text: str, kind: str) -> bool:
    """Whether a rule file could have that name: as its schema says, and no way out of the folder."""
    pattern = schema("ruleset")["$defs"][kind]["pattern"]
    parts = text.split("/")
    visible = not any(part.startswith(".") for part in parts)
    return re.search(pattern, text) is not None and visible and not text.endswith(".cases")
