"""A lever: one input of an indicator that can be moved step by step, up or down, with what has to move along.

Some checks of a rule set tie inputs together (finished on time, finished late and in progress make up all that was
processed). A lever that breaks such a check alone takes the step out of other inputs of that check, in the order in
which the check names them, each as far as it goes: late dossiers become dossiers on time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from chiso.lang.evaluate import Names, TooLong
from chiso.lang.monotone import Direction, direction
from chiso.lang.syntax import Arithmetic, Expression, children, names
from chiso.lang.types import COUNT, DAYS, FLAG, MONEY, NUMBER, POINTS, RATE, Type
from chiso.lang.values import MISSING, Given, Number, as_number
from chiso.records.record import Record
from chiso.ruleset.program import Indicator, Program
from chiso.run.check_record import broken_checks
from chiso.run.exact import known_names
from chiso.run.scorecard import Scorecard
from chiso.study.rescore import changed, is_sound

_STEPS: Mapping[Type, Number] = {COUNT: 1, DAYS: 1, MONEY: 1, NUMBER: 1, POINTS: 1, RATE: Fraction(1, 10_000)}
"""The smallest change of a value of each type: one, or a hundredth of a percent."""

FARTHEST = 10**9
"""Steps that a lever without a bound can go."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input that gives way to another one: by how much it goes at each step, and how many steps it has."""

    id: str
    step: Number
    most: int


@dataclass(frozen=True, slots=True)
class Lever:
    """An input, or a reported rate, with its step (below 0 for downwards), and how many steps it can go at most.

    `sources` are what the steps are taken out of, in this order; `steady` tells that the indicator's points never fall
    on the way.
    """

    id: str
    step: Number
    most: int
    steady: bool
    sources: tuple[Source, ...] = ()

    def at(self, steps: int, record: Record) -> dict[str, Given]:
        """The values that differ after so many steps."""
        moved: dict[str, Given] = {self.id: _value(self.id, record) + self.step * steps}
        for source in self.sources:
            taken = min(steps, source.most)
            steps -= taken
            if taken:
                moved[source.id] = _value(source.id, record) + source.step * taken
        return moved


def levers(indicator: Indicator, card: Scorecard) -> Iterator[Lever]:
    """The levers of an indicator that has a value, those of which the checks allow a first step."""
    record, program = card.record, card.program
    yield from _of_reported_rate(indicator, card)
    for lever in _alone(indicator, record, program):
        after = changed(record, lever.at(1, record), program)
        if is_sound(after, program):
            yield lever
        else:
            yield from _drawing(lever, indicator, record, after, program)


def _of_reported_rate(indicator: Indicator, card: Scorecard) -> Iterator[Lever]:
    """The reported rate itself, where the points were computed from it."""
    address = f"{indicator.id}.rate"
    reported = as_number(card.record.reported.get(address))
    if reported is None or (indicator.rate is not None and card.trace.get(indicator.rate.id) is not MISSING):
        return
    step = _STEPS[RATE]
    if reported < 1:
        yield Lever(address, step, int((1 - reported) / step), indicator.points is None)


def switches(indicator: Indicator, record: Record, program: Program) -> Iterator[tuple[str, Given]]:
    """The other values of the flags and choices that an indicator is computed from."""
    for id in _inputs_of(indicator, program):
        given, declared = record.inputs.get(id), program.inputs[id]
        if given is None:
            continue
        if declared.type is FLAG:
            yield id, not given
        yield from ((id, choice) for choice in declared.choices if choice != given)


def _value(id: str, record: Record) -> Number:
    return as_number(record.inputs.get(id, record.reported.get(id))) or 0


def _inputs_of(indicator: Indicator, program: Program) -> list[str]:
    """The inputs an indicator is computed from, those that only divide left out: fewer dossiers are no better work."""
    formulas = indicator.formulas
    used = dict.fromkeys(name.name for part in formulas for name in names(part) if name.name in program.inputs)
    dividing = {name for part in formulas for name in _divisors(part)}
    return [id for id in used if id not in dividing] or [id for id in used if id in dividing and id in _tops(formulas)]


def _divisors(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Arithmetic) and expression.operator == "/":
        yield from (name.name for name in names(expression.right))
    for child in children(expression):
        yield from _divisors(child)


def _tops(formulas: tuple[Expression, ...]) -> set[str]:
    """The names above the line of a formula that is one quotient."""
    quotients = [part for part in formulas if isinstance(part, Arithmetic) and part.operator == "/"]
    return {name.name for part in quotients for name in names(part.left)}


def _alone(indicator: Indicator, record: Record, program: Program) -> Iterator[Lever]:
    for id in _inputs_of(indicator, program):
        if id not in record.inputs or program.inputs[id].type not in _STEPS:
            continue
        way = way_of(indicator, id, record, program)
        for sign in (1, -1) if way is None else (way,) if way else ():
            step = _STEPS[program.inputs[id].type] * sign
            most = _room(id, step, record, program)
            if most:
                yield Lever(id, step, most, way is not None)


def way_of(indicator: Indicator, id: str, record: Record, program: Program) -> Direction | None:
    """Which way an indicator's points go with an input: through its points, its rate, or through both.

    None where that is not known: so too where it refers to other nodes, which may change with the input themselves.
    """
    own = f"{indicator.id}.rate"
    parts = (*program.conditions[indicator.id], *indicator.formulas)
    used = {name.name for part in parts for name in names(part)} - {own}
    if any("." in name for name in used):
        return None
    if id not in used:
        return 0
    try:
        return _way_through(indicator, id, own, {**known_names(program, record), own: MISSING}, program)
    except TooLong:
        return None


def _way_through(indicator: Indicator, id: str, own: str, known: Names, program: Program) -> Direction | None:
    conditions = (*program.conditions[indicator.id], indicator.applies_when, indicator.full_at)
    if any(part is not None and direction(part, id, known) != 0 for part in conditions):
        return None
    rate = 0 if indicator.rate is None else direction(indicator.rate, id, known)
    if indicator.points is None:
        return rate
    through = direction(indicator.points, own, known)
    directly = direction(indicator.points, id, known)
    if through == 0 or rate == 0:
        return directly
    return rate * through if rate is not None and through is not None and directly == 0 else None


def _room(id: str, step: Number, record: Record, program: Program) -> int:
    """How many steps a value has until its declared bound; a count and an amount do not go below 0."""
    declared, value = program.inputs[id], _value(id, record)
    low = as_number(declared.low) if declared.low is not None else _least(declared.type)
    bound = as_number(declared.high) if step > 0 else low
    return FARTHEST if bound is None else max(int((bound - value) / step), 0)


def _least(kind: Type) -> Number | None:
    return None if kind is NUMBER else 0


def _drawing(lever: Lever, indicator: Indicator, record: Record, broken: Record, program: Program) -> Iterator[Lever]:
    """The lever that takes its steps out of others, where that mends every check that it broke alone.

    What would itself have to go the same way to lift the indicator is not taken from.
    """
    rising = 1 if lever.step > 0 else -1
    tied = dict.fromkeys(name.name for check in broken_checks(program, broken) for name in names(check.rule))
    others = [id for id in tied if id != lever.id and way_of(indicator, id, record, program) != rising]
    sources = [source for id in others for source in _giving_way(lever, id, record, program)]
    if sources:
        most = min(lever.most, sum(source.most for source in sources))
        yield Lever(lever.id, lever.step, most, lever.steady, tuple(sources))


def _giving_way(lever: Lever, id: str, record: Record, program: Program) -> Iterator[Source]:
    """The other input as a source, where a step out of it makes the record sound again."""
    if id not in record.inputs or program.inputs[id].type not in _STEPS:
        return
    room = _room(id, -lever.step, record, program)
    trial = Lever(lever.id, lever.step, 1, lever.steady, (Source(id, -lever.step, room),))
    if room and is_sound(changed(record, trial.at(1, record), program), program):
        yield Source(id, -lever.step, room)
