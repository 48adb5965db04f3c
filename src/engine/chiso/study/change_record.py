"""The data of one unit under a scenario: what each change comes to, and whether that is possible.

A count stays whole and not below 0, a value within its declared bounds, and the record meets the checks of the rules;
where it would not, the fault says which form of the change is possible for this unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from chiso.diagnostics.catalogue import Phrase
from chiso.diagnostics.diagnostic import Report
from chiso.lang.evaluate import TooLong, evaluate, too_long
from chiso.lang.syntax import Comparison, Expression, Name, names
from chiso.lang.types import COUNT, RATE
from chiso.lang.values import Absence, Given, Number, Value, as_number, decimal_text, percent_text
from chiso.records.columns import Column
from chiso.records.record import Record
from chiso.ruleset.program import Check, Program
from chiso.run.check_record import broken_checks
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard
from chiso.run.unit import Unit
from chiso.study.rescore import changed, is_sound
from chiso.study.scenario import DataChange, Scenario


@dataclass(frozen=True, slots=True)
class Changed:
    """The values that differ for one unit, and the addresses that stay as they are because a datum is lacking."""

    values: Mapping[str, Given]
    lacking: tuple[str, ...] = ()


def change_record(scenario: Scenario, unit: Unit, known: Mapping[str, Value], report: Report) -> Changed | None:
    """What a scenario changes in the record of a scored unit; None after reporting that it is not possible."""
    record = unit.record
    values: dict[str, Given] = {}
    lacking: list[str] = []
    found = Report()
    for change in scenario.data:
        value = _value(change, known, found)
        if value is None or isinstance(value, Absence):
            lacking += [change.address] if isinstance(value, Absence) else []
        elif _has_effect(change, unit, found) and _is_possible(change, value, record, found):
            values.update({} if value == _given(record, change.address) else {change.address: value})
    if values and not found.has_errors:
        _check(scenario, record, values, found)
    report.extend(found)
    return None if found.has_errors else Changed(values, tuple(lacking))


def _given(record: Record, address: str) -> Given | None:
    return record.inputs.get(address, record.reported.get(address))


def _has_effect(change: DataChange, unit: Unit, report: Report) -> bool:
    """Whether a value that is given for a node counts: not where it follows from data that are known."""
    id, _, quantity = change.address.rpartition(".")
    if not id:
        return True
    card = unit.card
    nodes: dict[str, IndicatorResult | GroupResult] = {node.id: node for node in card.indicators}
    nodes |= {group.id: group for group in (card.total, *card.total.every_group)}
    node = nodes.get(id)
    if node is None or (quantity == "rate" and isinstance(node, IndicatorResult)):
        return True
    if quantity == "points" and node.basis not in (Basis.COMPUTED, Basis.MIXED):
        return True
    form = _form_instead(node, card)
    report.add("change-without-effect", change.expression.span, unit=card.record.unit, name=change.address, form=form)
    return False


def _form_instead(node: IndicatorResult | GroupResult, card: Scorecard) -> str:
    """What can be changed instead of the points, or the group's rate, that follow from it."""
    if isinstance(node, GroupResult):
        known = [part.id for part in node.every_indicator if part.rate is not None and not part.indicator.tracked]
        return f"{(known or [node.id])[0]}.{'rate' if known else 'points'} = …"
    if node.rate is not None:
        return f"{node.id}.rate = …"
    used = [name.name for part in node.indicator.formulas for name in names(part) if name.name in card.record.inputs]
    return f"{(used or [node.id])[0]} = …"


def _value(change: DataChange, known: Mapping[str, Value], report: Report) -> Value | None:
    try:
        return evaluate(change.expression, known, {})
    except TooLong as fault:
        report.extend([too_long(fault)])
        return None


def _is_possible(change: DataChange, value: Given, record: Record, report: Report) -> bool:
    column, written = change.column, change.expression.span
    number = as_number(value)
    if column.choices:
        if value not in column.choices:
            form = f'{column.name} = "{column.choices[0]}"'
            report.add("change-out-of-range", written, unit=record.unit, name=column.name, value=str(value), form=form)
        return value in column.choices
    if number is None:
        return True
    if column.kind is COUNT and number.denominator != 1:
        form = f"{column.name} = round({written.text})"
        report.add("change-not-whole", written, unit=record.unit, name=column.name, value=shown(number), form=form)
        return False
    low, high = _bounds(column)
    if (low is not None and number < low) or (high is not None and number > high):
        nearest = low if low is not None and number < low else high
        form, value = f"{column.name} = {_written(nearest or 0, column)}", _written(number, column)
        report.add("change-out-of-range", written, unit=record.unit, name=column.name, value=value, form=form)
        return False
    return True


def can_be(column: Column, number: Number) -> bool:
    """Whether a datum can have this value: a count whole and not below 0, any within its bounds."""
    low, high = _bounds(column)
    whole = column.kind is not COUNT or number.denominator == 1
    return whole and (low is None or number >= low) and (high is None or number <= high)


def _bounds(column: Column) -> tuple[Number | None, Number | None]:
    low, high = column.low, column.high
    least = 0 if column.kind is COUNT and low is None else low
    return (None if isinstance(least, date) else least), (None if isinstance(high, date) else high)


def _written(number: Number, column: Column) -> str:
    return percent_text(number) if column.kind is RATE else decimal_text(number)


def shown(number: Number) -> str:
    """A number as it is written in an expression."""
    return decimal_text(number)


# The checks of the rules.


def _check(scenario: Scenario, record: Record, values: Mapping[str, Given], report: Report) -> None:
    program = scenario.program
    already = {check.rule.id for check in broken_checks(program, record)}
    after = changed(record, values, program)
    for check in broken_checks(program, after):
        if check.rule.id in already:
            continue
        used = {name.name for name in names(check.rule)}
        place = next(c.expression.span for c in scenario.data if c.address in used or c is scenario.data[-1])
        message = Phrase(vi=check.message.in_language("vi"), en=check.message.in_language("en"))
        form = ", ".join(_possible(scenario, record, values, check, program)) or _unchanged(scenario)
        rule = check.rule.span.text
        report.add("change-breaks-check", place, unit=record.unit, message=message, rule=rule, form=form)


def _unchanged(scenario: Scenario) -> str:
    return ", ".join(f"{change.address} = {change.address}" for change in scenario.data)


def _possible(
    scenario: Scenario, record: Record, values: Mapping[str, Given], check: Check, program: Program
) -> Iterator[str]:
    """What keeps a check: of a sum another input that gives way, of a bound the bound itself, else the last value."""
    used = list(dict.fromkeys(name.name for name in names(check.rule)))
    moved = [change for change in scenario.data if change.address in used and change.address in values]
    if isinstance(check.rule, Comparison) and "==" in check.rule.operators:
        others = [id for id in used if id not in values]
        yield from list(_giving_way(record, values, moved, others, program))[:1]
        return
    for change in moved:
        bound = _bound(check.rule, change.address)
        farthest = shown(_farthest(record, values, change.address, program))
        written = change.expression.span.text
        yield f"{change.address} = " + (farthest if bound is None else f"min({written}, {bound})")


def _bound(rule: Expression, address: str) -> str | None:
    """The name that may not be exceeded, where a check is as plain as `paid_online <= with_obligation`."""
    if not isinstance(rule, Comparison) or rule.operators != ("<=",):
        return None
    low, high = rule.operands
    plain = isinstance(low, Name) and isinstance(high, Name) and low.name == address
    return high.name if plain and isinstance(high, Name) else None


def _giving_way(
    record: Record, values: Mapping[str, Given], moved: list[DataChange], others: list[str], program: Program
) -> Iterator[str]:
    """Another input of a sum, and how much it gives way so that the sum holds again."""
    step = sum(_step(record, change.address, values[change.address]) for change in moved)
    for id in others:
        given = as_number(record.inputs.get(id))
        for taken in (-step, step) if given is not None else ():
            fits = program.inputs[id].type is not COUNT or (given or 0) + taken >= 0
            if taken and fits and is_sound(changed(record, {**values, id: (given or 0) + taken}, program), program):
                yield f"{id} = {id} {'-' if taken < 0 else '+'} {shown(abs(Fraction(taken)))}"


def _step(record: Record, id: str, value: Given) -> Number:
    before, after = as_number(record.inputs.get(id)), as_number(value)
    return 0 if before is None or after is None else after - before


def _farthest(record: Record, values: Mapping[str, Given], id: str, program: Program) -> Number:
    """The value nearest to the one asked for at which the record is sound, in whole steps from the one it has."""
    before, after = as_number(record.inputs.get(id)) or 0, as_number(values[id]) or 0
    steps, unit = int(abs(Fraction(after - before))), 1 if after > before else -1
    low, high = 0, steps
    while low < high:
        middle = (low + high + 1) // 2
        trial = {**values, id: before + unit * middle}
        low, high = (middle, high) if is_sound(changed(record, trial, program), program) else (low, middle - 1)
    return before + unit * low
