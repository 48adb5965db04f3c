"""Scorecards beside those of an earlier period: how much each node rose or fell.

Like is compared with like: what both periods computed, or what both reported, and only where neither can be had the
figures as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from chiso.diagnostics.nearest import folded
from chiso.lang.values import Number, as_number
from chiso.records.period import last_day
from chiso.run.scorecard import GroupResult, Scorecard


def with_previous(cards: Iterable[Scorecard], earlier: Iterable[Scorecard]) -> Iterator[Scorecard]:
    """The scorecards one by one, each with that of the same unit in the last period that is before its own."""
    known: dict[tuple[str, str], list[Scorecard]] = {}
    for card in earlier:
        known.setdefault(_key(card), []).append(card)
    for card in cards:
        yield replace(card, previous=_last_before(card, known.get(_key(card), [])))


def _key(card: Scorecard) -> tuple[str, str]:
    return folded(card.record.unit), card.record.level


def _last_before(card: Scorecard, candidates: Sequence[Scorecard]) -> Scorecard | None:
    """The latest of the scorecards whose period ends before that of the card."""
    own = _ends(card)
    before = [candidate for candidate in candidates if _ends(candidate) < own]
    return max(before, key=_ends, default=None)


def _ends(card: Scorecard) -> date:
    return last_day(card.record.period) or date.min


def change_of(card: Scorecard, id: str) -> Number | None:
    """By how many points a group, or the total, differs from the period before; None where that is not known."""
    if card.previous is None:
        return None
    now, then = _result(card, id), _result(card.previous, id)
    if now.points is not None and then.points is not None and now.basis is then.basis:
        return now.points - then.points
    reported, before = _reported(card, id), _reported(card.previous, id)
    if reported is not None and before is not None:
        return reported - before
    return None if now.points is None or then.points is None else now.points - then.points


def _result(card: Scorecard, id: str) -> GroupResult:
    return next(group for group in (card.total, *card.total.every_group) if group.id == id)


def _reported(card: Scorecard, id: str) -> Number | None:
    return as_number(card.record.reported.get(f"{id}.points"))
