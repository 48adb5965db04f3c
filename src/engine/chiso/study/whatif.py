"""What if: every unit before and after a scenario, with what moved along and what cannot be known.

A change of the data is possible or reported as a fault, for each unit on its own; a unit that lacks the datum stays as
it is. Where a value is only reported, what is known beneath it moves it by its exact difference (`rescore`); an
indicator that the change reaches, but of which the data are not there, is named in `unknown`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import Given, Number
from chiso.ruleset.program import Band, Program
from chiso.run.scorecard import Scorecard
from chiso.run.standings import ranks
from chiso.study.change_record import Changed, change_record
from chiso.study.influence import reached, rules_changed
from chiso.study.rebuild import with_indicators
from chiso.study.rescore import changed, rescored_under
from chiso.study.scenario import Scenario, names_of

MOST_FAULTS = 20
"""Units of which it is said that a change is not possible for them."""


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """One unit before and after.

    `ranks` are those among all units of the data. `moved` are the nodes whose reported points moved along; `unknown`
    are the indicators that the change reaches without the data to tell its effect; `lacking` are the addresses that
    stay as they are because a datum is lacking. `given` has the data that differ.
    """

    before: Scorecard
    after: Scorecard
    ranks: tuple[int | None, int | None]
    given: Mapping[str, Given]
    moved: tuple[str, ...]
    unknown: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def difference(self) -> Number | None:
        """What the total gains; None where one of the two is not known."""
        before, after = self.before.points, self.after.points
        return None if before is None or after is None else after - before

    @property
    def changes_band(self) -> bool:
        """Whether the unit is in another band."""
        return _id(self.before.band) != _id(self.after.band)

    @property
    def changes_rank(self) -> bool:
        """Whether the unit has another rank."""
        return self.ranks[0] != self.ranks[1]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A scenario and its outcome for every unit, in the order of the data; `spared` are units it does not mean."""

    scenario: Scenario
    outcomes: tuple[ScenarioOutcome, ...]
    spared: int


def _id(band: Band | None) -> str | None:
    return None if band is None else band.id


Watched = Callable[[Sequence[Scorecard]], Iterable[Scorecard]]
"""Hands on what it is given one by one, such as a progress bar."""


def what_if(
    scenario: Scenario, cards: Sequence[Scorecard], report: Report, watched: Watched = lambda cards: cards
) -> WhatIf | None:
    """The outcome of a scenario for scored units; None after reporting that it is not possible for some."""
    study = _Study(scenario, cards[0].program if cards else scenario.program)
    found = Report()
    outcomes: list[ScenarioOutcome] = []
    for card in watched(cards):
        outcome = study.after(card, found)
        outcomes += [] if outcome is None else [outcome]
        if len(found) >= MOST_FAULTS:
            break
    report.extend(found)
    if found.has_errors:
        return None
    placed = zip(outcomes, ranks(cards), ranks([outcome.after for outcome in outcomes]), strict=True)
    return WhatIf(scenario, tuple(replace(o, ranks=(was, now)) for o, was, now in placed), study.spared)


class _Study:
    def __init__(self, scenario: Scenario, program: Program) -> None:
        self._scenario = scenario
        self._by_rules = reached(scenario.program, rules_changed(program, scenario.program))
        self._programs: dict[frozenset[str], Program] = {}
        self._reached: dict[frozenset[str], frozenset[str]] = {}
        self.spared = 0

    def after(self, card: Scorecard, report: Report) -> ScenarioOutcome | None:
        scenario, record = self._scenario, card.record
        known = names_of(scenario.program, card) if scenario.data else {}
        means = bool(scenario.data) and scenario.means(record, known)
        made = change_record(scenario, card, known, report) if means else Changed({})
        self.spared += bool(scenario.data) and not means
        if made is None:
            return None
        values = made.values
        program = self._program(frozenset(values))
        then = rescored_under(card, program, changed(record, values, program), values)
        touched = self._by_rules | self._touched(frozenset(values))
        unknown = tuple(
            r.id for r in then.card.indicators if r.id in touched and _is_unknown(r.basis, r.indicator.tracked)
        )
        return ScenarioOutcome(card, then.card, (None, None), values, then.moved, unknown, made.lacking)

    def _touched(self, addresses: frozenset[str]) -> frozenset[str]:
        if addresses not in self._reached:
            self._reached[addresses] = reached(self._scenario.program, addresses)
        return self._reached[addresses]

    def _program(self, addresses: frozenset[str]) -> Program:
        """The program that takes a rate that was given anew as it is, in place of its formula."""
        if addresses not in self._programs:
            self._programs[addresses] = taking_rates(self._scenario.program, addresses)
        return self._programs[addresses]


def _is_unknown(basis: object, tracked: bool) -> bool:
    return basis is None and not tracked


def taking_rates(program: Program, addresses: Iterable[str]) -> Program:
    """The program in which indicators whose rates are given, such as `payment_online.rate`, do not compute them."""
    given = {address.removesuffix(".rate") for address in addresses if address.endswith(".rate")}
    formulas = {i.id: replace(i, rate=None) for i in program.indicators if i.id in given and i.rate is not None}
    return with_indicators(program, formulas) if formulas else program
