"""What the parts of a group, or the groups of the total, add up to.

Every part adds its points as much as it counts for: in full, or by its weight. Where parts are excluded, the others
that have a share of the maximum are scaled up to it; a bonus and a deduction, which have none, add what they are.
The sum stays between the group's bounds and is rounded where the rules say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from chiso.lang.values import Number, Rounding, rounded, summed
from chiso.ruleset.program import Group, Indicator
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, State

Part = IndicatorResult | GroupResult


class Sum(NamedTuple):
    """What a group comes to: as in `GroupResult`."""

    points: Number | None
    state: State
    basis: Basis | None
    missing: tuple[str, ...] = ()
    excluded: bool = False
    assumed: bool = False
    unrounded: Number | None = None


def added(group: Group, parts: Sequence[Part], reported: Number | None) -> Sum:
    """The group's points by its parts, or as reported; what is missing where neither can be had.

    What is reported goes before a sum that rests on policies for what is missing.
    """
    bases = [part.basis for part in parts]
    assumed = any(part.assumed for part in parts)
    nothing_left = bool(parts) and all(part.excluded for part in parts)
    computed = all(basis is Basis.COMPUTED for basis in bases) and not nothing_left
    if computed and not (assumed and reported is not None):
        return _sum(group, parts, Basis.COMPUTED)._replace(assumed=assumed)
    if reported is not None:
        return Sum(reported, State.VALUE, Basis.REPORTED)
    if None not in bases:
        basis = bases[0] if len(set(bases)) == 1 and bases[0] else Basis.MIXED
        return _sum(group, parts, basis)._replace(assumed=assumed)
    missing = dict.fromkeys(name for part in parts for name in part.missing)
    return Sum(None, State.MISSING, None, tuple(missing))


def _sum(group: Group, parts: Sequence[Part], basis: Basis) -> Sum:
    if any(part.excluded for part in parts):
        return _rescaled(group, parts, basis)
    if group.is_weighted:
        points = summed([adds(part) for part in parts])
    else:
        points = summed([part.points for part in parts if part.points is not None])
    points = _bounded(points, group)
    return _settled(points, group.rounding, basis)


def _settled(points: Number, chosen: Rounding | None, basis: Basis) -> Sum:
    return Sum(points if chosen is None else rounded(points, chosen), State.VALUE, basis, unrounded=points)


def _rescaled(group: Group, parts: Sequence[Part], basis: Basis) -> Sum:
    """The sum where parts are excluded: what shares the maximum is scaled up to all of it, then rounded."""
    sharing = [part for part in parts if counts(part) > 0]
    remaining = [part for part in sharing if not part.excluded]
    if sharing and not remaining:
        return Sum(None, State.NOT_APPLICABLE if _all_inapplicable(parts) else State.EMPTY, basis, excluded=True)
    points, chosen = summed([adds(part) for part in remaining]), group.rounding
    if len(remaining) < len(sharing):
        points, chosen = points * scaling(group, parts), group.rescaling
    points = _bounded(points + summed([adds(part) for part in parts if counts(part) <= 0]), group)
    return _settled(points, chosen, basis)


def _all_inapplicable(parts: Sequence[Part]) -> bool:
    return all(part.state is State.NOT_APPLICABLE for part in parts)


def _node(part: Part) -> Indicator | Group:
    return part.indicator if isinstance(part, IndicatorResult) else part.group


def counts(part: Part) -> Number:
    """How much of the maximum above the part's own maximum stands for."""
    return _node(part).counts


def adds(part: Part) -> Number:
    """The points of a part as the sum sees them."""
    points, worth = part.points or 0, rate_of_exchange(part)
    return points if worth == 1 else points * worth


def rate_of_exchange(part: Part) -> Number:
    """What one point of the part is worth in the group above."""
    return worth_above(_node(part))


def worth_above(node: Indicator | Group) -> Number:
    """What one point of a node is worth in the group above: 1, unless its weight says otherwise."""
    counted, most = node.counts, node.max or 0
    weighted = node.weight is not None and counted != most and most
    return Fraction(counted) / most if weighted else 1


def scaling(group: Group, parts: Sequence[Part]) -> Number:
    """By how much the parts that are left are scaled up in place of excluded ones; 1 where none is."""
    sharing = [part for part in parts if counts(part) > 0]
    remaining = [part for part in sharing if not part.excluded]
    if not remaining or len(remaining) == len(sharing):
        return 1
    return Fraction(group.max) / summed([counts(part) for part in remaining])


def _bounded(points: Number, group: Group) -> Number:
    return min(points, group.max) if group.min is None else max(group.min, min(points, group.max))
