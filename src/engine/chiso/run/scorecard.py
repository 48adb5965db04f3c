"""A scorecard: the result of one record, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from chiso.lang.values import Given, Mode, Number, Value, decimals_of, rounded, to_digits
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Band, Group, Indicator, Program


class State(Enum):
    """Whether a node has a value, and if not, which absence; the members' values are the words of the wire format.

    The state of an indicator is that of its rate: an empty rate that gives 0 or full points stays `EMPTY`.
    """

    VALUE = "value"
    MISSING = "missing"
    EMPTY = "empty"
    NOT_APPLICABLE = "not_applicable"


class Basis(Enum):
    """What a value rests on: the record's inputs, a value somebody published, or nodes of both kinds added up."""

    COMPUTED = "computed"
    REPORTED = "reported"
    MIXED = "mixed"


class IndicatorResult(NamedTuple):
    """What one indicator came to; a named tuple, because there are very many of them.

    `points` are rounded, `unrounded` are the points before; None where there is no value. `rate`, `full_at`, `target`
    and the `value` of a tracked indicator are exact. `target_met` is None when the rate or the target is not there.
    `missing` names what was not given, when that is why there is no value. `excluded` says that the indicator left its
    group's maximum, `assumed` that it rests on a policy for something missing.
    """

    indicator: Indicator
    points: Number | None
    unrounded: Number | None
    rate: Number | None
    full_at: Number | None
    value: Number | None
    state: State
    basis: Basis | None
    target: Number | None
    target_met: bool | None
    missing: tuple[str, ...]
    excluded: bool = False
    assumed: bool = False

    @property
    def id(self) -> str:
        return self.indicator.id

    @property
    def weight(self) -> Number | None:
        """Its share of the maximum above, where it has one."""
        return self.indicator.weight


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What one group, or the total, came to; `points` is None when it has no value, `missing` then says what lacked.

    `unrounded` is the sum before it was rounded, where it is a sum. `assumed` says that it rests on a policy for
    something missing.
    """

    group: Group
    points: Number | None
    state: State
    basis: Basis | None
    indicators: tuple[IndicatorResult, ...]
    groups: tuple[GroupResult, ...]
    missing: tuple[str, ...]
    excluded: bool = False
    assumed: bool = False
    unrounded: Number | None = None

    @property
    def id(self) -> str:
        return self.group.id

    @property
    def weight(self) -> Number | None:
        """Its share of the maximum above, where it has one."""
        return self.group.weight

    @property
    def every_group(self) -> Iterator[GroupResult]:
        """The results beneath it, each followed by those beneath that."""
        for group in self.groups:
            yield group
            yield from group.every_group

    @property
    def every_indicator(self) -> Iterator[IndicatorResult]:
        """The indicators' results beneath it, also those of the groups beneath."""
        yield from self.indicators
        for group in self.groups:
            yield from group.every_indicator


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What one record came to under one edition.

    `trace` gives the value of every expression node that the computation passed through, by node id; a node that is
    not in it was not evaluated. `previous` is that of the same unit in an earlier period, where changes are told.
    """

    program: Program
    record: Record
    total: GroupResult
    band: Band | None
    missing: tuple[str, ...]
    trace: Mapping[int, Value]
    previous: Scorecard | None = field(default=None, compare=False, repr=False)

    @property
    def points(self) -> Number | None:
        """The total, rounded."""
        return self.total.points

    @property
    def basis(self) -> Basis | None:
        """What the total rests on."""
        return self.total.basis

    @property
    def groups(self) -> tuple[GroupResult, ...]:
        """The groups directly beneath the total."""
        return self.total.groups

    @property
    def complete(self) -> bool:
        """Whether the total is known; an incomplete scorecard has no total, no band and no rank."""
        return self.points is not None

    @property
    def indicators(self) -> Iterator[IndicatorResult]:
        """Every indicator's result, in the order of the rules."""
        return self.total.every_indicator


_PERCENT = to_digits(4, Mode.HALF_UP)


def rate_percent(rate: Number) -> Number:
    """A rate in percent, rounded half up to two decimals, as people write it."""
    return rounded(rate, _PERCENT) * 100


def quantities(card: Scorecard, rank: int | None = None) -> dict[str, Given | None]:
    """Everything a scorecard says, by address (`payment.points`, `total.band`); None for an absent value."""
    found: dict[str, Given | None] = {
        f"{TOTAL}.points": card.points,
        f"{TOTAL}.basis": _word(card.basis),
        f"{TOTAL}.band": None if card.band is None else card.band.id,
        f"{TOTAL}.rank": rank,
        f"{TOTAL}.complete": card.complete,
    }
    for group in card.total.every_group:
        found[f"{group.id}.points"] = group.points
        found[f"{group.id}.state"] = group.state.value
        found[f"{group.id}.basis"] = _word(group.basis)
    for result in card.indicators:
        found.update((f"{result.id}.{quantity}", value) for quantity, value in _of_indicator(result).items())
    return found


def _of_indicator(result: IndicatorResult) -> dict[str, Given | None]:
    return {
        "points": result.points,
        "rate": result.rate,
        "rate_percent": None if result.rate is None else rate_percent(result.rate),
        "value": result.value,
        "state": result.state.value,
        "basis": _word(result.basis),
        "target": result.target,
        "target_met": result.target_met,
    }


def printable(points: Number, node: Group | Indicator, program: Program) -> tuple[Number, int]:
    """Points as outputs write them, and with how many decimals at least.

    They are exact; only where no decimals can say them, as where nothing is rounded, they are rounded as the rule set
    rounds.
    """
    rounding = node.rounding or program.rounding
    return (points if decimals_of(points) is not None else rounded(points, program.rounding)), rounding.digits


def _word(basis: Basis | None) -> str | None:
    return None if basis is None else basis.value
