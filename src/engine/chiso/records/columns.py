"""What a column or key of a record stands for under a rule set: a fact of the record, an input, a reported value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from chiso.lang.types import POINTS, RATE, Type
from chiso.lang.values import Number, summed
from chiso.ruleset.program import TOTAL, Program

FACTS = ("unit", "level", "period")
"""The columns that every record has."""


class Kind(Enum):
    """How the values of a column are read, beside the types of inputs."""

    UNIT = "unit"
    LEVEL = "level"
    PERIOD = "period"
    BAND = "band"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its values are read, and whether they are inputs or reported values.

    A reported number lies within `low` and `high`, where they are given.
    """

    name: str
    kind: Kind | Type
    choices: tuple[str, ...] = ()
    is_input: bool = False
    low: Number | None = None
    high: Number | None = None


def columns_of(program: Program) -> Mapping[str, Column]:
    """Every column that a record of this rule set may have, by name."""
    facts = [Column("unit", Kind.UNIT), Column("level", Kind.LEVEL), Column("period", Kind.PERIOD)]
    inputs = [Column(i.id, i.type, i.choices, is_input=True) for i in program.inputs.values()]
    bounds = _bounds(program)
    points = [Column(f"{id}.points", POINTS, low=low, high=high) for id, (low, high) in bounds.items()]
    rates = [Column(f"{id}.rate", RATE, low=0) for id in bounds]
    total = [Column(f"{TOTAL}.band", Kind.BAND), Column(f"{TOTAL}.rank", Kind.RANK)]
    return {column.name: column for column in (*facts, *inputs, *points, *rates, *total)}


def _bounds(program: Program) -> dict[str, tuple[Number, Number | None]]:
    """The fewest and the most points that each node can have; a tracked indicator has no most."""
    found: dict[str, tuple[Number, Number | None]] = {}
    for group in program.groups:
        lows = [min(indicator.min, 0) for indicator in group.indicators]
        found.update({i.id: (low, i.max) for i, low in zip(group.indicators, lows, strict=True)})
        found[group.id] = (summed(lows), group.max)
    found[TOTAL] = (summed([found[group.id][0] for group in program.groups]), program.max)
    return found
