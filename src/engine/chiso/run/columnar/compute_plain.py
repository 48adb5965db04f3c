"""The plain rows of a table computed, with numbers as large as they can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import polars as pl

from chiso.records.layout import Style
from chiso.ruleset.program import Program
from chiso.run.columnar.known import Known
from chiso.run.columnar.name_columns import name_columns
from chiso.run.columnar.plain_rows import PlainRows, plain_rows, where_all
from chiso.run.columnar.vector import NotInColumns
from chiso.run.columnar.vectorize import flag
from chiso.run.columnar.whole import TooWide

WIDTHS = (10**12, 10**9, 10**6, 10**4)
"""The largest numbers of plain rows, tried one after the other: the smaller they are, the more can be computed."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Computed(Generic[Result]):
    """What was computed of plain rows, and which rows of the table these are; None for all."""

    result: Result
    is_plain: pl.Series | None


def compute_plain(
    program: Program,
    frame: pl.DataFrame,
    compute: Callable[[PlainRows], Result],
    is_odd: pl.Series | None = None,
    style: Style = Style.PLAIN,
) -> Computed[Result]:
    """What is computed of the plain rows of a table, none of which is odd and all of which meet the checks.

    Raises `NotInColumns`, also where numbers would get too wide whatever their size.
    """
    if not frame.height:
        raise NotInColumns("0")
    for widest in WIDTHS:
        try:
            rows = _plain(program, frame, is_odd, style, widest)
            return Computed(compute(rows), rows.is_plain)
        except TooWide:
            continue
    raise NotInColumns(f"> {WIDTHS[-1]}")


def _plain(program: Program, frame: pl.DataFrame, is_odd: pl.Series | None, style: Style, widest: int) -> PlainRows:
    rows = plain_rows(program, frame, style, widest)
    if is_odd is not None:
        rows = rows.narrowed(~is_odd if rows.is_plain is None else ~is_odd.filter(rows.is_plain))
    return rows.narrowed(where_all(rows.frame, list(_checks(program, Known(name_columns(program, rows))))))


def _checks(program: Program, known: Known) -> Iterator[pl.Expr]:
    """Where each check is not broken: it holds, or cannot be told."""
    for check in program.checks:
        found = flag(check.rule, known)
        gone = found.absent.anywhere
        yield found.column if gone is None else found.column | gone
