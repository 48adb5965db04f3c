"""Publishing an edition: it is sound, its cases hold, and what it says is recorded, never to change again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.library.assemble import assemble
from chiso.library.compare_lock import compare_with_lock
from chiso.library.find import own_folder
from chiso.library.lock import Lock, read_lock
from chiso.library.timeline import inspect_timelines
from chiso.reading import read
from chiso.ruleset.load import load
from chiso.ruleset.meaning import fingerprint, meaning, texts
from chiso.ruleset.program import Program
from chiso.study.cases import cases_beside
from chiso.study.run_cases import run_cases
from chiso.writing import replace_file

_PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition that is recorded: its name, the fingerprint of what it says, and whether it was recorded before."""

    reference: str
    fingerprint: str
    lock: Path
    is_new: bool


def publish(path: Path, folders: Sequence[Path], report: Report) -> Publication | None:
    """Record an edition in the lock of its folder of rules and call it published in its file.

    None after reporting why it cannot be: a fault, a case that fails or none at all, a place that is not its own, or
    another content that was published under its name. Raises `OSError` where a file cannot be written.
    """
    program = assemble(path, folders, report)
    folder = None if program is None else _place(path, program, report)
    lock = None if folder is None else read_lock(folder, report)
    if program is None or lock is None:
        return None
    _run_cases(path, folders, report)
    inspect_timelines(path.parent.glob("*.yaml"), between := Report(), publishing=path)
    report.extend(fault for fault in between if fault.is_error)
    compare_with_lock(program, path, found := Report())
    report.extend(fault for fault in found if fault.id == "published-edition-changed" and not _is_status(fault))
    return None if report.has_errors else _recorded(path, program, lock)


def _is_status(fault: Diagnostic) -> bool:
    return fault.arguments["field"] == "status"


def _place(path: Path, program: Program, report: Report) -> Path | None:
    if program.status == "withdrawn":
        report.add("withdrawn-edition", program.places["status"], name=f"{program.ruleset}@{program.edition}")
        return None
    folder = own_folder(path, program.ruleset, program.edition)
    if folder is None:
        belongs = f"{program.ruleset}/{program.edition}.yaml"
        report.add("edition-out-of-place", program.places["edition"], file=str(path), belongs=belongs)
    return None if report.has_errors else folder


def _run_cases(path: Path, folders: Sequence[Path], report: Report) -> None:
    if not cases_beside(path).is_file() or not run_cases(path, folders, report):
        source = read(path, report)
        if source is not None and not report.has_errors:
            report.add("no-cases", source.whole(), file=cases_beside(path).name)


def _recorded(path: Path, program: Program, lock: Lock) -> Publication:
    """The lock first: an edition that is recorded but still called a draft is reported, the reverse could be missed."""
    reference, said = f"{program.ruleset}@{program.edition}", texts(meaning(program))
    is_new = reference not in lock.editions
    if is_new or lock.editions[reference].fields != said:
        lock.recording(reference, said).save()
    if program.status != _PUBLISHED:
        replace_file(path, _called_published(path))
    return Publication(reference, fingerprint(said), lock.path, is_new)


def _called_published(path: Path) -> str:
    """The text of a rule file with its status changed, and nothing else: byte order mark and line ends stay."""
    source = read(path, Report())
    document = None if source is None else load(source, Report())
    assert source is not None
    assert document is not None
    mark = "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
    status, key = document.scalar("status"), document.keys["edition"].span
    if status is not None:
        return f"{mark}{source.text[: status.span.start]}{_PUBLISHED}{source.text[status.span.end :]}"
    end = "\r\n" if "\r\n" in source.text else "\n"
    between = ", " if source.text[document.span.start] == "{" else end + " " * (key.begins.column - 1)
    return f"{mark}{source.text[: key.start]}status: {_PUBLISHED}{between}{source.text[key.start :]}"
