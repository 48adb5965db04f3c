"""A program with other nodes, without its text: put in order anew, as compilation does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chiso.diagnostics.diagnostic import Report
from chiso.ruleset.order import conditions, ordered, references
from chiso.ruleset.program import Group, Indicator, Program


def with_indicators(program: Program, changed: Mapping[str, Indicator]) -> Program:
    """The program with other indicators in the places of those of the same ids."""
    return with_total(program, _replaced(program.total, changed))


def with_total(program: Program, total: Group) -> Program:
    """The program with another tree of groups and indicators. Raises `ValueError` where they refer in a circle."""
    report = Report()
    order = ordered(total, report)
    if report.has_errors:
        raise ValueError("the nodes refer to each other in a circle")
    referring = frozenset(indicator.id for indicator in total.every_indicator if references(indicator))
    return replace(program, total=total, order=order, conditions=dict(conditions(total)), referring=referring)


def _replaced(group: Group, changed: Mapping[str, Indicator]) -> Group:
    return replace(
        group,
        indicators=tuple(changed.get(indicator.id, indicator) for indicator in group.indicators),
        groups=tuple(_replaced(inner, changed) for inner in group.groups),
    )
