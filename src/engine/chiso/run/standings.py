"""Scorecards ranked: within level and period, by rounded total, ties sharing the better rank (1, 2, 2, 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chiso.ruleset.program import LEVELS, Band
from chiso.run.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Standing:
    """One scorecard with its rank; None for an incomplete one."""

    rank: int | None
    scorecard: Scorecard


@dataclass(frozen=True, slots=True)
class League:
    """The units that are ranked against each other: one level in one period, best first, incomplete ones last."""

    level: str
    period: str
    standings: tuple[Standing, ...]

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """The complete ones."""
        return tuple(standing for standing in self.standings if standing.rank is not None)

    @property
    def incomplete(self) -> tuple[Standing, ...]:
        """Those without a total."""
        return tuple(standing for standing in self.standings if standing.rank is None)

    def per_band(self, bands: Sequence[Band]) -> list[tuple[Band, int]]:
        """How many complete units are in each band, best band first."""
        found = Counter(s.scorecard.band.id for s in self.ranked if s.scorecard.band is not None)
        return [(band, found[band.id]) for band in bands]


def leagues(scorecards: Iterable[Scorecard]) -> list[League]:
    """The scorecards by period and level, lowest level first, each league ranked."""
    together: dict[tuple[str, str], list[Scorecard]] = {}
    for scorecard in scorecards:
        together.setdefault((scorecard.record.period, scorecard.record.level), []).append(scorecard)
    ordered = sorted(together, key=lambda key: (key[0], -LEVELS.index(key[1])))
    return [League(level, period, _ranked(together[period, level])) for period, level in ordered]


def ranks(scorecards: Sequence[Scorecard]) -> list[int | None]:
    """The rank of each scorecard, in the order given."""
    by_card = {id(s.scorecard): s.rank for league in leagues(scorecards) for s in league.standings}
    return [by_card[id(scorecard)] for scorecard in scorecards]


def _ranked(scorecards: list[Scorecard]) -> tuple[Standing, ...]:
    complete = [(card.points, card) for card in scorecards if card.points is not None]
    complete.sort(key=lambda pair: pair[0], reverse=True)
    first: dict[object, int] = {}
    standings = [Standing(first.setdefault(points, place), card) for place, (points, card) in enumerate(complete, 1)]
    return (*standings, *(Standing(None, card) for card in scorecards if card.points is None))
