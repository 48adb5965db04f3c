"""The report of Lấp Vò, January 2024."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache

import chiso
from chiso.lang.values import decimal_text
from conftest import ROOT

FOLDER = ROOT / "examples/lap-vo-2024-01"


@cache
def program() -> chiso.Program:
    return chiso.load(ROOT / "rules/qd766/dong-thap/2024-01.yaml")


@cache
def leagues() -> list[chiso.League]:
    records = chiso.read_records(FOLDER / "units.csv", program())
    return chiso.leagues([chiso.score(program(), record) for record in records])


def printed(name: str) -> list[dict[str, str]]:
    with (FOLDER / "printed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_thirteen_communes_and_the_district_in_its_own_level() -> None:
    assert [(league.level, len(league.standings)) for league in leagues()] == [("commune", 13), ("district", 1)]
    (district,) = leagues()[1].standings
    assert (district.scorecard.record.unit, district.scorecard.points) == ("Huyện Lấp Vò", Fraction("82.07"))
    assert district.scorecard.band is not None
    assert district.scorecard.band.title.text == "Tốt"


def test_the_bands_are_as_printed() -> None:
    bands = {band.title.text: count for band, count in leagues()[0].per_band(program().bands) if count}
    assert bands == {"Xuất sắc": 1, "Tốt": 8, "Khá": 3, "Trung bình": 1}


def test_the_standings_are_as_printed() -> None:
    found = [(str(s.rank), s.scorecard.record.unit, s.scorecard.points) for s in leagues()[0].ranked]
    rows = [(row["no"], row["unit"], Fraction(row["total"].replace(",", "."))) for row in printed("standings.csv")]
    assert found == rows


def test_every_rate_beside_a_group_is_carried_as_printed() -> None:
    tables = {
        "transparency.csv": "transparency.rate",
        "progress.csv": "dossier_on_time.rate",
        "online-service.csv": "online_submissions.rate",
        "payment.csv": "payment_online.rate",
        "satisfaction.csv": "satisfaction.rate",
        "digitisation.csv": "digitization.rate",
    }
    records = {s.scorecard.record.unit: s.scorecard.record for league in leagues() for s in league.standings}
    for table, column in tables.items():
        rows = [row for row in printed(table) if row["unit"] in records]
        assert len(rows) >= 13
        for row in rows:
            assert records[row["unit"]].reported[column] == Fraction(row["rate"].replace(",", ".")) / 100


def test_payment_is_full_at_the_target_of_30_percent() -> None:
    for standing in leagues()[0].standings:
        payment = next(result for result in standing.scorecard.indicators if result.id == "payment_online")
        assert payment.rate is not None
        assert Fraction("0.59") < payment.rate < Fraction("0.97")
        assert (payment.points, payment.target_met) == (6, True)


def test_progress_of_binh_thanh_is_not_what_its_rate_gives() -> None:
    (card,) = [s.scorecard for s in leagues()[0].standings if s.scorecard.record.unit == "Xã Bình Thành"]
    progress = card.groups[1]
    assert progress.points is not None
    assert decimal_text(progress.points) == "15.41"
    assert card.record.reported["progress.points"] == Fraction("5.3")
