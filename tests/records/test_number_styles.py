"""How numbers are written: 82,07 and 1.936, or 82.07 and 1936; told by the file, and never guessed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given as tried_with
from hypothesis import strategies as st

import chiso
from chiso.lang.values import plain_number
from chiso.records.layout import Style
from chiso.records.number_text import in_plain_style
from conftest import HEADER, RuleFile

RULES = (
    HEADER
    + """\
inputs:
  dossiers: {title: Hồ sơ, type: count}
  height: {title: Số đo, type: number}
  score: {title: Điểm khảo sát, type: number, min: 0, max: 5}
  share: {title: Tỷ lệ, type: rate}
  fees: {title: Phí, type: money}
  sent: {title: Đã gửi, type: flag}
  way: {title: Cách làm, type: choice, choices: [Không, Trực tuyến]}
checks:
  - rule: dossiers >= 0 and height * 0 == 0 and score >= 0 and share >= 0 and fees >= 0 and (sent or not sent)
    message: sai
groups:
  - id: payment
    title: Thanh toán
    max: 18
    source: law
    indicators: [{id: online, title: Trực tuyến, max: 18, points: 'if way == "Không" then 0 else 18'}]
bands: [{id: good, title: Tốt, at_least: 8}, {id: weak, title: Yếu, at_least: 0}]
"""
)
HEAD = "unit;level;period"


@pytest.fixture
def program(rule_file: RuleFile) -> chiso.Program:
    return chiso.load(rule_file(RULES))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "units.csv"


def columns(*names_and_cells: tuple[str, str]) -> str:
    names, cells = zip(*names_and_cells, strict=True)
    return f"{HEAD};{';'.join(names)}\nXã A;commune;2024-06;{';'.join(cells)}\n"


def given(path: Path, program: chiso.Program, text: str, **options: str) -> dict[str, object]:
    path.write_text(text, encoding="utf-8")
    (record,) = chiso.read_records(path, program, **options)  # type: ignore[arg-type]
    return {**record.inputs, **record.reported}


def faults(path: Path, program: chiso.Program, text: str, **options: str) -> list[tuple[str, str]]:
    with pytest.raises(chiso.RecordError) as caught:
        given(path, program, text, **options)
    return [(fault.id, fault.span.text) for fault in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("dossiers", "1.936", 1936),
        ("dossiers", "1.936.004", 1_936_004),
        ("dossiers", "1936", 1936),
        ("dossiers", "1 936", 1936),
        ("dossiers", "1\u00a0936", 1936),
        ("height", "82,07", Fraction(8207, 100)),
        ("height", "-1.936,5", Fraction(-3873, 2)),
        ("share", "18,7 %", Fraction(187, 1000)),
        ("share", "18,7\u00a0%", Fraction(187, 1000)),
        ("share", "1.936/2.228", Fraction(1936, 2228)),
        ("fees", "1.500.000 đ", 1_500_000),
        ("payment.points", "12,9/18", Fraction(129, 10)),
        ("payment.points", "06/18", 6),
        ("payment.rate", "0,967", Fraction(967, 1000)),
    ],
)
def test_vietnamese_style(program: chiso.Program, data: Path, column: str, cell: str, value: object) -> None:
    assert given(data, program, columns((column, cell)), numbers="vi") == {column: value}


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("height", "1.936", Fraction(1936, 1000)),
        ("height", "82.07", Fraction(8207, 100)),
        ("share", "18.7 %", Fraction(187, 1000)),
        ("fees", "1500000 VND", 1_500_000),
        ("payment.points", "12.9/18", Fraction(129, 10)),
    ],
)
def test_plain_style(program: chiso.Program, data: Path, column: str, cell: str, value: object) -> None:
    assert given(data, program, columns((column, cell)), numbers="plain") == {column: value}


@pytest.mark.parametrize(
    ("style", "column", "cell", "id"),
    [
        ("vi", "height", "82.07", "not-a-number"),
        ("vi", "dossiers", "1.93", "not-a-count"),
        ("vi", "dossiers", "1,5", "not-a-count"),
        ("plain", "height", "82,07", "not-a-number"),
        ("plain", "dossiers", "1.936", "not-a-count"),
        ("plain", "fees", "1.500", "not-a-number"),
        ("plain", "payment.points", "12.9/20", "maximum-differs"),
        ("plain", "payment.points", "1/2/18", "not-a-number"),
        ("plain", "payment.points", "19/18", "reported-too-high"),
    ],
)
def test_a_declared_style_is_kept_to(
    program: chiso.Program, data: Path, style: str, column: str, cell: str, id: str
) -> None:
    assert faults(data, program, columns((column, cell)), numbers=style) == [(id, cell)]


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ([("height", "82,07")], Fraction(8207, 100)),
        ([("height", "82.07")], Fraction(8207, 100)),
        ([("dossiers", "1.936")], 1936),
        ([("score", "4.125")], Fraction(33, 8)),
        ([("payment.points", "12.345")], Fraction(12345, 1000)),
        ([("fees", "1.500")], 1500),
        ([("share", "0.967")], Fraction(967, 1000)),
        ([("height", "1.936"), ("share", "18,7%")], 1936),
    ],
)
def test_the_file_tells_its_style(
    program: chiso.Program, data: Path, cells: list[tuple[str, str]], value: object
) -> None:
    assert next(iter(given(data, program, columns(*cells)).values())) == value


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ([("height", "12.345")], ("number-ambiguous", "12.345")),
        ([("height", "3.102"), ("payment.points", "9.42")], ("number-ambiguous", "3.102")),
        ([("height", "1,936")], ("number-ambiguous", "1,936")),
        ([("dossiers", "3.102"), ("payment.points", "9.42")], ("numbers-mixed", "3.102")),
        ([("height", "82,07"), ("score", "4.5")], ("numbers-mixed", "82,07")),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(
    program: chiso.Program, data: Path, cells: list[tuple[str, str]], fault: tuple[str, str]
) -> None:
    assert faults(data, program, columns(*cells)) == [fault]


def test_both_readings_are_said(program: chiso.Program, data: Path) -> None:
    data.write_text(columns(("dossiers", "3.102"), ("payment.points", "9.42")), encoding="utf-8")
    with pytest.raises(chiso.RecordError) as caught:
        chiso.read_records(data, program)
    (fault,) = caught.value.diagnostics
    assert "`3.102` is 3102 in Vietnamese style and 3.102 in plain style" in fault.message
    assert [label.span.text for label in fault.labels] == ["9.42"]


def test_the_file_may_say_its_style(program: chiso.Program, data: Path) -> None:
    text = columns(("height", "1.936"))
    assert given(data, program, f"# numbers: vi\n{text}") == {"height": 1936}
    assert given(data, program, f"# lập ngày 30/6/2024\n# numbers: plain\n{text}") == {"height": Fraction(242, 125)}
    assert given(data, program, f"# numbers: plain\n{text}", numbers="vi") == {"height": 1936}
    assert faults(data, program, f"# numbers: vn\n{text}") == [("not-one-of", "vn")]


def test_what_lies_beside_the_file_may_say_it(program: chiso.Program, data: Path) -> None:
    data.with_name("units.csv.meta.yaml").write_text("numbers: vi\n", encoding="utf-8")
    text = columns(("height", "1.936"))
    assert given(data, program, text) == {"height": 1936}
    assert given(data, program, f"# numbers: plain\n{text}") == {"height": Fraction(242, 125)}
    assert faults(data, program, text, numbers="auto") == [("number-ambiguous", "1.936")]


def test_each_file_has_its_own_style(program: chiso.Program, tmp_path: Path) -> None:
    texts = (columns(("height", "82,07")), columns(("height", "82.07")).replace("Xã A", "Xã B"))
    paths = [tmp_path / f"{place}.csv" for place in range(2)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    records = chiso.read_records(paths, program)
    assert [record.inputs["height"] for record in records] == [Fraction(8207, 100)] * 2


@pytest.mark.parametrize("cell", ["", "-", "–", " ", "Không", "không", "Không có dữ liệu báo cáo tổng hợp"])
@pytest.mark.parametrize("column", ["dossiers", "share", "payment.points", "payment.rate"])
def test_a_stated_absence_is_no_value(program: chiso.Program, data: Path, column: str, cell: str) -> None:
    assert given(data, program, columns((column, cell))) == {}


def test_no_is_false_for_a_flag_and_itself_for_a_choice(program: chiso.Program, data: Path) -> None:
    assert given(data, program, columns(("sent", "Không"), ("way", "không"))) == {"sent": False, "way": "Không"}
    assert given(data, program, columns(("sent", "-"), ("way", "-"))) == {}


def in_vietnamese(value: Fraction, digits: int) -> str:
    scaled = f"{abs(value * 10**digits).numerator:0{digits + 1}d}"
    whole, rest = scaled[: len(scaled) - digits], scaled[len(scaled) - digits :]
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("-" if value < 0 else "") + grouped + (f",{rest}" if digits else "")


@tried_with(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_what_is_written_in_a_style_is_read_in_it(number: int, digits: int) -> None:
    value = Fraction(number, 10**digits)
    plain = in_plain_style(in_vietnamese(value, digits), Style.VI)
    assert plain is not None
    assert plain_number(plain) == value
    assert in_plain_style(plain, Style.PLAIN) == plain
