"""Reads what is asked: `name = value` on the command line, and files of scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from chiso.diagnostics.diagnostic import Label, Report, argument_span
from chiso.reading import read
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.load import load
from chiso.ruleset.program import Title
from chiso.ruleset.shape import conform
from chiso.source import Source, Span
from chiso.study.asked import Asked, Wish

_GIVEN = "scenario"
"""What the changes on the command line are called together."""


def read_arguments(
    data: Sequence[str],
    parameters: Sequence[str],
    rules: Sequence[str],
    units: Sequence[str],
    where: str | None,
    report: Report,
) -> Asked | None:
    """The scenario that arguments say; None after reporting what in them cannot be read."""
    found = [tuple(_wishes_of(texts, report)) for texts in (data, parameters, rules)]
    place = argument_span(next(iter((*data, *parameters, *rules)), "--set"))
    if not report.has_errors and not any(found):
        report.add("nothing-to-change", place)
    _refuse_twice(found, report)
    if not data and (parameters or rules) and (units or where is not None):
        text = where or units[0]
        report.add("nothing-to-limit", argument_span(text), text=text)
    named = tuple(argument(text) for text in units)
    condition = None if where is None else argument(where)
    title = Title("; ".join(wish.key.span.source.text for wishes in found for wish in wishes))
    asked = Asked(_GIVEN, title, found[0], found[1], found[2], named, condition, place)
    return None if report.has_errors else asked


def argument(text: str) -> Scalar:
    """An argument as a value with its place."""
    return Scalar(text, argument_span(text))


def split_at(text: str, sign: str) -> tuple[Scalar, Scalar] | None:
    """The two sides of an argument, each with its place; None where a side is empty or the sign is not there."""
    found = text.find(sign)
    left, right = text[: max(found, 0)], text[found + len(sign) :]
    if found < 0 or not left.strip() or not right.strip():
        return None
    source = Source(text, text, is_file=False)
    return _part(source, 0, found), _part(source, found + len(sign), len(text))


def _part(source: Source, start: int, end: int) -> Scalar:
    text = source.text[start:end]
    start += len(text) - len(text.lstrip())
    span = Span(source, start, start + len(text.strip()))
    return Scalar(span.text, span)


def _wishes_of(texts: Sequence[str], report: Report) -> Iterator[Wish]:
    for text in texts:
        wish = _wish(text, report)
        yield from [] if wish is None else [wish]


def _wish(text: str, report: Report) -> Wish | None:
    sides = split_at(text, "=")
    if sides is None or sides[1].text.startswith("="):
        report.add("change-malformed", argument_span(text), text=text)
        return None
    return Wish(*sides)


def _refuse_twice(read: Iterable[Sequence[Wish]], report: Report) -> None:
    for wishes in read:
        first: dict[str, Wish] = {}
        for wish in wishes:
            earlier = first.setdefault(wish.key.words, wish)
            if earlier is not wish:
                labels = [Label(earlier.key.span, "first-here")]
                report.add("changed-twice", wish.key.span, labels=labels, name=wish.key.words)


def read_scenarios(path: Path, report: Report) -> list[Asked]:
    """The scenarios of a file; its faults go to the report."""
    source = read(path, report)
    document = None if source is None else load(source, report)
    sound = None if document is None else conform(document, "scenario", report)
    if sound is None:
        return []
    asked = [_scenario(block) for block in sound.blocks("scenarios")]
    first: dict[str, Asked] = {}
    for scenario in asked:
        earlier = first.setdefault(scenario.id, scenario)
        if earlier is not scenario:
            report.add("duplicate-id", scenario.place, labels=[Label(earlier.place, "first-here")], name=scenario.id)
        if not (scenario.data or scenario.parameters or scenario.rules):
            report.add("nothing-to-change", scenario.place)
    return asked


def _scenario(block: Block) -> Asked:
    return Asked(
        id=block.text("id") or "",
        title=Title(block.text("title") or block.text("id") or "", block.text("title_en")),
        data=tuple(_wishes(block, "set")),
        parameters=tuple(_wishes(block, "parameters")),
        rules=tuple(_wishes(block, "rules")),
        units=tuple(item for item in block.items("units") if isinstance(item, Scalar)),
        where=block.scalar("where"),
        place=block.place("id"),
    )


def _wishes(block: Block, key: str) -> Iterator[Wish]:
    section = block.block(key)
    for name, value in () if section is None else section.values.items():
        if section is not None and isinstance(value, Scalar):
            yield Wish(section.keys[name], value)
