"""Where something is absent: for each of the three absences, on which rows it is what an operation met.

A row may be in several of the masks; the strongest absence is then the one that counts, as in `lang.values`. Wherever
a column holds null, one of its masks holds, so that no null is ever taken for a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Absence

Mask = pl.Expr | None
"""On which rows something holds; None for nowhere."""


class Absent(NamedTuple):
    """The rows on which an absence was met; None for nowhere."""

    empty: Mask = None
    missing: Mask = None
    outside: Mask = None

    @property
    def anywhere(self) -> Mask:
        """Where there is no value, for whatever reason."""
        return either(*self)

    def joined(self, *others: Absent) -> Absent:
        """What an operation on several values meets."""
        return Absent(*(either(*masks) for masks in zip(self, *others, strict=True)))

    def where(self, mask: pl.Expr) -> Absent:
        """The same, but only on some rows."""
        return Absent(*(None if own is None else own & mask for own in self))

    def kinds(self) -> Iterator[tuple[Absence, pl.Expr]]:
        """Each absence with the rows on which it is the one that counts."""
        stronger: Mask = None
        for absence, mask in ((NOT_APPLICABLE, self.outside), (MISSING, self.missing), (EMPTY, self.empty)):
            if mask is not None:
                yield absence, mask if stronger is None else mask & ~stronger
                stronger = either(stronger, mask)

    def counts(self, absence: Absence) -> Mask:
        """Where this absence is the one that counts."""
        return dict(self.kinds()).get(absence)


NOWHERE = Absent()


def absent(absence: Absence, mask: Mask) -> Absent:
    """Rows with one absence."""
    names = {EMPTY: "empty", MISSING: "missing", NOT_APPLICABLE: "outside"}
    return Absent(**{names[absence]: mask})


def either(*masks: Mask) -> Mask:
    """Where one of several masks holds."""
    found = [mask for mask in masks if mask is not None]
    return pl.any_horizontal(found) if len(found) > 1 else found[0] if found else None


def present(column: pl.Expr, where: Absent) -> pl.Expr:
    """Where a condition holds and is there."""
    gone = where.anywhere
    return column if gone is None else column & ~gone
