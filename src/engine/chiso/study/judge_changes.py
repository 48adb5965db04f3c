"""Whether a change of rules may pass: no published edition is touched, and nothing moves that is not to move.

With data it is the units that decide: a band changes when a unit moves band. Without data it is the rules: a band
changes when a bound or a condition does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Diagnostic, Label, Report
from chiso.lang.values import decimal_text
from chiso.records.record import Record
from chiso.run.scorecard import printable
from chiso.source import Span
from chiso.study.allowances import Allowance, Refusal
from chiso.study.compare_rules import Difference
from chiso.study.impact import Impact, Move
from chiso.study.kinds import ChangeKind
from chiso.study.rule_change import PUBLISHED, RuleChange, reference

NOTHING = "–"
_END = "effective.to"
_ENGLISH = ("title_en", "message_en")
_OF_UNITS = frozenset({ChangeKind.BAND, ChangeKind.RANK, ChangeKind.SCORE, ChangeKind.TARGET})


@dataclass(frozen=True, slots=True)
class Gate:
    """What a change has to pass: the kinds that are refused, what is allowed all the same, and the day it is."""

    kinds: frozenset[ChangeKind]
    allowances: tuple[Allowance, ...]
    today: date


def judge_changes(comparisons: Sequence[RuleChange], gate: Gate, report: Report) -> list[Refusal]:
    """Report what is refused, and entries that allow nothing; the refusals that no entry allows."""
    found = [refusal for one in comparisons for refusal in refusals(one, gate.kinds)]
    for one in comparisons:
        _judge_editions(one, report)
    left = [refusal for refusal in found if not _is_allowed(refusal, gate, report)]
    for entry in gate.allowances:
        if not any(entry.covers(refusal) for refusal in found):
            report.add("allowance-unused", entry.place, kind=entry.kind, edition=entry.edition)
    return left


def _is_allowed(refusal: Refusal, gate: Gate, report: Report) -> bool:
    """Whether an entry allows it today; reported where none does, at the entry where one did."""
    entries = sorted((entry for entry in gate.allowances if entry.covers(refusal)), key=lambda entry: entry.until)
    if entries and entries[-1].until >= gate.today:
        return True
    facts = {"what": refusal.what, "before": refusal.before, "after": refusal.after, "edition": refusal.edition}
    if entries:
        last, labels = entries[-1], (Label(refusal.place, "moved-here"),)
        report.extend([Diagnostic("allowance-expired", last.place, {**facts, "day": str(last.until)}, labels)])
    else:
        report.extend([Diagnostic("change-refused", refusal.place, {**facts, "kind": refusal.kind.value})])
    return False


def _judge_editions(comparison: RuleChange, report: Report) -> None:
    """Report each change of an edition that was published, and one that was published and is gone."""
    old, new = comparison.old, comparison.new
    if old is None or old.status != PUBLISHED:
        return
    if new is None:
        report.add("edition-gone", old.places["edition"], name=reference(old))
    for one in comparison.differences if comparison.is_same_edition else ():
        if not _may_change(one):
            whom = Word(f"audience.{comparison.audiences(one)[0].value}")
            before, after = one.before or NOTHING, one.after or NOTHING
            name = reference(old)
            report.add(
                "change-needs-edition", one.place, name=name, field=one.address, before=before, after=after, whom=whom
            )


def _may_change(one: Difference) -> bool:
    """What a published edition may still be given: a last day, an end, English words."""
    ends = (one.address == _END and one.before is None) or (one.address == "status" and one.after == "withdrawn")
    return ends or one.address.endswith(_ENGLISH)


def refusals(comparison: RuleChange, kinds: Collection[ChangeKind]) -> Iterator[Refusal]:
    """What changes in ways that are refused."""
    if comparison.new is None:
        return
    for kind in (kind for kind in ChangeKind if kind in kinds):
        if comparison.impact is not None and kind in _OF_UNITS:
            yield from _of_units(comparison, comparison.impact, kind)
        else:
            yield from _of_rules(comparison, kind)


def _of_rules(comparison: RuleChange, kind: ChangeKind) -> Iterator[Refusal]:
    assert comparison.new is not None
    for one in comparison.differences:
        if kind in one.kinds:
            yield Refusal(
                kind, reference(comparison.new), one.address, one.before or NOTHING, one.after or NOTHING, one.place
            )
    if kind is ChangeKind.INPUT and comparison.refused:
        place = comparison.new.places["edition"]
        yield Refusal(kind, reference(comparison.new), "data", NOTHING, str(len(comparison.refused)), place)


def _of_units(comparison: RuleChange, impact: Impact, kind: ChangeKind) -> Iterator[Refusal]:
    assert comparison.new is not None
    for move in impact.moving(kind):
        before, after = (shown(move, side, kind) for side in (0, 1))
        place = _place(impact, move) or comparison.new.places["edition"]
        yield Refusal(kind, reference(comparison.new), unit_text(move.record), before, after, place)


def _place(impact: Impact, move: Move) -> Span | None:
    """Where the first edit that moves the unit is written."""
    edits = impact.edits or ()
    return next((edits[cause].differences[0].place for cause in move.causes), None)


def unit_text(record: Record) -> str:
    """A unit in one period, as entries name it."""
    return f"{record.unit} ({record.level}, {record.period})"


def shown(move: Move, side: int, kind: ChangeKind) -> str:
    """One side of a move, 0 before and 1 after, in the way it moves."""
    unit = move.units[side]
    if kind is ChangeKind.BAND:
        return NOTHING if unit.band is None else unit.band.title.text
    if kind is ChangeKind.RANK:
        rank = (move.rank_before, move.rank_after)[side]
        return NOTHING if rank is None else str(rank)
    if kind is ChangeKind.TARGET:
        return ", ".join(sorted(id for id, met in move.targets[side].items() if met)) or NOTHING
    return _points_text(move, side)


def _points_text(move: Move, side: int) -> str:
    """The total, or where that stays the parts that move."""
    unit = move.units[side]
    if move.by != 0:
        total = unit.program.total
        return NOTHING if unit.points is None else decimal_text(*printable(unit.points, total, unit.program))
    parts = [(part.id, (part.before, part.after)[side]) for part in move.parts]
    return ", ".join(f"{id} {NOTHING if points is None else decimal_text(points)}" for id, points in parts)
