"""Outcomes as JUnit XML, which every CI shows as test results: one test case for each thing that was checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from chiso.report.outcome import Outcome, Problem

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(outcomes: Iterable[Outcome]) -> str:
    """One suite for each file or command, with a failure where a test case has an error; warnings are its output."""
    suites: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        suites.setdefault(outcome.suite, []).append(outcome)
    root = Element("testsuites", {"name": "chiso", **_counts([one for suite in suites.values() for one in suite])})
    for name, members in suites.items():
        suite = SubElement(root, "testsuite", {"name": _clean(name), **_counts(members)})
        for outcome in members:
            _case(suite, outcome)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _counts(outcomes: Sequence[Outcome]) -> dict[str, str]:
    failures = sum(outcome.failed for outcome in outcomes)
    return {"tests": str(len(outcomes)), "failures": str(failures), "errors": "0"}


def _case(suite: Element, outcome: Outcome) -> None:
    case = SubElement(suite, "testcase", {"name": _clean(outcome.name), "classname": _clean(outcome.suite)})
    errors = [problem for problem in outcome.problems if problem.level == "error"]
    others = [problem for problem in outcome.problems if problem.level != "error"]
    if errors:
        message = _clean(errors[0].message)
        failure = SubElement(case, "failure", {"type": errors[0].id, "message": message})
        failure.text = "\n".join(line for problem in errors for line in _lines(problem))
    if others:
        SubElement(case, "system-out").text = "\n".join(line for problem in others for line in _lines(problem))


def _lines(problem: Problem) -> list[str]:
    place = problem.place
    where = "" if place is None else f"{place.file}:{place.line}:{place.column}: "
    lines = [f"{where}{problem.level}[{problem.id}]: {problem.message}", *problem.details, problem.help]
    return [_clean(line) for line in lines if line]


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
