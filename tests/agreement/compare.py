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
    """What differs in the first row that does; a row of None is the table as a whole."""

    row: Row | None
    said: str


def difference(case: Case, program: Program, reference: Evaluator, other: Evaluator) -> Difference | None:
    """The first difference, if there is one."""
    expected = reference(case, program)
    try:
        found = other(case, program)
    except (*FAULTS, pl.exceptions.PolarsError) as fault:
        return Difference(None, f"raises {type(fault).__name__}: {fault}")
    if len(found) != len(expected):
        return Difference(None, f"{len(found)} rows for {len(expected)}")
    for row, right, told in zip(case.rows, expected, found, strict=True):
        if right != told:
            return Difference(row, _said(program, right, told))
    return None


def _said(program: Program, expected: Outcome, found: Outcome) -> str:
    parts = zip(addresses(program), expected, found, strict=True)
    return "; ".join(f"{name}: {told} for {right}" for name, right, told in parts if right != told)
