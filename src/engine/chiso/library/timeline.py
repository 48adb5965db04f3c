"""The editions of a rule set through time: in force without a hole and without two at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from chiso.diagnostics.diagnostic import Label, Report
from chiso.library.find import own_folder
from chiso.library.header import Header, header

_IN_USE = ("published",)


def inspect_timelines(files: Iterable[Path], report: Report, publishing: Path | None = None) -> None:
    """Report published editions of one rule set that are in force at once, and days between them with none.

    An edition that another supersedes is out of the count. Editions in different folders of rules have nothing to do
    with each other. A draft that is being published counts already.
    """
    together: dict[tuple[Path, str], list[Header]] = {}
    for path in files:
        head = header(path)
        in_use = head is not None and (head.status in _IN_USE or path == publishing)
        if head is not None and head.effective is not None and in_use:
            folder = own_folder(path, head.ruleset, head.edition) or path.parent
            together.setdefault((folder, head.ruleset), []).append(head)
    for heads in together.values():
        _inspect_timeline(heads, report)


def _inspect_timeline(heads: list[Header], report: Report) -> None:
    gone = {head.supersedes for head in heads}
    lasting = sorted((head for head in heads if head.edition not in gone), key=_begins)
    longest = lasting[0] if lasting else None
    for later in lasting[1:]:
        assert longest is not None
        last, first = _ends(longest), _begins(later)
        labels = [Label(longest.place, "edition-before", {"name": longest.reference, "days": longest.days})]
        if longest.reference == later.reference:
            continue
        if last >= first:
            report.add("editions-overlap", later.place, labels=labels, first=longest.reference, second=later.reference)
        elif last + timedelta(days=1) < first:
            days = (str(last + timedelta(days=1)), str(first - timedelta(days=1)))
            report.add(
                "editions-leave-hole", later.place, labels=labels, name=later.ruleset, first=days[0], last=days[1]
            )
        longest = max(longest, later, key=_ends)


def _begins(head: Header) -> date:
    return date.min if head.effective is None else head.effective.first


def _ends(head: Header) -> date:
    return date.max if head.effective is None or head.effective.last is None else head.effective.last
