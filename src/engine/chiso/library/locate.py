"""What a user names, a path or an edition, to the rule file that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.library.find import editions, find, in_force
from chiso.shipped import rules_folder

_SUFFIXES = (".yaml", ".yml")


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
    if isinstance(named, Path) or text.endswith(_SUFFIXES) or path.is_file():
        return path
    searched = [*folders, rules_folder()]
    place = argument_span(text)
    if "@" in text:
        return find(text, searched, place, report)
    if day is not None:
        return in_force(text, day, searched, place, report)
    found = tuple(edition.reference for edition in editions(searched) if edition.ruleset == text)
    if not found:
        return in_force(text, date.min, searched, place, report)
    report.add("edition-not-named", place, name=text, editions=found)
    return None


def _day(as_of: date | str | None, report: Report) -> date | None:
    if as_of is None or isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        report.add("not-a-day", argument_span(as_of), value=as_of)
        return None
