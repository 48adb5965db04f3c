"""What a record came to without a trace: the points of every node as counts of the node's own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from chiso.lang.values import Number, simplest
from chiso.ruleset.program import TOTAL, Band
from chiso.run.scorecard import State


class Gap(NamedTuple):
    """What a node comes to that has no value: the points of its policy, in its unit, and the absence.

    It is not `known` where it leaves the sum above without a value, `excluded` where it leaves the maximum above.
    """

    points: Number | None
    state: State
    known: bool = True
    excluded: bool = False


NO_GAPS: Mapping[int, Gap] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """The nodes in the order in which row scores list them, and how many points one of each node's units are.

    The unit is the step of the node's rounding, or a fraction of a point that all it adds up is made of. `always` are
    the gaps of nodes that never have a value.
    """

    ids: tuple[str, ...]
    units: tuple[Fraction, ...]
    places: Mapping[str, int]
    always: Mapping[int, Gap]


class RowScore(NamedTuple):
    """What one record came to; a named tuple, because there are very many of them.

    `counts` are the points of the nodes in the order of `layout.ids`, as whole numbers of `layout.units` (a fraction
    of a unit only where rules leave points unrounded, or points were reported so); None where there is no value.
    `gaps` has the nodes without a value by their place. `band` is None without a total, or where it cannot be told.
    """

    layout: Layout
    counts: Sequence[Number | None]
    gaps: Mapping[int, Gap]
    band: Band | None

    @property
    def total(self) -> Number | None:
        """The points of the total, exact; None where it is not known."""
        return self.points(TOTAL)

    @property
    def complete(self) -> bool:
        """Whether the total is known."""
        return self.counts[-1] is not None

    def points(self, id: str) -> Number | None:
        """The exact points of an indicator, a group or the total; None where there is no value. Raises `KeyError`."""
        place = self.layout.places[id]
        count = self.counts[place]
        return None if count is None else simplest(count * self.layout.units[place])

    def state(self, id: str) -> State:
        """Whether a node has a value, and if not, which absence. Raises `KeyError`."""
        place = self.layout.places[id]
        gap = self.gaps.get(place) or self.layout.always.get(place)
        return State.VALUE if gap is None else gap.state
