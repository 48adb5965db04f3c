"""What headings stand for, several files, units told apart, and records with faults set aside."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import polars as pl
import pytest

import chiso
from chiso.records import read_parquet, register
from chiso.run import score_stream
from chiso.run.standings import ranks
from conftest import HEADER, RuleFile

RULES = (
    HEADER
    + """\
inputs:
  paid: {title: Hồ sơ đã thanh toán, title_en: Dossiers paid, type: count}
  due: {title: Hồ sơ phải thanh toán, type: count}
checks: [{rule: paid <= due, message: trả nhiều hơn phải trả, message_en: more paid than due}]
groups:
  - id: payment
    title: Thanh toán trực tuyến
    max: 10
    source: law
    indicators:
      - {id: online, title: Kết quả, max: 6, rate: paid / due, when_empty: zero}
      - {id: counter, title: Tại quầy, max: 4, points: "if paid < due then 4 else 2"}
  - id: results
    title: Kết quả
    max: 10
    source: law
    indicators: [{id: all_due, title: Phải trả, max: 10, points: if due > 0 then 10 else 0}]
bands: [{id: good, title: Tốt, at_least: 8}, {id: weak, title: Yếu, at_least: 0}]
"""
)
HEAD = "unit,level,period"


@pytest.fixture
def program(rule_file: RuleFile) -> chiso.Program:
    return chiso.load(rule_file(RULES))


def read(program: chiso.Program, text: str, **options: object) -> list[chiso.Record]:
    return chiso.read_records(io.BytesIO(text.encode()), program, **options)  # type: ignore[arg-type]


def faults(program: chiso.Program, text: str, **options: object) -> list[tuple[str, str]]:
    with pytest.raises(chiso.RecordError) as caught:
        read(program, text, **options)
    return [(fault.id, fault.span.text) for fault in caught.value.diagnostics]


@pytest.mark.parametrize(
    "heading",
    [
        "paid",
        "Hồ sơ đã thanh toán",
        "HỒ SƠ  ĐÃ THANH TOÁN ",
        "Ho\u0302\u0300 sơ đã thanh toán",
        "Dossiers paid",
    ],
)
def test_a_heading_is_an_id_or_a_title(program: chiso.Program, heading: str) -> None:
    (record,) = read(program, f"Tên đơn vị,Cấp,Kỳ báo cáo,{heading}\nXã A,commune,2024-06,3\n")
    assert (record.unit, record.inputs) == ("Xã A", {"paid": 3})


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Thanh toán trực tuyến", "payment.points"),
        ("Thanh toán trực tuyến (điểm)", "payment.points"),
        ("Thanh toán trực tuyến (%)", "payment.rate"),
        ("Tổng điểm", "total.points"),
        ("Hạng", "total.rank"),
    ],
)
def test_a_title_of_a_node_stands_for_its_points(program: chiso.Program, heading: str, column: str) -> None:
    (record,) = read(program, f"{HEAD},{heading}\nXã A,commune,2024-06,1\n")
    assert record.reported == {column: 1}


def test_a_title_of_two_nodes_is_told(program: chiso.Program) -> None:
    text = f"{HEAD},Kết quả\nXã A,commune,2024-06,1\n"
    assert faults(program, text) == [("ambiguous-column", "Kết quả")]
    with pytest.raises(chiso.RecordError, match=r"`online.points`, `results.points`"):
        read(program, text)


def test_every_unknown_heading_is_listed_with_what_is_near(program: chiso.Program) -> None:
    with pytest.raises(chiso.RecordError) as caught:
        read(program, f"{HEAD},piad,Hồ sơ phải thanh tóan,xyz\nXã A,commune,2024-06,1,1,1\n")
    assert [fault.help for fault in caught.value.diagnostics][:2] == [
        "did you mean `paid`?",
        "did you mean `Hồ sơ phải thanh toán`, `Hồ sơ đã thanh toán`?",
    ]
    assert [fault.id for fault in caught.value.diagnostics] == ["unknown-column"] * 3


def test_a_title_and_its_id_are_one_column(program: chiso.Program) -> None:
    text = f"{HEAD},paid,Hồ sơ đã thanh toán\nXã A,commune,2024-06,1,1\n"
    assert faults(program, text) == [("duplicate-column", "Hồ sơ đã thanh toán")]


# Maps.

MAP = "columns:\n  Số đã trả: paid\n  Nơi: unit\nignore: [STT, Ghi chú]\nnumbers: vi\n"
MAPPED = "STT;Nơi;level;period;Số đã trả;ghi chú\n1;Xã A;commune;2024-06;1.936;đã xem\n"


def test_a_map_says_what_headings_stand_for(program: chiso.Program, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (record,) = read(program, MAPPED, map=tmp_path / "map.yaml")
    assert (record.unit, record.inputs) == ("Xã A", {"paid": 1936})


def test_a_map_may_lie_beside_its_file(program: chiso.Program, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(MAPPED, encoding="utf-8")
    (tmp_path / "units.csv.meta.yaml").write_text(MAP, encoding="utf-8")
    (record,) = chiso.read_records(tmp_path / "units.csv", program)
    assert record.inputs == {"paid": 1936}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("columns: {Số đã trả: piad, Nơi: unit}\nignore: [STT, Ghi chú]\n", ("unknown-column", "piad")),
        ("columns: {Số trả: paid}\n", ("heading-not-found", "Số trả")),
        ("column: {Số trả: paid}\n", ("unknown-key", "column")),
        ("numbers: vn\n", ("not-one-of", "vn")),
        ("columns: [paid]\n", ("wrong-shape", "[paid]")),
        ("columns: {Nơi: unit, nơi: level}\n", ("duplicate-key", "nơi")),
    ],
)
def test_a_faulty_map_is_told_at_its_place(
    program: chiso.Program, tmp_path: Path, text: str, found: tuple[str, str]
) -> None:
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    assert found in faults(program, MAPPED, map=tmp_path / "map.yaml")


# Units and files.


def test_units_have_codes_and_parents(program: chiso.Program) -> None:
    text = f"{HEAD},Mã đơn vị,Trực thuộc\nXã A,commune,2024,001,Huyện B\nXã A,commune,2024,002,Huyện C\n"
    first, second = read(program, text)
    assert (first.code, first.parent, second.code) == ("001", "Huyện B", "002")
    card = chiso.score(program, first)
    (unit,) = chiso.scorecards_data(program, [card])["units"]
    assert (unit["code"], unit["parent"]) == ("001", "Huyện B")
    columns = chiso.flat_columns(program, ("code", "parent"))
    assert [column.name for column in columns[:5]] == ["unit", "level", "period", "code", "parent"]


@pytest.mark.parametrize(
    ("one", "other", "is_twice"),
    [
        ("Xã A,,", "xã  a,,", True),
        ("Xã A,001,", "Xã A,002,", False),
        ("Xã A,001,", "Xã B,001,", True),
        ("Xã A,001,", "Xã A,,", True),
        ("Xã A,,", "Xã A,001,", True),
        ("Xã A,,Huyện B", "Xã A,,Huyện C", False),
    ],
)
def test_who_is_the_same_unit(program: chiso.Program, one: str, other: str, is_twice: bool) -> None:
    text = f"unit,code,parent,level,period\n{one},commune,2024\n{other},commune,2024\n"
    if is_twice:
        assert [id for id, _ in faults(program, text)] == ["record-twice"]
    else:
        assert len(read(program, text)) == 2


def test_a_unit_twice_in_two_files_is_shown_in_both(program: chiso.Program, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"{HEAD}\nXã A,commune,2024\n", encoding="utf-8")
    with pytest.raises(chiso.RecordError) as caught:
        chiso.read_records([tmp_path / "a.csv", tmp_path / "b.csv"], program)
    (fault,) = caught.value.diagnostics
    assert (fault.id, Path(fault.file).name) == ("record-twice", "b.csv")
    assert [Path(label.span.source.name).name for label in fault.labels] == ["a.csv"]


def test_a_style_that_is_none_is_refused(program: chiso.Program) -> None:
    assert faults(program, f"{HEAD}\nXã A,commune,2024\n", numbers="vn") == [("not-one-of", "vn")]


# Going on.

MIXED = f"{HEAD},paid,due\nXã A,commune,2024,3,4\nXã B,commune,2024,5,4\nXã C,town,2024,x,4\nXã A,commune,2024,3,4,5\n"


def test_records_with_faults_are_set_aside(program: chiso.Program) -> None:
    stream = chiso.stream_records(io.BytesIO(MIXED.encode()), program, keep_going=True)
    assert [card.record.unit for card in chiso.score_records(program, stream)] == ["Xã A"]
    found = [(record.unit, record.row, [fault.id for fault in record.faults]) for record in stream.not_scored]
    assert found == [
        ("Xã B", 3, ["check-failed"]),
        ("Xã C", 4, ["unknown-level", "not-a-count"]),
        (None, 5, ["row-length"]),
    ]


def test_a_stream_can_be_read_again(program: chiso.Program) -> None:
    stream = chiso.stream_records(io.BytesIO(MIXED.encode()), program, keep_going=True)
    first = list(stream)
    assert (list(stream), len(stream.not_scored)) == (first, 3)


def test_without_keeping_going_all_faults_are_raised(program: chiso.Program) -> None:
    assert [id for id, _ in faults(program, MIXED)] == ["check-failed", "unknown-level", "not-a-count", "row-length"]


def test_a_file_that_ends_too_early_is_refused_even_so(program: chiso.Program) -> None:
    text = f'{HEAD}\nXã A,commune,2024\n"Xã B,commune,2024\n'
    stream = chiso.stream_records(io.BytesIO(text.encode()), program, keep_going=True)
    with pytest.raises(chiso.RecordError, match="quote"):
        list(stream)


# Large files.


@pytest.mark.parametrize("kept", [0, 7, 1_000])
def test_ranks_of_a_stream_are_those_of_the_whole(
    program: chiso.Program, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_stream, "MOST_KEPT", kept)
    rows = "".join(f"Xã {n},{'commune' if n % 3 else 'district'},2024,{n * 7 % 13},{n % 11 + 13}\n" for n in range(60))
    text = f"{HEAD},paid,due\n{rows}Xã,commune,2024,,\n"
    cards = [chiso.score(program, record) for record in read(program, text)]
    stream = chiso.stream_records(io.BytesIO(text.encode()), program)
    found = [(card.record, rank) for card, rank in chiso.score_ranked(program, stream)]
    assert found == list(zip([card.record for card in cards], ranks(cards), strict=True))
    assert found[-1][1] is None


def test_nothing_is_ranked_before_all_is_sound(program: chiso.Program) -> None:
    with pytest.raises(chiso.RecordError):
        next(chiso.score_ranked(program, chiso.stream_records(io.BytesIO(MIXED.encode()), program)))


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_reading_holds_next_to_nothing_of_a_record(
    program: chiso.Program, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST_KEPT", 10_000)
    monkeypatch.setattr(read_parquet, "BATCH", 100)

    def write(count: int) -> Path:
        path = tmp_path / f"{count}{suffix}"
        names = [f"Xã {number}" for number in range(count)]
        frame = pl.DataFrame({"unit": names, "level": "commune", "period": "2024", "note": "x" * 2_000, "paid": 3})
        {".csv": frame.write_csv, ".jsonl": frame.write_ndjson, ".parquet": frame.write_parquet}[suffix](path)
        return path

    def most_memory(path: Path) -> int:
        tracemalloc.start()
        for _ in chiso.stream_records(path, program, map=tmp_path / "map.yaml"):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    (tmp_path / "map.yaml").write_text("ignore: [note]\n", encoding="utf-8")
    most_memory(write(10))
    few, many = (most_memory(write(count)) for count in (300, 900))
    assert many - few < 600 * 600
