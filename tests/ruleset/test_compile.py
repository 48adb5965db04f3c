"""Rule sets as a whole: what compiles, and each thing that is found before any unit is scored."""

from __future__ import annotations

from pathlib import Path

import pytest

import chiso
from chiso.lang.values import EMPTY, Mode
from chiso.ruleset.program import Policy
from conftest import SMALL, RuleFile


def faults(path: Path) -> list[tuple[str, str]]:
    return [(diagnostic.id, diagnostic.span.text) for diagnostic in chiso.check(path)]


def changed(old: str, new: str, text: str = SMALL) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_a_small_rule_set_compiles_without_a_word(rule_file: RuleFile) -> None:
    path = rule_file(SMALL)
    assert faults(path) == []
    program = chiso.load(path)
    assert (program.ruleset, program.edition, program.max) == ("test/small", "2024", 10)
    assert (program.rounding.digits, program.rounding.mode) == (2, Mode.HALF_UP)
    assert [band.id for band in program.bands] == ["good", "weak"]
    (indicator,) = program.indicators
    assert indicator.policies[EMPTY] is Policy.ZERO
    assert indicator.citation is None
    assert program.groups[0].citation is not None
    assert program.groups[0].citation.document.facts["title"] == "Quyết định"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("rate: paid / due", "rate: piad / due", ("unknown-input", "piad")),
        ("rate: paid / due", "rate: paid + due", ("unexpected-type", "paid + due")),
        ("rate: paid / due", "rate: paid / due +", ("expression-incomplete", "paid / due +")),
        ("rate: paid / due", "rate: online.rate", ("cycle", "online.rate")),
        ("rate: paid / due", "rate: payment.points / total.points", ("not-allowed-here", "total.points")),
        ("rate: paid / due", "rate: paid / due, full_at: 80", ("percent-sign-missing", "80")),
        ("rate: paid / due", "rate: paid / due, full_at: 0%", ("full-at-not-positive", "0%")),
        ("rate: paid / due", "rate: paid * 100 / due", ("rate-times-100", "100")),
        ("rate: paid / due", "rate: paid / due, full_at: 800%", ("full-at-above-100", "800%")),
        ("rate: paid / due", "rate: paid / due, min: -1", ("keys-exclude-each-other", "min")),
        ("rate: paid / due", "rate: =paid / due", ("expression-syntax", "=")),
        ("at_least: 0}", "at_least: 9}", ("bands-out-of-order", "9")),
        ('edition: "2024"', "edition: “2024”", ("malformed-text", "“2024”")),
        ("mode: half_up}", "mode: half_up}\nmax: 9", ("maxima-do-not-add-up", "9")),
        ("max: 10, rate", "max: 10, tracked: true, rate", ("keys-exclude-each-other", "max")),
        ("max: 10, rate", "max: 10, 5, rate", ("stray-word", "5")),
        ("max: 10, rate", "max: 9, rate", ("maxima-do-not-add-up", "10")),
        ("max: 10, rate", "max: 10/3, rate", ("maximum-not-decimal", "10/3")),
        ("max: 10, rate", "max: paid, rate", ("not-allowed-here", "paid")),
        ("max: 10, rate", "max: 10 / 0, rate", ("no-constant-value", "10 / 0")),
        ("max: 10, rate: paid / due, when_empty: zero", "max: 10, points: 5, min: 11", ("minimum-above-maximum", "11")),
        ("when_empty: zero", "when_empty: nought", ("not-one-of", "nought")),
        (", when_empty: zero", "", ("no-policy-for-empty", "due")),
        ("    source: law\n", "", ("missing-source", "online")),
        ("source: law", "source: lau, điều 3", ("unknown-source", "lau, điều 3")),
        ("at_least: 8", "at_least: 0", ("bands-overlap", "0")),
        ("at_least: 8", "at_least: 11", ("band-unreachable", "11")),
        ("at_least: 0", "at_least: 1", ("lowest-band-too-high", "1")),
        ("at_least: 0}", "at_least: 0, below: 7}", ("bands-leave-gap", "7")),
        ("at_least: 0}", "at_least: 0, below: 9}", ("bands-overlap", "9")),
        ("at_least: 8}", "at_least: 8, requires: payment.points}", ("unexpected-type", "payment.points")),
        ("id: online,", "id: paid,", ("duplicate-id", "paid")),
        ("id: online,", "id: total,", ("reserved-id", "total")),
        ("id: online,", "id: payment,", ("duplicate-id", "payment")),
        ("rate: paid / due", "rate: paid / due, full_at: -80%", ("full-at-not-positive", "-80%")),
        ("rate: paid / due", "rate: paid / due, value: paid", ("keys-exclude-each-other", "value")),
        ("id: online,", "id: 1st,", ("malformed-id", "1st")),
        ("id: weak", "id: good", ("duplicate-id", "good")),
        ("type: count}\nchecks", "type: cuont}\nchecks", ("not-one-of", "cuont")),
        ("type: count}\nchecks", "type: count, choices: [a]}\nchecks", ("keys-exclude-each-other", "choices")),
        ("type: count}\nchecks", "type: choice}\nchecks", ("missing-key", "title")),
        ("rule: paid <= due", "rule: paid - due", ("unexpected-type", "paid - due")),
        ("rule: paid <= due", "rule: online.rate <= 1", ("not-allowed-here", "online.rate")),
        ("mode: half_up", "mode: half-up", ("not-one-of", "half-up")),
        ("points: 2", "points: 11", ("out-of-range", "11")),
        ("points: 2", "points: two", ("wrong-shape", "two")),
        ("chiso: 1", "chiso: 2", ("not-one-of", "2")),
        ("title: Bộ chỉ số thử", "titel: Bộ chỉ số thử", ("unknown-key", "titel")),
        ("title: Quyết định}", "title: Quyết định, date: 2024-02-30}", ("malformed-date", "2024-02-30")),
    ],
)
def test_each_fault_is_found_at_its_place(rule_file: RuleFile, old: str, new: str, fault: tuple[str, str]) -> None:
    assert fault in faults(rule_file(changed(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rate: paid / due", "rate: paid / due, full_at: 80%"),
        ("rate: paid / due", "rate: paid / due, full_at: 1"),
        ("rate: paid / due", 'rate: paid / due, target: if level == "commune" then 80% else 90%'),
        ("max: 10, rate", "max: 20 / 2, rate"),
        ("at_least: 8}", "at_least: 8, requires: payment.points >= 8 and total.points > 9}"),
        ("at_least: 0}", "at_least: 0, below: 8}"),
        ("at_least: 8}", "at_least: 7.99}"),
        ("source: law", "source: law, điều 3"),
        ("rule: paid <= due", 'rule: paid <= due and level != "province"'),
        ("id: weak", "id: payment"),
    ],
)
def test_near_misses_are_fine(rule_file: RuleFile, old: str, new: str) -> None:
    assert faults(rule_file(changed(old, new))) == []


def test_five_faults_are_five_diagnostics(rule_file: RuleFile) -> None:
    text = changed("rate: paid / due", "rate: piad / due")
    text = changed("max: 10\n", "max: 12\n", text)
    text = changed(
        "{id: weak, title: Yếu, at_least: 0}",
        "{id: fair, title: Khá, at_least: 8}\n  - {id: weak, title: Yếu, at_least: 0}",
        text,
    )
    text = changed(
        "when_empty: zero}",
        "when_empty: zero}\n      - {id: bonus, title: Thưởng, max: 1, points: online.rate + online.points}",
        text,
    )
    text = changed("    source: law\n", "    source: law\n    source: law\n", text)
    assert sorted(id for id, _ in faults(rule_file(text))) == [
        "bands-overlap",
        "duplicate-key",
        "maxima-do-not-add-up",
        "type-mismatch",
        "unknown-input",
    ]


def test_a_faulty_part_does_not_drag_others_along(rule_file: RuleFile) -> None:
    """A broken input, indicator or band is one fault: its users, its group's sum and its neighbours stay silent."""
    broken_input = changed("due: {title: Hồ sơ phải thanh toán, type: count}", "due: {title: Hồ sơ, type: cuont}")
    assert [id for id, _ in faults(rule_file(broken_input))] == ["not-one-of"]
    broken_indicator = changed("title: Thanh toán trực tuyến, max: 10,", "title: [a], max: 10,")
    assert [id for id, _ in faults(rule_file(broken_indicator))] == ["wrong-shape"]
    for misspelt in ("titel: Thanh toán trực tuyến", "tit: Thanh toán trực tuyến"):
        text = changed("title: Thanh toán trực tuyến", misspelt)
        assert [id for id, _ in faults(rule_file(text))] == ["unknown-key"]
    assert [id for id, _ in faults(rule_file(changed("when_empty", "when_emtpy")))] == ["unknown-key"]
    assert [id for id, _ in faults(rule_file(changed("source: law", "soure: law")))] == ["unknown-key"]
    assert [id for id, _ in faults(rule_file(changed("source: law", "source: lau")))] == ["unknown-source"]
    assert [id for id, _ in faults(rule_file(changed("rate: paid / due", "rate: &r paid / due")))] == [
        "anchor-on-value"
    ]
    assert [id for id, _ in faults(rule_file(changed("rate: paid / due", "rate: !x paid / due")))] == [
        "tag-not-allowed"
    ]
    assert [id for id, _ in faults(rule_file(changed("max: 10\n", "max: *most\n")))] == ["unknown-anchor"]
    broken_band = changed("title: Yếu, at_least: 0", "title: Yếu")
    assert [id for id, _ in faults(rule_file(broken_band))] == ["missing-key"]


def test_unused_declarations_are_warnings_that_let_the_rules_load(rule_file: RuleFile) -> None:
    text = changed("  due: {", "  spare: {title: Thừa, type: count}\n  due: {")
    text = changed("groups:", "parameters: {quota: 45%}\ngroups:", text)
    path = rule_file(text)
    assert faults(path) == [("unused-input", "spare"), ("unused-parameter", "quota")]
    assert all(not diagnostic.is_error for diagnostic in chiso.check(path))
    assert chiso.load(path).parameters["quota"].value == chiso.load(path).parameters["quota"].value


def test_a_cycle_is_shown_as_a_path(rule_file: RuleFile) -> None:
    text = changed("max: 10, rate: paid / due, when_empty: zero}", "max: 4, rate: second.rate}")
    extra = "\n      - {id: second, title: Hai, max: 3, rate: third.rate}"
    extra += "\n      - {id: third, title: Ba, max: 3, rate: online.rate}"
    text = changed("rate: second.rate}", "rate: second.rate}" + extra, text)
    found = [diagnostic for diagnostic in chiso.check(rule_file(text)) if diagnostic.id == "cycle"]
    assert len(found) == 1
    assert sorted([found[0].span.text, *(label.span.text for label in found[0].labels)]) == [
        "online.rate",
        "second.rate",
        "third.rate",
    ]
    assert found[0].message.count("→") == 3


def test_nodes_are_computed_after_what_they_refer_to(rule_file: RuleFile) -> None:
    text = changed("max: 10, rate: paid / due, when_empty: zero}", "max: 4, rate: second.rate}")
    extra = "\n      - {id: second, title: Hai, max: 6, rate: paid / due, when_empty: none}"
    program = chiso.load(rule_file(changed("rate: second.rate}", "rate: second.rate}" + extra, text)))
    assert [node.id for node in program.order] == ["second", "online", "payment", "total"]
    card = chiso.score(program, {"unit": "A", "level": "commune", "period": "2024", "paid": 1, "due": 2})
    assert [str(result.points) for result in card.indicators] == ["2", "3"]


def test_errors_of_a_load_carry_every_diagnostic(rule_file: RuleFile) -> None:
    with pytest.raises(chiso.RuleSetError) as caught:
        chiso.load(rule_file(changed("rate: paid / due", "rate: piad / deu")))
    assert [diagnostic.id for diagnostic in caught.value.diagnostics] == ["unknown-input", "unknown-input"]


def test_a_file_that_is_no_rule_set_says_what_is_missing(rule_file: RuleFile) -> None:
    found = faults(rule_file("title: chỉ có tên\n"))
    assert {id for id, _ in found} == {"missing-key"}
    assert len(found) == 5


def test_points_expressions_are_bounded(rule_file: RuleFile) -> None:
    text = changed("max: 10, rate: paid / due, when_empty: zero", "max: 10, points: paid * 1 - 5, min: -2")
    text = text.replace("type: count", "type: points", 1).replace(
        "- {rule: paid <= due", "- {rule: paid * 1 <= due * 1 * paid"
    )
    text = changed("title: Yếu, at_least: 0", "title: Yếu, at_least: -2", text)
    program = chiso.load(rule_file(text))
    totals = [
        chiso.score(program, {"unit": "A", "level": "commune", "period": "2024", "paid": paid, "due": 9}).points
        for paid in ("0", "4", "100")
    ]
    assert totals == [-2, -1, 10]


def test_what_is_missing_at_the_top_hides_nothing_else(rule_file: RuleFile) -> None:
    text = (
        changed("title: Bộ chỉ số thử\n", "")
        .replace("mode: half_up", "mode: up and down")
        .replace("paid / due", "piad / due")
    )
    assert sorted(faults(rule_file(text))) == [
        ("missing-key", "chiso"),
        ("not-one-of", "up and down"),
        ("unknown-input", "piad"),
    ]


def test_a_product_without_bounds_is_stopped(rule_file: RuleFile) -> None:
    chain = "".join(
        f"\n      - {{id: i{n}, title: T, max: 1, rate: i{n - 1}.rate * i{n - 1}.rate}}" for n in range(1, 20)
    )
    text = changed(
        "max: 10, rate: paid / due, when_empty: zero}", "max: 1, rate: paid / due, when_empty: zero}" + chain
    )
    text = text.replace("id: online", "id: i0").replace("    max: 10\n", "    max: 20\n")
    program = chiso.load(rule_file(text))
    with pytest.raises(chiso.RecordError) as caught:
        chiso.score(program, {"unit": "A", "level": "commune", "period": "2024", "paid": 1, "due": 3})
    assert [d.id for d in caught.value.diagnostics] == ["limit-exceeded"]
    constant = changed("max: 10, rate", f"max: {'*'.join(['9' * 40] * 40)}, rate")
    assert [id for id, _ in faults(rule_file(constant))] == ["limit-exceeded"]
