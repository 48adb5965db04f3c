"""A sheet: a table of words and figures for people, with what is to be said around it.

What several studies come to is laid out as sheets, in the reader's language; how a sheet is drawn is not its business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from chiso.diagnostics.diagnostic import Language
from chiso.lang.values import Number
from chiso.report.numerals import approximate, numeral
from chiso.ruleset.program import Program
from chiso.run.scorecard import printable


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings, columns, rows of as many cells, and remarks below.

    `figures` are the places of the columns that hold figures; `strong` the places of rows that matter most.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    figures: frozenset[int] = field(default_factory=frozenset)
    strong: frozenset[int] = field(default_factory=frozenset)


def signed(value: Number | None, language: Language) -> str:
    """`+1,2`, `-0,5`, `0`; a dash where it is not known, few decimals where there are very many."""
    if value is None:
        return "–"
    text = approximate(abs(Fraction(value)), language)
    return f"+{text}" if value > 0 else f"-{text}" if value < 0 else "0"


def total_figure(points: Number | None, program: Program, language: Language) -> str:
    """A total at the digits of the rules; a dash where there is none."""
    return "–" if points is None else numeral(*_shown(points, program, language))


def _shown(points: Number, program: Program, language: Language) -> tuple[Number, Language, int]:
    value, digits = printable(points, program.total, program)
    return value, language, digits


def arrow(before: str, after: str) -> str:
    """`11 → 10`, or one of the two where they are the same."""
    return before if before == after else f"{before} → {after}"
