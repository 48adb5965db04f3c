"""Where two evaluators say different things of the same table."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

import chiso
from agreement.cases import Case, Row
from agreement.evaluators import Evaluator, Outcome, addresses
from chiso.ruleset.program import Program

FAULTS = (chiso.RecordError, ArithmeticError, LookupError, TypeError, ValueError, AssertionError, AttributeError)
"""What an evaluator may raise where it should have scored."""


@dataclass(frozen=True)
class Difference:
    """What differs in the first row that does; a row of None is the table as a whole.

    Differences of one `kind` are likely to have one cause: what is raised, or whether a value stands for another, for
    none, or none for one.
    """

    row: Row | None
    said: str
    kind: str


def difference(case: Case, program: Program, reference: Evaluator, other: Evaluator) -> Difference | None:
    """The first difference, if there is one."""
    expected = reference(case, program)
    try:
        found = other(case, program)
    except (*FAULTS, pl.exceptions.PolarsError) as fault:
        return Difference(None, f"raises {type(fault).__name__}: {fault}", type(fault).__name__)
    if len(found) != len(expected):
        return Difference(None, f"{len(found)} rows for {len(expected)}", "rows")
    for row, right, told in zip(case.rows, expected, found, strict=True):
        if right != told:
            return Difference(row, _said(program, right, told), _kind(right, told))
    return None


def _kind(expected: Outcome, found: Outcome) -> str:
    """Of the first part that differs."""
    pairs = zip(expected, found, strict=True)
    told, right = next((told, right) for right, told in pairs if right != told)
    return f"{'none' if told is None else 'value'} for {'none' if right is None else 'value'}"


def _said(program: Program, expected: Outcome, found: Outcome) -> str:
    parts = zip(addresses(program), expected, found, strict=True)
    return "; ".join(f"{name}: {told} for {right}" for name, right, told in parts if right != told)
