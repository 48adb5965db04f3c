"""Which indicators a change can reach: through names in their formulas, and through nodes that these refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chiso.lang.syntax import Expression, names
from chiso.ruleset.meaning import meaning, texts
from chiso.ruleset.program import Group, Program

_IDLE = frozenset({"title", "source", "target", "type", "choices", "optional"})
"""What a rule set says of a node or an input that moves no points."""


def reached(program: Program, changed: Iterable[str]) -> frozenset[str]:
    """The indicators that other values of inputs, parameters, facts, nodes or their quantities can reach."""
    wanted = set(changed)
    naming = _naming(program)
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        nodes = {id for id, used in naming.items() if name in used} | _own(program, name)
        wanted |= {f"{id}.{quantity}" for id in nodes - found for quantity in ("points", "rate")}
        wanted |= {f"{above}.{q}" for id in nodes - found for above in _above(program, id) for q in ("points", "rate")}
        found |= nodes
    return frozenset(found)


def rules_changed(before: Program, after: Program) -> frozenset[str]:
    """The ids of nodes, bands left out, of which the two say something else, and of parameters with other values."""
    old, new = texts(meaning(before)), texts(meaning(after))
    differing = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    moving = [key for key in differing if "." in key and not _IDLE & set(key.split(".")[1:])]
    found = {key.partition(".")[0] for key in moving} - {"bands", "checks", "effective"}
    return frozenset(found - before.inputs.keys())


def _naming(program: Program) -> Mapping[str, frozenset[str]]:
    """The names that each indicator's points rest on."""
    parts: dict[str, tuple[Expression, ...]] = {
        indicator.id: (*program.conditions[indicator.id], *indicator.formulas) for indicator in program.indicators
    }
    return {id: frozenset(name.name for part in used for name in names(part)) for id, used in parts.items()}


def _own(program: Program, name: str) -> set[str]:
    """The indicators that a name is itself, or a quantity of, or that are beneath a group of this name."""
    id = name.partition(".")[0]
    if any(indicator.id == id for indicator in program.indicators):
        return {id}
    if "." in name:
        return set()
    groups = [group for group in (program.total, *program.total.every_group) if group.id == id]
    return {indicator.id for group in groups for indicator in group.every_indicator}


def _above(program: Program, id: str) -> list[str]:
    every: list[Group] = [program.total, *program.total.every_group]
    return [group.id for group in every if any(indicator.id == id for indicator in group.every_indicator)]


def depending(program: Program, changed: Iterable[str]) -> frozenset[str]:
    """As `reached`, with the indicators whose targets name it: all of whose results something can differ."""
    names_changed = frozenset(changed)
    aiming = {i.id for i in program.indicators if i.target is not None and _names(i.target) & names_changed}
    return reached(program, names_changed) | aiming


def _names(expression: Expression) -> frozenset[str]:
    return frozenset(name.name for name in names(expression))
