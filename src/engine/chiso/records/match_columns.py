"""Headings to columns: by id, by the titles of the rule set, or as a layout says; none unknown, none twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.lang.values import comparable
from chiso.records.columns import FACTS, Column, columns_of
from chiso.records.layout import NO_LAYOUT, Layout
from chiso.records.table import Heading
from chiso.records.titles import Titles
from chiso.ruleset.program import Program
from chiso.source import Span


class Headings:
    """What headings stand for under a rule set and a layout. The titles are only gathered when they are asked for."""

    def __init__(self, program: Program, layout: Layout = NO_LAYOUT) -> None:
        self.columns: Mapping[str, Column] = columns_of(program)
        self._program = program
        self._layout = layout
        self._titles: Titles | None = None

    @property
    def titles(self) -> Titles:
        """The titles of the rule set."""
        self._titles = Titles(self._program) if self._titles is None else self._titles
        return self._titles

    def meant(self, heading: Heading) -> set[str]:
        """The names of the columns that a heading may stand for; none when it is left out or unknown."""
        words = comparable(heading.words).strip()
        mapped = self._layout.columns.get(folded(words))
        if mapped is not None:
            return {mapped.column}
        return {words} if words in self.columns else self.titles.columns(heading)

    def is_ignored(self, heading: Heading) -> bool:
        """Whether the layout leaves a heading's column out."""
        return folded(heading.words) in self._layout.ignored

    def is_known(self, heading: Heading) -> bool:
        """Whether the heading says anything here."""
        return self.is_ignored(heading) or bool(self.meant(heading))

    def near(self, words: str) -> tuple[str, ...]:
        """The nearest names and titles."""
        return nearest(words, self.columns) or nearest(words, self.titles.known)


def match_columns(
    headings: Sequence[Heading], known: Headings, head: Span, program: Program, report: Report
) -> list[Column | None] | None:
    """The column that each heading stands for, None for one that is left out.

    None as a whole after reporting headings that are unknown, repeated, of two meanings or lacking.
    """
    first: dict[str, Heading] = {}
    matched: list[Column | None] = []
    sound = True
    for heading in headings:
        if known.is_ignored(heading):
            matched.append(None)
            continue
        column = _matched(heading, known, program, report)
        sound = sound and column is not None
        matched.append(column)
        if column is not None and column.name in first:
            label = Label(first[column.name].span, "first-here")
            report.add("duplicate-column", heading.span, labels=[label], column=column.name)
            sound = False
        elif column is not None:
            first[column.name] = heading
    for name in FACTS:
        if name not in first and not (not sound and _could_be(name, headings, known)):
            report.add("missing-column", head, column=name)
            sound = False
    return matched if sound else None


def _could_be(name: str, headings: Sequence[Heading], known: Headings) -> bool:
    """Whether a heading already reported as of two meanings could be the column."""
    return any(name in known.meant(heading) for heading in headings)


def _matched(heading: Heading, known: Headings, program: Program, report: Report) -> Column | None:
    meant = known.meant(heading)
    words = comparable(heading.words).strip()
    if len(meant) > 1:
        report.add("ambiguous-column", heading.span, column=words, meanings=tuple(sorted(meant)))
        return None
    name = next(iter(meant), None)
    if name is None or name not in known.columns:
        near = known.near(words)
        report.add("unknown-column", heading.span, column=words, near=near, ruleset=program.ruleset)
        return None
    return known.columns[name]
