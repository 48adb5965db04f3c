"""Ways up: what is said of a way is what scoring gives, no shorter one does it, and what cannot be done is so."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

import chiso
from chiso.diagnostics.diagnostic import RecordError
from chiso.records.record import Record
from chiso.run.exact import score
from chiso.run.scorecard import Scorecard
from chiso.study import ways_up as module
from chiso.study.lever import levers
from chiso.study.rescore import changed, is_sound, rescored
from chiso.study.ways_up import ways_up
from conftest import HEADER, ROOT, RuleFile
from lang.programs import tried
from ruleset.test_texts import drawn_records, drawn_rules, in_text

TIED = (
    HEADER
    + """\
inputs:
  on_time: {title: Đúng hạn, type: count}
  late: {title: Trễ hạn, type: count}
  all: {title: Tất cả, type: count}
  paid: {title: Đã thanh toán, type: count}
  leaks: {title: Sự cố, type: count}
  sealed: {title: Niêm yết, type: flag}
checks:
  - {rule: on_time + late == all, message: m, message_en: m}
  - {rule: paid <= on_time, message: m, message_en: m}
groups:
  - id: g
    title: G
    max: 20
    min: 0
    source: law
    indicators:
      - {id: speed, title: Speed, max: 8, rate: on_time / all, full_at: 90%, when_empty: zero}
      - {id: payment, title: Payment, max: 6, rate: paid / on_time, when_empty: full}
      - {id: notice, title: Notice, max: 6, points: if sealed then 6 else 1}
      - {id: leak, title: Leaks, max: 0, min: -4, points: -1 * leaks}
bands:
  - {id: best, title: Best, at_least: 16, requires: speed.points >= 6}
  - {id: good, title: Good, at_least: 12}
  - {id: weak, title: Weak, at_least: 0}
"""
)


def result(card: Scorecard, id: str) -> Any:
    return next(found for found in card.indicators if found.id == id)


@cache
def tam_nong(unit: str) -> Scorecard:
    program = chiso.load("qd766/dong-thap@2024-06")
    records = chiso.read_records(ROOT / "examples/tam-nong-2024-06/units.csv", program)
    return chiso.score(program, chiso.find_unit(unit, records)[0])


def test_the_43_late_dossiers_of_phu_thanh_a() -> None:
    card = tam_nong("Xã Phú Thành A")
    found = ways_up(card)
    (way,) = [way for way in found.to_full["dossier_on_time"] if way.id == "finished_on_time"]
    assert (way.steps, way.values) == (43, {"finished_on_time": 258, "in_progress_late": 0})
    (step,) = [step for step in found.next_step["dossier_on_time"] if step.id == "finished_on_time"]
    assert step.worth == Fraction(20, 270)


def test_the_ways_of_phu_thanh_a_to_the_next_band() -> None:
    card = tam_nong("Xã Phú Thành A")
    found = ways_up(card)
    assert found.next_band is not None
    assert found.next_band.id == "good"
    first = found.to_band[0]
    assert (first.indicator, first.steps, first.total, first.gain) == ("dossier_on_time", 16, 80, Fraction("1.19"))
    assert first.moved == ("total",)
    assert not found.out_of_reach
    assert len(found.unknown) == 16


def test_no_single_indicator_lifts_the_district() -> None:
    found = ways_up(tam_nong("Huyện Tam Nông"))
    assert (found.to_band, found.out_of_reach) == ((), True)


@pytest.fixture(scope="module")
def tied(tmp_path_factory: pytest.TempPathFactory) -> chiso.Program:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(TIED, encoding="utf-8")
    return chiso.load(path)


@st.composite
def small_records(draw: st.DrawFn) -> dict[str, Any]:
    on_time, late = draw(st.integers(0, 9)), draw(st.integers(0, 6))
    return {
        "on_time": on_time,
        "late": late,
        "all": on_time + late,
        "paid": draw(st.integers(0, on_time)),
        "leaks": draw(st.integers(0, 5)),
        "sealed": draw(st.booleans()),
    }


def single_changes(inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every record that differs in one count or flag, or in late dossiers that were on time."""
    counts = [{**inputs, id: n} for id in ("on_time", "late", "all", "paid", "leaks") for n in range(30)]
    moved = [
        {**inputs, "on_time": inputs["on_time"] + n, "late": inputs["late"] - n} for n in range(inputs["late"] + 1)
    ]
    return [*counts, *moved, {**inputs, "sealed": not inputs["sealed"]}]


@tried(120)
@given(inputs=small_records())
def test_no_change_does_it_sooner(tied: chiso.Program, inputs: dict[str, Any]) -> None:
    record = Record("A", "commune", "2024", inputs)
    card = score(tied, record)
    found = ways_up(card)
    for id, ways in found.to_full.items():
        for way in ways:
            assert result(card, id).points < result(card, id).indicator.max
            assert_minimal(card, way, lambda after, id=id: result(after, id).points == result(after, id).indicator.max)
    bands = tied.bands
    reached = bands.index(card.band) if card.band else len(bands)
    for way in found.to_band:
        assert way.band is not None
        assert bands.index(way.band) < reached
        assert_minimal(card, way, lambda after: after.band is not None and bands.index(after.band) < reached)
    assert found.limited == ()


def assert_minimal(card: Scorecard, way: Any, reaches: Any) -> None:
    """The way does what is said of it over sound data, and fewer of the same steps do not."""
    program, record = card.program, card.record
    after = score(program, changed(record, way.values, program))
    assert is_sound(changed(record, way.values, program), program)
    assert reaches(after)
    assert (way.points, way.total) == (result(after, way.indicator).points, after.points)
    assert way.gain == after.points - card.points
    if way.steps is None:
        return
    lever = next(
        lever
        for lever in levers(result(card, way.indicator).indicator, card)
        if lever.id == way.id and lever.at(way.steps, record) == way.values
    )
    for fewer in range(1, way.steps):
        assert not reaches(score(program, changed(record, lever.at(fewer, record), program))), fewer


@tried(120)
@given(inputs=small_records())
def test_what_is_out_of_reach_is_so(tied: chiso.Program, inputs: dict[str, Any]) -> None:
    card = score(tied, Record("A", "commune", "2024", inputs))
    found = ways_up(card)
    if found.next_band is None or found.to_band:
        return
    others = [Record("A", "commune", "2024", values) for values in single_changes(inputs)]
    totals = [score(tied, other) for other in others if is_sound(other, tied)]
    wanted = tied.bands.index(found.next_band)
    reached = [other for other in totals if other.band is not None and tied.bands.index(other.band) <= wanted]
    if found.out_of_reach:
        assert reached == []
    note(str(inputs))
    assert all(other.record.inputs["all"] != inputs["all"] or shared(other, inputs) for other in reached)


def shared(other: Scorecard, inputs: Mapping[str, Any]) -> bool:
    """Fewer dossiers on time raise the share that is paid: no way, as what divides is not a lever."""
    return other.record.inputs["on_time"] < inputs["on_time"]


def test_a_shared_input_is_followed_into_every_indicator(tied: chiso.Program) -> None:
    """More dossiers on time lower the share that is paid: the total first falls, and no step is skipped."""
    inputs = {"on_time": 3, "late": 6, "all": 9, "paid": 3, "leaks": 0, "sealed": False}
    card = score(tied, Record("A", "commune", "2024", inputs))
    ways = {way.id: way for way in ways_up(card).to_band if way.indicator == "speed"}
    totals = [
        score(tied, Record("A", "commune", "2024", {**inputs, "on_time": 3 + n, "late": 6 - n})).points
        for n in range(7)
    ]
    first = next((n for n, total in enumerate(totals) if (total or 0) >= 12), None)
    assert (ways["on_time"].steps if "on_time" in ways else None) == first


def test_a_bonus_can_rise_until_its_maximum() -> None:
    program = chiso.load(ROOT / "examples/digital-transformation")
    records = chiso.read_records(ROOT / "examples/digital-transformation/units.csv", program)
    full, none = (chiso.score(program, records[number]) for number in (0, 3))
    assert result(full, "recognised_models").points == 5
    assert "recognised_models" not in ways_up(full).to_full
    assert result(none, "recognised_models").points == 0
    assert ways_up(none).to_full["recognised_models"]


@settings(tried(40), phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(drawn_rules(), st.data())
def test_what_is_claimed_for_any_program_is_what_scoring_gives(text: str, data: st.DataObject) -> None:
    program, _ = in_text(text)
    assert program is not None
    record = data.draw(drawn_records(program))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_TRIED", 20)
        try:
            card = score(program, record)
            found = ways_up(card)
        except RecordError:
            return
    note(text)
    for way in [way for ways in found.to_full.values() for way in ways]:
        after = score(program, changed(record, way.values, program))
        assert result(after, way.indicator).points == way.points == result(after, way.indicator).indicator.max
    for way in found.to_band:
        assert rescored(card, way.values).card.points == way.total
        assert way.band is not None
        assert card.band is None or program.bands.index(way.band) < program.bands.index(card.band)


# Reported values.


def test_reported_points_move_by_the_exact_difference() -> None:
    card = tam_nong("Xã Phú Thành A")
    after = rescored(card, {"digitized": 200})
    was, now = (result(found, "digitized_dossiers").points for found in (card, after.card))
    groups = [next(g for g in found.groups if g.id == "digitization").points for found in (card, after.card)]
    assert now > was
    assert groups[1] - groups[0] == now - was == after.card.points - card.points
    assert set(after.moved) == {"digitization", "total"}


@tried(60)
@given(st.integers(0, 259), st.integers(0, 227))
def test_moves_add_up(electronic: int, on_time: int) -> None:
    card = tam_nong("Xã Phú Thành A")
    values = {"electronic_results": electronic, "finished_on_time": on_time}
    after = rescored(card, values).card
    ids = ("original_result_available", "dossier_on_time")
    gained = sum(result(after, id).points - result(card, id).points for id in ids)
    assert after.points is not None
    assert card.points is not None
    assert after.points - card.points == gained


def test_what_is_known_beneath_a_group_without_points_moves_the_total() -> None:
    program = chiso.load("qd766/national@2022")
    card = score(
        program, Record("A", "commune", "2024", {"paid_online": 1, "with_obligation": 2}, {"total.points": 80})
    )
    after = rescored(card, {"paid_online": 2})
    assert (after.card.points, after.moved) == (83, ("total",))


def test_nothing_moves_above_the_maximum(rule_file: RuleFile) -> None:
    program = chiso.load("qd766/national@2022")
    card = score(
        program, Record("A", "commune", "2024", {"paid_online": 1, "with_obligation": 2}, {"payment.points": 9})
    )
    after = rescored(card, {"paid_online": 2}).card
    assert next(group for group in after.groups if group.id == "payment").points == 10
