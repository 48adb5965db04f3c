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
from chiso.lang.values import Absence, Given, Number, Rounding
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
    """A cited document: the facts given about it, such as title, number, date, by key, and where they stand."""

    key: str
    facts: Mapping[str, str]
    places: Places


@dataclass(frozen=True, slots=True)
class Citation:
    """The document a rule stands in, and where in it."""

    document: CitedDocument
    locator: str

    @property
    def words(self) -> str:
        """The document's number, or its title, and the place in it."""
        facts = self.document.facts
        named = facts.get("number") or facts.get("title", self.document.key)
        return f"{named}, {self.locator}" if self.locator else named


@dataclass(frozen=True, slots=True)
class Input:
    """A declared datum of a record.

    `choices` are the texts it can be when it is a choice; `low` and `high` are the least and the largest value that may
    be given, None for no bound. An optional one may well be missing, so what needs it says what then holds.
    """

    id: str
    title: Title
    type: Type
    choices: tuple[str, ...]
    low: Given | None
    high: Given | None
    optional: bool
    places: Places


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One of a parameter's values, with the days on which it holds, both included.

    `issued` is the day on which it became known; `place` is where its first day stands, `written` where the value does.
    """

    first: date
    last: date | None
    issued: date | None
    value: Given
    citation: Citation | None
    place: Span
    written: Span

    def holds_on(self, day: date) -> bool:
        """Whether it is the value of a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named policy number (or text, date, flag); of one with dated values, `value` is the last of them."""

    id: str
    title: Title
    type: Type
    value: Given
    citation: Citation | None
    places: Places
    dated: tuple[DatedValue, ...] = ()

    def value_on(self, day: date | None) -> Given | None:
        """The value in force on a day; None where there is none, or where the day is not known and values differ."""
        if not self.dated:
            return self.value
        return None if day is None else next((d.value for d in reversed(self.dated) if d.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that every record has to meet before it is scored."""

    rule: Expression
    message: Title


class Policy(Enum):
    """What an absence gives: no points, full points, no value, or leave the maximum."""

    ZERO = "zero"
    FULL = "full"
    NONE = "none"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: scored by its rate, or by a points expression (a table is one), or tracked without points.

    `max` is None for a tracked indicator, which shows a rate, or a `value` of another kind, or what is reported.
    `counts` is what `max` counts for in the group's maximum: less or more than itself where there is a `weight`,
    nothing for a bonus. `rounding` is None where the points stay exact. `policies` say what each absence gives; one
    without a policy leaves the indicator missing.
    """

    id: str
    title: Title
    max: Number | None
    counts: Number
    weight: Number | None
    bonus: bool
    rate: Expression | None
    full_at: Expression | None
    points: Expression | None
    value: Expression | None
    min: Number
    rounding: Rounding | None
    applies_when: Expression | None
    policies: Mapping[Absence, Policy]
    target: Expression | None
    tracked: bool
    citation: Citation | None
    places: Places

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """What its points or value are computed from; the target is not."""
        written = (self.applies_when, self.rate, self.full_at, self.points, self.value)
        return tuple(part for part in written if part is not None)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of indicators and of further groups, in the order the rules give them; the total is one too.

    `counts` is what `max` counts for in the maximum above; `is_weighted` where its parts have weights. `min` is the
    fewest points, None for no bound. `rounding` is None where the sum stays as it is, `rescaling` where it does so even
    when it was scaled up in place of excluded parts. `policy` says what the group gives where it does not apply.
    """

    id: str
    title: Title
    max: Number
    counts: Number
    weight: Number | None
    min: Number | None
    rounding: Rounding | None
    rescaling: Rounding | None
    applies_when: Expression | None
    policy: Policy
    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    is_weighted: bool
    citation: Citation | None
    places: Places

    @property
    def parts(self) -> tuple[Indicator | Group, ...]:
        """What is directly beneath it: its indicators, then its groups."""
        return (*self.indicators, *self.groups)

    @property
    def every_group(self) -> Iterator[Group]:
        """The groups beneath it, each followed by those beneath that."""
        for group in self.groups:
            yield group
            yield from group.every_group

    @property
    def every_indicator(self) -> Iterator[Indicator]:
        """The indicators beneath it, also those of the groups beneath."""
        yield from self.indicators
        for group in self.groups:
            yield from group.every_indicator


@dataclass(frozen=True, slots=True)
class Band:
    """A class of totals, from `at_least` (included) up, where `requires` holds."""

    id: str
    title: Title
    at_least: Number
    below: Number | None
    requires: Expression | None
    citation: Citation | None
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

    `total` is the group of all groups. `order` lists groups and indicators so that each comes after all it refers to,
    the total last; `referenced` are the ids of nodes that some expression refers to, `referring` those of indicators
    whose own expressions do so. `conditions` has, for each node, those of the groups around it, the outermost first.
    `types` has the type of each expression node, by node id. `rounding` is the rule set's own. `bands` run from the
    highest bound down.
    """

    ruleset: str
    edition: str
    title: Title
    status: str
    effective: Effective | None
    issued: date | None
    supersedes: str | None
    rounding: Rounding
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    checks: tuple[Check, ...]
    total: Group
    bands: tuple[Band, ...]
    order: tuple[Group | Indicator, ...]
    referenced: frozenset[str]
    referring: frozenset[str]
    conditions: Mapping[str, tuple[Expression, ...]]
    types: Mapping[int, Type]
    sources: Mapping[str, CitedDocument]
    places: Places

    @property
    def max(self) -> Number:
        """The maximum of the total."""
        return self.total.max

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups directly beneath the total."""
        return self.total.groups

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, in the order of the rules."""
        return self.total.every_indicator
