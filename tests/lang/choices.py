"""What a generator asks of chance, so that it can be Hypothesis, which shrinks, or a seed, which makes it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

Thing = TypeVar("Thing")
Draw = Callable[[st.SearchStrategy[Any]], Any]


class Choices(Protocol):
    """The kinds of choices that are made."""

    def whole(self, low: int, high: int) -> int:
        """A whole number between two, both included."""
        ...

    def pick(self, options: Sequence[Any]) -> Any:
        """One of several."""
        ...

    def coin(self) -> bool:
        """True or false."""
        ...

    def shuffled(self, things: Sequence[Thing]) -> Sequence[Thing]:
        """The same things in another order."""
        ...


class Drawn:
    """Choices that Hypothesis makes."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        found: int = self._draw(st.integers(low, high))
        return found

    def pick(self, options: Sequence[Any]) -> Any:
        return self._draw(st.sampled_from(options))

    def coin(self) -> bool:
        found: bool = self._draw(st.booleans())
        return found

    def shuffled(self, things: Sequence[Thing]) -> Sequence[Thing]:
        found: Sequence[Thing] = self._draw(st.permutations(things))
        return found


class Seeded:
    """Choices of a generator of random numbers: the same ones for the same seed."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def whole(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def pick(self, options: Sequence[Any]) -> Any:
        return self._chance.choice(options)

    def coin(self) -> bool:
        return self._chance.random() < 0.5

    def shuffled(self, things: Sequence[Thing]) -> Sequence[Thing]:
        return self._chance.sample(things, len(things))
