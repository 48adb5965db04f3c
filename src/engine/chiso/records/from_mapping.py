"""A record given by a program as a mapping, such as a row of a table or a parsed JSON object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.values import as_number, comparable, decimal_text, decimals_of, exceeds_digits
from chiso.records.build import build_records
from chiso.records.match_columns import Headings, match_columns
from chiso.records.record import Record, place_of, shortened
from chiso.records.table import LONGEST_NUMBER, Heading, Plain, Row, written
from chiso.ruleset.program import LEVELS, Program
from chiso.source import Source, Span


def record_from_mapping(
    values: Mapping[str, object], program: Program, report: Report, number: int = 1, known: Headings | None = None
) -> Record | None:
    """The record of a mapping from column names to values; None after reporting faults in it.

    Values are texts as in a data file, or `int`, `Fraction`, `Decimal`, `bool`, `date`; None stands for missing.
    A `float` is refused: it has lost the exact value on its way here. `number` is what the record is called by in
    diagnostics; `known` are the program's headings, where many records are made.
    """
    names = [comparable(str(name)) for name in values]
    texts = [_text(value) for value in values.values()]
    shown = [shortened(value) if text is None else text for text, value in zip(texts, values.values(), strict=True)]
    line = _Line(number, names, shown)
    headings = [Heading(name, (), line.name(index)) for index, name in enumerate(names)]
    for index, (text, value) in enumerate(zip(texts, values.values(), strict=True)):
        if text is None:
            report.add("not-exact", line.cell(index), column=names[index], value=shortened(value))
    exact = ["" if text is None else text for text in texts]
    record = single_record(headings, Row(exact, line), line.whole(), program, report, known)
    return None if None in texts else record


def single_record(
    headings: Sequence[Heading],
    row: Row,
    head: Span,
    program: Program,
    report: Report,
    known: Headings | None = None,
) -> Record | None:
    """The record of a single row under its headings, numbers in plain style; None after reporting faults in it."""
    columns = match_columns(headings, Headings(program) if known is None else known, head, program, report)
    for built in () if columns is None else build_records([row], columns, program):
        report.extend(built.faults)
        return built.record
    return None


def refuse_inexact(record: Record, report: Report) -> None:
    """Report values of a record made by a program that are not exact, and a level that is none."""
    for name, value in (*record.inputs.items(), *record.reported.items()):
        if _text(value) is None:
            report.add("not-exact", place_of(record, name), column=name, value=shortened(value))
        elif name.endswith(".points") and decimals_of(as_number(value) or 0) is None:
            hint = Word("hint.plain-number")
            report.add("not-a-number", place_of(record, name), row=1, column=name, value=str(value), hint=hint)
    if record.level not in LEVELS:
        near = nearest(record.level, LEVELS)
        place = place_of(record, "level")
        report.add("unknown-level", place, row=1, column="level", value=record.level, levels=LEVELS, near=near)


def _text(value: object) -> str | None:
    """The value as a cell; None for one that is not exact."""
    if isinstance(value, float):
        return None
    if isinstance(value, Fraction):
        return None if exceeds_digits(value, LONGEST_NUMBER) else Plain(decimal_text(value))
    return written(value)


class _Line:
    """Shows a mapping as the text `name: value` line by line."""

    def __init__(self, row: int, names: list[str], texts: list[str]) -> None:
        self.row = row
        self._spans: list[tuple[int, int, int]] = []
        lines, offset = [], 0
        for name, text in zip(names, texts, strict=True):
            line = f"{name}: {text}"
            self._spans.append((offset, offset + len(name), offset + len(line)))
            lines.append(line)
            offset += len(line) + 1
        self._source = Source("<record>", "\n".join(lines))

    def whole(self) -> Span:
        return self._source.whole()

    def name(self, index: int) -> Span:
        start, end, _ = self._spans[index]
        return Span(self._source, start, end)

    def cell(self, index: int) -> Span:
        _, end, finish = self._spans[index]
        return Span(self._source, end + 2, finish)
