"""An audit as plain data: the wire format (schemas/findings.schema.json), and flat rows for CSV and tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from chiso.diagnostics.diagnostic import Language
from chiso.lang.interval import End
from chiso.lang.values import exact_decimal
from chiso.source import Span
from chiso.study.audit.figure import Figure, Measure
from chiso.study.audit.finding import Audit, Finding, Repair, Tally
from chiso.study.audit.words import implied_in, kind_in, repair_in, sentence_in, words_in

FINDING_COLUMNS = (
    "kind",
    "severity",
    "unit",
    "period",
    "node",
    "printed",
    "implied",
    "file",
    "line",
    "column",
    "name",
    "sentence",
    "repair",
)
_DIGITS = 6


def audit_data(audit: Audit, language: Language = "en") -> dict[str, Any]:
    """The shape of `schemas/findings.schema.json`."""
    return {
        "findings": [_finding(finding, language) for finding in audit.findings],
        "checked": [_tally(tally, language) for tally in audit.tallies],
    }


def finding_rows(audit: Audit, language: Language = "en") -> Iterator[list[str]]:
    """One row for each finding, under `FINDING_COLUMNS`."""
    for finding in audit.findings:
        place = finding.place
        yield [
            finding.kind.value,
            finding.severity.value,
            finding.claim.unit,
            finding.claim.period,
            finding.claim.node,
            finding.claim.printed.text,
            implied_in(finding, language),
            place.source.name,
            str(place.begins.line),
            str(place.begins.column),
            finding.claim.printed.column,
            sentence_in(finding, language),
            repair_in(finding, language) or "",
        ]


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    claim = finding.claim
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "unit": claim.unit,
        "period": claim.period,
        "node": claim.node,
        "printed": claim.printed.text,
        "implied": _implied(finding, language),
        "cut_off": finding.cut_off,
        "sentence": sentence_in(finding, language),
        "where": _where(claim.printed.place, claim.printed.column),
        "repair": None if finding.repair is None else _repair(finding.repair),
    }


def _implied(finding: Finding, language: Language) -> dict[str, Any]:
    """What the printed figure can be, in the unit in which it is printed, ends rounded outward."""
    implied, printed = finding.implied, finding.claim.printed
    text = implied_in(finding, language)
    if implied.options is not None:
        return {"text": text, "low": None, "high": None, "options": sorted(str(option) for option in implied.options)}
    scale = 100 if isinstance(printed, Figure) and printed.measure is Measure.PERCENT else 1
    low, high = _outward(implied.interval.low, scale, False), _outward(implied.interval.high, scale, True)
    return {"text": text, "low": low, "high": high, "options": None}


def _outward(end: End, scale: int, up: bool) -> Decimal | None:
    """An end of an interval with a few decimals, never within the interval."""
    if end.side:
        return None
    scaled = Fraction(end.at) * scale * 10**_DIGITS
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return exact_decimal(Fraction(whole, 10**_DIGITS))


def _where(place: Span, column: str) -> dict[str, Any]:
    begins = place.begins
    return {"file": place.source.name, "line": begins.line, "column": begins.column, "name": column}


def _repair(repair: Repair) -> dict[str, Any]:
    figure = repair.figure
    return {**_where(figure.place, figure.column), "printed": figure.text, "text": repair.text}


def _tally(tally: Tally, language: Language) -> dict[str, Any]:
    return {
        "kind": tally.kind.value,
        "title": kind_in(tally.kind, language),
        "file": tally.source,
        "subject": words_in(tally.subject, language),
        "checked": tally.checked,
        "held": tally.held,
    }
