"""A record with some values changed, scored again: what is known moves exactly, and moves what is only reported.

Where a node's points are reported and only a part of what is beneath it is known, a change of the known part moves
the reported points by its exact difference: what is not known stays as it was. Such nodes are named in `moved`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from chiso.lang.values import Given, Number, summed
from chiso.records.record import Record
from chiso.ruleset.program import Band, Program
from chiso.run.adding import Part, adds, counts, rate_of_exchange, scaling
from chiso.run.check_record import broken_checks
from chiso.run.exact import score, score_again
from chiso.run.losing import scored_parts
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import Basis, GroupResult, Scorecard


@dataclass(frozen=True, slots=True)
class Rescored:
    """The scorecard after a change, and the ids of the nodes whose reported points moved with it."""

    card: Scorecard
    moved: tuple[str, ...]


def rescored(before: Scorecard, changes: Mapping[str, Given]) -> Rescored:
    """The scorecard of the same record with other values, by input id or by the address of a reported value."""
    program = before.program
    return rescored_under(before, program, changed(before.record, changes, program), changes)


def rescored_under(
    before: Scorecard,
    program: Program,
    record: Record,
    given: Collection[str] = (),
    affected: AbstractSet[str] | None = None,
) -> Rescored:
    """The scorecard of a changed record under a program that may be changed too.

    `given` are the addresses whose values were given anew, so that they stay as they are; `affected` are the only
    indicators that can differ, where that is known.
    """
    card = score(program, record) if affected is None else score_again(before, program, record, affected)
    moved: dict[str, Number] = {}
    while (found := dict(_moves(before, card, given))) != moved:
        moved = found
        card = score_again(card, program, replace(record, reported={**record.reported, **moved}), frozenset())
    return Rescored(card, tuple(address.rpartition(".")[0] for address in moved))


class Trials:
    """Where a unit comes with other values: many are tried, and few kept, so that they are scored without traces."""

    def __init__(self, card: Scorecard) -> None:
        self._card = card
        self._rows = RowScorer(card.program)

    def at(self, changes: Mapping[str, Given]) -> tuple[Number | None, Band | None]:
        """The total and the band of `rescored`."""
        record = changed(self._card.record, changes, self._card.program)
        if record.reported:
            after = rescored(self._card, changes).card
            return after.points, after.band
        row = self._rows.score(record)
        return row.total, row.band


def changed(record: Record, changes: Mapping[str, Given], program: Program) -> Record:
    """The record with other values, by input id or by the address of a reported value."""
    inputs = {id: value for id, value in changes.items() if id in program.inputs}
    reported = {address: value for address, value in changes.items() if address not in program.inputs}
    return replace(record, inputs={**record.inputs, **inputs}, reported={**record.reported, **reported})


def is_sound(record: Record, program: Program) -> bool:
    """Whether a record meets every check of the rule set."""
    return not broken_checks(program, record)


def _moves(before: Scorecard, after: Scorecard, given: Collection[str]) -> Iterator[tuple[str, Number]]:
    """The reported points that have to move, from the deepest up; a group is compared with what it was at first."""
    first = {group.id: group for group in (before.total, *before.total.every_group)}
    for now in (*reversed(list(after.total.every_group)), after.total):
        was, address = first.get(now.id), f"{now.id}.points"
        if was is None or was.points is None or address in given:
            continue
        both = was.basis is Basis.REPORTED and now.basis is Basis.REPORTED
        if both and (difference := _difference(was, now)):
            yield address, _within_bounds(was.points + difference, now)


def _within_bounds(points: Number, group: GroupResult) -> Number:
    least = group.group.min
    return min(group.group.max, points if least is None else max(least, points))


def _difference(before: GroupResult, after: GroupResult) -> Number:
    """How much more what is known beneath a group adds than before, scaled up in place of what is excluded.

    What is new adds all of it, what is gone takes all of it.
    """
    scaled = scaling(before.group, scored_parts(before))
    first = {part.id: part for part in scored_parts(before)}
    last = {part.id: part for part in scored_parts(after)}
    both = [_change(was, last[id]) * (scaled if counts(was) > 0 else 1) for id, was in first.items() if id in last]
    more = [adds(part) for id, part in last.items() if id not in first]
    less = [-adds(part) for id, part in first.items() if id not in last]
    return summed([*both, *more, *less])


def _change(before: Part, after: Part) -> Number:
    """How much more a part adds; of a group without points, what is known beneath it."""
    if before.points is not None and after.points is not None:
        return adds(after) - adds(before)
    if isinstance(before, GroupResult) and isinstance(after, GroupResult):
        return _difference(before, after) * rate_of_exchange(before)
    return 0
