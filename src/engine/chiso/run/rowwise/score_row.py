"""The row path: a program compiled once, then one record after the other without a trace.

Indicators of the common form go first, all at once; the rest, and where something is missing each of them, by a
closure of its own; then the groups. The digits are those of `exact`. Records with reported values, which can stand in
for anything, are scored there.
"""

from __future__ import annotations

from functools import lru_cache

from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.evaluate import TooLong, too_long
from chiso.lang.values import Absence, Number, Value
from chiso.records.record import Record
from chiso.ruleset.program import Band, Program
from chiso.run.adding import Part
from chiso.run.exact import names_of_period
from chiso.run.exact import score as score_exactly
from chiso.run.rowwise.closures import Names, Sight
from chiso.run.rowwise.plan import plan
from chiso.run.rowwise.row_score import Gap, Layout, RowScore
from chiso.run.scorecard import Scorecard, State

_PERIODS = 1_000
"""Periods of which the facts are kept."""

_RECORDS_OWN = frozenset({"unit", "level"})


class RowScorer:
    """Scores records by one program, without traces; compiled once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._plan = plan(program)
        self._parameters = frozenset(program.parameters)
        self._of_period = lru_cache(_PERIODS)(self._facts_of_period)
        self._own_facts = bool(program.referenced or self._plan.names & _RECORDS_OWN)

    @property
    def layout(self) -> Layout:
        """Which node each of a row score's counts belongs to, and in which unit it is."""
        return self._plan.layout

    @property
    def sight(self) -> Sight:
        """Where the closures of the program's expressions look names up."""
        return self._plan.sight

    def score(self, record: Record) -> RowScore:
        """What a record comes to: the digits of `exact.score`. The rule set's checks are not its business.

        Raises `RecordError` where the record's numbers make a computation grow without bounds.
        """
        inputs, plan = record.inputs, self._plan
        if record.reported or (self._parameters and not inputs.keys().isdisjoint(self._parameters)):
            return self._of_card(score_exactly(self._program, record))
        facts = self.facts(record)
        gaps: dict[int, Gap] = {}
        try:
            counts = self._first(inputs, facts, gaps)
            for indicators, groups in plan.stages:
                counts += [indicator(inputs, facts, gaps) for indicator in indicators]
                for pick, most, group in groups:
                    if pick is None or gaps:
                        counts.append(group(counts, inputs, facts, gaps))
                    else:
                        count = sum(pick(counts))
                        counts.append(count if count <= most else most)
            band = self._band(counts[-1], inputs, facts)
        except TooLong as fault:
            raise RecordError([too_long(fault)]) from None
        return RowScore(plan.layout, counts, gaps, band)

    def _first(self, inputs: Names, facts: dict[str, Value], gaps: dict[int, Gap]) -> list[Number | None]:
        """The indicators that can be computed at once, or else one by one, and those that never have a value."""
        counts: list[int] | None
        try:
            counts = self._plan.at_once(inputs)
        except (KeyError, ZeroDivisionError):
            counts = None
        first = [indicator(inputs, facts, gaps) for indicator in self._plan.one_by_one] if counts is None else counts
        return [*first, *self._plan.silent]

    def _band(self, total: Number | None, inputs: Names, facts: dict[str, Value]) -> Band | None:
        """The highest band whose bound is reached and whose condition holds; None where that cannot be told."""
        if total is None:
            return None
        for bound, requires, band in self._plan.ladder:
            if total < bound:
                continue
            if requires is None:
                return band
            holds = requires(inputs, facts)
            if isinstance(holds, Absence):
                return None
            if holds:
                return band
        return None

    def facts(self, record: Record) -> dict[str, Value]:
        """What expressions may ask for beside the inputs, before any node is computed."""
        known = self._of_period(record.period)
        return {**known, "unit": record.unit, "level": record.level} if self._own_facts else known

    def _facts_of_period(self, period: str) -> dict[str, Value]:
        parameters, facts = names_of_period(self._program, period)
        return {**parameters, **facts}

    def _of_card(self, card: Scorecard) -> RowScore:
        """The same as a row score, of a record that was scored with a trace."""
        layout = self.layout
        every: list[Part] = [card.total, *card.total.every_group, *card.indicators]
        nodes = {node.id: node for node in every}
        counts: list[Number | None] = []
        gaps: dict[int, Gap] = {}
        for place, (id, unit) in enumerate(zip(layout.ids, layout.units, strict=True)):
            node = nodes[id]
            count = None if node.points is None else node.points / unit
            counts.append(count)
            if node.state is not State.VALUE:
                gaps[place] = Gap(count, node.state, node.basis is not None, node.excluded)
        return RowScore(layout, counts, gaps, card.band)
