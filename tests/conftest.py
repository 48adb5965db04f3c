"""What tests share: the folder of the project, and rule sets written on the spot."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import chiso
from chiso_cli import app

ROOT = Path(__file__).parents[1]

HEADER = """\
chiso: 1
ruleset: test/small
edition: "2024"
title: Bộ chỉ số thử
sources: {law: {title: Quyết định}}
rounding: {points: 2, mode: half_up}
"""

SMALL = (
    HEADER
    + """\
inputs:
  paid: {title: Hồ sơ đã thanh toán, type: count}
  due: {title: Hồ sơ phải thanh toán, type: count}
checks:
  - {rule: paid <= due, message: thanh toán nhiều hơn phải thanh toán, message_en: more paid than due}
groups:
  - id: payment
    title: Thanh toán
    max: 10
    source: law
    indicators:
      - {id: online, title: Thanh toán trực tuyến, max: 10, rate: paid / due, when_empty: zero}
bands:
  - {id: good, title: Tốt, at_least: 8}
  - {id: weak, title: Yếu, at_least: 0}
"""
)


def table_read(text: str | bytes, program: chiso.Program) -> tuple[list[chiso.Record], list[chiso.Diagnostic]]:
    """The sound records of the text of a data file, and what is reported of it."""
    given = text if isinstance(text, bytes) else text.encode(errors="replace")
    records: list[chiso.Record] = []
    faults: list[chiso.Diagnostic] = []
    try:
        stream = chiso.stream_records(io.BytesIO(given), program, keep_going=True)
        records.extend(stream)
        faults = [fault for record in stream.not_scored for fault in record.faults]
    except chiso.RecordError as fault:
        faults = fault.diagnostics
    return records, faults


RuleFile = Callable[[str], Path]


class Done(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What was printed, without what draws a tree."""
        return [line.strip("│├└─ ") for line in self.out.splitlines()]


Run = Callable[..., Done]


def git(folder: Path, *arguments: str) -> str:
    """What git prints, as somebody without settings of their own; the test fails where git does."""
    settings = (
        "user.name=chiso",
        "user.email=chiso@example.invalid",
        "init.defaultBranch=main",
        "commit.gpgsign=false",
    )
    command = ["git", "-C", str(folder), *(part for setting in settings for part in ("-c", setting)), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture
def rule_file(tmp_path: Path) -> RuleFile:
    """Writes the text of a rule set to a file of its own."""

    def write(text: str, name: str = "rules.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process, from the top of the project, in English and into a pipe."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("COLUMNS", "CHISO_RULES"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["chiso", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return call
