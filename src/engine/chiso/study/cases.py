"""The cases beside an edition (`<edition>.cases.yaml`): records with what the rules must make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.values import Given, as_number, decimal_text, exact_number
from chiso.library.assemble import document_of, program_of, with_parameters
from chiso.library.find import CASES
from chiso.reading import read
from chiso.records.build import Row, build_records, match_columns
from chiso.records.record import Record
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.ruleset.shape import conform
from chiso.run.check_record import check_record
from chiso.run.exact import score
from chiso.run.scorecard import Scorecard, quantities
from chiso.source import Source, Span


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what is given, the parameters that differ, what is expected by address."""

    name: str
    block: Block
    given: Mapping[str, Scalar]
    parameters: Mapping[str, Scalar]
    expect: Mapping[str, Scalar]

    def key(self, section: str, name: str) -> Span:
        """Where a name under `given`, `parameters` or `expect` stands."""
        block = self.block.block(section)
        return self.block.span if block is None or name not in block.keys else block.keys[name].span


def cases_beside(rules: Path) -> Path:
    """Where the cases of a rule file are."""
    return rules.with_name(rules.name.removesuffix(".yaml") + CASES)


def run_cases(rules: Path, folders: Sequence[Path], report: Report) -> int:
    """Run the cases beside a rule file, reporting each expectation that fails; how many cases were run."""
    source = read(cases_beside(rules), report)
    document = document_of(rules, folders, report)
    program = None if document is None else program_of(document, report)
    return 0 if source is None or document is None or program is None else try_cases(source, document, program, report)


def try_cases(source: Source, document: Block, program: Program, report: Report) -> int:
    """Run the cases of a text on a rule set, as `run_cases` does."""
    cases = read_cases(source, report)
    for case in cases:
        _run(case, document, program, report)
    return len(cases)


def read_cases(source: Source, report: Report) -> list[Case]:
    """The cases of a text; its faults go to the report."""
    document = load(source, report)
    sound = None if document is None else conform(document, "cases", report)
    return [] if sound is None else [_case(block) for block in sound.blocks("cases")]


def _case(block: Block) -> Case:
    return Case(
        block.text("name") or "",
        block,
        _scalars(block, "given"),
        _scalars(block, "parameters"),
        _scalars(block, "expect"),
    )


def _scalars(block: Block, key: str) -> dict[str, Scalar]:
    section = block.block(key)
    return {} if section is None else {id: value for id, value in section.values.items() if isinstance(value, Scalar)}


def _run(case: Case, document: Block, program: Program, report: Report) -> None:
    found = Report()
    chosen = _with_overrides(case, document, program, found)
    record = None if chosen is None else _record(case, chosen, found)
    if chosen is not None and record is not None:
        check_record(chosen, record, found)
        if not found.has_errors:
            _compare(case, score(chosen, record), found)
    report.extend(found)


def _with_overrides(case: Case, document: Block, program: Program, report: Report) -> Program | None:
    for name in case.parameters:
        if name not in program.parameters:
            report.add(
                "unknown-parameter", case.key("parameters", name), name=name, near=nearest(name, program.parameters)
            )
    if report.has_errors:
        return None
    return program_of(with_parameters(document, case.parameters), report) if case.parameters else program


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a case gives its data."""

    case: Case

    @property
    def row(self) -> int:
        return self.case.block.span.begins.line

    def place(self, name: str) -> Span:
        found = self.case.given.get(name)
        return self.case.block.place(name) if found is None else found.span


def _record(case: Case, program: Program, report: Report) -> Record | None:
    year = "2024" if program.effective is None else str(program.effective.first.year)
    defaults = {"unit": case.name, "level": "commune", "period": year}
    facts = {name: case.block.text(name) or default for name, default in defaults.items()}
    cells = {**facts, **{name: "" if value.plain is None else value.words for name, value in case.given.items()}}
    spans = [case.key("given", name) for name in cells]
    columns = match_columns(list(cells), spans, program, case.block.place("given"), report)
    if columns is None:
        return None
    return next(iter(build_records([Row(list(cells.values()), _Origin(case))], columns, program, report)), None)


def _compare(case: Case, card: Scorecard, report: Report) -> None:
    actual = quantities(card, rank=1 if card.complete else None)
    for address, expected in case.expect.items():
        if address not in actual:
            report.add("unknown-quantity", case.key("expect", address), name=address, near=nearest(address, actual))
        elif not _agree(expected, actual[address]):
            shown = _shown(actual[address])
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
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
