"""The five published documents audited: what each is found to say, and what it is confirmed to say."""

from __future__ import annotations

import csv
import shutil
from functools import cache
from pathlib import Path

import pytest

import chiso
from chiso.report.findings import audit_data
from chiso.study.audit.figure import Figure
from chiso.study.audit.words import sentence_in
from conftest import ROOT

EXAMPLES = ROOT / "examples"
EDITIONS = {
    "lap-vo-2024-01": "dong-thap/2024-01",
    "lap-vo-review-2024": "dong-thap/2024-01",
    "tam-nong-2024-06": "dong-thap/2024-06",
    "thap-muoi-2023-11": "dong-thap/2023",
    "phu-tan-2024-03-w2": "an-giang/2024",
}


@cache
def audited(example: str, *also: str) -> chiso.Audit:
    program = chiso.load(ROOT / "rules/qd766" / f"{EDITIONS[example]}.yaml")
    return chiso.audit(program, EXAMPLES / example / "units.csv", [EXAMPLES / other / "units.csv" for other in also])


def found(audit: chiso.Audit) -> list[tuple[str, str, str]]:
    """Kind, unit and the figure as printed."""
    return [(finding.kind.value, finding.claim.unit, finding.claim.printed.text) for finding in audit.findings]


def units(audit: chiso.Audit, kind: str, node: str) -> set[str]:
    return {f.claim.unit for f in audit.findings if f.kind.value == kind and f.claim.node == node}


def checked(audit: chiso.Audit) -> dict[tuple[str, str, str], tuple[int, int]]:
    """How many claims were checked and hold, by kind, file and subject."""
    tallies = audit_data(audit)["checked"]
    return {(t["kind"], t["file"].rpartition("/")[2], t["subject"]): (t["checked"], t["held"]) for t in tallies}


# Tam Nông, June 2024.


def test_in_tam_nong_the_groups_add_up_to_every_total() -> None:
    tallies = checked(audited("tam-nong-2024-06"))
    assert tallies["groups-against-total", "units.csv", "Total"] == (13, 13)
    assert not units(audited("tam-nong-2024-06"), "groups-against-total", "total")


def test_in_tam_nong_every_rate_is_recomputed_as_printed() -> None:
    tallies = checked(audited("tam-nong-2024-06"))
    rates = {(file, subject): n for (kind, file, subject), n in tallies.items() if kind == "counts-against-rate"}
    assert rates == {
        ("on-time.csv", "Tỷ lệ đúng hạn"): (13, 13),
        ("payment.csv", "Tỷ lệ đã TTTT"): (13, 13),
        ("payment.csv", "Tỷ lệ TT hình thức khác"): (13, 13),
        ("results.csv", "Tỷ lệ HS cấp kết quả điện tử"): (13, 13),
        ("digitisation.csv", "Tỷ lệ HS TTHC thực hiện số hóa hồ sơ"): (13, 13),
        ("reuse.csv", "Tỷ lệ HS đã khai thác, sử dụng lại"): (13, 13),
        ("reuse.csv", "Tỷ lệ HS chưa khai thác, sử dụng lại"): (13, 13),
    }


def test_in_tam_nong_every_mark_is_right() -> None:
    tallies = checked(audited("tam-nong-2024-06"))
    marks = [n for (kind, _, _), n in tallies.items() if kind == "target-against-rate"]
    assert marks == [(13, 13)] * 5


def test_in_tam_nong_51_and_77_late_dossiers_follow_from_the_rows() -> None:
    tallies = checked(audited("tam-nong-2024-06"))
    assert tallies["column-total", "units.csv", "Hoàn thành quá hạn"] == (1, 1)
    assert tallies["column-total", "units.csv", "Đang xử lý quá hạn"] == (1, 1)


def test_in_tam_nong_three_points_of_progress_do_not_follow_from_the_rate() -> None:
    audit = audited("tam-nong-2024-06")
    assert [entry for entry in found(audit) if entry[0] != "spelling"] == [
        ("points-against-rate", "Xã Phú Thọ", "17.8"),
        ("points-against-rate", "Xã Phú Thành A", "16.7"),
        ("points-against-rate", "Huyện Tam Nông", "19.2"),
    ]
    assert [finding.cut_off for finding in audit.findings[:2]] == [True, False]
    assert {entry[1] for entry in found(audit) if entry[0] == "spelling"} == {"Xã An Hoà", "Xã Hoà Bình"}


# Lấp Vò, January 2024.


def test_in_lap_vo_the_progress_of_binh_thanh_is_named() -> None:
    audit = audited("lap-vo-2024-01")
    (finding,) = [f for f in audit.findings if f.claim.unit == "Xã Bình Thành" and f.claim.node == "progress"]
    assert sentence_in(finding, "en") == ("Xã Bình Thành: Progress has 5.3 points beside 77.04%, which gives 15.41")
    assert sentence_in(finding, "vi") == (
        "Xã Bình Thành: Tiến độ, kết quả giải quyết ghi 5.3 điểm bên cạnh 77.04%, trong khi tỷ lệ này cho 15,41"
    )


def reachable(row: dict[str, str]) -> bool:
    """Whether six groups printed to one decimal can add up to the total, no group above its maximum."""
    groups = [row[name] for name in list(row)[3:]]
    bounds = []
    for text in groups:
        points, most = (round(float(part.replace(",", ".")) * 1000) for part in text.split("/"))
        bounds.append((points - 50, min(points + 50, most)))
    total = round(float(row["total"].replace(",", ".")) * 1000)
    return sum(low for low, _ in bounds) <= total <= sum(high for _, high in bounds)


def test_in_lap_vo_every_commune_whose_groups_cannot_add_up_is_named_and_no_other() -> None:
    with (EXAMPLES / "lap-vo-2024-01/printed/standings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = units(audited("lap-vo-2024-01"), "groups-against-total", "total")
    assert named == {row["unit"] for row in rows if not reachable(row)}
    assert named == {
        "Xã Vĩnh Thạnh",
        "Xã Long Hưng A",
        "Xã Định Yên",
        "Xã Long Hưng B",
        "Xã Hội An Đông",
        "Xã Mỹ An Hưng A",
        "Xã Bình Thạnh Trung",
        "Xã Tân Mỹ",
        "Xã Bình Thành",
    }


def test_in_lap_vo_the_january_total_differs_from_that_of_the_review() -> None:
    audit = audited("lap-vo-2024-01", "lap-vo-review-2024")
    (finding,) = [f for f in audit.findings if f.kind.value == "between-documents"]
    (other,) = finding.claim.figures
    assert (finding.claim.unit, finding.claim.period) == ("Huyện Lấp Vò", "2024-01")
    assert (finding.claim.printed.text, other.text) == ("82.07", "82.83")
    assert other.place.source.name.endswith("lap-vo-review-2024/units.csv")


def test_in_lap_vo_223_late_dossiers_are_not_the_sum_of_the_rows() -> None:
    audit = audited("lap-vo-2024-01")
    assert [entry for entry in found(audit) if entry[0] == "column-total"] == [("column-total", "Huyện Lấp Vò", "223")]
    tallies = checked(audit)
    assert tallies["column-total", "progress.csv", "HS trễ hạn trên HTTT giải quyết TTHC tỉnh"] == (1, 1)
    assert tallies["column-total", "progress.csv", "Đang xử lý quá hạn trên Cổng DVCQG"] == (1, 1)


def test_in_lap_vo_local_figures_differ_from_the_portals() -> None:
    audit = audited("lap-vo-2024-01")
    assert [entry for entry in found(audit) if entry[0] == "local-against-portal"] == [
        ("local-against-portal", "Xã Định Yên", "49%"),
        ("local-against-portal", "Huyện Lấp Vò", "72,9%"),
    ]


# Phú Tân, the second week of March 2024.


def test_in_phu_tan_changes_bands_ranks_and_rates_are_checked_and_hold() -> None:
    tallies = checked(audited("phu-tan-2024-03-w2"))
    assert tallies["change-against-periods", "standings.csv", "Điểm tăng/giảm"] == (19, 19)
    assert tallies["band-against-total", "standings.csv", "Xếp loại"] == (19, 19)
    assert tallies["rank-against-totals", "standings.csv", "STT"] == (18, 18)
    for rate in ("Tỷ lệ số hoá đầy đủ thành phần HS khi tiếp nhận", "Tỷ lệ số hoá kết quả hồ sơ"):
        assert tallies["counts-against-rate", "digitisation.csv", rate] == (21, 21)
    assert tallies["counts-against-rate", "one-stop.csv", "Tỷ lệ giải quyết"] == (20, 20)


def test_in_phu_tan_every_column_adds_up() -> None:
    sums = [n for (kind, _, _), n in checked(audited("phu-tan-2024-03-w2")).items() if kind == "column-total"]
    assert sums == [(1, 1)] * (2 + 7 + 13)


def test_in_phu_tan_one_commune_has_two_spellings_and_one_cell_is_not_underlined() -> None:
    assert found(audited("phu-tan-2024-03-w2")) == [
        ("target-against-rate", "TOÀN HUYỆN", "không gạch chân"),
        ("spelling", "PHÚ HÙNG", "PHÚ HÙNG"),
    ]


# Tháp Mười, November 2023, and the review of Lấp Vò.


def test_in_thap_muoi_a_rate_is_cut_off() -> None:
    (finding,) = audited("thap-muoi-2023-11").findings
    assert (finding.claim.unit, finding.claim.printed.text, finding.cut_off) == ("cấp huyện", "74,78%", True)


def test_the_review_of_lap_vo_holds() -> None:
    audit = audited("lap-vo-review-2024")
    assert audit.findings == ()
    assert sum(tally.checked for tally in audit.tallies) > 15


@pytest.mark.parametrize("example", EDITIONS)
def test_every_finding_says_where_it_is_in_both_languages(example: str) -> None:
    for finding in audited(example).findings:
        printed = finding.claim.printed
        assert printed.text in finding.place.text
        sentences = [sentence_in(finding, language) for language in ("en", "vi")]
        assert sentences[0] != sentences[1]
        assert all(printed.text in sentence and "{" not in sentence for sentence in sentences)
        assert isinstance(printed, Figure) == (finding.implied.options is None)


@pytest.mark.parametrize(("example", "counts"), [("lap-vo-2024-01", 5), ("tam-nong-2024-06", 3)])
def test_the_units_in_each_band_are_counted_as_printed(example: str, counts: int) -> None:
    tallies = checked(audited(example))
    assert tallies["band-against-total", "bands.csv", "Số đơn vị theo xếp loại"] == (counts, counts)


@pytest.mark.parametrize(
    ("table", "row", "column", "wrong", "kinds"),
    [
        ("on-time.csv", 3, "in_progress_late", "11", {"parts-against-sum", "column-total", "between-documents"}),
        ("on-time.csv", 1, "on_time_rate", "97.5", {"counts-against-rate"}),
        ("on-time.csv", 9, "target_100", "Không", {"target-against-rate"}),
        ("reuse.csv", 13, "not_reused", "2.179", {"parts-against-sum", "counts-against-rate"}),
        ("payment.csv", 13, "target_45", "Không", {"target-against-rate"}),
        ("standings.csv", 5, "no", "06", {"rank-against-totals"}),
        ("standings.csv", 5, "total", "86.82", {"between-documents"}),
        ("bands.csv", 2, "units", "08", {"band-against-total"}),
    ],
)
def test_a_wrong_cell_in_a_table_is_found(
    tmp_path: Path, table: str, row: int, column: str, wrong: str, kinds: set[str]
) -> None:
    folder = shutil.copytree(EXAMPLES / "tam-nong-2024-06", tmp_path / "copy")
    with (folder / "printed" / table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 1][column] = wrong
    with (folder / "printed" / table).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    program = chiso.load(ROOT / "rules/qd766/dong-thap/2024-06.yaml")
    before = {(kind, text) for kind, _, text in found(audited("tam-nong-2024-06"))}
    after = [entry for entry in found(chiso.audit(program, folder / "units.csv")) if (entry[0], entry[2]) not in before]
    assert {kind for kind, _, _ in after} >= kinds
