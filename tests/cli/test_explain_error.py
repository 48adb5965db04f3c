"""`chiso explain-error`: the page on a diagnostic in the reader's language, and the list of all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import chiso
from chiso.diagnostics.catalogue import ENTRIES
from chiso_cli.app import app

VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8", "COLUMNS": None, **environment}).invoke(
        app, ["explain-error", *arguments]
    )


def test_a_page_says_why_and_how() -> None:
    result = run("maxima-do-not-add-up")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("# maxima-do-not-add-up\n\n> Error: the maxima beneath `payment` add up to 8")
    for heading in ("### Why this is an error", "### A wrong example", "### How to mend it"):
        assert heading in result.stdout
    assert "Vì sao" not in result.stdout
    assert "<!--" not in result.stdout
    assert result.stdout == chiso.diagnostic_page("maxima-do-not-add-up")


def test_a_page_follows_the_language() -> None:
    by_option, by_locale = run("unknown-input", "--lang", "vi"), run("unknown-input", LC_ALL="vi_VN.UTF-8")
    assert by_option.stdout == by_locale.stdout
    assert "### Vì sao là lỗi" in by_option.stdout
    assert "### Why" not in by_option.stdout


def test_an_id_may_be_copied_with_its_brackets() -> None:
    assert run("[unknown-input]").stdout == run("unknown-input").stdout


def test_without_an_id_all_are_listed() -> None:
    lines = run().stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(ENTRIES)
    assert all(len(line.split()) > 2 for line in lines)
    words = run("--lang", "vi").stdout.lower()
    assert sum(words.count(letter) for letter in VIETNAMESE) > 1000


def test_an_unknown_id_brings_up_the_nearest() -> None:
    result = run("unknown-imput")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean `unknown-input`?" in result.stderr


def test_a_page_goes_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    assert run("cycle", "--out", str(out)).stdout == ""
    assert out.read_text(encoding="utf-8") == run("cycle").stdout
    assert run("cycle", "--out", str(tmp_path / "none" / "page.md")).exit_code == 3


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("arguments", [[], ["unknown-input"], ["bands-overlap", "--lang", "vi"]])
def test_a_terminal_is_never_too_narrow(arguments: list[str], width: int) -> None:
    shown = run(*arguments, COLUMNS=str(width), TTY_COMPATIBLE="1", TERM="xterm").stdout
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert [line for line in plain.splitlines() if len(line) > width] == []


def test_a_pipe_gets_no_colours() -> None:
    for arguments in ([], ["unknown-input"]):
        assert "\x1b" not in run(*arguments).stdout
