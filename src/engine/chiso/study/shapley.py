"""Who brought how much: the Shapley value, exact.

What several causes bring together is shared out among them: each gets what it adds, taken over every order in which
they could have come, all orders alike. So the shares add up to the whole, and no order is preferred. Causes that have
nothing to do with each other are games of their own. Beyond a dozen causes in one game, some are taken together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

from chiso.lang.values import Number, simplest

MOST_PLAYERS = 12
"""Causes of one game that are told apart: each more doubles the work."""

Coalition = frozenset[int]
Worth = Callable[[Coalition], Number | None]
"""What the causes of these numbers come to together; None where that is not defined."""


@dataclass(frozen=True, slots=True)
class Player:
    """Causes that are taken together, by their numbers, and what they can reach."""

    members: Coalition
    reach: frozenset[str]


def shares(players: Sequence[Player], worth: Worth, regions: Callable[[str], str]) -> list[tuple[Coalition, Number]]:
    """What each brings, adding up to what all bring; `regions` tells in which part of the whole something lies.

    Causes that reach the same things are one game. Where the games do not add up to the whole, those within one part
    are one, and where that does not do either, all are. Raises `ValueError` where the whole has no worth.
    """
    everyone = frozenset(number for player in players for number in player.members)
    nothing, everything = worth(frozenset()), worth(everyone)
    if nothing is None or everything is None:
        raise ValueError("the whole has no worth")
    wider = [Player(p.members, frozenset(map(regions, p.reach))) for p in players]
    for arranged in (players, wider, [Player(p.members, frozenset({""})) for p in players]):
        games = _games(players, arranged)
        wholes = [worth(frozenset(n for player in game for n in player.members)) for game in games]
        if None not in wholes and sum((Fraction(w) - nothing for w in wholes if w is not None), Fraction(0)) == (
            everything - nothing
        ):
            return [share for game in games for share in _played(_fewer(game, regions), worth)]
    raise ValueError("the whole has no worth")


def _games(players: Sequence[Player], arranged: Sequence[Player]) -> list[list[Player]]:
    """Players that reach something together, directly or through others."""
    games: list[tuple[set[str], list[Player]]] = []
    for player, seen in zip(players, arranged, strict=True):
        touching = [game for game in games if game[0] & seen.reach]
        apart = [game for game in games if not game[0] & seen.reach]
        reach = set(seen.reach).union(*(game[0] for game in touching))
        games = [*apart, (reach, [*(p for game in touching for p in game[1]), player])]
    return [sorted(game, key=lambda player: min(player.members)) for _, game in games]


def _fewer(game: list[Player], regions: Callable[[str], str]) -> list[Player]:
    """At most as many players as can be told apart: first those of one reach together, then of one part, then any."""
    for key in (lambda p: tuple(sorted(p.reach)), lambda p: tuple(sorted({regions(id) for id in p.reach}))):
        if len(game) > MOST_PLAYERS:
            together: dict[tuple[str, ...], list[Player]] = {}
            for player in game:
                together.setdefault(key(player), []).append(player)
            game = [_joined(parts) for parts in together.values()]
    while len(game) > MOST_PLAYERS:
        game = [_joined(game[place : place + 2]) for place in range(0, len(game), 2)]
    return game


def _joined(players: Sequence[Player]) -> Player:
    members = frozenset(number for player in players for number in player.members)
    return Player(members, frozenset(id for player in players for id in player.reach))


def _played(game: list[Player], worth: Worth) -> list[tuple[Coalition, Number]]:
    """The share of each; of players of whom some coalition has no worth, one share for all."""
    values: dict[frozenset[int], Number] = {}
    for size in range(len(game) + 1):
        for chosen in combinations(range(len(game)), size):
            value = worth(frozenset(n for place in chosen for n in game[place].members))
            if value is None:
                return _played([_joined(game)], worth)
            values[frozenset(chosen)] = value
    return [(player.members, _share(place, len(game), values)) for place, player in enumerate(game)]


def _share(place: int, count: int, values: dict[frozenset[int], Number]) -> Number:
    found = Fraction(0)
    for others, value in values.items():
        if place in others:
            continue
        weight = Fraction(factorial(len(others)) * factorial(count - len(others) - 1), factorial(count))
        found += weight * (values[others | {place}] - value)
    return simplest(found)
