"""What a column or key of a record stands for under a rule set: a fact of the record, an input, a reported value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from chiso.lang.types import POINTS, RATE, Type
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
    """One column: its name, how its values are read, and whether they are inputs or reported values."""

    name: str
    kind: Kind | Type
    choices: tuple[str, ...] = ()
    is_input: bool = False


def columns_of(program: Program) -> Mapping[str, Column]:
    """Every column that a record of this rule set may have, by name."""
    facts = [Column("unit", Kind.UNIT), Column("level", Kind.LEVEL), Column("period", Kind.PERIOD)]
    inputs = [Column(i.id, i.type, i.choices, is_input=True) for i in program.inputs.values()]
    nodes = [*(i.id for i in program.indicators), *(g.id for g in program.groups), TOTAL]
    points = [Column(f"{id}.points", POINTS) for id in nodes]
    rates = [Column(f"{id}.rate", RATE) for id in nodes]
    total = [Column(f"{TOTAL}.band", Kind.BAND), Column(f"{TOTAL}.rank", Kind.RANK)]
    return {column.name: column for column in (*facts, *inputs, *points, *rates, *total)}
