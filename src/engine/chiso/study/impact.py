"""What a change of the rules does to units: who moves band, rank and points, by how much, and which edit does it.

An edit is a cause for a unit when it alone, made in the old rules, moves that unit. Several edits may each be one, and
a unit may move only by several together; what each contributes to the sum of all is another question
(`chiso.study.attribute`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.values import Number, difference
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.exact import score
from chiso.run.scorecard import IndicatorResult, Scorecard
from chiso.run.standings import ranks
from chiso.study.edits import Edit
from chiso.study.kinds import ChangeKind


class Part(NamedTuple):
    """The points of a group or an indicator, before and after."""

    id: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class Move:
    """One unit in one period that moves: its scorecards and ranks before and after.

    `kinds` are the ways in which it moves; `causes` the edits, by their place in the impact, that move it alone.
    """

    before: Scorecard
    after: Scorecard
    rank_before: int | None
    rank_after: int | None
    kinds: frozenset[ChangeKind]
    causes: tuple[int, ...]

    @property
    def record(self) -> Record:
        """The unit and its period."""
        return self.after.record

    @property
    def by(self) -> Number | None:
        """How much the total moves, None where it was or is not known."""
        before, after = self.before.points, self.after.points
        return None if before is None or after is None else difference(after, before)

    @property
    def parts(self) -> list[Part]:
        """The groups and indicators whose points move."""
        before, after = _points(self.before), _points(self.after)
        parts = [Part(id, before.get(id), after.get(id)) for id in dict.fromkeys((*after, *before))]
        return [part for part in parts if part.before != part.after]


@dataclass(frozen=True, slots=True)
class Targets:
    """How many units had met a target of an indicator, and of how many, before and after; None without a target."""

    id: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to units; `edits` is None where there were too many to try one by one."""

    units: int
    moves: tuple[Move, ...]
    targets: tuple[Targets, ...]
    edits: tuple[Edit, ...] | None

    def moving(self, kind: ChangeKind) -> list[Move]:
        """The units that move in a way."""
        return [move for move in self.moves if kind in move.kinds]


def impact(
    old: tuple[Program, Sequence[Record]], new: tuple[Program, Sequence[Record]], edits: Sequence[Edit] | None
) -> Impact:
    """Score the same units under both rule sets. Raises `RecordError` where numbers grow without bounds."""
    before = [score(old[0], record) for record in old[1]]
    after = [score(new[0], record) for record in new[1]]
    pairs = list(zip(before, after, ranks(before), ranks(after), strict=True))
    moves = []
    for was, now, rank_before, rank_after in pairs:
        kinds = frozenset(_kinds(was, now)) | ({ChangeKind.RANK} if rank_before != rank_after else frozenset())
        if kinds:
            moves.append(Move(was, now, rank_before, rank_after, kinds, tuple(_causes(was, edits or ()))))
    moves.sort(key=_size, reverse=True)
    return Impact(len(pairs), tuple(moves), tuple(_targets(before, after)), None if edits is None else tuple(edits))


def _kinds(before: Scorecard, after: Scorecard) -> Iterator[ChangeKind]:
    if _band(before) != _band(after):
        yield ChangeKind.BAND
    if _points(before) != _points(after) or before.points != after.points:
        yield ChangeKind.SCORE
    if _met(before) != _met(after):
        yield ChangeKind.TARGET


def _band(card: Scorecard) -> str | None:
    return None if card.band is None else card.band.id


def _points(card: Scorecard) -> dict[str, Number | None]:
    found = {group.id: group.points for group in card.total.every_group}
    return {**found, **{result.id: result.points for result in card.indicators if not result.indicator.tracked}}


def _met(card: Scorecard) -> dict[str, bool]:
    return {result.id: result.target_met for result in card.indicators if result.target_met is not None}


def _causes(before: Scorecard, edits: Sequence[Edit]) -> Iterator[int]:
    for place, edit in enumerate(edits):
        try:
            alone = score(edit.program, before.record)
        except RecordError:
            continue
        if any(_kinds(before, alone)):
            yield place


def _size(move: Move) -> tuple[bool, Number, Number]:
    """How far a unit moves: first by its total, then by its part that moves furthest."""
    parts = [_distance(part.before or 0, part.after or 0) for part in move.parts]
    return ChangeKind.BAND in move.kinds, _distance(0, move.by or 0), max(parts, default=0)


def _distance(before: Number, after: Number) -> Number:
    return difference(max(before, after), min(before, after))


def _targets(before: Sequence[Scorecard], after: Sequence[Scorecard]) -> Iterator[Targets]:
    """The indicators whose target is met by others than before."""
    old, new = _tally(before), _tally(after)
    for id in dict.fromkeys((*new, *old)):
        if old.get(id, (0, 0)) != new.get(id, (0, 0)):
            yield Targets(id, old.get(id), new.get(id))


def _tally(cards: Sequence[Scorecard]) -> Mapping[str, tuple[int, int]]:
    """For each indicator with a target how many meet it, of how many whose rate is known."""
    results = [result for card in cards for result in card.indicators if result.target is not None]
    found: dict[str, list[IndicatorResult]] = {}
    for result in results:
        found.setdefault(result.id, []).append(result)
    return {
        id: (sum(one.target_met is True for one in of), sum(one.target_met is not None for one in of))
        for id, of in found.items()
    }
