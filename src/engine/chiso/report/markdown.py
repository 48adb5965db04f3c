"""Outcomes as a markdown page: what a pull request is told in a comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chiso.diagnostics.catalogue import word
from chiso.diagnostics.diagnostic import Language
from chiso.report.harmless import markdown_table, markdown_words
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


def _suites(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str]]:
    counted: dict[str, list[int]] = {}
    for outcome in outcomes:
        counted.setdefault(outcome.suite, [0, 0])[outcome.failed] += 1
    return [(suite, str(fine), str(bad)) for suite, (fine, bad) in counted.items()]


def _item(problem: Problem) -> list[str]:
    place = problem.place
    where = "" if place is None else f"`{place.file}:{place.line}:{place.column}` "
    lines = [f"- {_MARKS[problem.level]} {where}**{problem.id}**: {markdown_words(problem.message)}"]
    if problem.details:
        lines += ["", "  ```text", *(f"  {line.replace('```', '')}" for line in problem.details), "  ```", ""]
    return [*lines, *([f"  {markdown_words(problem.help)}"] if problem.help else [])]
