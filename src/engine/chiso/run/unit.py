"""A unit in a study of many: what it comes to at once, its scorecard once somebody asks for it.

Where only totals, bands and points are compared, the row path tells them, with the same digits and without a trace.
What was reported stands in for anything, so records with reported values have their scorecard from the start.
"""

from __future__ import annotations

from collections.abc import Collection

from chiso.lang.values import Number
from chiso.records.record import Record
from chiso.ruleset.program import Band, Program
from chiso.run.adding import Part
from chiso.run.exact import score
from chiso.run.rowwise.at_once import Pick, picked
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

    def points_at(self, nodes: Collection[str]) -> dict[str, Number | None]:
        """The points of those of these groups and indicators that the rules have."""
        if self.row is not None:
            return {id: self.row.points(id) for id in nodes if id in self.row.layout.places}
        parts: list[Part] = [*self.card.total.every_group, *self.card.indicators]
        return {part.id: part.points for part in parts if part.id in nodes}

    def unknown(self) -> tuple[str, ...]:
        """The indicators that can have points, but of which nothing is known, in the order of the rules."""
        if self.row is None:
            return tuple(r.id for r in self.card.indicators if r.basis is None and not r.indicator.tracked)
        gaps, places = self.row.gaps, self.row.layout.places
        lacking = {place for place, gap in gaps.items() if not gap.known}
        scored = (i.id for i in self.program.indicators if lacking and not i.tracked)
        return tuple(id for id in scored if places[id] in lacking)


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
        self.program = program
        self._left = worthwhile
        self._rows: RowScorer | None = None

    @property
    def rows(self) -> RowScorer:
        """The row scorer, made when it is first needed."""
        if self._rows is None:
            self._rows = RowScorer(self.program)
        return self._rows

    def unit(self, record: Record) -> Unit:
        """The unit of a record. Raises `RecordError` where its numbers make a computation grow without bounds."""
        if record.reported or self._left > 0:
            self._left -= 1
            return unit_of(score(self.program, record))
        return Unit(self.program, record, self.rows.score(record))


class SamePoints:
    """Tells where units of two programs differ, mostly without working the points out."""

    def __init__(self, before: Program, after: Program) -> None:
        first, last = scored_nodes(before), scored_nodes(after)
        self._is_common = set(first) == set(last)
        self._nodes = list(dict.fromkeys((*last, *first)))
        self._layouts: tuple[Layout, Layout] | None = None
        self._picks: tuple[Pick, Pick] | None = None

    def are_same(self, before: Unit, after: Unit) -> bool:
        """Whether the two have the same total, the same nodes, and the same points at each."""
        return self._is_common and before.points == after.points and not self.differing(before, after)

    def differing(self, before: Unit, after: Unit) -> list[str]:
        """The nodes beneath the total whose points differ, those of the second program first."""
        if before.row is not None and after.row is not None and self._is_common:
            picks = self._picks_of(before.row.layout, after.row.layout)
            if picks is not None:
                counts = picks[0](before.row.counts), picks[1](after.row.counts)
                pairs = zip(self._nodes, *counts, strict=True) if counts[0] != counts[1] else ()
                return [id for id, was, now in pairs if was != now]
        first, last = before.points_at(self._nodes), after.points_at(self._nodes)
        return [id for id in self._nodes if first.get(id) != last.get(id)]

    def _picks_of(self, first: Layout, last: Layout) -> tuple[Pick, Pick] | None:
        """What takes the counts of the nodes out of two rows; None where these are not in the same units."""
        if self._layouts is None or self._layouts[0] is not first or self._layouts[1] is not last:
            self._layouts = first, last
            here, there = ([layout.places[id] for id in self._nodes] for layout in self._layouts)
            units = zip(here, there, strict=True)
            is_alike = all(first.units[place] == last.units[other] for place, other in units)
            self._picks = (picked(here), picked(there)) if is_alike else None
        return self._picks
