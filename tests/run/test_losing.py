"""Losses account for every point: over all nodes they add up to the maximum exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

import chiso
from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.types import RATE
from chiso.run.exact import score
from chiso.run.losing import losses
from chiso.run.scorecard import Basis, Scorecard, State
from conftest import ROOT
from lang.programs import tried
from ruleset.test_texts import drawn_records, drawn_rules, in_text

EDITIONS = ["national@2022", "dong-thap@2024-01", "dong-thap@2024-06", "an-giang@2024", "portal@2026"]
EXAMPLES = [
    ("qd766/dong-thap@2024-06", "tam-nong-2024-06/units.csv"),
    ("qd766/dong-thap@2024-01", "lap-vo-2024-01/units.csv"),
    (str(ROOT / "examples/digital-transformation"), "digital-transformation/units.csv"),
]


@cache
def edition(name: str) -> chiso.Program:
    return chiso.load(f"qd766/{name}")


def indicators_lost(card: Scorecard) -> Fraction:
    lost = losses(card).of
    return Fraction(sum(lost[i.id] or 0 for i in card.program.indicators if not i.tracked))


def assert_accounted_for(card: Scorecard) -> None:
    """Indicators' losses, groups' rests and the total give the maximum."""
    rests = losses(card).rest
    assert card.points is not None
    assert indicators_lost(card) + sum(rest or 0 for rest in rests.values()) + card.points == card.program.max


@st.composite
def whole_records(draw: st.DrawFn, name: str) -> chiso.Record:
    """A record with every input, in no way consistent."""
    inputs = {
        i.id: draw(st.fractions(0, 1) if i.type is RATE else st.integers(0, 300)) for i in edition(name).inputs.values()
    }
    return chiso.Record("A", "commune", draw(st.sampled_from(["2024", "2024-Q1", "2024-06"])), inputs)


@pytest.mark.parametrize("name", EDITIONS)
def test_what_indicators_lost_and_the_total_make_100(name: str) -> None:
    @tried(40)
    @given(whole_records(name))
    def holds(record: chiso.Record) -> None:
        card = score(edition(name), record)
        assert card.points is not None
        assert indicators_lost(card) + card.points == 100
        assert set(losses(card).rest.values()) == {0}

    holds()


@settings(tried(50), phases=[Phase.generate])
@given(drawn_rules(), st.data())
def test_every_point_of_any_program_is_accounted_for(text: str, data: st.DataObject) -> None:
    program, _ = in_text(text)
    assert program is not None
    for _ in range(3):
        record = data.draw(drawn_records(program))
        note(text)
        try:
            card = score(program, record)
        except RecordError:
            continue
        if card.complete:
            assert_accounted_for(card)


@pytest.mark.parametrize(("rules", "data"), EXAMPLES)
def test_every_point_of_the_examples_is_accounted_for(rules: str, data: str) -> None:
    program = chiso.load(rules)
    cards = [chiso.score(program, record) for record in chiso.read_records(ROOT / "examples" / data, program)]
    complete = [card for card in cards if card.complete]
    assert len(complete) >= 10
    for card in complete:
        assert_accounted_for(card)


def test_below_a_group_without_points_what_is_known_is_known() -> None:
    given_values = {"unit": "A", "level": "commune", "period": "2024-06", "paid_online": 1, "with_obligation": 2}
    card = chiso.score(edition("national@2022"), {**given_values, "total.points": "80"})
    found = losses(card)
    assert next(group for group in card.groups if group.id == "payment").basis is None
    assert (found.of["payment"], found.of["payment_online"]) == (None, 3)
    assert found.rest["total"] == 17
    assert_accounted_for(card)


def test_what_a_group_cut_off_at_its_maximum_is_its_rest() -> None:
    program = chiso.load(ROOT / "examples/digital-transformation")
    records = chiso.read_records(ROOT / "examples/digital-transformation/units.csv", program)
    card = chiso.score(program, records[0])
    society = next(group for group in card.groups if group.id == "society")
    assert (society.unrounded, society.points, losses(card).of["society"]) == (30, 30, 0)
    assert losses(card).of["recognised_models"] == Fraction(-5, 2)
    assert losses(card).rest["society"] == Fraction("1.865")


def test_what_does_not_apply_costs_nothing() -> None:
    program = chiso.load(ROOT / "examples/digital-transformation")
    records = chiso.read_records(ROOT / "examples/digital-transformation/units.csv", program)
    card = next(chiso.score(program, r) for r in records if r.level == "department")
    society = next(group for group in card.groups if group.id == "society")
    assert (society.state, society.basis, losses(card).of["society"]) == (State.NOT_APPLICABLE, Basis.COMPUTED, 0)
    assert_accounted_for(card)
