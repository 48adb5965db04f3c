"""The suite leaves nothing of the language out: no function, operator, policy, rounding mode or key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from chiso.lang.functions import FUNCTIONS, TABLES
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
    children,
)
from chiso.lang.values import Mode
from chiso.ruleset.program import Policy
from chiso.shipped import schema
from conformance.documents import EXPRESSIONS, RULE_SETS
from conformance.evaluators import alone

Mapped = Mapping[str, Any]

_READER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MODES = {mode.value for mode in Mode}
POLICIES = {policy.value for policy in Policy}


def every_node(expression: Expression) -> Iterator[Expression]:
    """An expression and all beneath it."""
    yield expression
    for child in children(expression):
        yield from every_node(child)


@cache
def nodes() -> tuple[Expression, ...]:
    """Every node of the expressions that are no mistakes."""
    found = [alone(case).expression for case in EXPRESSIONS if "error" not in case.body]
    return tuple(node for expression in found if expression is not None for node in every_node(expression))


@cache
def rule_sets() -> tuple[Mapped, ...]:
    """The documents of the rule sets that are scored."""
    return tuple(yaml.load(case.rules, Loader=_READER) for case in RULE_SETS if "expect" in case.body)


def groups(above: Mapped) -> Iterator[Mapped]:
    """The groups beneath a rule set or a group."""
    for group in above.get("groups", []):
        yield group
        yield from groups(group)


@cache
def parts(kind: str) -> tuple[Mapped, ...]:
    """The parts of the scored rule sets that a definition of their schema describes."""
    below = [group for rules in rule_sets() for group in groups(rules)]
    indicators = [indicator for group in below for indicator in group.get("indicators", [])]
    roundings = [rules["rounding"] for rules in rule_sets()]
    found: dict[str, list[Mapped]] = {
        "group": below,
        "indicator": indicators,
        "band": [band for rules in rule_sets() for band in rules.get("bands", [])],
        "check": [check for rules in rule_sets() for check in rules.get("checks", [])],
        "input": [input for rules in rule_sets() for input in rules.get("inputs", {}).values()],
        "rounding": roundings,
        "node_rounding": [part["rounding"] for part in (*below, *indicators) if "rounding" in part],
        "steps": [indicator["steps"] for indicator in indicators if "steps" in indicator],
        "interpolate": [indicator["interpolate"] for indicator in indicators if "interpolate" in indicator],
    }
    levels = [rounding[level] for rounding in roundings for level in ("groups", "total") if level in rounding]
    found["level_rounding"] = [level for level in levels if level != "exact"]
    found["step_row"] = [row for table in found["steps"] for row in table["rows"]]
    found["line_row"] = [row for table in found["interpolate"] for row in table["rows"]]
    return tuple(found[kind])


def test_every_function_occurs_in_an_expression() -> None:
    assert {node.function for node in nodes() if isinstance(node, (Call, Table))} == {*FUNCTIONS, *TABLES}


def test_every_operator_occurs_in_an_expression() -> None:
    assert {type(node) for node in nodes()} >= {Negative, Not, Membership, Conditional, Literal, Name}
    assert {node.operator for node in nodes() if isinstance(node, Arithmetic)} == set("+-*/")
    assert {node.operator for node in nodes() if isinstance(node, Logic)} == {"and", "or"}
    compared = [node.operators for node in nodes() if isinstance(node, Comparison)]
    assert {operator for operators in compared for operator in operators} == {"<", "<=", ">", ">=", "==", "!="}
    assert any(len(operators) > 1 for operators in compared)


def test_every_rounding_mode_occurs() -> None:
    calls = [node for node in nodes() if isinstance(node, Call) and node.function in ("round", "round_to")]
    settings = [part for call in calls for part in (*call.arguments, *(named.value for named in call.named))]
    assert {part.value for part in settings if isinstance(part, Literal) and isinstance(part.value, str)} == MODES
    for kind in ("points", "multiple_of"):
        assert {rounding["mode"] for rounding in parts("rounding") if kind in rounding} == MODES


@pytest.mark.parametrize("absence", ["when_missing", "when_empty", "when_not_applicable"])
def test_every_policy_of_an_indicator_occurs(absence: str) -> None:
    assert {indicator[absence] for indicator in parts("indicator") if absence in indicator} == POLICIES


def test_every_policy_of_a_group_occurs() -> None:
    absence = "when_not_applicable"
    assert {group[absence] for group in parts("group") if absence in group} == POLICIES


@pytest.mark.parametrize(
    "kind",
    [
        "group",
        "indicator",
        "band",
        "check",
        "input",
        "rounding",
        "node_rounding",
        "level_rounding",
        "steps",
        "interpolate",
        "step_row",
        "line_row",
    ],
)
def test_every_key_of_a_part_occurs_in_a_rule_set(kind: str) -> None:
    keys = {key for part in parts(kind) for key in part}
    assert set(schema("ruleset")["$defs"][kind]["properties"]) - keys == set()
