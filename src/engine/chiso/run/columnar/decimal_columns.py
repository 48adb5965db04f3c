"""Points as exact decimals: polars columns of `Decimal`, which are twice as wide as what they are made from.

Points have few different values, so their decimals are looked up in a table of all of them; that takes half the time
of computing each.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from chiso.lang.values import decimals_of
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.columnar.score_columns import ScoreColumns
from chiso.run.columnar.vector import NotInColumns, Ratio

PRECISION = 38
_LONGEST = 10**15
_LONGEST_TABLE = 200_000


def points_columns(program: Program, found: ScoreColumns) -> Iterator[pl.Expr]:
    """The points of all nodes, in the order of the rules, groups after what is beneath them. Raises `NotInColumns`."""
    for node in nodes_in_order(program):
        least = (node.rounding or program.rounding).digits
        scored = found.nodes.get(node.id)
        if scored is None:
            decimals = pl.lit(None, dtype=pl.Decimal(PRECISION, least))
        else:
            decimals = _looked_up(node, scored.points, max(least, _needed(node, scored.points)))
        yield decimals.alias(f"{node.id}.points")


def nodes_in_order(program: Program) -> Iterator[Group | Indicator]:
    """Every node, in the order of the rules, groups after what is beneath them."""
    return _beneath(program.total)


def _beneath(group: Group) -> Iterator[Group | Indicator]:
    yield from group.indicators
    for inner in group.groups:
        yield from _beneath(inner)
    yield group


def _needed(node: Group | Indicator, points: Ratio) -> int:
    """How many decimals the denominator needs."""
    digits = decimals_of(Fraction(1, points.bottom.constant or 1))
    if digits is None:
        raise NotInColumns(f"{node.id}.points")
    return digits


def _looked_up(node: Group | Indicator, points: Ratio, digits: int) -> pl.Expr:
    top = points.top
    if top.widest * 10**digits >= _LONGEST:
        raise NotInColumns(f"{node.id}.points")
    if top.high - top.low > _LONGEST_TABLE:
        return _decimals(top.wide, points, digits)
    all_of_them = pl.DataFrame({"top": pl.int_range(top.low, top.high + 1, dtype=pl.Int64, eager=True)})
    table = all_of_them.select(_decimals(pl.col("top"), points, digits)).to_series()
    place = top.column - top.low if top.low else top.column
    return pl.lit(table).gather(place.cast(pl.UInt32, wrap_numerical=True))


def _decimals(column: pl.Expr, points: Ratio, digits: int) -> pl.Expr:
    """Integers below 10^15 through the nearest float, which the cast brings back exactly."""
    unit = 10**digits
    nearest: pl.Expr = column * (unit // (points.bottom.constant or 1)) / unit
    return nearest.cast(pl.Decimal(PRECISION, digits))
