"""The same data in every format: the same scorecards, to the last byte, and every fault at its place."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import simplejson

import chiso
from conftest import ROOT, table_read
from records.tables import WRITERS, rows_of

REPORTS = {
    "tam-nong-2024-06": "qd766/dong-thap@2024-06",
    "lap-vo-2024-01": "qd766/dong-thap@2024-01",
}
FACTS = {"unit": "Xã A", "level": "commune", "period": "2024-06"}
HEAD = ["unit", "level", "period"]


@cache
def program(name: str = "qd766/dong-thap@2024-06") -> chiso.Program:
    return chiso.load(name)


def wire(path: Path, name: str) -> str:
    cards = [chiso.score(program(name), record) for record in chiso.read_records(path, program(name))]
    return simplejson.dumps(chiso.scorecards_data(program(name), cards), use_decimal=True)


def faults(path: Path | io.BytesIO, **options: str) -> list[tuple[str, str, str]]:
    """The id, the place and the marked text of every fault."""
    with pytest.raises(chiso.RecordError) as caught:
        chiso.read_records(path, program(), **options)  # type: ignore[arg-type]
    return [(fault.id, fault.span.address, fault.span.text) for fault in caught.value.diagnostics]


def workbook(path: Path, *sheets: tuple[str, Iterable[Iterable[object]]]) -> Path:
    book = openpyxl.Workbook()
    for place, (title, rows) in enumerate(sheets):
        sheet = book.create_sheet(title, place)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(path)
    return path


@pytest.mark.parametrize("report", REPORTS)
def test_every_format_gives_the_same_scorecards(report: str, tmp_path: Path) -> None:
    given = ROOT / "examples" / report / "units.csv"
    expected = wire(given, REPORTS[report])
    assert len(json.loads(expected)["units"]) >= 13
    for name, write in WRITERS.items():
        write(rows_of(given), tmp_path / name)
        assert wire(tmp_path / name, REPORTS[report]) == expected, name


@pytest.mark.parametrize("name", WRITERS)
def test_a_format_is_told_without_a_name(name: str, tmp_path: Path) -> None:
    given = ROOT / "examples/tam-nong-2024-06/units.csv"
    WRITERS[name](rows_of(given), tmp_path / name)
    assert len(chiso.read_records(io.BytesIO((tmp_path / name).read_bytes()), program())) == 13


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("units.csv", "unit,level,period,processed\nXã A,commune,2024-06,3b\n", "2:22"),
        ("units.json", '[{"unit": "Xã A", "level": "commune", "period": "2024-06",\n "processed": "3b"}]', "2:15"),
        ("units.jsonl", '{"unit":"Xã A","level":"commune","period":"2024-06","processed":"3b"}\n', "1:65"),
        ("units.yaml", "- unit: Xã A\n  level: commune\n  period: 2024-06\n  processed: 3b\n", "4:14"),
    ],
)
def test_a_wrong_value_is_at_its_line_and_column(tmp_path: Path, name: str, text: str, address: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ((id, place, marked),) = faults(tmp_path / name)
    assert (id, place, marked.strip('"')) == ("not-a-count", address, "3b")


def test_a_wrong_cell_of_a_sheet_is_named_by_its_address(tmp_path: Path) -> None:
    rows = [["Biểu số liệu"], [], [*HEAD, "processed"], [*FACTS.values(), 3], [], ["Xã B", "commune", "2024-06", "3b"]]
    path = workbook(tmp_path / "units.xlsx", ("Số liệu", rows))
    assert faults(path) == [("not-a-count", "Số liệu!D6", "3b")]
    with pytest.raises(chiso.RecordError) as caught:
        chiso.read_records(path, program())
    (found,) = chiso.diagnostics_data(caught.value.diagnostics)["diagnostics"]
    assert (found["sheet"], found["cell"], found["line"], found["column"]) == ("Số liệu", "D6", 6, 4)


def test_a_wrong_value_of_a_parquet_file_is_named_by_row_and_column(tmp_path: Path) -> None:
    frame = pl.DataFrame({**{name: [value] * 2 for name, value in FACTS.items()}, "processed": [3, -1]})
    frame.with_columns(unit=pl.Series(["Xã A", "Xã B"])).write_parquet(tmp_path / "units.parquet")
    assert faults(tmp_path / "units.parquet") == [("not-a-count", "2:processed", "-1")]


# Values that are no text in their file.


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.1, Fraction(1, 10)),
        (0.1 + 0.2, Fraction(3, 10)),
        (12.345, Fraction(12345, 1000)),
        (1e-05, Fraction(1, 100_000)),
        (7, 7),
        (18.0, 18),
    ],
)
def test_a_double_says_what_a_spreadsheet_shows(tmp_path: Path, value: float, said: Fraction) -> None:
    row = dict(zip(HEAD, FACTS.values(), strict=True))
    path = workbook(tmp_path / "units.xlsx", ("a", [[*HEAD, "progress.points"], [*FACTS.values(), value]]))
    pl.DataFrame({**{name: [cell] for name, cell in row.items()}, "progress.points": [value]}).write_parquet(
        tmp_path / "units.parquet"
    )
    for data in (path, tmp_path / "units.parquet"):
        (record,) = chiso.read_records(data, program())
        assert record.reported == {"progress.points": said}


def test_a_single_says_its_own_decimals(tmp_path: Path) -> None:
    frame = pl.DataFrame({**{name: [cell] for name, cell in FACTS.items()}, "progress.points": [18.6]})
    frame.cast({"progress.points": pl.Float32}).write_parquet(tmp_path / "units.parquet")
    (record,) = chiso.read_records(tmp_path / "units.parquet", program())
    assert record.reported == {"progress.points": Fraction(93, 5)}


@pytest.mark.parametrize(
    ("literal", "said"),
    [("0.1", Fraction(1, 10)), ("1.8e1", 18), ("0.30000000000000004", Fraction(30000000000000004, 10**17))],
)
def test_a_number_of_json_is_taken_as_written(literal: str, said: Fraction) -> None:
    text = f'{{"unit": "A", "level": "commune", "period": "2024", "progress": {{"points": {literal}}}}}'
    (record,) = chiso.read_records(io.BytesIO(text.encode()), program())
    assert record.reported == {"progress.points": said}


def test_a_month_that_excel_has_made_a_day_is_a_month_again(tmp_path: Path) -> None:
    path = workbook(tmp_path / "units.xlsx", ("a", [HEAD, ["Xã A", "commune", datetime(2024, 6, 1)]]))
    book = openpyxl.load_workbook(path)
    book["a"]["C2"].number_format = "mm/yyyy"
    book.save(path)
    (record,) = chiso.read_records(path, program())
    assert record.period == "2024-06"
    book["a"]["C2"].number_format = "dd/mm/yyyy"
    book.save(path)
    assert faults(path) == [("malformed-period", "a!C2", date(2024, 6, 1).isoformat())]


# Sheets.


def test_headings_merged_over_two_rows(tmp_path: Path) -> None:
    rows = [
        ["BIỂU SỐ LIỆU", None, None, None, None, None, None],
        ["Đơn vị", "Cấp", "Kỳ", "Thanh toán trực tuyến", None, "Mức độ hài lòng", None],
        [None, None, None, "Hồ sơ đã thanh toán  trực tuyến", "Điểm", "Điểm", "Tỷ lệ (%)"],
        [*FACTS.values(), 290, "8,6/10", 18, 0.97],
    ]
    (record,) = chiso.read_records(workbook(tmp_path / "units.xlsx", ("a", rows)), program())
    assert record.inputs == {"paid_online": 290}
    assert record.reported == {
        "payment.points": Fraction(43, 5),
        "satisfaction.points": 18,
        "satisfaction.rate": Fraction(97, 100),
    }


def test_of_titles_and_ids_the_row_of_ids_is_the_header(tmp_path: Path) -> None:
    rows = [
        ["Biểu mẫu"],
        ["Ghi chú: điền vào các ô trắng"],
        ["", "", "", "Thanh toán trực tuyến", ""],
        ["Đơn vị", "Cấp", "Kỳ", "Hồ sơ đã thanh toán trực tuyến", "Hồ sơ có nghĩa vụ tài chính"],
        [*HEAD, "with_obligation", "paid_online"],
        [],
        [*FACTS.values(), 299, 290],
    ]
    (record,) = chiso.read_records(workbook(tmp_path / "units.xlsx", ("a", rows)), program())
    assert record.inputs == {"with_obligation": 299, "paid_online": 290}


def test_the_sheet_is_the_first_or_the_one_named(tmp_path: Path) -> None:
    sheets = [(title, [HEAD, [title, "commune", "2024-06"]]) for title in ("Quý I", "Quý II")]
    path = workbook(tmp_path / "units.xlsx", *sheets)
    assert [record.unit for record in chiso.read_records(path, program())] == ["Quý I"]
    assert [record.unit for record in chiso.read_records(path, program(), sheet="quý ii")] == ["Quý II"]
    assert faults(path, sheet="Quý IV")[0][0] == "unknown-sheet"


def test_a_sheet_of_a_file_without_sheets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,level,period\nA,commune,2024\n", encoding="utf-8")
    assert faults(tmp_path / "units.csv", sheet="Quý I") == [("unknown-sheet", "1:1", "")]


def test_a_formula_counts_by_its_saved_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "units.xlsx", ("a", [[*HEAD, "processed"], [*FACTS.values(), "=1+1"]]))
    assert faults(path) == [("formula-without-value", "a!D2", "=1+1")]


def test_what_stands_under_no_heading_is_not_dropped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "units.xlsx", ("a", [HEAD, [*FACTS.values(), None, "x"]]))
    assert faults(path) == [("cell-without-column", "a!E2", "x")]


# Files that are not what they should be.


def _sheet_of(inner: bytes, size: int = 0) -> bytes:
    """A workbook whose sheet has this content, with so many megabytes of blanks at its end."""
    import zipfile

    good = io.BytesIO()
    openpyxl.Workbook().save(good)
    made = io.BytesIO()
    name, space = "xl/worksheets/sheet1.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(good) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in given.infolist():
            if part.filename != name:
                archive.writestr(part, given.read(part.filename))
        with archive.open(name, "w") as sheet:
            sheet.write(f"<worksheet xmlns='{space}'><sheetData>".encode() + inner)
            for _ in range(size):
                sheet.write(b" " * 1_000_000)
            sheet.write(b"</sheetData></worksheet>")
    return made.getvalue()


def _texts(*cells: bytes) -> bytes:
    return b"<row>" + b"".join(b"<c t='str'><v>" + cell + b"</v></c>" for cell in cells) + b"</row>"


TEN_MEGABYTES = b"a" * 10_000_000
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a workbook": (lambda: _sheet_of(b"")[:3_000], "excel-damaged"),
    "an archive that claims gigabytes": (lambda: _sheet_of(b"", 300), "limit-exceeded"),
    "a row beyond all rows": (lambda: _sheet_of(b"<row r='99999999999'><c><v>1</v></c></row>"), "sheet-empty"),
    "a workbook with a large cell": (
        lambda: _sheet_of(_texts(b"unit", b"level", b"period") + _texts(TEN_MEGABYTES, b"commune", b"2024")),
        "cell-too-long",
    ),
    "a workbook of 20,000 columns": (lambda: _sheet_of(_texts(*[b"x"] * 20_000)), "limit-exceeded"),
    "a CSV with a large cell": (lambda: b"unit,level,period\n" + TEN_MEGABYTES + b",commune,2024\n", "limit-exceeded"),
    "a CSV with a large quoted cell": (
        lambda: b'unit,level,period\n"' + b"aaaaaaaaa\n" * 1_000_000 + b'",commune,2024\n',
        "limit-exceeded",
    ),
    "a CSV with NUL bytes": (lambda: b"unit,level,period\nA\0,commune,2024\n", "unprintable-character"),
    "a CSV of 20,000 columns": (lambda: b",".join(b"c%d" % n for n in range(20_000)), "limit-exceeded"),
    "JSON with a large text": (
        lambda: b'[{"unit": "' + TEN_MEGABYTES + b'", "level": "commune", "period": "2024"}]',
        "cell-too-long",
    ),
    "JSON of 20,000 columns": (
        lambda: b"[{" + b",".join(b'"c%d": 1' % n for n in range(20_000)) + b"}]",
        "limit-exceeded",
    ),
    "JSON of 100,000 brackets": (lambda: b"[" * 100_000, "limit-exceeded"),
    "half a Parquet file": (lambda: b"PAR1" + bytes(1_000), "parquet-damaged"),
    "UTF-16 without a mark": (lambda: "unit,level\nA,commune\n".encode("utf-16-le"), "other-encoding"),
    "windows-1258": (lambda: b"unit,level,period\nX\xe3 T\xd4\xect,commune,2024\n", "other-encoding"),
    "windows-1252": (lambda: b"unit,level,period\nX\xe3,commune,2024\n", "not-utf8"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str) -> None:
    make, id = HOSTILE[name]
    assert [fault[0] for fault in faults(io.BytesIO(make()))] == [id]


@pytest.mark.parametrize("seed", range(40))
def test_a_disturbed_workbook_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    given = workbook(tmp_path / "units.xlsx", ("a", [[*HEAD, "processed"], [*FACTS.values(), 3]])).read_bytes()
    chances = random.Random(seed)
    disturbed = bytearray(given)
    for _ in range(chances.choice([1, 3, 9])):
        disturbed[chances.randrange(len(disturbed))] = chances.randrange(256)
    records, diagnostics = table_read(bytes(disturbed), program())
    assert records or diagnostics
