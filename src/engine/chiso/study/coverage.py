"""What the cases beside an edition put to the test, item by item, and what none of them does.

An edition answers for what is written in its own file: each indicator scored by a case, each condition and each check
met both ways, each row of a table used, each declared policy met, each bound of a band hit and just missed, each
target met and missed, each parameter used. What it inherits is tested where that is written
(`docs/decisions/0029-what-coverage-counts.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from chiso.lang.evaluate import evaluate
from chiso.lang.syntax import (
    Comparison,
    Conditional,
    Expression,
    Literal,
    Logic,
    Membership,
    Name,
    Table,
    children,
)
from chiso.lang.values import Absence, Number, Value, decimal_text, difference
from chiso.lang.write import written
from chiso.ruleset.program import Band, Check, Group, Indicator, Parameter, Program
from chiso.run.exact import known_names
from chiso.run.scorecard import Basis, State
from chiso.source import Span
from chiso.study.run_cases import Ran


class Kind(Enum):
    """What an item is about."""

    INDICATOR = "indicator"
    CONDITION = "condition"
    ROW = "row"
    POLICY = "policy"
    BAND = "band"
    TARGET = "target"
    CHECK = "check"
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a case can put to the test: whose it is, which side of it, and where it is written."""

    kind: Kind
    name: str
    side: str
    span: Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """The items of an edition, in the order of its file, each with how many cases put it to the test."""

    file: str
    items: tuple[tuple[Item, int], ...]

    @property
    def covered(self) -> int:
        """How many items some case puts to the test."""
        return sum(1 for _, hits in self.items if hits)

    @property
    def missed(self) -> tuple[Item, ...]:
        """The items that no case puts to the test."""
        return tuple(item for item, hits in self.items if not hits)

    def reaches(self, percent: int) -> bool:
        """Whether at least so many percent of the items are covered."""
        return self.covered * 100 >= percent * len(self.items)


class _Seen(NamedTuple):
    """What a case came by: the values of expressions by their position in the rules, and its results."""

    ran: Ran
    values: Mapping[int, Value]


class _Demand(NamedTuple):
    item: Item
    is_met: Callable[[_Seen], bool]


def coverage(program: Program, ran: Sequence[Ran]) -> Coverage:
    """What the cases put to the test of what an edition itself writes; a case that fails counts like any other."""
    source = program.places["edition"].source
    demands = [demand for demand in _demands(program) if demand.item.span.source is source]
    seen = [_seen(one) for one in ran]
    counted = [(demand.item, sum(1 for one in seen if demand.is_met(one))) for demand in demands]
    return Coverage(source.name, tuple(sorted(counted, key=lambda pair: pair[0].span.start)))


def _seen(ran: Ran) -> _Seen:
    if ran.card is None:
        return _Seen(ran, {})
    trace = ran.card.trace
    nodes = enumerate(_nodes(ran.card.program))
    return _Seen(ran, {place: trace[node.id] for place, node in nodes if node.id in trace})


def _nodes(program: Program) -> list[Expression]:
    """Every expression of a program with all beneath it: in the same order whatever its parameters are."""
    return [node for root in _roots(program) for node in _beneath(root)]


def _roots(program: Program) -> Iterator[Expression]:
    for group in (program.total, *program.total.every_group):
        yield from () if group.applies_when is None else (group.applies_when,)
    for indicator in program.indicators:
        yield from indicator.formulas
        yield from () if indicator.target is None else (indicator.target,)
    for band in program.bands:
        yield from () if band.requires is None else (band.requires,)


def _beneath(expression: Expression) -> Iterator[Expression]:
    yield expression
    for child in children(expression):
        yield from _beneath(child)


def _demands(program: Program) -> Iterator[_Demand]:
    nodes = _nodes(program)
    places = {node.id: place for place, node in enumerate(nodes)}
    for indicator in program.indicators:
        yield from _of_indicator(indicator)
    for group in program.total.every_group:
        yield from _of_group(group)
    yield from _of_conditions(program, nodes, places)
    for node in nodes:
        if isinstance(node, Table):
            yield from _of_table(node, places)
    for higher, lower in zip(program.bands, program.bands[1:], strict=False):
        yield from _of_band(higher, lower, program)
    for check in program.checks:
        yield from _of_check(check)
    for parameter in program.parameters.values():
        yield _of_parameter(parameter, nodes, places)


def _of_indicator(indicator: Indicator) -> Iterator[_Demand]:
    id = indicator.id
    if indicator.formulas:
        computed = (Basis.COMPUTED, Basis.MIXED)
        yield _Demand(
            Item(Kind.INDICATOR, id, "", indicator.places["id"]),
            lambda seen: _state(seen, id) is State.VALUE and _basis(seen, id) in computed,
        )
    for absence, policy in indicator.policies.items():
        key = f"when_{absence.value}"
        if key in indicator.places:
            item = Item(Kind.POLICY, f"{id}.{key}", policy.value, indicator.places[key])
            yield _Demand(item, _in_state(id, State(absence.value)))
    for met in (True, False) if indicator.target is not None else ():
        item = Item(Kind.TARGET, f"{id}.target", _side(met), indicator.places["target"])
        yield _Demand(item, _meeting_target(id, met))


def _side(truth: bool) -> str:
    return "true" if truth else "false"


def _in_state(id: str, state: State) -> Callable[[_Seen], bool]:
    return lambda seen: _state(seen, id) is state


def _meeting_target(id: str, met: bool) -> Callable[[_Seen], bool]:
    def is_met(seen: _Seen) -> bool:
        card = seen.ran.card
        return card is not None and any(result.id == id and result.target_met is met for result in card.indicators)

    return is_met


def _state(seen: _Seen, id: str) -> State | None:
    card = seen.ran.card
    if card is None:
        return None
    states = {result.id: result.state for result in card.indicators}
    return states.get(id) or next((group.state for group in card.total.every_group if group.id == id), None)


def _basis(seen: _Seen, id: str) -> Basis | None:
    card = seen.ran.card
    return None if card is None else next((result.basis for result in card.indicators if result.id == id), None)


def _of_group(group: Group) -> Iterator[_Demand]:
    key = "when_not_applicable"
    if key in group.places:
        item = Item(Kind.POLICY, f"{group.id}.{key}", group.policy.value, group.places[key])
        yield _Demand(item, _in_state(group.id, State.NOT_APPLICABLE))


def _of_conditions(program: Program, nodes: Sequence[Expression], places: Mapping[int, int]) -> Iterator[_Demand]:
    """Both outcomes of whatever is true or false: conditions, what `and` and `or` join, comparisons."""
    for node in _conditions(program, nodes):
        for truth in (True, False):
            item = Item(Kind.CONDITION, written(node), _side(truth), node.span)
            yield _Demand(item, _valued(places[node.id], truth))


def _valued(place: int, value: bool) -> Callable[[_Seen], bool]:
    return lambda seen: seen.values.get(place) is value


def _conditions(program: Program, nodes: Sequence[Expression]) -> list[Expression]:
    groups = [group.applies_when for group in program.total.every_group]
    own = [indicator.applies_when for indicator in program.indicators]
    gates = [band.requires for band in program.bands]
    found = {node.id: node for node in (*groups, *own, *gates) if node is not None}
    for node in nodes:
        if isinstance(node, Conditional):
            found[node.condition.id] = node.condition
        elif isinstance(node, Logic):
            found.update((operand.id, operand) for operand in node.operands)
        elif isinstance(node, (Comparison, Membership)):
            found[node.id] = node
    return [node for node in found.values() if not isinstance(node, Literal)]


def _of_table(table: Table, places: Mapping[int, int]) -> Iterator[_Demand]:
    """Each row, and what holds below the lowest one."""
    rows = [places[row.gives.id] for row in table.rows]
    for row, place in zip(table.rows, rows, strict=True):
        item = Item(Kind.ROW, written(row.bound), f"-> {written(row.gives)}", row.span)
        yield _Demand(item, _passed(place))
    if table.function == "steps":
        gives = "0" if table.otherwise is None else written(table.otherwise)
        span = table.span if table.otherwise is None else table.otherwise.span
        is_formula = table.span.text.removeprefix(table.function).lstrip().startswith("(")
        said = "else" if is_formula else "otherwise"
        yield _Demand(Item(Kind.ROW, said, f"-> {gives}", span), _below(places[table.id], rows))


def _passed(place: int) -> Callable[[_Seen], bool]:
    return lambda seen: place in seen.values


def _below(table: int, rows: Sequence[int]) -> Callable[[_Seen], bool]:
    def is_met(seen: _Seen) -> bool:
        value = seen.values.get(table)
        return value is not None and not isinstance(value, Absence) and not any(row in seen.values for row in rows)

    return is_met


def _of_band(band: Band, below: Band, program: Program) -> Iterator[_Demand]:
    """The bound itself, and one last digit of the total below it."""
    step = (program.total.rounding or program.rounding).step
    for total in (band.at_least, difference(band.at_least, step)):
        item = Item(Kind.BAND, band.id, decimal_text(total), band.places["at_least"])
        yield _Demand(item, _totalling(total))


def _totalling(total: Number) -> Callable[[_Seen], bool]:
    def is_met(seen: _Seen) -> bool:
        return seen.ran.card is not None and seen.ran.card.points == total

    return is_met


def _of_check(check: Check) -> Iterator[_Demand]:
    rule = written(check.rule)
    yield _Demand(Item(Kind.CHECK, rule, "true", check.rule.span), lambda seen: _holds(seen, rule))
    yield _Demand(Item(Kind.CHECK, rule, "false", check.rule.span), lambda seen: _is_refused(seen, check))


def _holds(seen: _Seen, rule: str) -> bool:
    """Whether the check was passed by data that were scored, and not for want of them."""
    program, record, card = seen.ran.program, seen.ran.record, seen.ran.card
    if program is None or record is None or card is None:
        return False
    check = next(check for check in program.checks if written(check.rule) == rule)
    return evaluate(check.rule, known_names(program, record), {}) is True


def _is_refused(seen: _Seen, check: Check) -> bool:
    return any(fault.arguments.get("rule") == check.rule.span.text for fault in seen.ran.refused)


def _of_parameter(parameter: Parameter, nodes: Sequence[Expression], places: Mapping[int, int]) -> _Demand:
    """Used where an expression names it; one that maxima and bounds are made of is used wherever a case is scored."""
    used = [places[node.id] for node in nodes if isinstance(node, Name) and node.name == parameter.id]
    return _Demand(
        Item(Kind.PARAMETER, parameter.id, "", parameter.places["id"]),
        lambda seen: any(place in seen.values for place in used) if used else seen.ran.card is not None,
    )
