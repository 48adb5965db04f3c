"""An explanation verifies as it is, and no value of it can be changed unnoticed."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import chiso
from chiso.report.verify import DEEPEST, MOST_DIFFERENCES
from chiso.shipped import schema
from conftest import HEADER, ROOT, SMALL, RuleFile

DONG_THAP = "qd766/dong-thap@2024-06"
DIGITAL = "examples/digital-transformation"
EXAMPLES = [
    (DONG_THAP, "examples/tam-nong-2024-06/units.csv", None),
    (DONG_THAP, "examples/tam-nong-2024-06/one-stop.csv", None),
    ("qd766/dong-thap@2024-01", "examples/lap-vo-2024-01/units.csv", None),
    (DIGITAL, f"{DIGITAL}/units.csv", DIGITAL),
]
ROWS = "unit,level,period,paid,due\nA,commune,2024,3,7\nB,commune,2024,5,5\n"


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def explained(rules: str | Path, data: str | Path, by_path: str | None = None, only: str | None = None) -> str:
    program = chiso.load(rules)
    cards = [chiso.score(program, record) for record in chiso.read_records(data, program)]
    chosen = [card for card in cards if only in (None, card.record.unit)]
    return chiso.explanation_text(chiso.explanation_data(cards, chosen, [data], rules=by_path))


def ids(path: Path, **more: Any) -> list[str]:
    return [diagnostic.id for diagnostic in chiso.verify(path, **more).diagnostics]


def said(path: Path) -> list[str]:
    return [diagnostic.message_in("en") for diagnostic in chiso.verify(path).diagnostics]


@pytest.mark.parametrize(("rules", "data", "by_path"), EXAMPLES)
def test_the_examples_are_valid_and_hold(rules: str, data: str, by_path: str | None, tmp_path: Path) -> None:
    text = explained(rules, data, by_path)
    Draft202012Validator(schema("explanation")).validate(json.loads(text))
    path = tmp_path / "e.json"
    path.write_text(text, encoding="utf-8")
    verdict = chiso.verify(path)
    assert verdict.diagnostics == ()
    assert verdict.checked is not None
    assert verdict.checked > 900


def test_every_part_of_the_schema_is_described() -> None:
    definitions = schema("explanation")["$defs"]
    for name in ("unit", "group", "indicator", "band", "name", "step", "way"):
        assert definitions[name]["additionalProperties"] is False
        assert set(definitions[name]["required"]) <= set(definitions[name]["properties"])


# A small explanation, changed in every place.


@pytest.fixture
def small(rule_file: RuleFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The explanation of one unit of a small rule set, in a folder with its rules and data."""
    monkeypatch.chdir(tmp_path)
    rule_file(SMALL, "rules.yaml")
    rule_file(ROWS, "units.csv")
    path = tmp_path / "e.json"
    path.write_text(explained("rules.yaml", "units.csv", "rules.yaml", "A"), encoding="utf-8")
    assert ids(path) == []
    return path


def other_digits(text: str) -> list[tuple[int, str]]:
    """The text with each digit of its values changed, one at a time."""
    found = [match.start() for match in re.finditer(r"[0-9](?![^\n]*\":)", text)]
    return [(at, text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]) for at in found]


def test_every_changed_digit_is_found(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    changes = other_digits(text)
    assert len(changes) > 150
    for at, changed in changes:
        small.write_text(changed, encoding="utf-8")
        verdict = chiso.verify(small)
        assert verdict.checked is not None
        line = text[: text.index("\n", at)].rsplit("\n", 1)[-1].strip()
        assert verdict.diagnostics, line
        assert all(d.is_error for d in verdict.diagnostics)
        place = text.count("\n", 0, at) + (-1 if line.startswith('"period"') else 1)
        assert place in [d.span.begins.line for d in verdict.diagnostics], line


def test_the_node_is_named(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace('"rate": "3/7"', '"rate": "4/7"'), encoding="utf-8")
    (found,) = chiso.verify(small).diagnostics
    assert found.message_in("en") == 'A, online: `rate` is "3/7", the explanation says "4/7"'
    assert found.span.text == '"4/7"'


def test_a_total_is_named_with_its_unit(small: Path) -> None:
    given = json.loads(small.read_text(encoding="utf-8"))
    given["units"][0]["total"]["points"] = "99"
    small.write_text(chiso.explanation_text(given), encoding="utf-8")
    assert said(small) == ['A, total: `points` is "429/100", the explanation says "99"']


def _leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, (dict, list)) and data:
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        return [leaf for key, value in pairs for leaf in _leaves(value, (*path, key))]
    return [path]


def test_nothing_can_be_put_in_place_of_a_value(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    for path in _leaves(json.loads(text)):
        given = json.loads(text)
        at = given
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = {"of": "another shape"}
        small.write_text(chiso.explanation_text(given), encoding="utf-8")
        assert ids(small), path
    small.write_text(text.replace('"title": "Thanh toán"', '"title": "Thanh toán", "note": "7"'), encoding="utf-8")
    assert ids(small) == ["explanation-differs"]


def test_the_layout_is_of_no_matter(small: Path) -> None:
    small.write_text(json.dumps(json.loads(small.read_text(encoding="utf-8"))), encoding="utf-8")
    assert ids(small) == []


def test_changed_rules_are_found(small: Path) -> None:
    rules = small.parent / "rules.yaml"
    rules.write_text(SMALL.replace("at_least: 8", "at_least: 7"), encoding="utf-8")
    assert set(ids(small)) == {"explanation-differs"}
    assert any("fingerprint" in message for message in said(small))


def test_rules_that_are_gone_or_faulty_are_said_to_be(small: Path) -> None:
    rules = small.parent / "rules.yaml"
    rules.write_text(SMALL.replace("paid / due", "paid / duu"), encoding="utf-8")
    assert ids(small) == ["explanation-edition"]
    rules.unlink()
    assert ids(small) == ["explanation-edition"]


def test_other_data_are_found(small: Path) -> None:
    data = small.parent / "units.csv"
    data.write_text(ROWS.replace("5,5", "4,5"), encoding="utf-8")
    assert ids(small) == ["explanation-of-other-data"]
    data.rename(small.parent / "june.csv")
    assert ids(small) == ["explanation-without-data"]


def test_data_that_were_moved_can_be_named(small: Path) -> None:
    moved = (small.parent / "units.csv").rename(small.parent / "june.csv")
    assert ids(small, data=[moved]) == []


def test_it_holds_wherever_it_is_verified(rule_file: RuleFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of one's own extend shipped ones; rule files are named by the rules, not by where they lie."""
    own = 'chiso: 1\nruleset: xa/cap\nedition: "2025"\ntitle: Thử\nextends: qd766/national@2022\n'
    rules = rule_file(own, "rules/xa/cap/2025.yaml").parents[2]
    data = rule_file("unit,level,period,total.points,paid_online,with_obligation\nA,commune,2025,80,1,2\n", "u.csv")
    monkeypatch.chdir(tmp_path)
    program = chiso.load("xa/cap@2025", rules=["rules"])
    cards = [chiso.score(program, record) for record in chiso.read_records("u.csv", program)]
    path = tmp_path / "e.json"
    path.write_text(chiso.explanation_text(chiso.explanation_data(cards, cards, ["u.csv"])), encoding="utf-8")
    assert set(re.findall(r'"([^":]*yaml):', path.read_text(encoding="utf-8"))) == {"qd766/national/2022.yaml"}
    monkeypatch.chdir("/")
    assert ids(path, rules=[rules], data=[data]) == []


def test_a_folder_or_a_device_is_no_data(small: Path) -> None:
    for file in (".", os.devnull, "a\0b"):
        given = json.loads(small.read_text(encoding="utf-8"))
        given["data"][0]["file"] = file
        small.write_text(chiso.explanation_text(given), encoding="utf-8")
        assert ids(small) == ["explanation-without-data"]


def test_so_many_differences_are_shown_and_no_more(small: Path, rule_file: RuleFile) -> None:
    indicators = "".join(f"      - {{id: i{n}, title: I, max: 1, points: n}}\n" for n in range(60))
    head = "inputs: {n: {title: N, type: points, min: 0, max: 1}}\ngroups:\n"
    group = "  - id: g\n    title: G\n    max: 60\n    source: law\n    indicators:\n"
    rule_file(HEADER + head + group + indicators, "many.yaml")
    rule_file("unit,level,period,n\nA,commune,2024,0.5\n", "n.csv")
    small.write_text(
        explained("many.yaml", "n.csv", "many.yaml")
        .replace('"points": "1/2"', '"points": "1/3"')
        .replace('"unrounded": "1/2"', '"unrounded": "1/3"'),
        encoding="utf-8",
    )
    assert len(ids(small)) == MOST_DIFFERENCES


# What is no explanation.


def _nested(depth: int) -> str:
    return '{"ruleset": "a", "edition": "b", "data": [], "units": [], "x": ' + "[" * depth + "]" * depth + "}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '"units"',
        "{}",
        '{"ruleset": "a", "edition": "b", "data": [], "units": [7]}',
        '{"ruleset": "a", "edition": "b", "data": [{"file": 7}], "units": []}',
        '{"ruleset": "a", "edition": "b", "data": [], "units": [{"unit": "A"}]}',
        '{"ruleset": "a", "ruleset": "b", "edition": "b", "data": [], "units": []}',
        '{"ruleset": 1, "edition": "b", "data": [], "units": []}',
        _nested(DEEPEST + 1),
        _nested(5_000),
        _nested(100_000),
        '{"n": ' + "1" * 5_000 + "}",
        "unit,level,period\n",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_explanation_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text(text, encoding="utf-8")
    verdict = chiso.verify(path)
    assert verdict.checked is None
    assert [d.id for d in verdict.diagnostics] in (["explanation-unreadable"], ["file-empty"])


def test_a_truncated_explanation_is_none(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    for length in range(1, len(text) - 2, 97):
        small.write_text(text[:length], encoding="utf-8")
        assert ids(small) == ["explanation-unreadable"]


@pytest.mark.parametrize("text", ["NaN", "1e400", "1.5", '"\\ud800"', "true", "null", "{}", "[]"])
def test_a_strange_value_is_a_difference(small: Path, text: str) -> None:
    changed = small.read_text(encoding="utf-8").replace('"429/100"', text, 1)
    small.write_text(changed, encoding="utf-8")
    found = chiso.verify(small)
    assert [d.id for d in found.diagnostics] == ["explanation-differs"]
    assert all(d.message_in(language) for d in found.diagnostics for language in ("en", "vi"))


@pytest.mark.parametrize("edition", ["2024.yaml", "../../2024", "", "a@b", "\0"])
def test_a_strange_edition_is_not_to_be_found(small: Path, edition: str) -> None:
    given = json.loads(small.read_text(encoding="utf-8"))
    small.write_text(chiso.explanation_text({**given, "rules": None, "edition": edition}), encoding="utf-8")
    assert ids(small) == ["explanation-edition"]
