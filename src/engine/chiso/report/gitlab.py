"""Outcomes as a code quality report of GitLab."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chiso.report.identity import identities
from chiso.report.outcome import Outcome, Problem, problems_of

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def gitlab_data(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """One entry for each problem; one that is in no file stands at the first line of what was asked for."""
    problems = problems_of(outcomes)
    return [_entry(problem, identity) for problem, identity in zip(problems, identities(problems), strict=True)]


def _entry(problem: Problem, identity: str) -> dict[str, Any]:
    place = problem.place
    begins, ends = (1, 1) if place is None else (place.line, place.end_line)
    return {
        "description": problem.message,
        "check_name": problem.id,
        "fingerprint": identity,
        "severity": _SEVERITIES[problem.level],
        "location": {"path": "." if place is None else place.file, "lines": {"begin": begins, "end": ends}},
    }
