"""The cases beside an edition, run: each is scored, and every expectation that fails is a diagnostic at its place.

A case that says which diagnostics its data must meet fails with any other, and with none; the data of such a case
are not scored, as no faulty data are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.values import Given, as_number, decimal_text, exact_number
from chiso.library.as_known import as_known
from chiso.library.assemble import document_of, program_of, with_parameters
from chiso.library.locate import known_day
from chiso.reading import read
from chiso.records.from_mapping import single_record
from chiso.records.record import Record
from chiso.records.table import Heading, Row
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.program import Program
from chiso.run.check_record import check_record
from chiso.run.exact import score
from chiso.run.scorecard import Scorecard, quantities
from chiso.source import Source, Span
from chiso.study.cases import FAULTS, Case, cases_beside, read_cases
from chiso.study.editable import refuse_unknown_parameter

_NONE = "null"


@dataclass(frozen=True, slots=True)
class Ran:
    """A case that was run: its scorecard, None where its data were not scored, what it failed, what it refused.

    `program` is the edition with the parameters of the case, None where they are faulty; `refused` are the faults of
    its data that were expected.
    """

    case: Case
    program: Program | None
    record: Record | None
    card: Scorecard | None
    faults: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """All cases beside a rule file, with its program; None where it has faults, which are in the report."""

    program: Program | None
    ran: tuple[Ran, ...]


def run_cases(rules: Path, folders: Sequence[Path], report: Report) -> int:
    """Run the cases beside a rule file, reporting each expectation that fails; how many cases were run."""
    run = run_chosen(rules, folders, report)
    for ran in run.ran:
        report.extend(ran.faults)
    return len(run.ran)


def run_chosen(
    rules: Path, folders: Sequence[Path], report: Report, is_chosen: Callable[[Case], bool] = lambda case: True
) -> Run:
    """Run those cases beside a rule file that are chosen; what they fail is not in the report but with each of them."""
    source = read(cases_beside(rules), report)
    cases = [] if source is None else read_cases(source, report)
    document = document_of(rules, folders, report)
    program = None if document is None else program_of(as_known(document, None), report)
    if document is None or program is None:
        return Run(None, ())
    return Run(program, tuple(_run(case, document, program) for case in cases if is_chosen(case)))


def try_cases(source: Source, document: Block, program: Program, report: Report) -> int:
    """Run the cases of a text on a rule set, as `run_cases` does."""
    ran = [_run(case, document, program) for case in read_cases(source, report)]
    for one in ran:
        report.extend(one.faults)
    return len(ran)


def _run(case: Case, document: Block, program: Program) -> Ran:
    found = Report()
    chosen = _as_the_case_has_it(case, document, program, found)
    if chosen is None:
        return Ran(case, None, None, None, tuple(found))
    record = _record(case, chosen, of_data := Report())
    card = None if record is None else _scored(chosen, record, of_data)
    met = () if case.faults is None else tuple(of_data)
    if case.faults is None:
        found.extend(of_data)
    else:
        _compare_faults(case, met, found)
    if card is not None or case.faults is not None:
        _compare(case, card, found)
    return Ran(case, chosen, record, card, tuple(found), met)


def _scored(program: Program, record: Record, report: Report) -> Scorecard | None:
    check_record(program, record, report)
    try:
        return None if report.has_errors else score(program, record)
    except RecordError as fault:
        report.extend(fault.diagnostics)
        return None


def _as_the_case_has_it(case: Case, document: Block, program: Program, report: Report) -> Program | None:
    """The program with the case's parameters, of what was known on its day."""
    for name in case.parameters:
        refuse_unknown_parameter(name, case.key("parameters", name), program, report)
    day = _day(case.known_on, report)
    if report.has_errors:
        return None
    if not case.parameters and day is None:
        return program
    return program_of(with_parameters(as_known(document, day), case.parameters), report)


def _day(written: Scalar | None, report: Report) -> date | None:
    """The day; one that is in no calendar is reported where it is written."""
    if written is None:
        return None
    day = known_day(written.words, found := Report())
    report.extend(replace(fault, span=written.span) for fault in found)
    return day


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a case gives its data."""

    case: Case
    names: Sequence[str]

    @property
    def row(self) -> int:
        return self.case.block.span.begins.line

    def cell(self, index: int) -> Span:
        name = self.names[index]
        found = self.case.given.get(name)
        return self.case.block.place(name) if found is None else found.span


def _record(case: Case, program: Program, report: Report) -> Record | None:
    year = "2024" if program.effective is None else str(program.effective.first.year)
    defaults = {"unit": case.name, "level": "commune", "period": year}
    facts = {name: case.block.text(name) or default for name, default in defaults.items()}
    cells = {**facts, **{name: "" if value.plain is None else value.words for name, value in case.given.items()}}
    headings = [Heading(name, (), case.key("given", name)) for name in cells]
    row = Row(list(cells.values()), _Line(case, list(cells)))
    return single_record(headings, row, case.block.place("given"), program, report)


def _compare_faults(case: Case, met: Sequence[Diagnostic], report: Report) -> None:
    assert case.faults is not None
    expected = sorted(item.words for item in case.faults.items if isinstance(item, Scalar))
    actual = sorted(_named(fault) for fault in met)
    if actual != expected:
        wanted = ", ".join(expected) or _NONE
        shown = ", ".join(actual) or _NONE
        report.add("case-failed", case.faults.span, case=case.name, node=FAULTS, actual=shown, expected=wanted)


def _named(fault: Diagnostic) -> str:
    """A fault of data as cases write it: its id, and the column where it is."""
    column = fault.arguments.get("column")
    return fault.id if column is None else f"{fault.id} {column}"


def _compare(case: Case, card: Scorecard | None, report: Report) -> None:
    actual = {} if card is None else quantities(card, rank=1 if card.complete else None)
    for address, expected in case.expect.items():
        if card is not None and address not in actual:
            report.add("unknown-quantity", case.key("expect", address), name=address, near=nearest(address, actual))
        elif not _agree(expected, actual.get(address)):
            shown = _shown(actual.get(address))
            report.add(
                "case-failed", expected.span, case=case.name, node=address, actual=shown, expected=expected.words
            )


def _agree(expected: Scalar, actual: Given | None) -> bool:
    if isinstance(actual, bool) or actual is None:
        return expected.plain is actual
    number = as_number(actual)
    return expected.words == actual if number is None else exact_number(expected.words) == number


def _shown(value: Given | None) -> str:
    number = None if value is None else as_number(value)
    if number is not None:
        return decimal_text(number)
    return _NONE if value is None else str(value).lower() if isinstance(value, bool) else str(value)
