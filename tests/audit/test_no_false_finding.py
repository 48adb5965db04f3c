"""An audit of consistent scorecards, rounded as reports round them, finds nothing; one wrong digit too many is found.

Scorecards come from the rules, exactly. A report is made of them: points with one decimal, totals with two, rates in
percent with one or two, ties either way, zeros at the end dropped in some reports and kept in others.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import Mode, Number, decimal_text, rounded, to_digits
from chiso.records.open_records import Asked
from chiso.run.standings import ranks
from chiso.study.audit.audit import claims_of_records, judged
from chiso.study.audit.document import Document, figures_of
from chiso.study.audit.finding import Audit
from chiso.study.audit.read_published import read_as_published
from conftest import ROOT

Row = dict[str, str]


@cache
def program() -> chiso.Program:
    return chiso.load(ROOT / "rules/qd766/dong-thap/2024-06.yaml")


@st.composite
def inputs(draw: st.DrawFn) -> dict[str, object]:
    """The inputs of a unit: every rate of the rules is a part of a whole."""
    given: dict[str, object] = {}
    for name in program().inputs:
        given[name] = draw(st.integers(0, 400))
    for part, whole in PARTS:
        given[part] = draw(st.integers(0, given[whole]))  # type: ignore[arg-type]
    processed = [draw(st.integers(0, 200)) for _ in range(4)]
    names = ("finished_on_time", "finished_late", "in_progress_on_time", "in_progress_late")
    given.update(zip(names, processed, strict=True), processed=sum(processed))
    given["full_online"] = draw(st.integers(0, given["procedures"] - given["partial_online"]))  # type: ignore[operator]
    given["certified_copy_rate"] = Fraction(draw(st.integers(0, 1000)), 1000)
    return given


PARTS = (
    ("published_on_time", "published"),
    ("made_public_on_time", "due_public"),
    ("public_with_full_content", "public_procedures"),
    ("partial_online", "procedures"),
    ("online_services_with_dossiers", "online_services"),
    ("received_online", "received"),
    ("fee_procedures_integrated", "fee_procedures"),
    ("fee_procedures_paid_online", "fee_procedures"),
    ("paid_online", "with_obligation"),
    ("petitions_on_time", "petitions"),
    ("petitions_dissatisfied", "petitions"),
    ("dossiers_dissatisfied", "rated_dossiers"),
    ("electronic_results", "dossiers_with_result"),
    ("digitized", "to_digitize"),
    ("reusing", "reusable"),
    ("storage_connected", "storage_connectable"),
    ("citizen_procedures_connected", "citizen_procedures"),
    ("citizen_dossiers_using", "citizen_dossiers"),
)


@st.composite
def style(draw: st.DrawFn) -> tuple[int, int, Mode, bool]:
    """How a report prints: decimals of points and of rates, which way ties go, whether zeros at the end are kept."""
    modes = st.sampled_from([Mode.HALF_UP, Mode.HALF_EVEN])
    return draw(st.tuples(st.integers(1, 2), st.integers(1, 2), modes, st.booleans()))


def printed(value: Number, digits: int, mode: Mode, keeps: bool) -> str:
    return decimal_text(rounded(value, to_digits(digits, mode)), digits if keeps else 0)


def reported(units: list[dict[str, object]], how: tuple[int, int, Mode, bool], with_counts: bool) -> list[Row]:
    """The rows of a report on units: totals, bands, ranks, the points of groups, rates, some of the counts."""
    digits, of_rates, mode, keeps = how
    facts = [{"unit": f"Xã {at}", "level": "commune", "period": "2024-06"} for at in range(len(units))]
    cards = [chiso.score(program(), {**fact, **unit}) for fact, unit in zip(facts, units, strict=True)]
    rows = []
    for fact, unit, card, rank in zip(facts, units, cards, ranks(cards), strict=True):
        assert card.points is not None
        assert card.band is not None
        row = {**fact, "total.points": printed(card.points, 2, mode, keeps), "total.band": card.band.id}
        row["total.rank"] = str(rank)
        for group in card.groups:
            assert group.points is not None
            row[f"{group.id}.points"] = printed(group.points, digits, mode, keeps)
            row[f"{group.id}.rate"] = (
                f"{printed(group.points / Fraction(group.group.max) * 100, of_rates, mode, keeps)}%"
            )
        for result in card.indicators:
            shown = "" if result.rate is None else f"{printed(result.rate * 100, of_rates, mode, keeps)}%"
            row[f"{result.id}.rate"] = shown
        if with_counts:
            row.update({name: str(unit[name]) for name in ("paid_online", "with_obligation", "processed")})
            row.update({name: str(unit[name]) for name in ("finished_on_time", "in_progress_on_time")})
        rows.append(row)
    return rows


def audited(rows: list[Row]) -> Audit:
    report = Report()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "units.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        records = tuple(read_as_published(path, program(), Asked(), report))
    assert [diagnostic.message for diagnostic in report] == []
    document = Document("units.csv", records, figures_of(records, program()), ())
    return judged(claims_of_records(program(), document))


@settings(max_examples=40, deadline=None)
@given(st.lists(inputs(), min_size=1, max_size=5), style(), st.booleans())
def test_consistent_reports_are_found_consistent(
    units: list[dict[str, object]], how: tuple[int, int, Mode, bool], with_counts: bool
) -> None:
    found = audited(reported(units, how, with_counts))
    assert [(f.claim.wording, f.claim.node, f.claim.printed.text, f.implied) for f in found.findings] == []
    assert sum(tally.checked for tally in found.tallies) > 10 * len(units)


@settings(max_examples=60, deadline=None)
@given(st.lists(inputs(), min_size=1, max_size=4), style(), st.data())
def test_one_wrong_digit_beyond_tolerance_is_found(
    units: list[dict[str, object]], how: tuple[int, int, Mode, bool], data: st.DataObject
) -> None:
    """A total that is off by 2 cannot be the sum of six groups, each of which is rounded by 0.05 at most."""
    rows = reported(units, how, with_counts=True)
    at = data.draw(st.integers(0, len(rows) - 1))
    for column, least in (("total.points", 2), ("progress.points", 1)):
        text = rows[at][column]
        number = Fraction(text)
        place = data.draw(st.sampled_from([place for place, sign in enumerate(text) if sign.isdigit()]))
        digit = data.draw(st.sampled_from("0123456789"))
        wrong = f"{text[:place]}{digit}{text[place + 1 :]}"
        if abs(Fraction(wrong) - number) < least or Fraction(wrong) > 100:
            continue
        changed = [*rows[:at], {**rows[at], column: wrong}, *rows[at + 1 :]]
        found = audited(changed)
        named = {(finding.claim.unit, finding.claim.printed.column) for finding in found.findings}
        assert (rows[at]["unit"], column) in named


def test_a_wrong_digit_that_only_one_change_mends_is_suggested() -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "progress.points": "13.2"}
    (finding,) = audited([{**row, "dossier_on_time.rate": "91.1%"}]).findings
    assert finding.repair is not None
    assert (finding.repair.figure.text, finding.repair.text) == ("13.2", "18.2")


def test_with_two_ways_to_mend_nothing_is_suggested() -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "progress.points": "14.2"}
    (finding,) = audited([{**row, "dossier_on_time.rate": "91%"}]).findings
    assert finding.repair is None


def test_decimals_cut_off_are_told_as_such() -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "progress.points": "17.8"}
    (finding,) = audited([{**row, "dossier_on_time.rate": "89.35%"}]).findings
    assert finding.cut_off
    (other,) = audited([{**row, "dossier_on_time.rate": "90.35%"}]).findings
    assert not other.cut_off


def test_more_than_the_maximum_is_a_finding_and_not_unreadable() -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "progress.points": "20.4", "total.points": "104"}
    found = audited([row])
    assert {(finding.claim.node, finding.kind.value) for finding in found.findings} == {
        ("progress", "points-against-rate"),
        ("total", "groups-against-total"),
    }


def test_bands_and_ranks_follow_from_totals() -> None:
    names = [f"Xã {letter}" for letter in "ABC"]
    totals, bands = ("90", "80", "79.99"), ("excellent", "excellent", "fair")
    rows = [
        {
            "unit": name,
            "level": "commune",
            "period": "2024-06",
            "total.points": total,
            "total.band": band,
            "total.rank": rank,
        }
        for name, total, band, rank in zip(names, totals, bands, "133", strict=True)
    ]
    found = {(f.kind.value, f.claim.unit): f.implied for f in audited(rows).findings}
    assert set(found) == {("band-against-total", "Xã B"), ("rank-against-totals", "Xã B")}
    assert found["rank-against-totals", "Xã B"].interval.holds(2)


@pytest.mark.parametrize(
    ("total", "band", "options"),
    [
        ("79.99", "Khá", None),
        ("79.99", "weak", {"Khá"}),
        ("79.99", "Tốt", {"Khá"}),
        ("80.00", "Khá", {"Tốt"}),
        ("49.5", "Trung bình", {"Yếu"}),
        ("49.96", "Trung bình", {"Yếu"}),
        ("100", "average", {"Xuất sắc"}),
    ],
)
def test_a_total_is_in_one_band(total: str, band: str, options: set[str] | None) -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "total.points": total, "total.band": band}
    other = {**row, "unit": "Xã B", "total.points": "70.01", "total.band": "fair"}
    assert [f.implied.options for f in audited([row, other]).findings] == ([] if options is None else [options])


def test_a_total_that_was_rounded_to_a_bound_may_be_in_either_band() -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "total.points": "80.0", "total.band": "fair"}
    assert audited([row]).findings == ()
    assert len(audited([{**row, "total.band": "average"}]).findings) == 1


def test_ranks_among_units_that_are_not_in_the_file_are_only_bounded_below() -> None:
    row = {"unit": "Huyện A", "level": "district", "period": "2024-06", "total.points": "87.41", "total.rank": "2"}
    better = {**row, "unit": "Huyện B", "total.points": "90", "total.rank": "7"}
    (finding,) = audited([{**row, "total.rank": "1"}, better]).findings
    assert (finding.claim.unit, finding.kind.value) == ("Huyện A", "rank-against-totals")
    assert audited([row, {**better, "total.rank": "1"}]).findings == ()


def test_a_check_of_the_rules_that_is_broken_is_a_finding() -> None:
    row = {"unit": "Xã A", "level": "commune", "period": "2024-06", "paid_online": "467", "with_obligation": "416"}
    (finding,) = audited([row]).findings
    assert (finding.kind.value, finding.claim.node) == ("parts-against-sum", "paid_online")
    assert finding.repair is None
