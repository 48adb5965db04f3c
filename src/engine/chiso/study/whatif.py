"""What if: every unit before and after a scenario, with what moved along and what cannot be known.

A change of the data is possible or reported as a fault, for each unit on its own; a unit that lacks the datum stays as
it is. Where a value is only reported, what is known beneath it moves it by its exact difference (`rescore`); an
indicator that the change reaches, but of which the data are not there, is named in `unknown`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chiso.diagnostics.diagnostic import Report
from chiso.lang.syntax import Name, names
from chiso.lang.values import Given, Number, Value
from chiso.ruleset.program import Band, Program
from chiso.run.exact import known_names
from chiso.run.scorecard import Scorecard
from chiso.run.standings import ranks_of
from chiso.run.unit import Unit, UnitScorer, unit_of
from chiso.study.change_record import Changed, change_record
from chiso.study.influence import reached, rules_changed
from chiso.study.rebuild import with_indicators
from chiso.study.rescore import changed, rescored_under
from chiso.study.scenario import Scenario, names_of

MOST_FAULTS = 20
"""Units of which it is said that a change is not possible for them."""


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """One unit before and after; its scorecards are made when they are asked for.

    `ranks` are those among all units of the data. `moved` are the nodes whose reported points moved along; `unknown`
    are the indicators that the change reaches without the data to tell its effect; `lacking` are the addresses that
    stay as they are because a datum is lacking. `given` has the data that differ.
    """

    was: Unit
    now: Unit
    ranks: tuple[int | None, int | None]
    given: Mapping[str, Given]
    moved: tuple[str, ...]
    unknown: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def before(self) -> Scorecard:
        """The scorecard without the change."""
        return self.was.card

    @property
    def after(self) -> Scorecard:
        """The scorecard with the change."""
        return self.now.card

    @property
    def difference(self) -> Number | None:
        """What the total gains; None where one of the two is not known."""
        before, after = self.was.points, self.now.points
        return None if before is None or after is None else after - before

    @property
    def changes_band(self) -> bool:
        """Whether the unit is in another band."""
        return _id(self.was.band) != _id(self.now.band)

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


Watched = Callable[[Sequence[Unit]], Iterable[Unit]]
"""Hands on what it is given one by one, such as a progress bar."""


def what_if(
    scenario: Scenario, units: Sequence[Unit], report: Report, watched: Watched = lambda units: units
) -> WhatIf | None:
    """The outcome of a scenario for scored units; None after reporting that it is not possible for some."""
    study = _Study(scenario, units[0].program if units else scenario.program)
    found = Report()
    outcomes: list[ScenarioOutcome] = []
    for unit in watched(units):
        outcome = study.after(unit, found)
        outcomes += [] if outcome is None else [outcome]
        if len(found) >= MOST_FAULTS:
            break
    report.extend(found)
    if found.has_errors:
        return None
    placed = zip(outcomes, _ranks(units), _ranks([outcome.now for outcome in outcomes]), strict=True)
    return WhatIf(scenario, tuple(replace(o, ranks=(was, now)) for o, was, now in placed), study.spared)


def _ranks(units: Sequence[Unit]) -> list[int | None]:
    return ranks_of([unit.points for unit in units], [unit.record for unit in units])


class _Study:
    def __init__(self, scenario: Scenario, program: Program) -> None:
        self._scenario = scenario
        self._by_rules = reached(scenario.program, rules_changed(program, scenario.program))
        self._programs: dict[frozenset[str], Program] = {}
        self._reached: dict[frozenset[str], frozenset[str]] = {}
        self._scorer = UnitScorer(scenario.program)
        self._asks_for_nodes = any(_is_of_node(name) for part in scenario.expressions for name in names(part))
        self.spared = 0

    def after(self, unit: Unit, report: Report) -> ScenarioOutcome | None:
        scenario, record = self._scenario, unit.record
        known = self._known(unit) if scenario.data else {}
        means = bool(scenario.data) and scenario.means(record, known)
        made = change_record(scenario, unit, known, report) if means else Changed({})
        self.spared += bool(scenario.data) and not means
        if made is None:
            return None
        values = made.values
        now, moved = self._changed(unit, values)
        touched = self._by_rules | self._touched(frozenset(values))
        unknown = tuple(id for id in now.unknown() if id in touched)
        return ScenarioOutcome(unit, now, (None, None), values, moved, unknown, made.lacking)

    def _known(self, unit: Unit) -> dict[str, Value]:
        """What the expressions of the scenario may name; what nodes came to only where one asks for it."""
        if self._asks_for_nodes:
            return names_of(self._scenario.program, unit.card)
        return known_names(self._scenario.program, unit.record)

    def _changed(self, unit: Unit, values: Mapping[str, Given]) -> tuple[Unit, tuple[str, ...]]:
        """The unit with other values, and the nodes whose reported points moved with it."""
        program = self._program(frozenset(values))
        record = changed(unit.record, values, program)
        if unit.row is not None and not record.reported:
            return self._scorer.unit(record), ()
        then = rescored_under(unit.card, program, record, values)
        return unit_of(then.card), then.moved

    def _touched(self, addresses: frozenset[str]) -> frozenset[str]:
        if addresses not in self._reached:
            self._reached[addresses] = reached(self._scenario.program, addresses)
        return self._reached[addresses]

    def _program(self, addresses: frozenset[str]) -> Program:
        """The program that takes a rate that was given anew as it is, in place of its formula."""
        if addresses not in self._programs:
            self._programs[addresses] = taking_rates(self._scenario.program, addresses)
        return self._programs[addresses]


def _is_of_node(name: Name) -> bool:
    """Whether a name is a quantity of a node, such as `payment.points`."""
    return "." in name.name


def taking_rates(program: Program, addresses: Iterable[str]) -> Program:
    """The program in which indicators whose rates are given, such as `payment_online.rate`, do not compute them."""
    given = {address.removesuffix(".rate") for address in addresses if address.endswith(".rate")}
    formulas = {i.id: replace(i, rate=None) for i in program.indicators if i.id in given and i.rate is not None}
    return with_indicators(program, formulas) if formulas else program
