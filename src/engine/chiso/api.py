"""The library's functions, as `import chiso` offers them: load, check, score, read records.

Faults in what is given are raised as `RuleSetError` or `RecordError`, each with every diagnostic of the run; the
`check` functions return them instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report, RuleSetError
from chiso.library.assemble import assemble, chain_of
from chiso.library.locate import locate
from chiso.records.from_mapping import record_from_mapping, refuse_inexact
from chiso.records.read_csv import read_csv
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run import exact
from chiso.run.check_record import check_record
from chiso.run.scorecard import Scorecard
from chiso.study import cases


@dataclass(frozen=True, slots=True)
class CaseRun:
    """How many cases were run, and every fault: an expectation that fails is a diagnostic at its place."""

    ran: int
    diagnostics: tuple[Diagnostic, ...]


def load(path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()) -> Program:
    """The program of a rule set: a path, `name@edition`, or a name with the day it has to be in force.

    `rules` are folders of rules searched before the shipped one. Raises `RuleSetError`.
    """
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report)
    program = None if path is None else assemble(path, folders, report)
    if program is None:
        raise RuleSetError(report)
    return program


def check(
    path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> list[Diagnostic]:
    """Every fault of a rule set, errors and warnings, in the order of the file; empty when it is sound."""
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report)
    if path is not None:
        assemble(path, folders, report)
    return list(report)


def files_of(
    path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> list[Path]:
    """The rule file that is meant and all it extends; empty when it cannot be found."""
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, Report())
    return [] if path is None else chain_of(path, folders)


def read_records(path: str | Path, program: Program) -> list[Record]:
    """The records of a data file (CSV), which have met the rule set's checks. Raises `RecordError`."""
    report = Report()
    records = read_csv(Path(path), program, report)
    for record in records:
        check_record(program, record, report)
    if report.has_errors:
        raise RecordError(report)
    return records


def score(program: Program, record: Record | Mapping[str, object]) -> Scorecard:
    """The scorecard of a record, or of a mapping of column names to exact values. Raises `RecordError`.

    A record that breaks a check of the rule set is not scored.
    """
    report = Report()
    given = record if isinstance(record, Record) else record_from_mapping(record, program, report)
    if isinstance(record, Record):
        refuse_inexact(record, report)
    if given is not None and not report.has_errors:
        check_record(program, given, report)
    if given is None or report.has_errors:
        raise RecordError(report)
    return exact.score(program, given)


def has_cases(path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()) -> bool:
    """Whether there are cases beside a rule set."""
    path = locate(path_or_name, as_of, [Path(folder) for folder in rules], Report())
    return path is not None and cases.cases_beside(path).is_file()


def run_cases(
    path_or_name: str | Path, as_of: date | str | None = None, *, rules: Sequence[str | Path] = ()
) -> CaseRun:
    """Run the cases beside a rule set; the diagnostics tell which expectations fail, and why a case could not run."""
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report)
    ran = 0 if path is None else cases.run_cases(path, folders, report)
    return CaseRun(ran, tuple(report))
