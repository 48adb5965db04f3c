"""The functions of `import chiso` for who changes rules: cases with their coverage, and what a change comes to.

They return what is wrong instead of raising, since being told is what they are for; only what cannot be found or
read at all is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from chiso.data import read_records
from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report, RuleSetError, argument_span
from chiso.library.as_known import as_known
from chiso.library.assemble import document_of, program_of
from chiso.library.find import rule_files
from chiso.library.locate import locate
from chiso.records.record import Record
from chiso.ruleset.document import Block
from chiso.ruleset.program import Program
from chiso.study import allowances as allowing
from chiso.study import examine as examining
from chiso.study import record_cases as recording
from chiso.study.allowances import Allowance, Refusal
from chiso.study.compare_rules import compare
from chiso.study.edits import edits
from chiso.study.examine import Wish
from chiso.study.impact import impact
from chiso.study.judge_changes import Gate, judge_changes
from chiso.study.record_cases import Rewritten
from chiso.study.rule_change import RuleChange
from chiso.study.tested import Tested


def examine(
    files: Sequence[str | Path],
    *,
    rules: Sequence[str | Path] = (),
    named: str = "",
    coverage: bool = False,
    processes: int = 1,
) -> Iterator[Tested]:
    """Run the cases beside rule files, those with a text in their name, in so many processes; one result for each."""
    folders = [Path(folder) for folder in rules]
    yield from examining.examine_all([Path(file) for file in files], folders, Wish(named, coverage), processes)


def record_cases(file: str | Path, *, rules: Sequence[str | Path] = ()) -> tuple[list[Rewritten], list[Diagnostic]]:
    """Rewrite the expectations that fail beside a rule file as what comes out, and tell what still fails.

    Raises `OSError`; the file is then as it was.
    """
    report = Report()
    done = recording.record_cases(Path(file), [Path(folder) for folder in rules], report)
    return done, [fault for fault in report if fault.is_error]


def rule_files_named(
    names: Sequence[str], as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> list[Path]:
    """The rule files that are meant by paths, folders, `name@edition`, or names on a day. Raises `RuleSetError`."""
    report, folders = Report(), [Path(folder) for folder in rules]
    found: dict[Path, None] = {}
    for name in names:
        folder = Path(name)
        inside = rule_files(folder) if folder.is_dir() else []
        if folder.is_dir() and not inside:
            report.add("no-rule-files", argument_span(name), file=name)
        located = None if folder.is_dir() else locate(name, as_of, folders, report)
        found.update(dict.fromkeys(inside if located is None else [located]))
    if report.has_errors:
        raise RuleSetError(report)
    return list(found)


def rule_file_named(name: str, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()) -> Path:
    """The one rule file that is meant by a path, `name@edition`, or a name on a day. Raises `RuleSetError`."""
    found = locate(name, as_of, [Path(folder) for folder in rules], report := Report())
    if found is None:
        raise RuleSetError(report)
    return found


def compare_rules(
    before: str | Path | None,
    after: str | Path | None,
    *,
    rules_before: Sequence[str | Path] = (),
    rules: Sequence[str | Path] = (),
    data: str | Path | None = None,
    numbers: str | None = None,
    map: str | Path | None = None,
    sheet: str | None = None,
) -> RuleChange:
    """What the rule file `after` says otherwise than `before`, and with data what that does to units.

    `numbers`, `map` and `sheet` say how the data are read, as in `stream_records`.
    Either may be None for a file that is not there. Raises `RuleSetError` for rules with faults, `RecordError` for data
    that the older rules refuse; what only the newer ones refuse is told.
    """
    old = None if before is None else _loaded(Path(before), rules_before)
    new = None if after is None else _loaded(Path(after), rules)
    file = str(after if after is not None else before)
    if old is None or new is None:
        return RuleChange(old and old[1], new and new[1], file)
    found = compare(old[1], new[1])
    if data is None or not found:
        return RuleChange(old[1], new[1], file, tuple(found))

    def records(program: Program, other: Program) -> list[Record]:
        """As one of the two reads them: a column that only the other one knows is no fault."""
        known = replace(program, inputs={**other.inputs, **program.inputs})
        return read_records(data, known, numbers=numbers, map=map, sheet=sheet)

    first = records(old[1], new[1])
    try:
        second = records(new[1], old[1])
    except RecordError as fault:
        return RuleChange(old[1], new[1], file, tuple(found), refused=tuple(fault.diagnostics))
    moved = impact((old[1], first), (new[1], second), edits(old[0], new[0], found))
    return RuleChange(old[1], new[1], file, tuple(found), moved)


def _loaded(path: Path, rules: Sequence[str | Path]) -> tuple[Block, Program]:
    report = Report()
    written = document_of(path, [Path(folder) for folder in rules], report)
    document = None if written is None else as_known(written, None)
    program = None if document is None else program_of(document, report)
    if document is None or program is None or report.has_errors:
        raise RuleSetError(report)
    return document, program


def read_allowances(path: str | Path) -> tuple[Allowance, ...]:
    """The changes that a file allows, with reasons and last days. Raises `RuleSetError`."""
    report = Report()
    found = allowing.read_allowances(Path(path), report)
    if report.has_errors:
        raise RuleSetError(report)
    return tuple(found)


def judge(comparisons: Sequence[RuleChange], gate: Gate) -> tuple[list[Diagnostic], list[Refusal]]:
    """What a change of rules does not pass: as diagnostics, and the refusals that could be allowed."""
    report = Report()
    refused = judge_changes(comparisons, gate, report)
    return list(report), refused
