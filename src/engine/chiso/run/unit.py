"""A unit in a study of many: what it comes to at once, its scorecard once somebody asks for it.

Where only totals, bands and points are compared, the row path tells them, with the same digits and without a trace.
What was reported stands in for anything, so records with reported values have their scorecard from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

from chiso.lang.values import Number
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Band, Program
from chiso.run.exact import score
from chiso.run.rowwise.row_score import Layout, RowScore
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import Scorecard


class Unit:
    """One record under one program."""

    __slots__ = ("_card", "band", "points", "program", "record", "row")

    def __init__(self, program: Program, record: Record, row: RowScore | None, card: Scorecard | None = None) -> None:
        assert row is not None or card is not None
        self.program = program
        self.record = record
        self.row = row
        self.points: Number | None = None if card is None else card.points
        self.band: Band | None = None if card is None else card.band
        if row is not None:
            self.points, self.band = row.total, row.band
        self._card = card

    @property
    def card(self) -> Scorecard:
        """Its scorecard with the trace, made when it is first asked for."""
        if self._card is None:
            self._card = score(self.program, self.record)
        return self._card

    @property
    def has_card(self) -> bool:
        """Whether its scorecard is there already."""
        return self._card is not None

    def points_by_node(self) -> dict[str, Number | None]:
        """The points of the groups, then of the indicators that can have points, in the order of the rules."""
        if self.row is None:
            card = self.card
            found = {group.id: group.points for group in card.total.every_group}
            return {**found, **{r.id: r.points for r in card.indicators if not r.indicator.tracked}}
        return {id: self.row.points(id) for id in scored_nodes(self.program)}


def unit_of(card: Scorecard) -> Unit:
    """The unit of a scorecard."""
    return Unit(card.program, card.record, None, card)


def scored_nodes(program: Program) -> list[str]:
    """The groups beneath the total, then the indicators that can have points, in the order of the rules."""
    scored = [indicator.id for indicator in program.indicators if not indicator.tracked]
    return [*(group.id for group in program.total.every_group), *scored]


WORTHWHILE = 15
"""So many records of one program are worth a row scorer."""


class UnitScorer:
    """Makes the units of many records under one program; the first of them with scorecards, while they may be few."""

    def __init__(self, program: Program, worthwhile: int = WORTHWHILE) -> None:
        self._program = program
        self._left = worthwhile
        self._rows: RowScorer | None = None

    @property
    def rows(self) -> RowScorer:
        """The row scorer, made when it is first needed."""
        if self._rows is None:
            self._rows = RowScorer(self._program)
        return self._rows

    def unit(self, record: Record) -> Unit:
        """The unit of a record. Raises `RecordError` where its numbers make a computation grow without bounds."""
        if record.reported or self._left > 0:
            self._left -= 1
            return unit_of(score(self._program, record))
        return Unit(self._program, record, self.rows.score(record))


class SamePoints:
    """Whether units of two programs have the same points at every node, told without working the points out."""

    def __init__(self, before: Program, after: Program) -> None:
        self._nodes = (TOTAL, *scored_nodes(before))
        self._are_same = set(self._nodes) == {TOTAL, *scored_nodes(after)}
        self._layouts: tuple[Layout, Layout] | None = None
        self._pick: Pick = itemgetter(0)
        self._other_pick: Pick = itemgetter(0)
        self._units: list[tuple[Fraction, Fraction]] | None = None

    def __call__(self, before: Unit, after: Unit) -> bool:
        """Whether the two have the same nodes, and the same points at each."""
        if not self._are_same:
            return False
        if before.row is None or after.row is None:
            return before.points == after.points and before.points_by_node() == after.points_by_node()
        self._look_at(before.row.layout, after.row.layout)
        first, last = self._pick(before.row.counts), self._other_pick(after.row.counts)
        if self._units is None:
            return bool(first == last)
        pairs = zip(first, last, self._units, strict=True)
        return all(_points(was, units[0]) == _points(now, units[1]) for was, now, units in pairs)

    def _look_at(self, first: Layout, last: Layout) -> None:
        """Where the nodes stand in two layouts; their units, where these are not the same throughout."""
        if self._layouts is not None and self._layouts[0] is first and self._layouts[1] is last:
            return
        self._layouts = first, last
        places = [[layout.places[id] for id in self._nodes] for layout in (first, last)]
        self._pick, self._other_pick = itemgetter(*places[0]), itemgetter(*places[1])
        units = [(first.units[here], last.units[there]) for here, there in zip(*places, strict=True)]
        self._units = None if all(here == there for here, there in units) else units


Pick = Callable[[Sequence[Any]], Any]


def _points(count: Number | None, unit: Fraction) -> Number | None:
    return None if count is None else count * unit
