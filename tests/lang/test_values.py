"""Arithmetic, rounding, absence, and numbers as text."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.lang.values import (
    EMPTY,
    MISSING,
    NOT_APPLICABLE,
    Absence,
    Mode,
    Number,
    Rounding,
    absence_of,
    as_number,
    decimal_text,
    decimals_of,
    divide,
    exact_decimal,
    exact_number,
    exceeds_digits,
    from_decimal,
    percent_text,
    plain_number,
    rounded,
    share,
    summed,
    to_digits,
)

WHOLE = st.integers(-(10**15), 10**15)
RATIONAL = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
MODES = {
    Mode.HALF_UP: ROUND_HALF_UP,
    Mode.HALF_EVEN: ROUND_HALF_EVEN,
    Mode.UP: ROUND_UP,
    Mode.DOWN: ROUND_DOWN,
}


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.integers(0, 4), st.sampled_from(list(MODES)))
def test_rounding_agrees_with_decimal_arithmetic(scaled: int, digits: int, kept: int, mode: Mode) -> None:
    written = Decimal(scaled).scaleb(-digits)
    expected = written.quantize(Decimal(1).scaleb(-kept), rounding=MODES[mode])
    assert rounded(Fraction(scaled, 10**digits), to_digits(kept, mode)) == Fraction(expected)


@given(RATIONAL, st.fractions(min_value=Fraction(1, 1000), max_value=1000), st.sampled_from(list(Mode)))
def test_rounding_gives_a_neighbouring_multiple(value: Fraction, step: Fraction, mode: Mode) -> None:
    result = rounded(value, Rounding(step, mode))
    assert (result / step).denominator == 1
    assert abs(result - value) < step
    if mode in (Mode.HALF_UP, Mode.HALF_EVEN):
        assert abs(result - value) * 2 <= step


@pytest.mark.parametrize(
    ("value", "digits", "mode", "result"),
    [
        ("2.675", 2, Mode.HALF_UP, "2.68"),
        ("2.665", 2, Mode.HALF_EVEN, "2.66"),
        ("0.5", 0, Mode.HALF_EVEN, "0"),
        ("1.5", 0, Mode.HALF_EVEN, "2"),
        ("-2.5", 0, Mode.HALF_UP, "-3"),
        ("2.001", 2, Mode.UP, "2.01"),
        ("-2.001", 2, Mode.UP, "-2.01"),
        ("2.009", 2, Mode.DOWN, "2"),
        ("2.00", 2, Mode.UP, "2"),
    ],
)
def test_ties_and_signs(value: str, digits: int, mode: Mode, result: str) -> None:
    assert rounded(Fraction(value), to_digits(digits, mode)) == Fraction(result)


def test_rounding_to_a_multiple() -> None:
    assert rounded(Fraction("3.13"), Rounding(Fraction(1, 4), Mode.HALF_UP)) == Fraction("3.25")


@given(st.lists(RATIONAL | WHOLE))
def test_a_sum_is_the_sum(values: list[Number]) -> None:
    assert summed(values) == sum(values, start=Fraction(0))


@given(WHOLE | RATIONAL, WHOLE | RATIONAL)
def test_a_quotient_is_exact_and_empty_over_zero(left: Number, right: Number) -> None:
    result = divide(left, right)
    if right == 0:
        assert result is EMPTY
    else:
        assert isinstance(result, Fraction)
        assert result * right == left


@given(st.integers(0, 100), st.fractions(0, 3), st.fractions(Fraction(1, 100), 2))
def test_a_share_grows_in_proportion_up_to_the_whole(whole: int, part: Fraction, full: Fraction) -> None:
    assert share(whole, part, full) == whole * min(Fraction(1), part / full)


def test_the_share_of_nothing_is_empty() -> None:
    assert share(6, Fraction(1, 2), 0) is EMPTY


@pytest.mark.parametrize(
    ("values", "result"),
    [
        ([1, Fraction(1, 2)], None),
        ([1, EMPTY], EMPTY),
        ([EMPTY, MISSING], MISSING),
        ([MISSING, EMPTY], MISSING),
        ([MISSING, NOT_APPLICABLE], NOT_APPLICABLE),
        ([NOT_APPLICABLE, EMPTY, MISSING], NOT_APPLICABLE),
        ([], None),
    ],
)
def test_the_strongest_absence_survives(values: list[Number | Absence], result: Absence | None) -> None:
    assert absence_of(*values) is result


def test_a_flag_is_no_number() -> None:
    assert as_number(True) is None
    assert as_number(1) == 1
    assert as_number(MISSING) is None
    assert as_number("1") is None


@given(RATIONAL)
def test_decimals_say_a_number_exactly_or_not_at_all(value: Fraction) -> None:
    text = decimal_text(value)
    assert exact_number(text) == value
    assert ("/" in text) is (decimals_of(value) is None)


@given(st.integers(-(10**9), 10**9), st.integers(0, 8), st.integers(0, 4))
def test_at_least_so_many_digits_are_written(scaled: int, digits: int, least: int) -> None:
    text = decimal_text(Fraction(scaled, 10**digits), least)
    assert Decimal(text) == Decimal(scaled).scaleb(-digits)
    assert len(text.partition(".")[2]) >= least


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("0.1", Fraction(1, 10)),
        ("-3.50", Fraction(-7, 2)),
        ("+4", 4),
        ("007", 7),
        ("1.", None),
        (".5", None),
        ("1e3", None),
        ("1_000", None),
        ("82,07", None),
        ("٣", None),
        ("", None),
        ("nan", None),
        ("1 000", None),
    ],
)
def test_plain_numbers(text: str, number: Number | None) -> None:
    assert plain_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45%", Fraction(9, 20)),
        ("18.7 %", Fraction(187, 1000)),
        ("290/299", Fraction(290, 299)),
        ("1/0", None),
        ("%", None),
    ],
)
def test_numbers_as_rules_write_them(text: str, number: Number | None) -> None:
    assert exact_number(text) == number


def test_percent_text() -> None:
    assert percent_text(Fraction(9, 20)) == "45%"
    assert percent_text(Fraction(8407, 10000)) == "84.07%"
    assert percent_text(1) == "100%"
    assert percent_text(Fraction(1, 3)) == "100/3%"


def test_decimals_are_taken_over_exactly() -> None:
    assert from_decimal(Decimal("0.10")) == Fraction(1, 10)
    assert exact_decimal(Fraction(43, 5), 2) == Decimal("8.60")
    with pytest.raises(ValueError, match="not a number"):
        from_decimal(Decimal("NaN"))
    with pytest.raises(ValueError, match="no finite decimal"):
        exact_decimal(Fraction(1, 3))


@pytest.mark.parametrize("digits", [1, 30, 1000])
def test_length_is_told_without_writing_the_number(digits: int) -> None:
    assert not exceeds_digits(10**digits - 1, digits)
    assert not exceeds_digits(Fraction(1, 10 ** (digits - 1)), digits)
    assert exceeds_digits(10 ** (2 * digits + 2), digits)
    assert exceeds_digits(Fraction(1, 10 ** (2 * digits + 2)), digits)
