"""What a rule set says does not depend on how it is written, nor in how many files; and what is left out is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
import simplejson

import chiso
from chiso.ruleset.meaning import Meaning, fingerprint, meaning, texts
from conftest import SMALL, RuleFile

RECORD = {"unit": "Xã A", "level": "commune", "period": "2024-07", "paid": 30, "due": 97}
BASE = SMALL.replace("groups:", "parameters:\n  quota: {title: Chỉ tiêu, value: 30%, source: law}\ngroups:").replace(
    "when_empty: zero", "when_empty: zero, target: quota"
)
OTHER = """\
  - id: other
    title: Nhóm khác
    max: 5
    source: law
    indicators:
      - {id: extra, title: Thêm, max: 3, points: if paid > 3 then 3 else 0}
      - {id: more, title: Nữa, max: 2, points: if spare > 3 then 2 else 0}
"""
WIDE = BASE.replace("bands:", f"{OTHER}bands:").replace("checks:", "  spare: {title: Khác, type: count}\nchecks:")


def said(path: Path) -> Meaning:
    return meaning(chiso.load(path))


def units(path: Path) -> str:
    program = chiso.load(path)
    return simplejson.dumps(chiso.scorecards_data(program, [chiso.score(program, RECORD)])["units"], use_decimal=True)


def child(rule_file: RuleFile, text: str, edition: str = "2025", base: str = "2024") -> Path:
    header = f'chiso: 1\nruleset: test/small\nedition: "{edition}"\ntitle: Bộ chỉ số thử\nextends: test/small@{base}\n'
    return rule_file(header + text, f"rules/test/small/{edition}.yaml")


def ids(path: Path) -> list[tuple[str, str]]:
    return [(diagnostic.id, diagnostic.span.text) for diagnostic in chiso.check(path)]


# Fields and their fingerprint.


def test_every_field_has_an_address_a_text_and_a_place(rule_file: RuleFile) -> None:
    fields = said(rule_file(BASE))
    found = {address: (field.text, field.place and field.place.text) for address, field in fields.items()}
    assert found["payment.max"] == ("10", "10")
    assert found["quota.value"] == ("30%", "30%")
    assert found["online.rate"] == ("paid / due", "paid / due")
    assert found["online.target"] == ("quota", "quota")
    assert found["bands.good.at_least"] == ("8", "8")
    assert found["checks.1"][0].startswith("paid <= due")
    assert found["payment.source"][0] == "title: Quyết định"


def test_the_fingerprint_changes_with_any_field_and_not_with_their_order() -> None:
    fields = {"a.max": "1", "b.max": "2"}
    first = fingerprint(fields)
    assert first.startswith("sha256:")
    assert fingerprint(dict(reversed(fields.items()))) == first
    others = ({"a.max": "1"}, {"a.max": "2", "b.max": "1"}, {**fields, "c": ""}, {"a.max": "1", "b.max": "2 "})
    assert len({first, *map(fingerprint, others)}) == 5


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("paid / due", "(paid) / (due)"),
        ("paid / due", "paid/due"),
        ("(paid + due) / (due + paid)", "((paid + due)) / (due + paid)"),
        ("0.5 * paid / due", "0.50 * paid / due"),
        ("50% * paid / due", "50.0% * paid / due"),
    ],
)
def test_a_formula_is_the_same_whatever_its_spelling(rule_file: RuleFile, written: str, same: str) -> None:
    first = said(rule_file(SMALL.replace("paid / due, when", f"{written}, when")))["online.rate"]
    second = said(rule_file(SMALL.replace("paid / due, when", f"{same}, when")))["online.rate"]
    assert first.text == second.text


@pytest.mark.parametrize(
    ("written", "other"),
    [("paid / due", "due / paid"), ("paid / due", "paid / due * 1"), ("paid / (due + 1)", "paid / due + 1")],
)
def test_another_formula_is_another_field(rule_file: RuleFile, written: str, other: str) -> None:
    first = said(rule_file(SMALL.replace("paid / due, when", f"{written}, when")))["online.rate"]
    second = said(rule_file(SMALL.replace("paid / due, when", f"{other}, when")))["online.rate"]
    assert first.text != second.text


# The resolved text, as a file of its own.

FORMS = {
    "as it is": "",
    "a parameter by its value": "parameters: {quota: 45%}\n",
    "dates": "effective: {from: 2025-01-01, to: 2025-12-31}\nissued: 2024-12-01\n",
    "dated values": "parameters: {late: {source: law, values: [{from: 2024-01-01, value: 30%}]}}\n"
    "groups: [{id: payment, indicators: [{id: online, target: late}]}]\nremove: [quota]\n",
    "steps": "groups: [{id: payment, indicators: [{id: online, steps: {rows: [{at_least: 50%, points: 10}]}}]}]\n",
    "a condition": "groups: [{id: payment, when_not_applicable: none, applies_when: level == 'commune'}]\n",
    "a band with a gate": "bands: [{id: good, requires: payment.points >= 9}]\n",
    "a bonus and a deduction": "groups: [{id: payment, min: 0, indicators: [{id: plus, title: Cộng, max: 1, "
    "bonus: true, points: if paid > 9 then 1 else 0}, {id: less, title: Trừ, max: 0, min: -2, points: -0.5 * due}]}]\n",
    "rounding": "rounding: {points: 1, mode: half_even, total: {points: 0}}\n",
    "a folded title": "groups: [{id: payment, title: >-\n      Thanh toán}]\n".replace(">-\n      ", "'").replace(
        "}]", "'}]"
    ),
    "a choice": "inputs: {kind: {title: Loại, type: choice, choices: [một, hai]}}\n"
    "checks: [{rule: kind == 'một', message: loại khác}]\n",
    "less": "remove: [other, spare]\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_resolved_text_says_the_same_and_scores_the_same(rule_file: RuleFile, form: str) -> None:
    rule_file(WIDE, "rules/test/small/2024.yaml")
    path = child(rule_file, FORMS[form])
    text = chiso.resolved_text(path)
    alone = rule_file(text, "alone/whole.yaml")
    assert ids(alone) == ids(path)
    assert texts(said(alone)) == texts(said(path))
    assert "extends" not in text
    assert (chiso.load(alone).edition, chiso.load(alone).status) == ("2025", chiso.load(path).status)
    if form != "a choice":
        assert units(alone) == units(path)
    assert chiso.resolved_text(alone) == text


def test_what_cannot_be_resolved_has_no_text(rule_file: RuleFile) -> None:
    with pytest.raises(chiso.RuleSetError) as fault:
        chiso.resolved_text(child(rule_file, ""))
    assert [diagnostic.id for diagnostic in fault.value.diagnostics] == ["unknown-edition"]


# What an edition leaves out.


@pytest.mark.parametrize(
    ("removed", "gone"),
    [
        ("[other, spare]", ["other", "extra", "more", "spare"]),
        ("[good]", ["bands.good"]),
        ("[law]\nsources: {law2: {title: Khác}}\ngroups: [{id: payment, source: law2}, {id: other, source: law2}]\n"
         "parameters: {quota: {value: 30%, source: law2}}", []),
        ("[quota]\nparameters: {goal: {value: 40%, source: law}}\n"
         "groups: [{id: payment, indicators: [{id: online, target: goal}]}]", ["quota"]),
        ("[more, spare]\ngroups: [{id: other, max: 3}]", ["more", "spare"]),
    ],
    ids=["a group and its input", "a band", "a source", "a parameter", "an indicator and its input"],
)  # fmt: skip
def test_what_is_removed_is_gone_and_nothing_else(rule_file: RuleFile, removed: str, gone: list[str]) -> None:
    base = rule_file(WIDE, "rules/test/small/2024.yaml")
    path = child(rule_file, f"remove: {removed}\n")
    assert ids(path) == []
    before, after = said(base), said(path)
    lost = {address for address in before if address not in after}
    assert lost == {address for address in before if any(address.startswith(f"{id}.") for id in gone)}


@pytest.mark.parametrize(
    ("removed", "found"),
    [
        ("[othr]", [("nothing-to-remove", "othr")]),
        ("[extra, bands]", [("nothing-to-remove", "bands")]),
        ("[title]", [("nothing-to-remove", "title")]),
        ("[test/small]", [("nothing-to-remove", "test/small")]),
        ("[zzz, yyy]", [("nothing-to-remove", "zzz"), ("nothing-to-remove", "yyy")]),
    ],
)
def test_an_id_that_is_not_there_cannot_be_removed(
    rule_file: RuleFile, removed: str, found: list[tuple[str, str]]
) -> None:
    rule_file(WIDE, "rules/test/small/2024.yaml")
    path = child(rule_file, f"remove: {removed}\n")
    assert [fault for fault in ids(path) if fault[0] == "nothing-to-remove"] == found


def test_the_nearest_id_is_named(rule_file: RuleFile) -> None:
    rule_file(WIDE, "rules/test/small/2024.yaml")
    (fault,) = [d for d in chiso.check(child(rule_file, "remove: [othr]\n")) if d.id == "nothing-to-remove"]
    assert fault.help == "did you mean `other`?"


@pytest.mark.parametrize(
    ("removed", "id", "text"),
    [
        ("[paid]", "unknown-input", "paid"),
        ("[quota]", "unknown-input", "quota"),
        ("[law]", "unknown-source", "law"),
        ("[weak]", "lowest-band-too-high", "8"),
    ],
)
def test_what_is_still_needed_is_missed(rule_file: RuleFile, removed: str, id: str, text: str) -> None:
    rule_file(BASE, "rules/test/small/2024.yaml")
    assert (id, text) in [(i, t.split(",")[0]) for i, t in ids(child(rule_file, f"remove: {removed}\n"))]


def test_what_is_removed_can_be_written_anew_under_its_id(rule_file: RuleFile) -> None:
    rule_file(WIDE, "rules/test/small/2024.yaml")
    extra = "{id: extra, title: Y, max: 3, rate: spare / due, when_empty: zero}"
    new = f"{{id: other, title: Mới, max: 3, source: law, indicators: [{extra}]}}"
    path = child(rule_file, f"remove: [other]\ngroups: [{new}]\n")
    assert ids(path) == []
    fields = texts(said(path))
    assert (fields["other.title"], fields["extra.rate"], fields["total.max"]) == ("Mới", "spare / due", "13")
    assert "more.title" not in fields


def test_in_a_chain_each_edition_removes_from_the_one_before(rule_file: RuleFile) -> None:
    rule_file(WIDE, "rules/test/small/2024.yaml")
    second = child(rule_file, "remove: [more, spare]\ngroups: [{id: other, max: 3}]\n", "2025", "2024")
    third = child(rule_file, "remove: [other]\nparameters: {quota: 60%}\n", "2026", "2025")
    fourth = child(rule_file, OTHER_AGAIN, "2027", "2026")
    assert [ids(path) for path in (second, third, fourth)] == [[], [], []]
    maxima = [texts(said(path))["total.max"] for path in (second, third, fourth)]
    assert maxima == ["13", "10", "12"]
    fields = said(fourth)
    assert fields["quota.value"].place is not None
    assert fields["quota.value"].place.source.name == str(third)
    assert "nothing-to-remove" in {id for id, _ in ids(child(rule_file, "remove: [extra]\n", "2027", "2026"))}


OTHER_AGAIN = """\
groups:
  - id: other
    title: Trở lại
    max: 2
    source: law
    indicators: [{id: extra, title: Thêm, max: 2, points: if paid > 3 then 2 else 0}]
"""


def test_a_removal_is_not_inherited(rule_file: RuleFile) -> None:
    rule_file(WIDE, "rules/test/small/2024.yaml")
    child(rule_file, "remove: [other, spare]\n")
    assert ids(child(rule_file, "", "2026", "2025")) == []
    again = child(rule_file, OTHER_AGAIN, "2026", "2025")
    assert [group.id for group in chiso.load(again).groups] == ["payment", "other"]
