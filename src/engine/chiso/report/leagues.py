"""Leagues summed up, and changes since an earlier period, as the plain data of the wire format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chiso.lang.values import decimal_text, decimals_of, exact_decimal, fraction_text, percent_text
from chiso.ruleset.program import TOTAL, Program
from chiso.run.scorecard import Scorecard
from chiso.run.standings import League
from chiso.study.changes import change_of
from chiso.study.summary import Summary, summary_of


def leagues_data(program: Program, leagues: Iterable[League]) -> list[dict[str, Any]]:
    """The summaries of leagues, as under `leagues` in `schemas/scorecard.schema.json`."""
    return [_summary(summary_of(program, league)) for league in leagues]


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "level": summary.league.level,
        "period": summary.league.period,
        "ranked": summary.ranked,
        "bands": [
            {"id": found.band.id, "title": found.band.title.text, "count": found.count, "kinds": dict(found.kinds)}
            for found in summary.bands
        ],
        "targets": [
            {"id": found.indicator.id, "value": percent_text(found.target), "met": found.met, "known": found.known}
            for found in summary.targets
        ],
        "counts": [{"id": found.input.id, "sum": found.sum, "units": found.units} for found in summary.counts],
    }


def change_data(card: Scorecard) -> dict[str, Any]:
    """The changes of a scorecard since the period before, by group, as under `change` of a unit."""
    assert card.previous is not None
    points = {id: _change(card, id) for id in _ids(card.program)}
    return {"since": card.previous.record.period, "points": points}


def change_header(program: Program) -> list[str]:
    """The names of the columns with changes: the total's, then each group's."""
    return [f"{id}.change" for id in _ids(program)]


def change_row(card: Scorecard) -> list[str]:
    """The changes of a scorecard as cells, under `change_header`; one that is not known is empty."""
    found = [change_of(card, id) for id in _ids(card.program)]
    return ["" if change is None else decimal_text(change) for change in found]


def _ids(program: Program) -> list[str]:
    return [TOTAL, *(group.id for group in program.total.every_group)]


def _change(card: Scorecard, id: str) -> object:
    change = change_of(card, id)
    if change is None:
        return None
    return fraction_text(change) if decimals_of(change) is None else exact_decimal(change)
