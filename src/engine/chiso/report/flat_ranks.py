"""The ranks of flat rows (`flat`): within level and period, by total, ties sharing the better rank (1, 2, 2, 4).

Of the rows only their totals are kept, each with how many have it.
"""

from __future__ import annotations

import polars as pl

from chiso.ruleset.program import TOTAL

POINTS = f"{TOTAL}.points"
RANK = f"{TOTAL}.rank"
_LEAGUE = ("level", "period")
RIVALS = (*_LEAGUE, POINTS)
"""What decides on a rank."""


class FlatRanks:
    """The totals of the rows seen so far."""

    def __init__(self) -> None:
        self._totals: list[pl.DataFrame] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows in."""
        self._totals.append(rows.lazy().select(RIVALS).drop_nulls().group_by(RIVALS).len().collect())

    def ranks(self, kind: pl.DataType) -> pl.DataFrame:
        """The rank of every total, by `RIVALS`; `kind` is the type of the totals."""
        totals = pl.concat([some.cast({POINTS: kind}) for some in self._totals])
        counted = totals.group_by(RIVALS).agg(pl.col("len").sum()).sort(RIVALS, descending=True)
        better = pl.col("len").cum_sum().over(_LEAGUE) - pl.col("len")
        return counted.select(*RIVALS, (better + 1).cast(pl.Int64).alias(RANK))
