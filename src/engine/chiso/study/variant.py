"""Programs and records in which one or two quantities have other values, made without reading anything again.

A parameter that stands only in expressions is replaced in the program, where it is looked up; so is a threshold that
is a number of its own. Whether that says the same as the changed rules is made sure of once, at both ends of the range.
What the rules have worked into maxima or bands is compiled anew for each value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.lang.syntax import Literal
from chiso.lang.types import COUNT, NUMERIC
from chiso.lang.values import Given, Number, as_number
from chiso.records.columns import Column
from chiso.records.record import Record
from chiso.ruleset.document import Scalar
from chiso.ruleset.meaning import meaning, texts
from chiso.ruleset.program import Program
from chiso.run.scorecard import Scorecard
from chiso.run.unit import Unit
from chiso.study.asked import Wish
from chiso.study.change_record import can_be
from chiso.study.editable import Editable, edited
from chiso.study.influence import depending
from chiso.study.rebuild import with_indicators
from chiso.study.rescore import changed, is_sound, rescored_under
from chiso.study.scenario import changeable
from chiso.study.vary import Kind, Vary
from chiso.study.whatif import taking_rates

Values = tuple[Number, ...]
Quick = Callable[[Program, Number], Program]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One varied quantity: which indicators depend on it (None for all), and what it is now, where that is one for all.

    `quick` gives a program another value of it; None for a datum, and for what has to be compiled. `column` is that of
    a datum. `whole` tells that it is counted.
    """

    vary: Vary
    quick: Quick | None = None
    affected: frozenset[str] | None = None
    current: Number | None = None
    column: Column | None = None
    whole: bool = False

    @property
    def is_compiled(self) -> bool:
        """Whether each value needs the rules to be compiled."""
        return self.column is None and self.quick is None


def quantity(vary: Vary, rules: Editable, report: Report) -> Quantity | None:
    """The quantity that is to be varied; None after reporting that it cannot be."""
    program = rules.program
    if vary.kind is Kind.INPUT:
        return _datum(vary, program, report)
    found = Report()
    ends = [(value, _compiled(rules, [(vary, value)], found)) for value in (vary.values[0], vary.values[-1])]
    if found.has_errors:
        report.extend(found)
        return None
    quick, current = _quick(vary, program), _current(vary, program)
    parameter = program.parameters.get(vary.name)
    whole = parameter is not None and parameter.type is COUNT
    if quick is None or not all(_says_the_same(quick(program, value), compiled) for value, compiled in ends):
        return Quantity(vary, current=current, whole=whole)
    affected = depending(program, {vary.name.rpartition(".")[0] or vary.name})
    return Quantity(vary, quick, affected, current, whole=whole)


def _says_the_same(quick: Program, compiled: Program | None) -> bool:
    return compiled is not None and texts(meaning(quick)) == texts(meaning(compiled))


def _datum(vary: Vary, program: Program, report: Report) -> Quantity | None:
    column = changeable(Scalar(vary.name, argument_span(vary.name)), program, report)
    if column is None:
        return None
    if column.kind not in NUMERIC:
        form = "input paid_online by 0 to 50 step 10"
        report.add("vary-malformed", argument_span(vary.text), text=vary.text, form=form)
        return None
    affected = depending(program, {vary.name})
    return Quantity(vary, affected=affected, column=column, whole=column.kind is COUNT)


def _compiled(rules: Editable, chosen: Sequence[tuple[Vary, Number]], report: Report) -> Program | None:
    wishes: dict[Kind, list[Wish]] = {Kind.PARAMETER: [], Kind.RULE: []}
    for vary, value in chosen:
        written = vary.written(value)
        key, text = Scalar(vary.name, argument_span(vary.name)), Scalar(written, argument_span(written))
        wishes[vary.kind].append(Wish(key, text))
    return edited(rules, wishes[Kind.PARAMETER], wishes[Kind.RULE], report)


def _quick(vary: Vary, program: Program) -> Quick | None:
    if vary.kind is Kind.PARAMETER:
        return lambda base, value: _with_parameter(base, vary.name, value)
    literal, id = _threshold(vary, program), vary.name.rpartition(".")[0]
    if vary.name.startswith("bands.") and vary.name.endswith(".at_least"):
        return lambda base, value: _with_bound(base, id.removeprefix("bands."), value)
    if literal is None:
        return None
    return lambda base, value: with_indicators(
        base, {i.id: replace(i, full_at=replace(literal, value=value)) for i in base.indicators if i.id == id}
    )


def _with_bound(program: Program, id: str, value: Number) -> Program:
    bands = [replace(band, at_least=value) if band.id == id else band for band in program.bands]
    return replace(program, bands=tuple(sorted(bands, key=lambda band: band.at_least, reverse=True)))


def _with_parameter(program: Program, id: str, value: Number) -> Program:
    parameter = replace(program.parameters[id], value=value, dated=())
    return replace(program, parameters={**program.parameters, id: parameter})


def _threshold(vary: Vary, program: Program) -> Literal | None:
    """The threshold that is varied, where it is a number of its own."""
    id, _, key = vary.name.rpartition(".")
    found = next((i.full_at for i in program.indicators if i.id == id and key == "full_at"), None)
    return found if isinstance(found, Literal) else None


def _current(vary: Vary, program: Program) -> Number | None:
    parameter, literal = program.parameters.get(vary.name), _threshold(vary, program)
    if vary.kind is Kind.PARAMETER and parameter is not None and not parameter.dated:
        return as_number(parameter.value)
    return None if literal is None else as_number(literal.value)


class Variants:
    """The scorecards of units at values of the quantities."""

    def __init__(self, quantities: Sequence[Quantity], rules: Editable) -> None:
        self.quantities = tuple(quantities)
        self._rules = rules
        self._programs: dict[Values, Program | None] = {}
        reach = [quantity.affected for quantity in quantities]
        known = [found for found in reach if found is not None]
        self._affected = None if len(known) < len(reach) else frozenset().union(*known)
        self._rates = [q.vary.name for q in quantities if q.vary.name.endswith(".rate")]

    def program(self, values: Values) -> Program | None:
        """The program at these values; None where the rules are not sound there."""
        if values not in self._programs:
            self._programs[values] = self._made(values)
        return self._programs[values]

    def _made(self, values: Values) -> Program | None:
        chosen = list(zip(self.quantities, values, strict=True))
        slow = [(quantity.vary, value) for quantity, value in chosen if quantity.is_compiled]
        compiled = _compiled(self._rules, slow, Report()) if slow else self._rules.program
        if compiled is None:
            return None
        program = taking_rates(compiled, self._rates)
        for quantity, value in chosen:
            program = program if quantity.quick is None else quantity.quick(program, value)
        return program

    def at(self, values: Values, unit: Unit) -> Scorecard | None:
        """The scorecard of a unit at these values; None where they are not possible for it."""
        program, record = self.program(values), self.record(values, unit)
        if program is None or record is None:
            return None
        moved = self._moved(values, unit.record) or {}
        return rescored_under(unit.card, program, record, moved, self._affected).card

    def record(self, values: Values, unit: Unit) -> Record | None:
        """The record of a unit at these values; None where they are not possible for it."""
        program, moved = self.program(values), self._moved(values, unit.record)
        if program is None or moved is None:
            return None
        record = changed(unit.record, moved, program) if moved else unit.record
        return None if moved and not is_sound(record, program) else record

    def _moved(self, values: Values, record: Record) -> Mapping[str, Given] | None:
        """The data at these values; None where a datum that is added to is not given, or the sum is none."""
        found: dict[str, Given] = {}
        for quantity, value in zip(self.quantities, values, strict=True):
            if quantity.column is None:
                continue
            name = quantity.vary.name
            own = as_number(record.inputs.get(name, record.reported.get(name)))
            if quantity.vary.relative and own is None:
                return None
            now = value + (own or 0) if quantity.vary.relative else value
            if not can_be(quantity.column, now):
                return None
            found[name] = now
        return found
