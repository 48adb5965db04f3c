"""Points as exact decimals: polars columns of `Decimal`.

Such a column is one of integers of 128 bits, in units of the last decimal, which is what points are counted in here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from chiso.lang.values import decimals_of
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.columnar.score_columns import ScoreColumns
from chiso.run.columnar.vector import NotInColumns, Ratio
from chiso.run.columnar.whole import whole

PRECISION = 38


def points_columns(program: Program, found: ScoreColumns) -> Iterator[pl.Expr]:
    """The points of all nodes, in the order of the rules, groups after what is beneath them. Raises `NotInColumns`."""
    for node in nodes_in_order(program):
        least = (node.rounding or program.rounding).digits
        scored = found.nodes.get(node.id)
        if scored is None:
            decimals = pl.lit(None, dtype=pl.Decimal(PRECISION, least))
        else:
            decimals = _decimals(node, scored.points, least)
        yield decimals.alias(f"{node.id}.points")


def nodes_in_order(program: Program) -> Iterator[Group | Indicator]:
    """Every node, in the order of the rules, groups after what is beneath them."""
    return _beneath(program.total)


def _beneath(group: Group) -> Iterator[Group | Indicator]:
    yield from group.indicators
    for inner in group.groups:
        yield from _beneath(inner)
    yield group


def _decimals(node: Group | Indicator, points: Ratio, least: int) -> pl.Expr:
    """The points with the decimals of the rule, or with as many as their denominator needs."""
    bottom = points.bottom.constant or 1
    needed = decimals_of(Fraction(1, bottom))
    if needed is None:
        raise NotInColumns(f"{node.id}.points")
    digits = max(least, needed)
    scaled = points.top.times(whole(10**digits // bottom))
    return scaled.column.cast(pl.Int128).reinterpret(dtype=pl.Decimal(PRECISION, digits))
