"""A comparison as the plain data of the wire (`schemas/comparison.schema.json`), and as flat rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chiso.lang.values import fraction_text
from chiso.report.compare_sheets import sentence
from chiso.report.whatif_data import band_data, difference_data, total_data
from chiso.report.wire import scorecards_head
from chiso.ruleset.program import Program
from chiso.run.unit import Unit
from chiso.study.attribute import Cause, Share
from chiso.study.compare import Comparison, UnitDifference


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The shape of `schemas/comparison.schema.json`, units in the order of the first data.

    What a cause brought is exact: `points` is a fraction in lowest terms, as text.
    """
    return {
        "before": scorecards_head(comparison.before),
        "after": scorecards_head(comparison.after),
        "units": [_unit(unit, comparison) for unit in comparison.units],
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
    }


def _unit(unit: UnitDifference, comparison: Comparison) -> dict[str, Any]:
    return {
        "unit": unit.was.record.unit,
        "level": unit.was.record.level,
        "before": _side(unit.was, unit.ranks[0], comparison.before),
        "after": _side(unit.now, unit.ranks[1], comparison.after),
        "difference": difference_data(unit.difference, comparison.after),
        "causes": [_share(share) for share in unit.shares],
        "sentence": {language: sentence(unit, comparison, language) for language in ("vi", "en")},
    }


def _side(unit: Unit, rank: int | None, program: Program) -> dict[str, Any]:
    points = total_data(unit.points, program)
    return {"period": unit.record.period, "points": points, "band": band_data(unit.band), "rank": rank}


def _share(share: Share) -> dict[str, Any]:
    return {"points": fraction_text(share.points), "changes": [_cause(cause) for cause in share.causes]}


def _cause(cause: Cause) -> dict[str, Any]:
    return {"kind": cause.kind.value, "address": cause.address, "before": cause.before, "after": cause.after}


COMPARISON_HEADER = (
    "unit", "level", "before", "after", "difference", "kind", "address", "was", "is", "points"
)  # fmt: skip


def comparison_rows(comparison: Comparison) -> Iterator[list[object]]:
    """One row for each cause of each unit; a unit without any has one row."""
    for unit in comparison_data(comparison)["units"]:
        figures = [unit["before"]["points"], unit["after"]["points"], unit["difference"]]
        head = [unit["unit"], unit["level"], *("" if figure is None else format(figure, "f") for figure in figures)]
        for share in unit["causes"]:
            keys = [
                " + ".join(change[key] or "" for change in share["changes"])
                for key in ("kind", "address", "before", "after")
            ]
            yield [*head, *keys, share["points"]]
        if not unit["causes"]:
            yield [*head, "", "", "", "", ""]
