"""Columns of integers round as single numbers do: at ties, beside them, near every bound, over columns or constants."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import polars as pl
import pytest

from chiso.lang.values import Mode, Rounding, rounded
from chiso.run.columnar.stepping import steps
from chiso.run.columnar.vector import Ratio, compared, quotient, ratio, total
from chiso.run.columnar.whole import TooWide, Whole, whole

WIDTHS = (10, 1_000, 2**20, 2**31, 2**40, 2**50, 2**52, 2**56)
STEPS = (Fraction(1), Fraction(1, 100), Fraction(1, 4), Fraction(1, 5), Fraction(3, 2))


def column(name: str, values: list[int]) -> Whole:
    return Whole(pl.col(name), min(values), max(values))


def drawn(chance: Random, width: int, rows: int = 400) -> tuple[list[int], list[int]]:
    """Numbers to divide: any, whole quotients, ties of a hundredth, and one beside these."""
    tops, bottoms = [], []
    for _ in range(rows):
        bottom = chance.randint(1, max(2, min(width, 10**6)))
        times = chance.randint(0, max(1, width // bottom))
        near = chance.choice((0, 0, 1, -1))
        tie = bottom * (2 * times + 1) // 200 if chance.random() < 0.5 else bottom * times
        tops.append(max(0, min(width, chance.choice((tie + near, chance.randint(0, width))))))
        bottoms.append(bottom)
    return tops, bottoms


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("width", WIDTHS)
def test_quotients_of_columns_round_as_numbers_do(mode: Mode, width: int) -> None:
    chance = Random(width)
    tops, bottoms = drawn(chance, width)
    for step in STEPS:
        rounding = Rounding(step, mode)
        try:
            found = steps(Ratio(column("top", tops), column("bottom", bottoms)), rounding)
        except TooWide:
            assert width >= 2**50
            continue
        counted = pl.DataFrame({"top": tops, "bottom": bottoms}).select(found.wide).to_series().to_list()
        wanted = [rounded(Fraction(t, b), rounding) / step for t, b in zip(tops, bottoms, strict=True)]
        assert counted == wanted
        assert found.low <= min(counted) <= max(counted) <= found.high


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("bottom", [3, 7, 20, 14_600, 146_000, 999_983])
def test_quotients_over_one_number_for_all_rows_do_too(mode: Mode, bottom: int) -> None:
    tops = [bottom * count + near for count in range(300) for near in (-1, 0, 1) if bottom * count + near >= 0]
    tops += [(2 * count + 1) * bottom // 2 for count in range(300)]
    one = Whole(pl.when(pl.lit(True)).then(pl.lit(bottom)).otherwise(pl.lit(1)), 1, bottom)
    for number in (whole(bottom), one):
        found = steps(Ratio(column("top", tops), number), Rounding(Fraction(1), mode))
        counted = pl.DataFrame({"top": tops}).select(found.wide).to_series().to_list()
        assert counted == [rounded(Fraction(top, bottom), Rounding(Fraction(1), mode)) for top in tops]


@pytest.mark.parametrize("mode", Mode)
def test_numbers_below_0_round_as_numbers_do(mode: Mode) -> None:
    chance = Random(5)
    tops = [chance.randint(-10_000, 10_000) for _ in range(2_000)]
    bottoms = [chance.choice((1, 2, 8, 40, 200, 999)) for _ in tops]
    rounding = Rounding(Fraction(1, 10), mode)
    found = steps(Ratio(column("top", tops), column("bottom", bottoms)), rounding)
    counted = pl.DataFrame({"top": tops, "bottom": bottoms}).select(found.wide).to_series().to_list()
    assert counted == [rounded(Fraction(t, b), rounding) * 10 for t, b in zip(tops, bottoms, strict=True)]


def test_what_could_leave_62_bits_is_refused_when_it_is_built() -> None:
    wide = column("top", [0, 2**40])
    with pytest.raises(TooWide):
        wide.times(wide)
    with pytest.raises(TooWide):
        whole(2**62)
    assert wide.times(whole(2**21)).high == 2**61


def test_sums_and_comparisons_are_exact() -> None:
    chance = Random(9)
    numbers = [[chance.randint(-50, 50) for _ in range(500)] for _ in range(2)]
    bottoms = [[chance.randint(1, 12) for _ in range(500)] for _ in range(2)]
    frame = pl.DataFrame({"a": numbers[0], "b": bottoms[0], "c": numbers[1], "d": bottoms[1]})
    first = Ratio(column("a", numbers[0]), column("b", bottoms[0]))
    last = Ratio(column("c", numbers[1]), column("d", bottoms[1]))
    sum = total([first, last, ratio(Fraction(1, 6))])
    found = frame.select(sum.top.wide.alias("top"), sum.bottom.wide.alias("bottom")).rows()
    exact = [Fraction(a, b) + Fraction(c, d) + Fraction(1, 6) for a, b, c, d in frame.iter_rows()]
    assert [Fraction(top, bottom) for top, bottom in found] == exact
    for operator in ("<", "<=", ">", ">=", "==", "!="):
        held = frame.select(compared(first, operator, last).column).to_series().to_list()
        assert held == [_compared(Fraction(a, b), operator, Fraction(c, d)) for a, b, c, d in frame.iter_rows()]


def _compared(left: Fraction, operator: str, right: Fraction) -> bool:
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[operator]


def test_nothing_over_a_number_of_either_sign_is_nothing_and_by_it_there_is_no_quotient() -> None:
    frame = pl.DataFrame({"a": [0, 0, 0], "b": [-1, 0, 2]})
    nothing = quotient(ratio(0), Ratio(Whole(pl.col("b"), -1, 2), whole(1)))
    assert nothing.absent.empty is not None
    assert frame.select(nothing.absent.empty).to_series().to_list() == [False, True, False]
    gone = quotient(ratio(1), nothing).absent.empty
    assert gone is not None
    assert frame.select(pl.col("a") == 0, gone.alias("gone"))["gone"].to_list() == [True, True, True]


def test_a_quotient_by_0_is_empty_and_nothing_else_is() -> None:
    frame = pl.DataFrame({"a": [0, 5, 5], "b": [0, 0, 2]})
    found = quotient(Ratio(Whole(pl.col("a"), 0, 5), whole(1)), Ratio(Whole(pl.col("b"), 0, 2), whole(1)))
    gone = found.absent.empty
    assert gone is not None
    assert found.absent.missing is None
    assert frame.select(gone).to_series().to_list() == [True, True, False]
