"""The row path: the digits, states and bands of `exact`, on every rule set and every record, or the same refusal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.lang.evaluate import TooLong, evaluate
from chiso.lang.syntax import Expression
from chiso.lang.types import COUNT, DATE, FLAG, RATE, TEXT, Type
from chiso.lang.values import Given, Value
from chiso.run.exact import score
from chiso.run.rowwise.closures import Sight, closure
from chiso.run.rowwise.score_row import RowScorer
from conformance.documents import RULE_SETS
from conformance.evaluators import compiled
from conftest import HEADER, ROOT
from lang.expressions import read
from lang.programs import GIVEN, Written, expressions, records, tried

SHIPPED = ("qd766/national@2022", "qd766/dong-thap@2024-06", "qd766/an-giang@2024", "qd766/portal@2026")
PERIODS = ("2023", "2024-Q3", "2024-06", "2026-06", "2024-W10", "once")


def outcome(program: chiso.Program, record: chiso.Record) -> dict[str, object] | str:
    """What the exact evaluator says of every node; where it refuses the record, why."""
    try:
        card = score(program, record)
    except chiso.RecordError as fault:
        return str(fault)
    nodes = (card.total, *card.total.every_group, *card.indicators)
    return {node.id: (node.points, node.state) for node in nodes} | {"": (card.band, card.complete, card.points)}


def row_outcome(scorer: RowScorer, record: chiso.Record) -> dict[str, object] | str:
    """The same of the row path."""
    try:
        row = scorer.score(record)
    except chiso.RecordError as fault:
        return str(fault)
    nodes = {id: (row.points(id), row.state(id)) for id in row.layout.ids}
    return nodes | {"": (row.band, row.complete, row.total)}


# Records at random.


def number(chance: random.Random, type: Type) -> int | Fraction:
    """Often small, at times 0, below 0, a fraction where counts are due, or too long for a computation."""
    drawn = chance.choice([0, 1, chance.randint(0, 9), chance.randint(0, 9), chance.randint(0, 400), -3, 10**9])
    if chance.random() < 0.002:
        return drawn + Fraction(1, 10**700 + chance.randint(1, 9))
    if type is RATE:
        return Fraction(drawn, chance.choice([1, 7, 8, 40, 100]))
    return Fraction(drawn, chance.choice([2, 3, 8])) if chance.random() < (0.02 if type is COUNT else 0.3) else drawn


def datum(chance: random.Random, input: Any) -> Given:
    if input.type is FLAG:
        return chance.random() < 0.5
    if input.type is TEXT:
        return chance.choice(input.choices or ("", "x"))
    if input.type is DATE:
        return date(2024, chance.randint(1, 12), chance.randint(1, 28))
    return number(chance, input.type)


def drawn_records(program: chiso.Program, count: int, seed: int) -> Iterator[chiso.Record]:
    """Records of a program: with everything, with holes, and now and then with reported values."""
    chance = random.Random(seed)
    nodes = [*(i.id for i in program.indicators), *(g.id for g in program.total.every_group), "total"]
    for place in range(count):
        holes = chance.choice([0, 0, 0, 0.1, 0.5])
        inputs = {id: datum(chance, i) for id, i in program.inputs.items() if chance.random() >= holes}
        reported: dict[str, Given] = {}
        while chance.random() < 0.1:
            reported[f"{chance.choice(nodes)}.points"] = Fraction(chance.randint(0, 800), 100)
        level = chance.choice(["province", "department", "district", "commune"])
        yield chiso.Record(f"Xã {place % 3}", level, chance.choice(PERIODS), inputs, reported)


def disagreements(program: chiso.Program, count: int, seed: int) -> list[object]:
    scorer = RowScorer(program)
    found = []
    for record in drawn_records(program, count, seed):
        exact, row = outcome(program, record), row_outcome(scorer, record)
        found += [] if exact == row else [(record, exact, row)]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rules_give_the_digits_of_exact(name: str) -> None:
    assert disagreements(chiso.load(name), 150, 1) == []


def test_another_index_gives_the_digits_of_exact() -> None:
    assert disagreements(chiso.load(ROOT / "examples/digital-transformation/rules.yaml"), 300, 2) == []


def test_rule_sets_of_every_kind_give_the_digits_of_exact() -> None:
    texts = list(dict.fromkeys(case.rules for case in RULE_SETS))
    programs = [program for program, _ in map(compiled, texts) if program is not None]
    assert len(programs) > 200
    wrong = {program.title.text: disagreements(program, 8, seed) for seed, program in enumerate(programs)}
    assert {title: found for title, found in wrong.items() if found} == {}


# Rule sets at random.

INPUTS = """\
inputs:
  a: {title: A, type: count}
  b: {title: B, type: count}
  c: {title: C, type: count}
  r: {title: R, type: rate}
  p: {title: P, type: points, optional: true}
  done: {title: D, type: flag}
  kind: {title: K, type: choice, choices: [small, large]}
  signed: {title: S, type: date}
parameters:
  need: {value: 45%, title: Need}
  worth:
    title: Worth
    type: points
    values: [{from: 2023-01-01, to: 2024-03-31, value: 3}, {from: 2024-04-01, value: 4.5}]
"""
ROUNDINGS = [
    f"{{{size}, mode: {mode}}}"
    for size in ("points: 2", "points: 0", "multiple_of: 0.25", "multiple_of: 0.3")
    for mode in ("half_up", "half_even", "up", "down")
]
RATES = (
    "a / b",
    "(a + b) / c",
    "(a - b) / c",
    "a / (b + c)",
    "r",
    "(a + b + c) / (2 * b)",
    "if a > 0 then b / a else r",
)
POINTS = (
    "10 * r",
    "p",
    "worth * r",
    "if done then p else 4",
    "steps(a, 4 -> 7, 3 -> 5.5, 1 -> 2, else 1)",
    "interpolate(r, 20% -> 1, 50% -> 4, 100% -> 10)",
    "coalesce(p, 3) - 2 * r",
    "min(p, 7 * r, worth)",
    "round_to(p * r, 0.3)",
)
CONDITIONS = (
    'level == "commune"',
    "done",
    'kind in ["large"]',
    "signed >= 2024-06-01",
    "not done or a > b",
    "a < b <= c",
)
POLICIES = ("zero", "full", "none", "exclude")


class Rules:
    """Draws the text of a rule set."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._known: list[str] = []

    def text(self) -> str:
        pick, levels = self._chance.choice, ""
        for level in ("indicators", "groups", "total"):
            exact = [] if level == "total" else ["exact", "exact"]
            levels += f", {level}: {pick([*exact, *ROUNDINGS[:4]])}" if self._chance.random() < 0.15 else ""
        rounding = f"rounding: {pick(ROUNDINGS)[:-1]}{levels}}}\n"
        groups = "".join(self._group(place) for place in range(self._chance.randint(1, 3)))
        bands = "bands:\n  - {id: high, title: H, at_least: 4, requires: g0.points >= 3}\n"
        bands += "  - {id: middle, title: M, at_least: 2}\n  - {id: low, title: L, at_least: 0}\n"
        return HEADER.replace("rounding: {points: 2, mode: half_up}\n", rounding) + INPUTS + f"groups:\n{groups}{bands}"

    def _maybe(self, likely: float, *options: str) -> str:
        return f", {self._chance.choice(options)}" if self._chance.random() < likely else ""

    def _group(self, place: int) -> str:
        weighted = self._chance.random() < 0.3
        shares = self._chance.choice([["50%", "30%", "20%"], ["1/3", "1/3", "1/3"]])
        parts = [self._indicator(f"x{place}{n}", f"weight: {shares[n]}" if weighted else "") for n in range(3)]
        more = self._maybe(0.2, "min: 2", "min: 0") + self._maybe(0.2, *(f"rounding: {r}" for r in ROUNDINGS))
        if self._chance.random() < 0.25:
            more += f", applies_when: '{self._chance.choice(CONDITIONS)}'"
            more += f", when_not_applicable: {self._chance.choice(POLICIES)}"
        most = (
            9
            if weighted
            else sum(Fraction(part.split("max: ")[1].split(",")[0]) for part in parts if self._counts(part))
        )
        return (
            f"  - {{id: g{place}, title: G, source: law{more}, max: {float(most)}, indicators: [{', '.join(parts)}]}}\n"
        )

    def _counts(self, part: str) -> bool:
        return "max: " in part and "bonus" not in part

    def _indicator(self, id: str, weight: str) -> str:
        pick, kind = self._chance.choice, self._chance.random()
        most = weight if weight and kind < 0.5 else f"max: {pick(['4', '2.5', '10'])}{', ' * bool(weight)}{weight}"
        if kind < 0.1 and not weight:
            return f"{{id: {id}, title: X, tracked: true{pick(['', ', rate: a / b', ', value: a / b'])}, target: need}}"
        if kind < 0.65:
            body = f"rate: {pick(RATES)}" + self._maybe(
                0.4, "full_at: 80%", "full_at: need", "full_at: 30%", "full_at: r"
            )
        else:
            options = [*POINTS, *(f"{other}.points / 2 + 1" for other in self._known)]
            body = f"points: '{pick(options)}'" + self._maybe(0.3, "min: -2", "min: 1")
        body += self._maybe(0.1, "bonus: true") if not weight else ""
        for when in ("when_missing", "when_empty"):
            body += self._maybe(0.5, *(f"{when}: {policy}" for policy in POLICIES))
        if self._chance.random() < 0.2:
            body += f", applies_when: '{pick(CONDITIONS)}', when_not_applicable: {pick(POLICIES)}"
        body += self._maybe(0.2, *(f"rounding: {r}" for r in ROUNDINGS)) + self._maybe(0.2, "target: need * 2 / 3")
        self._known.append(id)
        return f"{{id: {id}, title: X, {most}, {body}}}"


def test_rule_sets_at_random_give_the_digits_of_exact() -> None:
    found = [(seed, compiled(Rules(seed).text())) for seed in range(110)]
    programs = [(seed, program) for seed, (program, _) in found if program is not None]
    assert len(programs) > 60, [d.message for _, (_, faults) in found for d in faults if d.is_error][:10]
    wrong = {seed: disagreements(program, 25, seed) for seed, program in programs}
    assert {Rules(seed).text(): found for seed, found in wrong.items() if found} == {}


# Expressions.


def tree(text: str) -> Expression:
    expression = read(text).expression
    assert expression is not None
    return expression


def alone(text: str, record: dict[str, Value], sight: Sight) -> Value | str:
    try:
        found: Value = closure(tree(text), sight)(record, record)
    except TooLong as fault:
        return f"too long: {fault.span.text}"
    return found


def evaluated(text: str, record: dict[str, Value]) -> Value | str:
    try:
        return evaluate(tree(text), record, {})
    except TooLong as fault:
        return f"too long: {fault.span.text}"


@tried(150)
@given(expressions(), records(), st.booleans())
def test_a_closure_has_the_value_of_its_expression(
    drawn: tuple[Written, Type], record: dict[str, Value], folding: bool
) -> None:
    text = drawn[0].text
    constants = {name: given.constant for name, given in GIVEN.items() if given.constant is not None}
    sight = Sight(frozenset(list(GIVEN)[::2]), constants if folding else {})
    expected, found = evaluated(text, record), alone(text, record, sight)
    assert (found, type(found)) == (expected, type(expected))


# Single things that must hold.

TIES = """\
inputs: {a: {title: A, type: count}, b: {title: B, type: count}}
groups:
  - id: g
    title: G
    max: 6
    source: law
    indicators:
      - {id: x, title: X, max: 3, rate: a / b, full_at: 80%, when_empty: zero}
      - {id: y, title: Y, max: 3, rate: (a + b) / b, full_at: 90%, when_empty: zero}
"""


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_ties_and_their_neighbours_in_every_mode(rounding: str) -> None:
    program, _ = compiled(HEADER.replace("{points: 2, mode: half_up}", rounding) + TIES)
    assert program is not None
    scorer = RowScorer(program)
    for bottom in (-8, 1, 7, 64, 600, 1600, 48_000):
        for top in range(-20, 70):
            record = chiso.Record("U", "commune", "2024-06", {"a": top, "b": bottom})
            assert row_outcome(scorer, record) == outcome(program, record)


def test_what_grows_without_bounds_is_refused_as_by_exact() -> None:
    rules = TIES.replace("rate: a / b, full", "rate: a / b + b / a, full")
    program, _ = compiled(HEADER + rules)
    assert program is not None
    record = chiso.Record("U", "commune", "2024-06", {"a": 10**600, "b": 7})
    with pytest.raises(chiso.RecordError) as exact:
        score(program, record)
    with pytest.raises(chiso.RecordError) as row:
        RowScorer(program).score(record)
    assert [(d.id, d.span) for d in row.value.diagnostics] == [(d.id, d.span) for d in exact.value.diagnostics]


def test_a_target_that_grows_without_bounds_is_refused_though_no_points_rest_on_it() -> None:
    rules = TIES.replace("when_empty: zero}", "when_empty: zero, target: a / b + b / a}")
    program, _ = compiled(HEADER + rules)
    assert program is not None
    with pytest.raises(chiso.RecordError):
        RowScorer(program).score(chiso.Record("U", "commune", "2024-06", {"a": 10**600, "b": 7}))


def test_counts_are_whole_numbers_of_the_steps_of_each_node() -> None:
    program = chiso.load("qd766/portal@2026")
    values = {id: 3 for id, i in program.inputs.items() if i.type is not RATE}
    row = RowScorer(program).score(chiso.Record("U", "province", "2026-06", {**values, "certified_copy_rate": 1}))
    assert all(type(count) is int for count in row.counts if count is not None)
    assert [id for id, count in zip(row.layout.ids, row.counts, strict=True) if count is None] == [
        "petition_classification",
        "average_processing_time",
    ]
    place = row.layout.places["payment_online"]
    assert (row.counts[place], row.layout.units[place]) == (600, Fraction(1, 100))


def test_an_input_named_like_a_parameter_goes_the_way_it_goes_in_exact() -> None:
    rules = TIES.replace("groups:", "parameters: {need: {value: 80 %, title: N}}\ngroups:").replace("80%,", "need,")
    program, found = compiled(HEADER + rules)
    assert program is not None, found
    record = chiso.Record("U", "commune", "2024-06", {"a": 1, "b": 2, "need": 1})
    assert row_outcome(RowScorer(program), record) == outcome(program, record)


# The front door.


def refusals(program: chiso.Program, record: chiso.Record | dict[str, object]) -> list[list[tuple[str, str, str]]]:
    """Why a record is not scored, by `chiso.score` and by a scorer."""
    found = []
    for refuse in (lambda: chiso.score(program, record), lambda: chiso.scorer(program).score(record)):
        with pytest.raises(chiso.RecordError) as caught:
            refuse()
        found.append([(d.id, d.message_in("en"), d.span.text) for d in caught.value.diagnostics])
    return found


@pytest.mark.parametrize(
    ("change", "id"),
    [
        ({"inputs": {"paid_online": 9, "with_obligation": 5}}, "check-failed"),
        ({"inputs": {"certified_copy_rate": 0.5}}, "not-exact"),
        ({"inputs": {"paid_online": 10**400}}, "not-exact"),
        ({"inputs": {"certified_copy_rate": Fraction(1, 3**900)}}, "not-exact"),
        ({"level": "village"}, "unknown-level"),
        ({"reported": {"payment.points": Fraction(1, 3)}}, "not-a-number"),
    ],
)
def test_a_scorer_refuses_what_score_refuses_in_the_same_words(change: dict[str, Any], id: str) -> None:
    record = replace(chiso.Record("U", "province", "2026-06", {"petitions": 4}), **change)
    by_score, by_scorer = refusals(chiso.load("qd766/portal@2026"), record)
    assert by_scorer == by_score
    assert [found for found, _, _ in by_scorer] == [id]


def test_a_scorer_refuses_a_mapping_and_a_period_without_a_value() -> None:
    program, _ = compiled(HEADER + INPUTS + TIES.partition("\n")[2])
    assert program is not None
    for wrong in ({"period": "2020"}, {"level": "village"}, {"a": 0.5}, {"a": "many"}, {"z": 1}):
        by_score, by_scorer = refusals(program, {"unit": "U", "level": "commune", "period": "2024-06", "a": 1, **wrong})
        assert by_scorer == by_score


def test_a_scorer_takes_records_and_mappings() -> None:
    program = chiso.load("qd766/portal@2026")
    scorer, inputs = chiso.scorer(program), {"paid_online": 1491, "with_obligation": 1651}
    facts = {"unit": "U", "level": "province", "period": "2026-06"}
    rows = [scorer.score({**facts, **inputs}), scorer.score(chiso.Record(**facts, inputs=inputs))]
    assert [row.points("payment_online") for row in rows] == [Fraction("5.42")] * 2
    assert not rows[0].complete
