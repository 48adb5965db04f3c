"""What `chiso score` writes in each format: the same figures everywhere, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import chiso
from chiso.lang.values import exact_decimal
from chiso.report import parquet, workbook
from chiso.run.scorecard import quantities
from chiso.shipped import schema
from chiso_cli.app import app
from conftest import ROOT, SMALL, RuleFile

RULES = "qd766/dong-thap@2024-06"
DATA = "examples/tam-nong-2024-06/units.csv"
FORMATS = {"csv": "csv", "json": "json", "jsonl": "jsonl", "parquet": "parquet", "xlsx": "xlsx", "markdown": "md"}

Scored = Callable[..., tuple[int, str, str]]


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch) -> Scored:
    """Runs `chiso score` from the top of the project: exit code, stdout, stderr."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: object) -> tuple[int, str, str]:
        done = CliRunner(env={"COLUMNS": None, "LC_ALL": "C.UTF-8"}).invoke(app, ["score", *map(str, arguments)])
        return done.exit_code, done.stdout, done.stderr

    return call


@cache
def program() -> chiso.Program:
    return chiso.load(RULES, rules=[ROOT / "rules"])


@cache
def cards() -> list[chiso.Scorecard]:
    return [chiso.score(program(), record) for record in chiso.read_records(ROOT / DATA, program())]


def points_of(card: chiso.Scorecard) -> dict[str, Decimal | None]:
    """Every node's points, as a column of decimals has them."""
    found = quantities(card)
    named = {name: value for name, value in found.items() if name.endswith(".points")}
    return {name: None if value is None else exact_decimal(value) for name, value in named.items()}  # type: ignore[arg-type]


@pytest.mark.parametrize("format", FORMATS)
def test_the_ending_of_the_output_says_the_format(score: Scored, tmp_path: Path, format: str) -> None:
    said, meant = tmp_path / f"said.{FORMATS[format]}", tmp_path / "meant"
    assert score(RULES, DATA, "--out", said) == (0, "", "")
    assert score(RULES, DATA, "--out", meant, "--format", format) == (0, "", "")
    assert said.read_bytes() == meant.read_bytes()
    assert sorted(tmp_path.iterdir()) == [meant, said]


def test_an_ending_that_says_no_format_is_refused(score: Scored, tmp_path: Path) -> None:
    code, _, said = score(RULES, DATA, "--out", tmp_path / "x.pdf")
    assert (code, "error[format-not-known]" in said, "`.xlsx`" in said) == (2, True, True)
    assert score(RULES, DATA, "--out", tmp_path / "x.pdf", "--format", "csv")[0] == 0


@pytest.mark.parametrize("format", ["parquet", "xlsx"])
def test_what_is_no_text_needs_a_file(score: Scored, format: str) -> None:
    code, out, said = score(RULES, DATA, "--format", format)
    assert (code, out, "error[format-needs-file]" in said) == (2, "", True)


def test_a_missing_library_is_said_and_how_to_get_it(
    score: Scored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    out = tmp_path / "x.xlsx"
    code, _, said = score(RULES, DATA, "--out", out)
    assert (code, "error[workbooks-not-installed]" in said, "pip install" in said) == (3, True, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS.values())
def test_nothing_is_left_behind_when_scoring_fails(score: Scored, tmp_path: Path, format: str) -> None:
    data = tmp_path / "units.csv"
    data.write_text("unit,level,period,paid_online\nXã A,commune,2024-06,1a\n", encoding="utf-8")
    assert score(RULES, data, "--out", tmp_path / f"x.{format}")[0] == 3
    assert list(tmp_path.iterdir()) == [data]
    assert score(RULES, DATA, "--out", tmp_path / "none" / f"x.{format}")[0] == 3


def test_lines_are_the_units_of_the_document(score: Scored) -> None:
    lines = [json.loads(line) for line in score(RULES, DATA, "--format", "jsonl")[1].splitlines()]
    whole = json.loads(score(RULES, DATA, "--format", "json")[1])
    units = whole.pop("units")
    assert whole.pop("leagues")
    assert lines == [{**whole, **unit} for unit in units]
    described = schema("scorecard")
    line = {"$defs": described["$defs"], "properties": described["properties"], "$ref": "#/$defs/line"}
    for one in lines:
        Draft202012Validator(line).validate(one)
    with pytest.raises(Exception, match="'rank' is a required property"):
        Draft202012Validator(line).validate({key: value for key, value in lines[0].items() if key != "rank"})


def test_parquet_has_every_digit(score: Scored, tmp_path: Path) -> None:
    out = tmp_path / "x.parquet"
    score(RULES, DATA, "--out", out)
    table = pl.read_parquet(out)
    assert table["unit"].to_list() == [card.record.unit for card in cards()]
    assert table["total.rank"].to_list() == chiso.ranks(cards())
    for row, card in zip(table.iter_rows(named=True), cards(), strict=True):
        for name, value in points_of(card).items():
            assert row[name] == value
    assert table.schema["total.points"] == pl.Decimal(38, 2)
    assert table.schema["payment_online.target_met"] == pl.Boolean
    assert table.columns == [column.name for column in chiso.flat_columns(program())]


def test_parquet_keeps_decimals_that_only_a_later_row_has(tmp_path: Path, rule_file: RuleFile) -> None:
    rules = chiso.load(rule_file(SMALL.replace("mode: half_up", "mode: half_up, indicators: exact")))
    records = [chiso.Record(f"Xã {due}", "commune", "2024", {"paid": 1, "due": due}) for due in (2, 8, 3, 2**20)]
    out = tmp_path / "x.parquet"
    with chiso.parquet_writer(rules, out) as add:
        for record in records:
            add(chiso.score(rules, record), None)
    found = pl.read_parquet(out)["online.points"].to_list()
    assert [Fraction(value) for value in (found[0], found[1], found[3])] == [5, Fraction(5, 4), Fraction(10, 2**20)]
    too_long = chiso.Record("Xã", "commune", "2024", {"paid": 1, "due": 2**70})
    card = chiso.score(rules, too_long)
    with pytest.raises(chiso.RecordError) as raised, chiso.parquet_writer(rules, out) as add:
        add(card, None)
    assert [d.id for d in raised.value.diagnostics] == ["limit-exceeded"]


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    with chiso.parquet_writer(program(), tmp_path / "x.parquet"):
        pass
    assert pl.read_parquet(tmp_path / "x.parquet").shape == (0, len(chiso.flat_columns(program())))


def peak_while_writing(rules: chiso.Program, card: chiso.Scorecard, out: Path, count: int) -> int:
    """The most memory held at once while so many scorecards are written."""
    tracemalloc.start()
    with chiso.parquet_writer(rules, out) as add:
        for number in range(count):
            add(replace(card, record=replace(card.record, unit=f"Xã {number}")), number)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_parquet_is_written_in_bounded_memory(
    tmp_path: Path, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_CELLS_IN_A_BATCH", 10_000)
    rules, out = chiso.load(rule_file(SMALL)), tmp_path / "x.parquet"
    card = chiso.score(rules, {"unit": "A", "level": "commune", "period": "2024", "paid": 1, "due": 3})
    few, many = (peak_while_writing(rules, card, out, count) for count in (1_000, 6_000))
    table = pl.read_parquet(out)
    assert (table.height, table["unit"][-1], table["total.rank"][-1]) == (6_000, "Xã 5999", 5_999)
    assert many < few * 1.3


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of Tam Nông, in Vietnamese."""
    path = tmp_path_factory.mktemp("book") / "x.xlsx"
    with chiso.workbook_writer(program(), "vi", path) as add:
        for card, rank in zip(cards(), chiso.ranks(cards()), strict=True):
            add(card, rank)
    return path


def test_a_workbook_has_the_standings_and_a_sheet_for_each_group(book: Path) -> None:
    found = sheets(book)
    assert list(found) == ["Bảng xếp hạng", *(group.title.text for group in program().groups)]
    rows = found["Bảng xếp hạng"]
    assert rows[3][:2] == ("Hạng", "Đơn vị")
    assert [row[0] for row in rows[4:]] == [*range(1, 13), 1]
    assert rows[4][1:4] == ("Xã Phú Đức", "xã", "2024-06")
    assert rows[16][1:3] == ("Huyện Tam Nông", "huyện")
    by_unit = {card.record.unit: card for card in cards()}
    for row in rows[4:]:
        card = by_unit[row[1]]
        assert str(row[10]) == str(exact_decimal(card.points or 0))
        assert row[11] == card.band.title.text if card.band else row[11] is None


def test_a_workbook_shows_numbers_as_they_are(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    standings, payment = opened.worksheets[0], opened["Thanh toán trực tuyến"]
    assert (standings["K5"].value, standings["K5"].number_format) == (90.42, "0.00")
    assert (standings.freeze_panes, standings.auto_filter.ref) == ("C5", "A4:N17")
    assert standings["L5"].fill.fgColor.rgb != standings["L16"].fill.fgColor.rgb
    assert (payment["N5"].value, payment["N5"].number_format) == (0.9699, "0.00%")
    assert [cell.value for cell in payment[5]][12:] == [6, 0.9699, "có số liệu", "đạt"]
    assert [payment["G5"].value, payment["I5"].value] == [None, "thiếu số liệu"]


def test_the_same_scorecards_give_the_same_workbook(book: Path, tmp_path: Path) -> None:
    again = tmp_path / "x.xlsx"
    with chiso.workbook_writer(program(), "vi", again) as add:
        for card, rank in zip(cards(), chiso.ranks(cards()), strict=True):
            add(card, rank)
    assert again.read_bytes() == book.read_bytes()


FORMULAS = ["=1+1", "+84", "-5", "@SUM(A1)", '=HYPERLINK("x")', "'=1"]


def named(*names: str) -> list[chiso.Scorecard]:
    """Scorecards of units with odd names."""
    return [replace(cards()[0], record=replace(cards()[0].record, unit=name)) for name in names]


def test_no_name_becomes_a_formula_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    odd = [*FORMULAS, "\t=1", "x" * 40_000, "a\ud800b", "https://vi.du"]
    with chiso.workbook_writer(program(), "en", path) as add:
        for place, card in enumerate(named(*odd)):
            add(card, place + 1)
    cells = [row[1] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=5)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert [cell.value for cell in cells][: len(FORMULAS)] == FORMULAS
    assert cells[7].value == "x" * 32_766 + "…"


def test_no_name_becomes_a_formula_in_csv_and_reads_back_as_it_was(score: Scored, tmp_path: Path) -> None:
    data, out = tmp_path / "units.csv", tmp_path / "out.csv"
    with data.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["unit", "level", "period"], *([name, "commune", "2024-06"] for name in FORMULAS[:5])]
        )
    assert score(RULES, data, "--out", out)[0] == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == [f"'{name}" for name in FORMULAS[:5]]
    data.write_text("".join(",".join(f'"{cell}"'.replace('"x"', '""x""') for cell in row[:3]) + "\n" for row in rows))
    assert [record.unit for record in chiso.read_records(data, program())] == FORMULAS[:5]


def test_group_titles_of_any_kind_name_sheets(tmp_path: Path, rule_file: RuleFile) -> None:
    group = SMALL[SMALL.index("  - id: payment") : SMALL.index("bands:")]
    title = "Thanh toán: trực tuyến / trực tiếp [2024] *"
    twice = group.replace("payment", "payment_b").replace("online", "online_b")
    text = SMALL.replace(group, group + twice).replace("title: Thanh toán\n", f"title: '{title}'\n")
    rules = chiso.load(rule_file(text))
    card = chiso.score(rules, {"unit": "A", "level": "commune", "period": "2024", "paid": 1, "due": 2})
    with chiso.workbook_writer(rules, "vi", tmp_path / "x.xlsx") as add:
        add(card, 1)
    names = openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames
    assert names == ["Bảng xếp hạng", "Thanh toán  trực tuyến   trực t", "Thanh toán  trực tuyến   trực 2"]


def test_a_workbook_is_not_for_very_many_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNITS", 2)
    with pytest.raises(chiso.RecordError) as raised, chiso.workbook_writer(program(), "en", tmp_path / "x") as add:
        list(map(add, cards()[:3], (1, 2, 3)))
    assert [d.id for d in raised.value.diagnostics] == ["too-many-for-workbook"]
    assert list(tmp_path.iterdir()) == []


def test_markdown_in_the_readers_language(score: Scored) -> None:
    page = score(RULES, DATA, "--format", "markdown", "--lang", "vi")[1].splitlines()
    assert page[0] == "# Bộ chỉ số 766, tỉnh Đồng Tháp, từ tháng 6/2024 (qd766/dong-thap, ấn bản 2024-06)"
    row = "| 11 | Xã Phú Thành A | 14,50 | 16,81 | 7,50 | 8,70 | 17,60 | 13,80 | 78,81 | Khá |"
    assert row in page
    assert "- Xếp loại: 3 Xuất sắc, 7 Tốt, 2 Khá" in page
    assert "16.81" in score(RULES, DATA, "--format", "markdown", "--lang", "en")[1]


def test_markdown_lists_the_incomplete_and_keeps_marks_as_text(score: Scored, tmp_path: Path) -> None:
    data = tmp_path / "units.csv"
    data.write_text("unit,level,period\nXã A|B *c*,commune,2024-06\n", encoding="utf-8")
    page = score(RULES, data, "--format", "markdown", "--lang", "en")[1]
    assert "Incomplete, without total, band and rank:\n\n- Xã A\\|B \\*c\\*: missing " in page


def test_a_pipe_is_written_to_as_it_stands(score: Scored, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    assert score(RULES, DATA, "--format", "xlsx", "--out", pipe)[0] == 0
    assert reader.communicate()[0].startswith(b"PK")
    assert pipe.is_fifo()
