"""How many points of the total each node lost, and what of a group's loss none of its parts accounts for.

The mirror of `adding`: a part loses what its share of the maximum could have given, less what it gave, counted in
points of the total, through weights and through the scaling in place of excluded parts. What remains of a group's own
loss is its `rest`: a sum that was rounded or cut at a bound, or a group of which only a reported sum is known. Over a
complete scorecard the losses of all indicators, the rests of all groups and the total add up to the maximum exactly. A
group without points has no rest: what is not known beneath it counts in the rest of the group above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from chiso.lang.values import Number, simplest, summed
from chiso.ruleset.program import TOTAL
from chiso.run.adding import Part, adds, counts, rate_of_exchange, scaling
from chiso.run.scorecard import GroupResult, Scorecard, State


@dataclass(frozen=True, slots=True)
class Losses:
    """What was lost, in points of the total, by node id.

    `of` has every group and every indicator that can have points; None where that is not known. `rest` has every group.
    `worth` is what one point of the node is worth in the total.
    """

    of: Mapping[str, Number | None]
    rest: Mapping[str, Number | None]
    worth: Mapping[str, Number]


def losses(card: Scorecard) -> Losses:
    """What every node of a scorecard lost. A bonus that gives points loses less than nothing."""
    found = _Losing()
    found.note(TOTAL, None if card.points is None else card.program.max - card.points, 1)
    found.within(card.total, 1)
    return Losses(found.of, found.rest, found.worth)


class _Losing:
    def __init__(self) -> None:
        self.of: dict[str, Number | None] = {}
        self.rest: dict[str, Number | None] = {}
        self.worth: dict[str, Number] = {}

    def note(self, id: str, lost: Number | None, worth: Number) -> None:
        self.of[id] = None if lost is None else simplest(Fraction(lost))
        self.worth[id] = worth

    def within(self, group: GroupResult, worth: Number) -> None:
        """Note the parts of a group, one point of which is worth so much in the total."""
        parts = scored_parts(group)
        scaled = scaling(group.group, parts)
        for part in parts:
            factor = worth * scaled if counts(part) > 0 else worth
            self.note(part.id, _lost(part, group, factor), rate_of_exchange(part) * factor)
            if isinstance(part, GroupResult):
                self.within(part, self.worth[part.id])
        own = self.of[group.id]
        known = summed([self.known(part) for part in parts])
        self.rest[group.id] = None if own is None else simplest(Fraction(own - known))

    def known(self, part: Part) -> Number:
        """What is known to be lost at a part, or where that is not known as a whole, beneath it."""
        lost = self.of[part.id]
        if lost is not None or not isinstance(part, GroupResult):
            return lost or 0
        return summed([self.known(inner) for inner in scored_parts(part)])


def scored_parts(group: GroupResult) -> list[Part]:
    """What is directly beneath a group and can have points."""
    return [*(result for result in group.indicators if not result.indicator.tracked), *group.groups]


def _lost(part: Part, group: GroupResult, factor: Number) -> Number | None:
    """What a part lost; nothing where the group, or the part, stands outside the sum."""
    if part.excluded or group.state is State.NOT_APPLICABLE:
        return 0
    if part.points is None and part.basis is None:
        return None
    return (counts(part) - adds(part)) * factor
