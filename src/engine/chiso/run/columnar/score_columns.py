"""The rules in columns: points of every indicator and group, the total and its band, on plain rows.

Follows the exact evaluator step by step. Each node becomes columns of its own, so that what others rest on is computed
once; `levels` says which can be computed together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import polars as pl

from chiso.lang.syntax import Arithmetic, Expression, names
from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Number
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.columnar.absent import NOWHERE, Absent, absent, present
from chiso.run.columnar.known import Known, proven
from chiso.run.columnar.settling import settled
from chiso.run.columnar.sum_columns import Part, Points, outside_group, sum_columns
from chiso.run.columnar.vector import (
    Flag,
    NotInColumns,
    Ratio,
    Vector,
    compared,
    product,
    quotient,
    ratio,
)
from chiso.run.columnar.vectorize import flag, number
from chiso.run.columnar.whole import Whole, whole

_HIDDEN = "\N{NULL}"


@dataclass(slots=True)
class ScoreColumns:
    """What is computed of a table: what each node comes to, by id, and the band.

    `levels` are columns to be added to the table, one list after the other, before anything else is asked for. Of
    every indicator `states` has the absence that its state names; `rates` and `met` have the rate and whether it
    reaches its target, where there are such.
    """

    nodes: dict[str, Points] = field(default_factory=dict)
    states: dict[str, Absent] = field(default_factory=dict)
    rates: dict[str, Ratio] = field(default_factory=dict)
    met: dict[str, Flag] = field(default_factory=dict)
    levels: list[list[pl.Expr]] = field(default_factory=list)
    band: pl.Expr = field(default_factory=lambda: pl.lit(None, dtype=pl.String))

    def added_to(self, table: pl.LazyFrame) -> pl.LazyFrame:
        """The table with the columns of all levels, from which the rest can be asked for."""
        return reduce(pl.LazyFrame.with_columns, self.levels, table)


def score_columns(program: Program, columns: Mapping[str, Vector], *, in_full: bool = False) -> ScoreColumns:
    """The columns of a program over what its names stand for: points, and in full all that a scorecard says.

    Raises `NotInColumns`, `TooWide`.
    """
    return _Columns(program, columns, in_full).scored()


class _Columns:
    def __init__(self, program: Program, columns: Mapping[str, Vector], in_full: bool) -> None:
        self._program = program
        self._in_full = in_full
        self._names = dict(columns)
        self._known = Known(self._names, proven(program))
        self._found = ScoreColumns()
        self._level_of: dict[str, int] = {}

    def scored(self) -> ScoreColumns:
        for node in self._program.order:
            if isinstance(node, Group):
                self._note_group(node)
            else:
                self._note_indicator(node)
        self._found.band = self._band()
        return self._found

    # What is computed once.

    def _kept(self, node: Group | Indicator, computed: Points) -> Points:
        """The same, with columns of the table in place of what they are computed from."""
        top = computed.points.top.shortened()
        column = self._keep(node, "", top.column)
        kept = Ratio(Whole(column, top.low, top.high, top.narrow), computed.points.bottom)
        excluded = None if computed.excluded is None else self._keep(node, " excluded", computed.excluded)
        unknown = None if computed.unknown is None else self._keep(node, " unknown", computed.unknown)
        gone = None if computed.gone is None else column.is_null()
        found = Points(kept, gone, excluded, unknown, computed.state)
        self._found.nodes[node.id] = found
        return found

    def _keep(self, node: Group | Indicator, what: str, column: pl.Expr) -> pl.Expr:
        level = self._level(node)
        self._level_of[node.id] = level
        while len(self._found.levels) <= level:
            self._found.levels.append([])
        name = f"{_HIDDEN}{node.id}{what}"
        self._found.levels[level].append(column.alias(name))
        return pl.col(name)

    def _level(self, node: Group | Indicator) -> int:
        """After everything that it adds up or refers to."""
        below = [part.id for part in node.parts] if isinstance(node, Group) else []
        formulas = (*self._program.conditions[node.id], *(() if isinstance(node, Group) else node.formulas))
        below += [name.name.rpartition(".")[0] for formula in formulas for name in names(formula)]
        return max((self._level_of[id] + 1 for id in below if id in self._level_of), default=0)

    def _named(self, id: str, points: Ratio, gone: Absent, rate: Ratio) -> None:
        if id in self._program.referenced:
            self._names[f"{id}.points"] = Ratio(points.top, points.bottom, gone)
            self._names[f"{id}.rate"] = rate

    def _applied(self, conditions: Sequence[Expression]) -> Absent:
        """Where a node does not apply, or that cannot be told: the first condition that does not hold says it."""
        found, passing = NOWHERE, None
        for condition in conditions:
            applies = flag(condition, self._known)
            here = applies.absent.joined(absent(NOT_APPLICABLE, present(~applies.column, applies.absent)))
            found = found.joined(here if passing is None else here.where(passing))
            holds = present(applies.column, applies.absent)
            passing = holds if passing is None else passing & holds
        return found

    # Indicators.

    def _note_indicator(self, indicator: Indicator) -> None:
        is_tracked = indicator.tracked or indicator.max is None
        if is_tracked and not self._in_full and indicator.id not in self._program.referenced:
            return
        own = () if indicator.applies_when is None else (indicator.applies_when,)
        outside = self._applied((*self._program.conditions[indicator.id], *own))
        rate = None if indicator.rate is None else number(indicator.rate, self._known)
        if rate is not None:
            rate = Ratio(rate.top, rate.bottom, _first(outside, rate.absent))
            self._note_rate(indicator, rate)
        named = ratio(0) if rate is None else rate
        if rate is None:
            named = Ratio(named.top, named.bottom, _first(outside, absent(EMPTY, pl.lit(True))))
        if is_tracked or indicator.max is None:
            self._note_tracked(indicator, outside, rate, named)
            return
        if indicator.id in self._program.referenced:
            unsaid = Ratio(whole(0), whole(1), absent(MISSING, pl.lit(True)))
            self._names[f"{indicator.id}.rate"] = unsaid if rate is None else rate
        amount = self._amount(indicator, indicator.max, rate)
        gone = _first(outside, amount.absent)
        computed = settled(indicator, amount, gone, is_held=self._keeps_to_full(indicator))
        found = self._kept(indicator, computed)
        self._found.states[indicator.id] = computed.state
        self._named(indicator.id, found.points, computed.lacking, named)

    def _note_rate(self, indicator: Indicator, rate: Ratio) -> None:
        if not self._in_full:
            return
        self._found.rates[indicator.id] = rate
        if indicator.target is not None:
            self._found.met[indicator.id] = compared(rate, ">=", number(indicator.target, self._known))

    def _note_tracked(self, indicator: Indicator, outside: Absent, rate: Ratio | None, named: Ratio) -> None:
        """What others that refer to a tracked indicator, which has no points, find under its name."""
        shown = rate if indicator.value is None else number(indicator.value, self._known)
        gone = _first(outside, absent(MISSING, pl.lit(True)) if shown is None else shown.absent)
        self._found.states[indicator.id] = gone
        self._named(indicator.id, ratio(0), gone.joined(absent(EMPTY, pl.lit(True))), named)

    def _amount(self, indicator: Indicator, most: Number, rate: Ratio | None) -> Ratio:
        if indicator.points is not None:
            return number(indicator.points, self._known)
        if rate is None:
            return Ratio(whole(0), whole(1), absent(MISSING, pl.lit(True)))
        share = product(ratio(most), rate)
        if indicator.full_at is None:
            return share
        full = number(indicator.full_at, self._known)
        if full.top.low < 0:
            raise NotInColumns(f"{indicator.id}.points")
        return quotient(share, full)

    def _keeps_to_full(self, indicator: Indicator) -> bool:
        """Whether the checks prove a rate to lie from nothing to what full points need: it need not be cut off."""
        rate = indicator.rate
        if indicator.points is not None or not isinstance(rate, Arithmetic) or rate.operator != "/":
            return False
        needed = 1 if indicator.full_at is None else number(indicator.full_at, self._known).least
        ends = [number(end, self._known).top.low for end in (rate.left, rate.right)]
        return needed >= 1 and min(ends) >= 0 and self._known.is_not_larger(rate.left, rate.right)

    # Groups.

    def _note_group(self, group: Group) -> None:
        parts = [Part(part, self._found.nodes[part.id]) for part in group.parts if part.id in self._found.nodes]
        computed = sum_columns(group, parts)
        conditions = self._program.conditions[group.id]
        if conditions:
            computed = outside_group(group, self._applied(conditions).counts(NOT_APPLICABLE), computed)
        found = self._kept(group, computed)
        points = Ratio(found.points.top, found.points.bottom, computed.lacking)
        self._named(group.id, found.points, computed.lacking, quotient(points, ratio(group.max)))

    # Bands.

    def _band(self) -> pl.Expr:
        total = self._found.nodes[self._program.total.id]
        found: pl.Expr = pl.lit(None, dtype=pl.String)
        for band in reversed(self._program.bands):
            chosen_here: pl.Expr = pl.lit(band.id)
            if band.requires is not None:
                requires = flag(band.requires, self._known)
                chosen_here = pl.when(requires.column).then(chosen_here).otherwise(found)
                gone = requires.absent.anywhere
                chosen_here = chosen_here if gone is None else pl.when(~gone).then(chosen_here)
            reached = compared(total.points, ">=", ratio(band.at_least)).column
            found = pl.when(reached).then(chosen_here).otherwise(found)
        return found if total.gone is None else pl.when(~total.gone).then(found)


def _first(outside: Absent, inner: Absent) -> Absent:
    """What a condition says, or else what is absent within."""
    gone = outside.anywhere
    return inner if gone is None else outside.joined(inner.where(~gone))
