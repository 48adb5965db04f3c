"""The template of a data file: which columns a rule set asks for, what may stand in them, and what they are for.

As plain data, so that it can become a CSV header or a workbook that a clerk fills in; either reads back as data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chiso.diagnostics.catalogue import Language
from chiso.lang.syntax import names
from chiso.records.cell_text import guarded
from chiso.records.columns import FACTS, Column, columns_of
from chiso.records.read_units import ListedUnit
from chiso.report.words import word
from chiso.ruleset.program import TOTAL, Citation, CitedDocument, Indicator, Program


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: how its values are read, what it is called, under which heading, and who uses it by which source."""

    column: Column
    title: str
    heading: str
    used_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A form to be filled in: its title, notes and sources, its columns, and the first cells of rows filled already."""

    title: str
    edition: str
    sources: tuple[str, ...]
    columns: tuple[TemplateColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    bands: tuple[str, ...]
    language: Language


def template(
    program: Program,
    language: Language = "vi",
    units: Sequence[ListedUnit] = (),
    period: str = "",
    *,
    reported: bool = False,
) -> Template:
    """The template of a rule set, with a row for each unit; with `reported`, also for what has been published."""
    return Template(
        program.title.in_language(language),
        word("edition", language, ruleset=program.ruleset, edition=program.edition),
        tuple(dict.fromkeys(_said(citation.document) for citation in _citations(program))),
        (*_facts(program, language), *_inputs(program, language), *(_reported(program, language) if reported else ())),
        tuple((unit.name, unit.level, period) for unit in units),
        tuple(band.title.text for band in program.bands),
        language,
    )


def template_rows(form: Template) -> list[list[str]]:
    """The template as the rows of a CSV file: the ids of the columns, then a row for each unit."""
    rest = [""] * (len(form.columns) - len(FACTS))
    return [
        [column.column.name for column in form.columns],
        *([guarded(cell) for cell in row] + rest for row in form.rows),
    ]


def _citations(program: Program) -> Iterator[Citation]:
    """What the groups, indicators and bands rest on, in the order of the rules."""
    of_groups = [group.citation for group in program.total.every_group]
    of_indicators = [indicator.citation for indicator in program.indicators]
    found = (*of_groups, *of_indicators, *(band.citation for band in program.bands))
    yield from (citation for citation in found if citation is not None)


def _said(document: CitedDocument) -> str:
    """The number and title of a document."""
    said = [document.facts[key] for key in ("number", "title") if key in document.facts]
    return ", ".join(said) or document.key


def _facts(program: Program, language: Language) -> Iterator[TemplateColumn]:
    known = columns_of(program)
    for fact in FACTS:
        yield TemplateColumn(known[fact], word(fact, language), word("unit", language))


def _inputs(program: Program, language: Language) -> list[TemplateColumn]:
    """Every input, by the first group that uses it; what only checks and bands use comes last."""
    users = _users(program)
    homes = {id: min((home for home, _ in users[id]), default=len(program.groups)) for id in program.inputs}
    known, ordered = columns_of(program), sorted(program.inputs, key=homes.__getitem__)
    return [_input(known[id], homes[id], users[id], program, language) for id in ordered]


_Users = list[tuple[int, Indicator]]
"""Indicators, each with the place of the group directly beneath the total that it is in."""


def _users(program: Program) -> dict[str, _Users]:
    """For each input the indicators that use it: in their formulas, targets and conditions."""
    found: dict[str, _Users] = {id: [] for id in program.inputs}
    for place, group in enumerate(program.groups):
        for indicator in group.every_indicator:
            target = () if indicator.target is None else (indicator.target,)
            written = (*indicator.formulas, *target, *program.conditions[indicator.id])
            for id in dict.fromkeys(name.name for part in written for name in names(part) if name.name in found):
                found[id].append((place, indicator))
    return found


def _input(column: Column, home: int, users: _Users, program: Program, language: Language) -> TemplateColumn:
    heading = program.groups[home].title.in_language(language) if users else word("only-checked", language)
    citations = [indicator.citation or program.groups[place].citation for place, indicator in users]
    return TemplateColumn(
        column,
        program.inputs[column.name].title.in_language(language),
        heading,
        tuple(indicator.title.in_language(language) for _, indicator in users),
        tuple(dict.fromkeys(citation.words for citation in citations if citation is not None)),
    )


def _reported(program: Program, language: Language) -> Iterator[TemplateColumn]:
    """The points of the groups, and all of the total."""
    known = columns_of(program)
    heading = word("published", language)
    for group in program.groups:
        yield TemplateColumn(known[f"{group.id}.points"], group.title.in_language(language), heading)
    for quantity, title in (("points", "total"), ("band", "band"), ("rank", "rank")):
        yield TemplateColumn(known[f"{TOTAL}.{quantity}"], word(title, language), heading)
