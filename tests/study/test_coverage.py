"""What cases put to the test is counted item by item, and what none does is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import chiso
from conftest import HEADER, ROOT, SMALL, RuleFile

EDITIONS = [*chiso.rule_files(ROOT / "rules"), ROOT / "examples" / "digital-transformation" / "rules.yaml"]

RULES = (
    HEADER.replace("small", "covered").replace("points: 2", "points: 1")
    + """\
inputs:
  paid: {title: Đã thanh toán, type: count}
  due: {title: Phải thanh toán, type: count}
  meetings: {title: Số cuộc họp, type: count}
  in_town: {title: Ở thị trấn, type: flag}
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
        rate: paid / due
        when_empty: zero
        target: quota
      - id: meeting
        title: Họp
        max: 4
        applies_when: in_town or level == "district"
        when_not_applicable: full
        steps:
          of: meetings
          rows:
            - {at_least: 4, points: 4}
            - {at_least: 2, points: 2}
bands:
  - {id: good, title: Tốt, at_least: 8}
  - {id: weak, title: Yếu, at_least: 0}
"""
)


def missed(rules: Path) -> list[tuple[str, str, str, int]]:
    (tested,) = chiso.examine([rules], coverage=True)
    assert tested.coverage is not None
    return [(i.kind.value, i.name, i.side, i.span.begins.line) for i in tested.coverage.missed]


def covered_by(rule_file: RuleFile, *cases: str) -> list[tuple[str, str, str, int]]:
    """What is left when only the first so many cases are there."""
    rules = rule_file(RULES)
    rule_file("chiso: 1\ncases:\n" + "".join(f"  - {{name: {n}, {case}}}\n" for n, case in enumerate(cases)),
              "rules.cases.yaml")  # fmt: skip
    return missed(rules)


ONLINE = "given: {paid: 6, due: 10, meetings: 4, in_town: true}, expect: {online.points: 3.6, total.points: 7.6}"
ALL = [
    ("indicator", "online", "", 22),
    ("policy", "online.when_empty", "zero", 26),
    ("target", "online.target", "true", 27),
    ("target", "online.target", "false", 27),
    ("indicator", "meeting", "", 28),
    ("condition", 'in_town or level == "district"', "true", 31),
    ("condition", 'in_town or level == "district"', "false", 31),
    ("condition", "in_town", "true", 31),
    ("condition", "in_town", "false", 31),
    ("condition", 'level == "district"', "true", 31),
    ("condition", 'level == "district"', "false", 31),
    ("policy", "meeting.when_not_applicable", "full", 32),
    ("row", "otherwise", "-> 0", 34),
    ("row", "4", "-> 4", 36),
    ("row", "2", "-> 2", 37),
    ("band", "good", "8", 39),
    ("band", "good", "7.9", 39),
    ("check", "paid <= due", "true", 13),
    ("check", "paid <= due", "false", 13),
    ("parameter", "quota", "", 15),
]

ELSEWHERE = ("condition", 'level == "district"', "false")
QUOTA = ("parameter", "quota", "")
"""What a case passes through that says nothing of towns."""


def test_everything_that_can_be_tested_is_counted(rule_file: RuleFile) -> None:
    nothing = "given: {}, expect: {online.points: null}"
    assert sorted(covered_by(rule_file, nothing)) == sorted(item for item in ALL if item[:3] not in (QUOTA, ELSEWHERE))


@pytest.mark.parametrize(
    ("case", "met"),
    [
        (
            ONLINE,
            {
                ("indicator", "online", ""),
                ("indicator", "meeting", ""),
                ("target", "online.target", "true"),
                ("condition", "in_town", "true"),
                ("condition", 'in_town or level == "district"', "true"),
                ("row", "4", "-> 4"),
                ("check", "paid <= due", "true"),
                ("parameter", "quota", ""),
            },
        ),
        (
            "given: {paid: 11, due: 10}, expect: {diagnostics: [check-failed paid]}",
            {("check", "paid <= due", "false")},
        ),
        (
            "given: {in_town: false, meetings: 1}, expect: {meeting.points: 4}",
            {
                ("condition", "in_town", "false"),
                ("condition", 'level == "district"', "false"),
                ("condition", 'in_town or level == "district"', "false"),
                ("policy", "meeting.when_not_applicable", "full"),
                ("parameter", "quota", ""),
            },
        ),
        (
            "level: district, given: {in_town: false, meetings: 1}, expect: {meeting.points: 0}",
            {
                ("indicator", "meeting", ""),
                ("condition", "in_town", "false"),
                ("condition", 'level == "district"', "true"),
                ("condition", 'in_town or level == "district"', "true"),
                ("row", "otherwise", "-> 0"),
                ("parameter", "quota", ""),
            },
        ),
        (
            "given: {total.points: 8}, expect: {total.band: good}",
            {("band", "good", "8"), QUOTA, ELSEWHERE},
        ),
        (
            "given: {total.points: 7.9}, expect: {total.band: weak}",
            {("band", "good", "7.9"), QUOTA, ELSEWHERE},
        ),
        ("given: {total.points: 7.8}, expect: {total.band: weak}", {QUOTA, ELSEWHERE}),
        (
            "given: {paid: 0, due: 0}, expect: {online.points: 0}",
            {
                ("policy", "online.when_empty", "zero"),
                ("check", "paid <= due", "true"),
                ("parameter", "quota", ""),
                ELSEWHERE[:3],
            },
        ),
        ("given: {online.points: 5}, expect: {online.points: 5}", {QUOTA, ELSEWHERE}),
    ],
)
def test_a_case_puts_to_the_test_what_it_passes_through(
    rule_file: RuleFile, case: str, met: set[tuple[str, str, str]]
) -> None:
    left = {item[:3] for item in covered_by(rule_file, case)}
    assert {item[:3] for item in ALL} - left == met


def test_a_check_is_not_broken_by_data_that_the_case_did_not_expect_to_break_it(rule_file: RuleFile) -> None:
    left = covered_by(rule_file, "given: {paid: 11, due: 10}, expect: {online.points: 6}")
    assert ("check", "paid <= due", "false", 13) in left


def test_a_case_with_other_parameters_counts_for_the_edition(rule_file: RuleFile) -> None:
    left = covered_by(rule_file, f"parameters: {{quota: 2/3}}, {ONLINE}")
    assert ("row", "4", "-> 4", 36) not in left
    assert ("target", "online.target", "false", 27) not in left


def test_an_edition_answers_for_what_its_own_file_says(rule_file: RuleFile) -> None:
    rule_file(RULES, "rules/test/covered/2024.yaml")
    later = rule_file(
        'chiso: 1\nruleset: test/covered\nedition: "2025"\ntitle: Sau\nextends: test/covered@2024\n'
        "parameters: {quota: 70%}\n",
        "rules/test/covered/2025.yaml",
    )
    rule_file(f"chiso: 1\ncases:\n  - {{name: a, {ONLINE}}}\n", "rules/test/covered/2025.cases.yaml")
    (tested,) = chiso.examine([later], coverage=True)
    assert tested.coverage is not None
    assert [(item.kind.value, item.name, hits) for item, hits in tested.coverage.items] == [("parameter", "quota", 1)]


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: "-".join(path.parts[-2:]))
def test_what_ships_is_covered(path: Path) -> None:
    (tested,) = chiso.examine([path], rules=[ROOT / "rules"], coverage=True)
    assert tested.diagnostics == ()
    assert tested.coverage is not None
    assert [item.name for item in tested.coverage.missed] == []
    assert tested.coverage.reaches(95)


def test_a_share_is_never_rounded_up(rule_file: RuleFile) -> None:
    rules = rule_file(SMALL)
    rule_file("chiso: 1\ncases:\n  - {name: a, given: {paid: 1, due: 2}, expect: {online.points: 5}}\n",
              "rules.cases.yaml")  # fmt: skip
    (tested,) = chiso.examine([rules], coverage=True)
    assert tested.coverage is not None
    assert (tested.coverage.covered, len(tested.coverage.items)) == (2, 6)
    assert chiso.coverage_percent(tested.coverage) == "33.3"
    assert tested.coverage.reaches(33)
    assert not tested.coverage.reaches(34)
