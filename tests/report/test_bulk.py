"""Scorecards written in bulk are those written record by record: CSV byte for byte, Parquet value for value.

What bulk cannot write it refuses, so that reading record by record tells why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

import chiso
from agreement.cases import case, frame
from chiso.diagnostics.nearest import folded
from chiso.lang.values import comparable
from chiso.records import batches
from chiso.report.flat_units import small_letters
from conftest import ROOT, SMALL, RuleFile
from report.units import units, write_csv, write_parquet
from report.ways import Counts, assert_same, in_bulk, record_by_record

EDITIONS = (
    "qd766/national@2022",
    "qd766/an-giang@2024",
    "qd766/dong-thap@2023",
    "qd766/dong-thap@2024-01",
    "qd766/dong-thap@2024-06",
    "qd766/portal@2026",
    str(ROOT / "examples/digital-transformation/rules.yaml"),
)
HEADINGS = "unit,level,period,paid,due\n"
SEEDS, SEEDS_IN_A_TEST = 30, 15

Same = Callable[..., Counts]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several batches of few rows."""
    monkeypatch.setattr(batches, "ROWS_IN_A_BATCH", 25)


@pytest.fixture
def small(rule_file: RuleFile) -> chiso.Program:
    return chiso.load(rule_file(SMALL))


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes the rows below `HEADINGS`, or a text with headings of its own."""

    def write(text: str, headings: str = HEADINGS, name: str = "units.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(f"{headings}{text}".encode())
        return path

    return write


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a Parquet file of three units, with other columns, or some in place of its own."""

    def write(**columns: Any) -> Path:
        path = tmp_path / "units.parquet"
        known = {
            "unit": ["A", "B", "C"],
            "level": ["commune"] * 3,
            "period": ["2024-06"] * 3,
            "paid": [1, 2, 3],
            "due": [4, 4, 9],
        }
        pl.DataFrame({**known, **columns}).write_parquet(path)
        return path

    return write


# Whole rule sets.


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("style", ["plain", "vi", "parquet"])
def test_random_units_of_an_edition(edition: str, style: str, tmp_path: Path) -> None:
    program = chiso.load(edition)
    rows = units(program, Random(edition), 70)
    if style == "parquet":
        written = write_parquet(program, rows, tmp_path / "units.parquet")
    else:
        written = write_csv(rows, tmp_path / "units.csv", vietnamese=style == "vi")
    counts = assert_same(program, [written], tmp_path, "vi" if style == "vi" else "plain")
    assert counts.in_columns + counts.by_rows == 70
    assert (counts.in_columns > 0) == (not counts.not_in_columns)


def test_most_units_with_every_input_are_computed_in_columns(tmp_path: Path) -> None:
    program = chiso.load("qd766/national@2022")
    rows = [row for row in units(program, Random(5), 200) if {*program.inputs} <= {*row} and "total.band" not in row]
    counts = assert_same(program, [write_csv(rows, tmp_path / "units.csv")], tmp_path)
    assert counts.in_columns > 0.8 * len(rows) > 80


@pytest.mark.parametrize(
    ("edition", "data"),
    [
        (EDITIONS[-1], "digital-transformation/units.csv"),
        ("qd766/dong-thap@2024-06", "tam-nong-2024-06/units.csv"),
        ("qd766/national@2022", "what-if/units-2026-03.csv"),
    ],
)
def test_examples(edition: str, data: str, tmp_path: Path) -> None:
    assert_same(chiso.load(edition), [ROOT / "examples" / data], tmp_path)


@pytest.mark.parametrize("start", range(0, SEEDS, SEEDS_IN_A_TEST))
def test_random_rules(start: int, tmp_path: Path) -> None:
    agreed = 0
    for seed in range(start, start + SEEDS_IN_A_TEST):
        made, program = case(seed, 60)
        names = pl.format("Xã {}", pl.int_range(pl.len())).alias("unit")
        rows = frame(made, program).with_columns(names)
        rows.write_parquet(tmp_path / "units.parquet")
        rows.write_csv(tmp_path / "units.csv")
        for file in (tmp_path / "units.parquet", tmp_path / "units.csv"):
            agreed += agrees(program, file, tmp_path)
    assert agreed > SEEDS_IN_A_TEST


def agrees(program: chiso.Program, file: Path, folder: Path) -> bool:
    """Whether both ways write the same; False where both refuse, as money with thousandths."""
    try:
        record_by_record(program, [file], folder / "slow.csv", "plain")
    except chiso.RecordError:
        with pytest.raises(chiso.Faulty):
            in_bulk(program, [file], [folder / "fast.csv"], "plain")
        return False
    assert_same(program, [file], folder, "plain")
    return True


# Names.

NAMES = {
    "quotes": ('"Xã ""A"""', '"a,b"', '"a\nb"', '"c\r\nd"', '"e\rf"', "g;h", "i\tj"),
    "formulas": ("=SUM(1)", "-x", "+x", "@x", "'=x", "''=x", "'x", "＝x"),
    "letters": ("e\u0302x", "Xa\u0303 Phú", "Xã Phú 2", "中文", "x\u00a0y", "Straße", "🙂"),
    "spaces": ("  Xã A  ", "Xã B ", "Xã  C", "\u3000Xã D"),
    "words": ("null", "None", "-", "Không", "#h", "NaN", "true", "1"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_names(kind: str, small: chiso.Program, file: Callable[..., Path], tmp_path: Path) -> None:
    rows = "".join(f"{name},commune,2024-06,1,2\n" for name in NAMES[kind])
    assert_same(small, [file(rows)], tmp_path)


def test_codes_and_parents(small: chiso.Program, file: Callable[..., Path], tmp_path: Path) -> None:
    rows = (
        "001,A,Huyện A,commune,2024-06,1,2",
        ",B,,commune,2024-06,1,2",
        "không,C,Không,commune,2024-06,1,2",
        "KHÔNG,D,không có dữ liệu,commune,2024-06,1,2",
        "-,E,–,commune,2024-06,1,2",
        "=1,F,=2,commune,2024-06,1,2",
        "Không gian,G, ,commune,2024-06,1,2",
    )
    counts = assert_same(small, [file("\n".join(rows), "code,unit,parent,level,period,paid,due\n")], tmp_path)
    assert counts.in_columns == 2


def test_columns_without_anything_keep_no_row_from_columns(
    small: chiso.Program, file: Callable[..., Path], tmp_path: Path
) -> None:
    headings = "code,unit,parent,level,period,paid,due,total.points,total.band\n"
    counts = assert_same(small, [file(",A,,commune,2024-06,1,2,,\n,B,,commune,2024-06,2,2,,\n", headings)], tmp_path)
    assert (counts.in_columns, counts.by_rows) == (2, 0)


def test_letters_that_no_file_can_hold(small: chiso.Program, tmp_path: Path) -> None:
    text = '[{"unit": "%s", "level": "commune", "period": "2024-06", "paid": 1, "due": 2}]'
    path = tmp_path / "units.json"
    path.write_text(text % r"Xã \ud800")
    assert_same(small, [path], tmp_path)


def test_names_are_folded_in_columns_as_one_by_one() -> None:
    letters = [chr(code) for code in range(0x20, 0x2000) if not 0xD800 <= code < 0xE000]
    texts = [comparable(text) for text in (*letters, "Xã  A", " Xã", "Xã ", "XÃ PHÚ", "STRASSE", "Straße")]
    assert small_letters(pl.Series(texts)).to_list() == [folded(text) for text in texts]


# Rows and files.


def test_blank_rows_and_cells_with_spaces(small: chiso.Program, file: Callable[..., Path], tmp_path: Path) -> None:
    rows = "A,commune,2024-06,1,2\n,,,,\n\n  , ,,,\nB, commune , 2024-06, 1 ,2\n" + ",,,,\n" * 60 + "C,commune,2025,1,2"
    counts = assert_same(small, [file(rows)], tmp_path)
    assert (counts.in_columns, counts.by_rows) == (2, 1)


def test_incomplete_rows(small: chiso.Program, file: Callable[..., Path], tmp_path: Path) -> None:
    rows = "A,commune,2024-06,,2\nB,commune,2024-06,1,\nC,commune,2024-06,,\nD,commune,2024-06,3,3\n"
    assert_same(small, [file(rows)], tmp_path)
    assert_same(small, [file(rows.replace("3,3", ",3"))], tmp_path)


def test_ranks_with_ties_over_levels_and_periods(
    small: chiso.Program, file: Callable[..., Path], tmp_path: Path
) -> None:
    leagues = [(level, period) for level in ("commune", "district") for period in ("2024-06", "2024-07", "2024")]
    rows = [f"U{n},{level},{period},{n % 4},{3 + n % 2}" for n in range(40) for level, period in leagues]
    Random(3).shuffle(rows)
    sound = [row for row in rows if int(row.split(",")[3]) <= int(row.split(",")[4])]
    assert_same(small, [file("\n".join(sound))], tmp_path)


def test_several_files(small: chiso.Program, file: Callable[..., Path], table: Callable[..., Path]) -> None:
    first = file("X,commune,2024-06,1,2\nY,commune,2024-06,2,2\n")
    coded = file("7,X,commune,2024-05,1,2\n8,Z,commune,2024-06,2,2\n", f"code,{HEADINGS}", "coded.csv")
    for files in ([first, coded, table()], [coded, table(), first], [table(), first]):
        counts = assert_same(small, files, first.parent)
        assert counts.by_rows == 0


def test_the_first_record_of_each_period_is_doubted(
    rule_file: RuleFile, file: Callable[..., Path], tmp_path: Path
) -> None:
    effective = "effective: {from: 2024-01-01, to: 2024-12-31}\ngroups:"
    program = chiso.load(rule_file(SMALL.replace("groups:", effective)))
    rows = [f"A{year}, commune,{year},1,2" for year in (2021, 2018, 2025)]
    rows += [f"B{year},commune,{year},1,2" for year in (2030, 2018, 2012, 2025, 2021)]
    counts = assert_same(program, [file("\n".join(rows))], tmp_path)
    assert [doubt.arguments["period"] for doubt in counts.doubts] == ["2021", "2018", "2025", "2030", "2012"]


# Types of Parquet.

PARQUET: Mapping[str, Mapping[str, pl.Series]] = {
    "small": {"paid": pl.Series([1, 2, 3], dtype=pl.UInt8), "due": pl.Series([4, 4, None], dtype=pl.Int32)},
    "decimals": {"paid": pl.Series([Decimal(1), Decimal(2), Decimal(3)], dtype=pl.Decimal(20, 0))},
    "doubles": {"paid": pl.Series([1.0, 2.0, 3.0]), "due": pl.Series([4, 4, 9], dtype=pl.Float32)},
    "wide": {"paid": pl.Series([1, 2, 10**18]), "due": pl.Series([4, 4, 10**18], dtype=pl.UInt64)},
    "categories": {
        "unit": pl.Series(["A", "B", "C"], dtype=pl.Categorical),
        "level": pl.Series(["commune"] * 3, dtype=pl.Enum(["commune"])),
        "period": pl.Series(["2024", "2025", "2024"], dtype=pl.Categorical),
    },
    "periods": {"period": pl.Series([2024, 2023, 2024])},
    "numbered": {"unit": pl.Series([7, 8, 9])},
    "floating": {"unit": pl.Series([7, 8, 9], dtype=pl.Float32)},
    "codes": {"code": pl.Series([7, 8, None], dtype=pl.Float32), "parent": pl.Series([1, None, 1])},
    "nulls": {"code": pl.Series([None] * 3, dtype=pl.Null), "parent": pl.Series([None] * 3, dtype=pl.Int64)},
    "texts": {
        "paid": pl.Series(["1", "", None]),
        "code": pl.Series(["", "2", None]),
        "due": pl.Series(["2", "3", "-"]),
    },
    "blank": {
        "unit": pl.Series(["A", None, "C"]),
        "level": pl.Series(["commune", None, "commune"]),
        "period": pl.Series(["2024", None, "2024"]),
        "paid": pl.Series([1, None, 3]),
        "due": pl.Series([4, None, 9]),
    },
}
ALL_BLANK = {name: pl.Series([None] * 3, dtype=pl.String) for name in HEADINGS.strip().split(",")}


@pytest.mark.parametrize("kind", PARQUET)
def test_types(kind: str, small: chiso.Program, table: Callable[..., Path], tmp_path: Path) -> None:
    assert_same(small, [table(**PARQUET[kind])], tmp_path)


def test_dates_flags_choices_and_decimals(tmp_path: Path) -> None:
    program = chiso.load(EDITIONS[-1])
    data = pl.read_csv(ROOT / "examples/digital-transformation/units.csv", infer_schema=False)
    typed = data.with_columns(
        pl.col("plan_issued").str.to_date(),
        pl.col("answer_days").cast(pl.Decimal(6, 2)),
        pl.col("has_wan", "has_column").replace_strict({"có": True, "không": False}, default=None),
        pl.col("rules_kind").cast(pl.Categorical),
    )
    typed.write_parquet(tmp_path / "units.parquet")
    counts = assert_same(program, [tmp_path / "units.parquet"], tmp_path)
    assert counts.in_columns > 0


# What is refused.


@pytest.mark.parametrize(
    "rows",
    [
        "Xã A,commune,2024-06,1,2\nXÃ  a,commune,2024-06,2,2",
        "Straße,commune,2024-06,1,2\nSTRASSE,commune,2024-06,2,2",
        "A,commune,2024-06,1,2\n" * 30,
        "A,commune,2024-06,1,2\nB,commune,2024-06,x,2",
        "A,commune,2024-06,1,2\nB,commune,2024-06,3,2",
        "A,commune,2024-06,1,2\nB,commune,2024-06,-1,2",
        "A,commune,2024-06,1,2\nB,commune,2024-06",
        "A,commune,2024-06,1,2\nB,village,2024-06,1,2",
        "A,commune,2024-06,1,2\nB,commune,2024-13,1,2",
        "A,commune,2024-06,1,2\n,commune,2024-06,1,2",
        'A,commune,2024-06,1,2\n"B,commune,2024-06,1,2',
        ",,,,",
        "",
    ],
)
def test_faults(rows: str, small: chiso.Program, file: Callable[..., Path], tmp_path: Path) -> None:
    assert_refused(small, file(rows), tmp_path)


@pytest.mark.parametrize(
    ("rows", "is_twice"),
    [
        ("1,B,commune,2024-06,1,2\n2,B,commune,2024-06,2,2", False),
        ("1,B,commune,2024-06,1,2\n,B,commune,2024-06,2,2", True),
        ("1,B,commune,2024-06,1,2\n1,C,commune,2024-06,2,2", True),
        ("1,B,commune,2024-06,1,2\n1,C,commune,2024-07,2,2", False),
    ],
)
def test_codes_tell_units_apart(
    rows: str, is_twice: bool, small: chiso.Program, file: Callable[..., Path], tmp_path: Path
) -> None:
    written = file(rows, f"code,{HEADINGS}")
    if is_twice:
        assert_refused(small, written, tmp_path)
    else:
        assert_same(small, [written], tmp_path)


@pytest.mark.parametrize(
    "columns",
    [
        {"paid": [1, -2, 3]},
        {"paid": [1, 5, 3]},
        {"paid": [[1], [2], [3]]},
        {"code": [b"1", b"2", b"3"]},
        {"unit": ["A", "b", "B"]},
        {"paid": [0.5, 1, 2]},
        ALL_BLANK,
    ],
    ids=str,
)
def test_faults_of_columns(
    columns: Mapping[str, Any], small: chiso.Program, table: Callable[..., Path], tmp_path: Path
) -> None:
    assert_refused(small, table(**columns), tmp_path)


def assert_refused(program: chiso.Program, file: Path, folder: Path) -> None:
    with pytest.raises(chiso.RecordError):
        record_by_record(program, [file], folder / "slow.csv")
    with pytest.raises(chiso.Faulty):
        in_bulk(program, [file], [folder / "fast.csv"])
