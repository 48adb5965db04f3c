"""A published edition against what the lock says it was: nothing it says may have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.library.find import own_folder
from chiso.library.lock import LARGEST_LOCK, LOCK, Recorded, read_lock
from chiso.reading import read
from chiso.ruleset.meaning import fingerprint, meaning, texts
from chiso.ruleset.program import Program
from chiso.source import Span

_SHORT = 12
_NOTHING = "–"
_END = "effective.to"
"""An edition published without a last day may get one, once: that it ends says nothing else of the past."""


def compare_with_lock(program: Program, path: Path, report: Report) -> None:
    """Report every field of a published edition that is not as it was published, or that none was recorded."""
    folder = own_folder(path, program.ruleset, program.edition)
    if folder is None:
        _inspect_place(program, path, report)
    lock = None if folder is None else read_lock(folder, report)
    if lock is None:
        return
    reference = f"{program.ruleset}@{program.edition}"
    recorded = lock.editions.get(reference)
    if recorded is not None:
        _compare(reference, program, recorded, report)
    elif program.status == "published":
        report.add("edition-not-recorded", program.places["status"], name=reference, file=LOCK)


def _inspect_place(program: Program, path: Path, report: Report) -> None:
    """Report a file that lies where a published edition lay, but calls itself another."""
    for folder in path.resolve().parents:
        if (folder / LOCK).is_file():
            lock = read_lock(folder, report)
            lies_as = f"{path.resolve().parent.relative_to(folder).as_posix()}@{path.stem}"
            if lock is not None and lies_as in lock.editions:
                says = f"{program.ruleset}@{program.edition}"
                report.add("edition-misfiled", program.places["edition"], name=lies_as, file=str(path), says=says)
            return


def _compare(reference: str, program: Program, recorded: Recorded, report: Report) -> None:
    now = meaning(program)
    changed = [*differences(texts(now), recorded.fields)]
    if program.status == "draft":
        changed.append(("status", "published", "draft"))
    was, is_now = _short(recorded.fingerprint), _short(fingerprint(texts(now)))
    for address, before, after in changed:
        place = (now[address].place if address in now else program.places.get(address)) or program.places["edition"]
        report.add(
            "published-edition-changed",
            place,
            name=reference,
            field=address,
            before=before,
            after=after,
            was=was,
            now=is_now,
        )


def _short(digest: str) -> str:
    return digest[: len("sha256:") + _SHORT]


def differences(now: Mapping[str, str], recorded: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The fields that differ: address, text as recorded, text as it is now; a dash where there is none."""
    for address in (*now, *(address for address in recorded if address not in now)):
        before, after = recorded.get(address, _NOTHING), now.get(address, _NOTHING)
        if before != after and not (address == _END and before == _NOTHING):
            yield address, before, after


def inspect_lock(folder: Path, present: Set[str], report: Report) -> None:
    """Report editions that were published in a folder of rules and are no longer there."""
    lock = read_lock(folder, report)
    gone = [] if lock is None else [reference for reference in lock.editions if reference not in present]
    source = read(folder / LOCK, report, limit=LARGEST_LOCK) if gone else None
    if source is None:
        return
    for reference in gone:
        start = source.text.find(f'"{reference}"') + 1
        report.add("edition-gone", Span(source, start, start + len(reference)), name=reference)
