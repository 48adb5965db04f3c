"""What a user names, a path or an edition, to the rule file that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.library.find import editions, find, in_force
from chiso.library.header import header
from chiso.shipped import rules_folder

_SUFFIX = ".yaml"


def locate(named: str | Path, as_of: date | str | None, folders: Sequence[Path], report: Report) -> Path | None:
    """The rule file of a path, of `name@edition`, or of a name and the day it has to be in force.

    None after reporting that there is none. `folders` are searched before the shipped rules.
    """
    path = Path(named)
    text = str(named)
    day = _day(as_of, report)
    for folder in folders:
        if not folder.is_dir():
            report.add("not-a-folder", argument_span(str(folder)), folder=str(folder))
    if report.has_errors:
        return None
    if isinstance(named, Path) or text.endswith(_SUFFIX) or _is_file(path):
        return _in_force_then(path, day, report)
    searched = [*folders, rules_folder()]
    place = argument_span(text)
    if "@" in text:
        found = find(text, searched, place, report)
        return None if found is None else _in_force_then(found, day, report)
    if day is not None:
        return in_force(text, day, searched, place, report)
    listed = tuple(edition.reference for edition in editions(searched) if edition.ruleset == text)
    if not listed:
        return in_force(text, date.min, searched, place, report)
    report.add("edition-not-named", place, name=text, editions=listed)
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _in_force_then(path: Path, day: date | None, report: Report) -> Path | None:
    """A file that was named, unless a day was named too on which its edition is not in force."""
    head = None if day is None else header(path)
    if day is None or head is None or head.effective is None or head.effective.includes(day):
        return path
    listed = (f"{head.reference}: {head.days}",)
    report.add("no-edition-on-date", argument_span(str(path)), name=str(path), day=day.isoformat(), editions=listed)
    return None


def _day(as_of: date | str | None, report: Report) -> date | None:
    if isinstance(as_of, datetime):
        return as_of.date()
    if as_of is None or isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        report.add("not-a-day", argument_span(as_of), value=as_of)
        return None
