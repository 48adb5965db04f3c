"""Explaining as its users meet it: what is said of a unit, on a terminal, a page, one screen, and to programs."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

import chiso
from chiso_cli.render.explanation import tree
from chiso_cli.render.short import short
from conftest import HEADER, ROOT, RuleFile, Run

TAM_NONG = ["qd766/dong-thap@2024-06", "examples/tam-nong-2024-06/units.csv"]
ONE_STOP = ["qd766/dong-thap@2024-06", "examples/tam-nong-2024-06/one-stop.csv"]
LAP_VO = ["qd766/dong-thap@2024-01", "examples/lap-vo-2024-01/units.csv"]
DIGITAL = ["examples/digital-transformation", "examples/digital-transformation/units.csv"]
EXAMPLES = [TAM_NONG, ONE_STOP, LAP_VO, DIGITAL]
PHU_THANH_A = [*TAM_NONG, "--unit", "Xã Phú Thành A"]


def units_of(example: list[str]) -> list[str]:
    program = chiso.load(example[0] if "@" in example[0] else ROOT / example[0])
    return [record.unit for record in chiso.read_records(ROOT / example[1], program)]


# One unit.


def test_phu_thanh_a_in_vietnamese(run: Run) -> None:
    done = run("explain", *PHU_THANH_A, "--lang", "vi")
    assert (done.code, done.err) == (0, "")
    for line in [
        "Xã Phú Thành A, 2024-06, cấp xã",
        "Tổng 78,81/100, mất 21,19 (theo báo cáo)",
        "Khá: từ 70 điểm, hơn 8,81 điểm",
        "còn thiếu 1,19 điểm để đạt Tốt (từ 80)",
        "hạng 11/12",
        "Tiến độ, kết quả giải quyết  16,81/20  mất 3,19  tính từ số liệu; báo cáo: 16,7",
        "(215 + 12) / 270 = 227/270 = 84,07 %",
        "20 × 227/270 = 16,8148…; làm tròn 16,81",
        "chỉ tiêu 100 %: chưa đạt",
        "để đạt đủ 20 điểm: chuyển 43 từ Hồ sơ đang xử lý quá hạn (43 → 0) sang"
        " Hồ sơ hoàn thành trước hạn, đúng hạn (215 → 258)",
        "chuyển 1 được khoảng 0,0741 điểm",
        "Các cách đạt Tốt, mỗi cách chỉ một chỉ số:",
    ]:
        assert line in done.lines, line
    assert "84.07" not in done.out


def test_phu_thanh_a_in_english(run: Run) -> None:
    done = run("explain", *PHU_THANH_A, "--lang", "en")
    for line in [
        "Total 78.81/100, 21.19 lost (as reported)",
        "1.19 points short of Good (from 80)",
        "Progress  16.81/20  3.19 lost  computed; reported: 16.7",
        "(215 + 12) / 270 = 227/270 = 84.07%",
        "20 × 227/270 = 16.8148…; rounded to 16.81",
        "moving 1 is worth about 0.0741 points",
    ]:
        assert line in done.lines, line


@pytest.mark.parametrize(
    "name", ["xa phu thanh a", "XÃ PHÚ THÀNH A", unicodedata.normalize("NFD", "Xã Phú Thành A"), "Xã  phú thành a"]
)
def test_a_unit_is_found_however_it_is_typed(run: Run, name: str) -> None:
    done = run("explain", *TAM_NONG, "--unit", name, "--short")
    assert (done.code, done.out.splitlines()[0]) == (0, "Xã Phú Thành A, 2024-06, commune")


def test_a_name_with_marks_goes_before_one_without(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "units.csv"
    data.write_text(
        "unit,level,period,total.points\nXã Tân Mỹ,commune,2024,80\nXã Tân My,commune,2024,70\n", encoding="utf-8"
    )
    done = run("explain", "qd766/national@2022", data, "--unit", "xã tân my", "--short")
    assert re.findall(r"^Xã .*,", done.out, re.MULTILINE) == ["Xã Tân My, 2024,"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("phu thanh", "did you mean `Xã Phú Thành B`, `Xã Phú Thành A`?"),
        ("Xã Phú Nin", "did you mean `Xã Phú Ninh`"),
        ("Hà Nội", "the data have `Xã Phú Đức`"),
    ],
)
def test_near_names_are_offered(run: Run, name: str, near: str) -> None:
    done = run("explain", *TAM_NONG, "--unit", name)
    assert (done.code, done.out) == (3, "")
    assert near in done.err


def test_nodes_by_what_they_lost(run: Run) -> None:
    done = run("explain", *PHU_THANH_A, "--by", "lost", "--short", "--lang", "en")
    groups = re.findall(r"^(\w+).* ([0-9.]+) lost$", done.out, re.MULTILINE)
    lost = [float(points) for _, points in groups]
    assert [title for title, _ in groups[:2]] == ["Digitisation", "Online"]
    assert len(lost) == 6
    assert lost == sorted(lost, reverse=True)


def test_absences_have_different_words(run: Run) -> None:
    done = run("explain", *DIGITAL, "--all", "--lang", "vi")
    for words in [
        "không phát sinh (mẫu số bằng 0): tính 0 điểm",
        "không phát sinh (mẫu số bằng 0): không xét, các chỉ số khác được quy đổi lên đủ điểm tối đa",
        "không áp dụng: không xét, các chỉ số khác được quy đổi lên đủ điểm tối đa",
        "áp dụng khi cấp = cấp xã; ở đây sở, ban, ngành = cấp xã",
    ]:
        assert words in done.lines, words
    assert "chưa có số liệu: Ngày ban hành kế hoạch năm: tính 0 điểm" in done.lines


def test_only_the_branch_that_was_taken_is_written(run: Run) -> None:
    done = run("explain", *DIGITAL, "--unit", "Xã Xuân Thới", "--lang", "en")
    assert "0, because this does not hold: Has a column on its web page" in done.lines
    assert "to full points (15): Has a column on its web page: no → yes" in done.lines
    assert "then" not in done.out


def test_an_incomplete_unit(run: Run) -> None:
    done = run("explain", *ONE_STOP, "--all", "--lang", "vi")
    assert "chưa có tổng, xếp loại và hạng: thiếu TTHC công bố đúng hạn" in done.out
    assert "chưa có điểm của nhóm này" in done.lines
    assert "(33 + 9) / 48 = 42/48 = 87,5 %" in done.lines
    assert "Xuất sắc" not in done.out


def test_a_tie_is_explained(run: Run, rule_file: RuleFile) -> None:
    rows = ["A,80", "B,80", "C,90", "D,70"]
    data = rule_file(
        "unit,level,period,total.points\n" + "".join(f"{row.replace(',', ',commune,2024,')}\n" for row in rows), "u.csv"
    )
    done = run("explain", "qd766/national@2022", data, "--all", "--lang", "en")
    assert "rank 2 of 4, shared with B: 80.00 points each, the next rank is 4" in done.lines
    assert "rank 4 of 4" in done.lines


def test_a_tie_of_many_is_kept_short(run: Run, rule_file: RuleFile) -> None:
    rows = "".join(f"Xã {n},commune,2024,80\n" for n in range(300))
    data = rule_file(f"unit,level,period,total.points\n{rows}", "u.csv")
    done = run("explain", "qd766/national@2022", data, "--unit", "xã 7", "--short", "--lang", "vi")
    assert "và 293 đơn vị khác: cùng 80,00 điểm" in " ".join(done.out.split())
    assert len(done.out.splitlines()) < 24


def test_a_reported_rate_rises_by_percentage_points(run: Run) -> None:
    done = run("explain", *LAP_VO, "--unit", "Xã Bình Thành", "--lang", "vi")
    assert any("tăng 22,94 điểm phần trăm (77,04 % → 99,98 %)" in line for line in done.lines)
    assert "tăng 0,01 điểm phần trăm được 0,002 điểm" in done.lines


def test_a_condition_of_a_band(run: Run, rule_file: RuleFile) -> None:
    body = """\
inputs:
  n: {title: Số, type: points, min: 0, max: 10}
  sure: {title: Chắc, title_en: Sure, type: flag}
groups:
  - {id: g, title: G, max: 10, source: law, indicators: [{id: i, title: I, max: 10, points: n}]}
bands:
  - {id: best, title: Best, at_least: 8, requires: sure}
  - {id: weak, title: Weak, at_least: 0}
"""
    rules = rule_file(HEADER + body)
    data = rule_file("unit,level,period,n,sure\nA,commune,2024,9,no\nB,commune,2024,9,yes\n", "u.csv")
    done = run("explain", rules, data, "--all", "--lang", "en")
    assert "points enough for Best (from 8), which also requires: Sure; here no" in done.lines
    assert "requires Sure: met (yes)" in done.lines


# The deep view.


def test_every_place_through_extends(run: Run) -> None:
    done = run("explain", *PHU_THANH_A, "--indicator", "payment_online", "--lang", "en")
    national, local = "rules/qd766/national/2022.yaml", "rules/qd766/dong-thap/2024-06.yaml"
    written = (ROOT / local).read_text(encoding="utf-8").splitlines()
    start = written.index("      - id: payment_online")
    for key, word in (("full_at", "full at"), ("target", "target"), ("source", "source")):
        number = next(n for n in range(start, len(written)) if written[n].strip().startswith(f"{key}:")) + 1
        assert any(line.endswith(f"{local}:{number}: {word}") for line in done.lines), (key, number)
    assert any(re.fullmatch(rf".*{national}:\d+: rate", line) for line in done.lines)
    assert "Dossiers paid online = 175" in done.lines
    assert "examples/tam-nong-2024-06/units.csv, row 12, column paid_online" in done.lines


# One screen.


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[1])
def test_a_short_explanation_fits_the_screen_and_cuts_no_number(example: list[str], language: chiso.Language) -> None:
    program = chiso.load(example[0] if "@" in example[0] else ROOT / example[0])
    cards = [chiso.score(program, record) for record in chiso.read_records(ROOT / example[1], program)]
    for card in cards:
        explanation = chiso.explain(card, cards, language)
        screen, whole = short(explanation, language), tree(explanation, for_file=True)
        lines = screen.splitlines()
        assert len(lines) < 24, card.record.unit
        assert max(cell_len(line) for line in lines) <= 80, card.record.unit
        assert lines[0].startswith(card.record.unit)
        numbers = set(re.findall(r"\d[\d.,/]*", " ".join(whole.split())))
        assert set(re.findall(r"\d[\d.,/]*", screen)) <= numbers, card.record.unit


@pytest.mark.parametrize("width", [40, 80])
def test_no_percent_sign_is_parted_from_its_number(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run("explain", *DIGITAL, "--all", "--lang", "vi")
    assert not re.search(r"^[│├└─ ]*%", done.out, re.MULTILINE)
    assert "98,5 % ≥ 50 %" in " ".join(done.out.replace("│", " ").split())


# Many units.


def titled(group: str, indicator: str) -> str:
    """A small rule set with these titles."""
    body = "inputs: {n: {title: N, type: points, min: 0, max: 10}}\ngroups:\n"
    inner = f"{{id: i, title: '{indicator}', max: 10, points: n}}"
    return HEADER + body + f"  - {{id: g, title: '{group}', max: 10, source: law, indicators: [{inner}]}}\n"


def test_a_page_has_a_chapter_for_each_unit(run: Run) -> None:
    done = run("explain", *TAM_NONG, "--all", "--format", "markdown", "--lang", "vi")
    chapters = re.findall(r"^## (.*), 2024-06, .*$", done.out, re.MULTILINE)
    assert chapters == units_of(TAM_NONG)
    assert "| Tiến độ, kết quả giải quyết | 16,81/20 | mất 3,19 | tính từ số liệu; báo cáo: 16,7 |" in done.out


def test_a_title_is_no_markup(run: Run, rule_file: RuleFile) -> None:
    rules, data = (
        rule_file(titled("*G* | <b>", "[I](x)")),
        rule_file("unit,level,period,n\n# A,commune,2024,9\n", "u.csv"),
    )
    done = run("explain", rules, data, "--all", "--format", "markdown")
    assert r"\*G\* \| \<b>" in done.out
    assert r"\[I\](x)" in done.out
    assert r"## \# A" in done.out


def test_two_units_side_by_side(run: Run) -> None:
    done = run("explain", *PHU_THANH_A, "--compare-with", "xa phu duc", "--format", "markdown", "--lang", "vi")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.out.splitlines()]
    assert rows[0] == ["", "Xã Phú Thành A", "Xã Phú Đức", "Chênh lệch"]
    assert rows[-1] == ["Tổng", "78,81", "90,42", "-11,61"]
    groups = [float(row[3].replace(",", ".")) for row in rows[2:-1] if not row[0].startswith("&nbsp;")]
    assert round(sum(groups), 6) == -11.61
    on_screen = run("explain", *PHU_THANH_A, "--compare-with", "xa phu duc", "--lang", "vi")
    assert "-11,61" in on_screen.out


def test_a_period_is_chosen(run: Run, rule_file: RuleFile) -> None:
    rows = "unit,level,period,total.points\nA,commune,2024-05,80\nA,commune,2024-06,70\n"
    data = rule_file(rows, "u.csv")
    done = run("explain", "qd766/national@2022", data, "--unit", "a", "--period", "2024-06", "--short")
    assert re.findall(r"^A, .*", done.out, re.MULTILINE) == ["A, 2024-06, commune"]
    both = run("explain", "qd766/national@2022", data, "--unit", "a", "--short")
    assert len(re.findall(r"^A, .*", both.out, re.MULTILINE)) == 2


# Wrong usage.


@pytest.mark.parametrize(
    "options",
    [
        ["--short", "--indicator", "payment_online"],
        ["--short", "--compare-with", "Xã Phú Đức"],
        ["--indicator", "payment_online", "--compare-with", "Xã Phú Đức"],
        ["--short", "--format", "markdown"],
        ["--short", "--format", "json"],
        ["--by", "lost", "--format", "json"],
        ["--indicator", "payment_online", "--format", "json"],
        ["--compare-with", "Xã Phú Đức", "--by", "lost"],
    ],
    ids=" ".join,
)
def test_an_option_without_effect_is_refused(run: Run, options: list[str]) -> None:
    done = run("explain", *PHU_THANH_A, *options)
    assert (done.code, done.out) == (2, "")
    assert "options-not-together" in done.err


def test_a_unit_and_all_is_wrong_usage(run: Run) -> None:
    assert run("explain", *TAM_NONG).code == 2
    assert run("explain", *PHU_THANH_A, "--all").code == 2


# To be verified.


def test_an_explanation_of_rules_by_path_is_verified(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    assert run("explain", *DIGITAL, "--all", "--format", "json", "--out", path).code == 0
    done = run("verify", path, "--lang", "vi")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(rf"{path}: đúng, \d+ giá trị\n", done.out)


def test_a_changed_digit_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    run("explain", *PHU_THANH_A, "--format", "json", "--out", path)
    text = path.read_text(encoding="utf-8")
    assert text.count('"227/270"') >= 2
    path.write_text(text.replace('"227/270"', '"228/270"', 1), encoding="utf-8")
    done = run("verify", path, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert 'Xã Phú Thành A, dossier_on_time: `rate` is "227/270", the explanation says "228/270"' in done.err


def test_data_elsewhere_are_named(run: Run, tmp_path: Path) -> None:
    moved = tmp_path / "june.csv"
    moved.write_bytes((ROOT / ONE_STOP[1]).read_bytes())
    path = tmp_path / "e.json"
    run("explain", ONE_STOP[0], moved, "--all", "--format", "json", "--out", path)
    path.write_text(path.read_text(encoding="utf-8").replace(str(moved), "away.csv"), encoding="utf-8")
    assert run("verify", path).code == 1
    assert run("verify", path, "--data", ROOT / ONE_STOP[1]).code == 0
    assert run("verify", path, "--data", ROOT / TAM_NONG[1]).code == 1


def test_what_is_no_explanation_is_no_input(run: Run) -> None:
    assert run("verify", TAM_NONG[1]).code == 3
    assert run("verify", "no-such-file.json").code == 3


def test_an_explanation_does_not_depend_on_the_language(run: Run) -> None:
    texts = {run("explain", *PHU_THANH_A, "--format", "json", "--lang", language).out for language in ("en", "vi")}
    assert len(texts) == 1
    assert json.loads(texts.pop())["units"][0]["unit"] == "Xã Phú Thành A"


# Pictures of the rules.


def test_the_tree_of_the_rules_as_mermaid(run: Run) -> None:
    done = run("rules", "show", "qd766/portal@2026", "--graph", "mermaid", "--lang", "vi")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "flowchart LR"
    assert '  n0 --> n1["Công khai, minh bạch<br/>18"]' in lines
    assert len(lines) == 1 + 1 + 6 + 23


def test_the_tree_of_the_rules_as_dot(run: Run) -> None:
    done = run("rules", "show", "qd766/portal@2026", "--graph", "dot", "--lang", "vi")
    assert done.out.startswith("digraph rules {\n")
    assert '  n1 [label="Công khai, minh bạch\\n18"];' in done.out.splitlines()
    assert done.out.count("->") == 29


def test_titles_in_pictures_are_nothing_but_text(run: Run, rule_file: RuleFile) -> None:
    rules = rule_file(titled('"];\\n<b>#1;`', "I"))
    mermaid = run("rules", "show", rules, "--graph", "mermaid").out
    assert '["#quot;];\\n#lt;b#gt;#35;1;#96;<br/>10"]' in mermaid
    dot = run("rules", "show", rules, "--graph", "dot").out
    assert '[label="\\"];\\\\n<b>#1;`\\n10"]' in dot


def test_a_picture_has_no_other_format(run: Run) -> None:
    done = run("rules", "show", "qd766/portal@2026", "--graph", "dot", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert "options-not-together" in done.err
