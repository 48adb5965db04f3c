"""The texts that rules cite, where they are kept beside them: unchanged, and with every number that is cited.

Of a rule that cites a document with a `file`, each number is looked for in its words, as a plain number, in the
Vietnamese way of writing, and as a percentage. 0 and 1 are part of any formula and not looked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.lang.syntax import Expression, Literal, children
from chiso.lang.values import Number, as_number, decimal_text, percent_text, plain_number
from chiso.reading import read
from chiso.ruleset.program import Citation, CitedDocument, Group, Places, Program
from chiso.source import Span

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINE_BREAK = re.compile(r"\r\n?")
_OF_ANY_FORMULA = frozenset({0, 1})


@dataclass(frozen=True, slots=True)
class _Written:
    """A number as a rule writes it, and where."""

    value: Number
    percent: bool
    place: Span


def inspect_citations(program: Program, report: Report) -> None:
    """Report texts that are not there or not as they were, and numbers of rules that the cited text does not have."""
    texts = {key: numbers for key, document in program.sources.items() if (numbers := _numbers_in(document, report))}
    for citation, written in _cited(program):
        source = "" if citation is None else citation.document.key
        for number in written if source in texts else ():
            if not texts[source] & _wanted(number):
                shown = percent_text(number.value) if number.percent else decimal_text(number.value)
                report.add("number-not-in-source", number.place, number=shown, source=source)


def _wanted(number: _Written) -> frozenset[Number]:
    """How the text may put it: 80 % as 80 or as 0,8, and a deduction without its sign."""
    value = abs(Fraction(number.value))
    return frozenset({value, value * 100})


def _numbers_in(document: CitedDocument, report: Report) -> frozenset[Number] | None:
    """Every number of a document's text, in all its readings; None where it has no text, or after a report."""
    if "file" not in document.facts:
        return None
    place = document.places["file"]
    folder = Path(place.source.name).parent
    path = folder / document.facts["file"]
    source = read(path, Report()) if path.resolve().is_relative_to(folder.resolve()) else None
    if source is None:
        report.add("source-text-missing", place, file=str(path), source=document.key)
        return None
    digest = hashlib.sha256(_LINE_BREAK.sub("\n", source.text).encode()).hexdigest()
    if document.facts.get("sha256", digest) != digest:
        report.add("source-text-changed", document.places["sha256"], file=str(path), digest=digest)
    return frozenset(reading for found in _NUMBER.findall(source.text) for reading in _readings(found))


def _readings(text: str) -> Iterator[Number]:
    """A number as it may be meant: 1.936 is one thousand nine hundred and thirty-six, or one point nine three six."""
    for candidate in (text.replace(",", ""), text.replace(".", "").replace(",", ".")):
        number = plain_number(candidate)
        if number is not None:
            yield number


def _cited(program: Program) -> Iterator[tuple[Citation | None, list[_Written]]]:
    """Every citation with the numbers of the rule it stands for; what cites nothing goes by what is around it."""
    yield from _in_group(program.total, None)
    for band in program.bands:
        numbers = _bounds({"at_least": band.at_least, "below": band.below}, band.places)
        yield band.citation, [*numbers, *(() if band.requires is None else _in(band.requires))]
    for parameter in program.parameters.values():
        if not parameter.dated:
            yield parameter.citation, list(_bounds({"value": as_number(parameter.value)}, parameter.places))
        for row in parameter.dated:
            cited = row.citation or parameter.citation
            yield cited, list(_bounds({"value": as_number(row.value)}, {"value": row.written}))


def _in_group(group: Group, around: Citation | None) -> Iterator[tuple[Citation | None, list[_Written]]]:
    around = group.citation or around
    applies = () if group.applies_when is None else _in(group.applies_when)
    bounds = {"max": group.max, "weight": group.weight, "min": group.min}
    yield around, [*_bounds(bounds, group.places), *applies]
    for indicator in group.indicators:
        target = () if indicator.target is None else (indicator.target,)
        formulas = [number for part in (*indicator.formulas, *target) for number in _in(part)]
        bounds = {"max": indicator.max, "weight": indicator.weight, "min": indicator.min}
        yield indicator.citation or around, [*formulas, *_bounds(bounds, indicator.places)]
    for inner in group.groups:
        yield from _in_group(inner, around)


def _bounds(values: Mapping[str, Number | None], places: Places) -> Iterator[_Written]:
    """Numbers under keys, as far as they are written as such and not as a formula."""
    for key, value in values.items():
        if value is not None and key in places and value not in _OF_ANY_FORMULA:
            text = places[key].text.strip("\"'")
            if plain_number(text.rstrip("% ")) is not None:
                yield _Written(value, text.endswith("%"), places[key])


def _in(expression: Expression) -> Iterator[_Written]:
    value = as_number(expression.value) if isinstance(expression, Literal) else None
    if isinstance(expression, Literal) and value is not None and (expression.percent or value not in _OF_ANY_FORMULA):
        yield _Written(value, expression.percent, expression.span)
    for child in children(expression):
        yield from _in(child)
