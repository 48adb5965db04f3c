"""The steps in which a node's points can lie at all: sums of points rounded to 0.01 are multiples of 0.01.

So a total printed with as many decimals as the rules give it was not rounded again, and is known exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from chiso.ruleset.program import Group, Indicator, Program


def grids(program: Program) -> dict[str, Fraction]:
    """The step of each node's points, by address, where they are sure to be multiples of one."""
    return {f"{id}.points": step for id, step in _grids(program.total) if step is not None}


def _grids(group: Group) -> Iterator[tuple[str, Fraction | None]]:
    for indicator in group.indicators:
        yield indicator.id, _step(indicator)
    for inner in group.groups:
        yield from _grids(inner)
    yield group.id, _step(group)


def _step(node: Indicator | Group) -> Fraction | None:
    if node.rounding is not None:
        return node.rounding.step
    if isinstance(node, Indicator) or node.is_weighted or node.rescaling is None:
        return None
    parts = [part for part in node.parts if isinstance(part, Group) or not part.tracked]
    steps = {_step(part) for part in parts} | {node.rescaling.step}
    return steps.pop() if len(steps) == 1 else None
