"""The evaluators agree: on every row of generated tables, every node's points and the band are the same.

In the test run 200,000 rows, in tables of 250 over 800 generated rule sets:

- every row is scored by the exact evaluator, from the values as they were made;
- every row is scored by `chiso.scorer`, from the same values, and held against that;
- every table is scored at once by `chiso.score_table`, and held against that too;
- of every table a tenth of the rows is read as a data file's row would be, which has to give the values that were made.

`make soak` does the same for 20,000,000 rows, in tables of 50 to 5,000. What disagrees is shrunk and shown.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from agreement.cases import Case, case, frame, record_of
from agreement.compare import difference
from agreement.evaluators import OTHERS, exact
from agreement.rules import POLICIES, rule_set
from agreement.shrink import shrunk, told
from agreement.texts import compiled, indicators_of, text_of
from chiso.diagnostics.diagnostic import Report
from chiso.lang.functions import FUNCTIONS, TABLES
from chiso.lang.types import Type
from chiso.records.from_mapping import record_from_mapping
from chiso.run.exact import score
from chiso.run.scorecard import IndicatorResult, State

ROWS = 200_000
IN_A_TABLE = 250
TABLES_IN_A_TEST = 20


@pytest.mark.parametrize("start", range(0, ROWS // IN_A_TABLE, TABLES_IN_A_TEST))
def test_every_evaluator_gives_what_the_exact_one_gives(start: int) -> None:
    for seed in range(start, start + TABLES_IN_A_TEST):
        made, program = case(seed, IN_A_TABLE)
        assert len(made.rows) == IN_A_TABLE
        expected = exact(made, program)
        for name, other in OTHERS.items():
            if difference(made, program, lambda *_, of=expected: of, other) is not None:
                pytest.fail(f"{name}, seed {seed}\n{told(*shrunk(made, exact, other))}", pytrace=False)
        assert_reading_gives_what_was_made(made)


def assert_reading_gives_what_was_made(made: Case) -> None:
    program = compiled(made.text)
    assert program is not None
    some = slice(None, None, 10)
    table = frame(made, program)
    for row, cells in zip(made.rows[some], table.gather_every(10).iter_rows(named=True), strict=True):
        read, wanted = record_from_mapping(cells, program, Report()), record_of(row, program)
        assert read is not None
        assert (read.unit, read.level, read.period) == (wanted.unit, wanted.level, wanted.period)
        assert (read.inputs, read.reported) == (wanted.inputs, wanted.reported)


# What is generated.


def is_a_tie(result: IndicatorResult) -> bool:
    """Whether the points before rounding lay in the middle between two steps."""
    rounding = result.indicator.rounding
    if result.unrounded is None or rounding is None:
        return False
    steps = Fraction(result.unrounded) / Fraction(rounding.step)
    return steps.denominator == 2


def test_every_form_of_the_language_comes_up() -> None:
    texts = [text_of(rule_set(Random(seed))) for seed in range(800)]
    said = "\n".join(texts)
    functions = {*FUNCTIONS, *TABLES}
    assert {name for name in functions if re.search(rf"\b{name} ?\(", said)} == functions
    for absence in ("when_missing", "when_empty", "when_not_applicable"):
        assert all(f"{absence}: {policy}" in said for policy in POLICIES)
    for mode in ("half_up", "half_even", "up", "down"):
        assert all(f"points: {digits}, mode: {mode}" in said for digits in range(5))
        assert f"mode: {mode}" in "\n".join(line for line in texts if "multiple_of" in line)
    for type in set(Type) - {Type.PLAIN, Type.TEXT, Type.UNKNOWN}:
        assert f"type: {type.value}" in said
    keys = "full_at tracked target bonus weight min steps interpolate otherwise requires rule values choice exact total"
    assert {key for key in keys.split() if not re.search(rf"\b{key}\b", said)} == set()


def test_most_rule_sets_are_sound_and_small() -> None:
    trees = [rule_set(Random(seed)) for seed in range(200)]
    assert sum(compiled(text_of(tree)) is not None for tree in trees) > 180
    assert sum(len(list(indicators_of(tree))) <= 5 for tree in trees) > 150


def test_odd_rows_are_there_and_most_rows_are_plain() -> None:
    states: Counter[State] = Counter()
    seen: Counter[str] = Counter()
    for seed in range(150):
        made, program = case(seed, 60)
        for row in made.rows:
            card = score(program, record_of(row, program))
            states.update(result.state for result in card.indicators)
            seen["complete"] += card.complete
            seen["huge"] += any(isinstance(value, int) and value > 10**12 for value in row.values())
            seen["reported"] += any("." in name for name in row)
            seen["tie"] += any(is_a_tie(result) for result in card.indicators)
            seen["banded"] += card.band is not None
    assert states[State.VALUE] > 4 * max(states[state] for state in State if state is not State.VALUE)
    assert all(states[state] > 100 for state in State)
    assert all(seen[kind] > 100 for kind in ("huge", "reported", "tie", "banded")), seen
    assert seen["complete"] > 5_000
