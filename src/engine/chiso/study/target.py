"""A goal: a band, a total or a rank that a unit is to reach, read from what people write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.diagnostics.nearest import folded, nearest
from chiso.lang.values import Number, decimal_text, plain_number
from chiso.ruleset.program import Band, Program
from chiso.run.scorecard import Scorecard
from chiso.run.unit import Unit

_COMPARED = re.compile(r"(?:(total|rank)\s*(>=|<=|≥|≤)\s*)?([0-9.]+)")
_AT_LEAST = (">=", "≥", None)
_AT_MOST = ("<=", "≤")


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached: a band or a better one; else so many points, which a rank comes to as well.

    `text` is what was asked; `points` is the least total that can do, None where any total does.
    """

    text: str
    band: Band | None
    points: Number | None
    rank: int | None = None

    def is_reached(self, card: Scorecard) -> bool:
        """Whether a scorecard is there."""
        return self.is_met(card.points, card.band, card.program.bands)

    def is_met(self, points: Number | None, band: Band | None, bands: Sequence[Band]) -> bool:
        """Whether a total with its band, one of these, is there."""
        if points is None or (self.points is not None and points < self.points):
            return False
        return self.band is None or (band is not None and bands.index(band) <= bands.index(self.band))


def target(text: str, unit: Unit, units: Sequence[Unit], report: Report) -> Target | None:
    """The goal of a unit among those of the data; None after reporting that it is none, or out of reach."""
    program, place = unit.program, argument_span(text)
    named = {folded(name): band for band in reversed(program.bands) for name in _names(band)}
    band = named.get(folded(text))
    if band is not None:
        return Target(text, band, band.at_least)
    found = _COMPARED.fullmatch(text.strip())
    value = None if found is None else plain_number(found[3])
    sound = found is not None and found[2] in (_AT_MOST if found[1] == "rank" else _AT_LEAST)
    if found is None or value is None or not sound:
        near = nearest(text, [name for band in program.bands for name in _names(band)])
        report.add("reach-malformed", place, text=text, bands=tuple(b.id for b in program.bands), near=near)
        return None
    if found[1] == "rank":
        return _rank(text, value, unit, units, report)
    return _total(text, value, program, report)


def _names(band: Band) -> list[str]:
    return [band.id, band.title.text, band.title.in_language("en")]


def _total(text: str, value: Number, program: Program, report: Report) -> Target | None:
    if value > program.max:
        form = f"total>={decimal_text(program.max)}"
        report.add("reach-out-of-range", argument_span(text), text=text, form=form)
        return None
    return Target(text, None, value)


def _rank(text: str, value: Number, unit: Unit, units: Sequence[Unit], report: Report) -> Target | None:
    """A rank as a total: as many points as the unit in that place has, all others staying as they are."""
    if not isinstance(value, int) or value < 1:
        report.add("reach-out-of-range", argument_span(text), text=text, form="rank<=1")
        return None
    record = unit.record
    league = [u for u in units if (u.record.level, u.record.period) == (record.level, record.period) and u is not unit]
    others = sorted((other.points for other in league if other.points is not None), reverse=True)
    points = others[value - 1] if len(others) >= value else None
    return Target(text, None, points, value)
