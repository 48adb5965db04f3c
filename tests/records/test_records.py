"""Data in: CSV and mappings to records, every fault at its cell."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.records.period import period_kind
from conftest import HEADER, table_read

TYPES = (
    HEADER
    + """\
inputs:
  paid: {title: Đã trả, type: count}
  due: {title: Phải trả, type: count}
  height: {title: Số, type: number}
  share: {title: Tỷ lệ, type: rate}
  done: {title: Xong, type: flag}
  kind: {title: Loại, type: choice, choices: [Một phần, Toàn trình]}
  signed: {title: Ngày, type: date}
checks:
  - {rule: paid <= due, message: trả nhiều hơn phải trả, message_en: more paid than due}
  - rule: height * 0 == 0 and share <= 1 and (done or not done) and kind != "" and signed - signed == 0
    message: sai
groups:
  - id: payment
    title: Thanh toán
    max: 10
    source: law
    indicators: [{id: online, title: Trực tuyến, max: 10, rate: paid / due, when_empty: zero}]
bands: [{id: good, title: Tốt, at_least: 8}, {id: weak, title: Yếu, at_least: 0}]
"""
).replace('kind != ""', 'kind in ("Một phần", "Toàn trình")')

HEAD = "unit,level,period"


@cache
def typed_program() -> chiso.Program:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(TYPES, encoding="utf-8")
        return chiso.load(path)


@pytest.fixture
def program() -> chiso.Program:
    return typed_program()


def records(program: chiso.Program, tmp_path: Path, text: str | bytes) -> list[chiso.Record]:
    path = tmp_path / "units.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return chiso.read_records(path, program)


def faults(program: chiso.Program, tmp_path: Path, text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(chiso.RecordError) as caught:
        records(program, tmp_path, text)
    return [(diagnostic.id, diagnostic.span.text) for diagnostic in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("paid", "0", 0),
        ("paid", "007", 7),
        ("height", "-1.50", Fraction(-3, 2)),
        ("share", "96.99%", Fraction(9699, 10000)),
        ("share", "18.7 %", Fraction(187, 1000)),
        ("share", "0.97", Fraction(97, 100)),
        ("share", "290/299", Fraction(290, 299)),
        ("share", "1", 1),
        ("done", "có", True),
        ("done", "false", False),
        ("kind", "toàn  trình", "Toàn trình"),
        ("signed", "30/06/2024", date(2024, 6, 30)),
        ("signed", "2024-06-30", date(2024, 6, 30)),
    ],
)
def test_values_are_exact(program: chiso.Program, tmp_path: Path, column: str, cell: str, value: object) -> None:
    (record,) = records(program, tmp_path, f"{HEAD},{column}\nXã A,commune,2024-06,{cell}\n")
    assert record.inputs == {column: value}
    assert type(record.inputs[column]) is type(value)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("payment.points", "8.60", Fraction(43, 5)),
        ("online.rate", "96.99%", Fraction(9699, 10000)),
        ("total.band", "Tốt", "good"),
        ("total.band", "good", "good"),
        ("total.rank", "2", 2),
    ],
)
def test_reported_values(program: chiso.Program, tmp_path: Path, column: str, cell: str, value: object) -> None:
    (record,) = records(program, tmp_path, f"{HEAD},{column}\nXã A,commune,2024-06,{cell}\n")
    assert record.reported == {column: value}


@pytest.mark.parametrize(
    ("column", "cell", "id", "hint"),
    [
        ("paid", "12a", "not-a-count", "whole number"),
        ("paid", "-1", "not-a-count", "whole number"),
        ("paid", "1.5", "not-a-count", "whole number"),
        ("paid", "9" * 50, "number-too-long", "at most 30"),
        ("height", "1e5", "not-a-number", "decimal point"),
        ("share", "96.99", "rate-without-percent", "96.99%"),
        ("share", "1/0", "not-a-number", "decimal point"),
        ("done", "maybe", "not-a-flag", "`true` or `false`"),
        ("kind", "Toàn trìn", "choice-not-offered", "did you mean `Toàn trình`?"),
        ("signed", "31/06/2024", "not-a-date", "30/06/2024"),
        ("payment.points", "tám", "not-a-number", "decimal point"),
        ("payment.points", "10.01", "reported-too-high", "correct"),
        ("total.points", "2450", "reported-too-high", "correct"),
        ("payment.points", "-0.1", "reported-too-low", "correct"),
        ("online.rate", "-5%", "reported-too-low", "correct"),
        ("paid", '"1,936"', "not-a-count", "without a mark: 1936"),
        ("total.band", "Tôt", "unknown-band", "did you mean `Tốt`?"),
        ("total.band", "Giỏi", "unknown-band", "`Tốt`"),
        ("total.rank", "0", "not-a-rank", "from 1"),
        ("total.rank", "2/12", "not-a-rank", "from 1"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    program: chiso.Program, tmp_path: Path, column: str, cell: str, id: str, hint: str
) -> None:
    text = f"{HEAD},{column}\nXã A,commune,2024-06,\n\nXã B,commune,2024-06,{cell}\n"
    with pytest.raises(chiso.RecordError) as caught:
        records(program, tmp_path, text)
    (fault,) = caught.value.diagnostics
    assert (fault.id, fault.span.text) == (id, cell)
    assert f"row 4, column `{column}`" in fault.message
    assert f"dòng 4, cột `{column}`" in fault.message_in("vi")
    assert hint in fault.help
    assert fault.span.begins.line == 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("file-empty", "")]),
        ("\n \n", [("file-empty", "")]),
        (f"{HEAD}\n", [("no-records", "")]),
        ("unit,period\nA,2024\n", [("missing-column", "unit")]),
        ("paid\n3\n", [("missing-column", "paid")] * 3),
        (f"{HEAD},piad\nA,commune,2024,1\n", [("unknown-column", "piad")]),
        (f"{HEAD},paid,paid\nA,commune,2024,1,1\n", [("duplicate-column", "paid")]),
        (f"{HEAD},paid\nA,commune,2024\n", [("row-length", "2024")]),
        (f"{HEAD}\nA,commune,2024,7\n", [("row-length", "7")]),
        (f"{HEAD}\nA,comune,2024\n", [("unknown-level", "comune")]),
        (f"{HEAD}\nA,commune,06/2024\n", [("malformed-period", "06/2024")]),
        (f"{HEAD}\n,commune,2024\n", [("fact-missing", "")]),
        (f'{HEAD}\n"A,commune,2024\n', [("csv-malformed", '"')]),
        (f"{HEAD}\nXã A,commune,2024\nxã  a,commune,2024\n", [("record-twice", "xã  a")]),
        (f"{HEAD},paid,due\nA,commune,2024,3,2\n", [("check-failed", "3")]),
        (f"{HEAD}\nA\0,commune,2024\n", [("unprintable-character", "\0")]),
        (f"{HEAD}\nXã Tốt,commune,2024\n".encode("utf-16"), [("other-encoding", "\N{REPLACEMENT CHARACTER}")]),
        (",".join([HEAD, *(f"c{n}" for n in range(20_000))]), [("limit-exceeded", "")]),
        (f"{HEAD},height\nA,commune,2024,{'9' * 200_000}\n", [("limit-exceeded", "A")]),
    ],
)
def test_bad_files(program: chiso.Program, tmp_path: Path, text: str | bytes, found: list[tuple[str, str]]) -> None:
    assert faults(program, tmp_path, text) == found


def test_all_faults_come_at_once(program: chiso.Program, tmp_path: Path) -> None:
    text = f"{HEAD},paid,share\nA,commune,2024,x,2\nB,town,2024,1,1%\nC,commune,2024,-4,5%\n"
    assert [id for id, _ in faults(program, tmp_path, text)] == [
        "not-a-count",
        "rate-without-percent",
        "unknown-level",
        "not-a-count",
    ]


def test_a_broken_check_shows_both_columns(program: chiso.Program, tmp_path: Path) -> None:
    with pytest.raises(chiso.RecordError) as caught:
        records(program, tmp_path, f'{HEAD},due,paid\n"Xã ""A""",commune,2024,2,"3"\n')
    (fault,) = caught.value.diagnostics
    assert fault.message == "row 2, column `paid`: more paid than due"
    assert fault.message_in("vi") == "dòng 2, cột `paid`: trả nhiều hơn phải trả"
    assert fault.span.text == '"3"'
    assert [label.span.text for label in fault.labels] == ["2"]
    assert "paid <= due" in fault.help


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiters_line_endings_and_marks(
    program: chiso.Program, tmp_path: Path, delimiter: str, ending: str, mark: str
) -> None:
    rows = [["unit", "level", "period", "paid"], ["Xã A", "commune", "2024-06", "3"], ["", "", "", ""]]
    text = mark + ending.join(delimiter.join(row) for row in rows)
    (record,) = records(program, tmp_path, text)
    assert (record.unit, record.inputs) == ("Xã A", {"paid": 3})


def test_an_empty_cell_is_missing_and_zero_is_not(program: chiso.Program, tmp_path: Path) -> None:
    (record,) = records(program, tmp_path, f"{HEAD},paid,due\nA,commune,2024,,0\n")
    assert record.inputs == {"due": 0}


def test_a_record_knows_its_cells(program: chiso.Program, tmp_path: Path) -> None:
    (record,) = records(program, tmp_path, f'{HEAD},paid\n"Xã, A",commune,2024,12\n')
    assert record.origin is not None
    assert record.origin.place("paid").text == "12"
    assert record.origin.place("unit").text == '"Xã, A"'
    assert record.origin.row == 2


GIVEN = {"unit": "A", "level": "commune", "period": "2024"}


def test_a_mapping_is_a_record_too(program: chiso.Program) -> None:
    values: Mapping[str, object] = {
        **GIVEN,
        "paid": 3,
        "due": Decimal("4"),
        "share": Fraction(1, 3),
        "done": True,
        "signed": date(2024, 6, 30),
        "height": None,
        "kind": "Một phần",
    }
    card = chiso.score(program, values)
    assert card.points == Fraction(15, 2)
    assert card.record.inputs["share"] == Fraction(1, 3)
    assert "height" not in card.record.inputs


@pytest.mark.parametrize(
    ("values", "id", "underlined"),
    [
        ({**GIVEN, "share": 0.5}, "not-exact", "0.5"),
        ({**GIVEN, "paid": [1]}, "not-exact", "[1]"),
        ({**GIVEN, "height": Decimal("NaN")}, "not-exact", "NaN"),
        ({**GIVEN, "height": Decimal("1E+5000")}, "not-exact", "1E+5000"),
        ({**GIVEN, "paid": 10**5000}, "not-exact", "…"),
        ({**GIVEN, "paid": "x"}, "not-a-count", "x"),
        ({**GIVEN, "piad": 1}, "unknown-column", "piad"),
        ({"unit": "A", "level": "commune"}, "missing-column", ""),
        ({**GIVEN, "paid": 5, "due": 4}, "check-failed", "5"),
    ],
)
def test_a_faulty_mapping_is_refused(
    program: chiso.Program, values: Mapping[str, object], id: str, underlined: str
) -> None:
    with pytest.raises(chiso.RecordError) as caught:
        chiso.score(program, values)
    assert [(d.id, d.span.text) for d in caught.value.diagnostics] == [(id, underlined)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024", "year"),
        ("2024-Q4", "quarter"),
        ("2024-12", "month"),
        ("2024-03-W2", "week"),
        ("2024-W53", "week"),
        ("2024-13", None),
        ("2024-Q5", None),
        ("2024-W54", None),
        ("06/2024", None),
        ("", None),
    ],
)
def test_periods(text: str, kind: str | None) -> None:
    assert period_kind(text) == kind


CELLS = st.sampled_from(
    ["", "A", "commune", "2024", "1", "x", '"', '""', "1,5", "\r", "é", "0.5%", "unit", "level", "period", "paid"]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5).map(",".join), max_size=5).map("\n".join))
def test_any_text_is_read_or_reported_within_itself(text: str) -> None:
    found, faults = table_read(text, typed_program())
    assert found or faults
    for diagnostic in faults:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(diagnostic.span.source.text) <= len(text)
        assert diagnostic.message_in("vi") != diagnostic.message_in("en")


def test_a_hopeless_file_is_not_read_to_its_end(program: chiso.Program, tmp_path: Path) -> None:
    rows = "".join(f"Xã {n},commune,2024,x,y\n" for n in range(3_000))
    found = faults(program, tmp_path, f"{HEAD},paid,due\n{rows}")
    assert len(found) == 1_001
    assert [text for id, text in found if id == "limit-exceeded"] == ["Xã 500"]
