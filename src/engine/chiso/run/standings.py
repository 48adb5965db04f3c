"""Scorecards ranked: within level and period, by rounded total, ties sharing the better rank (1, 2, 2, 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chiso.lang.values import Number
from chiso.records.record import Record
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


class Ranking:
    """The ranks of many scorecards, of which only the totals are kept, so that a million of them need little memory."""

    def __init__(self) -> None:
        self._leagues: dict[tuple[str, str], dict[Number, int]] = {}
        self._entries: list[tuple[dict[Number, int], Number] | None] = []
        self._same: dict[object, tuple[dict[Number, int], Number]] = {}

    def add(self, card: Scorecard) -> None:
        """Take a scorecard in."""
        if card.points is None:
            self._entries.append(None)
            return
        key = (card.record.level, card.record.period)
        counts = self._leagues.setdefault(key, {})
        counts[card.points] = counts.get(card.points, 0) + 1
        self._entries.append(self._same.setdefault((key, card.points), (counts, card.points)))

    def __len__(self) -> int:
        return len(self._entries)

    def ranks(self) -> Iterator[int | None]:
        """The rank of each scorecard in the order they were taken in; None for an incomplete one."""
        first: dict[int, dict[Number, int]] = {id(counts): _first(counts) for counts in self._leagues.values()}
        for entry in self._entries:
            yield None if entry is None else first[id(entry[0])][entry[1]]


def _first(counts: Mapping[Number, int]) -> dict[Number, int]:
    """The rank of each total, by how many have it."""
    found, place = {}, 1
    for points in sorted(counts, reverse=True):
        found[points] = place
        place += counts[points]
    return found


def leagues(scorecards: Iterable[Scorecard]) -> list[League]:
    """The scorecards by period and level, lowest level first, each league ranked."""
    together: dict[tuple[str, str], list[Scorecard]] = {}
    for scorecard in scorecards:
        together.setdefault((scorecard.record.period, scorecard.record.level), []).append(scorecard)
    ordered = sorted(together, key=lambda key: (key[0], -LEVELS.index(key[1])))
    return [League(level, period, _ranked(together[period, level])) for period, level in ordered]


def ranks(scorecards: Sequence[Scorecard]) -> list[int | None]:
    """The rank of each scorecard, in the order given."""
    return ranks_of([card.points for card in scorecards], [card.record for card in scorecards])


def ranks_of(totals: Sequence[Number | None], records: Sequence[Record]) -> list[int | None]:
    """The rank of each record's total within its level and period; None where there is no total."""
    keys = [(record.level, record.period) for record in records]
    found: dict[tuple[str, str], list[Number]] = {}
    for total, key in zip(totals, keys, strict=True):
        if total is not None:
            found.setdefault(key, []).append(total)
    first = {key: _first(Counter(league)) for key, league in found.items()}
    return [None if total is None else first[key][total] for total, key in zip(totals, keys, strict=True)]


def _ranked(scorecards: list[Scorecard]) -> tuple[Standing, ...]:
    complete = [(card.points, card) for card in scorecards if card.points is not None]
    complete.sort(key=lambda pair: pair[0], reverse=True)
    first: dict[object, int] = {}
    standings = [Standing(first.setdefault(points, place), card) for place, (points, card) in enumerate(complete, 1)]
    return (*standings, *(Standing(None, card) for card in scorecards if card.points is None))
