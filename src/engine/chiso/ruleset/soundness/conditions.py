"""Conditions and rows of tables that are decided before any record is known."""

from __future__ import annotations

from collections.abc import Iterator, Set

from chiso.diagnostics.diagnostic import Report
from chiso.lang.foresee import rows_reached
from chiso.lang.functions import STEPS
from chiso.lang.syntax import Comparison, Expression, Logic, Membership, Not, Table, children, names
from chiso.ruleset.program import Program
from chiso.ruleset.soundness.foreseen import Foreseen

_CONDITIONS = (Comparison, Membership, Not, Logic)


def inspect_conditions(program: Program, known: Foreseen, report: Report) -> None:
    """Report conditions that never or always hold whatever a record gives, and rows that nothing reaches.

    A condition on parameters alone is a switch, and meant to be decided.
    """
    for expression in _written(program):
        _inspect(expression, known, program.parameters.keys(), report)


def _written(program: Program) -> Iterator[Expression]:
    yield from (check.rule for check in program.checks)
    for indicator in program.indicators:
        yield from indicator.formulas
    yield from (group.applies_when for group in program.total.every_group if group.applies_when is not None)
    yield from (band.requires for band in program.bands if band.requires is not None)


def _inspect(expression: Expression, known: Foreseen, fixed: Set[str], report: Report) -> bool:
    """Report what is decided in an expression; whether anything was, so that what follows from it is not said too."""
    outlook = known.found.get(expression.id)
    if outlook is None:
        return False
    if _is_not_in(expression):
        said = [_inspect(part, known, fixed, report) for child in children(expression) for part in children(child)]
    else:
        said = [_inspect(child, known, fixed, report) for child in children(expression)]
    if isinstance(expression, Table):
        _inspect_rows(expression, known, report)
    if not isinstance(expression, _CONDITIONS) or outlook.truth is None or any(said):
        return any(said)
    if _is_fixed(expression, fixed):
        return False
    if not _is_switched(expression, outlook.truth, known, fixed):
        id = "condition-always-holds" if outlook.truth else "condition-never-holds"
        report.add(id, expression.span, text=expression.span.text)
    return True


def _is_not_in(expression: Expression) -> bool:
    """Whether it is written `x not in […]`, in one piece."""
    return isinstance(expression, Not) and expression.operand.span == expression.span


def _is_fixed(expression: Expression, fixed: Set[str]) -> bool:
    return all(name.name in fixed for name in names(expression))


def _is_switched(expression: Expression, truth: bool, known: Foreseen, fixed: Set[str]) -> bool:
    """Whether a part that depends on parameters alone decides it."""
    if not isinstance(expression, Logic) or truth is not (expression.operator == "or"):
        return False
    switches = [
        known.found[part.id] for part in expression.operands if _is_fixed(part, fixed) and part.id in known.found
    ]
    return any(switch.truth is truth for switch in switches)


def _inspect_rows(table: Table, known: Foreseen, report: Report) -> None:
    subject = known.found[table.subject.id]
    bounds = [known.found[row.bound.id].interval.low.at for row in table.rows]
    if table.function != STEPS or subject.options is not None:
        return
    reached = rows_reached(subject.interval, bounds, table.function)
    for place, row in enumerate(table.rows):
        if place not in reached:
            report.add("row-never-reached", row.bound.span, text=table.subject.span.text)
