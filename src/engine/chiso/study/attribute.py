"""Why two scorecards of one unit differ: the difference of their totals, shared out to its causes to the last digit.

First what is known is followed: changed rules, changed data, as Shapley values of the total (`shapley`), reported
points moving by the exact difference of what is known beneath them (`rescore`). What then remains lies in values that
were only reported; it is told node by node (`side_by_side`), which adds up too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from fractions import Fraction

from chiso.lang.types import RATE
from chiso.lang.values import Given, Number, Rounding, summed
from chiso.records.record import Record
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.adding import Part
from chiso.run.rowwise.row_score import RowScore
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.scorecard import Scorecard
from chiso.run.unit import WORTHWHILE, Unit
from chiso.study.elements import Element, given_words
from chiso.study.influence import reached
from chiso.study.mix import Mixer
from chiso.study.rescore import rescored_under
from chiso.study.shapley import Coalition, Player, shares
from chiso.study.side_by_side import side_by_side


class Kind(Enum):
    """What sort of thing a cause is; the members' values are the words of the wire format."""

    PARAMETER = "parameter"
    RULE = "rule"
    INPUT = "input"
    REPORTED = "reported"
    PERIOD = "period"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that differs: its address, and what it was and is; None where it was not, or is no longer, there."""

    kind: Kind
    address: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """What causes brought, in points of the total; several causes where they could not be told apart."""

    causes: tuple[Cause, ...]
    points: Number


_ALL = Cause(Kind.TOGETHER, "", None, None)


class Attribution:
    """Shares out differences between two programs; what the programs have in common is worked out once."""

    def __init__(self, before: Program, after: Program) -> None:
        self._mixer = Mixer(before, after)
        self._reach = {element: self._reached_by(element) for element in self._mixer.elements}
        both = (self._mixer.before, self._mixer.after)
        self._rows = _Rows()
        self._regions = {i.id: group.id for p in both for group in p.groups for i in group.every_indicator}

    def _reached_by(self, element: Element) -> frozenset[str]:
        names = {*element.parameters, *element.nodes, *(id for id, _ in element.fields)}
        return reached(self._mixer.before, names) | reached(self._mixer.after, names) | element.nodes

    def shares(self, before: Unit, after: Unit) -> tuple[Share, ...]:
        """The causes that brought something, the largest first; adding up to the difference of the totals.

        Both units are complete. Nothing where the totals are the same and nothing reaches them.
        """
        assert before.points is not None
        assert after.points is not None
        game = _Game(self._mixer, self._reach, before, after.record, self._rows)
        if game.worth(frozenset()) is None or game.worth(game.everything) is None:
            return _whole(after.points - before.points)
        try:
            played = shares(game.players, game.worth, lambda id: self._regions.get(id, id))
            rests = [] if self._is_all_known(game, after) else game.rests(before.card, after.card)
        except ValueError:
            return _whole(after.points - before.points)
        known = [Share(tuple(game.causes[n] for n in sorted(members)), points) for members, points in played]
        texts = (_points_of(before.card), _points_of(after.card)) if rests else ({}, {})
        return _largest_first([*known, *_reported(rests, *texts)])

    def _is_all_known(self, game: _Game, after: Unit) -> bool:
        """Whether all causes together come to what the unit is after, at every node, so that nothing remains."""
        row, other = game.row(game.everything), after.row
        if row is None or other is None or row.layout.ids != other.layout.ids or not game.is_built_as(after.program):
            return False
        return row.layout.units == other.layout.units and row.gaps == other.gaps and [*row.counts] == [*other.counts]


def _whole(difference: Number) -> tuple[Share, ...]:
    return (Share((_ALL,), difference),) if difference else ()


def _largest_first(found: list[Share]) -> tuple[Share, ...]:
    return tuple(sorted((s for s in found if s.points), key=lambda share: abs(Fraction(share.points)), reverse=True))


def _rests(before: Scorecard, after: Scorecard) -> list[tuple[str, Number]]:
    """What two scorecards of the same rules differ by, by node. Raises `ValueError` for other nodes."""
    if before.points == after.points and before.total.groups == after.total.groups:
        return []
    nodes = ((n.id, n.difference if n.rest is None else n.rest) for n in side_by_side(after, before).every)
    return [(id, points) for id, points in nodes if points]


def _points_of(card: Scorecard) -> dict[str, str]:
    nodes: tuple[Part, ...] = (card.total, *card.total.every_group, *card.indicators)
    return {node.id: given_words(node.points, is_rate=False) for node in nodes if node.points is not None}


def _reported(rests: list[tuple[str, Number]], before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Share]:
    """A share for each node whose reported value brought something."""
    for id in dict.fromkeys(id for id, _ in rests):
        points = summed([points for other, points in rests if other == id])
        yield Share((Cause(Kind.REPORTED, f"{id}.points", before.get(id), after.get(id)),), points)


class _Rows:
    """The row scorers of the programs between two editions, for those that many units are scored by."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[Program, RowScorer]] = {}
        self._uses = Counter[int]()
        self._builds: dict[tuple[int, int], bool] = {}

    def scorer(self, program: Program) -> RowScorer | None:
        """The scorer of a program; None while it has not been asked for often."""
        key = id(program)
        if key not in self._found:
            self._uses[key] += 1
            if self._uses[key] <= WORTHWHILE:
                return None
            self._found[key] = program, RowScorer(program)
        return self._found[key][1]

    def are_built_alike(self, one: Program, other: Program) -> bool:
        """Whether two programs add up their nodes in the same way."""
        key = id(one), id(other)
        if key not in self._builds:
            self._builds[key] = _build(one.total) == _build(other.total)
        return self._builds[key]


def _build(node: Group | Indicator) -> object:
    """A node's plain parts, such as maximum, weight, rounding, and those of the nodes beneath it."""
    plain = [(f.name, v) for f in fields(node) if isinstance(v := getattr(node, f.name), _PLAIN)]
    beneath: list[Group | Indicator] = [*node.indicators, *node.groups] if isinstance(node, Group) else []
    return plain, [_build(part) for part in beneath]


_PLAIN = (int, Fraction, str, Enum, Rounding)


class _Game:
    """The causes between two records and programs, and what any of them come to together.

    Where nothing is reported, totals are told without traces, once a program has been asked for often.
    """

    def __init__(
        self, mixer: Mixer, reach: Mapping[Element, frozenset[str]], before: Unit, record: Record, rows: _Rows
    ) -> None:
        self._mixer = mixer
        self._rows = rows if before.row is not None and not record.reported else None
        self._before = before
        self._record = record
        indicators = {i.id for program in (mixer.before, mixer.after) for i in program.indicators}
        data = sorted(_data(before.record, record, indicators, mixer.before), key=lambda cause: cause.address)
        self._elements = sorted((e for e in mixer.elements if reach[e]), key=lambda element: element.address)
        self._data = [(cause, self._reached(cause)) for cause in data]
        self._data = [(cause, found) for cause, found in self._data if found]
        self.causes = [*(_of_rules(element) for element in self._elements), *(cause for cause, _ in self._data)]
        found = [*(reach[element] for element in self._elements), *(reach_of for _, reach_of in self._data)]
        self.players = [Player(frozenset({number}), reach_of) for number, reach_of in enumerate(found)]
        given = {
            address: value for address, value in record.reported.items() if address.rpartition(".")[0] not in indicators
        }
        newly = given.keys() - before.record.reported.keys()
        self._base = before.record
        if newly:
            self._base = replace(before.record, reported={**given, **before.record.reported})
        self.everything = frozenset(range(len(self.causes)))
        self._cards: dict[Coalition, Scorecard | None] = {}
        self._scored: dict[Coalition, RowScore | None] = {}

    def _reached(self, cause: Cause) -> frozenset[str]:
        both = (self._mixer.before, self._mixer.after)
        names = {cause.address}
        if cause.kind is Kind.PERIOD:
            names |= {"period_kind", *(p.id for program in both for p in program.parameters.values() if p.dated)}
        return frozenset(id for program in both for id in reached(program, names))

    def worth(self, on: Coalition) -> Number | None:
        """The total."""
        row = self.row(on)
        if row is not None:
            return row.total
        card = self.card(on)
        return None if card is None else card.points

    def row(self, on: Coalition) -> RowScore | None:
        """What the record comes to with these causes; None where that is told with a trace."""
        if self._rows is None:
            return None
        if on not in self._scored:
            program = self._program(on)
            scorer = None if program is None else self._rows.scorer(program)
            self._scored[on] = None if scorer is None else scorer.score(self._changed(on))
        return self._scored[on]

    def is_built_as(self, program: Program) -> bool:
        """Whether with all causes the nodes add up as in a program."""
        every = self._program(self.everything)
        return self._rows is not None and every is not None and self._rows.are_built_alike(every, program)

    def rests(self, before: Scorecard, after: Scorecard) -> list[tuple[str, Number]]:
        """What the causes do not account for, by node. Raises `ValueError` for other nodes."""
        first, last = self.card(frozenset()), self.card(self.everything)
        assert first is not None
        assert last is not None
        return [*_rests(before, first), *_rests(last, after)]

    def _program(self, on: Coalition) -> Program | None:
        return self._mixer.program(frozenset(e for number, e in enumerate(self._elements) if number in on))

    def card(self, on: Coalition) -> Scorecard | None:
        """The scorecard with these causes."""
        if on not in self._cards:
            program, record = self._program(on), self._changed(on)
            affected = None if self._base is not self._before.record else self._affected(on)
            self._cards[on] = (
                None if program is None else rescored_under(self._before.card, program, record, (), affected).card
            )
        return self._cards[on]

    def _affected(self, on: Coalition) -> frozenset[str]:
        return frozenset[str]().union(*(player.reach for player in self.players if player.members <= on))

    def _changed(self, on: Coalition) -> Record:
        record, offset = self._base, len(self._elements)
        taken = [cause for number, (cause, _) in enumerate(self._data, offset) if number in on]
        inputs, reported = dict(record.inputs), dict(record.reported)
        for cause in taken:
            if cause.kind is Kind.PERIOD:
                record = replace(record, period=self._record.period)
                continue
            here, there = (
                (inputs, self._record.inputs) if cause.kind is Kind.INPUT else (reported, self._record.reported)
            )
            _take(here, there, cause.address)
        return replace(record, inputs=inputs, reported=reported)


def _take(here: dict[str, Given], there: Mapping[str, Given], address: str) -> None:
    if address in there:
        here[address] = there[address]
    else:
        here.pop(address, None)


def _of_rules(element: Element) -> Cause:
    kind = Kind.PARAMETER if element.parameters else Kind.RULE
    return Cause(kind, element.address, element.before, element.after)


def _data(before: Record, after: Record, indicators: set[str], program: Program) -> Iterator[Cause]:
    """The inputs and the indicators' reported values that differ, and the period."""
    if before.period != after.period:
        yield Cause(Kind.PERIOD, "period", before.period, after.period)
    for id in dict.fromkeys((*before.inputs, *after.inputs)):
        declared = program.inputs.get(id)
        is_rate = declared is not None and declared.type is RATE
        yield from _datum(Kind.INPUT, id, before.inputs.get(id), after.inputs.get(id), is_rate)
    for address in dict.fromkeys((*before.reported, *after.reported)):
        if address.rpartition(".")[0] in indicators:
            values = before.reported.get(address), after.reported.get(address)
            yield from _datum(Kind.REPORTED, address, *values, address.endswith(".rate"))


def _datum(kind: Kind, address: str, before: Given | None, after: Given | None, is_rate: bool) -> Iterator[Cause]:
    if before != after:
        texts = [None if value is None else given_words(value, is_rate=is_rate) for value in (before, after)]
        yield Cause(kind, address, *texts)


def together(found: tuple[Share, ...]) -> Number:
    """What shares come to together."""
    return summed([share.points for share in found])
