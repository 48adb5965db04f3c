"""Two units side by side: the differences of indicators and the rests of groups add to that of the total exactly."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import chiso
from chiso.diagnostics.diagnostic import RecordError
from chiso.run.exact import score
from chiso.run.scorecard import IndicatorResult, Scorecard
from chiso.study.side_by_side import side_by_side
from conftest import ROOT
from lang.programs import tried
from ruleset.test_texts import drawn_records, drawn_rules, in_text

EXAMPLES = [
    ("qd766/dong-thap@2024-06", "tam-nong-2024-06/units.csv"),
    ("qd766/dong-thap@2024-01", "lap-vo-2024-01/units.csv"),
    (str(ROOT / "examples/digital-transformation"), "digital-transformation/units.csv"),
]


def assert_adds_up(left: Scorecard, right: Scorecard) -> None:
    compared = side_by_side(left, right)
    nodes = list(compared.every)
    known = sum(node.difference or 0 for node in nodes if isinstance(node.left, IndicatorResult))
    rests = sum(node.rest or 0 for node in nodes)
    assert left.points is not None
    assert right.points is not None
    assert compared.difference == left.points - right.points == known + rests


@pytest.mark.parametrize(("rules", "data"), EXAMPLES)
def test_any_two_units_of_the_examples(rules: str, data: str) -> None:
    program = chiso.load(rules)
    cards = [chiso.score(program, record) for record in chiso.read_records(ROOT / "examples" / data, program)]
    pairs = list(combinations([card for card in cards if card.complete], 2))
    assert len(pairs) > 40
    for left, right in pairs:
        assert_adds_up(left, right)


@settings(tried(30), phases=[Phase.generate])
@given(drawn_rules(), st.data())
def test_any_two_records_of_any_program(text: str, data: st.DataObject) -> None:
    program, _ = in_text(text)
    assert program is not None
    try:
        cards = [score(program, data.draw(drawn_records(program))) for _ in range(2)]
    except RecordError:
        return
    if all(card.complete for card in cards):
        assert_adds_up(*cards)
