"""The faults of a rule file and of its cases that have one safe mend, mended one after the other.

Each mend is tried before it is kept: the file must still be read, and the fault must be gone. Mends of a published
edition are kept only where it then says what was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chiso.diagnostics import file_texts
from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.diagnostics.mends import Edit, mend_of
from chiso.library.assemble import program_in
from chiso.library.compare_lock import compare_with_lock
from chiso.library.find import own_folder
from chiso.library.lock import read_lock
from chiso.reading import read
from chiso.ruleset.document import Block
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.source import Source, Span
from chiso.study.cases import cases_beside
from chiso.study.run_cases import try_cases

_Inspect = Callable[[Source], Report]


@dataclass(frozen=True, slots=True)
class Mend:
    """A mend that was made: of which fault, where in the file as given, what stood there, and what stands there now.

    `before` can be what another mend had left at this place.
    """

    id: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's text as given and as mended, with the mends."""

    before: Source
    after: str
    mends: tuple[Mend, ...]


def mend(path: Path, folders: Sequence[Path]) -> list[Mended]:
    """The rule file, and the cases beside it once the rules are sound, each mended as far as is safe."""
    source = read(path, Report())
    if source is None:
        return []
    rules = _mended(source, lambda text: _faults(path, text, folders))
    if rules.mends and not _says_what_was_published(path, rules.after, folders):
        return [Mended(source, source.text, ())]
    beside = cases_beside(path)
    cases = read(beside, Report()) if beside.is_file() else None
    built = program_in(path, Source(str(path), rules.after), folders, Report())
    if cases is None or built is None:
        return [rules]
    return [rules, _mended(cases, lambda text: _faults_of_cases(text, *built))]


def _faults(path: Path, source: Source, folders: Sequence[Path]) -> Report:
    report = Report()
    program_in(path, source, folders, report)
    return report


def _faults_of_cases(source: Source, document: Block, program: Program) -> Report:
    report = Report()
    try_cases(source, document, program, report)
    return report


def _mended(given: Source, inspect: _Inspect) -> Mended:
    """Mend upon mend, until no fault is left that has one."""
    source, made, edits = given, list[Mend](), list[Edit]()
    found = inspect(source)
    refused: set[tuple[str, int, str]] = set()
    while (chosen := _next(found, source, refused)) is not None:
        fault, edit = chosen
        tried = Source(source.name, _applied(edit))
        after = inspect(tried)
        if not _is_better(fault, edit, found, after):
            refused.add((fault.id, edit.span.start, edit.text))
            continue
        start = _as_given(edit.span.start, edits)
        place = Span(given, start, max(start, _as_given(edit.span.end, edits)))
        made.append(Mend(fault.id, place, edit.span.text, edit.text))
        edits.append(edit)
        source, found, refused = tried, after, set()
    return Mended(given, source.text, tuple(sorted(made, key=lambda one: one.span.start)))


def _next(found: Report, source: Source, refused: set[tuple[str, int, str]]) -> tuple[Diagnostic, Edit] | None:
    for fault in found:
        edit = mend_of(fault) if fault.span.source is source else None
        if edit is not None and (fault.id, edit.span.start, edit.text) not in refused:
            return fault, edit
    return None


def _applied(edit: Edit) -> str:
    text = edit.span.source.text
    return f"{text[: edit.span.start]}{edit.text}{text[edit.span.end :]}"


def _is_better(fault: Diagnostic, edit: Edit, found: Report, after: Report) -> bool:
    """Whether the fault is gone, and the file can be read as well as before; a formula may have another further on."""
    before, now = (Counter(diagnostic.id for diagnostic in report) for report in (found, after))
    unread = any(now[id] > before[id] for id in file_texts.ENTRIES)
    if unread or now[fault.id] > before[fault.id]:
        return False
    start, end = edit.span.start, edit.span.start + len(edit.text)
    is_further_on = fault.id == "expression-syntax" and not any(start <= other.span.start <= end for other in after)
    return now[fault.id] < before[fault.id] or is_further_on


def _as_given(offset: int, edits: Sequence[Edit]) -> int:
    """Where an offset was before the edits."""
    for edit in reversed(edits):
        grown = len(edit.text) - (edit.span.end - edit.span.start)
        if offset >= edit.span.start + len(edit.text):
            offset -= grown
        elif offset > edit.span.start:
            offset = edit.span.start
    return offset


def _says_what_was_published(path: Path, text: str, folders: Sequence[Path]) -> bool:
    """Whether an edition that is recorded as published still says what it said then; true of any other."""
    document = load(Source(str(path), text), Report())
    name, edition = (None, None) if document is None else (document.text("ruleset"), document.text("edition"))
    folder = None if name is None or edition is None else own_folder(path, name, edition)
    lock = None if folder is None else read_lock(folder, Report())
    if lock is None or f"{name}@{edition}" not in lock.editions:
        return True
    built = program_in(path, Source(str(path), text), folders, Report())
    if built is None:
        return False
    compare_with_lock(built[1], path, found := Report())
    return not found.has_errors
