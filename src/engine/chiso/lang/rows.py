"""The rows of a table: their results, and bounds that are fixed and in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.syntax import Expression, Table
from chiso.lang.values import Absence, Value


def results_of(node: Table) -> tuple[Expression, ...]:
    """What the table can give: the results of its rows, then what it gives below them."""
    rows = tuple(row.gives for row in node.rows)
    return rows if node.otherwise is None else (*rows, node.otherwise)


def inspect_bounds(node: Table, bounds: Sequence[Value | None], known: Sequence[bool], report: Report) -> None:
    """Report bounds without a value, bounds that differ between records (None), and one that breaks the order.

    `known` tells of each bound whether its type is; of another nothing is said.
    """
    for row, bound, is_known in zip(node.rows, bounds, known, strict=True):
        if isinstance(bound, Absence):
            report.add("no-constant-value", row.bound.span)
        elif bound is None and is_known:
            report.add("bound-not-fixed", row.bound.span)
    if all(known):
        _inspect_order(node, [bound for bound in bounds if not (bound is None or isinstance(bound, Absence))], report)


def _inspect_order(node: Table, bounds: Sequence[Any], report: Report) -> None:
    """Bounds go all up or all down: one that does not is a slip."""
    if len(bounds) < max(len(node.rows), 2) or len({isinstance(bound, date) for bound in bounds}) > 1:
        return
    rising = bounds[1] > bounds[0]
    for place, (earlier, later) in enumerate(pairwise(bounds), 1):
        if later == earlier or (later > earlier) is not rising:
            labels = [Label(node.rows[place - 1].bound.span, "row-before")]
            report.add("rows-out-of-order", node.rows[place].bound.span, labels=labels)
            return
