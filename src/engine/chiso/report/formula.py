"""A formula for people: in the author's titles, and with the numbers put in, along the path that was taken.

Of a conditional only the branch taken is written, and its condition is noted as a reason; of a table only the rows
that decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chiso.diagnostics.diagnostic import Language
from chiso.lang.syntax import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Literal,
    Logic,
    Membership,
    Name,
    Negative,
    Not,
    Table,
)
from chiso.lang.types import UNKNOWN
from chiso.lang.values import Absence, Value
from chiso.lang.write import Binding, binding
from chiso.report.explanation_texts import phrase
from chiso.report.numerals import given_text
from chiso.ruleset.program import LEVELS, Program

_SIGNS = {"*": "×", "<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as text, and the conditions that decided which way it took."""

    text: str
    reasons: tuple[str, ...]


def in_words(expression: Expression, program: Program, trace: Mapping[int, Value], language: Language) -> Formula:
    """A formula with the titles of what it is made of; of conditions, the path that a trace took."""
    return _Writer(program, trace, language, in_numbers=False).formula(expression)


def in_numbers(expression: Expression, program: Program, trace: Mapping[int, Value], language: Language) -> Formula:
    """The same with the values that the trace found."""
    return _Writer(program, trace, language, in_numbers=True).formula(expression)


def name_in_words(name: str, program: Program, language: Language) -> str:
    """What a name of an expression stands for, in the author's words."""
    id, _, quantity = name.rpartition(".")
    if id:
        node = next((node for node in program.order if node.id == id), None)
        title = id if node is None else node.title.in_language(language)
        return phrase(f"of-{quantity}", language, title=title)
    declared = program.inputs.get(name) or program.parameters.get(name)
    return phrase(f"fact-{name}", language) if declared is None else declared.title.in_language(language)


class _Writer:
    def __init__(self, program: Program, trace: Mapping[int, Value], language: Language, *, in_numbers: bool) -> None:
        self._program = program
        self._trace = trace
        self._language = language
        self._in_numbers = in_numbers
        self._reasons: list[str] = []

    def formula(self, expression: Expression) -> Formula:
        text = self.write(expression)
        return Formula(text, tuple(dict.fromkeys(self._reasons)))

    def write(self, node: Expression) -> str:
        return _WRITERS[node.__class__](self, node)

    def _at(self, least: int, node: Expression) -> str:
        """The text of a part that has to bind at least so tightly, in brackets where it does not."""
        taken = self._taken(node)
        text = self.write(node)
        return text if binding(taken) >= least else f"({text})"

    def _taken(self, node: Expression) -> Expression:
        """The branch of a conditional that was taken, as far down as that goes."""
        while isinstance(node, Conditional) and isinstance(holds := self._trace.get(node.condition.id), bool):
            node = node.positive if holds else node.negative
        return node

    def value(self, node: Expression) -> str:
        """A value of the trace, by the type of its node."""
        value = self._trace.get(node.id)
        if value is None or isinstance(value, Absence):
            return phrase("absent", self._language)
        if isinstance(node, Name) and node.name == "level":
            return phrase(f"level.{value}", self._language)
        return given_text(value, self._program.types.get(node.id, UNKNOWN), self._language)

    def _name(self, node: Name) -> str:
        return self.value(node) if self._in_numbers else name_in_words(node.name, self._program, self._language)

    def _literal(self, node: Literal) -> str:
        if node.value in LEVELS:
            return phrase(f"level.{node.value}", self._language)
        return given_text(node.value, self._program.types.get(node.id, UNKNOWN), self._language)

    def _arithmetic(self, node: Arithmetic) -> str:
        tightly = binding(node)
        left, right = self._at(tightly, node.left), self._at(tightly + 1, node.right)
        return f"{left} {_SIGNS.get(node.operator, node.operator)} {right}"

    def _comparison(self, node: Comparison) -> str:
        first, *rest = (self._at(Binding.SUM, operand) for operand in node.operands)
        pairs = zip(node.operators, rest, strict=True)
        return " ".join([first, *(f"{_SIGNS.get(operator, operator)} {operand}" for operator, operand in pairs)])

    def _membership(self, node: Membership) -> str:
        options = ", ".join(self.write(option) for option in node.options)
        return phrase("one-of", self._language, item=self._at(Binding.SUM, node.item), options=options)

    def _not(self, node: Not) -> str:
        return phrase("not", self._language, operand=self._at(Binding.NOT, node.operand))

    def _logic(self, node: Logic) -> str:
        """The operands that were looked at; where nothing was, all of them."""
        seen = [operand for operand in node.operands if operand.id in self._trace] or node.operands
        joint = f" {phrase(node.operator, self._language)} "
        return joint.join(self._at(binding(node) + 1, operand) for operand in seen)

    def _conditional(self, node: Conditional) -> str:
        holds = self._trace.get(node.condition.id)
        condition = _Writer(self._program, self._trace, self._language, in_numbers=False).write(node.condition)
        if isinstance(holds, bool):
            self._reasons.append(phrase("holds" if holds else "fails", self._language, condition=condition))
            return self.write(node.positive if holds else node.negative)
        parts = (condition, self.write(node.positive), self.write(node.negative))
        return phrase("if", self._language, **dict(zip(("condition", "positive", "negative"), parts, strict=True)))

    def _call(self, node: Call) -> str:
        named = [f"{setting.name} = {self.write(setting.value)}" for setting in node.named]
        values = "; ".join([*map(self.write, node.arguments), *named])
        return phrase(f"call.{node.function}", self._language, values=values)

    def _table(self, node: Table) -> str:
        """The subject and the rows that decided: one of steps, at most two of a straight line."""
        subject = self.write(node.subject)
        rows = [row for row in node.rows if row.gives.id in self._trace]
        if not rows:
            below = "0" if node.otherwise is None else self.write(node.otherwise)
            return phrase("below-all", self._language, subject=subject, gives=below)
        shown = [{"bound": self.write(row.bound), "gives": self.write(row.gives)} for row in rows]
        if len(shown) == 1:
            return phrase("row-reached", self._language, subject=subject, **shown[0])
        between = "; ".join(phrase("row", self._language, **row) for row in shown)
        return phrase("rows-between", self._language, subject=subject, rows=between)


_WRITERS: Mapping[type, Callable[[_Writer, Any], str]] = {
    Literal: _Writer._literal,
    Name: _Writer._name,
    Negative: lambda writer, node: f"-{writer._at(Binding.SIGN, node.operand)}",
    Arithmetic: _Writer._arithmetic,
    Comparison: _Writer._comparison,
    Membership: _Writer._membership,
    Not: _Writer._not,
    Logic: _Writer._logic,
    Conditional: _Writer._conditional,
    Call: _Writer._call,
    Table: _Writer._table,
}
