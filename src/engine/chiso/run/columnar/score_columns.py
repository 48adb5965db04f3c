"""The rules in columns: points of every indicator and group, the total and its band, on plain rows.

Follows the exact evaluator step by step. Where a row turns out to need more than columns can say (something excluded,
a node that does not apply and is referred to), it is named as not plain after all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import polars as pl

from chiso.lang.syntax import names
from chiso.lang.values import EMPTY, NOT_APPLICABLE, Absence, Number, decimals_of, rounded
from chiso.ruleset.program import Group, Indicator, Policy, Program
from chiso.run.columnar.vector import (
    Flag,
    Ratio,
    Whole,
    chosen,
    compared,
    either,
    product,
    quotient,
    ratio,
    steps,
    total,
    whole,
)
from chiso.run.columnar.vectorize import NotInColumns, Vector, flag, number

_LONGEST = 10**15
"""Points with more digits than this, counted in the last decimal, are left to the exact evaluator."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The points of a node: a number, null where `absent` holds, with so many decimals when written."""

    points: Ratio
    absent: pl.Expr | None
    digits: int


@dataclass(slots=True)
class ScoreColumns:
    """What is computed of a table: the points of each node by id, the band, and where a row was not plain after all.

    `levels` are columns to be added to the table one list after the other: each node once, after what it rests on.
    """

    nodes: dict[str, Scored] = field(default_factory=dict)
    levels: list[list[pl.Expr]] = field(default_factory=list)
    band: pl.Expr | None = None
    doubtful: list[pl.Expr] = field(default_factory=list)


def score_columns(program: Program, known: Mapping[str, Vector]) -> ScoreColumns:
    """The columns of a program over what its names stand for. Raises `NotInColumns`, `TooWide`."""
    return _Columns(program, known).scored()


class _Columns:
    def __init__(self, program: Program, known: Mapping[str, Vector]) -> None:
        self._program = program
        self._names = dict(known)
        self._found = ScoreColumns()
        self._level_of: dict[str, int] = {}

    def scored(self) -> ScoreColumns:
        for node in self._program.order:
            if isinstance(node, Group):
                self._note(node, self._group(node))
            elif not node.tracked:
                self._note(node, self._indicator(node))
        self._found.band = self._band()
        return self._found

    def _note(self, node: Group | Indicator, computed: Scored) -> None:
        found = self._kept(node, computed)
        self._found.nodes[node.id] = found
        if node.id in self._program.referenced:
            self._doubt(found.absent)
            self._names[f"{node.id}.points"] = found.points
            if isinstance(node, Group):
                self._names[f"{node.id}.rate"] = quotient(found.points, ratio(node.max))

    def _kept(self, node: Group | Indicator, computed: Scored) -> Scored:
        """The points as a column of their own, so that they are computed once, however often they are used."""
        level, name = self._level(node), f"\N{NULL}{node.id}"
        self._level_of[node.id] = level
        while len(self._found.levels) <= level:
            self._found.levels.append([])
        top = computed.points.top
        self._found.levels[level].append(top.column.alias(name))
        kept = Ratio(Whole(pl.col(name), top.low, top.high), computed.points.bottom)
        return Scored(kept, computed.absent, computed.digits)

    def _level(self, node: Group | Indicator) -> int:
        """After everything that it adds up or refers to."""
        below = [part.id for part in node.parts] if isinstance(node, Group) else []
        formulas = (*self._program.conditions[node.id], *(() if isinstance(node, Group) else node.formulas))
        below += [name.name.rpartition(".")[0] for formula in formulas for name in names(formula)]
        return max((self._level_of[id] + 1 for id in below if id in self._level_of), default=0)

    def _doubt(self, mask: pl.Expr | None) -> None:
        if mask is not None:
            self._found.doubtful.append(mask)

    # Indicators.

    def _indicator(self, indicator: Indicator) -> Scored:
        if indicator.rounding is None or indicator.max is None:
            raise NotInColumns(indicator.id)
        amount = self._amount(indicator, indicator.max)
        applies = None if indicator.applies_when is None else flag(indicator.applies_when, self._names)
        outside = None
        if applies is not None:
            self._doubt(applies.empty)
            outside = ~applies.column
            if indicator.id in self._program.referenced:
                self._doubt(outside)
        step = Fraction(indicator.rounding.step)
        least, most = (int(rounded(end, indicator.rounding) / step) for end in self._ends(indicator))
        held = steps(amount, indicator.rounding).held(least, most)
        points, absent = held, None
        for absence, mask in ((EMPTY, amount.empty), (NOT_APPLICABLE, outside)):
            if mask is not None:
                points, gone = self._by_policy(indicator, absence, mask, points, most)
                absent = either(absent, gone)
        value = Ratio(points.times(whole(step.numerator)), whole(step.denominator))
        return Scored(value, absent, self._digits(indicator, value))

    def _ends(self, indicator: Indicator) -> tuple[Number, Number]:
        """The fewest and the most points; by a rate no fewer than 0."""
        most = indicator.max or 0
        return (0, most) if indicator.points is None else (indicator.min, most)

    def _amount(self, indicator: Indicator, most: Number) -> Ratio:
        rate = None if indicator.rate is None else number(indicator.rate, self._names)
        if rate is not None and indicator.id in self._program.referenced:
            self._names[f"{indicator.id}.rate"] = rate
        if indicator.points is not None:
            return number(indicator.points, self._names)
        if rate is None:
            raise NotInColumns(indicator.id)
        share = product(ratio(most), rate)
        if indicator.full_at is None:
            return share
        full = number(indicator.full_at, self._names)
        if full.top.low < 0:
            raise NotInColumns(indicator.id)
        return quotient(share, full)

    def _by_policy(
        self, indicator: Indicator, absence: Absence, mask: pl.Expr, points: Whole, most: int
    ) -> tuple[Whole, pl.Expr | None]:
        """The points where something is absent, and where there are none."""
        policy = indicator.policies.get(absence)
        if policy not in (Policy.ZERO, Policy.FULL, Policy.NONE):
            self._doubt(mask)
            return points, None
        given = most if policy is Policy.FULL else 0
        column = pl.when(mask).then(given).otherwise(points.column)
        held = Whole(column, min(points.low, given), max(points.high, given))
        return held, mask if policy is Policy.NONE else None

    # Groups.

    def _group(self, group: Group) -> Scored:
        for condition in self._program.conditions[group.id]:
            applies = flag(condition, self._names)
            self._doubt(~applies.column if applies.empty is None else ~applies.column | applies.empty)
        parts = [part for part in group.parts if isinstance(part, Group) or not part.tracked]
        if not parts:
            raise NotInColumns(group.id)
        points = self._held(total([self._worth(part, group) for part in parts]), group)
        if group.rounding is not None:
            step = Fraction(group.rounding.step)
            points = Ratio(steps(points, group.rounding).times(whole(step.numerator)), whole(step.denominator))
        return Scored(points, None, self._digits(group, points))

    def _worth(self, part: Group | Indicator, group: Group) -> Ratio:
        """The points of a part as the sum sees them, as in `adding`."""
        points = self._found.nodes[part.id].points
        if part.weight is None or not part.max or part.counts == part.max:
            return points
        return product(points, ratio(Fraction(part.counts) / part.max))

    def _held(self, sum: Ratio, group: Group) -> Ratio:
        """Within the group's bounds; where the sum cannot leave them, as it is."""
        bottom = sum.bottom.constant
        if bottom is None:
            raise NotInColumns(group.id)
        most = ratio(group.max)
        if Fraction(sum.top.high, bottom) > group.max:
            sum = chosen(Flag(compared(sum, "<=", most).column), sum, _over(most, bottom))
        if group.min is not None and Fraction(sum.top.low, sum.bottom.constant or 1) < group.min:
            sum = chosen(Flag(compared(sum, ">=", ratio(group.min)).column), sum, _over(ratio(group.min), bottom))
        return sum

    def _digits(self, node: Group | Indicator, points: Ratio) -> int:
        """With how many decimals the points are written."""
        bottom = points.bottom.constant
        needed = None if bottom is None else decimals_of(Fraction(1, bottom))
        least = (node.rounding or self._program.rounding).digits
        if needed is None or points.top.widest * 10 ** max(needed, least) >= _LONGEST:
            raise NotInColumns(node.id)
        return max(needed, least)

    # Bands.

    def _band(self) -> pl.Expr:
        points = self._found.nodes[self._program.total.id].points
        found: pl.Expr = pl.lit(None, dtype=pl.String)
        for band in reversed(self._program.bands):
            reached = compared(points, ">=", ratio(band.at_least)).column
            if band.requires is not None:
                requires = flag(band.requires, self._names)
                self._doubt(requires.empty)
                reached = reached & requires.column
            found = pl.when(reached).then(pl.lit(band.id)).otherwise(found)
        return found


def _over(value: Ratio, bottom: int) -> Ratio:
    """A constant over another denominator, where it can be."""
    top, own = value.top.constant or 0, value.bottom.constant or 1
    exact = Fraction(top, own) * bottom
    return Ratio(whole(int(exact)), whole(bottom)) if exact.denominator == 1 else value


def columns_of(program: Program, found: ScoreColumns) -> Iterator[pl.Expr]:
    """The points of all nodes as exact decimals, in the order of the rules, groups after what is beneath them."""
    yield from _of_group(program.total, found, program.rounding.digits)


def _of_group(group: Group, found: ScoreColumns, digits: int) -> Iterator[pl.Expr]:
    for indicator in group.indicators:
        yield _decimal(indicator, found, digits)
    for inner in group.groups:
        yield from _of_group(inner, found, digits)
    yield _decimal(group, found, digits)


def _decimal(node: Group | Indicator, found: ScoreColumns, digits: int) -> pl.Expr:
    """The points as decimals: integers below 10^15 through the nearest float, which the cast brings back exactly."""
    scored = found.nodes.get(node.id)
    name = f"{node.id}.points"
    if scored is None:
        return pl.lit(None, dtype=pl.Decimal(38, digits)).alias(name)
    unit = 10**scored.digits
    scaled = scored.points.top.times(whole(unit // (scored.points.bottom.constant or 1)))
    decimal = (scaled.column / unit).cast(pl.Decimal(38, scored.digits))
    return (decimal if scored.absent is None else pl.when(scored.absent).then(None).otherwise(decimal)).alias(name)
