"""Scoring: the portal's digits, policies, bases, bands, and what must always hold."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.lang.types import RATE
from chiso.lang.values import Number
from chiso.run.exact import score as score_exactly
from chiso.run.scorecard import Basis, Scorecard, State, quantities
from conftest import HEADER, RuleFile

GIVEN = {"unit": "A", "level": "commune", "period": "2024-06"}


@cache
def national() -> chiso.Program:
    return chiso.load("qd766/national@2022")


def card(values: Mapping[str, Any], program: chiso.Program | None = None) -> Scorecard:
    return chiso.score(program or national(), {**GIVEN, **values})


def test_payment_follows_the_portal_to_the_last_digit() -> None:
    found = quantities(
        card(
            {
                "paid_online": 1491,
                "with_obligation": 1651,
                "fee_procedures": 31,
                "fee_procedures_integrated": 7,
                "fee_procedures_paid_online": 6,
            }
        )
    )
    assert found["payment_online.points"] == Fraction("5.42")
    assert found["payment_integrated.points"] == Fraction("0.56")
    assert found["payment_procedures_used.points"] == Fraction("0.48")
    assert found["payment.points"] == Fraction("6.46")


@pytest.mark.parametrize(
    ("values", "indicator", "points", "state"),
    [
        ({"processed": 0, "finished_on_time": 0, "in_progress_on_time": 0}, "dossier_on_time", 0, State.EMPTY),
        ({"petitions": 0, "petitions_on_time": 0}, "petition_processing_on_time", 6, State.EMPTY),
        ({"petitions": 0, "petitions_dissatisfied": 0}, "petition_handling_satisfaction", 6, State.EMPTY),
        ({"dossiers_with_result": 0, "electronic_results": 0}, "original_result_available", None, State.EMPTY),
        ({"dossiers_with_result": 0}, "original_result_available", None, State.MISSING),
        ({"dossiers_with_result": 7, "electronic_results": 0}, "original_result_available", 0, State.VALUE),
        ({"original_result_available.points": "5.5"}, "original_result_available", Fraction(11, 2), State.VALUE),
    ],
)
def test_four_things_that_look_like_nothing(
    values: Mapping[str, Any], indicator: str, points: Number | None, state: State
) -> None:
    result = next(result for result in card(values).indicators if result.id == indicator)
    assert (result.points, result.state) == (points, state)


POLICIES = (
    (
        HEADER
        + """\
inputs:
  a: {title: A, type: count}
  b: {title: B, type: count}
groups:
  - id: g
    title: Nhóm
    max: 10
    source: law
    indicators:
      - {id: first, title: Một, max: 6, rate: a / b, when_empty: POLICY}
      - {id: second, title: Hai, max: 4, points: a}
  - id: h
    title: Nhóm hai
    max: 10
    source: law
    indicators: [{id: third, title: Ba, max: 10, rate: a / b, when_empty: POLICY}]
"""
    )
    .replace("a: {title: A, type: count}", "a: {title: A, type: points}")
    .replace("rate: a / b", "rate: b / b * 50%")
)


@pytest.mark.parametrize(
    ("policy", "first", "group", "other", "total"),
    [
        ("zero", 0, 3, 0, 3),
        ("full", 6, 9, 10, 19),
        ("none", None, 3, 0, 3),
        ("exclude", None, Fraction("7.5"), None, 15),
    ],
)
def test_policies_for_an_empty_denominator(
    rule_file: RuleFile, policy: str, first: Number | None, group: Number, other: Number | None, total: Number
) -> None:
    program = chiso.load(rule_file(POLICIES.replace("POLICY", policy)))
    found = quantities(card({"a": 3, "b": 0}, program))
    assert (found["first.points"], found["g.points"], found["h.points"]) == (first, group, other)
    assert found["total.points"] == total
    assert found["total.basis"] == "computed"


def test_everything_excluded_leaves_no_total(rule_file: RuleFile) -> None:
    text = POLICIES.replace("POLICY", "exclude").replace("points: a}", "rate: b / b * 50%, when_empty: exclude}")
    text = text.replace("  a: {title: A, type: points}\n", "")
    found = card({"b": 0}, chiso.load(rule_file(text)))
    assert found.points is None
    assert found.missing == ()
    assert card({"b": 0, "total.points": "4"}, found.program).points == 4


REPORTED = {
    "transparency.points": "18",
    "progress.points": "20",
    "online_service.points": "7.2",
    "payment.points": "8.8",
    "satisfaction.points": "18",
    "digitization.points": "17.9",
}


PAYMENT = {
    "paid_online": 1491,
    "with_obligation": 1651,
    "fee_procedures": 31,
    "fee_procedures_integrated": 7,
    "fee_procedures_paid_online": 6,
}


@pytest.mark.parametrize(
    ("values", "points", "basis"),
    [
        (REPORTED, Fraction("89.9"), Basis.REPORTED),
        ({**REPORTED, "payment.points": None, **PAYMENT}, Fraction("87.56"), Basis.MIXED),
        ({**REPORTED, "total.points": "90.13"}, Fraction("90.13"), Basis.REPORTED),
        ({"total.points": "90.13"}, Fraction("90.13"), Basis.REPORTED),
        ({**REPORTED, "payment.points": None}, None, None),
        ({"total.band": "good"}, None, None),
    ],
)
def test_what_a_total_rests_on(values: Mapping[str, Any], points: Number | None, basis: Basis | None) -> None:
    found = card(values)
    assert (found.points, found.basis) == (points, basis)
    assert (found.band is None) is (points is None)


def test_computed_stands_before_reported() -> None:
    found = card({"processed": 270, "finished_on_time": 215, "in_progress_on_time": 12, "progress.points": "16.7"})
    progress = found.groups[1]
    assert (progress.points, progress.basis) == (Fraction("16.81"), Basis.COMPUTED)
    assert progress.indicators[0].rate == Fraction(227, 270)
    assert progress.indicators[0].unrounded == 20 * Fraction(227, 270)


def test_counts_stand_before_a_reported_rate() -> None:
    counts = {"processed": 100, "finished_on_time": 50, "in_progress_on_time": 0}
    found = quantities(card({**counts, "dossier_on_time.rate": "90%"}))
    assert (found["dossier_on_time.rate"], found["dossier_on_time.points"]) == (Fraction(1, 2), 10)
    without = quantities(card({"dossier_on_time.rate": "90%"}))
    assert (without["dossier_on_time.points"], without["dossier_on_time.basis"]) == (18, "computed")


def test_an_incomplete_unit_names_what_is_missing() -> None:
    found = card({**REPORTED, "payment.points": None, "paid_online": 3, "fee_procedures": 2})
    assert not found.complete
    assert found.missing == ("fee_procedures_integrated", "fee_procedures_paid_online", "with_obligation")
    assert next(chiso.leagues([found])[0].ranked.__iter__(), None) is None


def test_only_the_path_taken_is_missing() -> None:
    busy = card({"synced_dossiers": 1, "received_reported": 2, "received_portal": 3})
    assert busy.groups[0].indicators[3].state is State.VALUE
    idle = card({"synced_dossiers": 1, "received_reported": 0, "received_portal": 0})
    assert idle.groups[0].indicators[3].missing == ("received_last_year",)


@pytest.mark.parametrize(
    ("total", "band"),
    [("100", "excellent"), ("90", "excellent"), ("89.99", "good"), ("80", "good"), ("79.99", "fair"), ("0", "weak")],
)
def test_a_lower_bound_belongs_to_its_band(total: str, band: str) -> None:
    found = card({"total.points": total}).band
    assert found is not None
    assert found.id == band


GATED = (
    HEADER
    + """\
inputs: {a: {title: A, type: points}}
groups:
  - id: g
    title: Nhóm
    max: 10
    source: law
    indicators: [{id: only, title: Một, max: 10, points: a}]
bands:
  - {id: best, title: Nhất, at_least: 9, requires: only.points >= 9.5}
  - {id: good, title: Tốt, at_least: 8}
  - {id: weak, title: Yếu, at_least: 0}
"""
)


@pytest.mark.parametrize(
    ("values", "band"),
    [({"a": 10}, "best"), ({"a": 9}, "good"), ({"a": 8}, "good"), ({"a": 1}, "weak"), ({"total.points": "9"}, None)],
)
def test_a_gate_lets_through_or_sends_to_the_next_band(
    rule_file: RuleFile, values: Mapping[str, Any], band: str | None
) -> None:
    found = card(values, chiso.load(rule_file(GATED))).band
    assert (None if found is None else found.id) == band


def test_targets_move_no_points() -> None:
    program = chiso.load("qd766/dong-thap@2024-06")
    met = card({"reusing": 99, "reusable": 193}, program)
    result = next(result for result in met.indicators if result.id == "reused_digitized_data")
    assert (result.target, result.target_met, result.points) == (Fraction(1, 2), True, Fraction("1.28"))
    assert next(r for r in card({}, program).indicators if r.id == "reused_digitized_data").target_met is None


def test_a_tracked_indicator_shows_a_value_and_gives_no_points() -> None:
    found = quantities(card({"processing_days": "10.5", "finished": 3}))
    assert (found["average_processing_time.value"], found["average_processing_time.points"]) == (Fraction(7, 2), None)


def test_the_trace_holds_what_was_evaluated() -> None:
    found = card({"paid_online": 3, "with_obligation": 4})
    payment = next(indicator for indicator in national().indicators if indicator.id == "payment_online")
    assert payment.rate is not None
    assert found.trace[payment.rate.id] == Fraction(3, 4)


COUNTS = st.integers(0, 300)


@st.composite
def full_records(draw: st.DrawFn) -> chiso.Record:
    """Records with every input, in no way consistent."""
    shares = st.fractions(0, 1)
    inputs = {i.id: draw(shares if i.type is RATE else COUNTS) for i in national().inputs.values()}
    return chiso.Record("A", "commune", draw(st.sampled_from(["2024", "2024-Q1", "2024-06", "2024-W10"])), inputs)


@given(full_records())
def test_sums_are_sums_of_rounded_points(record: chiso.Record) -> None:
    found = score_exactly(national(), record)
    for group in found.groups:
        scored = [result for result in group.indicators if result.indicator.max is not None]
        assert group.points == sum((result.points or 0 for result in scored), start=Fraction(0))
        for result in scored:
            assert result.points is None or (result.points * 100).denominator == 1
            assert result.basis is Basis.COMPUTED
    assert found.points == sum((group.points or 0 for group in found.groups), start=Fraction(0))
    assert found.complete


@given(full_records())
def test_nothing_depends_on_another_unit_or_run(record: chiso.Record) -> None:
    first, second = score_exactly(national(), record), score_exactly(national(), record)
    assert quantities(first) == quantities(second)
    assert first.trace == second.trace


@given(full_records(), st.data())
def test_without_an_input_nothing_is_invented(record: chiso.Record, data: st.DataObject) -> None:
    """What is left out is missing or was not needed; it never turns into a number."""
    left_out = data.draw(st.sampled_from(sorted(record.inputs)))
    rest = {id: value for id, value in record.inputs.items() if id != left_out}
    full = score_exactly(national(), record)
    less = score_exactly(national(), chiso.Record("A", "commune", record.period, rest))
    for before, after in zip(full.indicators, less.indicators, strict=True):
        assert after == before or (after.points is None and left_out in after.missing)


@pytest.mark.parametrize(
    "record",
    [
        chiso.Record("A", "commune", "2024", {"certified_copy_rate": 0.5}),  # type: ignore[dict-item]
        chiso.Record("A", "town", "2024", {}),
        chiso.Record("A", "commune", "2024", {}, {"payment.points": Fraction(1, 3)}),
        chiso.Record("A", "commune", "2024", {"published": 10**5000}),
    ],
    ids=["float", "level", "thirds", "huge"],
)
def test_a_record_made_by_a_program_is_looked_at_too(record: chiso.Record) -> None:
    with pytest.raises(chiso.RecordError):
        chiso.score(national(), record)


def test_a_published_value_in_a_formula_is_not_passed_off_as_computed(rule_file: RuleFile) -> None:
    text = GATED.replace(
        "max: 10, points: a}", "max: 5, points: a}, {id: more, title: Hai, max: 5, points: only.points}"
    )
    program = chiso.load(rule_file(text.replace("only.points >= 9.5", "only.points >= 4")))
    found = quantities(card({"only.points": "3"}, program))
    assert (found["only.basis"], found["more.basis"], found["g.basis"]) == ("reported", "mixed", "mixed")
    assert quantities(card({"a": 3}, program))["more.basis"] == "computed"


def test_a_gate_that_cannot_be_told_names_what_is_missing(rule_file: RuleFile) -> None:
    found = card({"total.points": "9"}, chiso.load(rule_file(GATED)))
    assert (found.complete, found.band, found.missing) == (True, None, ("only.points",))
