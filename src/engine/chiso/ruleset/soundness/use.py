"""What is declared is used, and what gives points is cited."""

from __future__ import annotations

from collections.abc import Set

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.ruleset.program import Group, Program


def inspect_use(program: Program, mentioned: Set[str], report: Report) -> None:
    """What nothing mentions; a name that was misspelt somewhere counts as mentioned there."""
    known = mentioned | {name for found in report for name in _suggested(found)}
    for input in program.inputs.values():
        if input.id not in known:
            report.add("unused-input", input.places["id"], name=input.id)
    for parameter in program.parameters.values():
        if parameter.id not in known:
            report.add("unused-parameter", parameter.places["id"], name=parameter.id)


def _suggested(diagnostic: Diagnostic) -> tuple[str, ...]:
    near = diagnostic.arguments.get("near", ())
    return near if isinstance(near, tuple) else ()


def inspect_sources(group: Group, report: Report, *, cited: bool = False) -> None:
    """Report every indicator that gives points and cites nothing, nor does a group around it."""
    cited = cited or "source" in group.places
    for indicator in group.indicators:
        if not cited and not indicator.tracked and "source" not in indicator.places:
            report.add("missing-source", indicator.places["id"], name=indicator.id)
    for inner in group.groups:
        inspect_sources(inner, report, cited=cited)
