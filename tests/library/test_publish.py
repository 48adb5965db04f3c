"""Publishing: what an edition says is recorded once, and from then on every change of it is named."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

import chiso
from chiso.ruleset.meaning import fingerprint, meaning, texts
from conftest import ROOT, SMALL, RuleFile

RULES = ROOT / "rules"
NAME = "test/small/2024"
TEXT = "# Quy tắc thử\n" + SMALL.replace("groups:\n", "# nhóm\ngroups:\n")
CASES = "chiso: 1\ncases: [{name: half, given: {paid: 1, due: 2}, expect: {online.points: 5}}]\n"


@pytest.fixture
def small(rule_file: RuleFile) -> Path:
    """A sound draft with a case, in a folder of rules of its own."""
    return shelved(rule_file, TEXT)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the shipped rules with their lock."""
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


def shelved(rule_file: RuleFile, text: str, cases: str = CASES) -> Path:
    rule_file(cases, f"rules/{NAME}.cases.yaml")
    return rule_file(text, f"rules/{NAME}.yaml")


def lock_of(path: Path) -> Path:
    return path.parents[2] / "editions.lock"


def ids(path: Path) -> list[str]:
    return [diagnostic.id for diagnostic in chiso.check(path)]


def changed_fields(path: Path) -> list[str]:
    return [str(d.arguments["field"]) for d in chiso.check(path) if d.id == "published-edition-changed"]


def refused(path: Path) -> list[str]:
    with pytest.raises(chiso.RuleSetError) as fault:
        chiso.publish(path)
    return [diagnostic.id for diagnostic in fault.value.diagnostics]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# What is recorded, and what is written.


def test_the_lock_has_the_name_the_fingerprint_and_every_field(small: Path) -> None:
    done = chiso.publish(small)
    said = texts(meaning(chiso.load(small)))
    assert (done.reference, done.is_new, done.lock) == ("test/small@2024", True, lock_of(small))
    assert done.fingerprint == fingerprint(said)
    content = json.loads(lock_of(small).read_text(encoding="utf-8"))
    assert content == {
        "chiso": 1,
        "editions": {"test/small@2024": {"fingerprint": done.fingerprint, "fields": dict(sorted(said.items()))}},
    }
    assert content["editions"]["test/small@2024"]["fields"]["online.max"] == "10"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TEXT, TEXT.replace("edition:", "status: published\nedition:")),
        (TEXT + "status: draft\n", TEXT + "status: published\n"),
        (TEXT + "status: draft", TEXT + "status: published"),
        (TEXT + 'status: "draft"  # chưa ban hành\n', TEXT + "status: published  # chưa ban hành\n"),
        (TEXT + "status: published\n", TEXT + "status: published\n"),
    ],
    ids=["no status", "draft", "no line end", "quoted, with a comment", "called published before"],
)
def test_only_the_status_is_written(rule_file: RuleFile, before: str, after: str) -> None:
    path = shelved(rule_file, before)
    chiso.publish(path)
    assert path.read_text(encoding="utf-8") == after
    assert (ids(path), chiso.load(path).status) == ([], "published")


def test_the_permissions_of_the_file_are_kept(small: Path) -> None:
    small.chmod(0o640)
    chiso.publish(small)
    assert small.stat().st_mode & 0o777 == 0o640


def test_publishing_twice_changes_no_byte(small: Path) -> None:
    first = chiso.publish(small)
    lock, text = lock_of(small).read_bytes(), small.read_bytes()
    second = chiso.publish(small)
    assert (second.is_new, second.fingerprint) == (False, first.fingerprint)
    assert (lock_of(small).read_bytes(), small.read_bytes()) == (lock, text)


def test_the_shipped_lock_is_what_publishing_writes(shelf: Path) -> None:
    lock = shelf / "editions.lock"
    shipped = lock.read_bytes()
    lock.unlink()
    files = chiso.rule_files(shelf)
    for path in reversed(files):
        assert chiso.publish(path).is_new
    assert lock.read_bytes() == shipped
    assert [path.read_bytes() for path in files] == [(RULES / path.relative_to(shelf)).read_bytes() for path in files]


def test_another_edition_leaves_the_former_records_as_they_were(small: Path, rule_file: RuleFile) -> None:
    chiso.publish(small)
    before = json.loads(lock_of(small).read_text(encoding="utf-8"))["editions"]
    rule_file(CASES, "rules/test/small/2025.cases.yaml")
    chiso.publish(rule_file(TEXT.replace('"2024"', '"2025"'), "rules/test/small/2025.yaml"))
    after = json.loads(lock_of(small).read_text(encoding="utf-8"))["editions"]
    assert after.keys() == {"test/small@2024", "test/small@2025"}
    assert after["test/small@2024"] == before["test/small@2024"]


# What is refused.


@pytest.mark.parametrize(
    ("text", "cases", "id"),
    [
        (TEXT.replace("paid / due", "piad / due"), CASES, "unknown-input"),
        (TEXT.replace("    max: 10", "    max: 12"), CASES, "maxima-do-not-add-up"),
        (TEXT + "status: withdrawn\n", CASES, "withdrawn-edition"),
        (TEXT, CASES.replace("online.points: 5", "online.points: 6"), "case-failed"),
        (TEXT, CASES.replace("online.points: 5", "onlin.points: 5"), "unknown-quantity"),
        (TEXT, "chiso: 1\ncases: []\n", "list-empty"),
        (TEXT, "chiso: 1\n", "missing-key"),
        (TEXT, "cases: [", "yaml-syntax"),
    ],
)
def test_what_is_not_sound_or_does_not_hold_is_not_published(
    rule_file: RuleFile, text: str, cases: str, id: str
) -> None:
    path = shelved(rule_file, text, cases)
    assert id in refused(path)
    assert path.read_text(encoding="utf-8") == text
    assert not lock_of(path).exists()


def test_without_cases_nothing_is_published(rule_file: RuleFile) -> None:
    path = rule_file(TEXT, f"rules/{NAME}.yaml")
    assert refused(path) == ["no-cases"]
    assert (path.read_text(encoding="utf-8"), lock_of(path).exists()) == (TEXT, False)


@pytest.mark.parametrize("name", ["rules.yaml", "rules/test/small/2025.yaml", "rules/small/2024.yaml"])
def test_a_file_out_of_its_place_is_not_published(rule_file: RuleFile, name: str) -> None:
    rule_file(CASES, name.replace(".yaml", ".cases.yaml"))
    path = rule_file(TEXT, name)
    assert refused(path) == ["edition-out-of-place"]
    assert path.read_text(encoding="utf-8") == TEXT


def test_a_file_that_is_not_there_is_not_published(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.yaml") == ["file-unreadable"]


def test_a_changed_edition_is_not_published_again(small: Path) -> None:
    chiso.publish(small)
    lock = lock_of(small).read_bytes()
    replace(small, "at_least: 8", "at_least: 7")
    changed = small.read_bytes()
    assert refused(small) == ["published-edition-changed"]
    assert (lock_of(small).read_bytes(), small.read_bytes()) == (lock, changed)


def test_a_published_edition_called_a_draft_again_is_reported_and_mended_by_publishing(small: Path) -> None:
    chiso.publish(small)
    text, lock = small.read_text(encoding="utf-8"), lock_of(small).read_bytes()
    replace(small, "status: published", "status: draft")
    assert changed_fields(small) == ["status"]
    assert not chiso.publish(small).is_new
    assert (small.read_text(encoding="utf-8"), lock_of(small).read_bytes()) == (text, lock)


def test_a_published_edition_may_be_withdrawn(small: Path) -> None:
    chiso.publish(small)
    replace(small, "status: published", "status: withdrawn")
    assert ids(small) == []
    assert refused(small) == ["withdrawn-edition"]


def test_what_is_called_published_and_is_not_recorded_is_a_warning(rule_file: RuleFile) -> None:
    path = shelved(rule_file, TEXT + "status: published\n")
    found = chiso.check(path)
    assert [(d.id, d.is_error) for d in found] == [("edition-not-recorded", False)]


# Every change is named.

NOT_LOOKED_AT = re.compile(r" *(?:- )?(?:ruleset|edition|title_en|message_en):")
UNCITED = re.compile(r"^  review:\n(?:    .*\n)+", re.MULTILINE)
NOTE = re.compile(r"^( *)(?:- )?note:.*\n(?:\1 +.*\n)*", re.MULTILINE)


def places_of_digits(path: Path) -> Iterator[tuple[int, int]]:
    """The last digit of every line with one, outside notes and comments: its line and its offset."""
    text = path.read_text(encoding="utf-8")
    skipped = [match.span() for pattern in (NOTE, UNCITED) for match in pattern.finditer(text)]
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        digits = list(re.finditer(r"\d", re.split(r"(?:^|\s)#", line)[0]))
        if digits and not NOT_LOOKED_AT.match(line) and not any(a <= offset < b for a, b in skipped):
            yield number, offset + digits[-1].start()
        offset += len(line)


DIGITS = [
    pytest.param(path.relative_to(RULES), offset, id=f"{path.parent.name}@{path.stem}:{line}")
    for path in chiso.rule_files(RULES)
    for line, offset in places_of_digits(path)
]


def test_there_are_many_digits() -> None:
    assert len(DIGITS) > 120


@pytest.mark.parametrize(("path", "offset"), DIGITS)
def test_another_digit_is_no_longer_what_was_published(shelf: Path, path: Path, offset: int) -> None:
    file = shelf / path
    text = file.read_text(encoding="utf-8")
    digit = str((int(text[offset]) + 1) % 10)
    file.write_text(text[:offset] + digit + text[offset + 1 :], encoding="utf-8")
    found = [diagnostic for diagnostic in chiso.check(file) if diagnostic.is_error]
    assert found
    reference = f"{path.parent.as_posix()}@{path.stem}"
    for fault in found:
        if fault.id == "published-edition-changed":
            assert f"`{reference}`" in fault.message
            assert f"`{fault.arguments['field']}`" in fault.message
            assert fault.arguments["before"] != fault.arguments["after"]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("Bộ chỉ số thử", "Bộ chỉ số khác", ["title"]),
        ("Thanh toán trực tuyến", "Thanh toán khác", ["online.title"]),
        ("half_up", "half_even", ["rounding", "total.rounding", "payment.rounding", "online.rounding"]),
        ("when_empty: zero", "when_empty: full", ["online.when_empty"]),
        ("when_empty: zero", "when_empty: zero, full_at: 90%", ["online.full_at"]),
        ("when_empty: zero", "when_empty: zero, target: 90%", ["online.target"]),
        ("paid / due", '"paid / max(due, 1)"', ["online.rate"]),
        ("paid <= due", "paid < due", ["checks.1"]),
        ("Hồ sơ phải", "Hồ sơ cần", ["due.title"]),
        ("type: count}\nchecks", "type: count, max: 99}\nchecks", ["due.max"]),
        ("{title: Quyết định}", "{title: Quyết định, date: 2024-01-02}", ["payment.source"]),
        ("source: law", "source: law, điều 3", ["payment.source"]),
        ("at_least: 8", "at_least: 8.5", ["bands.good.at_least"]),
        ("at_least: 8", "at_least: 8, requires: payment.points >= 9", ["bands.good.requires"]),
        ("chiso: 1", "chiso: 1\neffective: {from: 2024-01-01, to: 2024-12-31}", ["effective.from", "effective.to"]),
        ("checks:", "checks:\n  - {rule: paid < 9, message: a}", ["checks.1", "checks.2"]),
        ("message: thanh toán", "message: số thanh toán", ["checks.1"]),
        ("chiso: 1", "chiso: 1\nissued: 2024-01-01", ["issued"]),
        ("chiso: 1", 'chiso: 1\nsupersedes: "2023"', ["supersedes"]),
    ],
)
def test_what_changed_is_named(small: Path, old: str, new: str, fields: list[str]) -> None:
    chiso.publish(small)
    replace(small, old, new)
    found = chiso.check(small)
    named = [d.arguments["field"] for d in found if d.id == "published-edition-changed"]
    assert set(named) <= set(fields)
    assert named
    assert {d.id for d in found if d.is_error} == {"published-edition-changed"}


def test_the_fault_shows_both_values_both_fingerprints_and_the_place(small: Path) -> None:
    first = chiso.publish(small).fingerprint
    replace(small, "at_least: 8", "at_least: 7")
    (fault,) = chiso.check(small)
    now = fingerprint(texts(meaning(chiso.load(small))))
    assert (fault.span.text, fault.is_error) == ("7", True)
    assert "`bands.good.at_least` is now `7`, it was `8`" in fault.message
    assert first[:19] in fault.message
    assert now[:19] in fault.message
    assert "chiso new edition" in fault.help
    assert "`bands.good.at_least`" in fault.message_in("vi")


# What is no change.


def reversed_blocks(text: str) -> str:
    """The keys at the top in the reverse order, each with what is beneath it."""
    return "".join(reversed(re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)))


LAYOUTS = {
    "keys at the top reordered": reversed_blocks,
    "indented further": lambda text: re.sub(r"^(?= )", "   ", text, flags=re.MULTILINE),
    "comments gone": lambda text: re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE),
    "comments added": lambda text: re.sub(r"^(?=[a-z])", "# 12 %\n", text, flags=re.MULTILINE),
    "notes gone": lambda text: NOTE.sub("", text),
    "other quotes": lambda text: re.sub(r": \"([^\"'\\\n]*)\"$", r": '\1'", text, flags=re.MULTILINE),
    "no spaces in formulas": lambda text: re.sub(
        r"^ *(?:- )?(?:rate|rule): .*$",
        lambda m: re.sub(r"(?<=\w) (/|\+|-|<=) ", r"\1", m[0]),
        text,
        flags=re.MULTILINE,
    ),
    "lines end otherwise": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_comments_and_notes_may_change(shelf: Path, layout: str) -> None:
    changed = 0
    for path in chiso.rule_files(shelf):
        text = path.read_text(encoding="utf-8")
        other = LAYOUTS[layout](text)
        changed += other != text
        path.write_text(other, encoding="utf-8", newline="")
    assert changed
    assert [(d.id, d.span.text) for path in chiso.rule_files(shelf) for d in chiso.check(path)] == []
    assert chiso.check_folder(shelf) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{points: 2, mode: half_up}", "{mode: half_up, points: 2}"),
        ("max: 10, rate: paid / due", "rate: ((paid)/due), max: 10.0"),
        ("at_least: 8", "at_least: 16 / 2"),
        ("type: count}\nchecks", "type: count, note: tự do 12}\nchecks"),
        ("{title: Quyết định}", "{title: Quyết định, note: bản sao}"),
        ("title: Thanh toán\n", "title: 'Thanh toán'\n"),
        ("title: Thanh toán\n", "title: >-\n      Thanh\n      toán\n"),
        ("    max: 10\n    source: law\n", "    source: law # điều 3\n    max: 10\n"),
        ('edition: "2024"', "edition: '2024'"),
        ("chiso: 1", "chiso: 1\nnote: một ghi chú"),
    ],
)
def test_the_same_said_otherwise_is_no_change(small: Path, old: str, new: str) -> None:
    chiso.publish(small)
    replace(small, old, new)
    assert ids(small) == []
    assert not chiso.publish(small).is_new


# Editions that build on each other.


def test_a_change_of_the_base_is_a_change_of_what_builds_on_it(shelf: Path) -> None:
    base = shelf / "qd766/national/2022.yaml"
    replace(base, "rate: reusing / reusable\n        full_at: 80%", "rate: reusing / reusable\n        full_at: 85%")
    for name in ("qd766/dong-thap/2024-06.yaml", "qd766/portal/2026.yaml"):
        (fault,) = chiso.check(shelf / name)
        assert fault.arguments["field"] == "reused_digitized_data.full_at"
        assert fault.arguments["name"] == name.removesuffix(".yaml").replace("/2", "@2")
        assert (fault.file, fault.span.text) == (str(base), "85%")


def test_what_an_edition_restates_may_change_beneath_it(shelf: Path) -> None:
    replace(
        shelf / "qd766/national/2022.yaml", "digitized / to_digitize\n        full_at: 80%", "digitized / to_digitize"
    )
    assert changed_fields(shelf / "qd766/national/2022.yaml") == ["digitized_dossiers.full_at"]
    assert changed_fields(shelf / "qd766/portal/2026.yaml") == []


def test_a_base_taken_apart_is_no_change(small: Path, rule_file: RuleFile) -> None:
    header = 'chiso: 1\nruleset: test/small\nedition: "2025"\ntitle: Bộ chỉ số thử\n'
    rule_file(CASES, "rules/test/small/2025.cases.yaml")
    child = rule_file(f"{header}extends: test/small@2024\nstatus: draft\n", "rules/test/small/2025.yaml")
    chiso.publish(child)
    whole = TEXT.replace('"2024"', '"2025"') + "status: published\n"
    child.write_text(whole, encoding="utf-8")
    assert ids(child) == []


# What is damaged or gone.


def test_a_lock_cut_anywhere_is_a_diagnostic(small: Path) -> None:
    whole = (RULES / "editions.lock").read_bytes()
    for end in range(0, len(whole), 200):
        lock_of(small).write_bytes(whole[:end])
        found = ids(small)
        within_a_letter = whole[end] & 0xC0 == 0x80
        assert found == ["lock-damaged"] or (within_a_letter and found == ["not-utf8"])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"editions": []}', '{"editions": {"a@1": {}}}', "[" * 100_000]
)
def test_what_is_no_lock_is_damaged(small: Path, text: str) -> None:
    lock_of(small).write_text(text)
    assert ids(small) == ["lock-damaged"]
    assert [diagnostic.id for diagnostic in chiso.check_folder(small.parents[2])] == ["lock-damaged"]
    assert refused(small) == ["lock-damaged"]
    assert lock_of(small).read_text() == text


def test_a_lock_edited_by_hand_is_damaged(shelf: Path) -> None:
    replace(shelf / "editions.lock", '"payment_target.value": "45%"', '"payment_target.value": "46%"')
    replace(shelf / "qd766/dong-thap/2024-06.yaml", "value: 45%", "value: 46%")
    assert ids(shelf / "qd766/dong-thap/2024-06.yaml") == ["lock-damaged"]


def test_a_file_gone_from_the_middle_of_a_chain_is_a_diagnostic(shelf: Path) -> None:
    (shelf / "qd766/national/2022.yaml").unlink()
    top = shelf / "qd766/dong-thap/2024-06.yaml"
    replace(top, "qd766/national@2022", "qd766/middle@1")
    middle = shelf / "qd766/middle/1.yaml"
    middle.parent.mkdir()
    middle.write_text('chiso: 1\nruleset: qd766/middle\nedition: "1"\ntitle: A\nextends: qd766/nowhere@2022\n')
    found = chiso.check(top)
    assert [(d.id, d.file, d.span.text) for d in found] == [("unknown-edition", str(middle), "qd766/nowhere@2022")]
    middle.unlink()
    assert [(d.id, d.file) for d in chiso.check(top)] == [("unknown-edition", str(top))]
    with pytest.raises(chiso.RuleSetError):
        chiso.load(top)


@pytest.mark.parametrize("name", ["qd766/national/2022", "qd766/dong-thap/2024-01", "qd766/portal/2026"])
def test_a_published_edition_that_is_gone_is_reported(shelf: Path, name: str) -> None:
    (shelf / f"{name}.yaml").unlink()
    gone = [d for d in chiso.check_folder(shelf) if d.id == "edition-gone"]
    reference = "@".join(name.rsplit("/", 1))
    assert [(d.span.text, d.file, d.is_error) for d in gone] == [(reference, str(shelf / "editions.lock"), True)]


def test_a_folder_of_rules_without_a_lock_lacks_nothing(shelf: Path) -> None:
    (shelf / "editions.lock").unlink()
    assert chiso.check_folder(shelf) == []
    assert {id for path in chiso.rule_files(shelf) for id in ids(path)} == {"edition-not-recorded"}


# Nothing is half-written.


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".chiso-*")]


def fail(*_: object, **__: object) -> NoReturn:
    raise OSError(28, "no space left")


@pytest.mark.parametrize("step", ["pathlib.Path.replace", "pathlib.Path.chmod", "tempfile.mkstemp", "os.close"])
@pytest.mark.parametrize("published_before", [False, True])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_write_that_fails_leaves_all_as_it_was(
    small: Path, rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch, step: str, published_before: bool
) -> None:
    path = small
    if published_before:
        chiso.publish(small)
        rule_file(CASES, "rules/test/small/2025.cases.yaml")
        path = rule_file(TEXT.replace('"2024"', '"2025"'), "rules/test/small/2025.yaml")
    lock = lock_of(small).read_bytes() if published_before else None
    text = path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(step, fail)
        with pytest.raises(OSError, match="no space left"):
            chiso.publish(path)
    assert (lock_of(small).read_bytes() if lock_of(small).exists() else None) == lock
    assert path.read_bytes() == text
    assert leftovers(small.parents[2]) == []
    assert chiso.publish(path).is_new


def test_a_rule_file_that_cannot_be_written_is_reported_until_it_is(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, text = Path.replace, small.read_bytes()

    def only_the_lock(self: Path, target: Path) -> Path:
        return real(self, target) if target.name == "editions.lock" else fail()

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", only_the_lock)
        with pytest.raises(OSError, match="no space left"):
            chiso.publish(small)
    assert small.read_bytes() == text
    assert changed_fields(small) == ["status"]
    assert not chiso.publish(small).is_new
    assert ids(small) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_left_alone(small: Path) -> None:
    text = small.read_bytes()
    small.parents[2].chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            chiso.publish(small)
    finally:
        small.parents[2].chmod(0o700)
    assert (small.read_bytes(), lock_of(small).exists()) == (text, False)
