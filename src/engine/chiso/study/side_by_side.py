"""Two units side by side: what the one has more than the other, node by node, adding exactly to the whole difference.

A difference is in points of the total. What the parts of a group do not account for is the group's `rest`, as in
`losing`: parts that are not known for both units are in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chiso.lang.values import Number, summed
from chiso.run.adding import Part
from chiso.run.losing import Losses, losses, scored_parts
from chiso.run.scorecard import GroupResult, IndicatorResult, Scorecard


@dataclass(frozen=True, slots=True)
class Compared:
    """One node of two units: its results, and what the first has more, in points of the total.

    `rest` is the part of a group's difference that its parts do not account for; None for an indicator. `difference`
    is None where one of the two is not known.
    """

    left: Part
    right: Part
    difference: Number | None
    rest: Number | None
    parts: tuple[Compared, ...] = ()

    @property
    def id(self) -> str:
        return self.left.id

    @property
    def every(self) -> Iterator[Compared]:
        """This one and all beneath it, in the order of the rules."""
        yield self
        for part in self.parts:
            yield from part.every


def side_by_side(left: Scorecard, right: Scorecard) -> Compared:
    """Two complete scorecards of one program. The differences of indicators and the rests add to the total's."""
    return _compared(left.total, right.total, losses(left), losses(right))


def _compared(left: Part, right: Part, lost: Losses, other: Losses) -> Compared:
    mine, theirs = lost.of.get(left.id), other.of.get(right.id)
    difference = None if mine is None or theirs is None else theirs - mine
    if isinstance(left, IndicatorResult) or isinstance(right, IndicatorResult):
        return Compared(left, right, difference, None)
    parts = tuple(_parts(left, right, lost, other))
    known = summed([_known(part) for part in parts])
    return Compared(left, right, difference, None if difference is None else difference - known, parts)


def _known(compared: Compared) -> Number:
    """The difference of a part, or where that is not known as a whole, of what is beneath it."""
    if compared.difference is not None:
        return compared.difference
    return summed([_known(part) for part in compared.parts])


def _parts(left: GroupResult, right: GroupResult, lost: Losses, other: Losses) -> Iterator[Compared]:
    for mine, theirs in zip(scored_parts(left), scored_parts(right), strict=True):
        yield _compared(mine, theirs, lost, other)
