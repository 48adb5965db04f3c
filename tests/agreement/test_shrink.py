"""A disagreement is found and made small: shown on evaluators that are wrong on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from agreement.cases import Case, case
from agreement.compare import difference
from agreement.evaluators import Evaluator, Outcome, exact
from agreement.shrink import shrunk, told
from agreement.texts import compiled, indicators_of, text_of
from chiso.ruleset.program import Program

SEEDS = range(40)
ROWS = 200


def half_even(case: Case, program: Program) -> Sequence[Outcome]:
    """As if `half_up` were `half_even`."""
    return _by_other_rules(case, text_of(case.tree).replace("half_up", "half_even"))


def refusing(case: Case, program: Program) -> Sequence[Outcome]:
    """As one that cannot do with a table of a thousand counts or more in a row."""
    if any(isinstance(value, int) and value >= 1000 for row in case.rows for value in row.values()):
        raise ValueError("too large")
    return exact(case, program)


def ignoring_the_missing(case: Case, program: Program) -> Sequence[Outcome]:
    """As if every policy for what is missing were `zero`."""
    text = text_of(case.tree)
    for policy in ("full", "none", "exclude"):
        text = text.replace(f"when_missing: {policy}", "when_missing: zero")
    return _by_other_rules(case, text)


def scaling_nothing_up(case: Case, program: Program) -> Sequence[Outcome]:
    """As if what is excluded only added nothing."""
    return _by_other_rules(case, text_of(case.tree).replace(": exclude", ": none"))


def _by_other_rules(case: Case, text: str) -> Sequence[Outcome]:
    other = compiled(text)
    assert other is not None
    return exact(case, other)


WRONG = (half_even, refusing, ignoring_the_missing, scaling_nothing_up)


def first_difference(wrong: Evaluator) -> Case:
    for seed in SEEDS:
        found, program = case(seed, ROWS)
        if difference(found, program, exact, wrong) is not None:
            return found
    raise AssertionError("none is found")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_evaluator_is_found_and_its_fault_is_shown_small(wrong: Evaluator) -> None:
    small, found = shrunk(first_difference(wrong), exact, wrong)
    assert len(small.rows) == 1
    assert len(list(indicators_of(small.tree))) <= 2
    assert len(small.written) <= 4
    assert "bands" not in small.tree
    assert small.text in told(small, found)
    assert found.said in told(small, found)


def test_a_tie_is_shown_with_small_numbers() -> None:
    small, found = shrunk(first_difference(half_even), exact, half_even)
    (row,) = small.rows
    assert all(value <= 100 for value in row.values() if isinstance(value, (int, Fraction)))
    assert compiled(small.text) is not None
    assert " for " in found.said


def test_what_agrees_is_no_difference() -> None:
    found, program = case(3, ROWS)
    assert difference(found, program, exact, exact) is None


def test_a_case_is_the_same_for_the_same_seed() -> None:
    (one, _), (same, _), (other, _) = case(5, 50), case(5, 50), case(6, 50)
    assert one == same
    assert one.tree != other.tree
