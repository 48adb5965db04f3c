"""What is said of one indicator: its formula, the numbers put in, points before and after rounding, target, source."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.diagnostics.diagnostic import Language
from chiso.lang.evaluate import causes
from chiso.lang.syntax import Arithmetic, Expression
from chiso.lang.types import RATE, UNKNOWN
from chiso.lang.values import MISSING, Absence, Number, as_number, decimals_of
from chiso.report.explain_ways import full_points_lines
from chiso.report.explanation import Line, Section
from chiso.report.explanation_texts import phrase
from chiso.report.formula import in_numbers, in_words, name_in_words
from chiso.report.numerals import approximate, given_text, numeral, percent, points_text
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.losing import Losses
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard, State
from chiso.study.ways_up import WaysUp

_MOST_NAMES = 3


def indicator_section(
    result: IndicatorResult, card: Scorecard, lost: Losses, ways: WaysUp, language: Language
) -> Section:
    """The section of an indicator."""
    indicator = result.indicator
    lines = [*_absence(result, card, language), *_computation(result, card, language)]
    lines += [*_reported_rate(result, card, language), *_target(result, language)]
    lines += full_points_lines(result, card, ways, language)
    lines += [*weight_lines(indicator, card.program, language), *source_lines(result, language)]
    return Section(
        id=result.id,
        title=indicator.title.in_language(language),
        points=points_text(result.points, indicator, card.program, language),
        max="" if indicator.max is None else numeral(indicator.max, language),
        lost=lost_text(result.id, lost, language),
        basis=phrase("tracked", language) if indicator.tracked else basis_text(result, card, language),
        lines=tuple(lines),
    )


def lost_text(id: str, losses: Losses, language: Language) -> str:
    """`3,19 lost`; nothing where nothing is lost. Where points count for more or less above, it says of what."""
    lost = losses.of.get(id)
    if not lost:
        return ""
    if lost > 0 and losses.worth[id] != 1:
        return phrase("lost-of-total", language, points=approximate(lost, language))
    return effect_text(lost, language)


def effect_text(lost: Number, language: Language) -> str:
    """`3,19 lost`, or `3,19 on top` where less than nothing was lost."""
    key = "gained" if lost < 0 else "lost"
    return phrase(key, language, points=approximate(lost if lost > 0 else -lost, language))


def basis_text(result: IndicatorResult | GroupResult, card: Scorecard, language: Language) -> str:
    """What the points rest on; where something else was reported, that too."""
    if result.basis is None or result.points is None:
        return ""
    reported = as_number(card.record.reported.get(f"{result.id}.points"))
    if reported is None or result.basis is Basis.REPORTED:
        return phrase(result.basis.value, language)
    if reported == result.points:
        return phrase("reported-same", language)
    if result.basis is Basis.COMPUTED:
        return phrase("reported-differs", language, points=numeral(reported, language))
    return f"{phrase(result.basis.value, language)}; {phrase('differs', language, points=numeral(reported, language))}"


def absence_text(state: State, language: Language, names: tuple[str, ...], card: Scorecard) -> str:
    """An absence in words, with the titles of what was not given."""
    titles = [name_in_words(name, card.program, language) for name in names if name in card.program.inputs]
    if state is not State.MISSING or not titles:
        return phrase(state.value, language)
    more = [] if len(titles) <= _MOST_NAMES else ["…"]
    return phrase("missing-names", language, names=", ".join(titles[:_MOST_NAMES] + more))


def weight_lines(node: Indicator | Group, program: Program, language: Language) -> Iterator[Line]:
    """What a node counts for in the group above, or in the total, where its maximum does not say so."""
    if node.weight is None or node.max == node.counts:
        return
    above = next((group for group in program.total.every_group if node in group.parts), None)
    title = "" if above is None else above.title.in_language(language)
    key = "weight-total" if above is None else "weight-group"
    yield Line("note", phrase(key, language, group=title, weight=percent(node.weight, language)))


def source_lines(result: IndicatorResult | GroupResult, language: Language) -> Iterator[Line]:
    """The document the rule stands in."""
    citation = result.indicator.citation if isinstance(result, IndicatorResult) else result.group.citation
    if citation is not None:
        yield Line("source", phrase("source", language, source=citation.words))


def _absence(result: IndicatorResult, card: Scorecard, language: Language) -> Iterator[Line]:
    """The absence, and what the policy makes of it."""
    if result.state is State.VALUE:
        return
    parts = (*card.program.conditions[result.id], *result.indicator.formulas)
    met = dict.fromkeys(name for part in parts for name in causes(part, card.trace))
    absence = absence_text(result.state, language, tuple(met), card)
    policy = None if result.indicator.tracked else result.indicator.policies.get(Absence(result.state.value))
    yield Line("absence", absence if policy is None else phrase(f"policy.{policy.value}", language, absence=absence))


def _computation(result: IndicatorResult, card: Scorecard, language: Language) -> Iterator[Line]:
    """The formula and the numbers, as far as the computation went; then how the points come of it."""
    indicator, trace = result.indicator, card.trace
    for expression in (indicator.rate, indicator.points, indicator.value):
        if expression is not None and not isinstance(trace.get(expression.id, MISSING), Absence):
            yield from _formula(expression, card, language)
    if result.unrounded is not None and result.state is State.VALUE:
        yield from _points(result, card, language)


def _formula(expression: Expression, card: Scorecard, language: Language) -> Iterator[Line]:
    """A formula in words and in numbers, on one line where it is only a name, and why it took its way."""
    words = in_words(expression, card.program, card.trace, language)
    numbers = in_numbers(expression, card.program, card.trace, language)
    results = " = ".join(dict.fromkeys([numbers.text, *_results(expression, numbers.text, card, language)]))
    if words.text == results:
        yield Line("formula", ", ".join([results, *words.reasons]))
        return
    yield from (Line("formula", text) for text in (words.text, results))
    yield from (Line("reason", reason) for reason in words.reasons)


def _results(expression: Expression, numbers: str, card: Scorecard, language: Language) -> Iterator[str]:
    """What a formula comes to: a quotient as it stands, then the value."""
    ratio = ratio_text(expression, card, language)
    if ratio is not None and numbers.replace(" ", "") != ratio:
        yield ratio
    value = card.trace[expression.id]
    if not isinstance(value, Absence):
        yield given_text(value, card.program.types.get(expression.id, UNKNOWN), language)


def ratio_text(expression: Expression | None, card: Scorecard, language: Language) -> str | None:
    """Numerator and denominator as they stand, `227/270`, of a formula that is one quotient."""
    if not isinstance(expression, Arithmetic) or expression.operator != "/":
        return None
    top, bottom = (as_number(card.trace.get(part.id)) for part in (expression.left, expression.right))
    if top is None or bottom is None or decimals_of(top) is None or decimals_of(bottom) is None:
        return None
    return f"{numeral(top, language)}/{numeral(bottom, language)}"


def _points(result: IndicatorResult, card: Scorecard, language: Language) -> Iterator[Line]:
    indicator, exact = result.indicator, result.unrounded
    assert exact is not None
    if indicator.points is None:
        yield Line("points", _scaled(result, card, language))
    elif (bound := _bound(indicator, card, exact)) is not None:
        yield Line("points", phrase(bound, language, max=numeral(indicator.max or 0, language),
                                    min=numeral(indicator.min, language), points=numeral(exact, language)))  # fmt: skip
    elif exact != result.points:
        rounded = points_text(result.points, indicator, card.program, language)
        yield Line("points", phrase("rounded", language, exact=approximate(exact, language), points=rounded))


def _bound(indicator: Indicator, card: Scorecard, exact: Number) -> str | None:
    """Whether the points were held back by the maximum or the minimum."""
    assert indicator.points is not None
    formula = as_number(card.trace.get(indicator.points.id))
    if formula is None or formula == exact:
        return None
    return "bounded-above" if formula > exact else "bounded-below"


def _scaled(result: IndicatorResult, card: Scorecard, language: Language) -> str:
    """How the rate gives the points: `20 × 227/270 = 16,8148…, rounded to 16,81`."""
    indicator, exact = result.indicator, result.unrounded
    assert exact is not None
    rate, full_at = result.rate or 0, result.full_at or 1
    most, shown = numeral(indicator.max or 0, language), _rate_text(result, card, language)
    if rate >= full_at:
        return phrase(
            "reaches-full", language, rate=percent(rate, language), full_at=percent(full_at, language), max=most
        )
    key = "scaled" if full_at == 1 else "scaled-to"
    result_text = approximate(exact, language)
    text = phrase(key, language, max=most, rate=shown, full_at=percent(full_at, language), result=result_text)
    if exact == result.points:
        return text
    points = points_text(result.points, indicator, card.program, language)
    return phrase("rounded", language, exact=text, points=points)


def _rate_text(result: IndicatorResult, card: Scorecard, language: Language) -> str:
    """The rate as exactly as it can be told: as a quotient where percents would have to be rounded."""
    rate = result.rate or 0
    needed = decimals_of(rate)
    if needed is not None and needed <= 4:
        return percent(rate, language)
    return ratio_text(result.indicator.rate, card, language) or numeral(rate, language)


def _reported_rate(result: IndicatorResult, card: Scorecard, language: Language) -> Iterator[Line]:
    """The reported rate: what the points were computed from, or beside the computed one."""
    reported = as_number(card.record.reported.get(f"{result.id}.rate"))
    if reported is None:
        return
    yield Line("reported", phrase("reported-rate", language, rate=given_text(reported, RATE, language)))


def _target(result: IndicatorResult, language: Language) -> Iterator[Line]:
    if result.target is None:
        return
    key = {True: "target-met", False: "target-not-met", None: "target-unknown"}[result.target_met]
    yield Line("target", phrase(key, language, target=percent(result.target, language)))
