"""The library's functions, as `import chiso` offers them: load, check, score, read records.

Faults in what is given are raised as `RuleSetError` or `RecordError`, each with every diagnostic of the run; the
`check` functions return them instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report, RuleSetError, argument_span
from chiso.library import history
from chiso.library.as_known import as_known
from chiso.library.assemble import assemble, chain_of, document_of
from chiso.library.compare_lock import compare_with_lock
from chiso.library.history import Change, Listed, Moment
from chiso.library.inspect_folder import inspect_folder
from chiso.library.locate import known_day, locate
from chiso.reading import near_files
from chiso.records.record import Record
from chiso.ruleset.emit import emitted
from chiso.ruleset.program import Program
from chiso.run import exact
from chiso.run.check_record import checked
from chiso.run.rowwise.checked_scorer import Scorer
from chiso.run.scorecard import Scorecard
from chiso.shipped import rules_folder
from chiso.study import publish as publishing
from chiso.study import run_cases as running
from chiso.study.audit import audit as auditing
from chiso.study.audit.declare import declared_files
from chiso.study.audit.finding import Audit
from chiso.study.cases import cases_beside
from chiso.study.publish import Publication


@dataclass(frozen=True, slots=True)
class CaseRun:
    """How many cases were run, and every fault: an expectation that fails is a diagnostic at its place."""

    ran: int
    diagnostics: tuple[Diagnostic, ...]


def load(
    path_or_name: str | Path,
    as_of: date | str | None = None,
    *,
    known_on: date | str | None = None,
    rules: Sequence[str | Path] = (),
) -> Program:
    """The program of a rule set: a path, `name@edition`, or a name with the day it has to be in force.

    With `known_on`, of what was known on that day: later editions and corrections are left out of account. `rules` are
    folders of rules searched before the shipped one. Raises `RuleSetError`.
    """
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report, known_on)
    program = None if path is None else assemble(path, folders, report, known_day(known_on, report))
    if program is None:
        raise RuleSetError(report)
    return program


def check(
    path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> list[Diagnostic]:
    """Every fault of a rule set, errors and warnings, in the order of the file; empty when it is sound.

    A published edition that lies in a folder of rules is also held against what was published (`editions.lock`).
    """
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report)
    program = None if path is None else assemble(path, folders, report)
    if path is not None and program is not None:
        compare_with_lock(program, path, report)
    return list(report)


def check_folder(folder: str | Path) -> list[Diagnostic]:
    """What is wrong between the editions in a folder: days without one or with two, published ones that are gone."""
    report = Report()
    inspect_folder(Path(folder), report)
    return list(report)


def publish(path_or_name: str | Path, *, rules: Sequence[str | Path] = ()) -> Publication:
    """Record an edition as published, once it is sound and its cases hold. Raises `RuleSetError`, `OSError`."""
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, None, folders, report)
    published = None if path is None else publishing.publish(path, folders, report)
    if published is None:
        raise RuleSetError(report)
    return published


def files_of(
    path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> list[Path]:
    """The rule file that is meant and all it extends; empty when it cannot be found."""
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, Report())
    return [] if path is None else chain_of(path, folders)


def listed(rules: Sequence[str | Path] = ()) -> list[Listed]:
    """Every edition in folders of rules, by default the shipped one, by name and day. Raises `RuleSetError`."""
    folders = [Path(folder) for folder in rules] or [rules_folder()]
    report = Report()
    for folder in folders:
        if not folder.is_dir():
            report.add("not-a-folder", argument_span(str(folder)), folder=str(folder), near=near_files(folder))
    if report.has_errors:
        raise RuleSetError(report)
    return history.listed(folders)


def history_of(name: str, address: str, *, rules: Sequence[str | Path] = ()) -> list[Moment]:
    """A value, such as `payment_target` or `payment.max`, through the editions of a rule set. Raises `RuleSetError`."""
    report = Report()
    moments = history.history(name, address, [*(Path(folder) for folder in rules), rules_folder()], report)
    if not moments:
        raise RuleSetError(report)
    return moments


def changes_of(name: str, *, rules: Sequence[str | Path] = ()) -> list[Change]:
    """What each edition of a rule set says otherwise than the one before it. Raises `RuleSetError`."""
    report = Report()
    found = history.changes(name, [*(Path(folder) for folder in rules), rules_folder()], report)
    if report.has_errors:
        raise RuleSetError(report)
    return found


def resolved_text(
    path_or_name: str | Path,
    as_of: date | str | None = None,
    *,
    known_on: date | str | None = None,
    rules: Sequence[str | Path] = (),
) -> str:
    """A rule set with all it extends, as it was known on a day, as one YAML text. Raises `RuleSetError`."""
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report, known_on)
    document = None if path is None else document_of(path, folders, report)
    if document is None or report.has_errors:
        raise RuleSetError(report)
    known = as_known(document, known_day(known_on, report))
    return emitted(known.keeping({k: v for k, v in known.values.items() if k not in ("extends", "remove")}, False))


def score(program: Program, record: Record | Mapping[str, object]) -> Scorecard:
    """The scorecard of a record, or of a mapping of column names to exact values. Raises `RecordError`.

    A record that breaks a check of the rule set is not scored.
    """
    return exact.score(program, checked(program, record))


def scorer(program: Program) -> Scorer:
    """A scorer of many records by one program: the digits of `score` without traces, at many times the speed.

    `scorer(program).score(record)` is a `RowScore`: the points of every node, the states, the band.
    """
    return Scorer(program)


def audit(program: Program, path: str | Path, also: Sequence[str | Path] = ()) -> Audit:
    """Hold the published figures of a data file against the rules, each other, and those of other files.

    A declaration beside it (`units.audit.yaml` beside `units.csv`) says what further tables of the document mean.
    Raises `RecordError` where something cannot be read; what does not hold is a finding.
    """
    report = Report()
    found = auditing.audit(program, Path(path), [Path(other) for other in also], report)
    if found is None:
        raise RecordError(report)
    return found


def audited_files(path: str | Path) -> list[Path]:
    """The files that an audit of a data file reads: itself, and its declaration with the tables that it names."""
    return declared_files(Path(path))


def has_cases(path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()) -> bool:
    """Whether there are cases beside a rule set."""
    path = locate(path_or_name, as_of, [Path(folder) for folder in rules], Report())
    return path is not None and cases_beside(path).is_file()


def run_cases(
    path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> CaseRun:
    """Run the cases beside a rule set; the diagnostics tell which expectations fail, and why a case could not run."""
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report)
    ran = 0 if path is None else running.run_cases(path, folders, report)
    return CaseRun(ran, tuple(report))
