"""Scorecards as one flat row each, for CSV and spreadsheets; the columns are named like those of the data contract.

The columns `code` and `parent` are there where the data have them: `facts` names which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chiso.lang.values import Number, decimal_text, fraction_text
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.scorecard import Basis, GroupResult, Scorecard, printable, rate_percent
from chiso.run.standings import ranks


def flat_header(program: Program, facts: Sequence[str] = ()) -> list[str]:
    """The names of the columns."""
    names = ["unit", "level", "period", *facts, f"{TOTAL}.rank", f"{TOTAL}.points", f"{TOTAL}.basis", f"{TOTAL}.band"]
    names += ["complete", "missing"]
    return names + [name for group in program.groups for name in _columns(group)]


def _columns(group: Group) -> Iterator[str]:
    yield from (f"{group.id}.points", f"{group.id}.basis")
    for indicator in group.indicators:
        for quantity in ("points", "rate", "rate_percent", "state", "basis", "target_met"):
            yield f"{indicator.id}.{quantity}"
    for inner in group.groups:
        yield from _columns(inner)


def flat_rows(program: Program, scorecards: Sequence[Scorecard], facts: Sequence[str] = ()) -> Iterator[list[str]]:
    """One row for each scorecard, in the order given; an absent value is an empty cell."""
    for scorecard, rank in zip(scorecards, ranks(scorecards), strict=True):
        yield flat_row(scorecard, rank, facts)


def _points(value: Number | None, node: Group | Indicator, program: Program) -> str:
    return "" if value is None else decimal_text(*printable(value, node, program))


def _basis(basis: Basis | None) -> str:
    return "" if basis is None else basis.value


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def flat_row(scorecard: Scorecard, rank: int | None, facts: Sequence[str] = ()) -> list[str]:
    """The row of one scorecard; an absent value is an empty cell."""
    record, band, program = scorecard.record, scorecard.band, scorecard.program
    cells = [record.unit, record.level, record.period, *(getattr(record, fact) or "" for fact in facts)]
    cells.append("" if rank is None else str(rank))
    cells += [_points(scorecard.points, program.total, program), _basis(scorecard.basis)]
    cells += ["" if band is None else band.id, _truth(scorecard.complete), " ".join(scorecard.missing)]
    return cells + [cell for group in scorecard.groups for cell in _cells(group, program)]


def _cells(group: GroupResult, program: Program) -> Iterator[str]:
    yield from (_points(group.points, group.group, program), _basis(group.basis))
    for result in group.indicators:
        yield _points(result.points, result.indicator, program)
        yield "" if result.rate is None else fraction_text(result.rate)
        yield "" if result.rate is None else decimal_text(rate_percent(result.rate), 2)
        yield from (result.state.value, _basis(result.basis), _truth(result.target_met))
    for inner in group.groups:
        yield from _cells(inner, program)
