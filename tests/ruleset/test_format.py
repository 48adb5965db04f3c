"""The formatter: one layout for one meaning, with every comment, whatever the layout was before."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.diagnostics.diagnostic import Report
from chiso.lang.space import spaced
from chiso.library.assemble import program_of
from chiso.library.extend import resolved
from chiso.ruleset.document import Block, Document, Scalar, Sequence
from chiso.ruleset.format import formatted
from chiso.ruleset.load import load
from chiso.ruleset.meaning import fingerprint, meaning, texts
from chiso.source import Source
from conftest import ROOT, SMALL
from lang.programs import tried
from mutations import mutated
from ruleset.layouts import Mess, document_of
from ruleset.test_texts import SOUP, WHOLE, disturbed

SHIPPED = sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])
SOUND = [path for path in SHIPPED if "mistakes" not in path.parts]
LAYOUTS = 1_040


def laid_out(text: str) -> str:
    """The text as the formatter writes it."""
    result = formatted(Source("rules.yaml", text), report := Report())
    assert result is not None, [(d.id, d.span.begins) for d in report]
    return result


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shipped_is_formatted(path: Path) -> None:
    assert laid_out(path.read_bytes().decode()) == path.read_bytes().decode()


def same(one: Document, two: Document, *, formulas: bool) -> bool:
    """Whether two documents have the same keys, values and kinds of value in the same order."""
    if isinstance(one, Block) and isinstance(two, Block):
        pairs = zip(one.values.values(), two.values.values(), strict=True)
        return list(one.values) == list(two.values) and all(same(a, b, formulas=formulas) for a, b in pairs)
    if isinstance(one, Sequence) and isinstance(two, Sequence):
        return len(one.items) == len(two.items) and all(
            same(a, b, formulas=formulas) for a, b in zip(one.items, two.items, strict=True)
        )
    assert isinstance(one, Scalar), one
    assert isinstance(two, Scalar), two
    texts = [unicodedata.normalize("NFC", scalar.text).rstrip("\n") for scalar in (one, two)]
    return (texts[0] == texts[1] or (formulas and spaced(texts[0]) == spaced(texts[1]))) and type(one.plain) is type(
        two.plain
    )


def said(document: Block) -> str | None:
    """The fingerprint of what a rule set says, where it says something."""
    whole = resolved(ROOT / "rules/x/y/z.yaml", document, [], report := Report())
    program = None if whole is None else program_of(whole, report)
    return None if program is None else fingerprint(texts(meaning(program)))


@cache
def sound() -> list[Block]:
    """What is laid out badly: a small and a whole rule set many times, each of the shipped ones and their cases."""
    shipped = [document_of(path.read_text(encoding="utf-8")) for path in SOUND]
    return [*[document_of(SMALL)] * 80, *[document_of(WHOLE.replace(" &more", ""))] * 40, *shipped]


@cache
def meanings() -> list[str | None]:
    """What each of them says."""
    fingerprints = {id(document): said(document) for document in sound()}
    return [fingerprints[id(document)] for document in sound()]


@pytest.mark.parametrize("part", range(8))
def test_a_thousand_bad_layouts_keep_their_meaning_and_their_comments(part: int) -> None:
    put_in = 0
    for seed in range(part, LAYOUTS, 8):
        mess = Mess(random.Random(seed))
        text = mess.text(sound()[seed % len(sound())])
        before, result = document_of(text), laid_out(text)
        after = document_of(result)
        assert same(before, after, formulas="ruleset" in before), text
        assert said(after) == meanings()[seed % len(sound())]
        comments = "\n".join(re.findall(r"#[^\n]*", result))
        assert [comment for comment in mess.comments if unicodedata.normalize("NFC", comment) not in comments] == []
        assert laid_out(result) == result
        assert_tidy(result)
        put_in += len(mess.comments)
    assert put_in > 1_000


def assert_tidy(text: str) -> None:
    assert text.endswith("\n")
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"\S[ \t]+\n", text)


def assert_kept_or_reported(text: str) -> None:
    """A text that can be read keeps its meaning, is laid out once and for all; another is reported."""
    result = formatted(Source("rules.yaml", text), report := Report())
    assert (result is None) is report.has_errors
    if result is not None and result != text and "duplicate-key" not in {fault.id for fault in reported(text)}:
        assert laid_out(result) == result
        assert said(document_of(text)) == said(document_of(result))


def reported(text: str) -> Report:
    load(Source("rules.yaml", text), report := Report())
    return report


def test_a_key_that_stands_twice_is_laid_out() -> None:
    assert laid_out("a:   1\nb: {x: 1,x:  2}\na: 3 # c\n") == "a: 1\nb: {x: 1, x: 2}\na: 3  # c\n"


@tried(200)
@given(SOUP | st.text(max_size=60).map(lambda value: f"title: {value}\n") | st.text(max_size=60))
def test_any_text_is_laid_out_or_reported(text: str) -> None:
    assert_kept_or_reported(text)


@tried(250)
@given(disturbed(WHOLE))
def test_disturbed_rules_are_laid_out_or_reported(text: str) -> None:
    assert_kept_or_reported(text)


def test_shipped_rules_changed_at_random_are_laid_out_or_reported() -> None:
    chance = random.Random(766)
    given_texts = [path.read_text(encoding="utf-8") for path in SOUND]
    for _ in range(200):
        assert_kept_or_reported(mutated(chance.choice(given_texts), chance))
