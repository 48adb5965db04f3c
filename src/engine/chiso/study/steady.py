"""Whether a whole scorecard can only get better as a lever is moved, so that halving finds the first step that does it.

A lever moves the inputs of other indicators too, and a band may ask for more than points. Where one of them could turn
for the worse, or nothing is known of it, the lever is not steady.
"""

from __future__ import annotations

from chiso.lang.syntax import Comparison, Expression, Logic, Name, names
from chiso.ruleset.program import Band, Indicator, Program
from chiso.run.scorecard import Scorecard
from chiso.study.lever import Lever, way_of

_UPWARDS = (">=", ">")
_DOWNWARDS = ("<=", "<")


def is_steady(lever: Lever, card: Scorecard, wanted: Band | None) -> bool:
    """Whether no indicator falls with a lever's steps, and what a band and those above it require goes on to hold.

    Without a band, the points alone are looked at.
    """
    moved = {lever.id: lever.step, **{source.id: source.step for source in lever.sources}}
    program = card.program
    reaching = () if wanted is None else program.bands[: program.bands.index(wanted) + 1]
    if any(band.requires is not None and not _goes_on(band.requires, set(moved), program) for band in reaching):
        return False
    if lever.id not in program.inputs:
        return lever.steady and not program.referring
    scored = [indicator for indicator in program.indicators if not indicator.tracked]
    ways = [(way_of(indicator, id, card.record, program), step) for indicator in scored for id, step in moved.items()]
    return all(way is not None and way * step >= 0 for way, step in ways)


def moves_only(indicator: Indicator, lever: Lever, card: Scorecard) -> bool:
    """Whether a lever changes no other indicator's points."""
    program, moved = card.program, {lever.id, *(source.id for source in lever.sources)}
    others = [other for other in program.indicators if other is not indicator]
    return not program.referring and all(
        way_of(other, id, card.record, program) == 0 for other in others for id in moved
    )


def _goes_on(condition: Expression, moved: set[str], program: Program) -> bool:
    """Whether a condition that holds goes on to hold while all points rise."""
    used = {name.name for name in names(condition)}
    if not any("." in name for name in used):
        return not used & moved
    if isinstance(condition, Logic):
        return all(_goes_on(operand, moved, program) for operand in condition.operands)
    if not isinstance(condition, Comparison) or len(condition.operands) != 2:
        return False
    left, right = condition.operands
    if condition.operators[0] in _DOWNWARDS:
        left, right = right, left
    elif condition.operators[0] not in _UPWARDS:
        return False
    fixed = {name.name for name in names(right)}
    return _rises(left, program) and not fixed & moved and not any("." in name for name in fixed)


def _rises(node: Expression, program: Program) -> bool:
    """Whether it is what a group has, or the points of an indicator, or the rate that gives them."""
    if not isinstance(node, Name) or "." not in node.name:
        return False
    id, _, quantity = node.name.rpartition(".")
    indicator = next((indicator for indicator in program.indicators if indicator.id == id), None)
    return indicator is None or (not indicator.tracked and (quantity == "points" or indicator.points is None))
