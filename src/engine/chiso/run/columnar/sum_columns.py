"""Groups in columns: what `adding` does for one record, for all rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import polars as pl

from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Number
from chiso.ruleset.program import Group, Indicator, Policy
from chiso.run.columnar.absent import NOWHERE, Absent, Mask, absent, either
from chiso.run.columnar.stepping import steps
from chiso.run.columnar.vector import (
    NotInColumns,
    Ratio,
    over,
    product,
    quotient,
    ratio,
    total,
)
from chiso.run.columnar.whole import Whole, picked, summed, whole


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a node on every row, over a constant denominator; null where there are none.

    `gone` tells where that is, `excluded` where the node left the maximum above, `unknown` where something that it
    needs was not given; `state` gives the absence that the node's state names.
    """

    points: Ratio
    gone: Mask = None
    excluded: Mask = None
    unknown: Mask = None
    state: Absent = NOWHERE

    @property
    def lacking(self) -> Absent:
        """What is absent of the points themselves: an absence for which a policy gives points is none."""
        return NOWHERE if self.gone is None else self.state.where(self.gone)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a group: the node, and what it came to."""

    node: Indicator | Group
    found: Points

    @property
    def adds(self) -> Ratio:
        """The points as the sum sees them, as in `adding`; those of a part that has none count as nothing."""
        points = Ratio(self.found.points.top, self.found.points.bottom)
        if self.found.gone is not None:
            top = points.top
            points = Ratio(Whole(top.column, min(top.low, 0), max(top.high, 0), top.narrow), points.bottom)
        if self.node.weight is None or not self.node.max or self.node.counts == self.node.max:
            return points
        return product(points, ratio(Fraction(self.node.counts) / self.node.max))


def sum_columns(group: Group, parts: Sequence[Part]) -> Points:
    """What a group's parts come to. Raises `NotInColumns`, `TooWide`."""
    plain = _rounded_sum(group, [part.adds for part in parts])
    unknown = either(*(part.found.unknown for part in parts))
    found = Points(plain, unknown, None, unknown, absent(MISSING, unknown))
    if any(part.found.excluded is not None for part in parts):
        found = _without_excluded(group, parts, plain, unknown)
    if found.gone is None:
        return found
    kept = Ratio(found.points.top.where(~found.gone), found.points.bottom)
    return Points(kept, found.gone, found.excluded, found.unknown, found.state)


def _rounded_sum(group: Group, adds: Sequence[Ratio]) -> Ratio:
    sum = _bounded(_added(adds), group)
    if group.rounding is None:
        return sum
    step = Fraction(group.rounding.step)
    return Ratio(steps(sum, group.rounding).times(whole(step.numerator)), whole(step.denominator))


def _added(parts: Sequence[Ratio]) -> Ratio:
    """The sum of parts over constant denominators, null counting as nothing."""
    if not parts:
        return ratio(0)
    common = lcm(*[part.bottom.constant or 1 for part in parts])
    return Ratio(summed([over(part, common) for part in parts]), whole(common))


def _bounded(sum: Ratio, group: Group) -> Ratio:
    """Within the group's bounds; where the sum cannot leave them, as it is."""
    bottom = sum.bottom.constant
    if not bottom:
        raise NotInColumns(f"{group.id}.points")
    lowest = sum.top.low if group.min is None else _ceiling(group.min * bottom)
    highest = _floor(group.max * bottom)
    if sum.top.low >= lowest and sum.top.high <= highest:
        return sum
    common = lcm(bottom, Fraction(group.max).denominator, Fraction(group.min or 0).denominator)
    top = over(sum, common)
    least = top.low if group.min is None else int(group.min * common)
    return Ratio(top.held(least, int(group.max * common)), whole(common))


def _ceiling(value: Number) -> int:
    return -((-value).__floor__())


def _floor(value: Number) -> int:
    return value.__floor__()


# Where parts are excluded.


def _without_excluded(group: Group, parts: Sequence[Part], plain: Ratio, unknown: Mask) -> Points:
    """The sum where parts leave the maximum: those that share it and are left are scaled up to all of it."""
    sharing = [part for part in parts if part.node.counts > 0]
    left_out = [part.found.excluded for part in sharing]
    some, nothing = either(*left_out), _everywhere(left_out)
    points = plain if some is None else _joined(some, _scaled_up(group, parts, sharing), plain)
    state = absent(MISSING, unknown)
    if nothing is not None:
        nothing = nothing if unknown is None else nothing & ~unknown
        all_outside = _everywhere([part.found.state.counts(NOT_APPLICABLE) for part in parts])
        outside = None if all_outside is None else nothing & all_outside
        state = state.joined(absent(NOT_APPLICABLE, outside), absent(EMPTY, nothing))
    return Points(points, either(unknown, nothing), nothing, unknown, state)


def _everywhere(masks: Sequence[Mask]) -> Mask:
    found = [mask for mask in masks if mask is not None]
    return pl.all_horizontal(found) if masks and len(found) == len(masks) else None


def _scaled_up(group: Group, parts: Sequence[Part], sharing: Sequence[Part]) -> Ratio:
    if group.rescaling is None:
        raise NotInColumns(f"{group.id}.points")
    others = [part.adds for part in parts if part.node.counts <= 0]
    scale = quotient(ratio(group.max), _remaining(sharing))
    shared = product(_added([part.adds for part in sharing]), Ratio(scale.top, scale.bottom))
    sum = total([shared, _added(others)]) if others else shared
    step = Fraction(group.rescaling.step)
    most = steps(ratio(group.max), group.rescaling)
    least = None if group.min is None else steps(ratio(group.min), group.rescaling)
    found = steps(sum, group.rescaling)
    held = found.held(found.low if least is None else least.low, most.high)
    return Ratio(held.times(whole(step.numerator)), whole(step.denominator))


def _remaining(sharing: Sequence[Part]) -> Ratio:
    """How much of the maximum the parts stand for that are left."""
    common = lcm(*[Fraction(part.node.counts).denominator for part in sharing])
    counted = [_counted(int(part.node.counts * common), part.found.excluded) for part in sharing]
    return Ratio(summed(counted), whole(common))


def _counted(amount: int, excluded: Mask) -> Whole:
    return whole(amount) if excluded is None else picked(excluded, whole(0), whole(amount))


def _joined(condition: pl.Expr, positive: Ratio, negative: Ratio) -> Ratio:
    """One of two columns over the same constant denominator."""
    common = lcm(positive.bottom.constant or 1, negative.bottom.constant or 1)
    return Ratio(picked(condition, over(positive, common), over(negative, common)), whole(common))


def outside_group(group: Group, outside: Mask, found: Points) -> Points:
    """What a group comes to, where on some rows it does not apply."""
    if outside is None:
        return found
    given = {Policy.ZERO: 0, Policy.FULL: group.max}.get(group.policy)
    excluded = found.excluded if found.excluded is None else found.excluded & ~outside
    unknown = found.unknown if found.unknown is None else found.unknown & ~outside
    gone = found.gone if found.gone is None else found.gone & ~outside
    state = found.state.where(~outside).joined(absent(NOT_APPLICABLE, outside))
    if given is not None:
        return Points(_joined(outside, ratio(given), found.points), gone, excluded, unknown, state)
    cleared = found.points.top.where(~outside)
    leaves = group.policy is Policy.EXCLUDE
    excluded = either(excluded, outside) if leaves else excluded
    return Points(Ratio(cleared, found.points.bottom), either(gone, outside), excluded, unknown, state)
