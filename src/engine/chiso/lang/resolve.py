"""A name to what it stands for; one that has no meaning at its place is reported with the way out."""

from __future__ import annotations

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.scope import Scope
from chiso.lang.syntax import Name
from chiso.lang.types import UNKNOWN, Type


def resolved(node: Name, scope: Scope, report: Report) -> Type:
    """The type of a name; `UNKNOWN` after reporting why it has none."""
    declaration = scope.names.get(node.name)
    if declaration is None:
        _report(node, scope, report)
    return UNKNOWN if declaration is None else declaration.type


def _report(node: Name, scope: Scope, report: Report) -> None:
    if node.name in scope.changing:
        report.add("value-changes-with-time", node.span, name=node.name)
    elif node.name in scope.elsewhere:
        report.add("not-allowed-here", node.span, name=node.name)
    elif any(node.name in declared.choices for declared in scope.names.values()):
        report.add("text-without-quotes", node.span, name=node.name)
    else:
        dotted = "." in node.name
        known = [name for name in scope.names if ("." in name) is dotted]
        id = "unknown-node" if dotted else "unknown-input"
        report.add(id, node.span, name=node.name, near=nearest(node.name, known))
