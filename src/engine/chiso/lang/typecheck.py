"""Names resolved and types checked; the result is a table from node id to type.

A faulty part gets the type `UNKNOWN`, which fits everywhere, so that one mistake is reported once and the rest of
the expression is still checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import nearest
from chiso.lang import types
from chiso.lang.functions import FUNCTIONS, MOST_DIGITS, SAME, Function, Parameter
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
)
from chiso.lang.types import DATE, FLAG, NUMERIC, ORDERED, PLAIN, RATE, TEXT, UNKNOWN, Type
from chiso.lang.values import OPERATIONS, Value, as_number, decimal_text, percent_text
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a name stands for.

    `choices` are the texts it can be when it is a choice; a constant has its value and the place where that is written.
    """

    type: Type
    choices: tuple[str, ...] = ()
    constant: Value | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use, and those that exist but have no meaning at its place."""

    names: Mapping[str, Declaration]
    elsewhere: frozenset[str] = field(default_factory=frozenset)


def typecheck(expression: Expression, wanted: Type, scope: Scope, report: Report) -> dict[int, Type]:
    """The type of every node of an expression that has to be of type `wanted`; faults go to the report."""
    checker = _Checker(scope, report)
    given = checker.check(expression)
    if types.accepts(wanted, given):
        checker.adopt(expression, wanted)
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

    def check(self, node: Expression) -> Type:
        found = self._type_of(node)
        self.types[node.id] = found
        return found

    def _type_of(self, node: Expression) -> Type:
        match node:
            case Literal():
                return _literal_type(node)
            case Name():
                return self._name(node)
            case Negative():
                return self._numeric(node.operand)
            case Arithmetic():
                return self._arithmetic(node)
            case Comparison():
                return self._comparison(node)
            case Membership():
                self._shared((node.item, *node.options))
                return FLAG
            case Not():
                return self._flag(node.operand)
            case Logic():
                for operand in node.operands:
                    self._flag(operand)
                return FLAG
            case Conditional():
                self._flag(node.condition)
                return self._shared((node.positive, node.negative))
            case Call():
                return self._call(node)

    def _name(self, node: Name) -> Type:
        declaration = self._scope.names.get(node.name)
        if declaration is not None:
            return declaration.type
        if node.name in self._scope.elsewhere:
            self._report.add("not-allowed-here", node.span, name=node.name)
            return UNKNOWN
        dotted = "." in node.name
        known = [name for name in self._scope.names if ("." in name) is dotted]
        id = "unknown-node" if dotted else "unknown-input"
        self._report.add(id, node.span, name=node.name, near=nearest(node.name, known))
        return UNKNOWN

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
        shared = self._shared(node.operands)
        ordered = [operator for operator in node.operators if operator not in ("==", "!=")]
        if ordered and shared not in ORDERED:
            self._report.add("not-ordered", node.span, operator=ordered[0], type=type_word(shared))
        return FLAG

    def _shared(self, parts: Sequence[Expression]) -> Type:
        """The one type of parts that are compared or chosen between."""
        shared, first = self.check(parts[0]), parts[0]
        for part in parts[1:]:
            found = self.check(part)
            joined = types.common(shared, found)
            if joined is None:
                self._mismatch_of_parts(first, shared, part, found)
                return UNKNOWN
            shared = joined
        for part in parts:
            self.adopt(part, shared)
        self._check_choices(parts)
        return shared

    def _mismatch_of_parts(self, first: Expression, shared: Type, part: Expression, found: Type) -> None:
        labels = [
            Label(first.span, "has-type", {"type": type_word(shared)}),
            Label(part.span, "has-type", {"type": type_word(found)}),
        ]
        self._report.add(
            "types-differ", first.span.to(part.span), labels=labels, left=type_word(shared), right=type_word(found)
        )

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
            for argument in arguments_of(node, FUNCTIONS[node.function])[0]:
                self.adopt(argument, wanted)
        value = as_number(self._constant(node))
        if wanted is RATE and value is not None and value > 1:
            text = decimal_text(value)
            span, labels = self._where_written(node)
            self._report.add(
                "percent-sign-missing", span, labels=labels, value=text, read=percent_text(value), meant=f"{text}%"
            )

    def _where_written(self, node: Expression) -> tuple[Span, list[Label]]:
        """The place of a number: of a parameter, where its value stands, with its use beside it."""
        declaration = self._scope.names.get(node.name) if isinstance(node, Name) else None
        if declaration is None or declaration.place is None:
            return node.span, []
        return declaration.place, [Label(node.span, "used-here")]

    def _constant(self, node: Expression) -> Value | None:
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Arithmetic):
            left, right = as_number(self._constant(node.left)), as_number(self._constant(node.right))
            return None if left is None or right is None else OPERATIONS[node.operator](left, right)
        declaration = self._scope.names.get(node.name) if isinstance(node, Name) else None
        return None if declaration is None else declaration.constant

    def _call(self, node: Call) -> Type:
        for argument in node.named:
            self.check(argument.value)
        function = FUNCTIONS.get(node.function)
        if function is None:
            near = nearest(node.function, FUNCTIONS)
            self._report.add("unknown-function", node.function_span, name=node.function, near=near)
            for part in node.arguments:
                self.check(part)
            return UNKNOWN
        if not self._fits(node, function):
            for part in node.arguments:
                self.check(part)
            return UNKNOWN if function.result is SAME else _as_type(function.result)
        return self._called(node, function)

    def _fits(self, node: Call, function: Function) -> bool:
        """Whether the arguments are as many, and named as, the signature asks."""
        parameters = [parameter.name for parameter in function.parameters]
        given = len(node.arguments) + len(node.named)
        most = given if function.variadic else len(parameters)
        taken = parameters[: len(node.arguments)]
        filled = {*taken, *(named.name for named in node.named)}
        lacking = [p.name for p in function.parameters if p.default is None and p.name not in filled]
        wrong = [named for named in node.named if named.name not in parameters or named.name in taken]
        twice = len({named.name for named in node.named}) < len(node.named)
        if wrong or twice or lacking or given > most or (function.variadic and node.named):
            self._report.add("wrong-arguments", node.span, name=function.name, signature=function.signature)
            return False
        return True

    def _called(self, node: Call, function: Function) -> Type:
        values, settings = arguments_of(node, function)
        for parameter, setting in settings:
            self._check_setting(function, parameter, setting)
        shared = self._shared(values)
        if shared is not UNKNOWN and shared not in function.takes:
            self._unexpected(values[0], PLAIN, shared)
            return UNKNOWN
        return shared if function.result is SAME else _as_type(function.result)

    def _check_setting(self, function: Function, parameter: Parameter, setting: Expression) -> None:
        self.check(setting)
        value = setting.value if isinstance(setting, Literal) else None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_DIGITS:
            self._report.add(
                "wrong-setting", setting.span, name=parameter.name, function=function.name, most=MOST_DIGITS
            )


def arguments_of(
    node: Call, function: Function
) -> tuple[tuple[Expression, ...], tuple[tuple[Parameter, Expression], ...]]:
    """The values and the settings of a call that fits its signature, in the order of the parameters."""
    if function.variadic:
        return node.arguments, ()
    by_name: dict[str, Expression] = {named.name: named.value for named in node.named}
    names = (parameter.name for parameter in function.parameters)
    by_name.update(zip(names, node.arguments, strict=False))
    values = tuple(by_name[p.name] for p in function.parameters if p.default is None)
    settings = tuple((p, by_name[p.name]) for p in function.parameters if p.default is not None and p.name in by_name)
    return values, settings


def _as_type(result: Type | str) -> Type:
    assert isinstance(result, Type)
    return result


def _literal_type(node: Literal) -> Type:
    if isinstance(node.value, bool):
        return FLAG
    if isinstance(node.value, str):
        return TEXT
    if isinstance(node.value, (int, Fraction)):
        return RATE if node.percent else PLAIN
    return DATE
