"""The compiled rule set: the only form of it that later stages read.

All names are resolved and all types checked; expressions are trees, policy numbers are exact numbers. `places` of a
node gives, key by key, where its parts are written, through `extends` too; under `id` stands where its name is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from chiso.lang.syntax import Expression
from chiso.lang.types import Type
from chiso.lang.values import Given, Number, Rounding
from chiso.source import Span

LEVELS = ("province", "department", "district", "commune")
PERIOD_KINDS = ("year", "quarter", "month", "week")
TOTAL = "total"

Places = Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Title:
    """The author's words: the official wording, and the English one where given."""

    text: str
    english: str | None = None

    def in_language(self, language: str) -> str:
        """The English wording for `en` where there is one, else the official wording."""
        return self.english if language == "en" and self.english is not None else self.text


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A cited document: the facts given about it, such as title, number, date, by key."""

    key: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Citation:
    """The document a rule stands in, and where in it."""

    document: CitedDocument
    locator: str


@dataclass(frozen=True, slots=True)
class Input:
    """A declared datum of a record; `choices` are the texts it can be when it is a choice."""

    id: str
    title: Title
    type: Type
    choices: tuple[str, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named policy number (or text, date, flag)."""

    id: str
    title: Title
    type: Type
    value: Given
    citation: Citation | None
    places: Places


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that every record has to meet before it is scored."""

    rule: Expression
    message: Title


class WhenEmpty(Enum):
    """What an empty rate gives: no points, full points, no value, or leave the maximum."""

    ZERO = "zero"
    FULL = "full"
    NONE = "none"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: scored by its rate, or by a points expression, or tracked without points.

    `max` is None for a tracked indicator, which shows a rate, or a `value` of another kind, or what is reported.
    """

    id: str
    title: Title
    max: Number | None
    rate: Expression | None
    full_at: Expression | None
    points: Expression | None
    value: Expression | None
    min: Number
    when_empty: WhenEmpty
    target: Expression | None
    tracked: bool
    citation: Citation | None
    places: Places


@dataclass(frozen=True, slots=True)
class Group:
    """A group of indicators, in the order the rules give them."""

    id: str
    title: Title
    max: Number
    indicators: tuple[Indicator, ...]
    citation: Citation | None
    places: Places


@dataclass(frozen=True, slots=True)
class Band:
    """A class of totals, from `at_least` (included) up, where `requires` holds."""

    id: str
    title: Title
    at_least: Number
    below: Number | None
    requires: Expression | None
    places: Places


@dataclass(frozen=True, slots=True)
class Effective:
    """The days on which an edition is in force, both included; `last` is None while no end is set."""

    first: date
    last: date | None

    def includes(self, day: date) -> bool:
        """Whether the edition is in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Program:
    """One edition of a rule set, ready to score records.

    `order` lists groups and indicators so that each comes after all it refers to; `referenced` are the ids of nodes
    that some expression refers to, `referring` those of indicators whose own expressions do so.
    `bands` run from the highest bound down.
    """

    ruleset: str
    edition: str
    title: Title
    status: str
    effective: Effective | None
    rounding: Rounding
    max: Number
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    checks: tuple[Check, ...]
    groups: tuple[Group, ...]
    bands: tuple[Band, ...]
    order: tuple[Group | Indicator, ...]
    referenced: frozenset[str]
    referring: frozenset[str]
    places: Places

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, in the order of the rules."""
        return (indicator for group in self.groups for indicator in group.indicators)
