"""Runs the cases on every evaluator that there is: an expression by itself and within a rule set, record and table."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import polars as pl
import yaml

import chiso
from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.lang.evaluate import evaluate
from chiso.lang.parse import parse
from chiso.lang.scope import Declaration, Scope
from chiso.lang.syntax import Expression
from chiso.lang.typecheck import infer
from chiso.lang.types import POINTS, RATE, TEXT, Type
from chiso.lang.values import NOT_APPLICABLE, Absence, Given, Value, decimals_of, rounded
from chiso.library.assemble import program_of
from chiso.records.from_mapping import record_from_mapping
from chiso.ruleset.load import load
from chiso.ruleset.program import LEVELS, PERIOD_KINDS
from chiso.run.exact import known_names
from chiso.run.rowwise.closures import Sight, closure
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import GroupResult, IndicatorResult, Scorecard, quantities
from chiso.source import Source, Span
from conformance.documents import Case, Written, document

ABSENT = "inapplicable"
"""The indicator that expression cases may refer to: it never applies."""

_NUMBER = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)|-?[0-9]+/[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_FRAME = """\
chiso: 1
ruleset: conformance/expression
edition: "1"
title: A formula
rounding: {points: 2, mode: half_up}
"""

_GROUPS = f"""\
groups:
  - id: conformance_absent
    title: What does not apply
    max: 1
    indicators:
      - id: {ABSENT}
        title: What does not apply
        max: 1
        applies_when: unit == "nowhere"
        when_not_applicable: exclude
        rate: 100%
  - id: conformance_group
    title: A formula
    max: 1
    indicators:
"""

_INDICATOR = """\
      - id: {id}
        title: A formula
        max: 1
        points: |
{points}
"""

_ALWAYS = Declaration(TEXT)
_SAID = {
    "unit": _ALWAYS,
    "level": Declaration(TEXT, LEVELS),
    "period": _ALWAYS,
    "period_kind": Declaration(TEXT, PERIOD_KINDS),
    f"{ABSENT}.points": Declaration(POINTS),
    f"{ABSENT}.rate": Declaration(RATE),
}
_ELSEWHERE = frozenset({ABSENT, "total", "total.points", "total.rate"})


def value_of(written: Written) -> Given:
    """The value that a file says: a number, a date or else a text."""
    if isinstance(written, bool):
        return written
    text = str(written)
    number = _NUMBER.fullmatch(text)
    if number is None:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else text
    return Fraction(number[1]) / (100 if number[2] else 1) if number[1] else Fraction(text)


def agree(value: Value | None, expected: Given | None) -> bool:
    """Whether a value is the expected one, and of its kind: true is no 1."""
    if isinstance(value, bool) or isinstance(expected, bool):
        return value is expected
    return value == expected


@cache
def compiled(text: str) -> tuple[chiso.Program | None, tuple[Diagnostic, ...]]:
    """The program of a rule set's text, None where it has errors, and what is reported of it."""
    report = Report()
    loaded = load(Source("rules.yaml", text), report)
    program = None if loaded is None else program_of(loaded, report)
    return program, tuple(report)


def ids(diagnostics: Iterable[Diagnostic], *, errors: bool) -> list[str]:
    """The ids of the errors, or of the warnings, in order."""
    return sorted(diagnostic.id for diagnostic in diagnostics if diagnostic.is_error is errors)


def columns(given: Mapping[str, Written]) -> dict[str, str | None]:
    """A record as a data file writes it."""
    words = {True: "true", False: "false"}
    return {
        name: None if value is None else words[value] if isinstance(value, bool) else str(value)
        for name, value in given.items()
    }


# One record, and a table of one record.


def scored(program: chiso.Program, given: Mapping[str, Written]) -> Scorecard:
    """The scorecard by `chiso.score`, once table and row path gave the same points and band, the latter the states."""
    card = chiso.score(program, columns(given))
    row = chiso.score_table(program, frame(given)).row(0, named=True)
    without_trace = RowScorer(program).score(card.record)
    results: list[GroupResult | IndicatorResult] = [card.total, *card.total.every_group, *card.indicators]
    for result in results:
        assert row[f"{result.id}.points"] == _in_table(result, card), result.id
        assert without_trace.points(result.id) == result.points, result.id
        assert without_trace.state(result.id) is result.state, result.id
    assert without_trace.band is card.band
    assert row["total.band"] == (None if card.band is None else card.band.id)
    return card


def frame(given: Mapping[str, Written]) -> pl.DataFrame:
    """A table of one record, all of it text."""
    cells = columns(given)
    return pl.DataFrame([list(cells.values())], schema=dict.fromkeys(cells, pl.String), orient="row")


def _in_table(result: GroupResult | IndicatorResult, card: Scorecard) -> Decimal | None:
    """Points as a table holds them: exact, or, where no decimals are, rounded as the rule set rounds."""
    if result.points is None:
        return None
    points = result.points if decimals_of(result.points) is not None else rounded(result.points, card.program.rounding)
    return Decimal(points.numerator) / Decimal(points.denominator)


# An expression by itself.


@dataclass(frozen=True)
class Alone:
    """What became of an expression's text: its tree and type, and what was reported."""

    expression: Expression | None
    type: Type | None
    diagnostics: list[Diagnostic]


@cache
def declarations(path: Path) -> chiso.Program:
    """A rule set with the inputs and parameters of a file."""
    indicator = _INDICATOR.format(id="conformance_one", points="          1")
    program, found = compiled(f"{_declared(path)}{_GROUPS}{indicator}")
    assert program is not None, found
    return program


@cache
def _declared(path: Path) -> str:
    sections = {key: document(path)[key] for key in ("inputs", "parameters") if key in document(path)}
    return _FRAME + (yaml.safe_dump(sections, allow_unicode=True, sort_keys=False, width=10**6) if sections else "")


@cache
def alone(case: Case) -> Alone:
    """The case's expression, parsed and typed by itself."""
    program, text, report = declarations(case.path), case.body["expression"], Report()
    names = {id: Declaration(p.type, constant=p.value) for id, p in program.parameters.items()}
    names.update((id, Declaration(i.type, i.choices)) for id, i in program.inputs.items())
    expression = parse(Span(Source("expression", text), 0, len(text)), itertools.count(1), report)
    found = None if expression is None else infer(expression, Scope({**names, **_SAID}, _ELSEWHERE), report)
    return Alone(expression, found, list(report))


def evaluated(case: Case, expression: Expression) -> Value:
    """The value of the case's expression for its record."""
    program, report = declarations(case.path), Report()
    record = record_from_mapping(columns(case.given), program, report)
    assert record is not None, list(report)
    names = known_names(program, record)
    names.update((name, NOT_APPLICABLE) for name in (f"{ABSENT}.points", f"{ABSENT}.rate"))
    value = evaluate(expression, names, {})
    without_trace = closure(expression, Sight(frozenset(program.inputs), {}))(names, names)
    assert agree(without_trace, value) if value.__class__ is not Absence else without_trace is value
    return value


# An expression within a rule set.


def within(case: Case, points: Mapping[str, str]) -> tuple[chiso.Program | None, tuple[Diagnostic, ...]]:
    """A rule set with one indicator for each of these formulas of points."""
    written = [_INDICATOR.format(id=id, points=textwrap.indent(text, " " * 10)) for id, text in points.items()]
    group = _GROUPS.replace("A formula\n    max: 1", f"A formula\n    max: {len(points)}")
    return compiled(f"{_declared(case.path)}{group}{''.join(written)}")


def quantities_within(case: Case, points: Mapping[str, str]) -> Mapping[str, object]:
    """What the indicators of these formulas come to for the case's record."""
    program, found = within(case, points)
    assert program is not None, [diagnostic.message for diagnostic in found]
    return quantities(scored(program, case.given))


def literal(value: Given, kind: Type | None) -> str:
    """A value as a formula writes it, so that it can stand beside an expression of a type."""
    if isinstance(value, str):
        return f"'{value}'" if '"' in value else f'"{value}"'
    if isinstance(value, date):
        return value.isoformat()
    top, bottom = value.as_integer_ratio()
    return f"{100 * top}% / {bottom}" if kind is RATE else f"{top} / {bottom}" if bottom != 1 else str(top)


def tried_within(text: str) -> Iterator[tuple[str, str]]:
    """Formulas of points that tell an absence: one asks whether there is a value, one has none where there is none."""
    yield "conformance_given", f"if given({text}) then 1 else 0"
    yield "conformance_state", f"if ({text}) == ({text}) then 1 else 0"
