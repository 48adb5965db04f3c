"""The rows of an opened table by batches, each as columns, and any row of it as a row.

What is plain in a batch can be computed in columns; what is not is read like any other row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl

from chiso.diagnostics.diagnostic import Report
from chiso.records.cell_text import writable
from chiso.records.open_records import Opened
from chiso.records.table import Broken, Row, Unreadable

ROWS_IN_A_BATCH = 25_000
_ODD = (Broken, Unreadable)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, one after the other: `frame` has a column for each that is not left out, named as `records` names it.

    `is_odd` tells the rows with cells that a column cannot hold; None for none. `row` reads one by its place.
    """

    frame: pl.DataFrame
    row: Callable[[int], Row]
    is_odd: pl.Series | None = None


def batches(opened: Opened, report: Report) -> Iterator[Batch]:
    """The batches of a table; faults that end the reading go to the report."""
    names = [None if column is None else column.name for column in opened.columns]
    if opened.table.frames is not None:
        for frame, row in opened.table.frames(report, ROWS_IN_A_BATCH):
            yield Batch(_named(frame, names), row)
        return
    rows = opened.table.rows(report)
    while held := list(islice(rows, ROWS_IN_A_BATCH)):
        yield _of_rows([row for row in held if row.fault is not None or any(map(str.strip, row.cells))], names)


def _named(frame: pl.DataFrame, names: Sequence[str | None]) -> pl.DataFrame:
    kept = [frame.to_series(place).alias(name) for place, name in enumerate(names) if name is not None]
    return pl.DataFrame(kept)


def _of_rows(rows: Sequence[Row], names: Sequence[str | None]) -> Batch:
    whole = [row.cells if row.fault is None else [""] * len(names) for row in rows]
    columns = zip(names, zip(*whole, strict=True) if whole else [()] * len(names), strict=True)
    frame = pl.DataFrame([_texts(name, cells) for name, cells in columns if name is not None])
    odd = [row.fault is not None or any(cell.__class__ in _ODD for cell in row.cells) for row in rows]
    return Batch(frame, rows.__getitem__, pl.Series(odd, dtype=pl.Boolean) if any(odd) else None)


def _texts(name: str, cells: Sequence[str]) -> pl.Series:
    try:
        return pl.Series(name, cells, dtype=pl.String)
    except UnicodeEncodeError:
        return pl.Series(name, [writable(cell) for cell in cells], dtype=pl.String)
