"""Reading an expression in a test: its tree, type and value, or the diagnostics."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.lang.evaluate import evaluate
from chiso.lang.parse import parse
from chiso.lang.scope import Declaration, Scope
from chiso.lang.syntax import Expression
from chiso.lang.typecheck import infer
from chiso.lang.types import Type
from chiso.lang.values import Value
from chiso.source import Source, Span


@dataclass(frozen=True)
class Read:
    """What became of an expression's text."""

    expression: Expression | None
    type: Type | None
    diagnostics: list[Diagnostic]

    @property
    def ids(self) -> list[str]:
        """The ids of the diagnostics."""
        return [diagnostic.id for diagnostic in self.diagnostics]

    @property
    def underlined(self) -> list[str]:
        """The text each diagnostic points at."""
        return [diagnostic.span.text for diagnostic in self.diagnostics]


def read(text: str, types: Mapping[str, Declaration] | None = None) -> Read:
    """Parse and type a text on its own."""
    report = Report()
    source = Source("expression", text)
    expression = parse(Span(source, 0, len(text)), itertools.count(1), report)
    kind = None if expression is None else infer(expression, Scope(types or {}), report)
    return Read(expression, kind, list(report))


def value(text: str, names: Mapping[str, Value] | None = None) -> Value:
    """The value of an expression that parses."""
    expression = read(text).expression
    assert expression is not None
    return evaluate(expression, names or {}, {})
