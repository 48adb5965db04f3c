"""Outcomes as a markdown page: what a pull request is told in a comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chiso.diagnostics.catalogue import word
from chiso.diagnostics.diagnostic import Language
from chiso.report.outcome import Outcome, Problem, problems_of

MOST_LISTED = 50
_MARKS = {"error": "❌", "warning": "⚠️", "note": "ℹ️"}


def markdown_text(title: str, outcomes: Sequence[Outcome], language: Language) -> str:
    """A heading with the verdict, one line for each file or command, then the problems with their places."""
    problems = problems_of(outcomes)
    failed = any(outcome.failed for outcome in outcomes)
    lines = [f"## {'❌' if failed else '✅'} {title}", ""]
    lines += markdown_table([word("md.checked", language), "✅", "❌"], _suites(outcomes))
    if problems:
        lines += ["", f"### {word('md.problems', language)}", ""]
        lines += [line for problem in problems[:MOST_LISTED] for line in _item(problem)]
    if len(problems) > MOST_LISTED:
        lines += [f"- … + {len(problems) - MOST_LISTED}"]
    return "\n".join(lines) + "\n"


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table."""
    return [_row(heads), _row(["---"] * len(heads)), *(_row([cell_text(cell) for cell in row]) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def cell_text(text: str) -> str:
    """A text that stays within its cell and is no markup."""
    return " ".join(_escaped(text).replace("|", "\\|").split())


def _escaped(text: str) -> str:
    """A text in which nothing is markup, or calls a person."""
    return text.replace("\\", "\\\\").replace("<", "&lt;").replace("@", "&#64;")


def _suites(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str]]:
    counted: dict[str, list[int]] = {}
    for outcome in outcomes:
        counted.setdefault(outcome.suite, [0, 0])[outcome.failed] += 1
    return [(suite, str(fine), str(bad)) for suite, (fine, bad) in counted.items()]


def _item(problem: Problem) -> list[str]:
    place = problem.place
    where = "" if place is None else f"`{place.file}:{place.line}:{place.column}` "
    lines = [f"- {_MARKS[problem.level]} {where}**{problem.id}**: {_words(problem.message)}"]
    if problem.details:
        lines += ["", "  ```text", *(f"  {line.replace('```', '')}" for line in problem.details), "  ```", ""]
    return [*lines, *([f"  {_words(problem.help)}"] if problem.help else [])]


def _words(text: str) -> str:
    """Words of a message; those in backticks are code, and nothing else is markup or calls a person."""
    parts = " ".join(text.split()).split("`")
    return "`".join(part if place % 2 else _escaped(part) for place, part in enumerate(parts))
