"""Mends: every id that has one is mended where only one thing can be meant, and left alone where two can."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import chiso
from chiso.diagnostics.catalogue import ENTRIES
from chiso.diagnostics.mends import MENDABLE
from chiso.diagnostics.slips import is_slip
from conftest import ROOT, SMALL, RuleFile
from mutations import mutated

RULES = SMALL.replace("inputs:\n", "inputs:\n  kind: {title: Loại, type: choice, choices: [nhanh, chậm]}\n").replace(
    "checks:\n", 'checks:\n  - {rule: kind != "chậm" or due >= 0, message: a}\n'
)
BOUND = "at_least: 8"
CHECK = 'kind != "chậm" or due >= 0'

MENDED: Mapping[str, list[tuple[str, str, str]]] = {
    "anchor-on-value": [("title: Thanh toán\n", "title: &x Thanh toán\n", "title: Thanh toán\n")],
    "duplicate-key": [
        ("    max: 10\n", "    max: 10\n    max: 10\n", "    max: 10\n"),
        ("    source: law\n", "    source: law\n    max: 10\n", "    source: law\n"),
    ],
    "escaped-expression": [
        (CHECK, '"kind != \\"chậm\\" or due >= 0"', "'kind != \"chậm\" or due >= 0'"),
        (CHECK, "'kind != ''chậm'' or due >= 0'", "\"kind != 'chậm' or due >= 0\""),
    ],
    "expression-syntax": [
        ("paid <= due", "paid ≤ due", "paid <= due"),
        ("paid <= due", "paid =< due", "paid <= due"),
        ("paid <= due", "paid <> due", "paid != due"),
        ("paid <= due", "paid = due", "paid == due"),
        ("paid <= due", "paid < due && due > 1", "paid < due and due > 1"),
        ("paid <= due", "paid < due AND due > 1", "paid < due and due > 1"),
        ("paid <= due", "paid − 1 < due", "paid - 1 < due"),
        ("paid <= due", "paid × 2 < due ÷ 3", "paid * 2 < due / 3"),
        ("paid <= due", '"due > 0,5"', '"due > 0.5"'),
        ("paid / due", '"=paid / due"', '"paid / due"'),
    ],
    "malformed-date": [
        (BOUND, 'at_least: "days_between(2024-1-2, 2024-01-10)"', 'at_least: "days_between(2024-01-02, 2024-01-10)"')
    ],
    "malformed-text": [
        ("{title: Quyết định}", "{title: Quyết định, date: 31/12/2024}", "{title: Quyết định, date: 2024-12-31}"),
        ("{title: Quyết định}", "{title: Quyết định, date: 2024/1/2}", "{title: Quyết định, date: 2024-01-02}"),
    ],
    "missing-key": [("chiso: 1\n", "", "chiso: 1\n")],
    "not-one-of": [
        ("half_up", "half-up", "half_up"),
        ("when_empty: zero", "when_empty: Zero", "when_empty: zero"),
        ("type: count}\nchecks", "type: cuont}\nchecks", "type: count}\nchecks"),
        ("chiso: 1\n", 'chiso: "1"\n', "chiso: 1\n"),
    ],
    "percent-sign-missing": [("when_empty: zero", "when_empty: zero, target: 80", "when_empty: zero, target: 80%")],
    "rate-times-100": [
        ("paid / due", "paid / due * 100", "paid / due"),
        ("paid / due", "100 * paid / due", "paid / due"),
    ],
    "text-without-quotes": [
        ('kind != "chậm"', "kind != chậm", 'kind != "chậm"'),
        (CHECK, '"kind != chậm or due >= 0"', "\"kind != 'chậm' or due >= 0\""),
    ],
    "unknown-choice": [('"chậm"', '"Chậm"', '"chậm"')],
    "unknown-function": [(BOUND, 'at_least: "MAX(8, 1)"', 'at_least: "max(8, 1)"')],
    "unknown-input": [
        ("paid <= due", "Paid <= due", "paid <= due"),
        ("paid / due", "piad / due", "paid / due"),
    ],
    "unknown-key": [
        ("when_empty:", "when_emty:", "when_empty:"),
        (
            "due: {title: Hồ sơ phải thanh toán, type",
            "due: {title: Hồ sơ phải thanh toán, typ",
            "due: {title: Hồ sơ phải thanh toán, type",
        ),
    ],
    "unknown-node": [(BOUND, f"{BOUND}, requires: onlin.points > 1", f"{BOUND}, requires: online.points > 1")],
    "unknown-source": [("source: law\n", "source: Law, mục II\n", "source: law, mục II\n")],
    "wrong-shape": [
        ('edition: "2024"', "edition: 2024.10", 'edition: "2024.10"'),
        ("type: count}\nchecks", "type: count, optional: yes}\nchecks", "type: count, optional: true}\nchecks"),
        ("type: count}\nchecks", "type: count, optional: Có}\nchecks", "type: count, optional: true}\nchecks"),
    ],
}
"""For every id: text of sound rules, what is put in its place, and what the mend makes of that."""

OF_CASES: Mapping[str, tuple[str, str]] = {
    "unknown-parameter": ("parameters: {quota: 1}", "parameters: {qouta: 1}"),
    "unknown-quantity": ("online.points: 5", "onlin.points: 5"),
}

LEFT: list[tuple[str, str]] = [
    ("paid / due", "pad / due"),  # too short to tell
    ("paid <= due", "due > 1,000"),  # a thousand, or 1
    ("{title: Quyết định}", "{title: Quyết định, date: 01/02/2024}"),  # January or February
    ("when_empty: zero", "when_empty: zero, target: 2"),  # 2 %, or twice as much
    ("    max: 10\n", "    max: 10\n    max: 12\n"),  # which of the two
    ("when_empty: zero", "when_empty: null"),
    ("    source: law\n", ""),  # a source has to be found
    ("title: Thanh toán\n", "title: &x Thanh toán\n    note: *x\n"),
    ("    max: 10\n", "    max: 12\n"),
    (", when_empty: zero", ""),  # a policy has to be chosen
    ("chiso: 1\n", "chiso: 2\n"),
    ("id: online", "id: on-line"),  # others may name it
]


def mended(path: Path) -> str:
    """The text of a rule file with its mends."""
    done = [mending.edited.after for mending in chiso.mend_file(path) if mending.edited.name == str(path)]
    return done[0] if done else path.read_text(encoding="utf-8")


EXAMPLES = [(id, *example) for id, examples in MENDED.items() for example in examples]


def test_every_mendable_id_has_an_example() -> None:
    assert {*MENDED, *OF_CASES} == MENDABLE
    assert set(ENTRIES) >= MENDABLE


def test_the_rules_are_sound(rule_file: RuleFile) -> None:
    assert [d.id for d in chiso.check(rule_file(RULES)) if d.is_error] == []


@pytest.mark.parametrize(("id", "sound", "wrong", "right"), EXAMPLES, ids=[f"{id}: {w}" for id, _, w, _ in EXAMPLES])
def test_what_can_be_meant_in_one_way_is_mended(
    id: str, sound: str, wrong: str, right: str, rule_file: RuleFile
) -> None:
    path = rule_file(RULES.replace(sound, wrong, 1))
    assert id in {diagnostic.id for diagnostic in chiso.check(path)}
    done = chiso.mend_file(path)
    assert {mend.id for mending in done for mend in mending.mends} == {id}
    assert done[0].edited.after == RULES.replace(sound, right, 1)
    path.write_text(done[0].edited.after, encoding="utf-8")
    assert id not in {diagnostic.id for diagnostic in chiso.check(path)}
    assert chiso.mend_file(path) == []


@pytest.mark.parametrize(("sound", "other"), LEFT, ids=[other for _, other in LEFT])
def test_what_can_be_meant_in_two_ways_is_left(sound: str, other: str, rule_file: RuleFile) -> None:
    path = rule_file(RULES.replace(sound, other, 1))
    assert chiso.check(path)
    assert chiso.mend_file(path) == []


@pytest.mark.parametrize("id", OF_CASES)
def test_cases_are_mended_too(id: str, rule_file: RuleFile) -> None:
    right, wrong = OF_CASES[id]
    path = rule_file(SMALL.replace("groups:", "parameters: {quota: 1}\ngroups:", 1))
    case = "name: a, given: {paid: 1, due: 2}, expect: {online.points: 5}, parameters: {quota: 1}"
    cases = f"chiso: 1\ncases: [{{{case}}}]\n"
    beside = rule_file(cases.replace(right, wrong), "rules.cases.yaml")
    (mending,) = chiso.mend_file(path)
    assert (mending.edited.name, mending.edited.after) == (str(beside), cases)
    assert [mend.id for mend in mending.mends] == [id]


def test_all_mends_of_a_file_are_made_at_their_places(rule_file: RuleFile) -> None:
    text = RULES.replace("chiso: 1\n", "").replace("paid / due", "piad / due * 100").replace("half_up", "half-up")
    path = rule_file(text.replace("paid <= due", "paid = due AND due ≥ 0").replace("\n", "\r\n"))
    path.write_bytes(path.read_bytes().replace(b"\r\r", b"\r"))
    (mending,) = chiso.mend_file(path)
    places = [(mend.id, mend.span.begins.line, mend.before, mend.after) for mend in mending.mends]
    assert places == [
        ("missing-key", 1, "", "chiso: 1\r\n"),
        ("not-one-of", 5, "half-up", "half_up"),
        ("expression-syntax", 12, "=", "=="),
        ("expression-syntax", 12, "AND", "and"),
        ("expression-syntax", 12, "≥", ">="),
        ("unknown-input", 19, "piad", "paid"),
        ("rate-times-100", 19, " * 100", ""),
    ]
    expected = RULES.replace("paid <= due", "paid == due and due >= 0").replace("\n", "\r\n")
    assert mending.edited.after.encode() == expected.encode()


def test_a_published_edition_is_mended_only_to_what_was_published(tmp_path: Path) -> None:
    path = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules")) / "qd766/dong-thap/2024-06.yaml"
    sound = path.read_text(encoding="utf-8")
    misspelt = sound.replace("full_at: payment_target", "full_at: payment_targt").replace("    note:", "    notte:")
    assert misspelt != sound
    path.write_text(misspelt, encoding="utf-8")
    assert mended(path) == sound
    changed = misspelt.replace("value: 45%", "value: 40%")
    path.write_text(changed, encoding="utf-8")
    assert mended(path) == changed


def test_rules_changed_at_random_are_mended_as_far_as_can_be_and_never_worse(rule_file: RuleFile) -> None:
    chance, made = random.Random(766), 0
    for _ in range(100):
        path = rule_file(mutated(SMALL, chance))
        before = [diagnostic.id for diagnostic in chiso.check(path)]
        for mending in chiso.mend_file(path):
            made += len(mending.mends)
            path.write_bytes(mending.edited.after.encode())
            after = [diagnostic.id for diagnostic in chiso.check(path)]
            assert after.count("yaml-syntax") <= before.count("yaml-syntax")
            assert chiso.mend_file(path) == []
    assert made > 3


@pytest.mark.parametrize(
    ("written", "meant", "closed", "expected"),
    [
        ("paid_onlin", "paid_online", False, True),
        ("Paid-Online", "paid_online", False, True),
        ("điểm", "diem", False, True),
        ("unit_a", "unit_b", False, False),
        ("unit_i", "unit_ii", False, False),
        ("paid_2023", "paid_2024", False, False),
        ("late", "rate", False, False),
        ("titel", "title", True, True),
        ("points_max", "points", True, False),
        ("mx", "max", True, False),
    ],
)
def test_a_slip_is_one_letter(written: str, meant: str, closed: bool, expected: bool) -> None:
    assert is_slip(written, meant, closed=closed) is expected
