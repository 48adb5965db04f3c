"""What editions said when they were published, kept in `editions.lock` at the top of a folder of rules.

For every published edition the lock holds a fingerprint and the fields it was made from (`ruleset/meaning`), so that a
change is not only noticed but named. The file is plain JSON, sorted, one field a line: made for version control.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chiso.diagnostics.diagnostic import Report
from chiso.reading import read
from chiso.ruleset.meaning import fingerprint
from chiso.writing import replace_file

LOCK = "editions.lock"
_FORMAT = 1
LARGEST_LOCK = 100_000_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """One published edition: the texts of its fields, by address, and their fingerprint."""

    fingerprint: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lock:
    """The editions that a folder of rules has published, by `name@edition`."""

    path: Path
    editions: Mapping[str, Recorded] = field(default_factory=dict)

    def recording(self, reference: str, fields: Mapping[str, str]) -> Lock:
        """The lock with one edition more, or with that edition as it now is."""
        return Lock(self.path, {**self.editions, reference: Recorded(fingerprint(fields), fields)})

    def save(self) -> None:
        """Write the lock, whole or not at all. Raises `OSError`."""
        editions = {
            reference: {"fingerprint": recorded.fingerprint, "fields": dict(sorted(recorded.fields.items()))}
            for reference, recorded in sorted(self.editions.items())
        }
        replace_file(
            self.path, json.dumps({"chiso": _FORMAT, "editions": editions}, ensure_ascii=False, indent=1) + "\n"
        )


def read_lock(folder: Path, report: Report) -> Lock | None:
    """The lock of a folder of rules, an empty one where there is none yet; None after reporting a damaged one."""
    path = folder / LOCK
    if not path.exists():
        return Lock(path)
    source = read(path, report, limit=LARGEST_LOCK)
    if source is None:
        return None
    editions = _editions(source.text)
    if editions is None:
        report.add("lock-damaged", source.whole(), file=str(path))
        return None
    return Lock(path, editions)


def _editions(text: str) -> dict[str, Recorded] | None:
    """What the text of a lock records; None where it is cut off or was edited."""
    try:
        content: Any = json.loads(text)
        if content["chiso"] != _FORMAT:
            return None
        recorded = {
            str(reference): Recorded(entry["fingerprint"], {str(k): str(v) for k, v in entry["fields"].items()})
            for reference, entry in content["editions"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    sound = all(entry.fingerprint == fingerprint(entry.fields) for entry in recorded.values())
    return recorded if sound else None
