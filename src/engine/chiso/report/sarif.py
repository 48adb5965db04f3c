"""Outcomes as SARIF 2.1.0, which code hosts and editors show at the lines that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath, PurePosixPath
from typing import Any

from chiso.report.identity import identities
from chiso.report.outcome import Outcome, Place, Problem, problems_of
from chiso.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_data(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """One run with a result for each problem; columns count characters, an end is just after the last one."""
    problems = problems_of(outcomes)
    ids = list(dict.fromkeys(problem.id for problem in problems))
    run = {
        "tool": {"driver": {"name": "chiso", "version": __version__, "rules": [_rule(id, problems) for id in ids]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, ids.index(problem.id), identity)
            for problem, identity in zip(problems, identities(problems), strict=True)
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id: str, problems: Sequence[Problem]) -> dict[str, Any]:
    first = next(problem for problem in problems if problem.id == id)
    return {"id": id, "defaultConfiguration": {"level": first.level}}


def _result(problem: Problem, rule: int, identity: str) -> dict[str, Any]:
    lines = [problem.message, *problem.details, *([problem.help] if problem.help else [])]
    related = [{**_location(place), "message": {"text": words}} for words, place in problem.related]
    return {
        "ruleId": problem.id,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": "\n".join(lines)},
        "locations": [] if problem.place is None else [_location(problem.place)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"chisoProblem/v1": identity},
    }


def _location(place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}


def _uri(file: str) -> str:
    """The address of a file; of a relative path, as far as it goes."""
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    return PurePosixPath("/", path.as_posix()).as_uri().removeprefix("file:///")
