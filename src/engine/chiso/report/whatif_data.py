"""What-if as the plain data of the wire (`schemas/whatif.schema.json`), and as flat rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chiso.lang.values import Given, Number, as_number, decimals_of, exact_decimal, fraction_text
from chiso.report.whatif_sheets import per_band, program_of
from chiso.report.wire import scorecards_head
from chiso.ruleset.program import Band, Group, Indicator, Program
from chiso.run.scorecard import printable
from chiso.run.unit import Unit
from chiso.study.asked import Wish
from chiso.study.changed_nodes import ChangedNode, ChangedNodes
from chiso.study.whatif import ScenarioOutcome, WhatIf


def whatif_data(studies: Sequence[WhatIf]) -> dict[str, Any]:
    """The shape of `schemas/whatif.schema.json`, units in the order given."""
    return {**scorecards_head(program_of(studies[0])), "scenarios": [_scenario(study) for study in studies]}


def _scenario(study: WhatIf) -> dict[str, Any]:
    asked, title, nodes = study.scenario.asked, study.scenario.title, ChangedNodes()
    return {
        "id": study.scenario.id,
        "title": title.text,
        **({} if title.english is None else {"title_en": title.english}),
        "set": _wishes(asked.data),
        "parameters": _wishes(asked.parameters),
        "rules": _wishes(asked.rules),
        "units_not_meant": study.spared,
        "bands": _bands(study),
        "units": [_unit(outcome, nodes, program_of(study)) for outcome in study.outcomes],
    }


def _wishes(wishes: Sequence[Wish]) -> dict[str, str]:
    return {wish.key.words: wish.value.words for wish in wishes}


def _bands(study: WhatIf) -> list[dict[str, Any]]:
    before = dict(per_band([outcome.was for outcome in study.outcomes], program_of(study).bands))
    after = dict(per_band([outcome.now for outcome in study.outcomes], study.scenario.program.bands))
    ids = dict.fromkeys((*before, *after))
    return [{"id": id or None, "before": before.get(id, 0), "after": after.get(id, 0)} for id in ids]


def _unit(outcome: ScenarioOutcome, nodes: ChangedNodes, program: Program) -> dict[str, Any]:
    record = outcome.was.record
    ranks = zip(("before", "after"), (outcome.was, outcome.now), outcome.ranks, strict=True)
    return {
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        **{key: _side(unit, rank, program) for key, unit, rank in ranks},
        "difference": difference_data(outcome.difference, program),
        "given": {address: given_data(value) for address, value in outcome.given.items()},
        "nodes": [_node(changed, outcome, program) for changed in nodes.of(outcome.was, outcome.now)],
        "moved": list(outcome.moved),
        "unknown": list(outcome.unknown),
        "lacking": list(outcome.lacking),
    }


def _side(unit: Unit, rank: int | None, program: Program) -> dict[str, Any]:
    return {"points": total_data(unit.points, program), "band": band_data(unit.band), "rank": rank}


def total_data(points: Number | None, program: Program) -> Decimal | None:
    """A total as the wire writes it."""
    return None if points is None else exact_decimal(*printable(points, program.total, program))


def band_data(band: Band | None) -> str | None:
    """The id of a band."""
    return None if band is None else band.id


def difference_data(difference: Number | None, program: Program) -> Decimal | None:
    """A difference of points as the wire writes it; rounded as the rules round only where no decimals can say it."""
    return None if difference is None else exact_decimal(printable(difference, program.total, program)[0])


def given_data(value: Given) -> object:
    """A value of a record: a number exactly, as text where decimals cannot say it."""
    number = as_number(value)
    if number is None:
        return value.isoformat() if isinstance(value, date) else value
    return fraction_text(number) if decimals_of(number) is None else exact_decimal(number)


def _node(changed: ChangedNode, outcome: ScenarioOutcome, program: Program) -> dict[str, Any]:
    node = changed.node
    return {
        "id": node.id,
        "kind": "group" if isinstance(node, Group) else "indicator",
        "before": _points(changed.before, node, program),
        "after": _points(changed.after, node, program),
        "difference": difference_data(changed.difference, program),
        "moved": node.id in outcome.moved,
    }


def _points(points: Number | None, node: Group | Indicator, program: Program) -> Decimal | None:
    return None if points is None else exact_decimal(*printable(points, node, program))


WHATIF_HEADER = (
    "scenario", "unit", "level", "period", "node", "before", "after", "difference", "band_before", "band_after",
    "rank_before", "rank_after", "moved",
)  # fmt: skip


def whatif_rows(studies: Sequence[WhatIf]) -> Iterator[list[object]]:
    """One row for each unit's total, then one for each node that changed."""
    for scenario in whatif_data(studies)["scenarios"]:
        for unit in scenario["units"]:
            head = [scenario["id"], unit["unit"], unit["level"], unit["period"]]
            yield [*head, "total", *_total_cells(unit)]
            for node in unit["nodes"]:
                figures = [_cell(node[key]) for key in ("before", "after", "difference")]
                yield [*head, node["id"], *figures, "", "", "", "", "yes" if node["moved"] else ""]


def _total_cells(unit: Mapping[str, Any]) -> list[object]:
    before, after = unit["before"], unit["after"]
    moved = "yes" if "total" in unit["moved"] else ""
    cells = [before["points"], after["points"], unit["difference"], before["band"], after["band"]]
    return [*(_cell(value) for value in (*cells, before["rank"], after["rank"])), moved]


def _cell(value: object) -> object:
    """Plain digits; nothing where there is no value."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else value
