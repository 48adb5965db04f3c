"""Printed figures: what a text says, and every number that may stand behind it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.lang.values import Mode, rounded, to_digits
from chiso.source import Source, Span
from chiso.study.audit.figure import Figure, Measure, finest, number_of, step_of
from chiso.study.audit.unit_names import kind_of, name_of, names_among

NOWHERE = Span(Source("x.csv", ""), 0, 0)


def figure(text: str, measure: Measure = Measure.NUMBER) -> Figure:
    number = number_of(text, measure)
    assert number is not None
    return Figure(text, NOWHERE, "x", measure, number, step_of(text, measure))


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("82,07", Measure.NUMBER, "82.07"),
        ("82.07", Measure.NUMBER, "82.07"),
        ("17,2/18", Measure.NUMBER, "17.2"),
        ("06/12", Measure.NUMBER, "6"),
        ("(giảm 1,6)", Measure.NUMBER, "-1.6"),
        ("tăng 0,6", Measure.NUMBER, "0.6"),
        ("-19.05", Measure.NUMBER, "-19.05"),
        ("−3", Measure.NUMBER, "-3"),
        ("87.5", Measure.PERCENT, "0.875"),
        ("18,7 %", Measure.PERCENT, "0.187"),
        ("1.936", Measure.COUNT, "1936"),
        ("114.371", Measure.COUNT, "114371"),
        ("5,065", Measure.COUNT, "5065"),
        ("08", Measure.COUNT, "8"),
    ],
)
def test_a_text_says_a_number_by_what_its_column_is(text: str, measure: Measure, number: str) -> None:
    assert number_of(text, measure) == Fraction(number)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Không", Measure.NUMBER),
        ("1.93", Measure.COUNT),
        ("12,5", Measure.COUNT),
        ("1.936,5", Measure.NUMBER),
        ("", Measure.COUNT),
        ("12 hồ sơ", Measure.COUNT),
        ("1,2,3", Measure.PERCENT),
        ("9" * 5_000, Measure.COUNT),
        ("1." + "9" * 5_000, Measure.NUMBER),
    ],
)
def test_a_text_that_says_no_number_of_the_kind_says_none(text: str, measure: Measure) -> None:
    assert number_of(text, measure) is None


def test_a_printed_figure_stands_for_all_that_is_rounded_to_it() -> None:
    interval = figure("12,9").interval
    assert [interval.holds(Fraction(n)) for n in ("12.849", "12.85", "12.95", "12.951")] == [False, True, True, False]
    assert figure("97", Measure.COUNT).interval.holds(97)
    assert not figure("97", Measure.COUNT).interval.holds(Fraction("97.1"))


def test_zeros_at_the_end_of_a_column_are_dropped_in_print() -> None:
    steps = [step_of(text, Measure.NUMBER) for text in ("18", "17,7", "18")]
    assert finest(steps) == Fraction(1, 10)


@given(
    st.fractions(min_value=-100, max_value=100, max_denominator=10_000),
    st.integers(0, 4),
    st.sampled_from([Mode.HALF_UP, Mode.HALF_EVEN]),
)
def test_whatever_is_rounded_either_way_lies_in_the_interval_of_what_is_printed(
    value: Fraction, digits: int, mode: Mode
) -> None:
    shown = rounded(value, to_digits(digits, mode))
    assert Figure("", NOWHERE, "x", Measure.NUMBER, shown, Fraction(1, 10**digits)).interval.holds(value)


@given(st.fractions(min_value=-100, max_value=100, max_denominator=10_000), st.integers(0, 4))
def test_whatever_is_cut_off_lies_in_the_interval_for_that(value: Fraction, digits: int) -> None:
    shown = rounded(value, to_digits(digits, Mode.DOWN))
    if shown or value >= 0:
        assert Figure("", NOWHERE, "x", Measure.NUMBER, shown, Fraction(1, 10**digits)).cut_off.holds(value)


def test_one_digit_changed_in_every_way() -> None:
    changed = list(figure("5,3/20").with_one_digit_changed())
    assert len(changed) == 18
    assert {"1,3/20", "5,4/20"} <= {other.text for other in changed}
    assert all(other.step == Fraction(1, 10) for other in changed)


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [
        ("UBND TT Chợ Vàm", "thị trấn", "chợ vàm"),
        ("Thị trấn Chợ Vàm", "thị trấn", "chợ vàm"),
        ("CHỢ  VÀM", "", "chợ vàm"),
        ("Xã Xuân Phường", "xã", "xuân phường"),
        ("Xã", "", "xã"),
    ],
)
def test_a_name_is_a_kind_and_a_bare_name(text: str, kind: str, bare: str) -> None:
    assert (name_of(text).kind, name_of(text).bare) == (kind, bare)


def test_the_kind_as_a_unit_writes_it() -> None:
    assert [kind_of(name) for name in ("Thị trấn Tràm Chim", "Xã Phú Đức", "Một cửa huyện")] == ["Thị trấn", "Xã", ""]


def test_a_name_in_two_sources_that_differs_in_its_marks_only_is_one_unit() -> None:
    names = names_among([["PHÚ HÙNG", "PHÚ THÀNH", "PHÚ THẠNH"], ["xã Phú Hưng", "xã Phú Thành", "xã Phú Thạnh"]])
    assert [(s.one, s.other) for s in names.spellings] == [("PHÚ HÙNG", "xã Phú Hưng")]
    assert names.same("PHÚ HÙNG", "Xã Phú Hưng")
    assert not names.same("PHÚ THÀNH", "xã Phú Thạnh")


def test_a_town_and_its_district_are_two_units() -> None:
    names = names_among([["Thị trấn Lấp Vò", "Huyện Lấp Vò"]])
    assert not names.same("Thị trấn Lấp Vò", "Huyện Lấp Vò")
