"""The texts that rules cite: they are there, they are unchanged, and they have every number that is cited."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import chiso
from conftest import SMALL, RuleFile

LAW = "Điều 3. Thanh toán trực tuyến tối đa 10 điểm, đủ điểm từ 80 %. Xếp loại Tốt từ 8 điểm.\n"
OWN = "when_empty: zero, source: law"


def ruled(text: str = SMALL, sha256: str | None = None) -> str:
    """The small rule set, citing a text beside it."""
    digest = "" if sha256 is None else f", sha256: {sha256}"
    return text.replace("{title: Quyết định}", f"{{title: Quyết định, file: law.txt{digest}}}")


def found(rule_file: RuleFile, rules: str, law: str = LAW) -> list[tuple[str, str]]:
    rule_file(law, "law.txt")
    return [(diagnostic.id, diagnostic.span.text) for diagnostic in chiso.check(rule_file(rules))]


def missing(rule_file: RuleFile, rules: str, law: str = LAW) -> list[str]:
    return [text for id, text in found(rule_file, rules, law) if id == "number-not-in-source"]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# The text.


def test_the_text_that_was_cited_is_sound(rule_file: RuleFile) -> None:
    assert found(rule_file, ruled()) == []
    assert found(rule_file, ruled(sha256=digest(LAW))) == []


def test_a_text_that_changed_is_reported_with_its_digest(rule_file: RuleFile) -> None:
    other = LAW.replace("Điều 3", "Điều 4")
    rules = ruled(sha256=digest(LAW))
    assert found(rule_file, rules, other) == [("source-text-changed", digest(LAW))]
    (fault,) = chiso.check(rule_file(rules))
    assert (digest(other) in fault.help, fault.is_error) == (True, True)
    assert found(rule_file, ruled(), other) == []


@pytest.mark.parametrize("name", ["none.txt", "folder/none.txt", "."])
def test_a_text_that_is_not_there_is_reported(rule_file: RuleFile, name: str) -> None:
    path = rule_file(ruled().replace("law.txt", name))
    assert [(d.id, d.span.text, d.is_error) for d in chiso.check(path)] == [("source-text-missing", name, True)]


def test_a_text_that_is_not_utf8_is_reported(rule_file: RuleFile, tmp_path: Path) -> None:
    path = rule_file(ruled())
    (tmp_path / "law.txt").write_bytes("Điều 3: 10 điểm".encode("utf-16"))
    assert "source-text-missing" in {diagnostic.id for diagnostic in chiso.check(path) if diagnostic.is_error}


@pytest.mark.parametrize("value", ["abc", "A" * 64, "0" * 63])
def test_a_digest_has_its_form(rule_file: RuleFile, value: str) -> None:
    faults = found(rule_file, ruled(sha256=value))
    assert [text for _, text in faults] == [value]


def test_the_text_lies_beside_the_rules_that_name_it(rule_file: RuleFile) -> None:
    rule_file(LAW, "rules/test/small/law.txt")
    rule_file(ruled(), "rules/test/small/2024.yaml")
    child = 'chiso: 1\nruleset: test/child\nedition: "1"\ntitle: Con\nextends: test/small@2024\n'
    full = "groups: [{id: payment, indicators: [{id: online, full_at: 70%, source: law}]}]\n"
    path = rule_file(child + full, "rules/test/child/1.yaml")
    assert [(d.id, d.span.text, d.file) for d in chiso.check(path)] == [("number-not-in-source", "70%", str(path))]


# The numbers.


@pytest.mark.parametrize(
    ("number", "law"),
    [
        ("1936", "1936 hồ sơ, 10 điểm"),
        ("1936", "1.936 hồ sơ, 10 điểm"),
        ("1936", "1,936 dossiers, 10 points"),
        ("1_936", "1.936 hồ sơ, 10 điểm"),
        ("1234567", "1.234.567 đồng, 10 điểm"),
        ("1234567", "1,234,567 dong, 10 points"),
        ("1234.5", "1.234,5 và 10 điểm"),
        ("0.5", "0,5 và 10 điểm"),
        ("0.5", "0.5 và 10 điểm"),
        ("2.50", "2,5 và 10 điểm"),
        ("12", "từ 12, 10 điểm."),
    ],
)
def test_numbers_are_found_however_they_are_written(rule_file: RuleFile, number: str, law: str) -> None:
    rules = ruled().replace(
        "rate: paid / due, when_empty: zero", f"points: if paid > {number} then 10 else 0, source: law"
    )
    assert missing(rule_file, rules, law) == []
    assert missing(rule_file, rules, "10 điểm") == [number]


@pytest.mark.parametrize(
    "law", ["10 điểm, 80%", "10 điểm, 80 %", "10 điểm, tám mươi phần trăm (80)", "10 điểm; 80,0 %"]
)
def test_a_rate_is_found_as_a_percentage(rule_file: RuleFile, law: str) -> None:
    rules = ruled().replace("when_empty: zero", f"{OWN}, full_at: 80%")
    assert missing(rule_file, rules, law) == []
    assert missing(rule_file, rules, law.replace("80", "70")) == ["80%"]


def test_a_rate_with_decimals_is_found_in_either_writing(rule_file: RuleFile) -> None:
    rules = ruled().replace("when_empty: zero", f"{OWN}, target: 96.99%")
    for law in ("10 điểm, 96,99 %", "10 điểm, 96.99%"):
        assert missing(rule_file, rules, law) == []
    assert missing(rule_file, rules, "10 điểm, 96 %, 99 %") == ["96.99%"]


@pytest.mark.parametrize(
    ("old", "new", "underlined"),
    [
        ("at_least: 8}", "at_least: 8.5, source: law}", ["8.5"]),
        ("when_empty: zero", f"{OWN}, full_at: 85%", ["85%"]),
        ("when_empty: zero", f"{OWN}, target: 85%", ["85%"]),
        ("rate: paid / due", "rate: paid / (due + 7), source: law", ["7"]),
        ("when_empty: zero", f"{OWN}, applies_when: paid > 6 and due > 7, when_not_applicable: exclude", ["6", "7"]),
        (
            "when_empty: zero",
            f"{OWN}, steps: {{rows: [{{at_least: 33%, points: 10}}, {{at_least: 8%, points: 4}}]}}",
            ["33%", "4"],
        ),
        ("at_least: 8}", "at_least: 9, source: law}", ["9"]),
        ("at_least: 8}", "at_least: 8, source: law}", []),
        ("at_least: 8}", "at_least: 9}", []),
    ],
)
def test_a_number_that_the_text_does_not_have_is_underlined(
    rule_file: RuleFile, old: str, new: str, underlined: list[str]
) -> None:
    assert missing(rule_file, ruled().replace(old, new)) == underlined


def test_the_numbers_of_parameters_are_looked_for(rule_file: RuleFile) -> None:
    parameters = (
        "parameters:\n  fixed: {value: 77%, source: law}\n"
        "  dated: {values: [{from: 2024-01-01, value: 80%, source: law},"
        " {from: 2024-07-01, value: 66%, source: law}]}\n"
    )
    rules = ruled().replace("groups:", f"{parameters}groups:")
    rules = rules.replace("when_empty: zero", "when_empty: zero, full_at: dated, target: fixed")
    assert missing(rule_file, rules) == ["77%", "66%"]


def test_0_and_1_are_part_of_any_formula(rule_file: RuleFile) -> None:
    rules = ruled().replace(
        "rate: paid / due, when_empty: zero", "points: 10 * (if paid > 0 then 1 else 0), source: law"
    )
    assert missing(rule_file, rules) == []


def test_a_number_not_found_is_a_warning_that_names_number_and_source(rule_file: RuleFile) -> None:
    rule_file(LAW, "law.txt")
    (fault,) = chiso.check(rule_file(ruled().replace("when_empty: zero", f"{OWN}, full_at: 85%")))
    assert (fault.is_error, fault.message) == (False, "85% does not occur in the text of `law`")
    assert "85%" in fault.message_in("vi")


def test_a_source_without_a_text_is_not_searched(rule_file: RuleFile) -> None:
    assert found(rule_file, SMALL.replace("when_empty: zero", f"{OWN}, full_at: 85%")) == []


# What can cite.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rounding:", "source: law, điều 3\nrounding:"),
        ("at_least: 8}", "at_least: 8, source: 'law, điều 4'}"),
        ("when_empty: zero", "when_empty: zero, source: law"),
        ("groups:", "parameters: {quota: {value: 80%, source: law}}\ngroups:"),
    ],
)
def test_a_citation_is_kept_and_an_unknown_one_is_reported(rule_file: RuleFile, old: str, new: str) -> None:
    text = SMALL.replace(old, new).replace(
        "when_empty: zero", "when_empty: zero, target: quota" if "quota" in new else "when_empty: zero"
    )
    assert chiso.check(rule_file(text)) == []
    faults = chiso.check(
        rule_file(text.replace(new, new.replace("source: law", "source: lawn").replace("'law", "'lawn")))
    )
    assert [d.id for d in faults if d.is_error] == ["unknown-source"]


def test_a_place_in_a_document_is_part_of_the_citation(rule_file: RuleFile) -> None:
    text = SMALL.replace("    source: law", "    source: law, điều 3, khoản 2").replace(
        "at_least: 8}", "at_least: 8, source: law}"
    )
    program = chiso.load(rule_file(text))
    group, band = program.groups[0].citation, program.bands[0].citation
    assert group is not None
    assert band is not None
    assert (group.document.key, group.locator) == ("law", "điều 3, khoản 2")
    assert (band.document.facts["title"], band.locator) == ("Quyết định", "")
