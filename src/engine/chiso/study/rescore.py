"""A record with some values changed, scored again: what is known moves exactly, and moves what is only reported.

Where a node's points are reported and only a part of what is beneath it is known, a change of the known part moves
the reported points by its exact difference: what is not known stays as it was. Such nodes are named in `moved`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chiso.lang.values import Given, Number, summed
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.adding import Part, adds, counts, rate_of_exchange, scaling
from chiso.run.check_record import broken_checks
from chiso.run.exact import score
from chiso.run.losing import scored_parts
from chiso.run.scorecard import Basis, GroupResult, Scorecard


@dataclass(frozen=True, slots=True)
class Rescored:
    """The scorecard after a change, and the ids of the nodes whose reported points moved with it."""

    card: Scorecard
    moved: tuple[str, ...]


def rescored(before: Scorecard, changes: Mapping[str, Given]) -> Rescored:
    """The scorecard of the same record with other values, by input id or by the address of a reported value."""
    program, record = before.program, changed(before.record, changes, before.program)
    card = score(program, record)
    moved: dict[str, Number] = {}
    while (found := dict(_moves(before.total, card.total, changes))) != moved:
        moved = found
        card = score(program, replace(record, reported={**record.reported, **moved}))
    return Rescored(card, tuple(address.rpartition(".")[0] for address in moved))


def changed(record: Record, changes: Mapping[str, Given], program: Program) -> Record:
    """The record with other values, by input id or by the address of a reported value."""
    inputs = {id: value for id, value in changes.items() if id in program.inputs}
    reported = {address: value for address, value in changes.items() if address not in program.inputs}
    return replace(record, inputs={**record.inputs, **inputs}, reported={**record.reported, **reported})


def is_sound(record: Record, program: Program) -> bool:
    """Whether a record meets every check of the rule set."""
    return not broken_checks(program, record)


def _moves(before: GroupResult, after: GroupResult, changes: Mapping[str, Given]) -> list[tuple[str, Number]]:
    """The reported points that have to move, from the deepest up; a group is compared with what it was at first."""
    found = [move for was, now in zip(before.groups, after.groups, strict=True) for move in _moves(was, now, changes)]
    address = f"{before.id}.points"
    both = before.basis is Basis.REPORTED and after.basis is Basis.REPORTED and address not in changes
    if both and before.points is not None and (difference := _difference(before, after)):
        found.append((address, _within_bounds(before.points + difference, before)))
    return found


def _within_bounds(points: Number, group: GroupResult) -> Number:
    least = group.group.min
    return min(group.group.max, points if least is None else max(least, points))


def _difference(before: GroupResult, after: GroupResult) -> Number:
    """How much more what is known beneath a group adds than before, scaled up in place of what is excluded."""
    scaled = scaling(before.group, scored_parts(before))
    pairs = zip(scored_parts(before), scored_parts(after), strict=True)
    return summed([_change(was, now) * (scaled if counts(was) > 0 else 1) for was, now in pairs])


def _change(before: Part, after: Part) -> Number:
    """How much more a part adds; of a group without points, what is known beneath it."""
    if before.points is not None and after.points is not None:
        return adds(after) - adds(before)
    if isinstance(before, GroupResult) and isinstance(after, GroupResult):
        return _difference(before, after) * rate_of_exchange(before)
    return 0
