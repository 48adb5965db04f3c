"""A program with some of another's differences: what lies between two editions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from chiso.lang.renumber import renumbered
from chiso.lang.syntax import Expression, Node
from chiso.lang.values import Absence
from chiso.ruleset.program import Group, Indicator, Program
from chiso.study import elements as taken_apart
from chiso.study.elements import Element, FieldKey, nodes_of
from chiso.study.rebuild import with_total

_APART = 500_000
"""What is added to the ids of the second program's nodes: more than a rule set can have."""


class Mixer:
    """Two programs, and every program between them; one is made once."""

    def __init__(self, before: Program, after: Program) -> None:
        self.before = before
        self.after = _apart(after)
        self.elements = taken_apart.elements(before, self.after)
        self._made: dict[frozenset[Element], Program | None] = {frozenset(): before}

    def program(self, on: frozenset[Element]) -> Program | None:
        """The first program with some of the elements as in the second; None where nodes would refer in a circle."""
        if on not in self._made:
            self._made[on] = self._mixed(on)
        return self._made[on]

    def _mixed(self, on: frozenset[Element]) -> Program | None:
        ids = frozenset(id for element in on for id in element.parameters)
        chosen = {id: self.after.parameters[id] if id in ids else p for id, p in self.before.parameters.items()}
        base = replace(
            self.before,
            parameters={**self.after.parameters, **chosen},
            inputs={**self.after.inputs, **self.before.inputs},
            referenced=self.before.referenced | self.after.referenced,
            types={**self.before.types, **self.after.types},
        )
        try:
            return with_total(base, self._tree(on))
        except ValueError:
            return None

    def _tree(self, on: frozenset[Element]) -> Group:
        taken = frozenset(key for element in on for key in element.fields)
        build = any(element.build for element in on)
        old, new = nodes_of(self.before.total), nodes_of(self.after.total)
        total = self._group(self.after.total if build else self.before.total, old, new, taken)
        for element in self.elements:
            if element.build or not element.nodes:
                continue
            id = next(iter(element.nodes))
            is_there = element in on if id in new else element not in on
            total = _placed(total, id, self.before, self.after) if is_there else _less(total, id)
        return total

    def _group(self, group: Group, old: Any, new: Any, taken: Collection[FieldKey]) -> Group:
        groups = tuple(self._group(inner, old, new, taken) for inner in group.groups)
        indicators = tuple(_node(indicator, old, new, taken) for indicator in group.indicators)
        found: Group = _node(group, old, new, taken)
        same = _are(found.indicators, indicators) and _are(found.groups, groups)
        return found if same else replace(found, groups=groups, indicators=indicators)


def _are(parts: Sequence[object], others: Sequence[object]) -> bool:
    """Whether parts are the very same, so that what was worked out of them can be kept."""
    return len(parts) == len(others) and all(one is other for one, other in zip(parts, others, strict=True))


def _node(node: Any, old: Any, new: Any, taken: Collection[FieldKey]) -> Any:
    """A node that both have, each part of it from where it is taken; one that only one has, as it is there."""
    was, now = old.get(node.id), new.get(node.id)
    if was is None or now is None or type(was) is not type(now):
        return node
    names = [name for id, name in taken if id == node.id]
    if not names:
        return was
    plain = {name: getattr(now, name) for name in names if not name.startswith("when_")}
    if isinstance(was, Group):
        return replace(was, **plain)
    policies = {
        absence: (now if f"when_{absence.value}" in names else was).policies.get(absence) for absence in Absence
    }
    return replace(was, **plain, policies={absence: policy for absence, policy in policies.items() if policy})


def _placed(total: Group, id: str, before: Program, after: Program) -> Group:
    """The tree with an indicator that only one of the two has, at its place there."""
    if id in nodes_of(total):
        return total
    home = next(g for p in (before, after) for g in (p.total, *p.total.every_group) if id in _ids(g))
    place = [indicator.id for indicator in home.indicators].index(id)
    return _with(total, home.id, place, home.indicators[place])


def _ids(group: Group) -> list[str]:
    return [indicator.id for indicator in group.indicators]


def _with(group: Group, home: str, place: int, indicator: Indicator) -> Group:
    indicators = group.indicators
    if group.id == home:
        indicators = (*indicators[:place], indicator, *indicators[place:])
    inner = tuple(_with(part, home, place, indicator) for part in group.groups)
    return replace(group, indicators=indicators, groups=inner)


def _less(group: Group, id: str) -> Group:
    inner = tuple(_less(part, id) for part in group.groups)
    return replace(group, indicators=tuple(i for i in group.indicators if i.id != id), groups=inner)


# Ids apart.


def _apart(program: Program) -> Program:
    """The program with other ids for the nodes of its expressions, so that a trace never holds two under one."""
    types = {id + _APART: kind for id, kind in program.types.items()}
    return replace(with_total(program, _group_apart(program.total)), types=types)


def _group_apart(group: Group) -> Group:
    shifted: Group = _shifted(group)
    indicators = tuple(_shifted(indicator) for indicator in group.indicators)
    return replace(shifted, indicators=indicators, groups=tuple(_group_apart(inner) for inner in group.groups))


def _shifted(node: Any) -> Any:
    written = {field.name: getattr(node, field.name) for field in fields(node)}
    expressions: dict[str, Expression] = {
        name: cast("Expression", part) for name, part in written.items() if isinstance(part, Node)
    }
    return replace(node, **{name: renumbered(part, _APART) for name, part in expressions.items()})
