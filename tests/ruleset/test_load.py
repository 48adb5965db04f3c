"""YAML to document: places, the strict subset, and limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.reading import decode, read
from chiso.ruleset import load as loading
from chiso.ruleset.document import Block, Scalar, Sequence
from chiso.ruleset.load import DEEPEST_NESTING, expression_span, load
from chiso.source import Source


def loaded(text: str) -> tuple[Block | None, list[Diagnostic]]:
    report = Report()
    return load(Source("rules.yaml", text), report), list(report)


def scalar(text: str, key: str = "a") -> Scalar:
    document, found = loaded(text)
    assert document is not None, found
    result = document.scalar(key)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a: 1", 1),
        ("a: true", True),
        ("a:", None),
        ("a: yes", "yes"),
        ("a: 010", 10),
        ("a: '1'", "1"),
        ("a: 2024-06-01", "2024-06-01"),
        ("a: 45%", "45%"),
        ("a: 1e3", "1e3"),
        ("a: 0x1F", "0x1F"),
        ("a: .5", ".5"),
    ],
)
def test_a_scalar_is_read_from_its_own_text(text: str, plain: object) -> None:
    assert scalar(text).plain == plain
    assert type(scalar(text).plain) is type(plain)


def test_a_decimal_never_becomes_a_float() -> None:
    assert str(scalar("a: 0.1").plain) == "0.1"
    assert not isinstance(scalar("a: 0.1").plain, float)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a: x + y  # why", "x + y"),
        ('a: "x + y"', "x + y"),
        ("a: 'x + y'", "x + y"),
        ("a: |\n  x +\n  y\nb: 1", "x +\n  y\n"),
        ("a: >- # folded\n  x +\n  y\n", "x +\n  y\n"),
        ("a: x +\n  y", "x +\n  y"),
        ("a: {b: 1}\nc: [x + y]", None),
    ],
)
def test_the_text_of_an_expression_is_found_in_place(text: str, expression: str | None) -> None:
    document, _ = loaded(text)
    assert document is not None
    found = document.scalar("a")
    if found is None:
        assert expression is None
        return
    span = expression_span(found, Report())
    assert span is not None
    assert span.text.strip() == (expression or "").strip()


@pytest.mark.parametrize("text", ['a: "x \\u002b y"', "a: 'x == ''y'''"])
def test_escapes_in_an_expression_are_refused(text: str) -> None:
    report = Report()
    assert expression_span(scalar(text), report) is None
    assert [diagnostic.id for diagnostic in report] == ["escaped-expression"]


def test_places_count_characters_of_the_file() -> None:
    found = scalar("# đầu\r\nb: {x: 1}\r\na:   Xã Phú Đức  # 😀\r\n")
    assert found.span.text == "Xã Phú Đức"
    assert (found.span.begins.line, found.span.begins.column) == (3, 6)


@pytest.mark.parametrize(
    ("text", "id", "underlined"),
    [
        ("a: 1\nb: 2\na: 3", "duplicate-key", "a"),
        ("a: !!python/object:os.system x", "tag-not-allowed", "!!python/object:os.system"),
        ("a: !env HOME", "tag-not-allowed", "!env"),
        ("a: &x 1\nb: *x", "anchor-on-value", "&x"),
        ("a: *x", "unknown-anchor", "*x"),
        ("a: &x [*x]", "unknown-anchor", "*x"),
        ("? [a, b]\n: 1", "key-not-text", "[a, b]"),
        ("- a\n- b", "not-a-mapping", "- a\n- b"),
        ("just words", "not-a-mapping", "just words"),
        ("a: 1\n---\nb: 2", "several-documents", "---"),
        ("a: 1\n\tb: 2", "tab-indentation", "\t"),
        ("a: [1, 2\nb: 3", "bracket-not-closed", "["),
        ("a: b: c", "colon-in-text", ":"),
        ('a: "x\nb: y\n', "quote-not-closed", '"'),
        ("a: @x", "sign-at-beginning", "@"),
        ("a:\n  b: 1\n c: 2\n", "indentation-uneven", "c: 2"),
        ("a: {b: 1]\n", "yaml-syntax", "]"),
        ("a: 1\nb 2\nc: 3\n", "colon-missing", "b 2"),
        ("a: x\u0001", "unprintable-character", "\u0001"),
        ("  \n # nothing\n", "not-a-mapping", ""),
        ("", "file-empty", ""),
    ],
)
def test_what_is_refused_is_said_at_its_place(text: str, id: str, underlined: str) -> None:
    _, found = loaded(text)
    assert id in [diagnostic.id for diagnostic in found]
    assert next(d.span.text for d in found if d.id == id) == underlined


def test_the_first_of_two_equal_keys_is_kept_and_shown() -> None:
    document, found = loaded("a: 1\na: 2")
    assert document is not None
    assert document.text("a") == "1"
    assert [label.span.begins.line for label in found[0].labels] == [1]


def test_keys_are_equal_after_nfc() -> None:
    _, found = loaded("số: 1\nsố: 2")
    assert [diagnostic.id for diagnostic in found] == ["duplicate-key"]


def test_aliases_of_lists_and_mappings_are_allowed() -> None:
    document, found = loaded("a: &x {b: 1}\nc: *x")
    assert not found
    assert document is not None
    assert document.values["a"] is document.values["c"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("a: " + "[" * 100_000, "limit.nesting"),
        ("a: " + "{b: " * (DEEPEST_NESTING + 1), "limit.nesting"),
        ("".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9) if n else 1}]\n" for n in range(12)), "limit.aliases"),
    ],
)
def test_bombs_are_defused(text: str, limit: str) -> None:
    document, found = loaded(text)
    assert document is None
    assert [diagnostic.id for diagnostic in found] == ["limit-exceeded"]
    assert getattr(found[0].arguments["limit"], "key", "") == limit


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("a: 1\n" * 10)
    report = Report()
    assert read(path, report, limit=20) is None
    assert [(d.id, d.arguments["actual"], d.arguments["most"]) for d in report] == [("limit-exceeded", 50, 20)]


def test_too_many_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_NODES", 100)
    _, found = loaded("a: [" + "1, " * 200 + "]")
    assert [diagnostic.id for diagnostic in found] == ["limit-exceeded"]


def test_bytes_that_are_not_utf8_are_named() -> None:
    report = Report()
    assert decode("a: Tốt".encode("utf-16"), "rules.yaml", report) is None
    assert decode("a: é".encode("latin-1"), "rules.yaml", report) is None
    assert sorted(diagnostic.id for diagnostic in report) == ["not-utf8", "other-encoding"]
    assert report.has_errors


def test_a_byte_order_mark_is_no_character() -> None:
    source = decode("\ufeffa: 1".encode(), "rules.yaml", Report())
    assert source is not None
    assert source.text == "a: 1"


def test_a_folder_or_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        report = Report()
        assert read(path, report) is None
        assert [diagnostic.id for diagnostic in report] == ["file-unreadable"]


PIECES = st.sampled_from(
    [
        "a",
        "b",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "&x ",
        "*x",
        "!t ",
        "|",
        ">",
        "#",
        "'",
        '"',
        "\t",
        "---\n",
        "?",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_loaded_or_reported_within_itself(text: str) -> None:
    document, found = loaded(text)
    assert document is not None or found
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    if document is not None:
        for span in spans(document):
            assert 0 <= span[0] <= span[1] <= len(text)


def spans(part: object) -> list[tuple[int, int]]:
    if isinstance(part, Scalar):
        return [(part.span.start, part.span.end)]
    if isinstance(part, Sequence):
        return [(part.span.start, part.span.end), *(span for item in part.items for span in spans(item))]
    assert isinstance(part, Block)
    beneath = [*part.keys.values(), *part.values.values()]
    return [(part.span.start, part.span.end), *(span for item in beneath for span in spans(item))]
