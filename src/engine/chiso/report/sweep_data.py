"""A sweep as the plain data of the wire (`schemas/sweep.schema.json`), and as flat rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from chiso.lang.values import Number, fraction_text
from chiso.report.whatif_data import total_data
from chiso.report.wire import scorecards_head
from chiso.ruleset.program import Program
from chiso.study.sweep import Break, Place, Point, Sweep


def sweep_data(sweep: Sweep, unit: int | None = None) -> dict[str, Any]:
    """The shape of `schemas/sweep.schema.json`; with a unit, by its place in the data, its totals too.

    The values of the quantities are exact: fractions in lowest terms, as text.
    """
    program = sweep.units[0].program
    return {
        **scorecards_head(program),
        "vary": [
            {
                "kind": quantity.vary.kind.value,
                "name": quantity.vary.name,
                "relative": quantity.vary.relative,
                "current": None if quantity.current is None else fraction_text(quantity.current),
            }
            for quantity in sweep.quantities
        ],
        **({} if unit is None else {"unit": sweep.units[unit].record.unit}),
        "points": [_point(point, program, unit) for point in sweep.points],
        "breaks": [_break(found) for found in sweep.breaks if unit is None or found.unit is sweep.units[unit]],
        "further_breaks": sweep.further_breaks,
    }


def _point(point: Point, program: Program, unit: int | None) -> dict[str, Any]:
    found = Counter(place.band for place in point.places if place.total is not None)
    return {
        "values": [fraction_text(value) for value in point.values],
        "bands": {band.id: found[band.id] for band in program.bands},
        "without_band": found[None],
        "impossible": point.impossible,
        **({} if unit is None else {"unit": _place(point.places[unit], program)}),
    }


def _place(place: Place, program: Program) -> dict[str, Any]:
    return {"points": total_data(place.total, program), "band": place.band, "rank": place.rank}


def _break(found: Break) -> dict[str, Any]:
    return {
        "unit": found.unit.record.unit,
        "level": found.unit.record.level,
        "period": found.unit.record.period,
        "at": _exact(found.at),
        "low": _exact(found.low),
        "high": _exact(found.high),
        "below": found.below,
        "here": found.here,
        "above": found.above,
    }


def _exact(value: Number | None) -> str | None:
    return None if value is None else fraction_text(value)


def sweep_header(sweep: Sweep, unit: int | None = None) -> list[str]:
    """The columns of the flat rows: a value of each quantity, then units by band, or the unit's total, band, rank."""
    names = [quantity.vary.name for quantity in sweep.quantities]
    bands = [band.id for band in sweep.units[0].program.bands]
    return [*names, *([*bands, "without_band", "impossible"] if unit is None else ["points", "band", "rank"])]


def sweep_rows(sweep: Sweep, unit: int | None = None) -> Iterator[list[object]]:
    """One row for each point."""
    for point in sweep_data(sweep, unit)["points"]:
        if unit is None:
            yield [*point["values"], *point["bands"].values(), point["without_band"], point["impossible"]]
        else:
            cells = point["unit"].values()
            yield [
                *point["values"],
                *("" if c is None else format(c, "f") if isinstance(c, Decimal) else c for c in cells),
            ]
