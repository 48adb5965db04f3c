"""Responses of the portal to records: what goes where, what is told by whom, and nothing made up."""

from __future__ import annotations

import json
import os
import random
import threading
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import chiso
from chiso.diagnostics.diagnostic import Report
from chiso.records import portal_fields
from chiso.records.cell_text import guarded, unguarded
from chiso.records.columns import columns_of
from chiso.records.load_json import load_json
from chiso.ruleset.document import Block
from chiso.source import Source
from conftest import ROOT

RESPONSES = ROOT / "examples/portal-2026-08"
GIVEN = ROOT / "tests/errors/portal"


@cache
def program() -> chiso.Program:
    return chiso.load("qd766/portal@2026")


def response(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((RESPONSES / f"{name}.json").read_text(encoding="utf-8"))
    return parsed


def put(folder: Path, name: str, envelope: object) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(envelope, ensure_ascii=False), encoding="utf-8")
    return path


def faults(*paths: Path, period: str | None = "2026-08") -> list[str]:
    with pytest.raises(chiso.RecordError) as raised:
        chiso.import_portal(paths, program(), period=period)
    return [diagnostic.id for diagnostic in raised.value.diagnostics]


def root_record(path: Path) -> chiso.Record:
    return chiso.import_portal([path], program(), period="2026-08")[0]


def test_the_rules_for_the_portal_have_every_column_and_every_count_goes_to_an_input() -> None:
    known = columns_of(program())
    assert [name for name in portal_fields.columns() if name not in known] == []
    fields = {id for inputs in portal_fields.FIELDS.values() for id in inputs.values()}
    assert fields <= set(program().inputs)


def test_counts_that_the_portal_gives_together_become_a_rate_and_not_made_up_parts() -> None:
    record = root_record(RESPONSES)
    assert (record.inputs["processed"], record.inputs["finished"]) == (4388, 4102)
    assert "finished_on_time" not in record.inputs
    assert record.reported["dossier_on_time.rate"] == Fraction(4251, 4388)
    assert "received_reported" not in record.inputs
    assert record.reported["dossier_sync.rate"] == Fraction(4210, 4388)


def test_a_zero_says_what_all_its_parts_are() -> None:
    commune = chiso.import_portal([RESPONSES], program())[3]
    for id in ("received_reported", "received_portal", "received_last_year", "finished_on_time", "in_progress_on_time"):
        assert commune.inputs[id] == 0


def test_dissatisfied_is_what_is_not_satisfied() -> None:
    record = root_record(RESPONSES)
    assert (record.inputs["petitions"], record.inputs["petitions_dissatisfied"]) == (41, 6)
    assert (record.inputs["rated_dossiers"], record.inputs["dossiers_dissatisfied"]) == (4388, 78)


def test_nothing_is_taken_from_a_pipe_to_see_what_it_holds(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = "unit,level,period,paid_online\nXã A,commune,2026-08,1\n"
    writer = threading.Thread(target=pipe.write_text, args=(text,), kwargs={"encoding": "utf-8"})
    writer.start()
    (record,) = chiso.read_records(pipe, program())
    writer.join()
    assert record.inputs == {"paid_online": 1}


def test_null_stays_absent(tmp_path: Path) -> None:
    given = response("transparency")
    metric = given["data"]["overview"]["metrics"][0]
    metric.update(numerator=None, denominator=None, ratio=None, score=None)
    record = root_record(put(tmp_path, "transparency", given))
    assert not {"published_on_time", "published"} & set(record.inputs)
    assert "publish_on_time.points" not in record.reported
    card = chiso.score(program(), record)
    states = {result.id: result.state for result in card.indicators}
    assert states["publish_on_time"] is chiso.State.MISSING
    assert card.groups[0].basis is chiso.Basis.REPORTED


@pytest.mark.parametrize(("ratio", "score", "rate"), [(100, 2, 1), (1, 2, 1), (1, 0.02, "1/100"), (87.5, 1.75, "7/8")])
def test_a_ratio_is_read_as_its_points_bear_out(tmp_path: Path, ratio: float, score: float, rate: object) -> None:
    given = response("dossier-digitized")
    given["data"]["overview"]["metrics"][6].update(ratio=ratio, score=score)
    record = root_record(put(tmp_path, "dossier-digitized", given))
    assert record.inputs["certified_copy_rate"] == Fraction(str(rate))


def test_a_number_written_with_a_point_is_the_whole_number_that_it_is(tmp_path: Path) -> None:
    text = (RESPONSES / "formality-online-payment-tree.json").read_text(encoding="utf-8")
    path = tmp_path / "payment.json"
    path.write_text(text.replace(": 1491,", ": 1491.0,").replace(": 1651,", ": 1.651e3,"), encoding="utf-8")
    record = root_record(path)
    assert (record.inputs["paid_online"], record.inputs["with_obligation"]) == (1491, 1651)


@pytest.mark.parametrize(
    ("field", "value", "id"),
    [
        ("totalDossierOnlinePaymentSuccess", True, "portal-not-a-number"),
        ("totalDossierOnlinePaymentSuccess", [1491], "portal-not-a-number"),
        ("totalDossierOnlinePaymentSuccess", 1491.5, "not-a-count"),
        ("totalDossierOnlinePaymentSuccess", -1, "not-a-count"),
        ("totalDossierOnlinePaymentSuccess", 10**40, "limit-exceeded"),
        ("totalDossierOnlinePaymentSuccess", 1652, "check-failed"),
        ("totalScore", 10.5, "reported-too-high"),
        ("departmentName", None, "portal-field-missing"),
    ],
)
def test_a_wrong_value_is_named_at_its_place(tmp_path: Path, field: str, value: object, id: str) -> None:
    given = response("formality-online-payment-tree")
    given["data"]["parent"][field] = value
    assert id in faults(put(tmp_path, "payment", given))


@pytest.mark.parametrize(
    "envelope",
    [[], {}, {"data": {}}, {"code": "OK", "data": None}, {"code": "OK", "data": {"parent": 1, "children": []}}, 5],
)
def test_what_is_no_response_is_refused(tmp_path: Path, envelope: object) -> None:
    assert faults(put(tmp_path, "x", envelope)) == ["not-a-portal-response"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("", "file-empty"),
        ('{"code": "OK", "data": NaN}', "json-syntax"),
        ('{"code": "OK", "code": "OK"}', "duplicate-key"),
        ("[" * 100_000, "limit-exceeded"),
        ('{"code": "OK"', "json-syntax"),
    ],
)
def test_a_text_that_is_no_sound_json_is_refused(tmp_path: Path, text: str, id: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert id in faults(path)


def test_a_file_that_is_not_there_is_named() -> None:
    assert faults(Path("none.json")) == ["file-unreadable"]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("transparency-2026-08", "2026-08"),
        ("2026-Q3_transparency", None),
        ("transparency 2026-Q3", "2026-Q3"),
        ("transparency-2026-08-W2", "2026-08-W2"),
        ("transparency-2026-08-15", None),
        ("transparency-2026", None),
        ("transparency-20260815", None),
    ],
)
def test_the_period_is_what_the_name_says_and_never_guessed(tmp_path: Path, name: str, period: str | None) -> None:
    path = put(tmp_path, name, response("transparency"))
    if period is None:
        assert faults(path, period=None) == ["portal-period-unknown"]
    else:
        assert {record.period for record in chiso.import_portal([path], program())} == {period}


def test_the_folder_says_the_period_where_the_file_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "2026-Q3"
    folder.mkdir()
    path = put(folder, "transparency", response("transparency"))
    assert chiso.read_records(folder, program())[0].period == "2026-Q3"
    assert faults(path) == ["portal-periods-differ"]
    put(folder, "transparency-2026-08", response("transparency"))
    assert set(faults(folder, period=None)) == {"portal-group-twice", "portal-periods-differ"}
    path.unlink()
    assert chiso.read_records(folder, program())[0].period == "2026-08"


def test_a_period_is_not_taken_over_from_another_file(tmp_path: Path) -> None:
    told = put(tmp_path, "transparency-2026-08", response("transparency"))
    silent = put(tmp_path, "payment", response("formality-online-payment-tree"))
    assert faults(told, silent, period=None) == faults(silent, told, period=None) == ["portal-period-unknown"]


def test_a_level_that_nobody_says_can_be_given_and_one_that_is_said_stays() -> None:
    folder = GIVEN / "portal-level-unknown"
    root, centre = chiso.import_portal([folder], program(), level="department")
    assert (root.level, centre.level) == ("province", "department")
    with pytest.raises(chiso.RecordError) as raised:
        chiso.import_portal([folder], program(), level="sở")
    assert [d.id for d in raised.value.diagnostics] == ["unknown-level"]


def test_two_units_of_one_name_and_level_are_refused(tmp_path: Path) -> None:
    given = response("dvc-progress-tree")
    given["data"]["children"][1].update(departmentName="Xã Long hòa", departmentType="XA", departmentLevel=3)
    assert faults(put(tmp_path, "progress", given)) == ["record-twice"]


def test_units_are_put_together_by_their_code(tmp_path: Path) -> None:
    given = response("formality-online-payment-tree")
    given["data"]["children"][1]["departmentName"] = "Phường Bình Thạnh mới"
    folder = tmp_path / "2026-08"
    folder.mkdir()
    put(folder, "payment", given)
    put(folder, "progress", response("dvc-progress-tree"))
    assert faults(folder) == ["portal-values-differ"]


def test_one_response_alone_is_a_record_and_says_which_groups_are_lacking() -> None:
    records = chiso.import_portal([RESPONSES / "transparency.json"], program())
    (lacking,) = [d for d in chiso.doubts(program(), records) if d.id == "portal-group-missing"]
    assert lacking.arguments["groups"] == ("progress", "online_service", "payment", "satisfaction", "digitization")


def test_what_the_portal_says_of_its_figures_survives() -> None:
    records = chiso.read_records(RESPONSES, program())
    (noted,) = [(record.unit, doubt) for record in records for doubt in record.doubts]
    assert noted[0] == "Phường Bình Thạnh"
    assert noted[1].arguments["node"] == "public_update_on_time"
    assert noted[1].arguments["said"] == "Không có dữ liệu báo cáo tổng hợp"


def test_the_rows_of_records_read_back_as_the_same_records(tmp_path: Path) -> None:
    records = chiso.import_portal([RESPONSES], program())
    odd = chiso.Record("=Xã A", "commune", "2026-08", {"certified_copy_rate": Fraction(1, 3)})
    path = tmp_path / "units.csv"
    rows = [chiso.record_header(program(), [*records, odd]), *chiso.record_rows(program(), [*records, odd])]
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    assert chiso.read_records(path, program()) == [*records, odd]
    assert "'=Xã A" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@a", "\tx", "'=1", "''=1", "'ngày", "Xã A", "", "a=b", "＝x"])
def test_a_guarded_text_is_no_formula_and_reads_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r＝")


def test_every_part_of_a_json_text_has_its_place() -> None:
    source = Source("x.json", '{"a": ["ê\\"[", -1.5e2, null],\n "b": {"c": true}}')
    report = Report()
    document = load_json(source, report)
    assert isinstance(document, Block)
    assert not report.has_errors
    first, second, third = document.items("a")
    assert (first.plain, first.span.text) == ('ê"[', '"ê\\"["')
    assert (second.span.text, third.plain) == ("-1.5e2", None)
    assert document.place("b").begins.line == 2
    assert document.place("b").text == '{"c": true}'


def test_the_page_on_the_portal_says_what_every_field_becomes() -> None:
    page = (ROOT / "docs/portal.md").read_text(encoding="utf-8")
    for code, metric in portal_fields.METRICS.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{code}` |")]
        said = (metric.numerator, metric.denominator, *metric.zeros, f"{metric.indicator}.points")
        if metric.counts is not portal_fields.Counts.SHOWN:
            assert [name for name in said if name and f"`{name}`" not in row] == []
    for group, fields in portal_fields.FIELDS.items():
        assert f"## `{portal_fields.ENDPOINTS[group]}`: `{group}`" in page
        assert [id for field, id in fields.items() if f"| `{field}` | `{id}` |" not in page] == []


JUNK = (None, True, "1", -1, 1e300, 10**50, [], {}, [1], "", 0.5, "\ud800", "=x")


def places_in(part: Any) -> list[tuple[Any, Any]]:
    """Every place of a document, as what holds it and the key there."""
    keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    return [found for key in keys for found in ((part, key), *places_in(part[key]))]


@pytest.mark.parametrize("seed", range(60))
def test_a_spoilt_response_is_read_or_said_to_be_spoilt(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice(sorted(portal_fields.ENDPOINTS.values()))
    given = response(name)
    for _ in range(3):
        holder, key = chance.choice(places_in(given))
        holder[key] = chance.choice(JUNK)
    path = tmp_path / "x.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    said: list[chiso.Diagnostic] = []
    records: list[chiso.Record] = []
    try:
        records = chiso.import_portal([path], program(), period="2026-08", level="commune")
    except chiso.RecordError as fault:
        said = fault.diagnostics
    assert bool(records) != any(diagnostic.is_error for diagnostic in said)
    assert all(chiso.score(program(), record).record.period == "2026-08" for record in records)
    assert all(diagnostic.message_in("vi") and diagnostic.help for diagnostic in said)
