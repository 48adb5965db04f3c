"""The library's functions, as `import chiso` offers them: load, check, score, read records.

Faults in what is given are raised as `RuleSetError` or `RecordError`, each with every diagnostic of the run; the
`check` functions return them instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chiso.diagnostics.diagnostic import Diagnostic, Language, RecordError, Report, RuleSetError, argument_span
from chiso.diagnostics.nearest import nearest
from chiso.library import history
from chiso.library.as_known import as_known
from chiso.library.assemble import assemble, chain_of, document_of
from chiso.library.compare_lock import compare_with_lock
from chiso.library.history import Change, Listed, Moment
from chiso.library.inspect_folder import inspect_folder
from chiso.library.locate import known_day, locate
from chiso.reading import digest, near_files
from chiso.records import find_unit as finding
from chiso.records.from_mapping import record_from_mapping, refuse_inexact
from chiso.records.read_csv import read_csv
from chiso.records.read_portal import holds_responses, read_portal
from chiso.records.read_units import ListedUnit
from chiso.records.read_units import read_units as units_of
from chiso.records.record import Record
from chiso.report import explain as explaining
from chiso.report import verify as verifying
from chiso.report.explain_deep import explain_deeply
from chiso.report.explanation import Explanation, Section
from chiso.report.explanation_data import DataFile, explanations_data
from chiso.ruleset.emit import emitted
from chiso.ruleset.program import Program
from chiso.run import exact
from chiso.run.check_record import check_record, inspect_periods
from chiso.run.scorecard import Scorecard
from chiso.run.standings import leagues
from chiso.shipped import rules_folder
from chiso.study import publish as publishing
from chiso.study import run_cases as running
from chiso.study import side_by_side
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


def read_records(path: str | Path, program: Program) -> list[Record]:
    """The records of a data file (CSV) or of the portal's responses, which have met the rule set's checks.

    Raises `RecordError`.
    """
    report = Report()
    if holds_responses(Path(path)):
        return _checked(read_portal([Path(path)], program, report), program, report)
    return _checked(read_csv(Path(path), program, report), program, report)


def import_portal(
    paths: Sequence[str | Path], program: Program, *, period: str | None = None, level: str | None = None
) -> list[Record]:
    """The records of the portal's responses for one period, in files and folders, which have met the checks.

    `period` is by default the one in the names of the files or of their folder; `level` is that of units which do not
    say it. What is lacking, and what the portal says against its figures, is in `doubts`. Raises `RecordError`.
    """
    report = Report()
    return _checked(read_portal([Path(path) for path in paths], program, report, period, level), program, report)


def read_units(path: str | Path, program: Program) -> list[ListedUnit]:
    """The units that a CSV file names, for a template. Raises `RecordError`."""
    report = Report()
    units = units_of(Path(path), program, report)
    if report.has_errors:
        raise RecordError(report)
    return units


def _checked(records: list[Record], program: Program, report: Report) -> list[Record]:
    for record in records:
        check_record(program, record, report)
    if report.has_errors:
        raise RecordError(report)
    return records


def doubts(program: Program, records: Sequence[Record]) -> list[Diagnostic]:
    """What is doubtful about scoring records by an edition, though it can be done.

    These are periods that it was not in force for, and what the source of a record says against it.
    """
    report = Report()
    for record in records:
        report.extend(record.doubts)
    inspect_periods(program, records, report)
    return list(report)


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many values of an explanation were looked at, and a diagnostic for each that does not hold.

    `checked` is None for a file that is no explanation.
    """

    checked: int | None
    diagnostics: tuple[Diagnostic, ...]


def find_unit(name: str, records: Sequence[Record]) -> list[Record]:
    """The records of a unit by its name in any case, with or without diacritics. Raises `RecordError`."""
    report = Report()
    found = finding.find_unit(name, records, report)
    if not found:
        raise RecordError(report)
    return found


def explain(
    card: Scorecard, cards: Sequence[Scorecard], language: Language = "vi", *, order: explaining.Order = "rules"
) -> Explanation:
    """What is to be said of a scorecard, one of `cards`, in words: points, losses, formulas, sources, ways up."""
    league = next(league for league in leagues(cards) if any(s.scorecard is card for s in league.standings))
    return explaining.explain(card, league, language, order=order)


def explain_indicator(card: Scorecard, indicator: str, language: Language = "vi") -> Section:
    """Every step of one indicator, with where each number and each rule is written. Raises `RecordError`."""
    results = {result.id: result for result in card.indicators}
    if indicator not in results:
        report, name = Report(), f"{card.program.ruleset}@{card.program.edition}"
        near = nearest(indicator, results)
        place = argument_span(indicator)
        report.add("unknown-indicator", place, name=indicator, ruleset=name, known=tuple(results), near=near)
        raise RecordError(report)
    return explain_deeply(card, results[indicator], language)


def explanation_data(
    cards: Sequence[Scorecard],
    chosen: Sequence[Scorecard],
    files: Sequence[str | Path],
    *,
    known_on: date | str | None = None,
    rules: str | None = None,
) -> dict[str, Any]:
    """Explanations as plain data, to be checked by `verify`: of the chosen among all scorecards of these data files.

    `rules` is the path of a rule file that was given by path. Raises `OSError`.
    """
    named = [DataFile(str(file), digest(Path(file))) for file in files]
    day = date.fromisoformat(known_on) if isinstance(known_on, str) else known_on
    return explanations_data(chosen[0].program, cards, chosen, named, day, rules)


def verify(path: str | Path, *, rules: Sequence[str | Path] = (), data: Sequence[str | Path] = ()) -> Verdict:
    """Hold an explanation against the edition and the data that it names; `data` are files in place of those."""
    report = Report()
    checked = verifying.verify(Path(path), [Path(folder) for folder in rules], [Path(file) for file in data], report)
    return Verdict(checked, tuple(report))


def compare_units(left: Scorecard, right: Scorecard) -> side_by_side.Compared:
    """Two complete scorecards of one program, node by node. Raises `RecordError` where one has no total."""
    report = Report()
    for card in (left, right):
        if not card.complete:
            unit = card.record.unit
            report.add("nothing-to-compare", argument_span(unit), unit=unit, missing=card.missing)
    if report.has_errors:
        raise RecordError(report)
    return side_by_side.side_by_side(left, right)
