"""What differs between two programs, taken apart into elements that can be applied one without the other.

An element is a parameter, a key of a node (its weight, threshold, policy …), or an indicator that is new or gone.
Where the groups themselves differ, their whole build is one element. What moves no points is none: titles, sources,
targets, bands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from chiso.lang.types import RATE
from chiso.lang.values import Absence, Given, as_number, decimal_text, percent_text
from chiso.lang.write import written
from chiso.ruleset.program import Group, Indicator, Parameter, Program

Node = Group | Indicator
FieldKey = tuple[str, str]
"""A node's id and the name of a part of it."""

_FORMULAS = ("rate", "full_at", "points", "value")
_SHARE = ("max", "counts", "weight", "bonus", "is_weighted")
_POLICY = "when_"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that differs between two rule sets.

    `address` names it, `before` and `after` are its texts (None where there is none). `parameters` and `fields` are
    taken over with it; `nodes` are indicators that come or go; `build` tells that the groups are taken over.
    """

    address: str
    before: str | None
    after: str | None
    parameters: frozenset[str] = frozenset()
    fields: frozenset[FieldKey] = frozenset()
    nodes: frozenset[str] = frozenset()
    build: bool = False


def elements(before: Program, after: Program) -> tuple[Element, ...]:
    """What differs, in the order of the rules."""
    found = {element.address: element for element in _parameters(before, after)}
    for address, key, was, now in _differing(before, after, found):
        old = found.get(address) or Element(address, was, now)
        found[address] = replace(old, fields=old.fields | {key})
    return (*found.values(), *_structure(before, after))


def _parameters(before: Program, after: Program) -> Iterator[Element]:
    for id, parameter in before.parameters.items():
        other = after.parameters.get(id)
        if other is not None and _content(parameter) != _content(other):
            yield Element(id, _said(parameter), _said(other), parameters=frozenset({id}))


def _content(parameter: Parameter) -> object:
    return parameter.value, [(row.first, row.last, row.value) for row in parameter.dated]


def _said(parameter: Parameter) -> str:
    if parameter.dated:
        return "; ".join(
            f"{row.first}: {given_words(row.value, is_rate=parameter.type is RATE)}" for row in parameter.dated
        )
    return given_words(parameter.value, is_rate=parameter.type is RATE)


def given_words(value: Given, *, is_rate: bool) -> str:
    """A value as a rule file writes it."""
    number = as_number(value)
    if number is None:
        return str(value).lower() if isinstance(value, bool) else str(value)
    return percent_text(number) if is_rate else decimal_text(number)


# Parts of nodes.

_Differing = Iterator[tuple[str, FieldKey, str | None, str | None]]


def _differing(before: Program, after: Program, parameters: Mapping[str, Element]) -> _Differing:
    """The address of the element that each differing part belongs to, the part, and its texts."""
    nodes, others = nodes_of(before.total), nodes_of(after.total)
    above = {part.id: group.id for group in (after.total, *after.total.every_group) for part in group.parts}
    for id, node in nodes.items():
        other = others.get(id)
        if other is None or isinstance(node, Group) is not isinstance(other, Group):
            continue
        was, now = parts_of(node), parts_of(other)
        names = [name for name in was if was[name] != now[name]]
        for name in names:
            owner, label = _element_of(node, other, name, names, parameters, above.get(id, id))
            yield (f"{owner}.{label}" if label else owner), (id, name), was[name], now[name]


def _element_of(
    node: Node, other: Node, name: str, names: list[str], parameters: Mapping[str, Element], group: str
) -> tuple[str, str]:
    """The owner and the label under which a part is changed together with others."""
    if name in _SHARE:
        label = next((n for n in ("weight", "max", "bonus") if n in names), "")
        owner = node.id if label else group
        folded = _folded(node, other, label or "max", parameters)
        return (folded, "") if folded else (owner, label or "max")
    if name in ("rounding", "rescaling"):
        return (node.id, "rounding") if "rounding" in (*node.places, *other.places) else ("rounding", "")
    if name == "min" and (folded := _folded(node, other, name, parameters)):
        return folded, ""
    if name in ("applies_when", "policy"):
        return node.id, "applies_when"
    is_form = name in _FORMULAS or name == "tracked"
    return (node.id, _form(node, other)) if is_form and _form(node, other) else (node.id, name)


def _form(node: Node, other: Node) -> str:
    """The key that stands for all formulas, where the two are computed in different ways; empty where they are not."""
    if isinstance(node, Group) or isinstance(other, Group):
        return ""
    forms = [(i.tracked, i.rate is None, i.points is None, i.value is None) for i in (node, other)]
    if forms[0] == forms[1]:
        return ""
    return "points" if other.points is not None else "value" if other.value is not None else "rate"


def _folded(node: Node, other: Node, key: str, parameters: Mapping[str, Element]) -> str | None:
    """The parameter that a number rests on, where the number is written the same way in both."""
    texts = [n.places[key].text.strip() for n in (node, other) if key in n.places]
    if len(texts) < 2 or texts[0] != texts[1]:
        return None
    return next((id for id in parameters if id in texts[0]), None)


def parts_of(node: Node) -> dict[str, str | None]:
    """The parts of a node that can move points, as texts that can be compared."""
    found: dict[str, object] = {name: getattr(node, name, None) for name in (*_SHARE, "min", "rounding", "rescaling")}
    texts = {name: None if value is None else _text(value) for name, value in found.items()}
    expressions = ["applies_when", *(() if isinstance(node, Group) else _FORMULAS)]
    for name in expressions:
        expression = getattr(node, name)
        texts[name] = None if expression is None else written(expression)
    if isinstance(node, Indicator) and node.full_at is None and node.rate is not None and node.points is None:
        texts["full_at"] = "100%"
    if isinstance(node, Group):
        return {**texts, "policy": node.policy.value}
    policies = {f"{_POLICY}{absence.value}": _policy(node, absence) for absence in Absence}
    return {**texts, **policies, "tracked": str(node.tracked)}


def _policy(node: Indicator, absence: Absence) -> str | None:
    policy = node.policies.get(absence)
    return None if policy is None else policy.value


def _text(value: object) -> str:
    return decimal_text(value) if isinstance(value, (int, Fraction)) and not isinstance(value, bool) else str(value)


def nodes_of(total: Group) -> dict[str, Node]:
    """Every node by id, the total first."""
    every: list[Node] = [total, *total.every_group, *total.every_indicator]
    return {node.id: node for node in every}


# Nodes that come and go.


def _structure(before: Program, after: Program) -> Iterator[Element]:
    old, new = _parents(before.total), _parents(after.total)
    groups, others = {g.id for g in before.total.every_group}, {g.id for g in after.total.every_group}
    moved = [id for id in old.keys() & new.keys() if old[id] != new[id]]
    if groups != others or moved:
        yield Element("groups", None, None, nodes=frozenset(old.keys() ^ new.keys()) | frozenset(moved), build=True)
        return
    for id in [id for id in old if id not in new]:
        yield Element(id, id, None, nodes=frozenset({id}))
    for id in [id for id in new if id not in old]:
        yield Element(id, None, id, nodes=frozenset({id}))


def _parents(group: Group) -> dict[str, str]:
    found = {part.id: group.id for part in group.parts}
    for inner in group.groups:
        found |= _parents(inner)
    return found
