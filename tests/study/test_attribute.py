"""Attribution: it adds up to the last digit, whatever differs, and does not depend on any order."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import chiso
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import Number
from chiso.library.assemble import program_of
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.run.exact import score
from chiso.run.unit import unit_of
from chiso.source import Source
from chiso.study.attribute import Attribution, Share, together
from chiso.study.shapley import Player, shares
from conftest import HEADER
from lang.programs import tried
from study.editions import pairs_of_records, rule_sets


@cache
def program(text: str) -> Program | None:
    """The program of a text; None where the rules are not sound."""
    document = load(Source("rules.yaml", text), Report())
    assert document is not None
    return program_of(document, Report())


def attributed(first: Program, last: Program, before: chiso.Record, after: chiso.Record) -> tuple[Number, list[Share]]:
    """The difference of the totals and its shares, of records that both have a total."""
    cards = score(first, before), score(last, after)
    assert cards[0].points is not None
    assert cards[1].points is not None
    return cards[1].points - cards[0].points, list(Attribution(first, last).shares(*map(unit_of, cards)))


def with_totals(one: str, other: str, before: chiso.Record, after: chiso.Record) -> tuple[Program, Program]:
    """The two programs, once it is sure that they are sound and give both records a total."""
    first, last = program(one), program(other)
    assume(first is not None and last is not None)
    assert first is not None
    assert last is not None
    assume(score(first, before).complete and score(last, after).complete)
    return first, last


def by_cause(found: list[Share]) -> dict[frozenset[str], Number]:
    return {frozenset(cause.address for cause in share.causes): share.points for share in found}


@tried(40)
@given(rule_sets(), rule_sets(), pairs_of_records())
def test_the_shares_add_up_to_the_difference(one: str, other: str, pair: tuple[chiso.Record, chiso.Record]) -> None:
    before, after = pair
    first, last = with_totals(one, other, before, after)
    difference, found = attributed(first, last, before, after)
    assert together(tuple(found)) == difference


@tried(10)
@given(rule_sets(), rule_sets(), pairs_of_records())
def test_the_order_of_the_data_and_of_the_rules_does_not_matter(
    one: str, other: str, pair: tuple[chiso.Record, chiso.Record]
) -> None:
    before, after = pair
    first, last = with_totals(one, other, before, after)
    found = attributed(first, last, before, after)[1]
    turned = [replace(r, inputs=dict(reversed(list(r.inputs.items())))) for r in (before, after)]
    reordered = replace(last, parameters=dict(reversed(list(last.parameters.items()))))
    assert by_cause(attributed(first, reordered, *turned)[1]) == by_cause(found)


@tried(100)
@given(st.integers(1, 5), st.data())
def test_a_share_is_what_a_cause_adds_on_average_over_all_orders(count: int, data: st.DataObject) -> None:
    worth: dict[frozenset[int], int] = defaultdict(lambda: data.draw(st.integers(-9, 9)))
    players = [Player(frozenset({number}), frozenset({"a"})) for number in range(count)]
    found = {next(iter(members)): points for members, points in shares(players, worth.__getitem__, str)}
    orders = list(itertools.permutations(range(count)))
    for number in range(count):
        added = [
            worth[frozenset(order[: order.index(number) + 1])] - worth[frozenset(order[: order.index(number)])]
            for order in orders
        ]
        assert found[number] == Fraction(sum(added), len(orders))


def test_causes_that_have_nothing_to_do_with_each_other_are_games_of_their_own() -> None:
    asked: list[frozenset[int]] = []

    def worth(on: frozenset[int]) -> Number:
        asked.append(on)
        return sum(on)

    players = [Player(frozenset({number}), frozenset({str(number)})) for number in range(40)]
    assert dict(shares(players, worth, str)) == {frozenset({number}): number for number in range(40)}
    assert len(asked) < 40 * 5


def test_more_than_a_dozen_in_one_game_are_taken_together_and_named() -> None:
    players = [Player(frozenset({number}), frozenset({"a", str(number // 2)})) for number in range(30)]
    found = shares(players, lambda on: len(on) ** 2, str)
    assert len(found) <= 12
    assert frozenset().union(*(members for members, _ in found)) == frozenset(range(30))
    assert sum(points for _, points in found) == 900


EDITION = HEADER + (
    "inputs:\n  done: {title: D, type: count}\n  due: {title: U, type: count}\n"
    "parameters:\n  goal: {value: 50%, title: G, source: law}\n"
    "groups:\n  - id: work\n    title: W\n    max: 10\n    source: law\n    indicators:\n"
    "      - {id: x, title: X, max: 10, rate: done / due, full_at: goal, when_empty: zero}\n"
    "bands:\n  - {id: good, title: T, at_least: 5}\n  - {id: weak, title: Y, at_least: 0}\n"
)
CHANGED = {
    "a parameter": ("50%", "100%", "goal", "-5"),
    "a threshold": ("full_at: goal", "full_at: 100%", "x.full_at", "-5"),
    "a policy": ("when_empty: zero", "when_empty: full", "x.when_empty", "0"),
    "a rounding": ("points: 2, mode: half_up", "points: 0, mode: up", "rounding", "0"),
    "a formula": ("done / due", "done / (2 * due)", "x.rate", "-5"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_change_of_the_rules_is_named_by_its_address(what: str) -> None:
    was, now, address, points = CHANGED[what]
    first, last = program(EDITION), program(EDITION.replace(was, now))
    assert first is not None
    assert last is not None
    record = chiso.Record("Xã A", "commune", "2024", {"done": 5, "due": 10})
    difference, found = attributed(first, last, record, record)
    assert difference == Fraction(points)
    assert by_cause(found) == ({frozenset({address}): difference} if difference else {})


def test_a_datum_that_has_gone_missing_is_told_as_such() -> None:
    rules = program(EDITION.replace("when_empty: zero", "when_empty: zero, when_missing: zero"))
    assert rules is not None
    before = chiso.Record("Xã A", "commune", "2024-05", {"done": 4, "due": 10})
    after = chiso.Record("Xã A", "commune", "2024-06", {"due": 10})
    _, [share] = attributed(rules, rules, before, after)
    assert [(c.address, c.before, c.after) for c in share.causes] == [("done", "4", None)]
    assert share.points == -8


def test_values_that_were_only_reported_are_told_node_by_node(root: Path) -> None:
    rules = chiso.load("qd766/dong-thap@2024-06")
    first, other = chiso.read_records(root / "examples/tam-nong-2024-06/units.csv", rules)[:2]
    difference, found = attributed(rules, rules, first, other)
    assert difference == Fraction("-0.23")
    assert together(tuple(found)) == difference
    assert by_cause(found)[frozenset({"online_service.points"})] == Fraction("1.5")
    assert by_cause(found)[frozenset({"total.points"})] == Fraction("-0.05")


GROUPS = EDITION.replace(
    "bands:",
    "  - id: more\n    title: M\n    max: 2\n    source: law\n    indicators:\n"
    "      - {id: y, title: Y, max: 2, rate: due / done, when_empty: full}\nbands:",
)


def test_groups_that_were_built_anew_are_one_cause_beside_what_else_changed() -> None:
    first, last = program(EDITION), program(GROUPS.replace("50%", "80%"))
    assert first is not None
    assert last is not None
    before = chiso.Record("Xã A", "commune", "2024", {"done": 3, "due": 10})
    after = chiso.Record("Xã A", "commune", "2024", {"done": 4, "due": 10})
    difference, found = attributed(first, last, before, after)
    assert difference == 1
    assert together(tuple(found)) == 1
    assert {"groups", "goal", "done"} <= {cause.address for share in found for cause in share.causes}
