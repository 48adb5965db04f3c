"""The report of Tam Nông, June 2024: every printed figure that the program can give, it gives."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

import chiso
from chiso.lang.values import decimal_text
from chiso.run.scorecard import quantities
from conftest import ROOT

FOLDER = ROOT / "examples/tam-nong-2024-06"
SPELLINGS = {"Xã An Hoà": "Xã An Hòa", "Xã Hoà Bình": "Xã Hòa Bình"}
MARKS = {True: "Xong", False: "Không"}


@cache
def program() -> chiso.Program:
    return chiso.load(ROOT / "rules/qd766/dong-thap/2024-06.yaml")


@cache
def cards() -> dict[str, chiso.Scorecard]:
    files = [FOLDER / "units.csv", FOLDER / "one-stop.csv"]
    records = [record for file in files for record in chiso.read_records(file, program())]
    return {record.unit: chiso.score(program(), record) for record in records}


def printed(name: str) -> list[dict[str, str]]:
    with Path(FOLDER / "printed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def card_of(unit: str) -> chiso.Scorecard:
    return cards()[SPELLINGS.get(unit, unit)]


@pytest.mark.parametrize(
    ("table", "rows", "indicator", "rate", "mark"),
    [
        ("on-time.csv", 13, "dossier_on_time", "on_time_rate", "target_100"),
        ("payment.csv", 13, "payment_online", "paid_online_rate", "target_45"),
        ("results.csv", 13, "original_result_available", "electronic_results_rate", "target_100"),
        ("digitisation.csv", 13, "digitized_dossiers", "digitised_rate", "target_100"),
        ("reuse.csv", 13, "reused_digitized_data", "reused_rate", "target_50"),
    ],
)
def test_rates_and_marks_are_as_printed(table: str, rows: int, indicator: str, rate: str, mark: str) -> None:
    found = printed(table)
    assert len(found) == rows
    for row in found:
        values = quantities(card_of(row["unit"]))
        percent = values[f"{indicator}.rate_percent"]
        assert isinstance(percent, (int, Fraction))
        assert percent == Fraction(row[rate]), row["unit"]
        met = values[f"{indicator}.target_met"]
        assert isinstance(met, bool)
        assert MARKS[met] == row[mark], row["unit"]


def test_the_standings_are_as_printed() -> None:
    communes, _district = chiso.leagues(
        [card_of(row["unit"]) for row in printed("standings.csv")] + [card_of("Huyện Tam Nông")]
    )
    found = [
        (f"{standing.rank:02}", standing.scorecard.record.unit, decimal_text(standing.scorecard.points or 0))
        for standing in communes.ranked
    ]
    assert found == [(row["no"], row["unit"], row["total"]) for row in printed("standings.csv")]
    bands = {band.title.text: count for band, count in communes.per_band(program().bands) if count}
    assert bands == {"Xuất sắc": 3, "Tốt": 7, "Khá": 2}


def test_group_points_are_carried_as_printed() -> None:
    for row in printed("standings.csv"):
        record = card_of(row["unit"]).record
        for group in program().groups:
            points, _, most = row[group.id].partition("/")
            assert record.reported[f"{group.id}.points"] == Fraction(points)
            assert group.max == int(most)


def test_progress_is_computed_and_the_total_is_reported() -> None:
    for unit, card in cards().items():
        if unit != "Một cửa huyện":
            assert card.basis is chiso.Basis.REPORTED
            assert card.groups[1].basis is chiso.Basis.COMPUTED
    progress = card_of("Xã Phú Thành A").groups[1]
    assert (progress.points, progress.indicators[0].rate) == (Fraction("16.81"), Fraction(227, 270))
    assert card_of("Xã Phú Thành A").record.reported["progress.points"] == Fraction("16.7")


def test_late_dossiers_add_up_to_the_printed_51_and_77() -> None:
    rows = [card.record.inputs for unit, card in cards().items() if unit != "Huyện Tam Nông"]
    district = card_of("Huyện Tam Nông").record.inputs
    for column, total in (("finished_late", 51), ("in_progress_late", 77)):
        counts = [row[column] for row in rows]
        assert all(isinstance(count, int) for count in counts)
        assert sum(count for count in counts if isinstance(count, int)) == total == district[column]


def test_the_one_stop_office_is_incomplete_and_says_why() -> None:
    office = card_of("Một cửa huyện")
    assert not office.complete
    assert "published" in office.missing
    assert "processed" not in office.missing
