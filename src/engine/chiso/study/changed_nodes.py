"""Which groups and indicators of units have other points than before, in the order of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from chiso.lang.values import Number
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.unit import SamePoints, Unit


class ChangedNode(NamedTuple):
    """A node with its points before and after; None where it has none, or is not there."""

    node: Group | Indicator
    before: Number | None
    after: Number | None

    @property
    def difference(self) -> Number | None:
        """What its points gain; None where they are not known on one side."""
        return None if self.before is None or self.after is None else self.after - self.before


class ChangedNodes:
    """Tells of many units what changed; what two programs have in common is worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[SamePoints, dict[str, Group | Indicator]]] = {}

    def of(self, before: Unit, after: Unit) -> Iterator[ChangedNode]:
        """The groups beneath the total and the indicators in them that can have points, where these differ."""
        key = id(before.program), id(after.program)
        if key not in self._known:
            nodes = {**_by_id(before.program), **_by_id(after.program)}
            self._known[key] = SamePoints(before.program, after.program), nodes
        same, nodes = self._known[key]
        differing = frozenset(same.differing(before, after))
        if differing:
            first, last = before.points_at(differing), after.points_at(differing)
            for name, node in nodes.items():
                if name in differing:
                    yield ChangedNode(node, first.get(name), last.get(name))


def _by_id(program: Program) -> dict[str, Group | Indicator]:
    found: dict[str, Group | Indicator] = {}
    for group in program.total.every_group:
        found[group.id] = group
        found.update({indicator.id: indicator for indicator in group.indicators if not indicator.tracked})
    return found
