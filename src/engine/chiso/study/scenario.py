"""A scenario ready to be run: the changed program, and what changes in the data of which units."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.evaluate import evaluate
from chiso.lang.parse import parse
from chiso.lang.scope import Declaration, Scope
from chiso.lang.syntax import Expression
from chiso.lang.typecheck import typecheck
from chiso.lang.types import FLAG, POINTS, RATE, TEXT, Type
from chiso.lang.values import EMPTY, MISSING, Value
from chiso.records.columns import FACTS as COLUMNS_OF_FACTS
from chiso.records.columns import Column, Kind, columns_of
from chiso.records.find_unit import find_unit
from chiso.records.record import Record
from chiso.ruleset.declare import FACTS
from chiso.ruleset.document import Scalar
from chiso.ruleset.load import expression_span
from chiso.ruleset.program import TOTAL, Group, Indicator, Program, Title
from chiso.run.adding import Part
from chiso.run.exact import known_names
from chiso.run.scorecard import Scorecard, State, quantities
from chiso.study.asked import Asked, Wish
from chiso.study.editable import Editable, edited

_FIRST_ID = 1_000_000
"""Where the numbers of nodes begin that belong to no rule set: a trace never holds both."""

_QUANTITIES: Mapping[str, Type] = {"points": POINTS, "rate": RATE}


@dataclass(frozen=True, slots=True)
class DataChange:
    """One input, or one reported value, and the expression of what it is to be."""

    column: Column
    expression: Expression

    @property
    def address(self) -> str:
        """The id of the input, or the address of the reported value."""
        return self.column.name


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is changed: the program for every unit, the data of those that are meant.

    `units` are the names of these, None for all; `where` is what holds of them.
    """

    id: str
    title: Title
    asked: Asked
    program: Program
    data: tuple[DataChange, ...]
    units: frozenset[str] | None
    where: Expression | None

    @property
    def expressions(self) -> list[Expression]:
        """Every expression that is asked of a unit."""
        asked = [change.expression for change in self.data]
        return asked if self.where is None else [*asked, self.where]

    def means(self, record: Record, names: Mapping[str, Value]) -> bool:
        """Whether the data of a record are to be changed."""
        named = self.units is None or record.unit in self.units
        return named and (self.where is None or evaluate(self.where, names, {}) is True)


def scenario(asked: Asked, rules: Editable, records: Sequence[Record], report: Report) -> Scenario | None:
    """The scenario of what is asked, of the units of these records; None after reporting every fault in it."""
    found = Report()
    program = rules.program
    if asked.parameters or asked.rules:
        program = edited(rules, asked.parameters, asked.rules, found) or program
    ids = itertools.count(_FIRST_ID)
    data = tuple(_data_changes(asked.data, program, ids, found))
    where = None if asked.where is None else read_expression(asked.where, FLAG, program, ids, found)
    units = _units(asked.units, records, found)
    report.extend(found)
    return None if found.has_errors else Scenario(asked.id, asked.title, asked, program, data, units, where)


def scope_of(program: Program) -> Scope:
    """What an expression about a unit may name: its inputs, parameters, facts, and what its nodes came to."""
    nodes: list[Group | Indicator] = [program.total, *program.total.every_group, *program.indicators]
    return Scope(
        {
            **{p.id: Declaration(p.type) for p in program.parameters.values()},
            **{i.id: Declaration(i.type, i.choices) for i in program.inputs.values()},
            **FACTS,
            **{f"{node.id}.{quantity}": Declaration(kind) for node in nodes for quantity, kind in _QUANTITIES.items()},
            f"{TOTAL}.band": Declaration(TEXT, tuple(band.id for band in program.bands)),
        }
    )


def names_of(program: Program, card: Scorecard) -> dict[str, Value]:
    """The values of these names for a unit; what its nodes came to is as it was before any change."""
    reached: dict[str, Value] = {}
    nodes: tuple[Part, ...] = (*card.indicators, *card.total.every_group)
    states = {node.id: node.state for node in nodes}
    for address, value in quantities(card).items():
        absent = EMPTY if states.get(address.rpartition(".")[0]) is State.EMPTY else MISSING
        reached[address] = absent if value is None else value
    return {**reached, **known_names(program, card.record)}


def read_expression(
    scalar: Scalar, wanted: Type, program: Program, ids: Iterator[int], report: Report
) -> Expression | None:
    """The sound expression of a scalar over the names of a unit; None after reporting its faults."""
    span = expression_span(scalar, report)
    expression = None if span is None else parse(span, ids, report)
    if expression is None:
        return None
    found = Report()
    typecheck(expression, wanted, scope_of(program), found)
    report.extend(found)
    return None if found.has_errors else expression


def _data_changes(wishes: Sequence[Wish], program: Program, ids: Iterator[int], report: Report) -> Iterator[DataChange]:
    for wish in wishes:
        column = changeable(wish.key, program, report)
        if column is None or not isinstance(column.kind, Type):
            continue
        expression = read_expression(wish.value, TEXT if column.choices else column.kind, program, ids, report)
        if expression is not None:
            yield DataChange(column, expression)


def changeable(key: Scalar, program: Program, report: Report) -> Column | None:
    """The column of an input or a reported value that can be changed; None after reporting that there is none."""
    known = {name: column for name, column in columns_of(program).items() if name not in COLUMNS_OF_FACTS}
    column = known.get(key.words)
    if column is None:
        id = "parameter-in-data" if key.words in program.parameters else "unknown-datum"
        report.add(id, key.span, name=key.words, near=() if id != "unknown-datum" else nearest(key.words, known))
    elif column.kind in (Kind.BAND, Kind.RANK) or column.name == f"{TOTAL}.rate":
        report.add("follows-from-points", key.span, name=key.words)
        return None
    return column


def _units(named: Sequence[Scalar], records: Sequence[Record], report: Report) -> frozenset[str] | None:
    if not named:
        return None
    found = [find_unit(scalar.words, records, report) for scalar in named]
    return frozenset(record.unit for records_of in found for record in records_of)
