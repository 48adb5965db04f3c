"""Scorecards and diagnostics as the plain data of the wire format (DESIGN §6; schemas/).

Numbers are `Decimal`: exact, with the rule's digits. Absent values are None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from chiso.diagnostics.diagnostic import Diagnostic, Language
from chiso.lang.values import Number, exact_decimal, fraction_text, percent_text
from chiso.ruleset.program import Program
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard, rate_percent
from chiso.run.standings import ranks
from chiso.source import Span


def scorecards_data(program: Program, scorecards: Sequence[Scorecard]) -> dict[str, Any]:
    """The shape of `schemas/scorecard.schema.json`, units in the order given."""
    units = [_unit(scorecard, rank) for scorecard, rank in zip(scorecards, ranks(scorecards), strict=True)]
    return {"ruleset": program.ruleset, "edition": program.edition, "units": units}


def _points(value: Number | None, digits: int = 0) -> Decimal | None:
    return None if value is None else exact_decimal(value, digits)


def _exact(value: Number | None) -> str | None:
    return None if value is None else fraction_text(value)


def _basis(basis: Basis | None) -> str | None:
    return None if basis is None else basis.value


def _unit(scorecard: Scorecard, rank: int | None) -> dict[str, Any]:
    record, program, band = scorecard.record, scorecard.program, scorecard.band
    digits = program.rounding.digits
    return {
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        "total": {
            "points": _points(scorecard.points, digits),
            "max": _points(program.max),
            "basis": _basis(scorecard.basis),
        },
        "band": None if band is None else {"id": band.id, "title": band.title.text},
        "rank": rank,
        "complete": scorecard.complete,
        "missing": list(scorecard.missing),
        "groups": [_group(group, digits) for group in scorecard.groups],
    }


def _group(result: GroupResult, digits: int) -> dict[str, Any]:
    return {
        "id": result.id,
        "points": _points(result.points, digits),
        "max": _points(result.group.max),
        "basis": _basis(result.basis),
        "indicators": [_indicator(indicator, digits) for indicator in result.indicators],
    }


def _indicator(result: IndicatorResult, digits: int) -> dict[str, Any]:
    rate, target = result.rate, result.target
    return {
        "id": result.id,
        "points": _points(result.points, digits),
        "max": _points(result.indicator.max),
        "rate": _exact(rate),
        "rate_percent": None if rate is None else exact_decimal(rate_percent(rate), 2),
        **({} if result.indicator.value is None else {"value": _exact(result.value)}),
        "state": result.state.value,
        "basis": _basis(result.basis),
        "target": None if target is None else {"value": percent_text(target), "met": result.target_met},
    }


def diagnostics_data(diagnostics: Iterable[Diagnostic], language: Language = "en") -> dict[str, Any]:
    """The shape of `schemas/diagnostics.schema.json`."""
    return {"diagnostics": [_diagnostic(diagnostic, language) for diagnostic in diagnostics]}


def _diagnostic(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    labels = [{"message": label.text(language), **_place(label.span)} for label in diagnostic.labels]
    return {
        "id": diagnostic.id,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message_in(language),
        "help": diagnostic.help_in(language),
        **_place(diagnostic.span),
        "labels": labels,
    }


def _place(span: Span) -> dict[str, Any]:
    begins, finishes = span.begins, span.finishes
    return {
        "file": span.source.name,
        "line": begins.line,
        "column": begins.column,
        "end_line": finishes.line,
        "end_column": finishes.column,
    }
