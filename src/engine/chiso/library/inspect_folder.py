"""A folder of rules as a whole: every published edition is there, and their days meet."""

from __future__ import annotations

from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.library.compare_lock import inspect_lock
from chiso.library.find import own_folder, rule_files
from chiso.library.header import Header, header
from chiso.library.lock import LOCK
from chiso.library.timeline import inspect_timelines


def inspect_folder(folder: Path, report: Report) -> None:
    """Report what is wrong between the editions in a folder, and with the locks of the folders of rules in it."""
    files = rule_files(folder)
    inspect_timelines(files, report)
    heads = [(path, head) for path in files if (head := header(path)) is not None]
    for path, head in heads:
        if path.parent.as_posix().endswith(f"/{head.ruleset}") and path.stem != head.edition:
            name = f"{head.ruleset}@{path.stem}"
            report.add("edition-misfiled", head.named, name=name, file=str(path), says=head.reference)
    for root in sorted(lock.parent for lock in folder.rglob(LOCK)):
        inspect_lock(root, {head.reference for path, head in heads if _lies_in(root, path, head)}, report)


def _lies_in(root: Path, path: Path, head: Header) -> bool:
    own = own_folder(path, head.ruleset, head.edition)
    return own is not None and own.resolve() == root.resolve()
