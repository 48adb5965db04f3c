"""The reference evaluator: one program, one record, one scorecard, every number exact.

Nodes are computed in the program's order. Each indicator is rounded; groups add the rounded points, the total adds
the groups. At every node what can be computed is computed; where it cannot, a reported value stands in; where there
is none, the children's values of both kinds are added up; else the node is missing (DESIGN: basis).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.evaluate import TooLong, evaluate, too_long
from chiso.lang.syntax import Expression, names
from chiso.lang.values import (
    EMPTY,
    MISSING,
    Absence,
    Number,
    Value,
    absence_of,
    as_number,
    divide,
    rounded,
    share,
    summed,
)
from chiso.records.period import period_kind
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Band, Group, Indicator, Program, WhenEmpty
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard, State


def score(program: Program, record: Record) -> Scorecard:
    """The scorecard of a record, with its trace. The rule set's checks are not its business.

    Raises `RecordError` where the record's numbers make a computation grow without bounds.
    """
    try:
        return _Run(program, record).scorecard()
    except TooLong as fault:
        raise RecordError([too_long(fault)]) from None


def known_names(program: Program, record: Record) -> dict[str, Value]:
    """What an expression may name before any node is computed: parameters, inputs, facts of the record."""
    return {
        **{parameter.id: parameter.value for parameter in program.parameters.values()},
        **record.inputs,
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        "period_kind": period_kind(record.period) or MISSING,
    }


class _Outcome(NamedTuple):
    """What an indicator gives, and why."""

    points: Number | None
    unrounded: Number | None
    state: State
    basis: Basis | None
    excluded: bool = False


class _Part(NamedTuple):
    """What one node contributes to the sum above it: its points out of its maximum, or what is missing."""

    points: Number | None
    most: Number
    basis: Basis | None
    missing: tuple[str, ...] = ()
    excluded: bool = False


class _Run:
    def __init__(self, program: Program, record: Record) -> None:
        self._program = program
        self._reported = record.reported
        self._record = record
        self._names = known_names(program, record)
        self._trace: dict[int, Value] = {}
        self._indicators: dict[str, IndicatorResult] = {}
        self._groups: dict[str, GroupResult] = {}

    def scorecard(self) -> Scorecard:
        program = self._program
        for node in program.order:
            if isinstance(node, Group):
                self._groups[node.id] = self._group(node)
            else:
                self._indicators[node.id] = self._indicator(node)
        groups = tuple(self._groups[group.id] for group in program.groups)
        parts = [_Part(g.points, g.group.max, g.basis, g.missing, g.excluded) for g in groups]
        total = self._added(TOTAL, parts, program.max)
        band, undecided = (None, ()) if total.points is None else self._band(total.points)
        return Scorecard(
            program=program,
            record=self._record,
            points=total.points,
            basis=total.basis,
            band=band,
            groups=groups,
            missing=total.missing + undecided,
            trace=self._trace,
        )

    def _evaluate(self, expression: Expression) -> Value:
        return evaluate(expression, self._names, self._trace)

    def _given(self, address: str) -> Number | None:
        return as_number(self._reported.get(address))

    # Indicators.

    def _indicator(self, indicator: Indicator) -> IndicatorResult:
        rate, basis = self._rate(indicator)
        full_at = 1 if indicator.full_at is None else self._evaluate(indicator.full_at)
        value = MISSING if indicator.value is None else self._evaluate(indicator.value)
        if indicator.max is None:
            outcome = _tracked(rate if indicator.value is None else value, basis)
        else:
            outcome = self._outcome(indicator, rate, full_at)
        result = self._result(indicator, as_number(rate), as_number(full_at), as_number(value), outcome)
        if indicator.id in self._program.referenced:
            absent = MISSING if result.state is State.MISSING else EMPTY
            self._names[f"{indicator.id}.rate"] = absent if result.rate is None else result.rate
            self._names[f"{indicator.id}.points"] = absent if result.points is None else result.points
        return result

    def _rate(self, indicator: Indicator) -> tuple[Value, Basis]:
        """The rate by the formula, or where that is missing the reported one."""
        rate = MISSING if indicator.rate is None else self._evaluate(indicator.rate)
        if rate is MISSING and (reported := self._given(f"{indicator.id}.rate")) is not None:
            return reported, Basis.REPORTED
        return rate, Basis.COMPUTED

    def _outcome(self, indicator: Indicator, rate: Value, full_at: Value) -> _Outcome:
        assert indicator.max is not None
        if indicator.points is None:
            amount = _share(indicator.max, rate, full_at)
        else:
            amount = _bounded(self._evaluate(indicator.points), indicator.min, indicator.max)
        points = as_number(amount)
        if points is not None:
            return self._computed(points, State.VALUE, self._resting_on(indicator))
        if amount is EMPTY:
            return self._empty(indicator.when_empty, indicator.max)
        reported = self._given(f"{indicator.id}.points")
        if reported is not None:
            return _Outcome(reported, None, State.VALUE, Basis.REPORTED)
        return _Outcome(None, None, State.MISSING, None)

    def _resting_on(self, indicator: Indicator) -> Basis:
        """Computed from inputs alone, unless a node that its formula refers to rests on something else."""
        if indicator.id not in self._program.referring:
            return Basis.COMPUTED
        nodes: dict[str, IndicatorResult | GroupResult] = {**self._indicators, **self._groups}
        written = [part for part in (indicator.rate, indicator.full_at, indicator.points) if part is not None]
        used = [name.name.rpartition(".")[0] for part in written for name in names(part) if name.id in self._trace]
        bases = [nodes[id].basis for id in used if id in nodes]
        return Basis.COMPUTED if all(basis is Basis.COMPUTED for basis in bases) else Basis.MIXED

    def _computed(self, points: Number, state: State, basis: Basis = Basis.COMPUTED) -> _Outcome:
        return _Outcome(rounded(points, self._program.rounding), points, state, basis)

    def _empty(self, policy: WhenEmpty, most: Number) -> _Outcome:
        match policy:
            case WhenEmpty.ZERO:
                return self._computed(0, State.EMPTY)
            case WhenEmpty.FULL:
                return self._computed(most, State.EMPTY)
            case WhenEmpty.NONE | WhenEmpty.EXCLUDE:
                excluded = policy is WhenEmpty.EXCLUDE
                return _Outcome(None, None, State.EMPTY, Basis.COMPUTED, excluded)

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
            missing=self._missing(indicator) if outcome.state is State.MISSING else (),
            excluded=outcome.excluded,
        )

    def _missing(self, indicator: Indicator) -> tuple[str, ...]:
        """The names that the computation met without a value; the indicator's own points when it has no formula."""
        written = (indicator.rate, indicator.full_at, indicator.points, indicator.value)
        parts = [part for part in written if part is not None]
        met = [name.name for part in parts for name in names(part) if self._trace.get(name.id) is MISSING]
        return tuple(dict.fromkeys(met)) or (f"{indicator.id}.points",)

    # Sums.

    def _group(self, group: Group) -> GroupResult:
        results = tuple(self._indicators[indicator.id] for indicator in group.indicators)
        scored = [_part(result, result.indicator.max) for result in results if result.indicator.max is not None]
        total = self._added(group.id, scored, group.max)
        return GroupResult(group, total.points, total.basis, results, total.missing, total.excluded)

    def _added(self, id: str, parts: Sequence[_Part], most: Number) -> _Part:
        """What the parts add up to at a node, or what is reported of it."""
        total = self._settled(id, parts, most)
        if id in self._program.referenced:
            absent = MISSING if total.basis is None else EMPTY
            self._names[f"{id}.points"] = absent if total.points is None else total.points
            self._names[f"{id}.rate"] = absent if total.points is None else divide(total.points, most)
        return total

    def _settled(self, id: str, parts: Sequence[_Part], most: Number) -> _Part:
        bases = [part.basis for part in parts]
        computed = all(basis is Basis.COMPUTED for basis in bases) and not all(part.excluded for part in parts)
        if computed:
            return self._sum(parts, most, Basis.COMPUTED)
        reported = self._given(f"{id}.points")
        if reported is not None:
            return _Part(reported, most, Basis.REPORTED)
        if None not in bases:
            return self._sum(parts, most, bases[0] if len(set(bases)) == 1 and bases[0] else Basis.MIXED)
        missing = dict.fromkeys(name for part in parts for name in part.missing)
        return _Part(None, most, None, tuple(missing))

    def _sum(self, parts: Sequence[_Part], most: Number, basis: Basis) -> _Part:
        """The parts' points; where parts are excluded, scaled up from the maximum that remains."""
        points = summed([part.points for part in parts if part.points is not None])
        if not any(part.excluded for part in parts):
            return _Part(points, most, basis)
        remaining = summed([part.most for part in parts if not part.excluded])
        if remaining == 0:
            return _Part(None, most, basis, excluded=True)
        return _Part(rounded(Fraction(points) * most / remaining, self._program.rounding), most, basis)

    # Bands.

    def _band(self, total: Number) -> tuple[Band | None, tuple[str, ...]]:
        """The highest band whose bound is reached and whose condition holds, or what is missing to tell."""
        for band in self._program.bands:
            if total < band.at_least:
                continue
            holds = True if band.requires is None else self._evaluate(band.requires)
            if isinstance(holds, Absence):
                unknown = () if band.requires is None else names(band.requires)
                return None, tuple(name.name for name in unknown if self._trace.get(name.id) is MISSING)
            if holds:
                return band, ()
        return None, ()


def _tracked(rate: Value, basis: Basis) -> _Outcome:
    """A tracked indicator has a state, but never points."""
    if isinstance(rate, Absence):
        return _Outcome(None, None, State(rate.value), None)
    return _Outcome(None, None, State.VALUE, basis)


def _share(most: Number, rate: Value, full_at: Value) -> Value:
    """`most` times the part of the threshold that the rate reaches, at most all of it."""
    part, full = as_number(rate), as_number(full_at)
    if part is None or full is None:
        return absence_of(rate, full_at) or MISSING
    return share(most, part, full)


def _bounded(amount: Value, low: Number, high: Number) -> Value:
    number = as_number(amount)
    return amount if number is None else max(low, min(high, number))


def _part(result: IndicatorResult, most: Number) -> _Part:
    return _Part(result.points, most, result.basis, result.missing, result.excluded)
