"""Expectations that fail, rewritten as what comes out: for a change that was meant, and then is read line by line.

Only the texts of the expectations are replaced, so that names, comments and layout stay. What cannot be replaced by
itself stays as it is: a name that is none, faulty data, an expectation that two cases share and that differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.lang.values import decimals_of, exact_number, percent_text
from chiso.reading import read
from chiso.source import Span
from chiso.study.cases import FAULTS, cases_beside
from chiso.study.run_cases import run_chosen
from chiso.writing import replace_file

_FAILED = "case-failed"
_QUOTES = ("'", '"')


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One expectation that was rewritten: of which case and node, where, from what to what."""

    case: str
    node: str
    span: Span
    before: str
    after: str


def record_cases(rules: Path, folders: Sequence[Path], report: Report) -> list[Rewritten]:
    """Rewrite the expectations that fail beside a rule file; what still fails goes to the report.

    Raises `OSError`; the file is then as it was.
    """
    run = run_chosen(rules, folders, report)
    faults = [fault for ran in run.ran for fault in ran.faults]
    path = cases_beside(rules)
    source = read(path, report)
    if source is None or report.has_errors:
        return []
    changes = _changes(faults)
    places = {(change.span.start, change.span.end) for change in changes}
    report.extend(fault for fault in faults if (fault.span.start, fault.span.end) not in places)
    if changes:
        mark = "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
        replace_file(path, mark + _replaced(source.text, changes))
    return changes


def _changes(faults: Iterable[Diagnostic]) -> list[Rewritten]:
    """The rewritings that are possible, in the order of the file; of a place with several, none."""
    found: dict[tuple[int, int], Rewritten] = {}
    torn: set[tuple[int, int]] = set()
    for fault in faults:
        change = _change(fault)
        key = (fault.span.start, fault.span.end)
        if change is None or (key in found and found[key].after != change.after):
            torn.add(key)
        else:
            found[key] = change
    return [found[key] for key in sorted(found.keys() - torn)]


def _change(fault: Diagnostic) -> Rewritten | None:
    if fault.id != _FAILED:
        return None
    node, actual, written = str(fault.arguments["node"]), str(fault.arguments["actual"]), fault.span.text
    after = _listed(written, actual) if node == FAULTS else _like(written, actual)
    return None if after is None else Rewritten(str(fault.arguments["case"]), node, fault.span, written, after)


def _listed(written: str, actual: str) -> str | None:
    """The faults as a list between brackets, where there was one; no list can say that there are none to be had."""
    return f"[{actual}]" if written.startswith("[") else None


def _like(written: str, actual: str) -> str | None:
    """The value written as the one before it was: in percent, or between quotes."""
    if written.startswith(("*", "&", "|", ">")):
        return None
    number = exact_number(actual)
    if number is not None and written.rstrip("'\"").endswith("%") and decimals_of(number) is not None:
        return percent_text(number)
    quote = written[:1] if written[:1] in _QUOTES and number is None and actual != "null" else ""
    return f"{quote}{actual}{quote}"


def _replaced(text: str, changes: Sequence[Rewritten]) -> str:
    for change in reversed(changes):
        text = text[: change.span.start] + change.after + text[change.span.end :]
    return text
