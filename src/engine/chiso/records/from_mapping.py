"""A record given by a program as a mapping, such as a row of a table or a parsed JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import decimal_text, from_decimal
from chiso.records.build import Row, build_records, match_columns
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.source import Source, Span


def record_from_mapping(
    values: Mapping[str, object], program: Program, report: Report, number: int = 1
) -> Record | None:
    """The record of a mapping from column names to values; None after reporting faults in it.

    Values are texts as in a data file, or `int`, `Fraction`, `Decimal`, `bool`, `date`; None stands for missing.
    A `float` is refused: it has lost the exact value on its way here. `number` is what the record is called by in
    diagnostics.
    """
    names = [str(name) for name in values]
    texts = [_text(value) for value in values.values()]
    shown = [str(value) if text is None else text for text, value in zip(texts, values.values(), strict=True)]
    origin = _Origin(number, names, shown)
    columns = match_columns(names, [origin.name(name) for name in names], program, origin.whole(), report)
    for name, text, value in zip(names, texts, values.values(), strict=True):
        if text is None:
            report.add("not-exact", origin.place(name), column=name, value=str(value))
    if columns is None or None in texts:
        return None
    row = Row([text or "" for text in texts], origin)
    return next(iter(build_records([row], columns, program, report)), None)


def _text(value: object) -> str | None:
    """The value as a data file writes it; None for one that is not exact."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Fraction)):
        return decimal_text(value)
    if isinstance(value, Decimal):
        return decimal_text(from_decimal(value)) if value.is_finite() else None
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
