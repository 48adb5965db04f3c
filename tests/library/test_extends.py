"""Editions built on others: found by name and date, laid over, and never in a circle."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import chiso
from conftest import SMALL, RuleFile

BASE = SMALL.replace(
    "groups:", "parameters:\n  quota: {title: Chỉ tiêu, title_en: Target, value: 30%, source: law}\ngroups:"
).replace("when_empty: zero", "when_empty: zero, target: quota")
CHILD = """\
chiso: 1
ruleset: test/child
edition: "2025"
title: Bộ chỉ số con
extends: test/small@2024
"""


@pytest.fixture
def shelf(rule_file: RuleFile, tmp_path: Path) -> Path:
    rule_file(BASE, "rules/test/small/2024.yaml")
    return tmp_path / "rules"


def child(shelf: Path, text: str) -> Path:
    path = shelf / "test/child/2025.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CHILD + text, encoding="utf-8")
    return path


def test_what_is_not_restated_is_inherited(shelf: Path) -> None:
    program = chiso.load(child(shelf, ""))
    assert (program.ruleset, program.edition, program.title.text) == ("test/child", "2025", "Bộ chỉ số con")
    assert [indicator.id for indicator in program.indicators] == ["online"]
    assert [band.id for band in program.bands] == ["good", "weak"]
    assert len(program.checks) == 1


def test_a_parameter_is_restated_by_its_value(shelf: Path) -> None:
    by_value = chiso.load(child(shelf, "parameters: {quota: 45%}")).parameters["quota"]
    by_mapping = chiso.load(child(shelf, "parameters: {quota: {value: 45%}}")).parameters["quota"]
    assert by_value.value == by_mapping.value == chiso.load(child(shelf, "")).parameters["quota"].value * 3 / 2  # type: ignore[operator]
    assert by_value.title.text == by_mapping.title.text == "Chỉ tiêu"


def test_an_indicator_is_restated_by_its_id_and_keeps_its_place(shelf: Path) -> None:
    program = chiso.load(child(shelf, "groups: [{id: payment, indicators: [{id: online, full_at: 80%}]}]"))
    (online,) = program.indicators
    assert online.places["full_at"].source.name.endswith("test/child/2025.yaml")
    assert online.places["rate"].source.name.endswith("test/small/2024.yaml")
    assert online.title.text == "Thanh toán trực tuyến"


def test_new_groups_indicators_inputs_and_checks_are_added(shelf: Path) -> None:
    path = child(
        shelf,
        """\
inputs: {spare: {title: Khác, type: count}}
checks: [{rule: spare <= due, message: quá nhiều}]
groups:
  - id: other
    title: Nhóm khác
    max: 5
    source: law
    indicators: [{id: extra, title: Thêm, max: 5, rate: spare / due, when_empty: none}]
""",
    )
    program = chiso.load(path)
    assert chiso.check(path) == []
    assert [group.id for group in program.groups] == ["payment", "other"]
    assert program.max == 15
    assert len(program.checks) == 2


def test_an_id_that_restates_nothing_is_no_new_thing(shelf: Path) -> None:
    found = chiso.check(child(shelf, "groups: [{id: paymnt, indicators: [{id: online, full_at: 80%}]}]"))
    assert [(d.id, d.span.text, d.help) for d in found] == [("nothing-to-restate", "paymnt", "did you mean `payment`?")]


def test_a_restated_title_drops_the_inherited_translation(shelf: Path) -> None:
    program = chiso.load(child(shelf, "parameters: {quota: {title: Chỉ tiêu mới}}"))
    assert program.parameters["quota"].title.in_language("en") == "Chỉ tiêu mới"


def test_faults_of_the_base_are_shown_in_the_base(shelf: Path) -> None:
    base = shelf / "test/small/2024.yaml"
    base.write_text(base.read_text().replace("paid / due", "piad / due"))
    found = chiso.check(child(shelf, ""))
    assert [(d.id, d.file) for d in found] == [("unknown-input", str(base))]


@pytest.mark.parametrize(
    ("extends", "id", "help"),
    [
        ("test/small@2023", "unknown-edition", "`test/small@2024`"),
        ("test/smal@2024", "unknown-edition", "`test/small@2024`"),
        ("nowhere@1", "unknown-edition", "name@edition"),
        ("test/small", "unknown-edition", "`test/small@2024`"),
        ("../../etc@passwd", "unknown-edition", "name@edition"),
        (f"{'long' * 100}@1", "unknown-edition", "name@edition"),
    ],
)
def test_a_base_that_cannot_be_had(shelf: Path, extends: str, id: str, help: str) -> None:
    path = child(shelf, "")
    path.write_text(path.read_text().replace("test/small@2024", extends))
    found = [diagnostic for diagnostic in chiso.check(path) if diagnostic.id == id]
    assert [diagnostic.span.text for diagnostic in found] == [extends]
    assert help in found[0].help


def test_a_circle_is_refused(shelf: Path) -> None:
    base = shelf / "test/small/2024.yaml"
    base.write_text(base.read_text() + "extends: test/child@2025\n")
    found = chiso.check(child(shelf, ""))
    assert [diagnostic.id for diagnostic in found] == ["extends-cycle"]


def test_a_base_in_another_folder_of_rules(shelf: Path, rule_file: RuleFile) -> None:
    lonely = rule_file(CHILD, "elsewhere/test/child/2025.yaml")
    assert [diagnostic.id for diagnostic in chiso.check(lonely)] == ["unknown-edition"]
    assert chiso.load(lonely, rules=[shelf]).edition == "2025"


def test_a_neighbour_is_found_by_its_header(rule_file: RuleFile) -> None:
    rule_file(BASE, "first.yaml")
    assert chiso.load(rule_file(CHILD, "second.yaml")).edition == "2025"


def test_the_shipped_rules_can_be_extended_from_anywhere(rule_file: RuleFile) -> None:
    text = CHILD.replace("test/small@2024", "qd766/national@2022")
    assert chiso.load(rule_file(text)).max == 100


def test_editions_are_found_by_name_and_by_day() -> None:
    assert chiso.load("qd766/dong-thap@2024-06").edition == "2024-06"
    assert chiso.load("qd766/dong-thap", as_of="2024-01-31").edition == "2024-01"
    assert chiso.load("qd766/dong-thap", as_of=date(2024, 5, 31)).edition == "2024-01"
    assert chiso.load("qd766/dong-thap", as_of=date(2024, 6, 1)).edition == "2024-06"


@pytest.mark.parametrize(
    ("name", "as_of", "id", "help"),
    [
        ("qd766/dong-thap", "2022-01-31", "no-edition-on-date", "qd766/dong-thap@2024-06: 2024-06-01"),
        ("qd766/dong-thap", None, "edition-not-named", "qd766/dong-thap@2024-06"),
        ("qd766/dong-thap", "31/01/2024", "not-a-day", "2024-06-30"),
        ("qd766/dong-tap", "2024-01-31", "unknown-ruleset", "did you mean `qd766/dong-thap`"),
        ("qd766/dong-tap", None, "unknown-ruleset", "did you mean `qd766/dong-thap`"),
        ("qd766/dong-thap@2024-07", None, "unknown-edition", "qd766/dong-thap@2024-06"),
        ("nowhere.yaml", None, "file-unreadable", "check the name"),
    ],
)
def test_names_that_do_not_lead_to_one_edition(name: str, as_of: str | None, id: str, help: str) -> None:
    found = chiso.check(name, as_of)
    assert [diagnostic.id for diagnostic in found] == [id]
    assert help in found[0].help


def test_two_editions_on_one_day_are_listed(shelf: Path) -> None:
    base = shelf / "test/small/2024.yaml"
    dated = base.read_text() + "effective: {from: 2024-01-01}\n"
    base.write_text(dated)
    (base.parent / "2024b.yaml").write_text(dated.replace('"2024"', '"2024b"'))
    found = chiso.check("test/small", "2024-03-01", rules=[shelf])
    assert [diagnostic.id for diagnostic in found] == ["several-editions-on-date"]
    assert "`test/small@2024`, `test/small@2024b`" in found[0].help


def test_a_withdrawn_edition_is_never_in_force(shelf: Path) -> None:
    base = shelf / "test/small/2024.yaml"
    dated = base.read_text() + "effective: {from: 2024-01-01}\n"
    base.write_text(dated + "status: withdrawn\n")
    (base.parent / "2024b.yaml").write_text(dated.replace('"2024"', '"2024b"') + "status: published\n")
    (base.parent / "2024c.yaml").write_text(dated.replace('"2024"', '"2024c"') + "status: draft\n")
    assert chiso.load("test/small", "2024-03-01", rules=[shelf]).edition == "2024b"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("id: zzz\n", ["unknown-key"]),
        ("inputs: {id: {title: Mã, type: count}}\n", ["unused-input"]),
        ("checks: [{id: x}]\n", ["nothing-to-restate"]),
    ],
)
def test_an_id_outside_a_list_restates_nothing(shelf: Path, text: str, ids: list[str]) -> None:
    assert [diagnostic.id for diagnostic in chiso.check(child(shelf, text))] == ids


def test_names_no_file_can_have_are_only_unknown(rule_file: RuleFile) -> None:
    for name in ('"a\\0"', "x" * 300):
        found = chiso.check(rule_file(CHILD.replace("test/child", name).replace("test/small@2024", "q@1")))
        assert [diagnostic.id for diagnostic in found] == ["unknown-edition"]
    assert [diagnostic.id for diagnostic in chiso.check("x" * 300)] == ["unknown-ruleset"]


def test_line_ends_of_any_kind_end_a_line(rule_file: RuleFile) -> None:
    text = BASE.replace("rate: paid / due, when_empty: zero, target: quota}", "rate: paid / due, when_empty: zero}")
    path = rule_file("")
    path.write_bytes(text.replace("{value: 30%", "{value: 30%").replace("\n", "\r").encode())
    assert [diagnostic.id for diagnostic in chiso.check(path)] == ["unused-parameter"]


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ("points: if paid > 5 then 10 else 0", {"points"}),
        ("steps: {rows: [{at_least: 50%, points: 10}]}", {"rate", "steps"}),
        ("steps: {of: paid, rows: [{at_least: 5, points: 10}]}", {"steps"}),
        ("interpolate: {rows: [{at: 50%, points: 0}, {at: 90%, points: 10}]}", {"rate", "interpolate"}),
        ("full_at: 80%", {"rate", "full_at"}),
    ],
)
def test_another_form_of_an_indicator_takes_the_place_of_the_former(
    rule_file: RuleFile, form: str, kept: set[str]
) -> None:
    rule_file(SMALL, "test/small/2024.yaml")
    later = f"""\
chiso: 1
ruleset: test/small
edition: "2025"
title: Bộ chỉ số thử, sửa đổi
extends: test/small@2024
groups:
  - id: payment
    indicators:
      - id: online
        {form}
"""
    program = chiso.load(rule_file(later, "test/small/2025.yaml"))
    written = next(program.indicators).places.keys()
    assert {key for key in written if key in {"rate", "full_at", "points", "steps", "interpolate"}} == kept
