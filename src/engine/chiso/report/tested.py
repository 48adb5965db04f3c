"""Cases that were run, and what they cover, as plain data (`schemas/tested.schema.json`) and as outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from chiso.diagnostics.diagnostic import Diagnostic, Language, Report
from chiso.report.outcome import Outcome, outcome_of, problem_of
from chiso.report.wire import diagnostics_data
from chiso.study.beneath import Line
from chiso.study.coverage import Coverage
from chiso.study.judge_cases import Demand, coverage_percent, judge_cases
from chiso.study.tested import CaseResult, Failure, Tested


def judged_cases(tested: Iterable[Tested], asked: Demand) -> list[Diagnostic]:
    """What no case tests, and which editions have too few cases for what is asked."""
    report = Report()
    for one in tested:
        judge_cases(one, asked, report)
    return list(report)


def tested_outcomes(tested: Iterable[Tested], asked: Demand, language: Language) -> list[Outcome]:
    """An outcome for each case, one for what is wrong with the files, and one for the coverage of each."""
    return [outcome for one in tested for outcome in _outcomes(one, asked, language)]


def _outcomes(tested: Tested, asked: Demand, language: Language) -> Iterable[Outcome]:
    if tested.faults:
        yield outcome_of(tested.rules, tested.rules, tested.faults, language)
    for result in tested.results:
        problems = tuple(
            problem_of(failure.diagnostic, language, beneath_lines(failure.beneath)) for failure in result.failures
        )
        yield Outcome(tested.rules, result.name, problems)
    judge_cases(tested, asked, report := Report())
    share = "" if tested.coverage is None else f": {coverage_percent(tested.coverage)} %"
    if share or len(report):
        yield outcome_of("coverage", f"{tested.rules}{share}", report, language)


def beneath_lines(lines: Iterable[Line]) -> list[str]:
    """The values beneath a result as lines of text, the deeper the further in."""
    return [f"{'  ' * line.depth}{line.name} = {line.value}{f' <- {line.rule}' if line.rule else ''}" for line in lines]


def tested_data(tested: Sequence[Tested], asked: Demand, language: Language) -> dict[str, Any]:
    """Everything about the cases of some rule files."""
    return {"files": [_file(one, asked, language) for one in tested]}


def _file(tested: Tested, asked: Demand, language: Language) -> dict[str, Any]:
    judge_cases(tested, asked, report := Report())
    return {
        "rules": tested.rules,
        "cases": tested.cases,
        "ran": len(tested.results),
        "failed": len(tested.failed),
        "left_out": tested.unchosen,
        "results": [_result(result, language) for result in tested.results],
        **diagnostics_data([*tested.faults, *report], language),
        "coverage": None if tested.coverage is None else _coverage(tested.coverage),
    }


def _result(result: CaseResult, language: Language) -> dict[str, Any]:
    return {
        "name": result.name,
        "line": result.span.begins.line,
        "failures": [_failure(failure, language) for failure in result.failures],
    }


def _failure(failure: Failure, language: Language) -> dict[str, Any]:
    (data,) = diagnostics_data([failure.diagnostic], language)["diagnostics"]
    return {**data, "beneath": [line._asdict() for line in failure.beneath]}


def _coverage(found: Coverage) -> dict[str, Any]:
    items = [
        {"kind": item.kind.value, "name": item.name, "side": item.side, "line": item.span.begins.line, "cases": hits}
        for item, hits in found.items
    ]
    return {
        "covered": found.covered,
        "all": len(found.items),
        "percent": Decimal(coverage_percent(found)),
        "items": items,
    }
