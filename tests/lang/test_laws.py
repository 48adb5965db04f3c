"""Laws of the language: any expression runs, what is foreseen of it comes true, and its arithmetic is exact.

`CHISO_EXAMPLES=20000` in the environment tries so many examples of each law, other ones in every run.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chiso.diagnostics.diagnostic import Report
from chiso.lang import interval as intervals
from chiso.lang.evaluate import TooLong, evaluate
from chiso.lang.foresee import foresee
from chiso.lang.functions import FUNCTIONS
from chiso.lang.interval import ABOVE_ALL, BELOW_ALL, End, Interval
from chiso.lang.outlook import Outlook, Outlooks
from chiso.lang.syntax import Expression
from chiso.lang.typecheck import typecheck
from chiso.lang.types import POINTS, Type
from chiso.lang.values import (
    EMPTY,
    MISSING,
    NOT_APPLICABLE,
    OPERATIONS,
    Absence,
    Mode,
    Number,
    Rounding,
    Value,
    absence_of,
    as_number,
    rounded,
    simplest,
    to_digits,
)
from chiso.lang.write import written
from lang.expressions import read, value
from lang.programs import OUTLOOKS, SCOPE, Written, expressions, functions_written, is_foreseen, records, roomy, tried

Record = Mapping[str, Value]


def tree(text: str) -> Expression:
    """The tree of a text that is known to parse."""
    expression = read(text, SCOPE.names).expression
    assert expression is not None, text
    return expression


def traced(text: str, record: Record) -> dict[int, Value]:
    """Every value that the computation passed through, by node id."""
    trace: dict[int, Value] = {}
    evaluate(tree(text), record, trace)
    return trace


# Whatever is well typed runs.


def test_every_function_is_drawn() -> None:
    assert functions_written() == set(FUNCTIONS)


@tried(300)
@given(expressions(), records())
def test_a_well_typed_expression_has_no_fault_and_runs(drawn: tuple[Written, Type], record: Record) -> None:
    expression, type = drawn
    found = read(expression.text, SCOPE.names)
    assert found.ids == []
    assert found.expression is not None
    assert found.type is type
    report = Report()
    types = typecheck(found.expression, type, SCOPE, report)
    assert list(report) == []
    trace: dict[int, Value] = {}
    evaluate(found.expression, record, trace)
    assert trace.keys() <= types.keys()


@tried(250)
@given(expressions(), records(), st.data())
def test_spaces_and_needless_parentheses_change_nothing(
    drawn: tuple[Written, Type], record: Record, data: st.DataObject
) -> None:
    plain, other = drawn[0].text, data.draw(roomy(drawn[0]))
    assert traced(other, record) == traced(plain, record)
    assert written(tree(other)) == written(tree(plain))


@tried(150)
@given(expressions(), records())
def test_the_canonical_text_says_the_same(drawn: tuple[Written, Type], record: Record) -> None:
    canonical = written(tree(drawn[0].text))
    assert written(tree(canonical)) == canonical
    assert evaluate(tree(canonical), record, {}) == evaluate(tree(drawn[0].text), record, {})


# What is foreseen comes true.


def surprises(text: str, record: Record, outlooks: Outlooks = OUTLOOKS) -> list[str]:
    """Every value of a computation that its outlook excludes, or that has none."""
    expression = tree(text)
    found: dict[int, Outlook] = {}
    trace: dict[int, Value] = {}
    foresee(expression, outlooks, found)
    evaluate(expression, record, trace)
    return [
        f"node {id}: {value!r} is not in {found.get(id)}"
        for id, value in trace.items()
        if id not in found or not is_foreseen(value, found[id])
    ]


@tried(900)
@given(expressions(), records())
def test_every_value_was_foreseen(drawn: tuple[Written, Type], record: Record) -> None:
    assert surprises(drawn[0].text, record) == []


def test_what_is_given_by_name_is_known_too() -> None:
    assert surprises("if given(value=late) then late else 0", {"late": 3}) == []


def test_at_a_bound_only_its_own_row_counts() -> None:
    assert surprises("interpolate(none, none -> due, 1 -> due / late)", {"none": 0, "due": 1, "late": 0}) == []
    assert value("interpolate(x, 0 -> 5, 1 -> absent)", {"x": 0}) == 5


@pytest.mark.parametrize("text", ["interpolate(x, 0 -> 0, 1 -> y)", "sum(x, y)"])
def test_no_computation_grows_without_bounds(text: str) -> None:
    names: Record = {"x": Fraction(1, 10**900 + 1), "y": Fraction(1, 10**900 + 7)}
    with pytest.raises(TooLong):
        value(text, names)


def test_a_constant_of_any_length_is_reported() -> None:
    assert "percent-sign-missing" in read(f"share >= {_product_of(110)}", SCOPE.names).ids


def _product_of(factors: int) -> str:
    half = factors // 2
    return "9" * 40 if factors == 1 else f"({_product_of(half)} * {_product_of(factors - half)})"


# What is wanted as points.


def faults_as_points(text: str) -> list[str]:
    """What is reported of an expression where points are wanted."""
    report = Report()
    typecheck(tree(text), POINTS, SCOPE, report)
    return [diagnostic.id for diagnostic in report]


def test_a_count_alone_is_no_points_however_it_is_given() -> None:
    assert faults_as_points("round(late)") == faults_as_points("round(value=late)") == ["unexpected-type"]


@pytest.mark.parametrize(
    "text",
    ["if done then 12 else 12 * share", "max(5, 10 * share)", "steps(due, 4 -> 12, else 12 * share)"],
)
def test_a_bare_number_chosen_beside_points_for_a_rate_is_points(text: str) -> None:
    assert faults_as_points(text) == []


def test_a_bare_number_added_to_points_for_a_rate_is_points() -> None:
    assert faults_as_points("2 + 10 * share") == []


# Intervals.

NUMBERS = st.integers(-4, 4) | st.fractions(-4, 4, max_denominator=6).map(simplest) | st.integers()
WIDTHS = st.sampled_from([0, 0, Fraction(1, 2), 1, 2, 3])


@st.composite
def intervals_with(draw: Callable[[st.SearchStrategy[Any]], Any], count: int = 1) -> tuple[Interval, list[Number]]:
    """An interval, and so many numbers that lie in it."""
    numbers = sorted(draw(st.lists(NUMBERS, min_size=count, max_size=count)))
    below, above = draw(WIDTHS | st.none()), draw(WIDTHS | st.none())
    found = Interval(
        BELOW_ALL if below is None else End(0, numbers[0] - below),
        ABOVE_ALL if above is None else End(0, numbers[-1] + above),
        below != 0 and draw(st.booleans()),
        above != 0 and draw(st.booleans()),
    )
    return found, list(draw(st.permutations(numbers)))


Held = tuple[Interval, list[Number]]
HELD = intervals_with()

OF_TWO: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "+": intervals.added,
    "-": intervals.subtracted,
    "*": intervals.multiplied,
    "/": intervals.divided,
}


@tried(400)
@given(st.sampled_from("+-*/"), HELD, HELD)
@example("*", (Interval(End(0, 0), ABOVE_ALL, low_open=True), [1]), (Interval(BELOW_ALL, End(0, 0)), [0]))
@example("/", (intervals.ALL, [1]), (Interval(End(0, 0), ABOVE_ALL), [5]))
def test_an_operation_on_intervals_holds_every_result(operator: str, left: Held, right: Held) -> None:
    result = OPERATIONS[operator](left[1][0], right[1][0])
    assert result is EMPTY or OF_TWO[operator](left[0], right[0]).holds(result)  # type: ignore[arg-type]


@tried(200)
@given(st.lists(HELD, min_size=1, max_size=3))
def test_bounds_over_intervals_hold_every_result(drawn: list[Held]) -> None:
    parts, numbers = [interval for interval, _ in drawn], [found[0] for _, found in drawn]
    assert intervals.least(parts).holds(min(numbers))
    assert intervals.greatest(parts).holds(max(numbers))
    assert all(map(intervals.hull(parts).holds, numbers))
    assert intervals.negated(parts[0]).holds(-numbers[0])
    assert intervals.absolute(parts[0]).holds(abs(numbers[0]))
    assert intervals.negated(intervals.negated(parts[0])) == parts[0]
    assert not any(part.is_empty for part in parts)


@tried(200)
@given(st.lists(HELD, min_size=1, max_size=3))
def test_a_hull_is_no_wider_than_need_be(drawn: list[Held]) -> None:
    parts = [interval for interval, _ in drawn]
    hull = intervals.hull(parts)
    for hulls, own in ((hull.low, [part.low for part in parts]), (hull.high, [part.high for part in parts])):
        assert hulls in own
        assert hulls.side or hull.holds(hulls.at) is any(part.holds(hulls.at) for part in parts)


@tried(200)
@given(HELD, HELD, NUMBERS)
def test_an_overlap_holds_just_what_both_hold(left: Held, right: Held, number: Number) -> None:
    common = intervals.overlap(left[0], right[0])
    for candidate in (number, *left[1], *right[1]):
        assert common.holds(candidate) is (left[0].holds(candidate) and right[0].holds(candidate))
        assert not (common.is_empty and common.holds(candidate))


@tried(200)
@given(HELD, HELD)
def test_a_decided_comparison_of_intervals_is_that_of_their_numbers(left: Held, right: Held) -> None:
    is_less, is_equal = intervals.is_less(left[0], right[0]), intervals.is_equal(left[0], right[0])
    assert is_less in (None, left[1][0] < right[1][0])
    assert is_equal in (None, left[1][0] == right[1][0])


@tried(200)
@given(NUMBERS, NUMBERS)
def test_the_comparison_of_two_points_is_decided(left: Number, right: Number) -> None:
    points = intervals.point(left), intervals.point(right)
    assert intervals.is_less(*points) is (left < right)
    assert intervals.is_equal(*points) is (left == right)


# Rounding.

RATIONALS = st.fractions(-50, 50, max_denominator=200) | st.integers(-100, 100).map(lambda half: Fraction(half, 8))
STEPS = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 4), Fraction(1, 3), Fraction(5), Fraction(7, 20)])
ROUNDINGS = st.builds(Rounding, STEPS, st.sampled_from(Mode))


@tried(200)
@given(RATIONALS, ROUNDINGS)
def test_rounding_once_is_rounding_for_good(value: Fraction, rounding: Rounding) -> None:
    once = rounded(value, rounding)
    assert rounded(once, rounding) == once
    assert (once / rounding.step).denominator == 1
    assert abs(once - value) < rounding.step


@tried(200)
@given(RATIONALS, RATIONALS, ROUNDINGS)
def test_rounding_keeps_the_order_and_the_sign(left: Fraction, right: Fraction, rounding: Rounding) -> None:
    low, high = sorted([left, right])
    assert rounded(low, rounding) <= rounded(high, rounding)
    assert rounded(-low, rounding) == -rounded(low, rounding)


@tried(200)
@given(RATIONALS, STEPS)
def test_each_mode_goes_where_it_says(value: Fraction, step: Fraction) -> None:
    half_up, half_even, up, down = (rounded(value, Rounding(step, mode)) for mode in Mode)
    assert abs(down) <= abs(value) <= abs(up)
    assert abs(up) - abs(down) == (0 if (value / step).denominator == 1 else step)
    for nearest in (half_up, half_even):
        assert nearest in (up, down)
        assert abs(nearest - value) <= step / 2
    if abs(half_up - value) == step / 2:
        assert half_up == up
        assert (half_even / step) % 2 == 0
    else:
        assert half_up == half_even


@tried(200)
@given(RATIONALS, st.integers(0, 20), st.sampled_from(Mode))
def test_the_functions_that_round_do_as_rounding_does(number: Fraction, digits: int, mode: Mode) -> None:
    names: Record = {"x": number}
    by_digits = value(f'round(x, {digits}, mode="{mode.value}")', names)
    assert by_digits == rounded(number, to_digits(digits, mode))
    assert value(f'round_to(x, 0.25, "{mode.value}")', names) == rounded(number, Rounding(Fraction(1, 4), mode))
    assert value("floor(x)", names) == number.numerator // number.denominator
    assert value("ceil(x) + floor(-x)", names) == 0


# Arithmetic.


@tried(200)
@given(st.sampled_from("+-*/"), NUMBERS, NUMBERS)
def test_arithmetic_is_that_of_fractions(operator: str, left: Number, right: Number) -> None:
    x, y = Fraction(left), Fraction(right)
    exact = {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else EMPTY}[operator]
    assert value(f"x {operator} y", {"x": left, "y": right}) == exact


@tried(200)
@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_functions_of_several_numbers_are_those_of_fractions(numbers: list[Number]) -> None:
    names: Record = {f"x{place}": number for place, number in enumerate(numbers)}
    given_all, ordered, middle = ", ".join(names), sorted(numbers), len(numbers) // 2
    median = ordered[middle] if len(numbers) % 2 else Fraction(ordered[middle - 1] + ordered[middle], 2)
    assert value(f"sum({given_all})", names) == sum(numbers)
    assert value(f"average({given_all})", names) == Fraction(sum(numbers), len(numbers))
    assert value(f"median({given_all})", names) == median
    assert value(f"min({given_all})", names) == min(numbers)
    assert value(f"max({given_all})", names) == max(numbers)


@tried(200)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_clamping_and_normalizing_keep_to_their_bounds(x: Number, low: Number, high: Number) -> None:
    names: Record = {"x": x, "low": low, "high": high}
    assert value("abs(x)", names) == max(x, -x)
    assert value("clamp(x, low, high)", names) == (high if high < low else sorted([low, x, high])[1])
    part = value("normalize(x, low, high)", names)
    if low == high:
        assert part is EMPTY
        return
    assert part == min(max(Fraction(x - low) / (high - low), 0), 1)
    assert value("1 - normalize(x, high, low)", names) == part


@tried(200)
@given(st.dates(), st.dates())
def test_days_between_two_dates_are_those_of_the_calendar(first: date, last: date) -> None:
    names: Record = {"first": first, "last": last}
    assert value("days_between(first, last)", names) == (last - first).days == value("last - first", names)
    assert value("year(first) * 12 + month(first)", names) == first.year * 12 + first.month


# Absences and Kleene's logic.

ABSENCES = st.sampled_from(Absence)
TRUTHS: st.SearchStrategy[Value] = st.booleans() | ABSENCES
STRENGTH = (EMPTY, MISSING, NOT_APPLICABLE)


@tried(200)
@given(st.lists(ABSENCES | st.integers(0, 3) | TRUTHS, max_size=5))
def test_the_strongest_absence_wins_in_any_order(values: list[Value]) -> None:
    absent = [found for found in values if isinstance(found, Absence)]
    strongest = max(absent, key=STRENGTH.index, default=None)
    assert absence_of(*values) is strongest
    assert absence_of(*values[::-1], *values) is strongest


STRICT = (
    *(f"x {operator} y" for operator in ("+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=")),
    *(f"{name}(x, y)" for name in ("min", "max", "sum", "average", "median", "round_to")),
    *(
        "x in [y, 1]",
        "x not in (1, y)",
        "clamp(x, 0, y)",
        "normalize(y, 0, x)",
        "days_between(x, y)",
        "count_met(x, y)",
    ),
)


@tried(200)
@given(st.sampled_from(STRICT), ABSENCES, ABSENCES | st.integers(0, 3))
def test_an_absent_operand_makes_the_result_absent(text: str, left: Absence, right: Value) -> None:
    assert value(text, {"x": left, "y": right}) is absence_of(left, right)
    assert value(text, {"x": right, "y": left}) is absence_of(left, right)


@tried(200)
@given(TRUTHS, TRUTHS, TRUTHS)
def test_logic_is_kleenes(a: Value, b: Value, c: Value) -> None:
    names: Record = {"a": a, "b": b, "c": c}
    for one, other in (
        ("not not a", "a"),
        ("not (a and b)", "(not a) or (not b)"),
        ("not (a or b)", "(not a) and (not b)"),
        ("a and b", "b and a"),
        ("a or b", "b or a"),
        ("a and a", "a"),
        ("(a and b) and c", "a and b and c"),
        ("a or (b or c)", "a or b or c"),
    ):
        assert value(one, names) is value(other, names), one
    assert value("a and false", names) is False
    assert value("true or a", names) is True
    assert value("a and true", names) is a
    assert value("a or false", names) is a


@tried(200)
@given(st.lists(ABSENCES | st.integers(0, 3), min_size=3, max_size=3), st.permutations(["<", "<=", "!=", ">"]))
def test_a_chain_holds_where_all_its_pairs_do(values: list[Value], operators: list[str]) -> None:
    names: Record = dict(zip("abc", values, strict=True))
    first, second = operators[:2]
    assert value(f"a {first} b {second} c", names) is value(f"a {first} b and b {second} c", names)


@tried(200)
@given(st.lists(ABSENCES | st.integers(0, 3), min_size=1, max_size=4))
def test_what_looks_at_absences_sees_them(values: list[Value]) -> None:
    names: Record = {f"x{place}": found for place, found in enumerate(values)}
    given_all = ", ".join(names)
    there = [found for found in values if not isinstance(found, Absence)]
    assert value(f"coalesce({given_all})", names) == (there or values[-1:])[0]
    assert value(f"count_given({given_all})", names) == len(there)
    assert value("given(x0)", names) is (values[0] in there)
    assert value("if_empty(x0, 7)", names) == (7 if values[0] is EMPTY else values[0])
    assert value("if_missing(x0, 7)", names) == (7 if values[0] is MISSING else values[0])


# Tables.


@st.composite
def rows(draw: Callable[[st.SearchStrategy[Any]], Any]) -> list[tuple[int, Number]]:
    """Rows with bounds all the way up or all the way down."""
    bounds = sorted(draw(st.sets(st.integers(-6, 6), min_size=1, max_size=5)))
    results = draw(st.lists(NUMBERS, min_size=len(bounds), max_size=len(bounds)))
    found = list(zip(bounds, results, strict=True))
    return found[::-1] if draw(st.booleans()) else found


Rows = list[tuple[int, Number]]
SUBJECTS = st.integers(-7, 7) | st.fractions(-7, 7, max_denominator=4)


def tabled(function: str, x: Number, table: Rows, end: str = "") -> Value:
    """What a table gives."""
    names: dict[str, Value] = {"x": x, **{f"r{place}": result for place, (_, result) in enumerate(table)}}
    written = ", ".join(f"{bound} -> r{place}" for place, (bound, _) in enumerate(table))
    return value(f"{function}(x, {written}{end})", names)


@tried(200)
@given(SUBJECTS, rows())
def test_steps_give_the_row_of_the_highest_bound_reached(x: Number, table: Rows) -> None:
    reached = [row for row in table if x >= row[0]]
    expected = max(reached)[1] if reached else 0
    assert tabled("steps", x, table) == expected
    assert tabled("steps", x, table, ", else 77") == (expected if reached else 77)


def on_the_line(x: Number, table: Sequence[tuple[Number, Number]]) -> Number:
    """The height at `x` of the line through points in rising order, level beyond them."""
    for (first, low), (last, high) in itertools.pairwise(table):
        if first <= x <= last:
            return low + Fraction(x - first) / (last - first) * (high - low)
    return table[0][1] if x < table[0][0] else table[-1][1]


@tried(200)
@given(SUBJECTS, rows())
def test_interpolation_is_on_the_line_between_the_neighbours(x: Number, table: Rows) -> None:
    assert tabled("interpolate", x, table) == on_the_line(x, sorted(table))
    assert all(tabled("interpolate", bound, table) == result for bound, result in table)


@tried(200)
@given(SUBJECTS, SUBJECTS, rows())
def test_interpolation_over_rising_rows_rises(x: Number, y: Number, table: Rows) -> None:
    bounds, results = sorted(bound for bound, _ in table), sorted(result for _, result in table)
    rising = list(zip(bounds, results, strict=True))
    low, high = (as_number(tabled("interpolate", subject, rising)) for subject in sorted([x, y]))
    assert low is not None
    assert high is not None
    assert results[0] <= low <= high <= results[-1]
