"""The deep view of one indicator: every step of its formulas, where each number comes from, where each rule stands."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.diagnostics.diagnostic import Language
from chiso.lang.syntax import Call, Comparison, Conditional, Expression, Literal, Name, Table, children
from chiso.lang.types import UNKNOWN
from chiso.lang.values import Absence
from chiso.records.period import last_day
from chiso.records.record import place_of
from chiso.report.explain_node import indicator_section
from chiso.report.explanation import Line, Section
from chiso.report.explanation_texts import phrase
from chiso.report.formula import in_words
from chiso.report.numerals import given_text
from chiso.ruleset.program import Indicator, Parameter, Places
from chiso.run.losing import losses
from chiso.run.scorecard import IndicatorResult, Scorecard
from chiso.source import Span
from chiso.study.ways_up import ways_up

_FORMULAS = ("applies_when", "rate", "full_at", "points", "value", "target")
_KEYS = (
    "title",
    "max",
    "min",
    "weight",
    *_FORMULAS,
    "when_empty",
    "when_missing",
    "when_not_applicable",
    "source",
)


def explain_deeply(card: Scorecard, result: IndicatorResult, language: Language) -> Section:
    """The section of an indicator with its steps and places as parts."""
    shallow = indicator_section(result, card, losses(card), ways_up(card), language)
    steps = _section(phrase("steps", language), tuple(_formulas(result.indicator, card, language)))
    where = _section(phrase("where", language), (), tuple(_written_at(result.indicator, language)))
    return Section(
        id=shallow.id,
        title=shallow.title,
        points=shallow.points,
        max=shallow.max,
        lost=shallow.lost,
        basis=shallow.basis,
        lines=shallow.lines,
        parts=(*((steps,) if steps.parts else ()), where),
    )


def evaluated(expression: Expression, card: Scorecard) -> Iterator[Expression]:
    """The parts directly beneath an expression that the computation passed through, bare numbers left out."""
    for child in children(expression):
        if child.id in card.trace and not isinstance(child, Literal):
            yield child


def formulas_of(indicator: Indicator) -> Iterator[tuple[str, Expression]]:
    """The formulas of an indicator by their keys."""
    for key in _FORMULAS:
        expression: Expression | None = getattr(indicator, key)
        if expression is not None:
            yield key, expression


def parameter_place(parameter: Parameter, card: Scorecard) -> Span:
    """Where the value of a parameter that held in the record's period is written."""
    day = last_day(card.record.period)
    dated = [value.written for value in parameter.dated if day is not None and value.holds_on(day)]
    return dated[-1] if dated else parameter.places.get("value", parameter.places["id"])


def _section(title: str, parts: tuple[Section, ...] = (), lines: tuple[Line, ...] = ()) -> Section:
    return Section(id="", title=title, points="", max="", lost="", basis="", lines=lines, parts=parts)


def _formulas(indicator: Indicator, card: Scorecard, language: Language) -> Iterator[Section]:
    for key, expression in formulas_of(indicator):
        if expression.id in card.trace and not isinstance(expression, Literal):
            step = _step(expression, card, language)
            yield _section(f"{phrase(f'key-{key}', language)}: {step.title}", step.parts, step.lines)


def _step(expression: Expression, card: Scorecard, language: Language) -> Section:
    """One step: what is computed in words, its value, where it is written or given, and the steps it rests on."""
    program, value = card.program, card.trace[expression.id]
    words = in_words(expression, program, card.trace, language)
    if isinstance(value, Absence):
        shown = phrase(value.value, language)
    else:
        shown = given_text(value, program.types.get(expression.id, UNKNOWN), language)
    lines = [Line("where", text) for text in _places(expression, card, language)]
    if isinstance(expression, Conditional):
        lines += [Line("reason", reason) for reason in words.reasons[:1]]
    parts = tuple(_step(child, card, language) for child in evaluated(expression, card))
    said = shown if words.text == shown else phrase("step", language, text=words.text, value=shown)
    return _section(said, parts, tuple(lines))


def _places(expression: Expression, card: Scorecard, language: Language) -> Iterator[str]:
    """The cell a datum was read from, or the line a rule or a parameter is written at."""
    if isinstance(expression, Name):
        yield from _places_of_name(expression, card, language)
    elif isinstance(expression, (Call, Comparison, Conditional, Table)) or children(expression):
        yield place_text(expression.span)


def _places_of_name(name: Name, card: Scorecard, language: Language) -> Iterator[str]:
    given = {**card.record.inputs, **card.record.reported}
    if name.name in given:
        place = place_of(card.record, name.name)
        file, row = place.source.name, place.begins.line
        yield phrase("from-data", language, file=file, row=row, column=name.name)
    elif name.name in card.program.parameters:
        parameter = card.program.parameters[name.name]
        yield place_text(parameter_place(parameter, card))


def place_text(span: Span) -> str:
    """`file:line`"""
    return f"{span.source.name}:{span.begins.line}"


def _written_at(indicator: Indicator, language: Language) -> Iterator[Line]:
    """Where each part of the rule stands, through what the rule set extends; keys of one line together."""
    by_place: dict[str, list[str]] = {}
    places: Places = indicator.places
    for key in _KEYS:
        if key in places:
            by_place.setdefault(place_text(places[key]), []).append(phrase(f"key-{key}", language))
    for place, keys in by_place.items():
        yield Line("where", phrase("written-at", language, key=", ".join(keys), places=place))
