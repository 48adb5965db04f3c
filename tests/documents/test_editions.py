"""The editions of the index by place and day: each gives the figures of the document it is taken from."""

from __future__ import annotations

from fractions import Fraction

import pytest

import chiso
from chiso.run.scorecard import IndicatorResult, rate_percent
from conftest import ROOT

RULES = ROOT / "rules/qd766"

# Phú Tân, week 2 of 03/2024, annex 1: number, unit, total, band, total of February, change, then in percent
# transparency, progress, online services, online payment, digitisation. `_` stands before what is underlined.
STANDINGS = """\
1  | PHÚ THỌ         | 89.2   | TỐT | 88.4 | 0.8    | 100   | 100   | 98.9  | 98.97 | 82.1
2  | PHÚ HIỆP        | 88.94  | TỐT | 87.8 | 1.14   | 100   | 100   | 100   | 95.38 | 82.2
3  | PHÚ MỸ          | 88.89  | TỐT | 88.7 | 0.19   | 100   | 100   | 99.5  | 95.14 | 82
4  | PHÚ LÂM         | 88.87  | TỐT | 85.5 | 3.37   | 100   | 100   | 97.8  | 100   | 80.9
5  | TÂN HÒA         | 88.26  | TỐT | 88.1 | 0.16   | 100   | 100   | 87.5  | 100   | 82
6  | HÒA LẠC         | 88.24  | TỐT | 84.1 | 4.14   | 100   | 94.12 | 96.1  | 85.11 | 82.1
7  | CHỢ VÀM         | 88.12  | TỐT | 88.9 | -0.78  | 94.4  | 100   | 100   | 100   | 82.1
8  | PHÚ THÀNH       | 87.18  | TỐT | 87.8 | -0.62  | 98.2  | 100   | _56.4 | _72.5 | _77.5
9  | PHÚ LONG        | 86.68  | TỐT | 83.2 | 3.48   | 88.4  | 100   | 97.4  | 100   | 80.8
10 | PHÚ BÌNH        | 85.83  | TỐT | 88.2 | -2.37  | 81.7  | 100   | 100   | 100   | 82.1
11 | HIỆP XƯƠNG      | 85.17  | TỐT | 86.5 | -1.33  | 78.8  | 100   | 100   | 98.31 | 82
12 | BÌNH THẠNH ĐÔNG | 85.1   | TỐT | 88.1 | -3     | 78.7  | 100   | 97.6  | 95.35 | 82.1
13 | PHÚ AN          | 83.79  | TỐT | 86.4 | -2.61  | 78.5  | 100   | 88.1  | 92.93 | _78.3
14 | PHÚ XUÂN        | 83.31  | TỐT | 86.6 | -3.29  | _67.7 | 100   | 100   | 100   | 82.1
15 | TÂN TRUNG       | _79.98 | KHÁ | 86.1 | -6.12  | _50   | 100   | 100   | 97.14 | 82
16 | PHÚ THẠNH       | _79.75 | KHÁ | 82.9 | -3.15  | _49.1 | 100   | 100   | 96.15 | 82
17 | LONG HÒA        | _78.2  | KHÁ | 81.9 | -3.7   | _51.4 | 100   | _75   | 85.19 | 80.6
18 | PHÚ HÙNG        | _68.55 | TB  | 87.6 | -19.05 | _13.4 | 100   | 90.9  | _60   | 82.1
"""

# The same, table of digitisation: unit, received (1), digitised in full (4), (5) = (4)/(1) in percent,
# finished (6), with a digitised result (8), (9) = (8)/(6) in percent.
DIGITISATION = """\
UBND TT Chợ Vàm         | 120  | 120  | 100   | 120  | 110  | 91.67
UBND xã Phú Thọ         | 83   | 82   | 98.8  | 83   | 83   | 100
UBND xã Tân Trung       | 29   | 20   | 68.97 | 29   | 29   | 100
UBND xã Phú Thành       | 32   | 31   | 96.88 | 32   | 32   | 100
UBND xã Phú Thạnh       | 26   | 26   | 100   | 26   | 26   | 100
UBND xã Hiệp Xương      | 52   | 52   | 100   | 52   | 52   | 100
UBND xã Phú Hưng        | 12   | 12   | 100   | 12   | 12   | 100
UBND TT Phú Mỹ          | 113  | 112  | 99.12 | 113  | 113  | 100
UBND xã Tân Hòa         | 39   | 39   | 100   | 39   | 39   | 100
UBND xã Hòa Lạc         | 39   | 39   | 100   | 39   | 39   | 100
UBND xã Phú Bình        | 37   | 36   | 97.3  | 34   | 34   | 100
UBND xã Phú Long        | 44   | 44   | 100   | 44   | 44   | 100
UBND xã Phú Hiệp        | 58   | 58   | 100   | 58   | 58   | 100
UBND xã Long Hòa        | 24   | 24   | 100   | 24   | 24   | 100
UBND xã Phú Xuân        | 25   | 25   | 100   | 25   | 25   | 100
UBND xã Bình Thạnh Đông | 81   | 81   | 100   | 79   | 79   | 100
UBND xã Phú Lâm         | 46   | 46   | 100   | 45   | 45   | 100
UBND xã Phú An          | 90   | 90   | 100   | 90   | 90   | 100
Phòng Nội vụ            | 18   | 18   | 100   | 18   | 17   | 94.44
Bộ phận TN & TKQ huyện  | 305  | 305  | 100   | 342  | 304  | 88.89
Tổng số                 | 1273 | 1260 | 98.98 | 1304 | 1255 | 96.24
"""

BANDS = {"Tốt": "TỐT", "Khá": "KHÁ", "Trung bình": "TB"}


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]


STANDING_ROWS = rows(STANDINGS)
DIGITISATION_ROWS = rows(DIGITISATION)


def number(cell: str) -> Fraction:
    return Fraction(cell.removeprefix("_"))


def card(edition: str, period: str, given: dict[str, str | int], level: str = "commune") -> chiso.Scorecard:
    return chiso.score(chiso.load(f"qd766/{edition}"), {"unit": "Xã", "level": level, "period": period, **given})


def result(card: chiso.Scorecard, indicator: str) -> IndicatorResult:
    return next(result for result in card.indicators if result.id == indicator)


@pytest.mark.parametrize(
    ("name", "day", "edition"),
    [
        ("national", "2022-08-01", "2022"),
        ("national", "2026-08-31", "2022"),
        ("dong-thap", "2023-01-01", "2023"),
        ("dong-thap", "2023-11-30", "2023"),
        ("dong-thap", "2023-12-31", "2023"),
        ("dong-thap", "2024-01-01", "2024-01"),
        ("dong-thap", "2024-01-31", "2024-01"),
        ("dong-thap", "2024-06-01", "2024-06"),
        ("dong-thap", "2024-12-31", "2024-06"),
        ("an-giang", "2024-03-11", "2024"),
        ("portal", "2026-08-31", "2026"),
    ],
)
def test_the_edition_in_force_on_a_day_is_found(name: str, day: str, edition: str) -> None:
    program = chiso.load(f"qd766/{name}", as_of=day)
    assert (program.ruleset, program.edition) == (f"qd766/{name}", edition)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("national", "2022-07-31"),
        ("dong-thap", "2022-12-31"),
        ("dong-thap", "2025-01-01"),
        ("an-giang", "2023-12-31"),
        ("an-giang", "2025-01-01"),
        ("portal", "2025-12-31"),
    ],
)
def test_no_edition_is_made_up_for_a_day_without_one(name: str, day: str) -> None:
    with pytest.raises(chiso.RuleSetError) as caught:
        chiso.load(f"qd766/{name}", as_of=day)
    assert [diagnostic.id for diagnostic in caught.value.diagnostics] == ["no-edition-on-date"]


def test_every_edition_keeps_the_hundred_points_of_the_national_one() -> None:
    national = chiso.load("qd766/national@2022")
    scored = {indicator.id: indicator.max for indicator in national.indicators if not indicator.tracked}
    bands = [(band.id, band.at_least) for band in national.bands]
    files = chiso.rule_files(RULES)
    assert len(files) >= 6
    for path in files:
        program = chiso.load(path)
        assert program.max == 100
        assert {i.id: i.max for i in program.indicators if not i.tracked} == scored, path
        assert [(band.id, band.at_least) for band in program.bands] == bands, path


@pytest.mark.parametrize(
    ("edition", "points", "met"),
    [
        ("national@2022", "1.8", None),
        ("dong-thap@2023", "1.8", True),
        ("dong-thap@2024-01", "6", True),
        ("dong-thap@2024-06", "4", False),
        ("an-giang@2024", "1.8", None),
        ("portal@2026", "1.8", None),
    ],
)
def test_payment_at_30_percent(edition: str, points: str, met: bool | None) -> None:
    payment = result(card(edition, "2024", {"paid_online": 30, "with_obligation": 100}), "payment_online")
    assert (payment.points, payment.target_met) == (Fraction(points), met)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (29, {"dong-thap@2024-01": "5.8", "dong-thap@2024-06": "3.87", "portal@2026": "1.74"}),
        (45, {"dong-thap@2024-01": "6", "dong-thap@2024-06": "6", "portal@2026": "2.7"}),
        (100, {"dong-thap@2024-01": "6", "dong-thap@2024-06": "6", "portal@2026": "6"}),
    ],
)
def test_the_same_payments_under_each_threshold(paid: int, expected: dict[str, str]) -> None:
    given: dict[str, str | int] = {"paid_online": paid, "with_obligation": 100}
    found = {edition: result(card(edition, "2024", given), "payment_online").points for edition in expected}
    assert found == {edition: Fraction(points) for edition, points in expected.items()}


@pytest.mark.parametrize(
    ("edition", "points", "met"),
    [
        ("national@2022", "4", None),
        ("dong-thap@2023", "4", False),
        ("dong-thap@2024-01", "4", False),
        ("dong-thap@2024-06", "4", False),
        ("an-giang@2024", "4", None),
        ("portal@2026", "3.2", None),
    ],
)
def test_digitised_dossiers_at_261_of_326(edition: str, points: str, met: bool | None) -> None:
    digitised = result(card(edition, "2024", {"digitized": 261, "to_digitize": 326}), "digitized_dossiers")
    assert (digitised.points, digitised.target_met) == (Fraction(points), met)


def test_payment_is_as_the_portal_publishes_it() -> None:
    given: dict[str, str | int] = {"paid_online": 1491, "with_obligation": 1651}
    procedures: dict[str, str | int] = {
        "fee_procedures": 31,
        "fee_procedures_integrated": 7,
        "fee_procedures_paid_online": 6,
    }
    found = card("portal@2026", "2026-08", given | procedures, "province")
    payment = next(group for group in found.groups if group.id == "payment")
    points = {indicator.id: indicator.points for indicator in payment.indicators}
    assert points == {
        "payment_integrated": Fraction("0.56"),
        "payment_procedures_used": Fraction("0.48"),
        "payment_online": Fraction("5.42"),
    }
    assert payment.points == Fraction("6.46")


@pytest.mark.parametrize(
    ("level", "given", "indicator", "printed"),
    [
        ("district", {"digitized": 261, "to_digitize": 349}, "digitized_dossiers", "74.78"),
        ("commune", {"digitized": 1083, "to_digitize": 1890}, "digitized_dossiers", "57.3"),
        ("district", {"payment_online.rate": "47.71%"}, "payment_online", "47.71"),
    ],
)
def test_thap_muoi_has_its_rates_and_meets_only_the_payment_target(
    level: str, given: dict[str, str | int], indicator: str, printed: str
) -> None:
    found = result(card("dong-thap@2023", "2023-11", given, level), indicator)
    assert found.rate is not None
    assert int(found.rate * 10_000) == Fraction(printed) * 100  # 74,785… is printed as 74,78: cut off, not rounded
    assert found.target_met is (indicator == "payment_online")


@pytest.mark.parametrize(
    ("level", "early", "on_time", "printed", "in_progress"),
    [("district", 280, 69, 349, 61), ("commune", 1644, 246, 1890, 169)],
)
def test_thap_muoi_has_no_late_dossier(level: str, early: int, on_time: int, printed: int, in_progress: int) -> None:
    given: dict[str, str | int] = {
        "processed": printed + in_progress,
        "finished_on_time": early + on_time,
        "finished_late": 0,
        "in_progress_on_time": in_progress,
        "in_progress_late": 0,
    }
    progress = result(card("dong-thap@2023", "2023-11", given, level), "dossier_on_time")
    assert (progress.rate, progress.points) == (1, 20)


@pytest.mark.parametrize("row", STANDING_ROWS, ids=lambda row: row[1])
def test_the_bands_and_underlined_cells_of_phu_tan(row: list[str]) -> None:
    total, band, share = row[2], row[3], row[10]
    given: dict[str, str | int] = {
        "total.points": total.removeprefix("_"),
        "dossier_on_time.rate": f"{row[7]}%",
        "digitization_share.rate": f"{share.removeprefix('_')}%",
    }
    found = card("an-giang@2024", "2024-03-W2", given)
    assert found.points == number(total)
    assert found.band is not None
    assert BANDS[found.band.title.text] == band
    assert total.startswith("_") is (found.band.id not in ("excellent", "good"))
    digitisation = result(found, "digitization_share")
    assert digitisation.target == Fraction("0.8")
    assert digitisation.target_met is not share.startswith("_")


def test_the_standings_of_phu_tan_are_in_order_and_its_changes_add_up() -> None:
    totals = [number(row[2]) for row in STANDING_ROWS]
    assert totals == sorted(totals, reverse=True)
    assert [number(row[2]) - number(row[4]) for row in STANDING_ROWS] == [number(row[5]) for row in STANDING_ROWS]


@pytest.mark.parametrize("row", DIGITISATION_ROWS, ids=lambda row: row[0])
def test_the_rates_of_digitisation_of_phu_tan(row: list[str]) -> None:
    _, received, in_full, first, finished, with_result, second = row
    given: dict[str, str | int] = {
        "received": int(received),
        "received_digitized_in_full": int(in_full),
        "finished": int(finished),
        "finished_with_digitized_result": int(with_result),
    }
    found = card("an-giang@2024", "2024-03-W2", given)
    for indicator, printed in (("intake_digitized_in_full", first), ("results_digitized", second)):
        rate = result(found, indicator).rate
        assert rate is not None
        assert rate_percent(rate) == Fraction(printed)
        assert result(found, indicator).points is None


def test_the_digitisation_of_phu_tan_adds_up() -> None:
    *units, total = DIGITISATION_ROWS
    for column in (1, 2, 4, 5):
        assert sum(int(row[column]) for row in units) == int(total[column])


def what_the_total_leaves(row: list[str]) -> Fraction:
    """A total of Phú Tân without transparency, progress and digitisation by their shares, and without satisfaction."""
    total, transparency, progress, digitisation = (number(row[column]) for column in (2, 6, 7, 10))
    return total - (18 * transparency + 20 * progress + 22 * digitisation) / 100 - 18


def test_what_is_inferred_from_the_totals_of_phu_tan_rests_on_them() -> None:
    """The column of digitisation is the group's share of points; payment grows up to 100 %, not only to a target."""
    left = {row[1]: what_the_total_leaves(row) for row in STANDING_ROWS}
    same = [left[unit] for unit in ("PHÚ XUÂN", "PHÚ BÌNH", "CHỢ VÀM", "PHÚ LÂM")]
    printed_digits = Fraction("0.005") + (18 + 22) * Fraction("0.0005")
    assert max(same) - min(same) <= 2 * printed_digits
    alike = [row for row in STANDING_ROWS if row[7] == row[8] == "100"]
    by_payment = sorted((number(row[9]), left[row[1]]) for row in alike)
    assert [str(payment) for payment, _ in by_payment[-3:]] == ["100"] * 3
    assert len(by_payment) == 7
    below = [rest for payment, rest in by_payment if payment < 100]
    assert below == sorted(below)
    assert min(same) - max(below) > 2 * printed_digits
