"""Ranks within level and period, ties shared, incomplete units last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import chiso

PROGRAM = chiso.load("qd766/national@2022")


def card(unit: str, total: int | None, level: str = "commune", period: str = "2024-06") -> chiso.Scorecard:
    reported = {} if total is None else {"total.points": total}
    return chiso.score(PROGRAM, chiso.Record(unit, level, period, {}, reported))


def test_competition_ranks() -> None:
    cards = [card("A", 80), card("B", 90), card("C", 80), card("D", None), card("E", 70)]
    (league,) = chiso.leagues(cards)
    assert [(s.scorecard.record.unit, s.rank) for s in league.standings] == [
        ("B", 1),
        ("A", 2),
        ("C", 2),
        ("E", 4),
        ("D", None),
    ]
    assert [(band.id, count) for band, count in league.per_band(PROGRAM.bands)] == [
        ("excellent", 1),
        ("good", 2),
        ("fair", 1),
        ("average", 0),
        ("weak", 0),
    ]


def test_levels_and_periods_are_ranked_apart() -> None:
    cards = [card("A", 80), card("B", 70, "district"), card("A", 60, period="2024-05"), card("P", 50, "province")]
    found = [(league.period, league.level, [s.rank for s in league.standings]) for league in chiso.leagues(cards)]
    assert found == [
        ("2024-05", "commune", [1]),
        ("2024-06", "commune", [1]),
        ("2024-06", "district", [1]),
        ("2024-06", "province", [1]),
    ]


@given(st.lists(st.integers(0, 5) | st.none(), max_size=12))
def test_a_rank_counts_the_better_ones(totals: list[int | None]) -> None:
    cards = [card(f"unit {place}", total) for place, total in enumerate(totals)]
    ranks = {s.scorecard.record.unit: s.rank for league in chiso.leagues(cards) for s in league.standings}
    known = [total for total in totals if total is not None]
    for place, total in enumerate(totals):
        expected = None if total is None else 1 + sum(other > total for other in known)
        assert ranks[f"unit {place}"] == expected
