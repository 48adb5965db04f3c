"""The style of the numbers of a file, told by the numbers themselves.

A cell that its column's type and bounds let be read in one style only tells the style. All must tell the same. A cell
that can be read in both, with different values, is never guessed: only a decimal comma elsewhere settles it, since who
writes decimals with a comma does not write them with a point; reports that write `90.42` do write `3.102` for three
thousand one hundred and two (docs/decisions/0023-number-styles.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chiso.diagnostics.catalogue import Argument, Word
from chiso.diagnostics.diagnostic import Diagnostic, Label, Report
from chiso.lang.types import Type
from chiso.lang.values import Given
from chiso.records.columns import Column
from chiso.records.layout import Style
from chiso.records.number_text import could_be_english, has_decimal_comma, in_plain_style, tidied, without_currency
from chiso.records.read_value import ValueFault, is_number, read_value
from chiso.records.table import Plain, Row, Table
from chiso.ruleset.program import Program

_SURELY_PLAIN = re.compile(r"[0-9]+\.[0-9]{1,2}%?")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A cell that matters to the question."""

    row: Row
    index: int
    column: Column

    @property
    def text(self) -> str:
        return self.row.cells[self.index].strip()


def tell_style(table: Table, columns: Sequence[Column | None], program: Program, report: Report) -> Style | None:
    """The style of a table's numbers, plain where nothing depends on it; None after reporting that it cannot be told.

    Reads the whole table. `columns` are those of its headings; None for one that is left out.
    """
    numeric = [(index, column) for index, column in enumerate(columns) if column is not None and is_number(column)]
    if not numeric or not table.has_texts:
        return Style.PLAIN
    evidence = _Evidence(program)
    for row in table.rows(Report()):
        for index, column in numeric if row.fault is None else ():
            cell = row.cells[index]
            if ("." in cell or "," in cell) and not isinstance(cell, Plain):
                evidence.take(row, index, column)
    return evidence.verdict(report)


class _Evidence:
    """The first cell that tells each style, and the first that could be read in both."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._telling: dict[Style, _Seen] = {}
        self._doubtful: _Seen | None = None
        self._has_comma = False

    def take(self, row: Row, index: int, column: Column) -> None:
        """Take a cell with a point or a comma into account."""
        text = row.cells[index].strip()
        if Style.PLAIN in self._telling and _SURELY_PLAIN.fullmatch(text):
            return
        is_english = self._is_english(text, column)
        values = self._values(text, column) or ({} if is_english else self._forms(text, column))
        seen = _Seen(row, index, column)
        if len(values) == 1 and not is_english:
            self._telling.setdefault(next(iter(values)), seen)
            self._has_comma = self._has_comma or (Style.VI in values and has_decimal_comma(text))
        elif len(set(values.values())) > 1 or (values and is_english):
            self._doubtful = self._doubtful or seen

    def _values(self, text: str, column: Column) -> dict[Style, Given]:
        values: dict[Style, Given] = {}
        for style in Style:
            try:
                values[style] = read_value(text, column, self._program, style)
            except ValueFault:
                continue
        return values

    def _forms(self, text: str, column: Column) -> dict[Style, Given]:
        """What the cell is in each style, when no style makes it a value of its column: its form still tells."""
        tidy = tidied(without_currency(text) if column.kind is Type.MONEY else text)
        forms = {style: in_plain_style(tidy, style) for style in Style}
        return {style: form for style, form in forms.items() if form is not None}

    def _is_english(self, text: str, column: Column) -> bool:
        """Whether `1,936` could as well be meant for one thousand nine hundred and thirty-six."""
        return could_be_english(text) and bool(self._values(text.replace(",", ""), column))

    def verdict(self, report: Report) -> Style | None:
        """The style; None after reporting two of them, or a cell that nothing settles."""
        if len(self._telling) == len(Style):
            self._report_mixed(report)
            return None
        if self._doubtful is not None and not self._has_comma:
            self._report_doubtful(self._doubtful, report)
            return None
        return next(iter(self._telling), Style.PLAIN)

    def _report_mixed(self, report: Report) -> None:
        named, other = self._telling[Style.VI], self._telling[Style.PLAIN]
        labels = (Label(other.row.line.cell(other.index), "only-plain"),)
        report.extend([Diagnostic("numbers-mixed", named.row.line.cell(named.index), _readings(named), labels)])

    def _report_doubtful(self, seen: _Seen, report: Report) -> None:
        report.extend([Diagnostic("number-ambiguous", seen.row.line.cell(seen.index), _readings(seen))])


def _readings(seen: _Seen) -> dict[str, Argument]:
    """What the cell is in each style; with a comma between thousands, as in English, what that would be."""
    text = tidied(without_currency(seen.text))
    vi = in_plain_style(text, Style.VI)
    plain = in_plain_style(text.replace(",", "") if could_be_english(text) else text, Style.PLAIN)
    none = Word("reading.none")
    return {
        "row": seen.row.line.row,
        "column": seen.column.name,
        "value": seen.text,
        "vi": none if vi is None else vi,
        "plain": none if plain is None else plain,
    }
