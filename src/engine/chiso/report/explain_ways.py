"""Ways up in words: what to change, from what to what, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from chiso.diagnostics.diagnostic import Language
from chiso.lang.types import RATE, Type
from chiso.lang.values import Given, Mode, Number, as_number, rounded, simplest, to_digits
from chiso.report.explanation import Line
from chiso.report.explanation_texts import phrase
from chiso.report.numerals import given_text, numeral, total_text
from chiso.ruleset.program import TOTAL, Program
from chiso.run.scorecard import IndicatorResult, Scorecard, rate_percent
from chiso.study.ways_up import MOST_TRIED, Step, Way, WaysUp

_MOST_WAYS = 3
_PLACES = 4


def full_points_lines(result: IndicatorResult, card: Scorecard, ways: WaysUp, language: Language) -> Iterator[Line]:
    """How an indicator would reach full points, and what one step towards it is worth."""
    found, steps = ways.to_full.get(result.id, ()), ways.next_step.get(result.id, ())
    if not found and not steps:
        return
    if found:
        most, said = result.indicator.max or 0, way_text(found[0].values, card, language)
        key = "to-full" if most > 0 else "to-none-taken"
        yield Line("way", phrase(key, language, max=numeral(most, language), way=said))
    own = next((step for step in steps if found and step.id == found[0].id), None)
    if own is not None and found[0].steps != 1:
        yield Line("way", _step_text(own, card, language, named=False))
    elif own is None and steps:
        yield Line("way", _step_text(steps[0], card, language, named=True))


def band_lines(card: Scorecard, ways: WaysUp, language: Language) -> tuple[Line, ...]:
    """The ways to the next band, one for each indicator, or that there is none."""
    if ways.next_band is None:
        return ()
    title = ways.next_band.title.in_language(language)
    by_indicator: dict[str, Way] = {}
    for way in ways.to_band:
        by_indicator.setdefault(way.indicator, way)
    lines = [_way_to_band(way, card, language) for way in list(by_indicator.values())[:_MOST_WAYS]]
    none = "no-way-to-band" if ways.out_of_reach else "no-way-found"
    head = phrase("ways-to-band" if lines else none, language, title=title)
    return tuple(Line("way", text) for text in (head, *lines, *_reservations(card, ways, by_indicator, language)))


def _way_to_band(way: Way, card: Scorecard, language: Language) -> str:
    said, indicator = way_text(way.values, card, language), _title(way.indicator, card.program, language)
    if not said.startswith(indicator):
        said = phrase("way-of", language, indicator=indicator, way=said)
    return phrase("way-to-band", language, way=said, total=total_text(way.total, card.program, language))


def _reservations(card: Scorecard, ways: WaysUp, by_indicator: Mapping[str, Way], language: Language) -> Iterator[str]:
    """What the ways rest on, and what they leave open."""
    moved = dict.fromkeys(id for way in by_indicator.values() for id in way.moved)
    if moved:
        ordered = [node.id for node in card.program.order if node.id in moved]
        titles = ", ".join(_title(id, card.program, language) for id in ordered)
        yield phrase("moved", language, titles=titles)
    if ways.limited and not ways.out_of_reach:
        titles = ", ".join(_title(id, card.program, language) for id in ways.limited)
        yield phrase("limited", language, most=numeral(MOST_TRIED, language), titles=titles)
    if ways.unknown:
        yield phrase("unknown-ways", language, count=len(ways.unknown))


def way_text(values: Mapping[str, Given], card: Scorecard, language: Language) -> str:
    """What has to change: the first value, and the others it is taken out of."""
    (id, after), *sources = values.items()
    if not sources:
        return _change(id, after, card, language)
    parts = ", ".join(_from_to("source-part", source, value, card, language) for source, value in sources)
    target = _from_to("source-part", id, after, card, language)
    return phrase("way-from", language, steps=_amount(id, after, card, language), sources=parts, title=target)


def _change(id: str, after: Given, card: Scorecard, language: Language) -> str:
    before, number = as_number(_given(id, card)), as_number(after)
    if before is None or number is None:
        return _from_to("way-set", id, after, card, language)
    amount = _amount(id, after, card, language)
    return _from_to("way-more" if number > before else "way-less", id, after, card, language, steps=amount)


def _from_to(key: str, id: str, after: Given, card: Scorecard, language: Language, **more: str) -> str:
    kind = _type(id, card.program)
    given = _given(id, card)
    before = "" if given is None else given_text(given, kind, language)
    title = _title(id, card.program, language)
    return phrase(key, language, title=title, before=before, after=given_text(after, kind, language), **more)


def _amount(id: str, after: Given, card: Scorecard, language: Language) -> str:
    before, number = as_number(_given(id, card)) or 0, as_number(after) or 0
    amount, kind = abs(Fraction(number - before)), _type(id, card.program)
    if kind is RATE:
        return phrase("percentage-points", language, number=numeral(rate_percent(amount), language))
    return given_text(amount, kind, language)


def _given(id: str, card: Scorecard) -> Given | None:
    return card.record.inputs.get(id, card.record.reported.get(id))


def _type(id: str, program: Program) -> Type:
    return program.inputs[id].type if id in program.inputs else RATE


def _title(id: str, program: Program, language: Language) -> str:
    if id in program.inputs:
        return program.inputs[id].title.in_language(language)
    node = id.rpartition(".")[0] or id
    if node == TOTAL:
        return phrase("total-word", language)
    return next(n.title.in_language(language) for n in program.order if n.id == node)


def _step_text(step: Step, card: Scorecard, language: Language, *, named: bool) -> str:
    """What one step is worth: `moving 1 is worth about 0.0741 points`."""
    (id, after), *sources = step.values.items()
    rising = (as_number(after) or 0) > (as_number(_given(id, card)) or 0)
    key = "step-from" if sources else "step-more" if rising else "step-less"
    text = phrase(key, language, steps=_amount(id, after, card, language))
    if named:
        text = phrase("step-named", language, step=text, title=_title(id, card.program, language))
    key = "worth-one" if step.worth == 1 else "worth"
    return phrase(key, language, step=text, points=_about(step.worth, language))


def _about(points: Number, language: Language) -> str:
    """Points in four decimals, said to be about so many where they are not exactly that."""
    near = simplest(rounded(points, to_digits(_PLACES, Mode.HALF_UP)))
    text = numeral(near, language)
    return text if near == points else phrase("about", language, points=text)
