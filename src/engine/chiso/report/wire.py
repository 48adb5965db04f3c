"""Scorecards and diagnostics as the plain data of the wire format (DESIGN §6; schemas/).

Numbers are `Decimal`: exact, with the rule's digits. Absent values are None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from chiso.diagnostics.diagnostic import Diagnostic, Language
from chiso.lang.values import Number, exact_decimal, fraction_text, percent_text
from chiso.report.leagues import change_data, leagues_data
from chiso.ruleset.meaning import fingerprint, meaning, texts
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.record_stream import NotScored
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard, printable, rate_percent
from chiso.run.standings import leagues, ranks
from chiso.source import CellSource, Source, Span
from chiso.version import __version__


def scorecards_data(
    program: Program, scorecards: Sequence[Scorecard], not_scored: Sequence[NotScored] = ()
) -> dict[str, Any]:
    """The shape of `schemas/scorecard.schema.json`, units in the order given, then what was not scored if any."""
    units = [scorecard_data(card, rank) for card, rank in zip(scorecards, ranks(scorecards), strict=True)]
    below = {"leagues": leagues_data(program, leagues(scorecards)), **not_scored_data(not_scored)}
    return {**scorecards_head(program), "units": units, **below}


def scorecards_head(program: Program) -> dict[str, Any]:
    """What stands above the units, and in each line where every unit has one."""
    said = fingerprint(texts(meaning(program)))
    return {"ruleset": program.ruleset, "edition": program.edition, "fingerprint": said, "chiso": __version__}


def not_scored_data(records: Sequence[NotScored]) -> dict[str, Any]:
    """What stands below the units where some records were not scored."""
    return {"not_scored": [_not_scored(record) for record in records]} if records else {}


def _not_scored(record: NotScored) -> dict[str, Any]:
    return {
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        "file": record.file,
        "row": record.row,
        "faults": [{"id": fault.id, "message": fault.message, **_place(fault.span)} for fault in record.faults],
    }


def _points(value: Number | None, node: Group | Indicator, program: Program) -> Decimal | None:
    return None if value is None else exact_decimal(*printable(value, node, program))


def _exact(value: Number | None) -> str | None:
    return None if value is None else fraction_text(value)


def _basis(basis: Basis | None) -> str | None:
    return None if basis is None else basis.value


def scorecard_data(scorecard: Scorecard, rank: int | None) -> dict[str, Any]:
    """One unit."""
    record, program, band = scorecard.record, scorecard.program, scorecard.band
    return {
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        **({} if record.code is None else {"code": record.code}),
        **({} if record.parent is None else {"parent": record.parent}),
        "total": {
            "points": _points(scorecard.points, program.total, program),
            "max": exact_decimal(program.max),
            "basis": _basis(scorecard.basis),
        },
        "band": None if band is None else {"id": band.id, "title": band.title.text},
        "rank": rank,
        "complete": scorecard.complete,
        "missing": list(scorecard.missing),
        "groups": [_group(group, program) for group in scorecard.groups],
        **({} if scorecard.previous is None else {"change": change_data(scorecard)}),
    }


def _group(result: GroupResult, program: Program) -> dict[str, Any]:
    """A group; its weight, its state and the groups within it only where the rules have such."""
    group = result.group
    return {
        "id": result.id,
        "points": _points(result.points, group, program),
        "max": exact_decimal(group.max),
        **_weight(group),
        "basis": _basis(result.basis),
        **({"state": result.state.value} if program.conditions[group.id] else {}),
        "indicators": [_indicator(indicator, program) for indicator in result.indicators],
        **({"groups": [_group(inner, program) for inner in result.groups]} if result.groups else {}),
    }


def _weight(node: Group | Indicator) -> dict[str, str]:
    return {} if node.weight is None else {"weight": percent_text(node.weight)}


def _indicator(result: IndicatorResult, program: Program) -> dict[str, Any]:
    rate, target, indicator = result.rate, result.target, result.indicator
    return {
        "id": result.id,
        "points": _points(result.points, indicator, program),
        "max": None if indicator.max is None else exact_decimal(indicator.max),
        **_weight(indicator),
        "rate": _exact(rate),
        "rate_percent": None if rate is None else exact_decimal(rate_percent(rate), 2),
        **({} if indicator.value is None else {"value": _exact(result.value)}),
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
        "page": f"docs/diagnostics/{diagnostic.id}.md",
    }


def _place(span: Span) -> dict[str, Any]:
    begins, finishes = span.begins, span.finishes
    return {
        "file": span.source.name,
        "line": begins.line,
        "column": begins.column,
        "end_line": finishes.line,
        "end_column": finishes.column,
        **_cell(span.source),
    }


def _cell(source: Source) -> dict[str, str]:
    """Of a cell of a table, what people call it by."""
    if not isinstance(source, CellSource):
        return {}
    return {"cell": source.cell, **({} if source.sheet is None else {"sheet": source.sheet})}
