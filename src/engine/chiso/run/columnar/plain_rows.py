"""The plain rows of a table: what can be computed in columns, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from chiso.run.columnar.typed_columns import TypedColumn


@dataclass(frozen=True, slots=True)
class Extent:
    """Between which bounds a column of integers is sure to keep."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PlainRows:
    """The plain rows of a table, typed, with what is known of its columns.

    `extents` are those of the columns of numbers, `periods` all that there are. `is_plain` tells, row for row of the
    whole table, which rows these are; None where all are.
    """

    frame: pl.DataFrame
    columns: Mapping[str, TypedColumn]
    extents: Mapping[str, Extent]
    periods: tuple[str, ...]
    is_plain: pl.Series | None = None

    def narrowed(self, kept: pl.Series | None) -> PlainRows:
        """Only some of the rows; None for all."""
        if kept is None:
            return self
        outer = kept if self.is_plain is None else self.is_plain.scatter(self.is_plain.arg_true(), kept)
        return replace(self, frame=self.frame.filter(kept), is_plain=outer)
