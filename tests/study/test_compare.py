"""Comparisons: the causes by name, in data and in one sentence in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

import chiso
from conftest import ROOT

MARCH, APRIL = (ROOT / f"examples/what-if/units-2026-{month}.csv" for month in ("03", "04"))


@pytest.fixture(scope="module")
def editions() -> tuple[chiso.Program, chiso.Program]:
    return chiso.load("qd766/national@2022"), chiso.load("qd766/portal@2026")


Editions = tuple[chiso.Program, chiso.Program]


def test_the_threshold_is_the_cause_of_every_difference_between_the_national_rules_and_the_portals(
    editions: Editions,
) -> None:
    found = chiso.compare(*editions, chiso.read_records(MARCH, editions[0]))
    assert len(found.units) == 6
    assert [unit.difference for unit in found.units if unit.difference]
    for unit in found.units:
        digitisation = [
            next(g.points for g in card.groups if g.id == "digitization") for card in (unit.before, unit.after)
        ]
        assert unit.difference == (digitisation[1] or 0) - (digitisation[0] or 0)
        named = [(cause.address, cause.before, cause.after) for share in unit.shares for cause in share.causes]
        assert named == ([("digitized_dossiers.full_at", "80%", "100%")] if unit.difference else [])


def test_two_periods_under_one_edition(editions: Editions) -> None:
    program = editions[1]
    found = chiso.compare(program, program, chiso.read_records(MARCH, program), chiso.read_records(APRIL, program))
    for unit in found.units:
        assert sum((Fraction(share.points) for share in unit.shares), Fraction(0)) == unit.difference
        assert {cause.kind.value for share in unit.shares for cause in share.causes} == {"input"}


def test_a_unit_is_told_in_one_sentence(editions: Editions) -> None:
    found = chiso.compare(*editions, chiso.read_records(MARCH, editions[0]))
    said = {unit["unit"]: unit["sentence"] for unit in chiso.comparison_data(found)["units"]}
    assert said["Xã Tân Thuận"]["vi"] == SENTENCES[0]
    assert said["Xã Tân Thuận"]["en"] == SENTENCES[1]


SENTENCES = (
    "Xã Tân Thuận giảm 0,54 điểm, từ 88,34 xuống 87,80: "
    "tỷ lệ đạt điểm tối đa của Hồ sơ thực hiện số hóa từ 80% thành 100% (-0,54)",
    "Xã Tân Thuận loses 0.54 points, from 88.34 to 87.80: "
    "the rate for full points of Dossiers digitised from 80% to 100% (-0.54)",
)


def test_units_of_one_side_only_are_named(editions: Editions) -> None:
    program = editions[0]
    records = chiso.read_records(MARCH, program)
    found = chiso.compare(program, program, records[1:], records[:-1])
    assert found.only_before == ("Thị trấn Phú Lộc",)
    assert found.only_after == ("Xã An Bình",)
    assert [unit.shares for unit in found.units] == [()] * 4


def test_a_unit_without_a_total_has_no_difference(editions: Editions) -> None:
    program = editions[0]
    records = chiso.read_records(MARCH, program)
    bare = chiso.Record(records[0].unit, "commune", "2026-04", {})
    [unit] = chiso.compare(program, program, records[:1], [bare]).units
    assert (unit.difference, unit.shares) == (None, ())


def test_nothing_in_common_and_several_periods_are_refused(editions: Editions) -> None:
    program = editions[0]
    records, others = chiso.read_records(MARCH, program), chiso.read_records(APRIL, program)
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.compare(program, program, records[:1], records[1:])
    assert [d.id for d in raised.value.diagnostics] == ["no-unit-in-both"]
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.compare(program, program, records[:1], [records[0], others[0]])
    assert [d.id for d in raised.value.diagnostics] == ["unit-in-several-periods"]
