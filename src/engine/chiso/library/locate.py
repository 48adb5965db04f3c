"""What a user names, a path or an edition, to the rule file that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.library.find import CASES, editions, find, in_force, is_rule_file
from chiso.library.header import header
from chiso.reading import near_files
from chiso.shipped import rules_folder

_SUFFIX = ".yaml"


def locate(
    named: str | Path,
    as_of: date | str | None,
    folders: Sequence[Path],
    report: Report,
    known_on: date | str | None = None,
) -> Path | None:
    """The rule file of a path, of a folder with just one, of `name@edition`, or of a name and the day it is in force.

    With `known_on`, of what was known on that day. None after reporting that there is none. `folders` are searched
    before the shipped rules.
    """
    path = _file_in(Path(named))
    text = str(named)
    day, knowing = known_day(as_of, report), known_day(known_on, report)
    for folder in folders:
        if not folder.is_dir():
            report.add("not-a-folder", argument_span(str(folder)), folder=str(folder), near=near_files(folder))
    if report.has_errors:
        return None
    if text.endswith(CASES):
        rules = f"{text.removesuffix(CASES)}{_SUFFIX}"
        report.add("cases-are-no-rules", argument_span(text), file=text, rules=rules)
        return None
    if isinstance(named, Path) or text.endswith(_SUFFIX) or _is_file(path):
        return _in_force_then(path, day, knowing, text, report)
    searched = [*folders, rules_folder()]
    place = argument_span(text)
    if "@" in text:
        found = find(text, searched, place, report)
        return None if found is None else _in_force_then(found, day, knowing, text, report)
    if day is not None:
        return in_force(text, day, knowing, searched, place, report)
    listed = tuple(edition.reference for edition in editions(searched) if edition.ruleset == text)
    if not listed:
        return in_force(text, date.min, None, searched, place, report)
    report.add("edition-not-named", place, name=text, editions=listed)
    return None


def _file_in(path: Path) -> Path:
    """The only rule file of a folder, where a folder is named that has just one; else the path itself."""
    files = [file for file in path.iterdir() if is_rule_file(file)] if _is_folder(path) else []
    return files[0] if len(files) == 1 else path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _in_force_then(path: Path, day: date | None, known_on: date | None, named: str, report: Report) -> Path | None:
    """A file that was named, unless a day was named too on which its edition is not in force, or not known."""
    head = None if day is None and known_on is None else header(path)
    if head is not None and not head.is_known(known_on):
        place, issued = argument_span(named), str(head.issued)
        report.add("edition-not-known", place, name=head.reference, day=str(known_on), issued=issued)
        return None
    if day is None or head is None or head.effective is None or head.effective.includes(day):
        return path
    listed = (f"{head.reference}: {head.days}",)
    report.add("no-edition-on-date", argument_span(named), name=named, day=day.isoformat(), editions=listed)
    return None


def known_day(as_of: date | str | None, report: Report) -> date | None:
    """The day that is given, or written as year-month-day; None after reporting one that is in no calendar."""
    if isinstance(as_of, datetime):
        return as_of.date()
    if as_of is None or isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        report.add("not-a-day", argument_span(as_of), value=as_of)
        return None
