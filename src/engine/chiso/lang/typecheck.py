"""Names resolved and types checked; the result is a table from node id to type.

A faulty part gets the type `UNKNOWN`, which fits everywhere, so that one mistake is reported once and the rest of
the expression is still checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import nearest
from chiso.lang import types
from chiso.lang.arguments import arguments_of, fits
from chiso.lang.functions import ANY, FUNCTIONS, INTERPOLATE, MOST_DIGITS, SAME, TABLES, Function, Parameter
from chiso.lang.resolve import resolved
from chiso.lang.rows import inspect_bounds, results_of
from chiso.lang.scaling import Typed, factor_100, means_points
from chiso.lang.scope import Scope, constant, where_written
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
from chiso.lang.types import DATE, FLAG, NUMERIC, ORDERED, PLAIN, POINTS, RATE, TEXT, UNKNOWN, Type
from chiso.lang.values import as_number, shown
from chiso.source import Span


def typecheck(expression: Expression, wanted: Type, scope: Scope, report: Report) -> dict[int, Type]:
    """The type of every node of an expression that has to be of type `wanted`; faults go to the report."""
    checker = _Checker(scope, report)
    given = checker.check(expression)
    if types.accepts(wanted, given):
        checker.adopt(expression, wanted)
    elif wanted is POINTS and checker.reads_as_points(expression):
        checker.types[expression.id] = POINTS
    else:
        report.add("unexpected-type", expression.span, wanted=type_word(wanted), given=type_word(given))
    return checker.types


def infer(expression: Expression, scope: Scope, report: Report) -> Type:
    """The type an expression has by itself; faults go to the report."""
    return _Checker(scope, report).check(expression)


def type_word(given: Type) -> Word:
    """The name of a type in the reader's language."""
    return Word(f"type.{given.value}")


class _Checker:
    def __init__(self, scope: Scope, report: Report) -> None:
        self._scope = scope
        self._report = report
        self.types: dict[int, Type] = {}
        self._bare: set[int] = set()

    def check(self, node: Expression) -> Type:
        found = _TYPINGS[node.__class__](self, node)
        self.types[node.id] = found
        if found is PLAIN:
            self._bare.add(node.id)
        return found

    def _negative(self, node: Negative) -> Type:
        return self._numeric(node.operand)

    def _membership(self, node: Membership) -> Type:
        self._shared((node.item, *node.options), compared=True)
        return FLAG

    def _not(self, node: Not) -> Type:
        return self._flag(node.operand)

    def _logic(self, node: Logic) -> Type:
        for operand in node.operands:
            self._flag(operand)
        return FLAG

    def _conditional(self, node: Conditional) -> Type:
        self._flag(node.condition)
        return self._shared((node.positive, node.negative))

    def _name(self, node: Name) -> Type:
        return resolved(node, self._scope, self._report)

    def reads_as_points(self, node: Expression) -> bool:
        """Whether a bare number in it gives points for each of something."""
        return means_points(node, Typed(self.types, self._bare))

    def _adds_points(self, node: Arithmetic, found: Type | None) -> bool:
        """Whether what is no sum of one kind, or a rate with a number above 1, is a sum of points."""
        if found is not RATE:
            return found is None and self.reads_as_points(node)
        return self._are_points((node.left, node.right))

    def _are_points(self, parts: Sequence[Expression]) -> bool:
        """Whether rates beside a bare number above 1 are meant as points, all of them scaled by a number."""
        beside = [as_number(constant(part, self._scope)) for part in parts if part.id in self._bare]
        return any(value is not None and value > 1 for value in beside) and all(map(self.reads_as_points, parts))

    def _numeric(self, node: Expression) -> Type:
        found = self.check(node)
        if found in NUMERIC or found is UNKNOWN:
            return found
        self._unexpected(node, PLAIN, found)
        return UNKNOWN

    def _flag(self, node: Expression) -> Type:
        found = self.check(node)
        if found not in (FLAG, UNKNOWN):
            self._unexpected(node, FLAG, found)
        return FLAG

    def _unexpected(self, node: Expression, wanted: Type, given: Type) -> None:
        self._report.add("unexpected-type", node.span, wanted=type_word(wanted), given=type_word(given))

    def _arithmetic(self, node: Arithmetic) -> Type:
        left, right = self.check(node.left), self.check(node.right)
        found = types.result(node.operator, left, right)
        if node.operator in "+-" and self._adds_points(node, found):
            return POINTS
        if found is None:
            self._mismatch(node, node.operator, (node.left, left), (node.right, right))
            return UNKNOWN
        if node.operator in "+-":
            self.adopt(node.left, right)
            self.adopt(node.right, left)
        return found

    def _mismatch(
        self, node: Expression, operator: str, left: tuple[Expression, Type], right: tuple[Expression, Type]
    ) -> None:
        labels = [Label(part.span, "has-type", {"type": type_word(given)}) for part, given in (left, right)]
        self._report.add(
            "type-mismatch",
            node.span,
            labels=labels,
            operator=operator,
            left=type_word(left[1]),
            right=type_word(right[1]),
        )

    def _comparison(self, node: Comparison) -> Type:
        shared = self._shared(node.operands, compared=True)
        ordered = [operator for operator in node.operators if operator not in ("==", "!=")]
        if ordered and shared not in ORDERED:
            self._report.add("not-ordered", node.span, operator=ordered[0], type=type_word(shared))
        return FLAG

    def _shared(self, parts: Sequence[Expression], *, compared: bool = False) -> Type:
        """The one type of parts that are compared or chosen between."""
        shared, first = self.check(parts[0]), parts[0]
        for part in parts[1:]:
            found = self.check(part)
            joined = types.common(shared, found)
            if joined is None and POINTS in (shared, found) and all(map(self.reads_as_points, (first, part))):
                joined = POINTS
            if joined is None:
                self._mismatch_of_parts(first, shared, part, found, first.span.to(part.span))
                return UNKNOWN
            shared = joined
        if shared is RATE and not compared and self._are_points(parts):
            return POINTS
        times_100 = [hundred for part in parts if shared is RATE and (hundred := factor_100(part)) is not None]
        for literal in times_100:
            self._report.add("rate-times-100", literal.span)
        for part in parts if not times_100 else ():
            self.adopt(part, shared)
        self._check_choices(parts)
        return shared

    def _mismatch_of_parts(self, first: Expression, shared: Type, part: Expression, found: Type, place: Span) -> None:
        labels = [
            Label(first.span, "has-type", {"type": type_word(shared)}),
            Label(part.span, "has-type", {"type": type_word(found)}),
        ]
        self._report.add("types-differ", place, labels=labels, left=type_word(shared), right=type_word(found))

    def _check_choices(self, parts: Sequence[Expression]) -> None:
        """A text that a choice can never be."""
        found = [self._scope.names.get(part.name) for part in parts if isinstance(part, Name)]
        declared = [declaration for declaration in found if declaration is not None]
        choices = next((declaration.choices for declaration in declared if declaration.choices), ())
        for part in parts:
            if choices and isinstance(part, Literal) and part.value not in choices:
                value = str(part.value)
                self._report.add(
                    "unknown-choice", part.span, value=value, choices=choices, near=nearest(value, choices)
                )

    def adopt(self, node: Expression, wanted: Type) -> None:
        """A bare number takes the type of its place; above 1 as a rate it lacks its percent sign."""
        if self.types.get(node.id) is not PLAIN or wanted not in NUMERIC:
            return
        self.types[node.id] = wanted
        if isinstance(node, Conditional):
            self.adopt(node.positive, wanted)
            self.adopt(node.negative, wanted)
        elif isinstance(node, Call):
            for argument in _sharing(node, FUNCTIONS[node.function]):
                self.adopt(argument, wanted)
        elif isinstance(node, Table):
            for part in results_of(node):
                self.adopt(part, wanted)
        value = as_number(constant(node, self._scope))
        if wanted is RATE and value is not None and value > 1:
            span, labels = where_written(node, self._scope)
            text = shown(value)
            read = f"{shown(value * 100)}%"
            self._report.add("percent-sign-missing", span, labels=labels, value=text, read=read, meant=f"{text}%")

    def _call(self, node: Call) -> Type:
        for argument in node.named:
            self.check(argument.value)
        function = FUNCTIONS.get(node.function)
        if function is None:
            near = nearest(node.function, [*FUNCTIONS, *TABLES])
            self._report.add("unknown-function", node.function_span, name=node.function, near=near)
            for part in node.arguments:
                self.check(part)
            return UNKNOWN
        if not fits(node, function):
            self._misused(node, function.signature)
            for part in node.arguments:
                self.check(part)
            return UNKNOWN
        return self._called(node, function)

    def _called(self, node: Call, function: Function) -> Type:
        values, settings = arguments_of(node, function)
        for parameter, setting in settings:
            self._check_setting(function, parameter, setting)
        shared = UNKNOWN if function.parameters[0].type is ANY else self._shared(values)
        if function.parameters[0].type is ANY:
            for part in values:
                self.check(part)
        if shared is not UNKNOWN and shared not in function.takes:
            self._unexpected(values[0], _wanted(function), shared)
            return UNKNOWN
        return shared if function.result is SAME else _as_type(function.result)

    def _table(self, node: Table) -> Type:
        """Bounds are fixed and in order; the results share a kind."""
        subject = self._read_by(node)
        result = self._shared(results_of(node))
        bounds = [constant(row.bound, self._scope) for row in node.rows]
        known = [subject is not UNKNOWN and self.types[row.bound.id] is not UNKNOWN for row in node.rows]
        inspect_bounds(node, bounds, known, self._report)
        if result in NUMERIC or result is UNKNOWN:
            return result
        if node.function == INTERPOLATE:
            self._unexpected(node.rows[0].gives, PLAIN, result)
        elif node.otherwise is not None:
            return result
        else:
            self._misused(node, TABLES[node.function].signature)
        return UNKNOWN

    def _misused(self, node: Call | Table, signature: str) -> None:
        self._report.add("wrong-arguments", node.span, name=node.function, signature=signature)

    def _read_by(self, node: Table) -> Type:
        """The type of what a table is read by; a bound of another kind is a fault at the bound."""
        subject = self.check(node.subject)
        takes = NUMERIC if node.function == INTERPOLATE else ORDERED
        if subject not in takes and subject is not UNKNOWN:
            self._unexpected(node.subject, PLAIN, subject)
            subject = UNKNOWN
        for row in node.rows:
            found = self.check(row.bound)
            if types.common(subject, found) is None:
                self._mismatch_of_parts(node.subject, subject, row.bound, found, row.bound.span)
                self.types[row.bound.id] = UNKNOWN
            self.adopt(row.bound, subject)
        return subject

    def _check_setting(self, function: Function, parameter: Parameter, setting: Expression) -> None:
        self.check(setting)
        value = setting.value if isinstance(setting, Literal) else None
        if parameter.choices:
            if value not in parameter.choices:
                near = nearest(str(value), parameter.choices)
                written = setting.span.text
                self._report.add("unknown-choice", setting.span, value=written, choices=parameter.choices, near=near)
            return
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_DIGITS:
            self._report.add(
                "wrong-setting", setting.span, name=parameter.name, function=function.name, most=MOST_DIGITS
            )


def _sharing(node: Call, function: Function) -> tuple[Expression, ...]:
    """The arguments that have the type of the call itself."""
    return arguments_of(node, function)[0] if function.result is SAME else ()


def _wanted(function: Function) -> Type:
    """What to ask for where a function takes no value of a kind."""
    return next((kind for kind in (FLAG, DATE) if function.takes == {kind}), PLAIN)


def _as_type(result: Type | str) -> Type:
    assert isinstance(result, Type)
    return result


def _literal(checker: _Checker, node: Literal) -> Type:
    if isinstance(node.value, bool):
        return FLAG
    if isinstance(node.value, str):
        return TEXT
    if isinstance(node.value, (int, Fraction)):
        return RATE if node.percent else PLAIN
    return DATE


_TYPINGS: Mapping[type, Callable[[_Checker, Any], Type]] = {
    Literal: _literal,
    Name: _Checker._name,
    Negative: _Checker._negative,
    Arithmetic: _Checker._arithmetic,
    Comparison: _Checker._comparison,
    Membership: _Checker._membership,
    Not: _Checker._not,
    Logic: _Checker._logic,
    Conditional: _Checker._conditional,
    Call: _Checker._call,
    Table: _Checker._table,
}
