"""Scorecards as one flat row each, for CSV and spreadsheets; the columns are named like those of the data contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chiso.lang.values import Number, decimal_text, fraction_text
from chiso.ruleset.program import TOTAL, Program
from chiso.run.scorecard import Basis, Scorecard, rate_percent
from chiso.run.standings import ranks


def flat_header(program: Program) -> list[str]:
    """The names of the columns."""
    names = ["unit", "level", "period", f"{TOTAL}.rank", f"{TOTAL}.points", f"{TOTAL}.basis", f"{TOTAL}.band"]
    names += ["complete", "missing"]
    for group in program.groups:
        names += [f"{group.id}.points", f"{group.id}.basis"]
        for indicator in group.indicators:
            names += [
                f"{indicator.id}.{quantity}"
                for quantity in ("points", "rate", "rate_percent", "state", "basis", "target_met")
            ]
    return names


def flat_rows(program: Program, scorecards: Sequence[Scorecard]) -> Iterator[list[str]]:
    """One row for each scorecard, in the order given; an absent value is an empty cell."""
    for scorecard, rank in zip(scorecards, ranks(scorecards), strict=True):
        yield _row(scorecard, rank, program.rounding.digits)


def _points(value: Number | None, digits: int) -> str:
    return "" if value is None else decimal_text(value, digits)


def _basis(basis: Basis | None) -> str:
    return "" if basis is None else basis.value


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _row(scorecard: Scorecard, rank: int | None, digits: int) -> list[str]:
    record, band = scorecard.record, scorecard.band
    cells = [record.unit, record.level, record.period]
    cells += ["" if rank is None else str(rank), _points(scorecard.points, digits), _basis(scorecard.basis)]
    cells += ["" if band is None else band.id, _truth(scorecard.complete), " ".join(scorecard.missing)]
    for group in scorecard.groups:
        cells += [_points(group.points, digits), _basis(group.basis)]
        for result in group.indicators:
            rate = "" if result.rate is None else fraction_text(result.rate)
            percent = "" if result.rate is None else decimal_text(rate_percent(result.rate), 2)
            cells += [_points(result.points, digits), rate, percent, result.state.value, _basis(result.basis)]
            cells.append(_truth(result.target_met))
    return cells
