"""Scorecards beside those of an earlier period, and leagues summed up."""

from __future__ import annotations

import csv
import json
from fractions import Fraction

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import chiso
from chiso.report.wire import scorecards_data
from chiso.shipped import schema
from chiso.study.audit.figure import Measure, number_of
from chiso_cli.app import app
from conftest import ROOT

EXAMPLES = ROOT / "examples"


def cards_of(example: str, edition: str) -> list[chiso.Scorecard]:
    program = chiso.load(ROOT / "rules/qd766" / f"{edition}.yaml")
    now, then = (
        [chiso.score(program, record) for record in chiso.read_records(EXAMPLES / example / name, program)]
        for name in ("units.csv", "previous.csv")
    )
    return list(chiso.with_previous(now, then))


def printed(path: str) -> list[dict[str, str]]:
    with (EXAMPLES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_19_changes_of_phu_tan_are_as_printed() -> None:
    rows = printed("phu-tan-2024-03-w2/printed/standings.csv")
    expected = [number_of(row["change"], Measure.NUMBER) for row in rows]
    cards = cards_of("phu-tan-2024-03-w2", "an-giang/2024")
    assert [chiso.change_of(card, "total") for card in (cards[-1], *cards[:-1])] == expected


def test_the_changes_of_tam_nong_are_as_printed() -> None:
    """Progress is computed now and was reported then: the two reported figures are compared."""
    (district,) = [c for c in cards_of("tam-nong-2024-06", "dong-thap/2024-06") if c.record.level == "district"]
    rows = printed("tam-nong-2024-06/printed/district.csv")
    for row, group in zip(rows, district.groups, strict=True):
        expected = number_of(row["change"], Measure.NUMBER) if row["change"] else None
        assert chiso.change_of(district, group.id) == expected
    assert chiso.change_of(district, "total") is None


def test_the_change_of_lap_vo_is_as_printed() -> None:
    cards = cards_of("lap-vo-2024-01", "dong-thap/2024-01")
    assert chiso.change_of(cards[-1], "total") == Fraction("-1.63")
    assert {card.previous for card in cards[:-1]} == {None}


def test_of_several_earlier_periods_the_last_counts() -> None:
    program = chiso.load(ROOT / "rules/qd766/dong-thap/2024-06.yaml")

    def card(period: str, total: int) -> chiso.Scorecard:
        return chiso.score(program, {"unit": "Xã A", "level": "commune", "period": period, "total.points": total})

    (found,) = chiso.with_previous(
        [card("2024-06", 80)], [card("2024-04", 70), card("2024-05", 75), card("2024-06", 76), card("2024-07", 77)]
    )
    assert chiso.change_of(found, "total") == 5
    assert chiso.change_of(card("2024-06", 80), "total") is None


@pytest.mark.parametrize(
    ("example", "edition", "bands"),
    [
        ("lap-vo-2024-01", "dong-thap/2024-01", [{"xã": 1}, {"xã": 7, "thị trấn": 1}, {"xã": 3}, {"xã": 1}]),
        ("tam-nong-2024-06", "dong-thap/2024-06", [{"xã": 2, "thị trấn": 1}, {"xã": 7}, {"xã": 2}]),
    ],
)
def test_a_league_is_summed_up(example: str, edition: str, bands: list[dict[str, int]]) -> None:
    cards = cards_of(example, edition)
    data = json.loads(json.dumps(scorecards_data(cards[0].program, cards), default=float))
    Draft202012Validator(schema("scorecard")).validate(data)
    communes = data["leagues"][0]
    assert [band["kinds"] for band in communes["bands"]] == bands
    assert communes["ranked"] == len(cards) - 1
    assert data["units"][-1]["change"]["since"] < data["units"][-1]["period"]


def test_the_targets_of_tam_nong_are_met_as_often_as_xong_is_printed() -> None:
    cards = cards_of("tam-nong-2024-06", "dong-thap/2024-06")
    (communes, _district) = scorecards_data(cards[0].program, cards)["leagues"]
    met = {target["id"]: target["met"] for target in communes["targets"]}
    tables = {
        "dossier_on_time": ("on-time.csv", "target_100"),
        "payment_online": ("payment.csv", "target_45"),
        "original_result_available": ("results.csv", "target_100"),
        "digitized_dossiers": ("digitisation.csv", "target_100"),
        "reused_digitized_data": ("reuse.csv", "target_50"),
    }
    units = {card.record.unit for card in cards if card.record.level == "commune"}
    spelt = {"Xã An Hoà": "Xã An Hòa", "Xã Hoà Bình": "Xã Hòa Bình"}
    for indicator, (table, mark) in tables.items():
        rows = [
            row for row in printed(f"tam-nong-2024-06/printed/{table}") if spelt.get(row["unit"], row["unit"]) in units
        ]
        assert met[indicator] == sum(row[mark] == "Xong" for row in rows)
    sums = {count["id"]: count["sum"] for count in communes["counts"]}
    assert (sums["finished_late"], sums["in_progress_late"]) == (49, 73)


def test_the_table_says_up_and_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    folder = "examples/tam-nong-2024-06"
    command = ["score", "qd766/dong-thap@2024-06", f"{folder}/units.csv", "--previous", f"{folder}/previous.csv"]
    shown = CliRunner(env={"COLUMNS": None}).invoke(app, [*command, "--totals", "--lang", "vi"]).stdout
    (changes,) = [line.split("  ") for line in shown.splitlines() if "giảm" in line and "Huyện" in line]
    assert [cell.strip() for cell in changes if cell.strip()] == [
        "Huyện Tam Nông",
        "giảm 1,6",
        "giảm 0,3",
        "giảm 0,1",
        "tăng 0,6",
    ]
    assert "Theo loại đơn vị: Xuất sắc 2 xã, 1 thị trấn; Tốt 7 xã; Khá 2 xã" in shown
    assert "Chỉ tiêu 45%, Hồ sơ thanh toán trực tuyến: 12/12 đơn vị đạt" in shown
    assert any("Tổng hồ sơ tiếp nhận, xử lý" in line and "3.663" in line for line in shown.splitlines())
