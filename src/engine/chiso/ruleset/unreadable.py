"""What is wrong where a rule file cannot be read on, told from what the reader was doing there.

The reader of YAML speaks of its own parts. What a person did is one of a few things: a bracket or a quote that is not
closed, a colon too many or too few, a sign that no text can begin with, a line indented otherwise than its neighbours.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chiso.diagnostics.diagnostic import Label, Report
from chiso.source import Source, Span

_KEY_BEFORE = re.compile(r"\s*(?:- +)*[^\s:#][^:#]*:\s+\S")
_CLOSING = {"{": "}", "[": "]"}


class Fault(NamedTuple):
    """Where reading stopped, what was being read since where, and what was found, in the reader's own words."""

    place: int
    problem: str
    begun: int | None
    context: str


def report_unreadable(fault: Fault, source: Source, report: Report) -> None:
    """Report a place from which on a file cannot be read."""
    here = Span(source, fault.place, min(fault.place + 1, len(source.text)))
    begun = None if fault.begun is None else Span(source, fault.begun, min(fault.begun + 1, len(source.text)))
    line = source.line(here.begins.line)
    if begun is not None and begun.text in _CLOSING and "flow" in fault.context:
        _report_bracket(here, begun, report)
    elif begun is not None and "quoted scalar" in fault.context and "end of stream" in fault.problem:
        report.add("quote-not-closed", begun, quote=begun.text)
    elif "mapping values" in fault.problem and _KEY_BEFORE.match(line[: here.begins.column - 1]):
        report.add("colon-in-text", here)
    elif begun is not None and "simple key" in fault.context:
        _report_no_colon(begun, report)
    elif "cannot start any token" in fault.problem:
        report.add("sign-at-beginning", here, sign=here.text)
    elif _begins_line(here, line) and fault.context.startswith("while parsing a block"):
        _report_indentation(here, begun, report)
    else:
        report.add("yaml-syntax", here)


def _report_bracket(here: Span, begun: Span, report: Report) -> None:
    """A bracket that is not closed where its line ends; on the same line, something within it."""
    if here.begins.line > begun.begins.line:
        report.add("bracket-not-closed", begun, bracket=begun.text, closing=_CLOSING[begun.text])
    else:
        report.add("yaml-syntax", here, labels=[Label(begun, "bracket-opens")])


def _report_no_colon(begun: Span, report: Report) -> None:
    text = begun.source.line(begun.begins.line)[begun.begins.column - 1 :].rstrip()
    report.add("colon-missing", Span(begun.source, begun.start, begun.start + len(text)), text=text)


def _report_indentation(here: Span, begun: Span | None, report: Report) -> None:
    line = here.source.line(here.begins.line)
    whole = Span(here.source, here.start, here.start + len(line.strip()))
    labels = () if begun is None or begun.begins.line == here.begins.line else (Label(begun, "neighbours-begin"),)
    report.add("indentation-uneven", whole, labels=labels)


def _begins_line(place: Span, line: str) -> bool:
    return not line[: place.begins.column - 1].strip()
