"""Texts that people gave say nothing but themselves, on a terminal and on a page of markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import chiso

PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(alphabet="ab1 _*`~[](){}<>#|\\&;!:/.-+xé\n\t", min_size=1, max_size=20)


def shown(page: str) -> str:
    """What a reader sees of a page with one paragraph of plain text; the test fails where there is more."""
    (opening, inline, closing) = PAGE.parse(f"x{page}")
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert {part.type for part in inline.children or ()} <= {"text", "text_special"}, inline.children
    return "".join(part.content for part in inline.children or ())[1:]


@given(SIGNS)
def test_a_text_reads_on_a_page_as_it_was_given(text: str) -> None:
    assert shown(chiso.markdown_plain(text)) == " ".join(text.replace("\t", " ").split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("digitized_dossiers.full_at", "digitized_dossiers.full_at"),
        ("_a_ __b__", "\\_a\\_ \\_\\_b\\_\\_"),
        ("@team", "&#64;team"),
        ("&lt; and A & B", "\\&lt; and A & B"),
        ("a -> b", "a -> b"),
        ("> quoted", "\\> quoted"),
        ("\x1b[31m\u202e", "\N{REPLACEMENT CHARACTER}\\[31m\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_only_what_would_be_markup_is_marked(text: str, written: str) -> None:
    assert chiso.markdown_plain(text) == written


def test_code_in_a_message_stays_code() -> None:
    assert chiso.markdown_words("`a_b` is *not* `c|d` ") == "`a_b` is \\*not\\* `c|d`"


def test_a_cell_is_set_in_and_stays_one_cell() -> None:
    lines = chiso.markdown_table(["a|b", "n"], [("  Xã | A", "1"), ("    é\nz", "2")], figures={1})
    assert lines == [
        "| a\\|b | n |",
        "| --- | ---: |",
        "| &nbsp;&nbsp;Xã \\| A | 1 |",
        "| &nbsp;&nbsp;&nbsp;&nbsp;é z | 2 |",
    ]
