"""The editions there are, and a value of theirs through time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.diagnostics.nearest import nearest
from chiso.library.assemble import assemble
from chiso.library.compare_lock import differences
from chiso.library.find import editions
from chiso.library.header import Header, header
from chiso.ruleset.meaning import Field, Meaning, meaning, texts
from chiso.ruleset.program import Program

_OF_A_PARAMETER = "value"


@dataclass(frozen=True, slots=True)
class Listed:
    """One edition: its header and its file."""

    header: Header
    path: Path


@dataclass(frozen=True, slots=True)
class Moment:
    """What one edition says of a value: its fields by address (dated values are several), and what it cites for it."""

    edition: Listed
    fields: Meaning
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an edition says otherwise than the edition before it; a dash where it says nothing."""

    edition: Listed
    address: str
    before: str
    after: str


def listed(folders: Sequence[Path]) -> list[Listed]:
    """Every edition in folders of rules, by name and then by the day it comes into force."""
    found = [Listed(head, edition.path) for edition in editions(folders) if (head := header(edition.path)) is not None]
    return sorted(found, key=lambda one: (one.header.ruleset, _begins(one.header), one.header.edition))


def history(name: str, address: str, folders: Sequence[Path], report: Report) -> list[Moment]:
    """A value through the editions of a rule set; none after reporting that there is no such rule set or value."""
    known = listed(folders)
    of_name = [one for one in known if one.header.ruleset == name]
    if not of_name:
        names = _names(known)
        report.add("unknown-ruleset", argument_span(name), name=name, near=nearest(name, names), known=names)
        return []
    moments, addresses = [], dict[str, None]()
    for one in of_name:
        program = assemble(one.path, folders, found := Report())
        report.extend(fault for fault in found if fault.is_error)
        said = {} if program is None else meaning(program)
        addresses.update(dict.fromkeys(said))
        source = "" if program is None else _source(program, address.partition(".")[0])
        moments.append(Moment(one, _found(said, address), source))
    if report.has_errors:
        return []
    if not any(moment.fields for moment in moments):
        near = nearest(address, [*addresses, *(known.removesuffix(".value") for known in addresses)])
        report.add("unknown-field", argument_span(address), name=address, ruleset=name, near=near)
        return []
    return moments


def changes(name: str, folders: Sequence[Path], report: Report) -> list[Change]:
    """What each edition of a rule set says otherwise than the one before it; none after a report."""
    found: list[Change] = []
    before: Meaning | None = None
    of_name = [one for one in listed(folders) if one.header.ruleset == name]
    for one in of_name:
        program = assemble(one.path, folders, faults := Report())
        report.extend(fault for fault in faults if fault.is_error)
        now = {} if program is None else meaning(program)
        if before is not None:
            found += [Change(one, *difference) for difference in differences(texts(now), texts(before))]
        before = now
    if not of_name:
        names = _names(listed(folders))
        report.add("unknown-ruleset", argument_span(name), name=name, near=nearest(name, names), known=names)
    return [] if report.has_errors else found


def _names(known: Sequence[Listed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.header.ruleset for one in known))


def _source(program: Program, id: str) -> str:
    """The document that the node or parameter of an id cites, and the place in it."""
    total = program.total
    cited = {parameter.id: parameter.citation for parameter in program.parameters.values()}
    cited |= {group.id: group.citation for group in total.every_group}
    cited |= {indicator.id: indicator.citation for indicator in total.every_indicator}
    parameter = program.parameters.get(id)
    dated = () if parameter is None else (row.citation for row in parameter.dated)
    found = [citation.words for citation in (cited.get(id), *dated) if citation is not None]
    return "; ".join(dict.fromkeys(found))


def _found(said: Meaning, address: str) -> dict[str, Field]:
    """The fields of an address; of a parameter's name, its value or its dated values."""
    if address in said:
        return {address: said[address]}
    value = f"{address}.{_OF_A_PARAMETER}"
    return {known: field for known, field in said.items() if known == value or known.startswith(f"{value}.")}


def _begins(head: Header) -> date:
    return date.min if head.effective is None else head.effective.first
