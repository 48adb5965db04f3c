"""A scorecard to its explanation: the total and its band, every group and indicator along the path taken, ways up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from chiso.diagnostics.diagnostic import Language
from chiso.lang.syntax import Expression
from chiso.lang.values import Number, as_number
from chiso.report.explain_node import (
    absence_text,
    basis_text,
    effect_text,
    indicator_section,
    lost_text,
    source_lines,
    weight_lines,
)
from chiso.report.explain_ways import band_lines
from chiso.report.explanation import Explanation, Line, Section
from chiso.report.explanation_texts import phrase
from chiso.report.formula import in_numbers, in_words, name_in_words
from chiso.report.numerals import approximate, numeral, points_text, total_text
from chiso.ruleset.program import TOTAL
from chiso.run.losing import Losses, losses, scored_parts
from chiso.run.scorecard import Basis, GroupResult, Scorecard, State
from chiso.run.unit import Unit
from chiso.study.ways_up import WaysUp, next_band, ways_up

Order = Literal["rules", "lost"]
_MOST_NAMES = 6


def explain(
    card: Scorecard, ranked: Sequence[Scorecard | Unit], language: Language, *, order: Order = "rules"
) -> Explanation:
    """What is to be said of a unit among those it is ranked with, its nodes as the rules stand or by what they lost."""
    return _Explainer(card, ranked, language, order).explanation()


class _Explainer:
    def __init__(self, card: Scorecard, ranked: Sequence[Scorecard | Unit], language: Language, order: Order) -> None:
        self._card = card
        self._ranked = ranked
        self._language: Language = language
        self._order = order
        self._lost: Losses = losses(card)
        self._ways: WaysUp = ways_up(card)

    def explanation(self) -> Explanation:
        record, program, language = self._card.record, self._card.program, self._language
        heading = f"{record.unit}, {record.period}, {phrase(f'level.{record.level}', language)}"
        reference = f"{program.ruleset}@{program.edition}"
        return Explanation(
            unit=record.unit,
            heading=heading,
            edition=phrase("edition", language, title=program.title.in_language(language), reference=reference),
            lines=tuple(self._head()),
            parts=self._sections(self._card.total),
            ways=band_lines(self._card, self._ways, language),
        )

    # The unit as a whole.

    def _head(self) -> Iterator[Line]:
        card, language, program = self._card, self._language, self._card.program
        if card.points is None:
            names = ", ".join(name_in_words(name, program, language) for name in card.missing[:_MOST_NAMES])
            more = ", …" if len(card.missing) > _MOST_NAMES else ""
            key = "no-total" if card.missing else "nothing-applies"
            yield Line("absence", phrase(key, language, names=names + more))
            return
        points = total_text(card.points, program, language)
        parts = [phrase("total", language, points=points, max=numeral(program.max, language))]
        parts += [text for text in (lost_text(TOTAL, self._lost, language),) if text]
        yield Line("points", f"{', '.join(parts)} ({basis_text(card.total, card, language)})")
        yield from self._rest(card.total)
        yield from self._band()
        yield from self._rank()

    def _band(self) -> Iterator[Line]:
        card, language = self._card, self._language
        band, above, points = card.band, next_band(card), card.points
        assert points is not None
        if band is None:
            yield Line("note", phrase("no-band", language, points=total_text(points, card.program, language)))
        else:
            title, bound = band.title.in_language(language), numeral(band.at_least, language)
            key = "band" if points > band.at_least else "band-exactly"
            over = numeral(points - band.at_least, language)
            yield Line("note", phrase(key, language, title=title, bound=bound, above=over))
            if band.requires is not None:
                yield Line("note", self._condition("requires-holds", band.requires))
        if above is None:
            yield Line("note", phrase("top-band", language))
            return
        title, bound = above.title.in_language(language), numeral(above.at_least, language)
        if points >= above.at_least and above.requires is not None:
            yield Line("note", self._condition("requires-fails", above.requires, title=title, bound=bound))
            return
        distance = numeral(above.at_least - points, language)
        yield Line("note", phrase("next-band", language, distance=distance, title=title, bound=bound))
        if above.requires is not None:
            yield Line("note", self._condition("requires", above.requires, title=title))

    def _condition(self, key: str, condition: Expression, **more: str) -> str:
        words = in_words(condition, self._card.program, self._card.trace, self._language).text
        numbers = in_numbers(condition, self._card.program, self._card.trace, self._language).text
        return phrase(key, self._language, condition=words, numbers=numbers, **more)

    def _rank(self) -> Iterator[Line]:
        own, language = self._card, self._language
        totals = [(other, other.points) for other in self._ranked if other.points is not None]
        if own.points is None or len(totals) < 2:
            return
        rank = 1 + sum(total > own.points for _, total in totals)
        sharing = [o.record.unit for o, total in totals if total == own.points and o.record is not own.record]
        key = "rank-shared" if sharing else "rank"
        points = total_text(own.points, own.program, language)
        after = rank + len(sharing) + 1
        others = ", ".join(sharing[:_MOST_NAMES])
        if len(sharing) > _MOST_NAMES:
            others = phrase("more-units", language, names=others, count=len(sharing) - _MOST_NAMES)
        blanks = {"rank": rank, "of": len(totals), "others": others, "points": points, "next": after}
        yield Line("note", phrase(key, language, **blanks))

    # Groups.

    def _sections(self, group: GroupResult) -> tuple[Section, ...]:
        """What is beneath a group, as the rules stand or by what was lost."""
        found = [indicator_section(i, self._card, self._lost, self._ways, self._language) for i in group.indicators]
        found += [self._group(inner) for inner in group.groups]
        if self._order == "lost":
            found.sort(key=lambda section: -(as_number(self._lost.of.get(section.id)) or 0))
        return tuple(found)

    def _group(self, result: GroupResult) -> Section:
        language, group = self._language, result.group
        lines = [*self._absent(result), *self._rest(result), *weight_lines(group, self._card.program, language)]
        return Section(
            id=result.id,
            title=group.title.in_language(language),
            points=points_text(result.points, group, self._card.program, language),
            max=numeral(group.max, language),
            lost=lost_text(result.id, self._lost, language),
            basis=basis_text(result, self._card, language),
            lines=(*lines, *source_lines(result, language)),
            parts=() if result.state is State.NOT_APPLICABLE else self._sections(result),
        )

    def _absent(self, result: GroupResult) -> Iterator[Line]:
        language = self._language
        if result.points is None and result.state is State.MISSING:
            yield Line("absence", phrase("group-without", language))
        elif result.state is State.NOT_APPLICABLE:
            absence = absence_text(result.state, language, (), self._card)
            yield Line("absence", phrase(f"policy.{result.group.policy.value}", language, absence=absence))
            if result.group.applies_when is not None:
                yield Line("reason", self._condition("condition", result.group.applies_when))

    def _rest(self, result: GroupResult) -> Iterator[Line]:
        """What of a group's loss none of its parts accounts for, and why."""
        rest = self._lost.rest.get(result.id)
        if not rest or result.state is State.NOT_APPLICABLE:
            return
        if result.basis is not Basis.REPORTED:
            yield from self._rest_of_sum(result, rest)
            return
        unknown = any(self._lost.of[part.id] is None for part in scored_parts(result))
        key = "rest-reported" if unknown else "rest-lower" if rest > 0 else "rest-higher"
        amount = approximate(rest if unknown or rest > 0 else -rest, self._language)
        yield Line("note", phrase(key, self._language, points=amount))

    def _rest_of_sum(self, result: GroupResult, rest: Number) -> Iterator[Line]:
        """What bounds of a sum cost or gave, then what rounding did, in points of the total."""
        language, group = self._language, result.group
        assert result.unrounded is not None
        assert result.points is not None
        by_rounding = (result.unrounded - result.points) * self._lost.worth[result.id]
        by_bounds = rest - by_rounding
        if by_bounds:
            key = "rest-above" if by_bounds > 0 else "rest-below"
            bounds = {"max": numeral(group.max, language), "min": numeral(group.min or 0, language)}
            yield Line("note", phrase(key, language, effect=effect_text(by_bounds, language), **bounds))
        if by_rounding:
            yield Line("note", phrase("rest-rounding", language, effect=effect_text(by_rounding, language)))
