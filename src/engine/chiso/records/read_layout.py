"""The layout of a data file from a small YAML file: one named by the user, or the one that lies beside the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.reading import read
from chiso.records.columns import columns_of
from chiso.records.layout import AUTO, NO_LAYOUT, Layout, Meant, Style
from chiso.records.table import Heading
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.ruleset.shape import conform

SIDECAR = ".meta.yaml"


def read_layout(path: Path, program: Program, report: Report) -> Layout:
    """The layout that a file describes; faults go to the report."""
    source = read(path, report)
    written = None if source is None else load(source, report)
    document = None if written is None else conform(written, "layout", report)
    if document is None:
        return NO_LAYOUT
    numbers = document.text("numbers")
    return Layout(
        AUTO if numbers == AUTO else None if numbers is None else Style(numbers),
        document.text("sheet"),
        _columns(document.block("columns"), program, report),
        {folded(item.words): item.span for item in document.items("ignore") if isinstance(item, Scalar)},
    )


def layout_beside(path: Path, program: Program, report: Report) -> Layout:
    """The layout that lies beside a data file, where there is one."""
    beside = path.with_name(path.name + SIDECAR)
    return read_layout(beside, program, report) if beside.is_file() else NO_LAYOUT


def _columns(columns: Block | None, program: Program, report: Report) -> Mapping[str, Meant]:
    """The columns by heading; unknown ones are reported."""
    found: dict[str, Meant] = {}
    known = columns_of(program)
    for heading, value in () if columns is None else columns.values.items():
        assert columns is not None
        assert isinstance(value, Scalar)
        place, words = columns.keys[heading].span, folded(heading)
        if words in found:
            report.add("duplicate-key", place, labels=[Label(found[words].place, "first-here")], key=heading)
        if value.words not in known:
            near = nearest(value.words, known)
            report.add("unknown-column", value.span, column=value.words, near=near, ruleset=program.ruleset)
        found.setdefault(words, Meant(value.words, place))
    return found


def refuse_unused(layout: Layout, headings: Iterable[Heading], report: Report) -> None:
    """Report what a layout says of headings that none of its files has."""
    there = {folded(heading.words): heading.words for heading in headings}
    said = {**{words: meant.place for words, meant in layout.columns.items()}, **layout.ignored}
    for words, place in said.items():
        if words not in there:
            report.add("heading-not-found", place, heading=place.text, near=nearest(words, there.values()))
