"""The form that a clerk fills in: what it asks for, what its cells take, and that it reads back and scores."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

import chiso
from chiso.lang.values import exact_decimal
from chiso.report import xlsx
from chiso_cli.app import app
from conftest import ROOT, SMALL, RuleFile

ALL_TYPES = ROOT / "tests/errors/data/rules.yaml"


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": None, "LC_ALL": "C.UTF-8"}).invoke(app, ["template", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


@cache
def rules(path: str) -> chiso.Program:
    return chiso.load(path)


def made(tmp_path: Path, *arguments: object) -> Path:
    out = tmp_path / "mau.xlsx"
    assert run(*arguments, "--out", out) == (0, "", "")
    return out


def row_of_ids(sheet: Worksheet) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == "unit")


def ids(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[row_of_ids(sheet)]]


def rules_of_cells(sheet: Worksheet) -> dict[str, Any]:
    """What may be put into the cells of each column."""
    first = row_of_ids(sheet) + 1
    by_place = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    return {cell.value: by_place[f"{cell.column_letter}{first}"] for cell in sheet[first - 1]}


def fill(path: Path, records: list[Mapping[str, object]]) -> None:
    """What a clerk does."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    named = ids(sheet)
    for row, record in enumerate(records, row_of_ids(sheet) + 1):
        for name, value in record.items():
            sheet.cell(row, named.index(name) + 1).value = value  # type: ignore[assignment]
    book.save(path)


def read_back(path: Path) -> list[dict[str, object]]:
    """The filled rows, as mappings from ids to exact values."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    named = ids(sheet)
    rows = sheet.iter_rows(min_row=row_of_ids(sheet) + 1, values_only=True)
    found = [{name: exact(cell) for name, cell in zip(named, row, strict=True) if cell is not None} for row in rows]
    return [record for record in found if record]


def exact(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date()
    return Decimal(str(cell)) if isinstance(cell, float) else cell


def as_typed(value: object) -> object:
    """A value as a spreadsheet holds it."""
    return float(value) if isinstance(value, Fraction) else value


def test_a_filled_template_reads_back_and_scores(tmp_path: Path) -> None:
    path = made(tmp_path, "qd766/dong-thap@2024-06", "--reported")
    program = rules("qd766/dong-thap@2024-06")
    records = chiso.read_records("examples/tam-nong-2024-06/units.csv", program)
    kept = [name for name in ids(openpyxl.load_workbook(path).worksheets[0]) if name not in ("unit", "level", "period")]
    filled: list[Mapping[str, object]] = []
    for record in records:
        values = {**record.inputs, **{name: value for name, value in record.reported.items() if name in kept}}
        facts = {"unit": record.unit, "level": record.level, "period": record.period}
        filled.append({**facts, **{name: as_typed(value) for name, value in values.items()}})
    fill(path, filled)
    again = read_back(path)
    assert len(again) == 13
    for record, given in zip(records, again, strict=True):
        card = chiso.score(program, given)
        assert (card.record.unit, card.points) == (record.unit, chiso.score(program, record).points)
        assert card.record.inputs == record.inputs


def test_values_of_every_type_read_back(tmp_path: Path) -> None:
    path = made(tmp_path, ALL_TYPES, "--lang", "vi")
    given = {
        "unit": "Xã A", "level": "commune", "period": "2024-06", "paid_online": 3, "with_obligation": 4,
        "satisfaction": 0.875, "survey_score": 4.5, "bonus": 1.5, "late_days": 0, "fees": 1_500_000,
        "report_sent": "có", "method": "trực tiếp", "sent_on": date(2024, 7, 1),
    }  # fmt: skip
    fill(path, [given])
    (record,) = read_back(path)
    card = chiso.score(rules(str(ALL_TYPES)), record)
    assert card.record.inputs["satisfaction"] == Fraction(7, 8)
    assert (card.record.inputs["report_sent"], card.record.inputs["sent_on"]) == (True, date(2024, 7, 1))
    assert card.complete


def test_cells_take_what_the_rules_take(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path, ALL_TYPES, "--reported", "--lang", "vi"))
    sheet, _, lists = book.worksheets
    found = rules_of_cells(sheet)

    def said(name: str) -> tuple[Any, ...]:
        rule = found[name]
        return rule.type, rule.formula1, rule.formula2

    def offered(name: str) -> list[Any]:
        cells = lists[found[name].formula1.split("!")[1].replace("$", "")]
        return [row[0].value for row in cells]

    assert said("paid_online")[:2] == ("whole", "0")
    assert said("satisfaction") == ("decimal", "0", "1")
    assert said("survey_score") == ("decimal", "1", "5")
    assert said("payment.points") == ("decimal", "0", "40")
    assert said("total.rank")[:2] == ("whole", "1")
    assert said("sent_on")[0] == "date"
    assert [found[name].type for name in ("level", "report_sent", "method", "total.band")] == ["list"] * 4
    assert offered("level") == ["province", "department", "district", "commune"]
    assert offered("report_sent") == ["có", "không"]
    assert offered("method") == ["trực tiếp", "trực tuyến"]
    assert offered("total.band") == ["Xuất sắc", "Tốt", "Chưa đạt"]
    first = row_of_ids(sheet) + 1
    shown = {cell.value: sheet.cell(first, cell.column).number_format for cell in sheet[first - 1]}
    assert (shown["period"], shown["satisfaction"], shown["sent_on"]) == ("@", "0.00%", "dd/mm/yyyy")


def test_the_first_sheet_is_laid_out_as_readers_expect(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made(tmp_path, "qd766/national@2022", "--lang", "vi")).worksheets[0]
    program = rules("qd766/national@2022")
    top = row_of_ids(sheet)
    assert sheet["A1"].value == program.title.text
    assert [cell.value for cell in sheet[top]][:3] == ["unit", "level", "period"]
    assert sorted(ids(sheet)[3:]) == sorted(program.inputs)
    titles = {cell.value: sheet.cell(top - 1, cell.column).value for cell in sheet[top]}
    assert titles["paid_online"] == "Hồ sơ đã thanh toán trực tuyến"
    headings = [cell.value for cell in sheet[top - 2] if cell.value]
    assert headings == ["Đơn vị", *(group.title.text for group in program.groups), "Dùng để kiểm tra, xếp loại"]
    assert len(sheet.merged_cells.ranges) == len(headings)
    assert sheet.freeze_panes == f"B{top + 1}"
    notes = [str(sheet.cell(row, 1).value) for row in range(2, top - 2)]
    assert any("766/QĐ-TTg" in note for note in notes)
    assert any(f"dòng {top + 1}." in note for note in notes)
    assert all(sheet.cell(row, 1).value is None for row in range(top + 1, sheet.max_row + 1))


def test_another_sheet_explains_every_column(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path, "qd766/national@2022", "--lang", "en"))
    explained = {row[1]: row for row in book["Explanations"].iter_rows(min_row=2, values_only=True)}
    assert set(explained) == set(ids(book.worksheets[0]))
    assert explained["certified_copy_rate"][3:6] == ("a percentage", "0% to 100%", "Electronic certified copies")
    petitions = explained["petitions"]
    assert petitions[5] == "Petitions handled on time; Satisfaction with the handling of petitions"
    assert petitions[6].endswith("5.3")


def test_units_fill_the_first_cells(tmp_path: Path) -> None:
    listed = tmp_path / "units.csv"
    listed.write_text("\ufeffĐơn vị;Cấp;Ghi chú\nXã A;commune;\nXã B;;x\nXã A;commune;\n\n", encoding="utf-8")
    arguments = ["--units", listed, "--unit", "=Xã C", "--level", "commune", "--period", "2026-08"]
    rows = list(csv.reader(io.StringIO(run("qd766/portal@2026", *arguments)[1])))
    assert [row[:3] for row in rows[1:]] == [[n, "commune", "2026-08"] for n in ("Xã A", "Xã B", "'=Xã C")]
    path = made(tmp_path, "qd766/portal@2026", *arguments)
    assert [record["unit"] for record in read_back(path)] == ["Xã A", "Xã B", "=Xã C"]
    assert {cell.data_type for cell in openpyxl.load_workbook(path).worksheets[0]["A"] if cell.value} == {"s"}


def test_a_template_in_csv_reads_back_as_data(tmp_path: Path) -> None:
    out = tmp_path / "mau.csv"
    run("qd766/portal@2026", "--unit", "=Xã C", "--level", "commune", "--period", "2026-08", "--out", out)
    (record,) = chiso.read_records(out, rules("qd766/portal@2026"))
    assert (record.unit, record.inputs) == ("=Xã C", {})


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("", "file-empty"),
        ("unit\n", "no-records"),
        ("name,level\nXã A,commune\n", "missing-column"),
        ("unit,level\nXã A,cmmune\n", "unknown-level"),
        ('unit\n"Xã A\n', "csv-malformed"),
    ],
)
def test_a_list_without_units_is_refused(tmp_path: Path, text: str, id: str) -> None:
    listed = tmp_path / "units.csv"
    listed.write_text(text, encoding="utf-8")
    code, out, said = run("qd766/portal@2026", "--units", listed)
    assert (code, out, f"error[{id}]" in said) == (3, "", True)


@pytest.mark.parametrize(
    ("arguments", "code", "id"),
    [
        (["--period", "8/2026"], 2, "not-a-period"),
        (["--format", "xlsx"], 2, "format-needs-file"),
        (["--out", "mau.xls"], 2, "format-not-known"),
        (["--out", "none/mau.xlsx"], 3, "cannot-write"),
        (["--units", "none.csv"], 3, "file-unreadable"),
        (["--units", "rules/qd766/portal/2026.yaml", "--out", "rules/qd766/portal/2026.yaml"], 3, "output-is-input"),
    ],
)
def test_what_cannot_be_had_is_said(arguments: list[str], code: int, id: str) -> None:
    ended, out, said = run("qd766/portal@2026", *arguments)
    assert (ended, out, f"error[{id}]" in said) == (code, "", True)


def test_choices_that_look_like_formulas_or_hold_commas_are_offered_as_they_are(
    tmp_path: Path, rule_file: RuleFile
) -> None:
    choices = '["=1+1", "a, b", \'x"y\']'
    text = SMALL.replace("inputs:\n", f"inputs:\n  kind: {{title: Loại, type: choice, choices: {choices}}}\n")
    path = made(tmp_path, rule_file(text))
    lists = openpyxl.load_workbook(path).worksheets[2]
    assert [cell.value for cell in lists["B"]][1:4] == ["=1+1", "a, b", 'x"y']
    assert lists["B2"].data_type == "s"


def test_bounds_are_exact(tmp_path: Path, rule_file: RuleFile) -> None:
    text = SMALL.replace("inputs:\n", "inputs:\n  share: {title: Phần, type: rate, min: 0.1%, max: 150%}\n")
    sheet = openpyxl.load_workbook(made(tmp_path, rule_file(text))).worksheets[0]
    rule = rules_of_cells(sheet)["share"]
    assert (rule.formula1, rule.formula2) == (str(exact_decimal(Fraction(1, 1000))), "1.5")


def test_more_columns_than_a_sheet_has_are_refused(
    tmp_path: Path, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_COLUMNS", 4)
    code, _, said = run(rule_file(SMALL), "--out", tmp_path / "mau.xlsx")
    assert (code, "error[limit-exceeded]" in said, (tmp_path / "mau.xlsx").exists()) == (3, True, False)
