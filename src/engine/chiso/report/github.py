"""Outcomes as commands of GitHub Actions, which show each problem beside the line it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chiso.report.outcome import Outcome, Place, Problem, problems_of

_STEERING = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github_text(outcomes: Iterable[Outcome]) -> str:
    """One line for each problem; the message's lines are joined by the escapes that the host turns back."""
    return "".join(f"{_command(problem)}\n" for problem in problems_of(outcomes))


def _command(problem: Problem) -> str:
    lines = [problem.message, *problem.details, *([problem.help] if problem.help else [])]
    facts = {**({} if problem.place is None else _place(problem.place)), "title": f"chiso: {problem.id}"}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in facts.items())
    return f"::{_COMMANDS[problem.level]} {properties}::{_message(chr(10).join(lines))}"


def _place(place: Place) -> dict[str, str | int]:
    """Columns only within one line, as the host wants it."""
    facts: dict[str, str | int] = {"file": place.file, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:
        facts |= {"col": place.column, "endColumn": place.end_column}
    return facts


def _message(text: str) -> str:
    """The text on one line, without other signs that steer a terminal."""
    text = _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
