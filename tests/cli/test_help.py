"""Help pages and wrong usage, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from chiso_cli.app import app
from chiso_cli.help_texts import in_vietnamese
from chiso_cli.usage import Command, Commands


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*path, name))


ALL = dict(_commands(get_command(app)))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_help_text_has_vietnamese_words(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert isinstance(command, (Command, Commands)), "register it with cls=Command"
    texts = [command.help, *(getattr(parameter, "help", None) for parameter in command.params)]
    lacking = [text for text in texts if text and in_vietnamese(text) == text]
    assert lacking == [], "add them to chiso_cli/help_texts.py"


def _help(path: tuple[str, ...], **environment: str) -> str:
    result = CliRunner(env={"COLUMNS": "80", "LC_ALL": "C.UTF-8", **environment}).invoke(app, [*path, "--help"])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_help_page_follows_the_locale(path: tuple[str, ...]) -> None:
    vietnamese, english = _help(path, LC_ALL="vi_VN.UTF-8"), _help(path)
    assert "Cách dùng: chiso" in vietnamese
    assert "─ Tùy chọn ─" in vietnamese
    assert [word for word in ("Usage:", "Options ", "[required]", "Show this") if word in vietnamese] == []
    assert "Usage: chiso" in english
    assert "─ Options ─" in english
    assert "Show this message" in english


def test_a_help_page_follows_the_option() -> None:
    result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(app, ["check", "--lang", "vi", "--help"])
    assert "Kiểm tra bộ chỉ số" in result.stdout


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_help_page_names_no_type_of_a_program(path: tuple[str, ...]) -> None:
    assert [word for word in ("<bool>", "<str>", "list[", "<int>") if word in _help(path)] == []


@pytest.mark.parametrize(
    ("arguments", "id"),
    [
        (["scor"], "unknown-command"),
        (["rules", "lst"], "unknown-command"),
        (["score"], "missing-argument"),
        (["rules", "new", "a/b@1"], "missing-argument"),
        (["score", "a", "b", "--format", "xml"], "value-not-offered"),
        (["diff", "a", "b", "--fail-on", "movement"], "value-not-offered"),
        (["test", "a", "--threshold", "101"], "value-not-offered"),
        (["test", "a", "--threshold", "most"], "value-not-offered"),
        (["template", "a", "--rows", "0"], "value-not-offered"),
        (["check", "a", "--lang", "fr"], "value-not-offered"),
        (["--nope"], "unknown-option"),
        (["check", "-x"], "unknown-option"),
        (["check", "a", "--out"], "missing-value"),
        (["check", "a", "--strict=1"], "wrong-usage"),
        (["explain-error", "a", "b c"], "too-many-arguments"),
    ],
)
@pytest.mark.parametrize("locale", ["C.UTF-8", "vi_VN.UTF-8"])
def test_wrong_usage_is_a_diagnostic(arguments: list[str], id: str, locale: str) -> None:
    result = CliRunner(env={"LC_ALL": locale}).invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    severity, way_out = ("lỗi", "gợi ý") if locale.startswith("vi") else ("error", "help")
    assert f": {severity}[{id}]: " in result.stderr
    assert f"  = {way_out}: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["chek", "a"], "check"),
        (["explain-eror"], "explain-error"),
        (["rules", "histroy"], "history"),
        (["check", "a", "--formt", "json"], "--format"),
        (["check", "a", "--as-off=1"], "--as-of"),
        (["score", "a", "b", "--format", "tabel"], "table"),
        (["diff", "a", "b", "--fail-on", "band-chang"], "band-change"),
        (["explain-error", "unknow-input"], "unknown-input"),
    ],
)
def test_near_names_are_offered(arguments: list[str], near: str) -> None:
    result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(app, arguments)
    assert f"did you mean `{near}`" in result.stderr


def test_what_can_be_said_is_listed_in_the_help() -> None:
    page = " ".join(re.sub(r"[│\n]", " ", _help(("diff",))).split())
    assert "(score-change, band-change, rank-change, target-change, date-change, input-change, text-change" in page
    refused = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(app, ["diff", "a", "b", "--fail-on", "movement"])
    assert "write one of `score-change`, `band-change`" in refused.stderr
    assert (
        "write one of `0 – 100`" in CliRunner().invoke(app, ["test", "a", "--threshold", "101", "--lang", "en"]).stderr
    )
