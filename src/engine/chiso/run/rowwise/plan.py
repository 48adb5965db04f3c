"""What the row path does for every record of a program, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from chiso.lang.syntax import Expression, names
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.rowwise.at_once import AtOnce, at_once, straight
from chiso.run.rowwise.band_closure import BandClosure, band_closure
from chiso.run.rowwise.closures import Sight
from chiso.run.rowwise.common_form import proportion, proportion_closure, stands_apart, tracked_closure
from chiso.run.rowwise.group_closure import GroupClosure, PartsOf, adding_of, group_closure, parts_of
from chiso.run.rowwise.indicator_closure import IndicatorClosure, indicator_closure, unit_of
from chiso.run.rowwise.row_score import Gap, Layout
from chiso.run.scorecard import State

Added = tuple[PartsOf | None, int, GroupClosure]
"""What a group that is no more than a sum adds up, and its maximum in units; and what it comes to in any case."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of scoring a record, in the order of the layout.

    First stand the indicators that can be computed at once; then those that never have a value; then, stage by stage,
    indicators and the groups above them. `names` are what something asks for.
    """

    sight: Sight
    layout: Layout
    at_once: AtOnce
    silent: Sequence[None]
    stages: Sequence[tuple[Sequence[IndicatorClosure], Sequence[Added]]]
    band: BandClosure
    names: AbstractSet[str]


def plan(program: Program) -> Plan:
    """The plan of a program."""
    return _Planning(program).plan()


class _Planning:
    def __init__(self, program: Program) -> None:
        self._program = program
        constants = {id: parameter.value for id, parameter in program.parameters.items() if not parameter.dated}
        self._sight = Sight(frozenset(program.inputs), constants)
        forms = ((i.id, proportion(i, program, self._sight)) for i in program.indicators)
        self._forms = {id: form for id, form in forms if form is not None}
        found = (straight(form, self._sight) for form in self._forms.values())
        self._together = [each for each in found if each is not None]
        self._silent = [i.id for i in program.indicators if self._is_silent(i)]
        first = [*(each.form.id for each in self._together), *self._silent]
        self._stages = _in_stages([node for node in program.order if node.id not in first], program)
        rest = [node.id for stage in self._stages for nodes in stage for node in nodes]
        self._places = {id: place for place, id in enumerate([*first, *rest])}
        self._units = {indicator.id: unit_of(indicator) for indicator in program.indicators}

    def plan(self) -> Plan:
        indicators = {indicator.id: indicator for indicator in self._program.indicators}
        stages = [([self._scored(i) for i in some], [self._added(g) for g in groups]) for some, groups in self._stages]
        return Plan(
            sight=self._sight,
            layout=self._layout(),
            at_once=at_once(self._together, [self._scored(indicators[each.form.id]) for each in self._together]),
            silent=[None] * len(self._silent),
            stages=stages,
            band=band_closure(self._program.bands, self._units[TOTAL], self._sight),
            names=frozenset(name.name for part in _asked(self._program) for name in names(part)),
        )

    def _is_silent(self, indicator: Indicator) -> bool:
        """Whether it is tracked, but by nothing, so that only a reported value could be there."""
        bare = indicator.max is None and not indicator.formulas
        return bare and stands_apart(indicator, self._program, self._sight)

    def _layout(self) -> Layout:
        ids = tuple(self._places)
        always = {self._places[id]: SILENT for id in self._silent}
        return Layout(ids, tuple(self._units[id] for id in ids), self._places, always)

    def _scored(self, indicator: Indicator) -> IndicatorClosure:
        program, sight, place = self._program, self._sight, self._places[indicator.id]
        general, form = indicator_closure(indicator, place, program, sight), self._forms.get(indicator.id)
        if indicator.max is None:
            return tracked_closure(indicator, place, program, general, sight)
        return general if form is None else proportion_closure(form, indicator, place, general, sight)

    def _added(self, group: Group) -> Added:
        bounds = [band.at_least for band in self._program.bands] if group.id == TOTAL else []
        found = adding_of(group, self._places, self._units, bounds)
        self._units[group.id] = found.unit
        bare = found.is_plain and group.id not in self._program.referenced and not self._program.conditions[group.id]
        parts = parts_of(list(found.factors)) if bare else None
        return parts, found.most, group_closure(found, self._places[group.id], self._program, self._sight)


SILENT = Gap(None, State.MISSING, known=False)
"""What an indicator comes to that is tracked by nothing."""

_Stage = tuple[list[Indicator], list[Group]]


def _in_stages(order: Sequence[Indicator | Group], program: Program) -> list[_Stage]:
    """The nodes in turns of indicators and groups; a single turn where nothing refers to another node."""
    indicators = [node for node in order if isinstance(node, Indicator)]
    if not program.referenced:
        return [(indicators, [node for node in order if isinstance(node, Group)])]
    stages: list[_Stage] = [([], [])]
    for node in order:
        if isinstance(node, Group):
            stages[-1][1].append(node)
            continue
        if stages[-1][1]:
            stages.append(([], []))
        stages[-1][0].append(node)
    return stages


def _asked(program: Program) -> Iterator[Expression]:
    """Every expression that a record is scored or checked by."""
    for indicator in program.indicators:
        yield from (*indicator.formulas, *(() if indicator.target is None else (indicator.target,)))
    for conditions in program.conditions.values():
        yield from conditions
    yield from (check.rule for check in program.checks)
    for band in program.bands:
        yield from () if band.requires is None else (band.requires,)
