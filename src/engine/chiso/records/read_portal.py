"""The portal's responses for one period to records: one for each unit, all groups together.

The responses do not say their period: it is given, or stands in the name of each file or of its folder. What the portal
says of a figure against itself, and the groups that are lacking, stay with the record as doubts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chiso.diagnostics.diagnostic import Diagnostic, Label, Report, argument_span
from chiso.diagnostics.nearest import folded, nearest
from chiso.lang.values import Given, exact_number
from chiso.reading import read
from chiso.records import portal_fields
from chiso.records.columns import Column, columns_of
from chiso.records.load_json import load_json
from chiso.records.period import period_kind
from chiso.records.portal_fields import ENDPOINTS, GROUP_CODES
from chiso.records.portal_response import Portion, Response, read_response
from chiso.records.portal_values import Datum
from chiso.records.read_value import ValueFault, read_value
from chiso.records.record import Record
from chiso.ruleset.program import LEVELS, Program
from chiso.source import Source, Span

LARGEST_RESPONSE = 20_000_000

_GROUPS = tuple(GROUP_CODES.values())
_LOOKED_AT = 65_536
_IN_ENVELOPE = (re.compile(rb'"data"\s*:'), re.compile(rb'"(?:code|message)"\s*:'))
_PERIOD = re.compile(r"(?<![\w])\d{4}-(?:Q[1-4]|W\d\d|(?:0[1-9]|1[0-2])(?:-W[1-5])?)(?![-\w])")


def holds_responses(path: Path) -> bool:
    """Whether a path is a folder of JSON files, or a file that begins like a response of the portal."""
    if path.is_dir():
        return any(path.glob("*.json"))
    if not path.is_file():
        return False  # a pipe cannot be looked into without taking from it
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    is_object = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    return is_object and all(key.search(head) for key in _IN_ENVELOPE)


def read_portal(
    paths: Sequence[Path], program: Program, report: Report, period: str | None = None, level: str | None = None
) -> list[Record]:
    """The records of responses in files and folders, the root first; faults go to the report.

    `period` is that of all of them, by default the one that their names say; `level` is that of units which do not say
    it themselves.
    """
    if not _suits(program, report):
        return []
    found = _files(paths, report)
    told = _period([path for path in found if path.is_file()], period, report)
    responses = [one for path in found if (one := _response(path, program, report)) is not None]
    _compare(responses, report)
    units = _merged(responses, report)
    for unit in units:
        unit.level = unit.level or level
        if unit.level is None:
            report.add("portal-level-unknown", unit.place, unit=unit.name)
        elif unit.level not in LEVELS:
            near = nearest(unit.level, LEVELS)
            report.add(
                "unknown-level", unit.place, row=unit.row, column="level", value=unit.level, levels=LEVELS, near=near
            )
    if told is None or report.has_errors:
        return []
    _doubt_gaps(units, responses)
    return _records(units, told, program, report)


def _suits(program: Program, report: Report) -> bool:
    """Whether the rules have every column that responses can fill."""
    known = columns_of(program)
    strange = next((column for column in portal_fields.columns() if column not in known), None)
    if strange is not None:
        name = f"{program.ruleset}@{program.edition}"
        report.add("portal-other-rules", argument_span(name), ruleset=name, column=strange)
    return strange is None


def _files(paths: Sequence[Path], report: Report) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not inside:
            report.add("portal-folder-empty", argument_span(str(path)), folder=str(path))
        found.update(dict.fromkeys(inside))
    return list(found)


def _response(path: Path, program: Program, report: Report) -> Response | None:
    source = read(path, report, limit=LARGEST_RESPONSE)
    document = None if source is None else load_json(source, report)
    return None if document is None else read_response(document, program, report)


# The period.


def _period(files: Sequence[Path], given: str | None, report: Report) -> str | None:
    """The one period of all files; None after reporting that it is not known, or that there are several."""
    if given is not None and period_kind(given) is None:
        report.add("not-a-period", argument_span(given), value=given)
        return None
    named = [(str(path), name) for path in files for name in _named_periods(path)]
    silent = tuple(str(path) for path in files if not _named_periods(path))
    if given is None and silent:
        report.add("portal-period-unknown", Source(silent[0], "").whole(), files=silent)
        return None
    told = [*([] if given is None else [("--period", given)]), *named]
    for file, name in told[1:]:
        if name != told[0][1]:
            place, (first, other) = Source(file, "").whole(), told[0]
            report.add("portal-periods-differ", place, file=file, period=name, first=first, other=other)
    return told[0][1] if len({name for _, name in told}) == 1 else None


def _named_periods(path: Path) -> list[str]:
    """The periods that the name of a file says, else that of its folder; a year alone says too little."""
    return _PERIOD.findall(path.stem) or _PERIOD.findall(path.absolute().parent.name)


# The responses together.


def _compare(responses: Sequence[Response], report: Report) -> None:
    """Report two responses for one group, and responses for different roots."""
    first: dict[str, Response] = {}
    for response in responses:
        earlier = first.setdefault(response.group, response)
        if earlier is not response:
            labels = [Label(earlier.place, "first-here")]
            report.add("portal-group-twice", response.place, labels=labels, group=ENDPOINTS[response.group])
        if response.root.key != responses[0].root.key:
            labels = [Label(responses[0].place, "first-here")]
            names = {"root": response.root.name, "other": responses[0].root.name}
            report.add("portal-roots-differ", response.place, labels=labels, **names)


@dataclass(slots=True)
class _Unit:
    """One unit as its responses are put together."""

    name: str
    place: Span
    row: int
    level: str | None
    data: dict[str, Datum] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    doubts: list[Diagnostic] = field(default_factory=list)


def _merged(responses: Sequence[Response], report: Report) -> list[_Unit]:
    units: dict[str, _Unit] = {}
    for response in responses:
        for portion in response.portions:
            unit = units.setdefault(portion.key, _Unit(portion.name, portion.place, len(units) + 1, portion.level))
            _join(unit, portion, response.group, report)
    return list(units.values())


def _join(unit: _Unit, portion: Portion, group: str, report: Report) -> None:
    """Take over what a response says of a unit; another value for the same datum is a fault."""
    if portion.name != unit.name:
        _report_differing("departmentName", unit, portion.name, portion.place, unit.name, unit.place, report)
    unit.level = unit.level or portion.level
    unit.groups.add(group)
    unit.doubts += portion.doubts
    for datum in portion.data:
        earlier = unit.data.setdefault(datum.column, datum)
        if exact_number(earlier.text) != exact_number(datum.text):
            _report_differing(datum.column, unit, datum.text, datum.place, earlier.text, earlier.place, report)


def _report_differing(what: str, unit: _Unit, value: str, place: Span, other: str, there: Span, report: Report) -> None:
    labels = [Label(there, "first-here")]
    report.add("portal-values-differ", place, labels=labels, field=what, unit=unit.name, value=value, other=other)


def _doubt_gaps(units: Sequence[_Unit], responses: Sequence[Response]) -> None:
    """Doubt what is not there: groups without a response, units that are not in one."""
    given = {response.group for response in responses}
    for unit in units:
        doubts = Report()
        if unit is units[0]:
            _doubt("portal-group-missing", unit, [group for group in _GROUPS if group not in given], doubts)
        _doubt("portal-unit-missing", unit, [g for g in _GROUPS if g in given and g not in unit.groups], doubts)
        unit.doubts += doubts


def _doubt(id: str, unit: _Unit, groups: Sequence[str], doubts: Report) -> None:
    if groups:
        endpoints = tuple(ENDPOINTS[group] for group in groups)
        doubts.add(id, unit.place, unit=unit.name, groups=tuple(groups), endpoints=endpoints)


# The records.


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the values of a record stand in the responses."""

    unit: _Unit

    @property
    def row(self) -> int:
        return self.unit.row

    def place(self, name: str) -> Span:
        """The place of a value; the unit's name where the responses have none."""
        datum = self.unit.data.get(name)
        return self.unit.place if datum is None else datum.place


def _records(units: Sequence[_Unit], period: str, program: Program, report: Report) -> list[Record]:
    """The records of the units; values that no record can have are reported at their places."""
    first: dict[tuple[str, str], _Unit] = {}
    for unit in units:
        earlier = first.setdefault((folded(unit.name), unit.level or ""), unit)
        if earlier is not unit:
            labels = [Label(earlier.place, "first-here")]
            row, first_row = unit.row, str(earlier.row)
            name = unit.name
            report.add("record-twice", unit.place, labels=labels, row=row, unit=name, period=period, first=first_row)
    known = columns_of(program)
    return [_record(unit, period, known, program, report) for unit in units]


def _record(unit: _Unit, period: str, known: Mapping[str, Column], program: Program, report: Report) -> Record:
    inputs: dict[str, Given] = {}
    reported: dict[str, Given] = {}
    for name in portal_fields.columns():
        datum = unit.data.get(name)
        if datum is not None:
            try:
                (inputs if known[name].is_input else reported)[name] = read_value(datum.text, known[name], program)
            except ValueFault as fault:
                said = {"row": unit.row, "column": name, **fault.arguments}
                report.extend([Diagnostic(fault.id, datum.place, said)])
    level = unit.level or ""
    return Record(unit.name, level, period, inputs, reported, _Origin(unit), doubts=tuple(unit.doubts))
