"""What a rule set says, statement by statement, for comparing: what is written differently but means the same is one.

A statement has the address and the words of `ruleset.meaning`, a form in which it is compared, and the kinds of change
that a change of it is. What holds by itself, such as full points at 100 %, is as good as written; a check is addressed
by its rule, since its number says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chiso.lang.normalize import normalized
from chiso.lang.syntax import Expression, names
from chiso.lang.types import COUNT
from chiso.lang.values import Absence
from chiso.lang.write import written
from chiso.ruleset.meaning import Field, meaning
from chiso.ruleset.program import TOTAL, Band, Check, Group, Indicator, Input, Parameter, Program
from chiso.source import Span
from chiso.study.kinds import ChangeKind

HEADER = ""
_READ = frozenset({"title", "title_en", "source", "status"})
_DATED = frozenset({"effective", "issued", "supersedes"})
_CHECKS = "checks"
_ALL = "1"
"""The form of 100 %, from which there are full points where no threshold is written."""
Kinds = frozenset[ChangeKind]
_OF_TEXT: Kinds = frozenset({ChangeKind.TEXT})
_OF_DATA: Kinds = frozenset({ChangeKind.INPUT})


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said: of which node, under which address, in words, in its form, and where."""

    node: str
    address: str
    text: str
    form: str
    kinds: Kinds
    place: Span


def statements(program: Program) -> dict[str, Statement]:
    """Everything a program says; by address, but a check by the form of its rule, however that is written."""
    forms = dict(_forms(program))
    kinds = _Kinds(program)
    found: dict[str, Statement] = {}
    for address, field in (*meaning(program).items(), *_beside_meaning(program)):
        node, key = _parted(address)
        form = forms.get(address, field.text)
        if not _goes_without_saying(program, node, key, form):
            place = field.place or program.places["edition"]
            found[address] = Statement(node, address, field.text, form, kinds.of(node, key), place)
    for check in program.checks:
        found.update(_of_check(check))
    return found


def _parted(address: str) -> tuple[str, str]:
    """The node and the key: `bands.good.at_least` is of `bands.good`, `title` of the header."""
    parts = address.split(".")
    if len(parts) == 1 or parts[0] in ("effective", _CHECKS):
        return HEADER, parts[0]
    width = 2 if parts[0] == "bands" else 1
    return ".".join(parts[:width]), ".".join(parts[width:])


def _goes_without_saying(program: Program, node: str, key: str, form: str) -> bool:
    """A check by its number, the title again, where the next band begins, a count from 0."""
    if node.startswith("bands."):
        return key == "below"
    a_count = node in program.inputs and program.inputs[node].type is COUNT
    repeated = (node, key) in ((HEADER, _CHECKS), (TOTAL, "title"))
    return repeated or (a_count and (key, form) == ("min", "0"))


def _of_check(check: Check) -> Iterator[tuple[str, Statement]]:
    node, rule, place = f"{_CHECKS}[{normalized(check.rule)}]", written(check.rule), check.rule.span
    address = f"{_CHECKS}[{rule}]"
    yield node, Statement(node, address, rule, node, _OF_DATA, place)
    messages = {"message": check.message.text, "message_en": check.message.english}
    for key, text in messages.items():
        if text is not None:
            yield f"{node}.{key}", Statement(node, f"{address}.{key}", text, text, _OF_TEXT, place)


def _beside_meaning(program: Program) -> Iterator[tuple[str, Field]]:
    """What has no field of its own: English titles, how scaled sums are rounded, the status, what holds by itself."""
    yield "status", Field(program.status, program.places.get("status"))
    if program.title.english:
        yield "title_en", Field(program.title.english, program.places.get("title_en"))
    titled = {node.id: (node.title, node.places) for node in _titled(program)}
    titled |= {f"bands.{band.id}": (band.title, band.places) for band in program.bands}
    for id, (title, places) in titled.items():
        if title.english:
            yield f"{id}.title_en", Field(title.english, places.get("title_en"))
    for group in (program.total, *program.total.every_group):
        if group.rounding is None and group.rescaling is not None:
            rounding = group.rescaling
            yield f"{group.id}.rescaling", Field(f"{rounding.step} {rounding.mode.value}", None)
    for indicator in program.indicators:
        if _is_scored_by_rate(indicator) and indicator.full_at is None:
            yield f"{indicator.id}.full_at", Field("100%", indicator.places.get("rate"))
        for absence, policy in indicator.policies.items():
            if absence is not Absence.NOT_APPLICABLE or indicator.applies_when is not None:
                key = f"when_{absence.value}"
                yield f"{indicator.id}.{key}", Field(policy.value, indicator.places.get(key))


def _is_scored_by_rate(indicator: Indicator) -> bool:
    return indicator.rate is not None and indicator.points is None and not indicator.tracked


def _titled(program: Program) -> Iterator[Input | Parameter | Group | Indicator]:
    yield from program.inputs.values()
    yield from program.parameters.values()
    yield from program.total.every_group
    yield from program.indicators


def _forms(program: Program) -> Iterator[tuple[str, str]]:
    """The forms in which expressions, and bounds that hold anyway, are compared."""
    for group in program.total.every_group:
        yield from _formed(group.id, {"applies_when": group.applies_when})
    for indicator in program.indicators:
        yield f"{indicator.id}.full_at", _ALL
        yield from _formed(indicator.id, _expressions(indicator))
    for band in program.bands:
        yield from _formed(f"bands.{band.id}", {"requires": band.requires})


def _expressions(indicator: Indicator) -> dict[str, Expression | None]:
    keys = ("rate", "full_at", "points", "value", "applies_when", "target")
    return {key: getattr(indicator, key) for key in keys}


def _formed(id: str, expressions: Mapping[str, Expression | None]) -> Iterator[tuple[str, str]]:
    for key, expression in expressions.items():
        if expression is not None:
            yield f"{id}.{key}", normalized(expression)


class _Kinds:
    """The kinds of change that a change of each statement is."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._inputs = program.inputs.keys()
        self._tracked = {i.id for i in program.indicators if i.tracked and i.id not in program.referenced}
        self._uses = _uses(program)

    def of(self, node: str, key: str) -> Kinds:
        if key in _READ:
            return _OF_TEXT
        if node == HEADER:
            return frozenset({ChangeKind.DATE if key in _DATED else ChangeKind.SCORE})
        if node in self._inputs:
            return _OF_DATA
        if node.startswith("bands."):
            return frozenset({ChangeKind.BAND})
        if node in self._program.parameters:
            return self._uses.get(node, frozenset({ChangeKind.SCORE}))
        if key == "target":
            return frozenset({ChangeKind.TARGET})
        return _OF_TEXT if node in self._tracked else frozenset({ChangeKind.SCORE})


def _uses(program: Program) -> dict[str, Kinds]:
    """What a change of each name that expressions use is a change of."""
    found: dict[str, set[ChangeKind]] = {}
    for kind, expression in _used(program):
        for name in names(expression):
            found.setdefault(name.name, set()).add(kind)
    return {name: frozenset(kinds) for name, kinds in found.items()}


def _used(program: Program) -> Iterator[tuple[ChangeKind, Expression]]:
    nodes: tuple[Group | Indicator, ...] = (*program.total.every_group, *program.indicators)
    for node in nodes:
        formulas = node.formulas if isinstance(node, Indicator) else (node.applies_when,)
        yield from ((ChangeKind.SCORE, part) for part in formulas if part is not None)
        if isinstance(node, Indicator) and node.target is not None:
            yield ChangeKind.TARGET, node.target
    gates: list[Band] = [band for band in program.bands if band.requires is not None]
    yield from ((ChangeKind.BAND, band.requires) for band in gates if band.requires is not None)
    yield from ((ChangeKind.INPUT, check.rule) for check in program.checks)
