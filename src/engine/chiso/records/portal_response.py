"""One response of the portal: which group it is for, and what it says of each unit.

A response is an envelope (`code`, `data`, `message`) around the root unit and the units beneath it, in one of two
shapes: `overview` and `evaluation` with lists of metrics, or `parent` and `children` with flat fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.diagnostics.nearest import folded, without_marks
from chiso.records.portal_fields import FIELDS, GROUP_CODES, LEVEL_WORDS, METRICS, ON_TIME
from chiso.records.portal_metrics import metrics_of
from chiso.records.portal_values import Datum, Figure, figure, on_time, points, say_lacking
from chiso.ruleset.document import Block, Document, Scalar, Sequence
from chiso.ruleset.program import LEVELS, TOTAL, Program
from chiso.source import Span

_SHAPES = (("overview", "evaluation"), ("parent", "children"))
_OK = "OK"


@dataclass(frozen=True, slots=True)
class Portion:
    """What one response says of one unit; `key` is what the unit is known by in all responses."""

    key: str
    name: str
    place: Span
    level: str | None
    data: tuple[Datum, ...]
    doubts: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """One response: the group it is for (or the total), where it stands, and its units, the root first."""

    group: str
    place: Span
    portions: tuple[Portion, ...]

    @property
    def root(self) -> Portion:
        """The unit that the response was asked for."""
        return self.portions[0]


def read_response(document: Document, program: Program, report: Report) -> Response | None:
    """The response of a JSON document; None after reporting that it is none, or for which group cannot be told."""
    data = _data(document, report)
    units = None if data is None else _units(data, report)
    if data is None or units is None:
        return None
    group = _group(units)
    if group is None:
        report.add("portal-group-unknown", _head(data.span))
        return None
    portions = [_portion(unit, group, program, report, is_root=unit is units[0]) for unit in units]
    kept = tuple(portion for portion in portions if portion is not None)
    return Response(group, kept[0].place, kept) if portions[0] is not None else None


def _data(document: Document, report: Report) -> Block | None:
    """What is in the envelope, when the portal did answer."""
    code = document.scalar("code") if isinstance(document, Block) else None
    if not isinstance(document, Block) or code is None:
        report.add("not-a-portal-response", _head(document.span), key="code")
        return None
    if code.words != _OK:
        said = document.scalar("message")
        message = "" if said is None or said.plain is None else said.words
        report.add("portal-refuses", code.span, code=code.words, message=message or "–")
        return None
    data = document.block("data")
    if data is None:
        report.add("not-a-portal-response", _head(document.place("data")), key="data")
    return data


def _head(span: Span) -> Span:
    """The opening bracket of what may be very long."""
    return Span(span.source, span.start, min(span.start + 1, span.end))


def _units(data: Block, report: Report) -> list[Block] | None:
    """The root unit and those beneath it."""
    top, below = next((shape for shape in _SHAPES if shape[0] in data), _SHAPES[0])
    root, children = data.block(top), data.values.get(below)
    if root is None:
        report.add("not-a-portal-response", _head(data.place(top)), key=top)
        return None
    if not isinstance(children, Sequence) and not _is_null(children):
        report.add("not-a-portal-response", _head(data.place(below)), key=below)
        return None
    items = children.items if isinstance(children, Sequence) else ()
    for item in items:
        if not isinstance(item, Block):
            report.add("not-a-portal-response", _head(item.span), key="departmentName")
    return [root, *(item for item in items if isinstance(item, Block))]


def _is_null(document: Document | None) -> bool:
    return isinstance(document, Scalar) and document.plain is None


def _group(units: list[Block]) -> str | None:
    """The group that a response is for, told by what its units carry."""
    if any("groupScores" in unit for unit in units):
        return TOTAL
    codes = [metric.text("code") or "" for unit in units for metric in unit.blocks("metrics")]
    groups = {METRICS[code].group for code in codes if code in METRICS}
    fields = {group for group in FIELDS if any(key in units[0] for key in (*FIELDS[group], *_marks(group)))}
    found = groups or fields
    return found.pop() if len(found) == 1 else None


def _marks(group: str) -> tuple[str, ...]:
    return (ON_TIME.numerator,) if group == ON_TIME.group else ()


def _portion(unit: Block, group: str, program: Program, report: Report, *, is_root: bool) -> Portion | None:
    name = unit.scalar("departmentName")
    if name is None or not name.words or name.plain is None:
        say_lacking("departmentName", "–", unit, report)
        return None
    doubts = Report()
    data = tuple(_read(unit, name.words, group, program, report, doubts, is_root=is_root))
    key = next((text for field in ("departmentCode", "departmentId") if (text := _id(unit, field))), folded(name.words))
    return Portion(key, name.words, name.span, _level(unit, name.words), data, tuple(doubts))


def _id(unit: Block, field: str) -> str:
    scalar = unit.scalar(field)
    return "" if scalar is None or scalar.plain is None else scalar.words


def _level(unit: Block, name: str) -> str | None:
    """The level that a unit says, or its name begins with; None when neither is known."""
    said = [folded(_id(unit, field)).replace("_", " ") for field in ("departmentLevel", "departmentType")]
    named = folded(name).removeprefix("ủy ban nhân dân ").removeprefix("uỷ ban nhân dân ").removeprefix("ubnd ")
    for level in LEVELS:
        words = [*LEVEL_WORDS[level], *map(without_marks, LEVEL_WORDS[level])]
        if any(text in words for text in said):
            return level
    found = [
        level for level in LEVELS for word in LEVEL_WORDS[level] if f"{named} ".startswith((f"{word} ", f"{word}. "))
    ]
    return found[0] if found else None


def _read(
    unit: Block, name: str, group: str, program: Program, report: Report, doubts: Report, *, is_root: bool
) -> Iterator[Datum]:
    """Everything of one unit that a record holds."""
    if group == TOTAL:
        yield from _of_total(unit, name, report)
    elif group in FIELDS:
        yield from _of_fields(unit, name, group, report, is_root=is_root)
    else:
        yield from points(unit, "totalScore", name, group, report)
        yield from metrics_of(unit, name, group, program, report, doubts)


def _of_total(unit: Block, name: str, report: Report) -> Iterator[Datum]:
    yield from points(unit, "totalScore", name, TOTAL, report)
    scores = unit.block("groupScores")
    if scores is None:
        say_lacking("groupScores", name, unit, report)
        return
    for code, group in GROUP_CODES.items():
        yield from points(scores, code, name, group, report)


def _of_fields(unit: Block, name: str, group: str, report: Report, *, is_root: bool) -> Iterator[Datum]:
    """The flat fields; beneath the root, online services have points only."""
    said = "score" if "totalScore" not in unit and "score" in unit else "totalScore"
    yield from points(unit, said, name, group, report)
    figures: dict[str, Figure | None] = {}
    for key in (*FIELDS[group], *_marks(group)):
        if key in unit or is_root or group != "online_service":
            figures[key] = figure(unit, key, name, report)
    for key, column in FIELDS[group].items():
        found = figures.get(key)
        if found is not None:
            yield found.datum(column)
    if group == ON_TIME.group:
        yield from on_time(figures.get(ON_TIME.numerator), figures.get(ON_TIME.denominator))
