"""Every diagnostic in a narrow terminal: nothing is wider, nothing said is lost, what is meant is underlined."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import chiso
from chiso_cli.app import app
from chiso_cli.render.diagnostics import print_diagnostics, window
from conftest import ROOT
from test_errors import COMMANDS, ERRORS, HINDRANCES, IDS, LANGUAGES, Language, found, spoken

WIDTHS = (40, 80)
_FRAMED = re.compile(r"^ *[\w.!]+ │ (?P<shown>.*)\n *│ (?P<before> *)(?P<marks>\^+)", re.MULTILINE)


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = (2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text if not unicodedata.combining(sign))
    return sum(wide)


def on_terminal(diagnostics: tuple[chiso.Diagnostic, ...], language: Language, width: int) -> str:
    """As a terminal of that width shows it, without colours."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None, highlight=False)
    with console.capture() as captured:
        print_diagnostics(diagnostics, language, console)
    return captured.get()


def letters(text: str) -> str:
    """What is said, wherever lines end."""
    return re.sub(r"[\s│┌]+", "", text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", IDS)
def test_no_line_is_wider_and_no_word_is_lost(id: str, language: Language, width: int) -> None:
    shown = on_terminal(found(id), language, width)
    assert [line for line in shown.splitlines() if columns(line) > width] == []
    for diagnostic in found(id):
        said = [diagnostic.message_in(language), diagnostic.help_in(language), diagnostic.file]
        said += [label.text(language) for label in diagnostic.labels]
        assert [words for words in said if letters(words) not in letters(shown)] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("id", IDS)
def test_what_is_meant_is_underlined(id: str, width: int) -> None:
    first = found(id)[0]
    frames = list(_FRAMED.finditer(on_terminal((first,), "en", width)))
    assert len(frames) == (1 if first.span.source.text else 0)
    for frame in frames:
        shown, before, marks = frame["shown"], len(frame["before"]), len(frame["marks"])
        under = "".join(sign for place, sign in enumerate(shown) if before <= columns(shown[:place]) < before + marks)
        meant = first.span.text.partition("\n")[0].replace("\t", " ")
        seen = under.rstrip("…")
        assert (len(seen) > 1 and seen in meant) or len(meant) <= 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", sorted(COMMANDS))
def test_what_commands_say_is_no_wider(
    id: str, language: Language, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ERRORS / "commands" / "given", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    HINDRANCES.get(id, lambda _: None)(monkeypatch)
    terminal = {"COLUMNS": str(width), "TTY_COMPATIBLE": "1", "NO_COLOR": "1"}
    said = CliRunner(env=terminal).invoke(app, spoken(COMMANDS[id], language)).stderr
    assert f"[{id}]" in letters(said)
    plain = re.sub(r"\x1b\[\d*m", "", said)
    assert [line for line in plain.splitlines() if columns(line) > width] == []


LINE = "Xã Phú Đức,commune,2024-06,290,299,96.5%,ghi chú dài dòng về tình hình thanh toán"


@pytest.mark.parametrize("width", [12, 20, 34, 60])
@pytest.mark.parametrize(
    "line",
    [LINE, unicodedata.normalize("NFD", LINE), "統計指標,鄉鎮,二〇二四年六月,二九〇,二九九,九十六", LINE + "統計指標"],
)
def test_a_window_holds_what_is_meant(line: str, width: int) -> None:
    for start in range(len(line) - 3):
        while unicodedata.combining(line[start]):
            start += 1
        shown, first, last = window(line, start, start + 3, width)
        assert columns(shown) <= width
        assert shown[first:last] == line[start : start + 3]
        assert not unicodedata.combining(shown.lstrip("…")[0])
        assert shown.startswith("…") is not line.startswith(shown[:1])


def test_a_terminal_is_offered_the_page_and_a_pipe_is_not() -> None:
    assert on_terminal(found("unknown-input"), "en", 80).endswith("how to mend it: chiso explain-error unknown-input\n")
    console = Console(file=io.StringIO(), width=80)
    print_diagnostics(found("unknown-input"), "en", console)
    assert "explain-error" not in console.file.getvalue()  # type: ignore[attr-defined]
