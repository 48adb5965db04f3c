"""The reference evaluator: one program, one record, one scorecard, every number exact.

Nodes are computed in the program's order. Each indicator is rounded; groups add the rounded points, each as much as
it counts for, and the total adds the groups (`adding`). At every node what can be computed is computed; where it
cannot, a reported value stands in; where there is none, the children's values of both kinds are added up; else the
node is missing (DESIGN: basis).
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.evaluate import TooLong, causes, evaluate, too_long
from chiso.lang.syntax import Expression, ids, names
from chiso.lang.values import (
    EMPTY,
    MISSING,
    NOT_APPLICABLE,
    Absence,
    Number,
    Value,
    absence_of,
    as_number,
    divide,
    rounded,
    share,
)
from chiso.records.period import last_day, period_kind
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Band, Group, Indicator, Policy, Program
from chiso.run.adding import Part, added
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard, State


def score(program: Program, record: Record) -> Scorecard:
    """The scorecard of a record, with its trace. The rule set's checks are not its business.

    Raises `RecordError` where the record's numbers make a computation grow without bounds.
    """
    try:
        return _Run(program, record).scorecard()
    except TooLong as fault:
        raise RecordError([too_long(fault)]) from None


def score_again(before: Scorecard, program: Program, record: Record, affected: AbstractSet[str]) -> Scorecard:
    """As `score`, where of the indicators that the program still has as they were only those affected can differ.

    What no expression refers to and no condition surrounds is taken from the scorecard before, with its part of the
    trace. Raises `RecordError`.
    """
    nodes = {node.id: node for node in program.order}
    apart = program.referenced | program.referring | affected
    still = [result for result in before.indicators if nodes.get(result.id) is result.indicator]
    kept = {r.id: r for r in still if r.id not in apart and not program.conditions[r.id]}
    try:
        card = _Run(program, record, kept).scorecard()
    except TooLong as fault:
        raise RecordError([too_long(fault)]) from None
    anew = [result.indicator for result in before.indicators if result.id not in kept]
    parts = [part for indicator in anew for part in (*indicator.formulas, indicator.target)]
    parts += [*chain(*before.program.conditions.values()), *(band.requires for band in before.program.bands)]
    gone = {id for part in parts if part is not None for id in ids(part)}
    return replace(card, trace={**{id: v for id, v in before.trace.items() if id not in gone}, **card.trace})


def score_indicator(program: Program, record: Record, indicator: Indicator) -> IndicatorResult:
    """What one indicator comes to, without the others where it needs none of them. Raises `RecordError`."""
    if indicator.id in program.referring or program.conditions[indicator.id]:
        return next(result for result in score(program, record).indicators if result.indicator is indicator)
    try:
        return _Run(program, record).indicator(indicator)
    except TooLong as fault:
        raise RecordError([too_long(fault)]) from None


def known_names(program: Program, record: Record) -> dict[str, Value]:
    """What an expression may name before any node is computed: parameters, inputs, facts of the record."""
    parameters, facts = names_of_period(program, record.period)
    return {**parameters, **record.inputs, "unit": record.unit, "level": record.level, **facts}


def names_of_period(program: Program, period: str) -> tuple[dict[str, Value], dict[str, Value]]:
    """What is the same for all records of a period: the parameters, and the facts of the period."""
    day = last_day(period)
    values = {parameter.id: parameter.value_on(day) for parameter in program.parameters.values()}
    parameters: dict[str, Value] = {id: MISSING if value is None else value for id, value in values.items()}
    return parameters, {"period": period, "period_kind": period_kind(period) or MISSING}


class _Outcome(NamedTuple):
    """What an indicator gives, and why."""

    points: Number | None
    unrounded: Number | None
    state: State
    basis: Basis | None
    excluded: bool = False
    assumed: bool = False


_NOTHING: Mapping[str, IndicatorResult] = {}


class _Run:
    def __init__(self, program: Program, record: Record, kept: Mapping[str, IndicatorResult] = _NOTHING) -> None:
        self._program = program
        self._kept = kept
        self._reported = record.reported
        self._record = record
        self._names = known_names(program, record)
        self._trace: dict[int, Value] = {}
        self._indicators: dict[str, IndicatorResult] = {}
        self._groups: dict[str, GroupResult] = {}

    def scorecard(self) -> Scorecard:
        for node in self._program.order:
            if isinstance(node, Group):
                self._groups[node.id] = self._group(node)
            else:
                known = self._kept.get(node.id)
                self._indicators[node.id] = self.indicator(node) if known is None else known
        total = self._groups[TOTAL]
        band, undecided = (None, ()) if total.points is None else self._band(total.points)
        return Scorecard(
            program=self._program,
            record=self._record,
            total=total,
            band=band,
            missing=total.missing + undecided,
            trace=self._trace,
        )

    def _evaluate(self, expression: Expression) -> Value:
        return evaluate(expression, self._names, self._trace)

    def _given(self, address: str) -> Number | None:
        return as_number(self._reported.get(address))

    def _applies(self, id: str, own: Expression | None) -> Value:
        """Whether a node and every group around it apply; the absence where that cannot be told."""
        conditions = self._program.conditions[id]
        if own is None and not conditions:
            return True
        for condition in conditions if own is None else (*conditions, own):
            applies = self._trace[condition.id] if condition.id in self._trace else self._evaluate(condition)
            if applies is not True:
                return applies
        return True

    # Indicators.

    def indicator(self, indicator: Indicator) -> IndicatorResult:
        """What an indicator comes to, once all it refers to has been computed."""
        if (applies := self._applies(indicator.id, indicator.applies_when)) is not True:
            absence = applies if isinstance(applies, Absence) else NOT_APPLICABLE
            return self._named(self._inapplicable(indicator, absence), absence)
        rate, basis = self._rate(indicator)
        if indicator.id in self._program.referenced:
            self._names[f"{indicator.id}.rate"] = rate
        full_at = 1 if indicator.full_at is None else self._evaluate(indicator.full_at)
        value = MISSING if indicator.value is None else self._evaluate(indicator.value)
        if indicator.max is None:
            outcome = _tracked(rate if indicator.value is None else value, basis)
        else:
            outcome = self._outcome(indicator, indicator.max, rate, full_at)
        result = self._result(indicator, as_number(rate), as_number(full_at), as_number(value), outcome)
        return self._named(result, EMPTY if indicator.rate is None and rate is MISSING else rate)

    def _inapplicable(self, indicator: Indicator, absence: Absence) -> IndicatorResult:
        """The result where the condition fails, or cannot be told."""
        if indicator.max is None:
            outcome = _tracked(absence, Basis.COMPUTED)
        else:
            outcome = self._absent(absence, indicator, indicator.max)
        return self._result(indicator, None, None, None, outcome)

    def _named(self, result: IndicatorResult, rate: Value) -> IndicatorResult:
        """The result, once expressions that refer to it find its values under its name."""
        if result.id in self._program.referenced:
            absent = EMPTY if result.state is State.VALUE else Absence(result.state.value)
            self._names[f"{result.id}.rate"] = rate
            self._names[f"{result.id}.points"] = absent if result.points is None else result.points
        return result

    def _rate(self, indicator: Indicator) -> tuple[Value, Basis]:
        """The rate by the formula, or where that is missing the reported one."""
        rate = MISSING if indicator.rate is None else self._evaluate(indicator.rate)
        if rate is MISSING and (reported := self._given(f"{indicator.id}.rate")) is not None:
            return reported, Basis.REPORTED
        return rate, Basis.COMPUTED

    def _outcome(self, indicator: Indicator, most: Number, rate: Value, full_at: Value) -> _Outcome:
        if indicator.points is None:
            amount = share_of(most, rate, full_at)
        else:
            amount = bounded(self._evaluate(indicator.points), indicator.min, most)
        if isinstance(amount, Absence):
            return self._absent(amount, indicator, most)
        points = as_number(amount)
        assert points is not None
        return _computed(points, State.VALUE, indicator, self._resting_on(indicator))

    def _absent(self, absence: Absence, indicator: Indicator, most: Number) -> _Outcome:
        """What an absence gives: for a missing one first what is reported, then what the policy says."""
        state = State(absence.value)
        if absence is MISSING and (reported := self._given(f"{indicator.id}.points")) is not None:
            return _Outcome(reported, None, State.VALUE, Basis.REPORTED)
        assumed = absence is MISSING
        match indicator.policies.get(absence):
            case None:
                return _Outcome(None, None, State.MISSING, None)
            case Policy.ZERO:
                return _computed(0, state, indicator)._replace(assumed=assumed)
            case Policy.FULL:
                return _computed(most, state, indicator)._replace(assumed=assumed)
            case policy:
                return _Outcome(None, None, state, Basis.COMPUTED, policy is Policy.EXCLUDE, assumed)

    def _resting_on(self, indicator: Indicator) -> Basis:
        """Computed from inputs alone, unless a node that its formula refers to rests on something else."""
        if indicator.id not in self._program.referring:
            return Basis.COMPUTED
        nodes: dict[str, IndicatorResult | GroupResult] = {**self._indicators, **self._groups}
        written = [name for part in indicator.formulas for name in names(part)]
        used = [name.name.rpartition(".")[0] for name in written if name.id in self._trace]
        bases = [nodes[id].basis for id in used if id in nodes]
        return Basis.COMPUTED if all(basis is Basis.COMPUTED for basis in bases) else Basis.MIXED

    def _result(
        self,
        indicator: Indicator,
        rate: Number | None,
        full_at: Number | None,
        value: Number | None,
        outcome: _Outcome,
    ) -> IndicatorResult:
        target = None if indicator.target is None else as_number(self._evaluate(indicator.target))
        return IndicatorResult(
            indicator=indicator,
            points=outcome.points,
            unrounded=outcome.unrounded,
            rate=rate,
            full_at=full_at,
            value=value,
            state=outcome.state,
            basis=outcome.basis,
            target=target,
            target_met=None if target is None or rate is None else rate >= target,
            missing=self._missing(indicator) if outcome.basis is None and outcome.state is State.MISSING else (),
            excluded=outcome.excluded,
            assumed=outcome.assumed,
        )

    def _missing(self, indicator: Indicator) -> tuple[str, ...]:
        """The names that the computation met without a value; the indicator's own points when it has no formula."""
        parts = (*self._program.conditions[indicator.id], *indicator.formulas)
        met = [name for part in parts for name in causes(part, self._trace)]
        own = f"{indicator.id}.rate"
        return tuple(dict.fromkeys(name for name in met if name != own)) or (f"{indicator.id}.points",)

    # Groups.

    def _group(self, group: Group) -> GroupResult:
        result = self._settled(group)
        if group.id in self._program.referenced:
            absent = Absence(result.state.value) if result.state is not State.VALUE else EMPTY
            self._names[f"{group.id}.points"] = absent if result.points is None else result.points
            self._names[f"{group.id}.rate"] = absent if result.points is None else divide(result.points, group.max)
        return result

    def _settled(self, group: Group) -> GroupResult:
        """What the parts add up to, or what is reported of the group, or what it gives where it does not apply."""
        indicators = tuple(self._indicators[part.id] for part in group.indicators)
        groups = tuple(self._groups[part.id] for part in group.groups)
        applies = self._applies(group.id, None) if self._program.conditions[group.id] else True
        if applies is False:
            return _inapplicable_group(group, indicators, groups)
        parts: list[Part] = [result for result in indicators if not result.indicator.tracked]
        parts += groups
        sum = added(group, parts, self._given(f"{group.id}.points"))
        return GroupResult(
            group=group,
            points=sum.points,
            state=sum.state,
            basis=sum.basis,
            indicators=indicators,
            groups=groups,
            missing=sum.missing,
            excluded=sum.excluded,
            assumed=sum.assumed,
            unrounded=sum.unrounded,
        )

    # Bands.

    def _band(self, total: Number) -> tuple[Band | None, tuple[str, ...]]:
        """The highest band whose bound is reached and whose condition holds, or what is missing to tell."""
        for band in self._program.bands:
            if total < band.at_least:
                continue
            holds = True if band.requires is None else self._evaluate(band.requires)
            if isinstance(holds, Absence):
                return None, () if band.requires is None else tuple(causes(band.requires, self._trace))
            if holds:
                return band, ()
        return None, ()


def _computed(points: Number, state: State, indicator: Indicator, basis: Basis = Basis.COMPUTED) -> _Outcome:
    shown = points if indicator.rounding is None else rounded(points, indicator.rounding)
    return _Outcome(shown, points, state, basis)


def _tracked(rate: Value, basis: Basis) -> _Outcome:
    """A tracked indicator has a state, but never points."""
    if isinstance(rate, Absence):
        return _Outcome(None, None, State(rate.value), None)
    return _Outcome(None, None, State.VALUE, basis)


def _inapplicable_group(
    group: Group, indicators: tuple[IndicatorResult, ...], groups: tuple[GroupResult, ...]
) -> GroupResult:
    points: Number | None = {Policy.ZERO: 0, Policy.FULL: group.max}.get(group.policy)
    excluded = group.policy is Policy.EXCLUDE
    return GroupResult(group, points, State.NOT_APPLICABLE, Basis.COMPUTED, indicators, groups, (), excluded)


def share_of(most: Number, rate: Value, full_at: Value) -> Value:
    """`most` times the part of the threshold that the rate reaches, at most all of it."""
    part, full = as_number(rate), as_number(full_at)
    if part is None or full is None:
        return absence_of(rate, full_at) or MISSING
    return share(most, part, full)


def bounded(amount: Value, low: Number, high: Number) -> Value:
    number = as_number(amount)
    return amount if number is None else max(low, min(high, number))
