"""Sweeps: every point is what scoring gives there, and a break is where the band changes, exactly."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.lang.types import RATE
from chiso.lang.values import Number
from chiso.report.sweep_sheets import bars
from chiso.study.sweep import simplest_between
from conftest import HEADER, ROOT, RuleFile
from lang.programs import tried

EDITION = "qd766/dong-thap@2024-06"
TARGET = "param payment_target from 30% to 90% step 10%"


@pytest.fixture(scope="module")
def rules() -> chiso.Editable:
    return chiso.editable(EDITION)


@pytest.fixture(scope="module")
def records(rules: chiso.Editable) -> list[chiso.Record]:
    return chiso.read_records(ROOT / "examples/tam-nong-2024-06/units.csv", rules.program)


Given = tuple[chiso.Editable, list[chiso.Record]]


@pytest.fixture
def tam_nong(rules: chiso.Editable, records: list[chiso.Record]) -> Given:
    return rules, records


CHANGES = {
    TARGET: ("param", "payment_target"),
    "rule digitized_dossiers.full_at from 60% to 100% step 20%": ("rule", "digitized_dossiers.full_at"),
    "rule bands.good.at_least from 79 to 82 step 1.5": ("rule", "bands.good.at_least"),
    "input paid_online from 60 to 70 step 5": ("set", "paid_online"),
}


@pytest.mark.parametrize("text", CHANGES)
def test_every_point_is_what_the_scenario_of_its_value_gives(text: str, tam_nong: Given) -> None:
    kind, name = CHANGES[text]
    found = chiso.sweep(*tam_nong, [text])
    vary = found.quantities[0].vary
    for point in found.points:
        asked = chiso.asked(**{kind: [f"{name} = {vary.written(point.values[0])}"]})  # type: ignore[arg-type]
        try:
            [study] = chiso.what_if(*tam_nong, [asked])
        except chiso.DiagnosticError:
            assert point.impossible
            continue
        expected = [
            (o.after.points, None if o.after.band is None else o.after.band.id, o.ranks[1]) for o in study.outcomes
        ]
        assert [(place.total, place.band, place.rank) for place in point.places] == expected


def units_with_data(program: chiso.Program, count: int) -> list[chiso.Record]:
    """Units with every input; some have reported points in place of an input, and one has neither."""
    chance, found = random.Random(766), []
    for place in range(count):
        size = chance.randint(60, 75)
        inputs: dict[str, Number] = {id: 1 if i.type is RATE else size for id, i in program.inputs.items()}
        inputs |= {id: chance.randint(0, size) for id in ("paid_online", "digitized", "electronic_results", "reusing")}
        inputs |= {"processed": 4 * size, "procedures": 2 * size}
        if place % 5 == 0:
            del inputs["published"]
        reported: dict[str, Number] = {"transparency.points": 15} if place % 10 == 0 else {}
        found.append(chiso.Record(f"Xã {place}", "commune", "2024-06", inputs, reported))
    return found


@pytest.mark.parametrize("text", CHANGES)
def test_many_units_come_to_what_a_few_of_them_come_to(text: str, rules: chiso.Editable) -> None:
    units = units_with_data(rules.program, 20)
    together = chiso.sweep(rules, units, [text])
    apart = [chiso.sweep(rules, units[start : start + 5], [text]) for start in range(0, 20, 5)]
    for place, point in enumerate(together.points):
        few = [of for some in apart for of in some.points[place].places]
        assert [(of.total, of.band) for of in point.places] == [(of.total, of.band) for of in few]
    assert any(of.total is not None for point in together.points for of in point.places)


def test_two_quantities_make_a_grid(tam_nong: Given) -> None:
    found = chiso.sweep(*tam_nong, [TARGET, "rule digitized_dossiers.full_at from 80% to 100% step 10%"])
    assert len(found.points) == 7 * 3
    last = found.points[-1]
    assert last.values == (Fraction(9, 10), 1)
    asked = chiso.asked(param=["payment_target=90%"], rule=["digitized_dossiers.full_at=100%"])
    [study] = chiso.what_if(*tam_nong, [asked])
    assert [place.total for place in last.places] == [outcome.after.points for outcome in study.outcomes]


def test_a_break_parts_the_bands_and_is_the_simplest_number_that_does(tam_nong: Given) -> None:
    found = chiso.sweep(*tam_nong, [TARGET])
    breaks = {b.card.record.unit: b for b in found.breaks}
    assert {unit: b.at for unit, b in breaks.items()} == {
        "Xã Hòa Bình": Fraction(6800, 9339),
        "Xã Tân Công Sính": Fraction(82800, 98189),
    }
    for unit, found_break in breaks.items():
        at = found_break.at
        assert at is not None
        near = Fraction(1, 10**12)
        assert [_band(tam_nong, unit, value) for value in (at - near, at, at + near)] == [
            found_break.below,
            found_break.here,
            found_break.above,
        ]


def _band(given: Given, unit: str, value: Number) -> str | None:
    [study] = chiso.what_if(*given, [chiso.asked(param=[f"payment_target = {value}"])])
    band = next(o.after.band for o in study.outcomes if o.before.record.unit == unit)
    return None if band is None else band.id


def test_a_break_of_a_count_is_a_whole_number(tam_nong: Given) -> None:
    found = chiso.sweep(*tam_nong, ["input paid_online from 150 to 200 step 50"])
    assert [(b.card.record.unit, b.at, b.below, b.above) for b in found.breaks] == [
        ("Thị trấn Tràm Chim", 166, "good", "excellent"),
        ("Xã Phú Cường", 186, "good", "excellent"),
    ]


def test_what_is_worked_into_a_maximum_is_compiled_for_each_value(rule_file: RuleFile) -> None:
    text = HEADER + (
        "inputs:\n  a: {title: A, type: count}\n  b: {title: B, type: count}\n"
        "parameters:\n  most: {value: 6, title: M, source: law}\n"
        "groups:\n  - id: g\n    title: G\n    max: most + 4\n    source: law\n    indicators:\n"
        "      - {id: x, title: X, max: most, rate: a / b, when_empty: zero}\n"
        "      - {id: y, title: Y, max: 4, rate: a / b, when_empty: zero}\n"
        "bands:\n  - {id: good, title: T, at_least: 5}\n  - {id: weak, title: Y, at_least: 0}\n"
    )
    record = {"unit": "U", "level": "commune", "period": "2024", "a": "1", "b": "2"}
    found = chiso.sweep(rule_file(text), [record], ["param most from 4 to 8 step 2"])
    assert found.quantities[0].is_compiled
    assert [point.places[0].total for point in found.points] == [4, 5, 6]
    [found_break] = found.breaks
    assert (found_break.low, found_break.high, found_break.exact) == (Fraction("5.9899"), Fraction("5.99"), False)


REFUSED = {
    "param payment_target from 30% to 90% step 0": (
        "vary-step",
        "write `param payment_target from 30% to 90% step 6%`",
    ),
    "param payment_target from 90% to 30% step 5%": (
        "vary-step",
        "write `param payment_target from 90% to 30% step -5%`",
    ),
    "param payment_target from 30% to 30% step 5%": (
        "vary-empty",
        "write `param payment_target from 30% to 60% step 3%`",
    ),
    "param payment_target from 30% to 90% step 0.0001%": (
        "vary-too-many",
        "take a larger step: `param payment_target from 30% to 90% step 6%`",
    ),
    "param payment_target 30% to 90%": ("vary-malformed", "write `param payment_target from 30% to 90% step 5%`"),
    "param payment_targe from 30% to 90% step 5%": ("unknown-parameter", "did you mean `payment_target`?"),
    "rule payment_onlin.full_at from 30% to 90% step 5%": (
        "unknown-rule",
        "did you mean `payment_online.full_at`?",
    ),
    "param payment_target from 0% to 90% step 5%": ("full-at-not-positive", "write a rate above 0, such as 80%"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_varied_is_refused_with_what_can(text: str, tam_nong: Given) -> None:
    with pytest.raises(chiso.DiagnosticError) as raised:
        chiso.sweep(*tam_nong, [text])
    assert [(d.id, d.help) for d in raised.value.diagnostics] == [REFUSED[text]]


def test_a_value_that_a_unit_cannot_have_is_told_as_such(tam_nong: Given) -> None:
    found = chiso.sweep(*tam_nong, ["input paid_online by 0 to 1000 step 1000"])
    assert [point.impossible for point in found.points] == [1, 13]


@tried(200)
@given(st.fractions(0, 9, max_denominator=50), st.fractions(0, 9, max_denominator=50))
def test_the_simplest_number_between_two(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    found = Fraction(simplest_between(low, high))
    assert low <= found <= high
    for bottom in range(1, found.denominator):
        assert -((-low * bottom) // 1) > (high * bottom) // 1


def test_bars_go_from_the_least_to_the_most() -> None:
    assert bars([1, 2, None, 8]) == "▁▂·█"
    assert bars([3, 3]) == "▁▁"
    assert bars([None]) == "·"
