"""In which order nodes are computed: each after all it refers to; a circle is shown as a path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.syntax import Expression, Name, names
from chiso.ruleset.program import Group, Indicator


def ordered(total: Group, report: Report) -> tuple[Group | Indicator, ...]:
    """Every node, the total last; after reporting a circle, each at least after all that is beneath it."""
    every: list[Group | Indicator] = [*total.every_indicator, *total.every_group]
    nodes = {node.id: node for node in every}
    used = {node.id: references(node) for node in every if isinstance(node, Indicator)}
    used |= {_applying(group): _nodes_in(group.applies_when) for group in total.every_group if group.applies_when}
    graph: dict[str, list[str]] = {id: [node_of(name) for name in found] for id, found in used.items()}
    _add_containment(total, None, graph)
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as fault:
        _report_cycle(fault.args[1], used, report)
        return (*total.every_indicator, *reversed(list(total.every_group)), total)
    return (*(nodes[id] for id in order if id in nodes), total)


def _applying(group: Group) -> str:
    """Stands in the graph for whether a group applies, which its parts need to know and it decides before them."""
    return f"{group.id} applies"


def _add_containment(group: Group, around: str | None, graph: dict[str, list[str]]) -> None:
    """A group comes after its parts, and each part after whether the groups around it apply."""
    for part in group.parts:
        uses = graph.setdefault(part.id, [])
        uses += [] if around is None else [around]
        if isinstance(part, Group):
            uses += [inner.id for inner in part.parts if inner.id != part.id]
            _add_containment(part, _added_condition(part, around, graph), graph)


def _added_condition(group: Group, around: str | None, graph: dict[str, list[str]]) -> str | None:
    """The condition nearest around the parts of a group, once it stands in the graph after those further out."""
    if group.applies_when is None:
        return around
    graph[group.id].append(_applying(group))
    graph[_applying(group)] += [] if around is None else [around]
    return _applying(group)


def node_of(name: Name) -> str:
    """The node that a reference such as `payment.points` belongs to; empty for any other name."""
    return name.name.rpartition(".")[0]


def references(indicator: Indicator) -> tuple[Name, ...]:
    """The names of other nodes in an indicator's expressions."""
    written = (*indicator.formulas, *(() if indicator.target is None else (indicator.target,)))
    return tuple(name for part in written for name in _nodes_in(part) if not _is_own_rate(name, part, indicator))


def _nodes_in(expression: Expression) -> tuple[Name, ...]:
    return tuple(name for name in names(expression) if "." in name.name)


def _is_own_rate(name: Name, part: Expression, indicator: Indicator) -> bool:
    """A table may be read by the rate of its own indicator."""
    return part is indicator.points and indicator.rate is not None and name.name == f"{indicator.id}.rate"


def _report_cycle(cycle: list[str], used: Mapping[str, tuple[Name, ...]], report: Report) -> None:
    """The circle as a path, underlined where each step is written."""
    steps = list(zip(cycle[1:], cycle, strict=False))
    spans = [name.span for user, found in steps for name in used.get(user, ()) if node_of(name) == found]
    if not spans:  # only nodes with one id between them can be in a circle that nobody wrote
        return
    labels = [Label(span, "refers-here") for span in spans[1:]]
    path = " → ".join(f"`{id.partition(' ')[0]}`" for id in reversed(cycle))
    report.add("cycle", spans[0], labels=labels, path=path)


def conditions(group: Group, around: tuple[Expression, ...] = ()) -> Iterator[tuple[str, tuple[Expression, ...]]]:
    """For each node beneath a group, and the group itself, the conditions under which it applies at all.

    A group's own condition is among those of its parts and of itself; an indicator has its own apart.
    """
    around = around if group.applies_when is None else (*around, group.applies_when)
    yield group.id, around
    for indicator in group.indicators:
        yield indicator.id, around
    for inner in group.groups:
        yield from conditions(inner, around)
