"""What a column or key of a record stands for under a rule set: a fact of the record, an input, a reported value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from chiso.lang.types import POINTS, RATE, Type
from chiso.lang.values import NOT_APPLICABLE, Given, Number, as_number, summed
from chiso.ruleset.program import TOTAL, Group, Indicator, Policy, Program

FACTS = ("unit", "level", "period")
"""The columns that every record has."""
OPTIONAL_FACTS = ("code", "parent")
"""What else tells units apart, where it is given."""


class Kind(Enum):
    """How the values of a column are read, beside the types of inputs."""

    UNIT = "unit"
    LEVEL = "level"
    PERIOD = "period"
    CODE = "code"
    PARENT = "parent"
    BAND = "band"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its values are read, and whether they are inputs or reported values.

    A value lies within `low` and `high`, where they are given.
    """

    name: str
    kind: Kind | Type
    choices: tuple[str, ...] = ()
    is_input: bool = False
    low: Number | date | None = None
    high: Number | date | None = None

    @property
    def unbounded(self) -> Column:
        """The column for what somebody published, which may lie outside of what can be; inputs keep their bounds."""
        return self if self.is_input else replace(self, low=None, high=None)


def columns_of(program: Program) -> Mapping[str, Column]:
    """Every column that a record of this rule set may have, by name."""
    facts = [Column(kind.value, kind) for kind in (Kind.UNIT, Kind.LEVEL, Kind.PERIOD, Kind.CODE, Kind.PARENT)]
    inputs = [
        Column(i.id, i.type, i.choices, is_input=True, low=_ordered(i.low), high=_ordered(i.high))
        for i in program.inputs.values()
    ]
    bounds = _bounds(program)
    points = [Column(f"{id}.points", POINTS, low=low, high=high) for id, (low, high) in bounds.items()]
    rates = [Column(f"{id}.rate", RATE, low=0) for id in bounds]
    total = [Column(f"{TOTAL}.band", Kind.BAND), Column(f"{TOTAL}.rank", Kind.RANK)]
    return {column.name: column for column in (*facts, *inputs, *points, *rates, *total)}


def _ordered(bound: Given | None) -> Number | date | None:
    return bound if isinstance(bound, date) else None if bound is None else as_number(bound)


def _bounds(program: Program) -> dict[str, tuple[Number | None, Number | None]]:
    """The fewest and the most points that each node can have; a tracked indicator has no most."""
    found: dict[str, tuple[Number | None, Number | None]] = {}
    _note_bounds(program.total, found)
    return found


def _note_bounds(group: Group, found: dict[str, tuple[Number | None, Number | None]]) -> Number | None:
    """Note the bounds of a group and of all beneath it; the group's fewest points.

    Where parts can be left out, the others are scaled up, and deductions with them: then there is no fewest.
    """
    lows: list[Number | None] = [min(indicator.min, 0) for indicator in group.indicators]
    found.update({i.id: (low, i.max) for i, low in zip(group.indicators, lows, strict=True)})
    lows += [_note_bounds(inner, found) for inner in group.groups]
    known = [(low, part) for low, part in zip(lows, group.parts, strict=True) if low is not None]
    fewest: Number | None = summed([_share_of(low, part) for low, part in known])
    if len(known) < len(lows) or (any(low < 0 for low, _ in known) and any(map(_can_be_excluded, group.parts))):
        fewest = None
    if group.min is not None:
        fewest = min(group.min, 0)
    found[group.id] = (fewest, group.max)
    return fewest


def _can_be_excluded(part: Indicator | Group) -> bool:
    if isinstance(part, Group):
        return part.applies_when is not None or any(map(_can_be_excluded, part.parts))
    met = [absence for absence in part.policies if absence is not NOT_APPLICABLE or part.applies_when is not None]
    return any(part.policies[absence] is Policy.EXCLUDE for absence in met)


def _share_of(low: Number, part: Indicator | Group) -> Number:
    return Fraction(low) * part.counts / part.max if part.weight and part.max else low
