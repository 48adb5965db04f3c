"""Rules held against each other: what means the same is no difference, and what moves a score always is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import Given
from chiso.library.assemble import program_of
from chiso.records.record import Record
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.run.exact import score
from chiso.run.scorecard import quantities
from chiso.source import Source
from chiso.study.compare_rules import compare
from conftest import HEADER, RuleFile
from lang.programs import tried

LAID_OUT = (
    HEADER.replace("small", "compared")
    + """\
inputs:
  paid: {title: Đã thanh toán, type: count}
  due: {title: Phải thanh toán, type: count}
  late: {title: Trễ hạn, type: count}
checks:
  - {rule: paid <= due, message: thanh toán nhiều hơn phải thanh toán}
parameters:
  quota: {title: Chỉ tiêu, value: 60%, source: law}
groups:
  - id: payment
    title: Thanh toán
    max: 10
    source: law
    indicators:
      - id: online
        title: Trực tuyến
        max: 6
        rate: (paid + late) / (due + late)
        when_empty: zero
        target: quota
      - id: lateness
        title: Trễ hạn
        max: 4
        applies_when: level in ["commune", "district"] and due > 0
        when_not_applicable: exclude
        points: steps(late, 3 -> 0, 1 -> 2, 0 -> 4)
bands:
  - {id: good, title: Tốt, at_least: 8, requires: online.rate >= 45%}
  - {id: weak, title: Yếu, at_least: 0}
"""
)

OTHERWISE = """\
# The same in other words.
title: "Bộ chỉ số thử"
edition: '2024'
chiso: 1
ruleset: test/compared
bands:
  - {requires: 0.45 <= online.rate, at_least: 4 + 4, id: good, title: Tốt}
  - id: weak
    title: Yếu
    at_least: 0.00
    below: 8
groups:
  - source: law
    id: payment
    max: 10
    note: lời ghi chú
    title: Thanh toán
    indicators:
      - id: lateness
        title: Trễ hạn
        max: 4
        when_not_applicable: exclude
        applies_when: |
          0 < due
          and level in ["district", "commune"]
        steps:
          of: late
          rows:
            - {at_least: 0, points: 4}
            - {at_least: 1, points: 2}
            - {at_least: 3, points: 0}
      - {id: online, title: Trực tuyến, max: 6, full_at: 100%, rate: (late + paid) / (late + due), when_empty: zero,
         target: quota, rounding: {points: 2}}
parameters:
  quota: {title: Chỉ tiêu, value: 0.6, type: rate, source: law}
checks:
  - rule: due >= paid
    message: thanh toán nhiều hơn phải thanh toán
sources: {law: {title: Quyết định}, more: {title: Không dẫn}}
inputs:
  late: {title: Trễ hạn, type: count, min: 0}
  due: {title: Phải thanh toán, type: count}
  paid: {title: Đã thanh toán, type: count, optional: false}
rounding: {mode: half_up, points: 2}
"""


def program(text: str) -> Program:
    report = Report()
    document = load(Source("rules.yaml", text), report)
    found = None if document is None else program_of(document, report)
    assert found is not None, [f"{fault.span.begins.line}: {fault.message}" for fault in report]
    return found


def told(old: str, new: str) -> list[tuple[str, str | None, str | None, set[str]]]:
    found = compare(program(old), program(new))
    return [(one.address, one.before, one.after, {kind.value for kind in one.kinds}) for one in found]


def test_what_is_written_differently_and_means_the_same_is_no_difference() -> None:
    assert told(LAID_OUT, OTHERWISE) == []
    assert told(OTHERWISE, LAID_OUT) == []


def test_what_is_inherited_is_as_good_as_what_is_written(rule_file: RuleFile) -> None:
    rule_file(LAID_OUT.replace("value: 60%", "value: 70%"), "rules/test/compared/2023.yaml")
    rule_file(LAID_OUT.replace('"2024"', '"2023"').replace("60%", "70%"), "rules/test/compared/2023.yaml")
    short = rule_file(
        'chiso: 1\nruleset: test/compared\nedition: "2024"\ntitle: Bộ chỉ số thử\nextends: test/compared@2023\n'
        "parameters: {quota: 60%}\n",
        "rules/test/compared/2024.yaml",
    )
    found = chiso.compare_rules(short, rule_file(LAID_OUT, "whole.yaml"))
    assert found.differences == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("value: 60%", "value: 50%", [("quota.value", "60%", "50%", {"target-change"})]),
        ("at_least: 8", "at_least: 7", [("bands.good.at_least", "8", "7", {"band-change"})]),
        (">= 45%", "> 45%", [("bands.good.requires", "online.rate >= 45%", "online.rate > 45%", {"band-change"})]),
        (", requires: online.rate >= 45%", "", [("bands.good.requires", "online.rate >= 45%", None, {"band-change"})]),
        ("title: Tốt", "title: Khá tốt", [("bands.good.title", "Tốt", "Khá tốt", {"text-change"})]),
        ("title: Quyết định}", "title: Nghị định}", None),
        ("when_empty: zero", "when_empty: full", [("online.when_empty", "zero", "full", {"score-change"})]),
        ("        target: quota\n", "", [("online.target", "quota", None, {"target-change"})]),
        ("1 -> 2", "1 -> 3", None),
        ("points: 2, mode", "points: 1, mode", None),
        (
            "late: {title: Trễ hạn, type: count}",
            "late: {title: Trễ hạn, type: count, max: 9}",
            [("late.max", None, "9", {"input-change"})],
        ),
        (
            "  due: {title: Phải thanh toán, type: count}\n",
            "  due: {title: Phải thanh toán, type: count}\n  more: {title: Nữa, type: count}\n",
            [("more", None, "Nữa", {"input-change"})],
        ),
        (
            "  - {rule: paid <= due, message: thanh toán nhiều hơn phải thanh toán}\n",
            "  - {rule: paid < due, message: thanh toán nhiều hơn phải thanh toán}\n",
            [
                ("checks[paid < due]", None, "paid < due", {"input-change"}),
                ("checks[paid <= due]", "paid <= due", None, {"input-change"}),
            ],
        ),
        ("nhiều hơn", "quá", None),
        ("chiso: 1\n", "chiso: 1\nissued: 2024-01-01\n", [("issued", None, "2024-01-01", {"date-change"})]),
        ("chiso: 1\n", "chiso: 1\nstatus: published\n", [("status", "draft", "published", {"text-change"})]),
        ("chiso: 1\n", "chiso: 1\ntitle_en: Test\n", None),
    ],
)
def test_a_change_is_told_with_its_kind(
    old: str, new: str, found: list[tuple[str, str | None, str | None, set[str]]] | None
) -> None:
    assert old in LAID_OUT
    changed = told(LAID_OUT, LAID_OUT.replace(old, new))
    if found is None:
        assert changed
    else:
        assert changed == found


def test_a_new_node_is_one_difference_with_what_it_changes() -> None:
    more = (
        "    indicators:\n      - {id: extra, title: Thêm, max: 2, bonus: true, rate: late / due, "
        "when_empty: zero, target: quota}\n"
    )
    added = told(LAID_OUT, LAID_OUT.replace("    indicators:\n", more))
    assert added == [("extra", None, "Thêm", {"score-change", "target-change"})]
    removed = told(LAID_OUT.replace("    indicators:\n", more), LAID_OUT)
    assert removed == [("extra", "Thêm", None, {"score-change", "target-change"})]


# Laws: whatever two rule sets are, an empty diff promises equal scorecards.

CHOICES: Sequence[tuple[str, Sequence[str]]] = (
    ("(paid + late) / (due + late)", ["(late + paid) / (late + due)", "(paid + 2 * late) / (due + late)"]),
    ("when_empty: zero", ["when_empty: full", "when_empty: none", "when_empty: exclude"]),
    ("target: quota", ["target: 50%", "full_at: quota", "full_at: 100%", "full_at: 1\n        target: quota"]),
    ("value: 60%", ["value: 0.6, type: rate", "value: 50%"]),
    (
        'level in ["commune", "district"] and due > 0',
        ['due > 0 and level in ["district", "commune"]', "due > 1", "0 < due"],
    ),
    (
        "when_not_applicable: exclude",
        ["when_not_applicable: zero", "when_not_applicable: full", "when_missing: exclude"],
    ),
    (
        "steps(late, 3 -> 0, 1 -> 2, 0 -> 4)",
        ["steps(late, 0 -> 4, 1 -> 2, 3 -> 0)", "4 - clamp(late, 0, 4)", "-late + 4", "4 - late"],
    ),
    ("at_least: 8", ["at_least: 16 / 2", "at_least: 6"]),
    (", requires: online.rate >= 45%", [", requires: 0.45 <= online.rate", "", ", requires: online.points > 3"]),
    ("points: 2, mode: half_up", ["points: 0, mode: half_up", "points: 2, mode: down", "multiple_of: 0.5"]),
    ("    max: 10\n", ["    max: 5 + 5\n", "    max: 10\n    min: 1\n", "    max: 10\n    rounding: {points: 0}\n"]),
    (
        "mode: half_up}",
        ["mode: half_up, groups: exact}", "mode: half_up, groups: {points: 1}}", "mode: half_up, total: {points: 0}}"],
    ),
)


@st.composite
def variants(draw: st.DrawFn) -> str:
    text = LAID_OUT
    for written, others in CHOICES:
        if draw(st.integers(0, 3)) == 0:
            text = text.replace(written, draw(st.sampled_from(others)))
    return text


def _compiled(text: str) -> Program | None:
    document = load(Source("rules.yaml", text), Report())
    return None if document is None else program_of(document, Report())


@st.composite
def cases(draw: st.DrawFn) -> Record:
    small = st.one_of(st.integers(0, 6), st.none())
    inputs: dict[str, Given] = {id: value for id in ("paid", "due", "late") if (value := draw(small)) is not None}
    reported: dict[str, Given] = draw(st.sampled_from([{}, {}, {"payment.points": 7}, {"online.rate": 1}]))
    return Record("Xã A", draw(st.sampled_from(["commune", "province"])), "2024", inputs, reported)


@tried(400)
@given(variants(), variants(), st.lists(cases(), min_size=1, max_size=6))
def test_an_empty_diff_promises_equal_scorecards(old: str, new: str, records: list[Record]) -> None:
    """And so a scorecard that differs has a difference to be blamed on."""
    before, after = _compiled(old), _compiled(new)
    if before is None or after is None:
        return
    cards = [[quantities(score(rules, record)) for record in records] for rules in (before, after)]
    if cards[0] != cards[1]:
        assert compare(before, after) != []
    if compare(before, after) == []:
        assert cards[0] == cards[1]


def test_the_law_is_put_to_the_test_by_both_kinds() -> None:
    """Some choices mean the same and some do not, so that the law is no empty promise."""
    plain = program(LAID_OUT)
    record = Record("Xã A", "commune", "2024", {"paid": 1, "due": 3, "late": 2})
    same, moved = 0, 0
    for written, others in CHOICES:
        assert written in LAID_OUT
        for other in others:
            changed = _compiled(LAID_OUT.replace(written, other))
            if changed is None:
                continue
            same += not compare(plain, changed)
            moved += quantities(score(plain, record)) != quantities(score(changed, record))
    assert same >= 7
    assert moved >= 7


def test_the_places_of_differences_are_in_the_later_rules(rule_file: RuleFile) -> None:
    old = rule_file(LAID_OUT, "old.yaml")
    text = (
        LAID_OUT.replace("value: 60%", "value: 50%")
        .replace("        target: quota\n", "")
        .replace("        rate:", "        target: quota + 1%\n        rate:")
        .replace("late: {title: Trễ hạn, type: count}", "late: {title: Trễ hạn, type: count, max: 5}")
    )
    new = rule_file(text, "new.yaml")
    found = chiso.compare_rules(old, new)
    assert [(Path(one.place.source.name).name, one.address, one.place.text) for one in found.differences] == [
        ("new.yaml", "late.max", "5"),
        ("new.yaml", "quota.value", "50%"),
        ("new.yaml", "online.target", "quota + 1%"),
    ]
