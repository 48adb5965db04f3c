"""What if: data, parameters and rules that differ, with what moves along and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

import chiso
from conftest import HEADER, ROOT, RuleFile

EDITION = "qd766/dong-thap@2024-06"
DATA = ROOT / "examples/tam-nong-2024-06/units.csv"
UNIT = "Xã Phú Thành A"


@pytest.fixture(scope="module")
def tam_nong() -> tuple[chiso.Editable, list[chiso.Record]]:
    rules = chiso.editable(EDITION)
    return rules, chiso.read_records(DATA, rules.program)


Given = tuple[chiso.Editable, list[chiso.Record]]


def asked(given: Given, **what: object) -> dict[str, chiso.ScenarioOutcome]:
    """The outcome of each unit."""
    [study] = chiso.what_if(*given, [chiso.asked(**what)])  # type: ignore[arg-type]
    return {outcome.before.record.unit: outcome for outcome in study.outcomes}


def refused(given: Given, **what: object) -> list[tuple[str, str, str]]:
    """Of each fault its id, the text that is underlined and the way out."""
    with pytest.raises(chiso.DiagnosticError) as raised:
        asked(given, **what)
    return [(d.id, d.span.text, d.help) for d in raised.value.diagnostics]


def made_on_time(dossiers: int) -> list[str]:
    return [
        f"finished_on_time = finished_on_time + {dossiers}",
        f"in_progress_late = in_progress_late - {dossiers}",
    ]


def test_sixteen_late_dossiers_made_on_time_lift_the_unit_a_band_and_fifteen_do_not(tam_nong: Given) -> None:
    enough, short = (asked(tam_nong, set=made_on_time(n), unit=[UNIT])[UNIT] for n in (16, 15))
    assert (enough.before.points, enough.after.points, enough.difference) == (Fraction("78.81"), 80, Fraction("1.19"))
    assert [band and band.id for band in (enough.before.band, enough.after.band)] == ["fair", "good"]
    assert short.after.points == Fraction("79.93")
    assert not short.changes_band


def test_what_is_only_reported_moves_by_the_difference_of_what_is_known(tam_nong: Given) -> None:
    outcome = asked(tam_nong, rule=["digitized_dossiers.full_at = 100%"])["Thị trấn Tràm Chim"]
    assert outcome.moved == ("digitization", "total")
    assert outcome.difference == Fraction("-0.26")
    groups = {group.id: group.points for group in outcome.after.groups}
    assert groups["digitization"] == Fraction("17.9") - Fraction("0.26")
    assert groups["payment"] == Fraction("8.8")


def test_a_parameter_reaches_those_below_it_and_nobody_else(tam_nong: Given) -> None:
    found = asked(tam_nong, param=["payment_target = 80%"])
    assert {unit for unit, outcome in found.items() if outcome.difference} == {
        "Xã An Hòa",
        "Xã Hòa Bình",
        "Xã Tân Công Sính",
        "Xã Phú Ninh",
        "Huyện Tam Nông",
    }
    assert found["Xã Hòa Bình"].ranks == (9, 10)


def test_a_rate_that_is_given_goes_before_its_formula(tam_nong: Given) -> None:
    found = asked(tam_nong, set=["payment_online.rate = 30%"], where="payment_online.rate < 60%")
    assert {unit: o.difference for unit, o in found.items() if o.difference} == {"Xã Hòa Bình": -2, "Xã Phú Ninh": -2}


def test_a_condition_may_look_at_what_the_unit_came_to(tam_nong: Given) -> None:
    found = asked(tam_nong, set=["payment.points = payment.points - 1"], where='total.band == "excellent"')
    assert [o.difference for o in found.values() if o.difference] == [-1, -1, -1]


def test_every_change_is_worked_out_from_what_was_before(tam_nong: Given) -> None:
    swapped = ["finished_on_time = in_progress_on_time", "in_progress_on_time = finished_on_time"]
    assert asked(tam_nong, set=swapped, unit=[UNIT])[UNIT].difference == 0


def test_a_unit_that_lacks_the_datum_stays_as_it_is(tam_nong: Given) -> None:
    outcome = asked(tam_nong, set=["finished_on_time = finished_on_time - 0 * finished_on_time"])["Huyện Tam Nông"]
    assert outcome.lacking == ("finished_on_time",)
    assert outcome.difference == 0


def test_what_cannot_be_known_is_named(tam_nong: Given) -> None:
    outcome = asked(tam_nong, rule=["online_submissions.full_at = 60%"])[UNIT]
    assert outcome.difference == 0
    assert outcome.unknown == ("online_submissions",)


REFUSED: Mapping[str, tuple[dict[str, object], tuple[str, str, str]]] = {
    "more than can be": (
        {"set": ["paid_online = paid_online + 50"], "unit": [UNIT]},
        (
            "change-breaks-check",
            "paid_online + 50",
            "the rule is `paid_online <= with_obligation`; "
            "possible is `paid_online = min(paid_online + 50, with_obligation)`",
        ),
    ),
    "a sum that no longer holds": (
        {"set": ["finished_on_time = finished_on_time + 16"], "unit": [UNIT]},
        (
            "change-breaks-check",
            "finished_on_time + 16",
            "the rule is `finished_on_time + finished_late + in_progress_on_time + in_progress_late == processed`; "
            "possible is `in_progress_late = in_progress_late - 16`",
        ),
    ),
    "half a dossier": (
        {"set": ["paid_online = paid_online * 1.1"], "unit": [UNIT]},
        ("change-not-whole", "paid_online * 1.1", "write `paid_online = round(paid_online * 1.1)`"),
    ),
    "less than nothing": (
        {"set": ["paid_online = paid_online - 200"], "unit": [UNIT]},
        ("change-out-of-range", "paid_online - 200", "the nearest that is possible is `paid_online = 0`"),
    ),
    "points that follow from the data": (
        {"set": ["progress.points = 20"], "unit": [UNIT]},
        ("change-without-effect", "20", "change what it follows from: `dossier_on_time.rate = …`"),
    ),
    "an input by a wrong name": (
        {"set": ["paid_onlin = 5"]},
        ("unknown-datum", "paid_onlin", "did you mean `paid_online`?"),
    ),
    "an input by a wrong name in a formula": (
        {"set": ["paid_online = paid_onlin + 5"]},
        ("unknown-input", "paid_onlin", "did you mean `paid_online`?"),
    ),
    "a parameter among the data": (
        {"set": ["payment_target = 50%"]},
        ("parameter-in-data", "payment_target", "change it with `--param`"),
    ),
    "a rate for a count": (
        {"set": ["paid_online = 50%"]},
        ("unexpected-type", "50%", ""),
    ),
    "a parameter by a wrong name": (
        {"param": ["payment_targe = 50%"]},
        ("unknown-parameter", "payment_targe", "did you mean `payment_target`?"),
    ),
    "a node by a wrong name": (
        {"rule": ["digitized_dossier.full_at = 100%"]},
        ("unknown-rule", "digitized_dossier.full_at", "did you mean `digitized_dossiers.full_at`?"),
    ),
    "a key by a wrong name": (
        {"rule": ["digitized_dossiers.full_a = 100%"]},
        ("unknown-key", "digitized_dossiers.full_a", "did you mean `full_at`?"),
    ),
    "the band itself": (
        {"set": ['total.band = "good"']},
        ("follows-from-points", "total.band", "change an input, or points such as total.points"),
    ),
    "a unit by a wrong name": (
        {"set": ["paid_online = 1"], "unit": ["Xã Phú Thành Q"]},
        ("unknown-unit", "Xã Phú Thành Q", "did you mean `Xã Phú Thành B`, `Xã Phú Thành A`?"),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_possible_is_refused_with_what_is(what: str, tam_nong: Given) -> None:
    request, expected = REFUSED[what]
    first, *others = refused(tam_nong, **request)
    assert (first[0], first[1]) == expected[:2]
    assert first[2].startswith(expected[2])
    assert not others


def test_a_maximum_alone_is_refused_and_with_its_sum_is_taken(rule_file: RuleFile) -> None:
    rules = chiso.editable(rule_file(TWO))
    records = [{"unit": "A", "level": "commune", "period": "2024", "done": "1", "due": "2", "late": "0"}]
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.what_if(rules, records, [chiso.asked(rule=["quality.max = 8"])])
    assert [d.id for d in raised.value.diagnostics] == ["maxima-do-not-add-up"]
    [study] = chiso.what_if(rules, records, [chiso.asked(rule=["quality.max = 8", "speed.max = 2"])])
    assert [(o.before.points, o.after.points) for o in study.outcomes] == [(Fraction("7.5"), 6)]


def test_another_form_takes_the_place_of_the_former(rule_file: RuleFile) -> None:
    rules = chiso.editable(rule_file(TWO))
    records = [{"unit": "A", "level": "commune", "period": "2024", "done": "1", "due": "2", "late": "3"}]
    [study] = chiso.what_if(rules, records, [chiso.asked(rule=["quality.points = 5 - 1 * late"])])
    assert [(o.before.points, o.after.points) for o in study.outcomes] == [(Fraction("4.5"), 4)]


TWO = (
    HEADER
    + """\
inputs:
  done: {title: Đã xong, type: count}
  due: {title: Phải làm, type: count}
  late: {title: Trễ, type: count}
groups:
  - id: work
    title: Công việc
    max: 10
    source: law
    indicators:
      - {id: quality, title: Chất lượng, max: 5, rate: done / due, when_empty: zero}
      - {id: speed, title: Tiến độ, max: 5, points: 5 - 1 * late}
bands:
  - {id: good, title: Tốt, at_least: 8}
  - {id: weak, title: Yếu, at_least: 0}
"""
)


def test_scenarios_of_a_file_are_run_side_by_side(tam_nong: Given) -> None:
    scenarios = chiso.read_scenarios(ROOT / "examples/what-if/policies.yaml")
    studies = chiso.what_if(*tam_nong, scenarios)
    lifted = {s.scenario.id: [o.before.record.unit for o in s.outcomes if o.changes_band] for s in studies}
    assert lifted == {
        "payment_60": [],
        "digitisation_100": ["Thị trấn Tràm Chim", "Xã Phú Cường", "Xã Tân Công Sính"],
        "both": ["Thị trấn Tràm Chim", "Xã Phú Cường", "Xã Tân Công Sính"],
        "nothing_late": ["Xã Phú Thành A"],
    }


def test_the_faults_of_all_scenarios_are_told_at_their_places(rule_file: RuleFile, tam_nong: Given) -> None:
    text = """\
chiso: 1
scenarios:
  - id: first
    title: Thử
    set: {paid_onlin: 5}
  - id: second
    title: Thử
    parameters: {payment_targe: 50%}
"""
    path = rule_file(text, "scenarios.yaml")
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.what_if(*tam_nong, chiso.read_scenarios(path))
    found = raised.value.diagnostics
    assert [(d.id, d.file, d.span.begins.line, d.span.text) for d in found] == [
        ("unknown-datum", str(path), 5, "paid_onlin"),
        ("unknown-parameter", str(path), 8, "payment_targe"),
    ]


def test_a_file_of_another_shape_is_refused(rule_file: RuleFile) -> None:
    path = rule_file("chiso: 1\nscenarios:\n  - {id: a, titl: A, set: {x: 1}}\n  - {id: b, title: B}\n", "s.yaml")
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.read_scenarios(path)
    assert [(d.id, d.span.text) for d in raised.value.diagnostics] == [
        ("unknown-key", "titl"),
        ("nothing-to-change", "b"),
    ]
