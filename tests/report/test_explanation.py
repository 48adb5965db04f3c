"""Whatever the program and the record, an explanation can be made, in words and for programs, and says the same."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import chiso
from chiso.diagnostics.diagnostic import RecordError
from chiso.lang.functions import FUNCTIONS
from chiso.report import explanation_texts
from chiso.report.numerals import approximate, numeral, percent
from chiso.run.exact import score
from chiso.run.losing import losses
from chiso.run.scorecard import Basis, GroupResult, Scorecard
from chiso.shipped import schema
from chiso.study import ways_up
from chiso_cli.render.explanation import markdown, section_tree, tree
from chiso_cli.render.short import short
from lang.programs import tried
from ruleset.test_texts import drawn_records, drawn_rules, in_text

LANGUAGES: tuple[chiso.Language, ...] = ("en", "vi")
VALID = Draft202012Validator(schema("explanation"))


@settings(tried(40), phases=[Phase.generate])
@given(drawn_rules(), st.data())
def test_any_scorecard_is_explained(text: str, data: st.DataObject) -> None:
    program, _ = in_text(text)
    assert program is not None
    record = data.draw(drawn_records(program))
    note(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ways_up, "MOST_TRIED", 5)
        try:
            card = score(program, record)
            for language in LANGUAGES:
                assert_explained(card, language)
            VALID.validate(json.loads(json.dumps(chiso.explanation_data([card], [card], []))))
        except RecordError:
            return
    for group in _groups(card.total):
        assert_rest_has_a_reason(card, group)


def assert_explained(card: Scorecard, language: chiso.Language) -> None:
    explanation = chiso.explain(card, [card], language)
    lines = short(explanation, language).splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    assert len(lines) < 24
    texts = [tree(explanation, for_file=True), markdown([explanation], language)]
    for indicator in card.program.indicators:
        texts.append(section_tree("A", chiso.explain_indicator(card, indicator.id, language), for_file=True))
    for said in texts:
        assert not re.search(r"Fraction|None|True|False|<class|MISSING", said)


def _groups(group: GroupResult) -> list[GroupResult]:
    return [group, *(inner for part in group.groups for inner in _groups(part))]


def assert_rest_has_a_reason(card: Scorecard, group: GroupResult) -> None:
    """A computed sum is off its parts by rounding, or because a bound cut it."""
    rest = losses(card).rest[group.id]
    if not rest or group.basis is not Basis.COMPUTED or group.points is None or group.unrounded is None:
        return
    by_rounding = (group.unrounded - group.points) * losses(card).worth[group.id]
    assert rest == by_rounding or group.unrounded in (group.group.max, group.group.min)


def test_every_function_has_words() -> None:
    for name in FUNCTIONS:
        for language in LANGUAGES:
            assert "(a; b)" in explanation_texts.phrase(f"call.{name}", language, values="a; b")


def test_every_wording_has_the_same_blanks_in_both_languages() -> None:
    for key, (english, vietnamese) in explanation_texts._TEXTS.items():
        assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", vietnamese)), key


@pytest.mark.parametrize(
    ("number", "english", "vietnamese"),
    [
        ("82.07", "82.07", "82,07"),
        ("1936", "1936", "1.936"),
        ("114371", "114371", "114.371"),
        ("-0.5", "-0.5", "-0,5"),
        ("-1250.5", "-1250.5", "-1.250,5"),
        ("0", "0", "0"),
        ("1/3", "0.3333…", "0,3333…"),
        ("454/27", "16.8148…", "16,8148…"),
        ("-1/3", "-0.3333…", "-0,3333…"),
    ],
)
def test_numbers_are_written_as_people_do(number: str, english: str, vietnamese: str) -> None:
    value = Fraction(number)
    assert (approximate(value, "en"), approximate(value, "vi")) == (english, vietnamese)


def test_a_rate_is_written_in_percent() -> None:
    assert (percent(Fraction("227/270"), "en"), percent(Fraction("227/270"), "vi")) == ("84.07%", "84,07 %")
    assert (percent(1, "vi"), numeral(80, "vi", 2)) == ("100 %", "80,00")
