"""A goal as the plain data of the wire (`schemas/goal.schema.json`), and as flat rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from chiso.lang.values import Number, decimals_of, exact_decimal, fraction_text
from chiso.report.goal_sheets import whatif_formulas
from chiso.report.whatif_data import band_data, given_data, total_data
from chiso.report.wire import scorecards_head
from chiso.run.scorecard import Scorecard
from chiso.study.goal import Goal, Way


def goal_data(goal: Goal) -> dict[str, Any]:
    """The shape of `schemas/goal.schema.json`."""
    card, target, program = goal.card, goal.target, goal.card.program
    return {
        **scorecards_head(program),
        "unit": card.record.unit,
        "level": card.record.level,
        "period": card.record.period,
        "points": total_data(card.points, program),
        "band": band_data(card.band),
        "goal": {
            "text": target.text,
            "band": band_data(target.band),
            "points": None if target.points is None else number_data(target.points),
            "rank": target.rank,
        },
        "reached": goal.is_reached,
        "missing": None if goal.missing is None else number_data(goal.missing),
        "ways": [_way(way, card) for way in goal.ways],
        "plan": None if goal.plan is None else _way(goal.plan, card),
        "most": _way(goal.most, card),
        "most_reaches": target.is_reached(goal.most.card),
        "unknown": list(goal.unknown),
    }


def number_data(value: Number) -> Decimal | str:
    """A number exactly, as a fraction where decimals cannot say it."""
    return fraction_text(value) if decimals_of(value) is None else exact_decimal(value)


def _way(way: Way, card: Scorecard) -> dict[str, Any]:
    return {
        "moves": [{"indicator": move.indicator, "input": move.id, "steps": move.steps} for move in way.moves],
        "values": {address: given_data(value) for address, value in way.values.items()},
        "set": list(whatif_formulas(way, card)),
        "points": total_data(way.card.points, card.program),
        "band": band_data(way.card.band),
        "one_step_less": total_data(way.short, card.program),
        "cost": number_data(way.cost),
        "proved": way.proved,
        "moved": list(way.moved),
    }


GOAL_HEADER = ("kind", "indicator", "input", "steps", "set", "points", "band", "one_step_less", "cost", "proved")


def goal_rows(goal: Goal) -> Iterator[list[object]]:
    """One row for each way."""
    data = goal_data(goal)
    plans = [] if data["plan"] is None else [data["plan"]]
    for kind, ways in (("plan", plans), ("way", data["ways"]), ("most", [data["most"]])):
        for way in ways:
            moves = [[str(move[key] or "") for move in way["moves"]] for key in ("indicator", "input", "steps")]
            figures = [_cell(way[key]) for key in ("points", "band", "one_step_less", "cost", "proved")]
            yield [kind, *("; ".join(cells) for cells in moves), "; ".join(way["set"]), *figures]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else "" if value is None else value
