"""Every absence that a scored node can meet has a policy."""

from __future__ import annotations

from collections.abc import Iterator, Set

from chiso.diagnostics.diagnostic import Report
from chiso.lang.arguments import arguments_of
from chiso.lang.functions import FUNCTIONS
from chiso.lang.syntax import Arithmetic, Call, Expression, children
from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Absence
from chiso.ruleset.program import Group, Indicator, Program
from chiso.ruleset.soundness.foreseen import Foreseen
from chiso.source import Span

_KEYS = {
    MISSING: ("when_missing", "no-policy-for-missing"),
    EMPTY: ("when_empty", "no-policy-for-empty"),
    NOT_APPLICABLE: ("when_not_applicable", "no-policy-for-not-applicable"),
}


def inspect_policies(program: Program, known: Foreseen, doubtful: Set[str], report: Report) -> None:
    """Report the absences that an indicator or a group can meet and says nothing about."""
    for node in program.order:
        if isinstance(node, Group):
            _inspect_group(node, known, report)
        elif not node.tracked and node.id not in doubtful:
            _inspect_indicator(node, known, report)
    for band in program.bands:
        if band.requires is not None and known.found[band.requires.id].absences - {MISSING}:
            report.add("condition-can-be-absent", band.places["requires"], name=band.id)


def _inspect_group(group: Group, known: Foreseen, report: Report) -> None:
    outlook = None if group.applies_when is None else known.found.get(group.applies_when.id)
    if outlook is not None and outlook.absences:
        report.add("condition-can-be-absent", group.places["applies_when"], name=group.id)
    if group.applies_when is not None and "when_not_applicable" not in group.places:
        report.add("no-policy-for-not-applicable", group.places["applies_when"], name=group.id)


def _inspect_indicator(indicator: Indicator, known: Foreseen, report: Report) -> None:
    own = known.absences[indicator.id]
    for absence, (key, id) in _KEYS.items():
        if absence not in own or key in indicator.places:
            continue
        origin = next(_origins(indicator, absence, known), None)
        if origin is not None:
            report.add(id, origin, name=indicator.id)


def _origins(indicator: Indicator, absence: Absence, known: Foreseen) -> Iterator[Span]:
    """Where an absence arises in the indicator's own formulas."""
    if absence is NOT_APPLICABLE and indicator.applies_when is not None:
        yield indicator.applies_when.span
    for formula in indicator.formulas:
        yield from _arising(formula, absence, known)


def _passing(expression: Expression, absence: Absence) -> tuple[Expression, ...]:
    """The parts whose absence becomes that of the whole; `coalesce` and the like provide for the others."""
    if isinstance(expression, Call):
        values = arguments_of(expression, FUNCTIONS[expression.function])[0]
        provided = {"coalesce": True, "if_empty": absence is EMPTY, "if_missing": absence is MISSING}
        return values[-1:] if provided.get(expression.function) else values
    return children(expression)


def _arising(expression: Expression, absence: Absence, known: Foreseen) -> Iterator[Span]:
    """The innermost parts of an expression that can meet the absence; of a division, its denominator."""
    outlook = known.found.get(expression.id)
    if outlook is None or absence not in outlook.absences:
        return
    within = [place for child in _passing(expression, absence) for place in _arising(child, absence, known)]
    if within:
        yield from within
    elif isinstance(expression, Arithmetic) and expression.operator == "/":
        yield expression.right.span
    else:
        yield expression.span
