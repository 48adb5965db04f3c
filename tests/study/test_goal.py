"""Goals: the smallest change that does, one step less that does not, and what is out of reach."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import chiso
from chiso.run.exact import score
from chiso.study.plan import plan
from chiso.study.rescore import rescored
from chiso.study.target import Target
from conftest import HEADER, ROOT, RuleFile
from lang.programs import tried

UNIT = "Xã Phú Thành A"


@pytest.fixture(scope="module")
def rules() -> chiso.Program:
    return chiso.load("qd766/dong-thap@2024-06")


@pytest.fixture(scope="module")
def records(rules: chiso.Program) -> list[chiso.Record]:
    return chiso.read_records(ROOT / "examples/tam-nong-2024-06/units.csv", rules)


def refused(rules: chiso.Program, records: list[chiso.Record], reach: str, **costs: str) -> list[tuple[str, str]]:
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.goal(rules, records, UNIT, reach, costs)
    return [(d.id, d.help) for d in raised.value.diagnostics]


def test_phu_thanh_a_lacks_119_hundredths_and_sixteen_dossiers_made_on_time_bring_them(
    rules: chiso.Program, records: list[chiso.Record]
) -> None:
    [found] = chiso.goal(rules, records, UNIT, "good")
    assert found.missing == Fraction("1.19")
    first = found.ways[0]
    assert [(move.indicator, move.steps) for move in first.moves] == [("dossier_on_time", 16)]
    assert (first.card.points, first.short, first.proved) == (80, Fraction("79.93"), True)


def test_applied_with_what_if_the_way_reaches_the_goal_and_one_dossier_less_does_not(
    rules: chiso.Program, records: list[chiso.Record]
) -> None:
    [found] = chiso.goal(rules, records, UNIT, "good")
    for way in found.ways:
        set = chiso.goal_data(found)["ways"][found.ways.index(way)]["set"]
        assert _total(records, set) >= 80
        steps = str(way.moves[0].steps)
        less = [formula.replace(f" {steps}", f" {int(steps) - 1}") for formula in set]
        assert less != set
        assert _total(records, less) < 80


def _total(records: list[chiso.Record], set: list[str]) -> chiso.Number:
    [study] = chiso.what_if("qd766/dong-thap@2024-06", records, [chiso.asked(set=set, unit=[UNIT])])
    total = next(o.after.points for o in study.outcomes if o.before.record.unit == UNIT)
    assert total is not None
    return total


def test_a_goal_out_of_reach_says_what_is_reached_and_what_is_still_missing(
    rules: chiso.Program, records: list[chiso.Record]
) -> None:
    [found] = chiso.goal(rules, records, UNIT, "excellent")
    assert found.ways == ()
    assert found.most.card.points == Fraction("86.94")
    assert not found.target.is_reached(found.most.card)
    assert "online_submissions" in found.unknown


@pytest.mark.parametrize(("reach", "points"), [("total>=79", 79), ("79", 79), ("rank<=10", Fraction("80.6"))])
def test_a_goal_may_be_points_or_a_rank(
    reach: str, points: chiso.Number, rules: chiso.Program, records: list[chiso.Record]
) -> None:
    [found] = chiso.goal(rules, records, UNIT, reach)
    assert found.target.points == points
    assert all(way.card.points >= points and way.short < points for way in found.ways)  # type: ignore[operator]
    assert found.ways


def test_what_is_reached_needs_no_way(rules: chiso.Program, records: list[chiso.Record]) -> None:
    [found] = chiso.goal(rules, records, UNIT, "fair")
    assert found.is_reached
    assert found.ways == ()


def test_the_cheapest_way_by_several_inputs(rules: chiso.Program, records: list[chiso.Record]) -> None:
    costs = {"finished_on_time": "5", "electronic_results": "1", "digitized": "1"}
    [found] = chiso.goal(rules, records, UNIT, "good", costs)
    assert found.plan is not None
    assert found.plan.proved
    assert found.plan.card.points is not None
    assert found.plan.card.points >= 80
    assert found.plan.short is not None
    assert found.plan.short < 80
    assert found.plan.cost <= 52


REFUSED = {
    "101": ("reach-out-of-range", "the furthest goal is `total>=100`"),
    "total>=100.01": ("reach-out-of-range", "the furthest goal is `total>=100`"),
    "rank<=0": ("reach-out-of-range", "the furthest goal is `rank<=1`"),
    "god": ("reach-malformed", "did you mean `good`?"),
    "rank>=3": (
        "reach-malformed",
        "write a band (`excellent`, `good`, `fair`, `average`, `weak`), `total>=85` or `rank<=3`",
    ),
}


@pytest.mark.parametrize("reach", REFUSED)
def test_what_is_no_goal_is_refused(reach: str, rules: chiso.Program, records: list[chiso.Record]) -> None:
    assert refused(rules, records, reach) == [REFUSED[reach]]


def test_costs_are_numbers_of_inputs_that_can_be_moved(rules: chiso.Program, records: list[chiso.Record]) -> None:
    found = refused(rules, records, "good", paid_online="1", electronic_results="-2")
    assert [id for id, _ in found] == ["cost-malformed", "nothing-to-move"]
    assert "`finished_on_time`" in found[1][1]


# Small rule sets: the way that is found against all there are.

TWO = (
    HEADER
    + """\
inputs:
  a: {title: A, type: count}
  b: {title: B, type: count}
  all: {title: Tất cả, type: count}
checks:
  - {rule: a <= all, message: quá nhiều}
  - {rule: b <= all, message: quá nhiều}
groups:
  - id: work
    title: Công việc
    max: 10
    source: law
    indicators:
      - {id: x, title: X, max: 6, rate: a / all, full_at: 80%, when_empty: zero}
      - id: y
        title: Y
        max: 4
        points: steps(b, 3 -> 1, 6 -> 2, 9 -> 4)
bands:
  - {id: good, title: Tốt, at_least: 8}
  - {id: weak, title: Yếu, at_least: 0}
"""
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> chiso.Program:
    path = tmp_path_factory.mktemp("rules") / "two.yaml"
    path.write_text(TWO, encoding="utf-8")
    return chiso.load(path)


@tried(60)
@given(data=st.data())
def test_no_cheaper_way_is_overlooked(two: chiso.Program, data: st.DataObject) -> None:
    every = data.draw(st.integers(9, 14))
    a, b = (data.draw(st.integers(0, every)) for _ in range(2))
    wanted = Fraction(data.draw(st.integers(1, 1000)), 100)
    costs = {"a": data.draw(st.integers(1, 9)), "b": data.draw(st.integers(1, 9))}
    card = score(two, chiso.Record("U", "commune", "2024", {"a": a, "b": b, "all": every}))
    assert card.points is not None
    assume(card.points < wanted and a < every * Fraction("0.8") and b < 9)
    found = plan(card, Target("", None, wanted), costs)
    choices = [(more_a, more_b) for more_a in range(every - a + 1) for more_b in range(every - b + 1)]
    enough = [
        more_a * costs["a"] + more_b * costs["b"]
        for more_a, more_b in choices
        if (rescored(card, {"a": a + more_a, "b": b + more_b}).card.points or 0) >= wanted
    ]
    assert (None if found is None else found.cost) == min(enough, default=None)
    assert found is None or found.proved


def test_on_a_staircase_the_way_goes_to_the_next_stair(rule_file: RuleFile) -> None:
    rules = chiso.load(rule_file(TWO))
    record = {"unit": "U", "level": "commune", "period": "2024", "a": "8", "b": "4", "all": "12"}
    [found] = chiso.goal(rules, [record], "U", "total>=6.5")
    assert [(way.moves[0].id, way.moves[0].steps, way.card.points) for way in found.ways] == [
        ("a", 1, Fraction("6.63")),
        ("b", 2, 7),
    ]
