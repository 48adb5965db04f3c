"""What is asked to be changed, as it was written: on the command line, or in a file of scenarios."""

from __future__ import annotations

from dataclasses import dataclass

from chiso.ruleset.document import Scalar
from chiso.ruleset.program import Title
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to be changed, by its name or address, and what it is to be."""

    key: Scalar
    value: Scalar


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario as it was written.

    `data` change inputs and reported values, for the units named and those of which `where` holds; `parameters` and
    `rules` change the rule set for all. `place` is where the scenario stands.
    """

    id: str
    title: Title
    data: tuple[Wish, ...]
    parameters: tuple[Wish, ...]
    rules: tuple[Wish, ...]
    units: tuple[Scalar, ...]
    where: Scalar | None
    place: Span
