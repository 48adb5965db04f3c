"""What a change of the rules does to units: who moves band, rank and points, by how much, and which edit does it.

An edit is a cause for a unit when it alone, made in the old rules, moves that unit. Several edits may each be one, and
a unit may move only by several together; what each contributes to the sum of all is another question
(`chiso.study.attribute`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.values import MISSING, Number, difference
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.scorecard import Scorecard
from chiso.run.standings import ranks_of
from chiso.run.unit import SamePoints, Unit, UnitScorer
from chiso.study.edits import Edit
from chiso.study.kinds import ChangeKind
from chiso.study.targets_met import Met, TargetsMet


class Part(NamedTuple):
    """The points of a group or an indicator, before and after."""

    id: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class Move:
    """One unit in one period that moves, under the rules before and after, with its ranks.

    `kinds` are the ways in which it moves; `causes` the edits, by their place in the impact, that move it alone;
    `parts` the groups and indicators whose points move; `targets` which targets were and are met, where that is known.
    The scorecards are made when they are asked for.
    """

    units: tuple[Unit, Unit]
    rank_before: int | None
    rank_after: int | None
    kinds: frozenset[ChangeKind]
    causes: tuple[int, ...]
    parts: tuple[Part, ...]
    targets: tuple[Mapping[str, bool], Mapping[str, bool]]

    @property
    def before(self) -> Scorecard:
        """The scorecard under the old rules."""
        return self.units[0].card

    @property
    def after(self) -> Scorecard:
        """The scorecard under the new rules."""
        return self.units[1].card

    @property
    def record(self) -> Record:
        """The unit and its period."""
        return self.units[1].record

    @property
    def by(self) -> Number | None:
        """How much the total moves, None where it was or is not known."""
        before, after = self.units[0].points, self.units[1].points
        return None if before is None or after is None else difference(after, before)


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
    sides = _Side(old[0]), _Side(new[0])
    before, after = (
        [side.placed(record) for record in given] for side, (_, given) in zip(sides, (old, new), strict=True)
    )
    judge, causes = _Judge(*sides), _Causes(sides[0], edits or ())
    moves = []
    for was, now, rank_before, rank_after in zip(before, after, _ranks(before), _ranks(after), strict=True):
        kinds = frozenset(judge.kinds(was, now)) | ({ChangeKind.RANK} if rank_before != rank_after else frozenset())
        if kinds:
            units, met = (was.unit, now.unit), (sides[0].met(was), sides[1].met(now))
            parts = tuple(judge.parts(*units)) if ChangeKind.SCORE in kinds else ()
            moves.append(Move(units, rank_before, rank_after, kinds, tuple(causes.of(was)), parts, met))
    moves.sort(key=_size, reverse=True)
    targets = tuple(_targets(_tally(before, sides[0]), _tally(after, sides[1])))
    return Impact(len(before), tuple(moves), targets, None if edits is None else tuple(edits))


class _Placed(NamedTuple):
    """A unit and whether it meets each target of its rules."""

    unit: Unit
    aims: tuple[Met, ...]


class _Side:
    """One of the rule sets that units are scored by."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._scorer = UnitScorer(program)
        self._targets = TargetsMet(program, self._scorer)
        self.ids = self._targets.ids

    def placed(self, record: Record) -> _Placed:
        unit = self._scorer.unit(record)
        return _Placed(unit, self._targets.of(unit))

    def met(self, placed: _Placed) -> dict[str, bool]:
        """The targets of which it is known whether they are met."""
        return {id: met for id, met in zip(self.ids, placed.aims, strict=True) if isinstance(met, bool)}


class _Judge:
    """Tells in which ways units move from one rule set to the other."""

    def __init__(self, before: _Side, after: _Side) -> None:
        self._sides = before, after
        self._points = SamePoints(before.program, after.program)

    def kinds(self, before: _Placed, after: _Placed) -> Iterator[ChangeKind]:
        if _band(before.unit) != _band(after.unit):
            yield ChangeKind.BAND
        if not self._points.are_same(before.unit, after.unit):
            yield ChangeKind.SCORE
        first, last = self._sides
        is_plain = first.ids == last.ids and before.aims == after.aims
        if not is_plain and first.met(before) != last.met(after):
            yield ChangeKind.TARGET

    def parts(self, before: Unit, after: Unit) -> Iterator[Part]:
        """The nodes whose points move."""
        moved = self._points.differing(before, after)
        first, last = before.points_at(moved), after.points_at(moved)
        return (Part(id, first.get(id), last.get(id)) for id in moved)


def _ranks(placed: Sequence[_Placed]) -> list[int | None]:
    return ranks_of([one.unit.points for one in placed], [one.unit.record for one in placed])


def _band(unit: Unit) -> str | None:
    return None if unit.band is None else unit.band.id


class _Causes:
    """Tells which edits move a unit, each made alone in the old rules."""

    def __init__(self, old: _Side, edits: Sequence[Edit]) -> None:
        edited = [_Side(edit.program) for edit in edits]
        self._tried = [(side, _Judge(old, side)) for side in edited]

    def of(self, before: _Placed) -> Iterator[int]:
        """The edits by their places."""
        for place, (side, judge) in enumerate(self._tried):
            try:
                alone = side.placed(before.unit.record)
            except RecordError:
                continue
            if any(judge.kinds(before, alone)):
                yield place


def _size(move: Move) -> tuple[bool, Number, Number]:
    """How far a unit moves: first by its total, then by its part that moves furthest."""
    parts = [_distance(part.before or 0, part.after or 0) for part in move.parts]
    return ChangeKind.BAND in move.kinds, _distance(0, move.by or 0), max(parts, default=0)


def _distance(before: Number, after: Number) -> Number:
    return difference(max(before, after), min(before, after))


_Tally = Mapping[str, tuple[int, int]]


def _targets(old: _Tally, new: _Tally) -> Iterator[Targets]:
    """The indicators whose target is met by others than before."""
    for id in dict.fromkeys((*new, *old)):
        if old.get(id, (0, 0)) != new.get(id, (0, 0)):
            yield Targets(id, old.get(id), new.get(id))


def _tally(placed: Sequence[_Placed], side: _Side) -> _Tally:
    """For each indicator with a target how many meet it, of how many whose rate is known."""
    found: dict[str, tuple[int, int]] = {}
    for aims, count in Counter(one.aims for one in placed).items():
        for id, met in zip(side.ids, aims, strict=True):
            if met is not MISSING:
                of = found.get(id, (0, 0))
                found[id] = of[0] + count * (met is True), of[1] + count * (met is not None)
    return found
