"""Rule sets that can be read but are not sound: every check of the whole, what it finds, and what comes close.

A case says only what it is about. The inputs and parameters that it mentions are declared for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

import chiso
from conftest import HEADER, RuleFile

Fault = tuple[str, str]
Found = Callable[[str], list[Fault]]

INPUTS: Mapping[str, str] = {
    "paid": "type: count",
    "due": "type: count",
    "late": "type: count",
    "staff": "type: count, min: 1",
    "meetings": "type: count, max: 12",
    "score": "type: number, min: 1, max: 5",
    "share": "type: rate",
    "low_share": "type: rate, max: 80%",
    "merit": "type: points",
    "fees": "type: money",
    "sent": "type: flag",
    "method": "type: choice, choices: [paper, online]",
    "extra": "type: count, optional: true",
    "extra_share": "type: rate, optional: true",
    "turned": "type: count, min: 3, max: 2",
    "fixed": "type: count, min: 3, max: 3",
}
PARAMETERS: Mapping[str, str] = {
    "five": "5",
    "strict": "false",
    "goal": "80%",
    "no_goal": "0%",
    "high_goal": "120%",
    "bare_goal": "80",
    "a_third": "1/3",
}


def rule_set(body: str, top: str = "", declared: Sequence[str] = ()) -> str:
    """A rule set that declares what its body mentions, and what else is `declared`."""
    known = {*re.findall(r"\w+", body), *declared}
    inputs = [f"  {id}: {{title: Dữ liệu, {kind}}}\n" for id, kind in INPUTS.items() if id in known]
    parameters = [f"  {id}: {value}\n" for id, value in PARAMETERS.items() if id in known]
    sections = [("inputs:\n", inputs), ("parameters:\n", parameters)]
    return HEADER + top + "".join(name + "".join(lines) for name, lines in sections if lines) + body


def indicator(keys: str) -> str:
    """An indicator; where its keys do not say how it is scored, its points are given."""
    is_whole = re.search(r"\b(points|rate|steps|interpolate|tracked): ", keys)
    return f"{{id: {keys}, title: Chỉ số{'' if is_whole else ', points: merit'}}}"


def uncited(keys: str, *parts: str) -> str:
    """A group of indicators, which are told by their keys, and of groups, which are told whole."""
    indicators = [indicator(part) for part in parts if not part.startswith("{")]
    within = [part for part in parts if part.startswith("{")]
    sections = (("indicators", indicators), ("groups", within))
    told = [f", {name}: [{', '.join(found)}]" for name, found in sections if found]
    return f"{{id: {keys}, title: Nhóm{''.join(told)}}}"


def group(keys: str, *parts: str) -> str:
    """The same, citing a source."""
    return uncited(f"{keys}, source: law", *parts)


def groups(*members: str, top: str = "", rest: str = "") -> str:
    """A rule set of groups."""
    return rule_set("groups:\n" + "".join(f"  - {member}\n" for member in members) + rest, top)


def scored(keys: str, *others: str, rest: str = "", top: str = "") -> str:
    """A rule set of 10 points; the keys are those of its indicator `one`, which has them all unless they say else."""
    most = "" if "max: " in keys or "weight: " in keys else "max: 10, "
    return groups(group("all, max: 10", f"one, {most}{keys}", *others), rest=rest, top=top)


def tracked(keys: str) -> str:
    """A rule set with a tracked indicator, beside one that has the points."""
    return groups(group("all, max: 10", f"one, tracked: true, {keys}", "other, max: 10"))


def banded(*bands: str, keys: str = "points: merit") -> str:
    """A rule set of 10 points with bands."""
    return scored(keys, rest="bands:\n" + "".join(f"  - {{id: {band}, title: Mức}}\n" for band in bands))


def checked(rule: str) -> str:
    """A rule set with a check."""
    return scored("points: merit", rest=f"checks:\n  - {{rule: '{rule}', message: sai}}\n")


def rounded_by(rounding: str, text: str) -> str:
    """A rule set with another rounding."""
    written = "{points: 2, mode: half_up}"
    assert text.count(written) == 1
    return text.replace(written, rounding)


def told(id: str, underlined: str | None) -> list[Fault]:
    """That fault and no other; none at all where nothing is to be underlined."""
    return [] if underlined is None else [(id, underlined)]


@pytest.fixture
def found(rule_file: RuleFile) -> Found:
    """The faults of a rule set: their ids and what they underline."""
    return lambda text: [(fault.id, fault.span.text) for fault in chiso.check(rule_file(text))]


# Maxima and weights.


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(group("a, max: 9", "i, max: 4", "j, max: 6")), "9"),
        (groups(group("a, max: 10", "i, max: 4", group("b, max: 6", "j, max: 5"))), "6"),
        (groups(group("a, max: 10", "i, max: 4", group("b, max: 5", "j, max: 5"))), "10"),
        (groups(group("a, max: 10", "i, max: 10"), group("b, max: 5", "j, max: 5"), top="max: 16\n"), "16"),
        (groups(group("a, max: 10", "i, max: 10", "j, max: 2")), "10"),
        (groups(group("a, max: 10", "i, max: 10"), top="max: 10\n"), None),
        (groups(group("a, max: 10", "i, max: 4", group("b, max: 6", "j, max: 6")), top="max: 10\n"), None),
        (groups(group("a, max: 10", "i, max: five", "j, max: 10 - five")), None),
        (groups(group("a, max: 10", "i, max: 10", "j, max: 2, bonus: true")), None),
        (groups(group("a, max: 10", "i, max: 10", "j, max: 0, min: -2")), None),
        (groups(group("a, max: 10", "i, max: 10", "j, tracked: true, rate: share")), None),
    ],
)
def test_what_is_beneath_a_maximum_adds_up_to_it(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("maxima-do-not-add-up", underlined)


TWO_WEIGHTED = (group("a, weight: 60%", "i, weight: 100%"), group("b, weight: 40%", "j, weight: 100%"))


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(group("a, max: 10", "i, weight: 60%", "j, weight: 30%")), "10"),
        (groups(group("a, max: 10", "i, weight: 60%", "j, weight: 50%")), "10"),
        (groups(group("a, max: 10", group("b, weight: 100%", "i, weight: 90%"))), "100%"),
        (groups(TWO_WEIGHTED[0], group("b, weight: 30%", "j, weight: 100%"), top="max: 100\n"), "100"),
        (
            groups(
                group("z, max: 0", "k, tracked: true, rate: share"),
                group("a, weight: 50%", "i, weight: 100%"),
                group("b, weight: 40%", "j, weight: 100%"),
                top="max: 100\n",
            ),
            "100",
        ),
        (groups(group("a, max: 10", "i, weight: 60%", "j, weight: 40%")), None),
        (groups(*TWO_WEIGHTED, top="max: 100\n"), None),
        (groups(group("a, max: 30", "i, weight: 1/3", "j, weight: a_third", "k, weight: 1 - 2 * a_third")), None),
        (groups(group("a, max: 10", "i, weight: 60%, max: 50", "j, weight: 40%, max: 5")), None),
        (groups(group("a, max: 10", "i, weight: 100%", "j, max: 2, bonus: true", "k, max: 0, min: -2")), None),
        (groups(group("a, max: 10", "i, weight: 100%", group("b, max: 0", "j, tracked: true, rate: share"))), None),
    ],
)
def test_weights_add_up_to_all_of_the_maximum(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("weights-do-not-add-up", underlined)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(group("a, max: 10", "i, weight: 60%", "j, max: 4")), "4"),
        (groups(group("a, max: 10", "i, max: 6", group("b, weight: 40%", "j, max: 4"))), "6"),
        (groups(TWO_WEIGHTED[0], group("b, max: 40", "j, weight: 100%"), top="max: 100\n"), "40"),
        (groups(group("a, max: 10", "i, max: 6", group("b, max: 4", "j, weight: 100%"))), None),
    ],
)
def test_either_all_parts_of_a_group_have_weights_or_none(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("weights-and-maxima-mixed", underlined)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(*TWO_WEIGHTED), "60%"),
        (groups(group("a, weight: 60%, max: 30", "i, max: 30"), TWO_WEIGHTED[1]), "60%"),
        (groups(*TWO_WEIGHTED, top="max: 100\n"), None),
        (groups(group("a, max: 10", "i, weight: 100%")), None),
    ],
)
def test_weights_of_groups_need_a_maximum_of_the_total(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("maximum-needed-for-weights", underlined)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(group("a, max: 10", "i, max: 10", "j, bonus: true, max: 10/3")), "10/3"),
        (groups(group("a, max: 10", "i, max: 10", "j, bonus: true, max: five / 3")), "five / 3"),
        (groups(group("a, max: 10", "i, max: 10", "j, bonus: true, max: 10/4")), None),
        (groups(group("a, max: 20/3 + 10/3", "i, max: five * 2")), None),
    ],
)
def test_a_maximum_can_be_written_in_decimals(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("maximum-not-decimal", underlined)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(group("a, max: 10", "i, max: 7.75", "j, max: 2.25, rounding: {multiple_of: 0.5}")), "2.25"),
        (groups(group("a, max: 9.5, rounding: {points: 0}", "i, max: 9.5")), "9.5"),
        (groups(group("a, max: 9, rounding: {multiple_of: 2}", "i, weight: 50%", "j, weight: 50%")), "9"),
        (
            groups(
                group("a, max: 1", "i, weight: 12.5%, points: merit, rounding: {points: 2}", "j, weight: 87.5%, max: 7")
            ),
            "12.5%",
        ),
        (
            rounded_by(
                "{points: 0, mode: half_up}", scored("max: 9.5", "two, max: 0.5, points: merit, rounding: {points: 1}")
            ),
            "9.5",
        ),
        (rounded_by("{points: 0, mode: half_up, indicators: exact}", scored("max: 9.5", "two, max: 0.5")), None),
        (rounded_by("{multiple_of: 0.25, mode: half_up}", scored("max: 9.5", "two, max: 0.5")), None),
        (groups(group("a, max: 9.5", "i, max: 9.5, rounding: {multiple_of: 0.5}")), None),
        (groups(group("a, max: 9.5, rounding: {points: 1}", "i, max: 9.5")), None),
    ],
)
def test_a_maximum_fits_the_rounding(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("maximum-not-a-multiple", underlined)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (scored("points: merit, min: 11"), "11"),
        (groups(group("a, max: 10, min: 11", "i, max: 10")), "11"),
        (scored("points: turned * 5"), "3"),
        (scored("points: merit, min: 10"), None),
        (groups(group("a, max: 10, min: 10", "i, max: 10")), None),
        (scored("points: 10 * fixed / due, when_empty: zero"), None),
    ],
)
def test_a_minimum_is_not_above_its_maximum(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("minimum-above-maximum", underlined)


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(group("a, max: 5", "i, tracked: true, rate: share"), group("b, max: 10", "j, max: 10")), "5"),
        (groups(group("a, max: 10", "i, max: 5", group("b, max: 5", "j, tracked: true, rate: share"))), "5"),
        (
            groups(group("s, weight: 40%", "t, tracked: true, rate: share"), TWO_WEIGHTED[0], top="max: 100\n"),
            "40%",
        ),
        (groups(group("a, max: 0", "i, tracked: true, rate: share"), group("b, max: 10", "j, max: 10")), None),
        (groups(group("a, max: 0", "i, max: 0, min: -5"), group("b, max: 10", "j, max: 10")), None),
        (groups(group("a, max: 0", group("c, max: 0", "i, tracked: true, value: fees"))), None),
    ],
)
def test_something_in_a_group_gives_its_points(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("group-without-points", underlined)


# What formulas and tables reach.


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        ("points: 0.5 * meetings", "10"),
        ("points: 5 - 0.5 * late", "10"),
        ("points: if sent then 8 else 9", "10"),
        ("points: 'min(merit, 8)'", "10"),
        ("steps: {of: paid, rows: [{at_least: 6, points: 8}, {at_least: 3, points: 5}]}", "10"),
        ("interpolate: {of: paid, rows: [{at: 0, points: 0}, {at: 6, points: 8}]}", "10"),
        ("rate: low_share", "10"),
        ("weight: 100%, points: 0.5 * meetings", "100%"),
        ("max: 20, weight: 100%, points: meetings * 1", "20"),
        ("points: 10/12 * meetings", None),
        ("points: if sent then 8 else 10", None),
        ("points: 'min(merit, 10)'", None),
        ("steps: {of: paid, rows: [{at_least: 3, points: 5}], otherwise: 10}", None),
        ("interpolate: {of: late, rows: [{at: 0, points: 10}, {at: 6, points: 0}]}", None),
        ("rate: low_share, full_at: 80%", None),
        ("rate: low_share, full_at: goal", None),
        ("max: 12, weight: 100%, points: meetings * 1", None),
        ("points: 0.5 * meetings, applies_when: sent, when_not_applicable: full", None),
        ("points: 0.5 * extra / meetings, when_missing: full, when_empty: zero", None),
    ],
)
def test_some_data_reach_the_maximum(found: Found, keys: str, underlined: str | None) -> None:
    assert found(scored(keys)) == told("maximum-not-reachable", underlined)


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        ("steps: {of: paid, rows: [{at_least: 6, points: 12}, {at_least: 3, points: 10}]}", "12"),
        ("steps: {of: late, rows: [{at_least: 6, points: -2}, {at_least: 3, points: 5}], otherwise: 10}", "-2"),
        ("steps: {of: late, rows: [{at_least: 6, points: 0}, {at_least: 3, points: 10}], otherwise: 12}", "12"),
        ("steps: {of: paid, rows: [{at_least: 6, points: 10}], otherwise: -2}", "-2"),
        ("interpolate: {of: paid, rows: [{at: 0, points: 0}, {at: 6, points: five * 3}]}", "five * 3"),
        ("points: 'steps(paid, 6 -> 12, 3 -> 10)'", "12"),
        ("min: 2, steps: {of: paid, rows: [{at_least: 6, points: 10}], otherwise: 1}", "1"),
        ("steps: {of: paid, rows: [{at_least: 6, points: 10}, {at_least: 3, points: 0}]}", None),
        ("min: -2, steps: {of: paid, rows: [{at_least: 6, points: 10}], otherwise: -2}", None),
        ("min: 2, steps: {of: paid, rows: [{at_least: 6, points: 10}], otherwise: 2}", None),
    ],
)
def test_a_table_gives_no_points_that_are_cut_off(found: Found, keys: str, underlined: str | None) -> None:
    assert found(scored(keys)) == told("points-cut-off", underlined)


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        ("steps: {of: meetings, rows: [{at_least: 13, points: 10}, {at_least: 6, points: 10}]}", "13"),
        (
            "steps: {of: score, rows: [{at_least: 3, points: 10}, {at_least: 1, points: 5}, {at_least: 0, points: 0}]}",
            "0",
        ),
        ("points: 'steps(meetings, 13 -> 10, 6 -> 10)'", "13"),
        ("points: 'if meetings > 6 then steps(meetings, 10 -> 10, 4 -> 5, 2 -> 0) else 0'", "2"),
        ("steps: {of: meetings, rows: [{at_least: 12, points: 10}, {at_least: 6, points: 5}]}", None),
        ("steps: {of: score, rows: [{at_least: 3, points: 10}, {at_least: 0, points: 5}]}", None),
        ("rate: paid / due, when_empty: zero, steps: {rows: [{at_least: 110%, points: 10}]}", None),
    ],
)
def test_some_data_lead_to_every_row(found: Found, keys: str, underlined: str | None) -> None:
    assert found(scored(keys)) == told("row-never-reached", underlined)


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        (
            "steps: {of: paid, rows: [{at_least: 6, points: 10}, {at_least: 3, points: 5}, {at_least: 4, points: 6}]}",
            "4",
        ),
        ("steps: {of: paid, rows: [{at_least: 6, points: 10}, {at_least: 6, points: 5}]}", "6"),
        ("interpolate: {of: paid, rows: [{at: 0, points: 0}, {at: 6, points: 10}, {at: five, points: 5}]}", "five"),
        ("points: 'steps(paid, 6 -> 10, 3 -> 5, 4 -> 6)'", "4"),
        ("points: 'interpolate(paid, 0 -> 0, 6 -> 10, 6 -> 5)'", "6"),
        ("steps: {of: paid, rows: [{at_least: 3, points: 5}, {at_least: five, points: 10}]}", None),
        ("interpolate: {of: late, rows: [{at: 6, points: 0}, {at: 0, points: 10}]}", None),
    ],
)
def test_the_bounds_of_a_table_all_rise_or_all_fall(found: Found, keys: str, underlined: str | None) -> None:
    assert found(scored(keys)) == told("rows-out-of-order", underlined)


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        ("steps: {of: paid, rows: [{at_least: due, points: 10}]}", "due"),
        ("steps: {of: paid, rows: [{at_least: staff * 2, points: 10}, {at_least: 3, points: 5}]}", "staff * 2"),
        ("interpolate: {of: paid, rows: [{at: 0, points: 0}, {at: due, points: 10}]}", "due"),
        ("points: 'steps(paid, due -> 10)'", "due"),
        ("steps: {of: paid, rows: [{at_least: five * 2, points: 10}, {at_least: five, points: merit}]}", None),
    ],
)
def test_a_bound_of_a_table_is_the_same_for_all(found: Found, keys: str, underlined: str | None) -> None:
    assert found(scored(keys)) == told("bound-not-fixed", underlined)


# Bands.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (banded("good, at_least: 11", "weak, at_least: 0"), ("band-unreachable", "11")),
        (banded("good, at_least: 8", "fair, at_least: 8", "weak, at_least: 0"), ("bands-overlap", "8")),
        (banded("good, at_least: 8", "weak, at_least: 0, below: 9"), ("bands-overlap", "9")),
        (banded("good, at_least: 8", "weak, at_least: 0, below: 7"), ("bands-leave-gap", "7")),
        (banded("good, at_least: 8, below: 9", "weak, at_least: 0"), ("bands-leave-gap", "9")),
        (banded("good, at_least: 8, below: 10", "weak, at_least: 0"), ("bands-leave-gap", "10")),
        (banded("fair, at_least: 5", "good, at_least: 8", "weak, at_least: 0"), ("bands-out-of-order", "8")),
        (banded("good, at_least: 8", "weak, at_least: 1"), ("lowest-band-too-high", "1")),
        (banded("good, at_least: 8", "weak, at_least: 0", keys="min: -2"), ("lowest-band-too-high", "0")),
        (banded("good, at_least: 8", "weak, at_least: 0, requires: sent"), ("lowest-band-has-condition", "sent")),
    ],
)
def test_bands_cover_the_scale_without_overlap(found: Found, text: str, fault: Fault) -> None:
    assert found(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        banded("good, at_least: 10", "weak, at_least: 0"),
        banded("good, at_least: 8, below: 11", "fair, at_least: 5, below: 8", "weak, at_least: 0, below: five"),
        banded("best, at_least: 8, requires: sent", "good, at_least: 8", "weak, at_least: 0"),
        banded("good, at_least: 8", "weak, at_least: -2", keys="min: -2"),
        banded("good, at_least: 8", "fair, at_least: 0, requires: sent", "weak, at_least: 0"),
    ],
)
def test_bands_may_meet_and_fall_back_on_each_other(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("requires", "keys", "underlined"),
    [
        ("one.points >= 5", "rate: paid / due, when_empty: none", "one.points >= 5"),
        ("one.rate >= 50%", "rate: paid / due, when_empty: zero", "one.rate >= 50%"),
        ("all.points >= 9", "rate: paid / due, when_empty: exclude", "all.points >= 9"),
        ("paid / due >= 50%", "points: merit", "paid / due >= 50%"),
        ("one.points >= 5", "points: merit, applies_when: sent, when_not_applicable: none", "one.points >= 5"),
        ("one.points >= 5", "rate: paid / due, when_empty: zero", None),
        ("one.rate >= 50%", "rate: paid / staff", None),
        ("'coalesce(one.points, 0) >= 5'", "rate: paid / due, when_empty: none", None),
        ("'if_empty(one.rate, 0%) >= 50%'", "rate: paid / due, when_empty: none", None),
        ("if given(one.points) then one.points >= 5 else false", "rate: paid / due, when_empty: none", None),
        ("given(one.points)", "rate: paid / due, when_empty: none", None),
        ("all.points >= 9", "rate: paid / due, when_empty: none", None),
        ("extra >= 5", "points: merit", None),
    ],
)
def test_the_condition_of_a_band_has_a_value(found: Found, requires: str, keys: str, underlined: str | None) -> None:
    text = banded(f"good, at_least: 8, requires: {requires}", "weak, at_least: 0", keys=keys)
    assert found(text) == told("condition-can-be-absent", underlined)


def test_a_band_may_rest_on_a_group_that_does_not_apply(found: Found) -> None:
    inapplicable = group("a, max: 10, applies_when: sent, when_not_applicable: none", "i, max: 10")
    bands = (
        "bands:\n  - {{id: good, title: Tốt, at_least: 8, requires: {}}}\n  - {{id: weak, title: Yếu, at_least: 0}}\n"
    )
    for node in ("a.points >= 5", "i.points >= 5"):
        assert found(groups(inapplicable, rest=bands.format(node))) == [("condition-can-be-absent", node)]
    assert found(groups(inapplicable, rest=bands.format("given(i.points)"))) == []


# Conditions.

ALL_LEVELS = 'level in ["province", "department", "district", "commune"]'


def by_condition(condition: str) -> str:
    """A rule set in which a condition decides between points."""
    return scored(f"points: 'if {condition} then 10 else merit'")


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (by_condition("late < 0"), "late < 0"),
        (by_condition("meetings > 12"), "meetings > 12"),
        (by_condition("13 <= meetings"), "13 <= meetings"),
        (by_condition("meetings == 13"), "meetings == 13"),
        (by_condition("5 < score <= 9"), "5 < score <= 9"),
        (by_condition("meetings in [13, 14]"), "meetings in [13, 14]"),
        (by_condition("fixed != 3"), "fixed != 3"),
        (by_condition("late < 0 and sent"), "late < 0"),
        (by_condition("sent or late < 0"), "late < 0"),
        (by_condition("not meetings < 0"), "meetings < 0"),
        (by_condition("count_met(sent, late > 3) > 2"), "count_met(sent, late > 3) > 2"),
        (by_condition("meetings > five + 7"), "meetings > five + 7"),
        (scored("points: if meetings > 6 then 10 else if meetings > 8 then 5 else merit"), "meetings > 8"),
        (
            scored('points: \'if level == "commune" then 10 else if level == "commune" then 5 else merit\''),
            'level == "commune"',
        ),
        (
            scored('points: \'if level == "commune" then (if level in ["district"] then 5 else merit) else 10\''),
            'level in ["district"]',
        ),
        (
            scored('points: \'if method != "paper" then (if method == "paper" then 5 else merit) else 10\''),
            'method == "paper"',
        ),
        (
            scored(
                'points: \'if level in ["commune", "district"] then (if level == "province" then 5 else 9) else 10\''
            ),
            'level == "province"',
        ),
        (scored("points: merit, applies_when: meetings > 12, when_not_applicable: exclude"), "meetings > 12"),
        (
            groups(group("a, max: 10, applies_when: meetings > 12, when_not_applicable: exclude", "i, max: 10")),
            "meetings > 12",
        ),
        (scored("rate: if late < 0 then 0 else share"), "late < 0"),
        (
            scored("points: if other.points > 9 then 5 else merit", "other, bonus: true, max: 9"),
            "other.points > 9",
        ),
        (checked("meetings > 12"), "meetings > 12"),
        (banded("good, at_least: 8, requires: meetings > 12", "weak, at_least: 0"), "meetings > 12"),
        (banded("good, at_least: 8, requires: total.points > 10", "weak, at_least: 0"), "total.points > 10"),
        (tracked("rate: if late < 0 then 0 else share"), "late < 0"),
    ],
)
def test_a_condition_that_never_holds_is_told(found: Found, text: str, underlined: str) -> None:
    assert found(text) == [("condition-never-holds", underlined)]


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (by_condition("late >= 0"), "late >= 0"),
        (by_condition("meetings <= 12"), "meetings <= 12"),
        (by_condition("meetings != 13"), "meetings != 13"),
        (by_condition("0 < score <= 5"), "0 < score <= 5"),
        (by_condition("fixed == 3"), "fixed == 3"),
        (by_condition("fixed in [3, late]"), "fixed in [3, late]"),
        (by_condition('method in ["paper", "online"]'), 'method in ["paper", "online"]'),
        (by_condition(ALL_LEVELS), ALL_LEVELS),
        (by_condition("late >= 0 and sent"), "late >= 0"),
        (by_condition("sent or late >= 0"), "late >= 0"),
        (by_condition("not late >= 0"), "late >= 0"),
        (by_condition("abs(merit) >= 0"), "abs(merit) >= 0"),
        (scored("points: if meetings > 6 then (if meetings > 4 then 10 else 0) else merit"), "meetings > 4"),
        (scored("points: if meetings > 6 then 10 else if meetings <= 6 then merit else 0"), "meetings <= 6"),
        (
            scored('points: \'if method in ["paper"] then 10 else if method == "online" then merit else 0\''),
            'method == "online"',
        ),
        (scored("points: merit, applies_when: meetings <= 12, when_not_applicable: exclude"), "meetings <= 12"),
        (
            groups(group("a, max: 10, applies_when: late >= 0, when_not_applicable: exclude", "i, max: 10")),
            "late >= 0",
        ),
        (
            groups(
                group(
                    "a, max: 10, applies_when: meetings > 6, when_not_applicable: exclude",
                    "i, max: 10, points: if meetings > 4 then merit else 0",
                )
            ),
            "meetings > 4",
        ),
        (checked("late >= 0"), "late >= 0"),
        (checked("late >= 0 and paid <= due"), "late >= 0"),
        (banded("good, at_least: 8, requires: meetings >= 0", "weak, at_least: 0"), "meetings >= 0"),
        (banded("good, at_least: 8, requires: total.points >= 5", "weak, at_least: 0"), "total.points >= 5"),
        (banded("good, at_least: 8, requires: total.rate >= 80%", "weak, at_least: 0"), "total.rate >= 80%"),
    ],
)
def test_a_condition_that_always_holds_is_told(found: Found, text: str, underlined: str) -> None:
    assert found(text) == [("condition-always-holds", underlined)]


@pytest.mark.parametrize(
    "text",
    [
        by_condition("late > 0"),
        by_condition("late <= 0"),
        by_condition("meetings >= 12"),
        by_condition("meetings == 12"),
        by_condition("1 < score <= 5"),
        by_condition("meetings in [12, 13]"),
        by_condition("score in [1, 2, 3, 4, 5]"),
        by_condition('method in ["paper"]'),
        by_condition('method not in ["paper"]'),
        by_condition('level in ["district", "commune"]'),
        by_condition('period_kind == "year"'),
        by_condition("late > 0 and sent or meetings > 6"),
        by_condition("not sent"),
        by_condition("paid >= due"),
        by_condition("paid == paid"),
        by_condition("strict"),
        by_condition("five > 6"),
        by_condition("meetings > five"),
        by_condition("share > 100%"),
        by_condition("given(paid)"),
        by_condition("given(extra)"),
        scored("points: if meetings > 6 then 10 else if meetings == 6 then 5 else merit"),
        scored("points: if meetings > 6 then (if meetings > 8 then 10 else 0) else merit"),
        scored('points: \'if level == "commune" then 10 else if level == "district" then 5 else merit\''),
        scored("points: if sent then (if meetings > 6 then 10 else 5) else if meetings > 6 then 5 else 0"),
        scored("points: if other.points > 8 then 10 else 0", "other, bonus: true, max: 9"),
        checked("paid <= due"),
        banded("good, at_least: 8, requires: total.points > 8", "weak, at_least: 0"),
        banded("good, at_least: 8, requires: total.rate > 80%", "weak, at_least: 0"),
        banded("good, at_least: 8, requires: one.points >= 8", "weak, at_least: 0"),
    ],
)
def test_a_condition_that_data_decide_is_fine(found: Found, text: str) -> None:
    assert found(text) == []


# What is not there.


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        ("rate: paid / due", "due"),
        ("rate: paid / (due + late)", "due + late"),
        ("rate: paid / (due * 2)", "due * 2"),
        ("rate: share, full_at: paid / due", "due"),
        ("points: 10 * paid / due", "due"),
        ("points: if paid / due > 50% then 10 else 0", "due"),
        ("points: 'steps(paid / due, 50% -> 10)'", "due"),
        ("rate: paid / due, steps: {rows: [{at_least: 50%, points: 10}]}", "due"),
        ("steps: {of: paid / due, rows: [{at_least: 50%, points: 10}]}", "due"),
        ("points: merit, applies_when: paid / due > 50%, when_not_applicable: zero", "due"),
        ("rate: if due > 0 or late > 0 then paid / due else 0", "due"),
        ("rate: if late > 0 then paid / due else 0", "due"),
        ("rate: if due > 0 then 0 else paid / due", "due"),
        ("rate: paid / due, applies_when: late > 0, when_not_applicable: exclude", "due"),
        ("rate: paid / due, when_missing: zero", "due"),
    ],
)
def test_a_denominator_that_can_be_0_has_a_policy(found: Found, keys: str, underlined: str) -> None:
    assert found(scored(keys)) == [("no-policy-for-empty", underlined)]


@pytest.mark.parametrize(
    "text",
    [
        scored("rate: paid / due, when_empty: none"),
        scored("points: 10 * paid / due, when_empty: full"),
        scored("rate: paid / staff"),
        scored("rate: paid / (due + staff)"),
        scored("rate: paid / (staff * 2)"),
        scored("rate: 'paid / max(due, 1)'"),
        scored("points: merit / 4"),
        scored("points: 10 * paid / five / 10"),
        scored("rate: if due > 0 then paid / due else 0"),
        scored("rate: if due != 0 then paid / due else 0"),
        scored("rate: if 0 != due then paid / due else 0"),
        scored("rate: if due == 0 then 0 else paid / due"),
        scored("rate: if not due == 0 then paid / due else 0"),
        scored("rate: if due > 0 and sent then paid / due else 0"),
        scored("rate: if due == 0 or sent then 0 else paid / due"),
        scored("rate: if due > late then paid / due else 0"),
        scored("rate: paid / due, applies_when: due > 0, when_not_applicable: exclude"),
        scored("rate: paid / due, applies_when: due > 0 and sent, when_not_applicable: exclude"),
        groups(
            group("a, max: 10, applies_when: due > 0, when_not_applicable: exclude", "i, max: 10, rate: paid / due")
        ),
        groups(
            group(
                "a, max: 10, applies_when: due > 0, when_not_applicable: exclude",
                group("b, max: 10", "i, max: 10, rate: paid / due"),
            )
        ),
        scored("rate: 'if_empty(paid / due, 0%)'"),
        scored("rate: 'coalesce(paid / due, 0%)'"),
        scored("points: if given(paid / due) then 10 else 0"),
        tracked("rate: paid / due"),
        scored("points: merit, target: paid / due"),
    ],
)
def test_a_denominator_that_cannot_be_0_needs_no_policy(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("keys", "underlined"),
    [
        ("points: 5 * extra", "extra"),
        ("rate: extra_share", "extra_share"),
        ("rate: extra / due, when_empty: zero", "extra"),
        ("rate: share, full_at: extra_share", "extra_share"),
        ("points: if extra > 3 then 10 else 0", "extra"),
        ("points: if extra > 3 then extra * 5 else 0", "extra"),
        ("steps: {of: extra, rows: [{at_least: 3, points: 10}]}", "extra"),
        ("points: merit, applies_when: extra > 3, when_not_applicable: zero", "extra"),
        ("points: 'coalesce(extra_share, extra_share / 2) * 10'", "extra_share"),
    ],
)
def test_an_input_that_may_be_missing_has_a_policy(found: Found, keys: str, underlined: str) -> None:
    assert found(scored(keys)) == [("no-policy-for-missing", underlined)]


@pytest.mark.parametrize(
    "text",
    [
        scored("points: 5 * extra, when_missing: exclude"),
        scored("points: 5 * paid"),
        scored("points: if given(extra) then 5 * extra else 0"),
        scored("points: if not given(extra) then 0 else 5 * extra"),
        scored("points: 'coalesce(extra, 0) * 5'"),
        scored("points: 'coalesce(extra, paid) * 5'"),
        scored("points: 'if_missing(extra, 0) * 5'"),
        scored("points: 'count_given(extra, extra_share) * 5'"),
        scored("points: 5 * extra, applies_when: given(extra), when_not_applicable: zero"),
        groups(
            group("a, max: 10, applies_when: given(extra), when_not_applicable: zero", "i, max: 10, points: 5 * extra")
        ),
        scored("points: other.points", "other, bonus: true, max: 10, points: 5 * extra, when_missing: zero"),
        tracked("rate: extra_share"),
        scored("points: merit, target: extra_share"),
        checked("extra > 3"),
    ],
)
def test_an_input_that_is_there_or_provided_for_needs_no_policy(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (scored("points: merit, applies_when: sent"), "sent"),
        (scored('rate: share, applies_when: level == "commune"'), 'level == "commune"'),
        (groups(group("a, max: 10, applies_when: meetings > 6", "i, max: 10")), "meetings > 6"),
        (
            groups(group("a, max: 10", group("b, max: 10, applies_when: sent", "i, max: 10"))),
            "sent",
        ),
        (scored("points: merit, applies_when: sent, when_not_applicable: none"), None),
        (groups(group("a, max: 10, applies_when: sent, when_not_applicable: zero", "i, max: 10")), None),
        (tracked("rate: share, applies_when: sent"), None),
        (
            scored(
                "points: other.points",
                "other, bonus: true, max: 10, points: merit, applies_when: sent, when_not_applicable: full",
            ),
            None,
        ),
    ],
)
def test_what_may_not_apply_has_a_policy(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("no-policy-for-not-applicable", underlined)


# Use and sources.


@pytest.mark.parametrize(
    "text",
    [
        scored("rate: share, full_at: goal"),
        scored("rate: share, target: goal"),
        scored("points: merit, max: five * 2"),
        scored("points: merit, applies_when: sent, when_not_applicable: zero"),
        tracked("value: fees"),
        checked("paid <= due"),
        banded("good, at_least: five, requires: sent", "weak, at_least: 0"),
        scored("steps: {of: paid, rows: [{at_least: five, points: 10}]}"),
    ],
)
def test_what_anything_mentions_is_used(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("declared", "id"), [("paid", "unused-input"), ("goal", "unused-parameter")])
def test_what_nothing_mentions_is_told(found: Found, declared: str, id: str) -> None:
    body = f"groups:\n  - {group('a, max: 10', 'i, max: 10')}\n"
    assert found(rule_set(body, declared=[declared])) == [(id, declared)]


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (groups(uncited("a, max: 10", "i, max: 10")), "i"),
        (groups(uncited("a, max: 10", "i, max: 5, source: law", "j, max: 5")), "j"),
        (groups(uncited("a, max: 10", "i, max: 5", group("b, max: 5", "j, max: 5"))), "i"),
        (groups(uncited("a, max: 10", uncited("b, max: 10", "i, max: 10"))), "i"),
        (groups(uncited("a, max: 10, source: law", "i, max: 10")), None),
        (groups(uncited("a, max: 10, source: law", uncited("b, max: 10", "i, max: 10"))), None),
        (groups(uncited("a, max: 10", "i, max: 10, source: 'law, điều 3'")), None),
        (groups(uncited("a, max: 0", "i, tracked: true, rate: share")), None),
    ],
)
def test_what_gives_points_cites_a_source(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("missing-source", underlined)


# Rates.


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (scored("rate: share, full_at: 80"), "80"),
        (scored("rate: share, full_at: bare_goal"), "80"),
        (scored("rate: share, target: 95"), "95"),
        (scored("rate: share, steps: {rows: [{at_least: 90, points: 10}]}"), "90"),
        (scored("rate: share, steps: {rows: [{at_least: bare_goal, points: 10}]}"), "80"),
        (scored("rate: share, interpolate: {rows: [{at: 0, points: 0}, {at: 90, points: 10}]}"), "90"),
        (scored("points: 'steps(share, 90 -> 10)'"), "90"),
        (scored("points: if share > 80 then 10 else 0"), "80"),
        (checked("share <= 100"), "100"),
        (banded("good, at_least: 8, requires: one.rate >= 80", "weak, at_least: 0", keys="rate: share"), "80"),
        (scored("rate: share, full_at: goal"), None),
        (scored("rate: share, full_at: 0.8"), None),
        (scored("rate: share, full_at: 1"), None),
        (scored("rate: share, steps: {rows: [{at_least: 0.9, points: 10}, {at_least: 0, points: 5}]}"), None),
        (groups(group("a, max: 10", "i, weight: 0.6", "j, weight: 0.4")), None),
    ],
)
def test_a_percentage_has_its_sign(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("percent-sign-missing", underlined)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (scored("rate: paid * 100 / staff"), ("rate-times-100", "100")),
        (scored("rate: 100 * paid / staff"), ("rate-times-100", "100")),
        (scored("rate: paid / staff * 100"), ("rate-times-100", "100")),
        (tracked("rate: paid / staff * 100"), ("rate-times-100", "100")),
        (scored("rate: share, full_at: 0%"), ("full-at-not-positive", "0%")),
        (scored("rate: share, full_at: no_goal"), ("full-at-not-positive", "no_goal")),
        (scored("rate: share, full_at: goal - 90%"), ("full-at-not-positive", "goal - 90%")),
        (scored("rate: share, full_at: 101%"), ("full-at-above-100", "101%")),
        (scored("rate: share, full_at: high_goal"), ("full-at-above-100", "high_goal")),
        (scored("rate: share, target: 101%"), ("target-above-100", "101%")),
        (scored("rate: share, target: high_goal"), ("target-above-100", "high_goal")),
        (tracked("rate: share, target: 101%"), ("target-above-100", "101%")),
    ],
)
def test_a_rate_is_1_where_all_is_done(found: Found, text: str, fault: Fault) -> None:
    assert found(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        scored("rate: paid / staff * 100%"),
        scored("rate: 50 * paid / staff"),
        scored("rate: paid / (staff * 100)"),
        scored("points: paid / staff * 100"),
        scored("rate: share, full_at: 0.1%"),
        scored("rate: share, full_at: 100%"),
        scored("rate: share, full_at: high_goal - 20%"),
    ],
)
def test_a_rate_near_those_is_fine(found: Found, text: str) -> None:
    assert found(text) == []


# Circles.


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (scored("points: one.points"), "one.points"),
        (scored("rate: share, target: one.rate"), "one.rate"),
        (scored("points: 'steps(one.rate, 50% -> 10)'"), "one.rate"),
        (scored("rate: share, full_at: one.rate"), "one.rate"),
        (scored("points: all.points"), "all.points"),
        (scored("points: merit, applies_when: all.points > 3, when_not_applicable: zero"), "all.points"),
        (
            groups(group("a, max: 10, applies_when: i.points > 3, when_not_applicable: zero", "i, max: 10")),
            "i.points",
        ),
        (
            groups(
                group(
                    "a, max: 10, applies_when: i.points > 3, when_not_applicable: zero",
                    group("b, max: 10", "i, max: 10"),
                )
            ),
            "i.points",
        ),
        (
            groups(
                group("a, max: 10, applies_when: j.points > 3, when_not_applicable: zero", "i, max: 10"),
                group("b, max: 10", "j, max: 10, points: 'coalesce(i.points, 0)'"),
            ),
            "i.points",
        ),
        (scored("rate: share, steps: {rows: [{at_least: 50%, points: 10}]}"), None),
        (scored("rate: share, interpolate: {rows: [{at: 0, points: 0}, {at: goal, points: 10}]}"), None),
        (
            groups(
                group("a, max: 10, applies_when: b.points > 3, when_not_applicable: zero", "i, max: 10"),
                group("b, max: 10", "j, max: 10"),
            ),
            None,
        ),
    ],
)
def test_nothing_refers_to_itself_in_a_circle(found: Found, text: str, underlined: str | None) -> None:
    assert found(text) == told("cycle", underlined)


# The shape of the forms.

STEPS = "rows: [{at_least: 6, points: 10}]"
LINES = "rows: [{at: 0, points: 0}, {at: 6, points: 10}]"


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (scored(f"rate: share, steps: {{of: paid, {STEPS}}}"), "of"),
        (scored(f"rate: share, interpolate: {{of: paid, {LINES}}}"), "of"),
        (scored(f"points: merit, steps: {{of: paid, {STEPS}}}"), "steps"),
        (scored(f"steps: {{of: paid, {STEPS}}}, interpolate: {{of: paid, {LINES}}}"), "interpolate"),
        (scored(f"full_at: 80%, steps: {{of: paid, {STEPS}}}"), "full_at"),
        (scored("rate: share, full_at: 80%, interpolate: {rows: [{at: 0, points: 10}]}"), "full_at"),
        (scored("points: merit, full_at: 80%"), "full_at"),
        (scored("rate: share, points: merit"), "points"),
        (scored("rate: share, min: -2"), "min"),
        (scored("points: merit, value: fees"), "value"),
        (tracked(f"steps: {{of: paid, {STEPS}}}"), "steps"),
        (tracked("rate: share, weight: 10%"), "weight"),
        (tracked("rate: share, bonus: true"), "bonus"),
        (tracked("rate: share, when_empty: zero"), "when_empty"),
        (tracked("rate: share, rounding: {points: 1}"), "rounding"),
        (groups(group("a, max: 10", "i, max: 10", "j, weight: 10%, bonus: true")), "weight"),
        (rounded_by("{points: 2, multiple_of: 0.25, mode: half_up}", scored("points: merit")), "multiple_of"),
        (scored("points: merit, rounding: {points: 2, multiple_of: 0.25}"), "multiple_of"),
        (scored("points: merit").replace("type: points", "type: flag, min: 1"), "min"),
        (scored("points: 'if method == \"paper\" then 10 else 0'").replace("online]", "online], max: 1"), "max"),
    ],
)
def test_keys_that_exclude_each_other_are_told(found: Found, text: str, underlined: str) -> None:
    assert found(text) == [("keys-exclude-each-other", underlined)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (scored(f"steps: {{{STEPS}}}"), "of"),
        (scored(f"interpolate: {{{LINES}}}"), "of"),
        (scored("steps: {of: paid}"), "rows"),
        (groups(group("a, max: 10, when_not_applicable: zero", "i, max: 10")), "applies_when"),
        (groups(group("a, max: 10", "i, max: 10"), group("b, max: 0")), "indicators"),
        (groups(group("a, max: 10", "i, points: merit")), "max"),
        (groups(group("a", "i, max: 10")), "max"),
        (rounded_by("{mode: half_up}", scored("points: merit")), "points"),
        (rounded_by("{multiple_of: 0.25}", scored("points: merit")), "mode"),
        (scored("points: merit, rounding: {mode: up}"), "points"),
    ],
)
def test_a_key_that_is_missing_is_named(rule_file: RuleFile, text: str, key: str) -> None:
    assert [(fault.id, fault.arguments["key"]) for fault in chiso.check(rule_file(text))] == [("missing-key", key)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (rounded_by("{multiple_of: 0, mode: half_up}", scored("points: merit")), ("malformed-text", "0")),
        (rounded_by("{multiple_of: -0.5, mode: half_up}", scored("points: merit")), ("malformed-text", "-0.5")),
        (scored("points: merit, rounding: {multiple_of: 0.0}"), ("malformed-text", "0.0")),
        (rounded_by("{points: 2, mode: half_up, total: exactly}", scored("points: merit")), ("not-one-of", "exactly")),
        (groups(group("a, max: 10, indicators: []")), ("list-empty", "[]")),
        (groups(group("a, max: 10", "i, weight: 100%", "j, weight: 0%")), ("weight-out-of-range", "0%")),
    ],
)
def test_a_value_out_of_place_is_told(found: Found, text: str, fault: Fault) -> None:
    assert found(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        scored(f"steps: {{of: paid, {STEPS}}}"),
        scored(f"interpolate: {{of: paid, {LINES}}}"),
        scored("rate: share, min: -2, steps: {rows: [{at_least: 50%, points: 10}], otherwise: -2}"),
        scored("points: merit, min: -2, bonus: false"),
        tracked("rate: share, target: 50%"),
        groups(group("a, max: 10", group("b, max: 10", "i, max: 10"))),
        rounded_by("{multiple_of: 0.25, mode: down}", scored("points: merit")),
        rounded_by("{points: 2, mode: up, groups: exact, total: {multiple_of: 0.5}}", scored("points: merit")),
        scored("points: merit, rounding: {multiple_of: 0.25, mode: up}"),
    ],
)
def test_the_new_forms_by_themselves_are_fine(found: Found, text: str) -> None:
    assert found(text) == []


def steps_of(rows: int) -> str:
    """A rule set with a table of so many rows."""
    written = ", ".join(f"{{at_least: {bound}, points: 10}}" for bound in range(rows, 0, -1))
    return scored(f"steps: {{of: paid, rows: [{written}]}}")


@pytest.mark.parametrize(
    ("text", "actual", "most"),
    [
        (steps_of(201), 201, 200),
        (groups(group(f"{'a' * 81}, max: 10", "i, max: 10")), 81, 80),
        (groups(group("a, max: 10", f"{'i' * 81}, max: 10")), 81, 80),
        (banded(f"{'b' * 81}, at_least: 8", "weak, at_least: 0"), 81, 80),
    ],
)
def test_a_table_or_name_beyond_its_limit_is_told(rule_file: RuleFile, text: str, actual: int, most: int) -> None:
    (fault,) = chiso.check(rule_file(text))
    assert (fault.id, fault.arguments["actual"], fault.arguments["most"]) == ("limit-exceeded", actual, most)


@pytest.mark.parametrize("text", [steps_of(200), groups(group(f"{'a' * 80}, max: 10", f"{'i' * 80}, max: 10"))])
def test_a_table_or_name_at_its_limit_is_fine(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (scored("steps: {of: paid, rows: [{at_least: 4 / 0, points: 10}]}"), [("no-constant-value", "4 / 0")]),
        (scored("rate: share, full_at: 4 / 0, when_empty: zero"), [("no-constant-value", "4 / 0")]),
        (
            scored('points: \'if method not in ["paper", "online"] then 0 else 10\''),
            [("condition-never-holds", 'method not in ["paper", "online"]')],
        ),
        (scored("points: 'if given(extra) and extra > 3 then 10 else 0'"), []),
        (scored("points: 'if late > 3 and late < 2 then 0 else 10'"), [("condition-never-holds", "late < 2")]),
        (scored("points: 'if 3 < late < 2 then 0 else 10'"), [("condition-never-holds", "3 < late < 2")]),
        (scored("points: 'if 2 < late < 3 then 0 else 10'"), []),
        (scored("points: 'if strict and late > 3 then 0 else 10'"), []),
        (scored("points: 'if turned > 3 then 0 else 10'"), [("minimum-above-maximum", "3")]),
        (scored("rate: 'coalesce(paid / due, paid / late)'"), [("no-policy-for-empty", "late")]),
        (scored("rate: 'coalesce(paid / due, 0)'"), []),
        (scored("points: 'if share * 100 > 80 then 10 else 0'"), [("rate-times-100", "100")]),
        (
            scored("steps: {of: meetings, rows: [{at_least: share, points: 10}]}"),
            [("types-differ", "share")],
        ),
        (
            scored("interpolate: {of: meetings, rows: [{at: 0, points: 0}, {at: 24, points: 10}]}"),
            [("maximum-not-reachable", "10")],
        ),
        (scored("interpolate: {of: meetings, rows: [{at: 0, points: 0}, {at: 12, points: 10}]}"), []),
        (groups(group("a, max: 10", "i, weight: 40", "j, weight: 60%")), [("percent-sign-missing", "40")]),
        (
            groups(group("a, max: 10, applies_when: extra > 0, when_not_applicable: zero", "i, max: 10")),
            [("condition-can-be-absent", "extra > 0")],
        ),
    ],
)
def test_one_mistake_is_told_once_and_where_it_is(found: Found, text: str, faults: list[Fault]) -> None:
    assert found(text) == faults
