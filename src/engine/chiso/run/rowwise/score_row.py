"""The row path: a program compiled once, then one record after the other without a trace.

Indicators of the common form go first, all at once; the rest, and where something is missing each of them, by a
closure of its own; then the groups. The digits are those of `exact`. Records with reported values, which can stand in
for anything, are scored there.
"""

from __future__ import annotations

from functools import lru_cache

from chiso.lang.evaluate import TooLong
from chiso.lang.values import Number, Value
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.adding import Part
from chiso.run.exact import names_of_period, score
from chiso.run.rowwise.closures import Sight
from chiso.run.rowwise.plan import plan
from chiso.run.rowwise.row_score import NO_GAPS, Gap, Layout, RowScore
from chiso.run.scorecard import State

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

        Raises `RecordError` where the record's numbers make a computation grow without bounds; `exact` says where.
        """
        inputs, plan = record.inputs, self._plan
        if record.reported or (self._parameters and not inputs.keys().isdisjoint(self._parameters)):
            return self._by_exact(record)
        facts = self.facts(record)
        gaps: dict[int, Gap] = {}
        try:
            counts = plan.at_once(inputs, facts, gaps)
            counts += plan.silent
            for indicators, groups in plan.stages:
                for indicator in indicators:
                    counts.append(indicator(inputs, facts, gaps))
                for parts_of, most, group in groups:
                    if parts_of is None or (gaps and None in parts_of(counts)):
                        counts.append(group(counts, inputs, facts, gaps))
                    else:
                        count = sum(parts_of(counts))
                        counts.append(count if count <= most else most)
            band = plan.band(counts[-1], inputs, facts)
        except TooLong:
            return self._by_exact(record)
        return RowScore(plan.layout, counts, gaps or NO_GAPS, band)

    def facts(self, record: Record) -> dict[str, Value]:
        """What expressions may ask for beside the inputs, before any node is computed."""
        known = self._of_period(record.period)
        return {**known, "unit": record.unit, "level": record.level} if self._own_facts else known

    def _facts_of_period(self, period: str) -> dict[str, Value]:
        parameters, facts = names_of_period(self._program, period)
        return {**parameters, **facts}

    def _by_exact(self, record: Record) -> RowScore:
        """The row score of a record that is scored with a trace. Raises `RecordError`."""
        card, layout = score(self._program, record), self.layout
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
