"""A record given by a program as a mapping, such as a row of a table or a parsed JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.values import as_number, comparable, decimal_text, decimals_of, exceeds_digits, from_decimal
from chiso.records.build import Row, build_records, match_columns
from chiso.records.read_value import LONGEST_NUMBER
from chiso.records.record import Record, place_of, shortened
from chiso.ruleset.program import LEVELS, Program
from chiso.source import Source, Span


def record_from_mapping(
    values: Mapping[str, object], program: Program, report: Report, number: int = 1
) -> Record | None:
    """The record of a mapping from column names to values; None after reporting faults in it.

    Values are texts as in a data file, or `int`, `Fraction`, `Decimal`, `bool`, `date`; None stands for missing.
    A `float` is refused: it has lost the exact value on its way here. `number` is what the record is called by in
    diagnostics.
    """
    names = [comparable(str(name)) for name in values]
    texts = [_text(value) for value in values.values()]
    shown = [shortened(value) if text is None else text for text, value in zip(texts, values.values(), strict=True)]
    origin = _Origin(number, names, shown)
    columns = match_columns(names, [origin.name(name) for name in names], program, origin.whole(), report)
    for name, text, value in zip(names, texts, values.values(), strict=True):
        if text is None:
            report.add("not-exact", origin.place(name), column=name, value=shortened(value))
    if columns is None or None in texts:
        return None
    row = Row([text or "" for text in texts], origin)
    return next(iter(build_records([row], columns, program, report)), None)


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
    """The value as a data file writes it; None for one that is not exact."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Fraction)):
        return None if exceeds_digits(value, LONGEST_NUMBER) else decimal_text(value)
    if isinstance(value, Decimal):
        sound = value.is_finite() and abs(value.adjusted()) < LONGEST_NUMBER
        return decimal_text(from_decimal(value)) if sound else None
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else None


class _Origin:
    """Shows a mapping as the text `name: value` line by line."""

    def __init__(self, row: int, names: list[str], texts: list[str]) -> None:
        self.row = row
        self._spans: dict[str, tuple[int, int, int]] = {}
        lines, offset = [], 0
        for name, text in zip(names, texts, strict=True):
            line = f"{name}: {text}"
            self._spans[name] = (offset, offset + len(name) + 2, offset + len(line))
            lines.append(line)
            offset += len(line) + 1
        self._source = Source("<record>", "\n".join(lines))

    def whole(self) -> Span:
        return self._source.whole()

    def name(self, name: str) -> Span:
        start, value, _ = self._spans[name]
        return Span(self._source, start, value - 2)

    def place(self, name: str) -> Span:
        if name not in self._spans:
            return self.whole()
        _, start, end = self._spans[name]
        return Span(self._source, start, end)
