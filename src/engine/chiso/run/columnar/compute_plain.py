"""The plain rows of a table computed, with numbers as large as they can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import polars as pl

from chiso.records.layout import Style
from chiso.ruleset.program import Program
from chiso.run.columnar.find_plain import Reading, find_plain
from chiso.run.columnar.plain_rows import PlainRows
from chiso.run.columnar.vector import NotInColumns
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
    as_given: bool = False,
) -> Computed[Result]:
    """What is computed of the plain rows of a table, none of which is odd and all of which meet the checks.

    Names may be `as_given`, or have to be as records would have them. Raises `NotInColumns`, also where numbers would
    get too wide whatever their size.
    """
    if not frame.height:
        raise NotInColumns("0")
    for widest in WIDTHS:
        try:
            rows = find_plain(program, frame, Reading(style, widest, as_given))
            rows = rows if is_odd is None else _without(rows, is_odd)
            return Computed(compute(rows), rows.is_plain)
        except TooWide:
            continue
    raise NotInColumns(f"> {WIDTHS[-1]}")


def _without(rows: PlainRows, is_odd: pl.Series) -> PlainRows:
    return rows.narrowed(~is_odd if rows.is_plain is None else ~is_odd.filter(rows.is_plain))
