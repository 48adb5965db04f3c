"""Scorecards as a workbook: a sheet with the standings, then one for each group with its indicators.

Of each scorecard only the cells are kept until all are there, since the sheets are sorted by period, level and rank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from chiso.diagnostics.catalogue import Language
from chiso.diagnostics.diagnostic import RecordError, Report
from chiso.lang.values import Mode, Number, decimal_text, decimals_of, exact_decimal, rounded, to_digits
from chiso.records.record import place_of
from chiso.report.words import word
from chiso.report.xlsx import PLAIN, Book, Cell, Sheet, Style, library, workbook
from chiso.ruleset.program import LEVELS, Group, Indicator, Program
from chiso.run.record_stream import NotScored
from chiso.run.scorecard import Basis, GroupResult, IndicatorResult, Scorecard, printable

Add = Callable[[Scorecard, int | None], None]
"""Takes one scorecard with its rank."""

MOST_UNITS = 20_000

_AS_PERCENT = to_digits(4, Mode.HALF_UP)
_HEADED = 3
"""The row of the heads: above it stand the title, the edition and an empty row."""
_BAND_FILLS = ("#63BE7B", "#B1D580", "#FFEB84", "#FBAA77", "#F8696B")
_TITLE: Style = {"bold": True, "font_size": 14}
_HEAD: Style = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDEBF7"}
_WIDTHS = {"rank": 6, "unit": 30, "figure": 13, "word": 17, "missing": 40}


class _Shown(NamedTuple):
    """A cell as it is to be shown."""

    cell: Cell
    style: Style = PLAIN


_Line = tuple[tuple[object, ...], list[list[_Shown]]]
"""What a line is sorted by, and its cells on each sheet."""


@contextmanager
def workbook_writer(
    program: Program, language: Language, path: Path, not_scored: Sequence[NotScored] = ()
) -> Iterator[Add]:
    """Write the scorecards that are added to an Excel file, which is there when the block ends without a fault.

    Raises `RecordError` for more units than a workbook is good for, and where the library for it is lacking; `OSError`.
    """
    lines: list[_Line] = []

    def add(card: Scorecard, rank: int | None) -> None:
        if len(lines) == MOST_UNITS:
            report = Report()
            report.add("too-many-for-workbook", place_of(card.record, "unit"), most=MOST_UNITS)
            raise RecordError(report)
        lines.append((_order(card, rank), _line(card, rank, language)))

    library()
    yield add
    lines.sort(key=lambda line: line[0])
    with workbook(path, program.title.in_language(language)) as book:
        _fill(book, program, language, [line[1] for line in lines])
        if not_scored:
            _list_refused(book, program, language, not_scored)


def _order(card: Scorecard, rank: int | None) -> tuple[object, ...]:
    record = card.record
    return (record.period, -LEVELS.index(record.level), rank is None, rank or 0)


def _fill(book: Book, program: Program, language: Language, lines: list[list[list[_Shown]]]) -> None:
    heads = _heads(program, language)
    titles = [word("standings", language), *(group.title.in_language(language) for group in program.groups)]
    for place, (title, columns) in enumerate(zip(titles, heads, strict=True)):
        sheet = book.sheet(title)
        _head(sheet, program, title, columns, language)
        for row, line in enumerate(lines, _HEADED + 1):
            for column, shown in enumerate(line[place]):
                sheet.put(row, column, shown.cell, shown.style)
        sheet.filter(_HEADED, _HEADED + len(lines), len(columns) - 1)


def _list_refused(book: Book, program: Program, language: Language, records: Sequence[NotScored]) -> None:
    """A last sheet with the records that were not scored, and why not."""
    title = word("not-scored", language)
    sheet = book.sheet(title)
    kinds = (("unit", "unit"), ("level", "word"), ("period", "figure"), ("reason", "missing"))
    _head(sheet, program, title, [(word(name, language), kind) for name, kind in kinds], language)
    for row, record in enumerate(records, _HEADED + 1):
        why = "; ".join(fault.message_in(language) for fault in record.faults)
        sheet.put_row(row, [record.unit or "", record.level or "", record.period or "", why], PLAIN)


def _head(sheet: Sheet, program: Program, title: str, columns: list[tuple[str, str]], language: Language) -> None:
    edition = word("edition", language, ruleset=program.ruleset, edition=program.edition)
    sheet.put(0, 0, f"{program.title.in_language(language)}: {title}", _TITLE)
    sheet.put(1, 0, edition)
    sheet.put_row(_HEADED, [text for text, _ in columns], _HEAD)
    sheet.widths([_WIDTHS[kind] for _, kind in columns])
    sheet.height(_HEADED, 60)
    sheet.freeze(_HEADED + 1, 2)
    sheet.on_paper()


# The heads: for each sheet the text of every column, and how wide it is.


def _heads(program: Program, language: Language) -> list[list[tuple[str, str]]]:
    first = [(word("rank", language), "rank"), (word("unit", language), "unit")]
    first += [(word("level", language), "word"), (word("period", language), "figure")]
    last = [(_worth(program.total, word("total", language), language), "figure"), (word("band", language), "word")]
    last += [(word("basis", language), "word"), (word("missing", language), "missing")]
    groups = [(_worth(group, group.title.in_language(language), language), "figure") for group in program.groups]
    return [[*first, *groups, *last], *([*first, *_group_heads(group, language)] for group in program.groups)]


def _worth(node: Group | Indicator, title: str, language: Language) -> str:
    if node.max is None:
        return title
    return word("maximum", language, title=title, max=_local(decimal_text(node.max), language))


def _local(text: str, language: Language) -> str:
    return text.replace(".", ",") if language == "vi" else text


def _group_heads(group: Group, language: Language) -> list[tuple[str, str]]:
    heads = [(_worth(group, group.title.in_language(language), language), "figure"), (word("basis", language), "word")]
    for indicator in group.indicators:
        title = indicator.title.in_language(language)
        heads += [(_worth(indicator, title, language), "figure"), (f"{title}: {word('rate', language)}", "figure")]
        heads += [(f"{title}: {word('state', language)}", "word")]
        heads += [(f"{title}: {word('target', language)}", "figure")] if indicator.target is not None else []
    return heads + [head for inner in group.groups for head in _group_heads(inner, language)]


# The cells of one scorecard.


def _line(card: Scorecard, rank: int | None, language: Language) -> list[list[_Shown]]:
    record, program = card.record, card.program
    first = [_Shown(rank), _Shown(record.unit), _Shown(word(f"level.{record.level}", language)), _Shown(record.period)]
    groups = [_points(group.points, group.group, program) for group in card.groups]
    missing = "; ".join(_titled(program, name, language) for name in card.missing)
    last = [_points(card.points, program.total, program, bold=True), _band(card), _basis(card.basis, language)]
    standings = [*first, *groups, *last, _Shown(missing or None)]
    return [standings, *([*first, *_group(group, program, language)] for group in card.groups)]


def _titled(program: Program, name: str, language: Language) -> str:
    declared = program.inputs.get(name)
    return name if declared is None else declared.title.in_language(language)


def _points(value: Number | None, node: Group | Indicator, program: Program, *, bold: bool = False) -> _Shown:
    """Points with all their decimals, so that nothing is rounded by being shown."""
    if value is None:
        return _Shown(None)
    number, least = printable(value, node, program)
    digits = max(least, decimals_of(number) or 0)
    style: dict[str, object] = {"num_format": f"0.{'0' * digits}" if digits else "0"}
    return _Shown(exact_decimal(number, digits), {**style, "bold": True} if bold else style)


def _basis(basis: Basis | None, language: Language) -> _Shown:
    return _Shown(None if basis is None else word(f"basis.{basis.value}", language))


def _band(card: Scorecard) -> _Shown:
    """The band on its colour, from the best one's to the worst one's."""
    if card.band is None:
        return _Shown(None)
    bands = card.program.bands
    place = next(place for place, band in enumerate(bands) if band.id == card.band.id)
    fill = _BAND_FILLS[place * (len(_BAND_FILLS) - 1) // max(len(bands) - 1, 1)]
    return _Shown(card.band.title.text, {"bg_color": fill})


def _group(result: GroupResult, program: Program, language: Language) -> Iterator[_Shown]:
    yield _points(result.points, result.group, program, bold=True)
    yield _basis(result.basis, language)
    for indicator in result.indicators:
        yield from _indicator(indicator, program, language)
    for inner in result.groups:
        yield from _group(inner, program, language)


def _indicator(result: IndicatorResult, program: Program, language: Language) -> Iterator[_Shown]:
    yield _points(result.points, result.indicator, program)
    yield _Shown(None if result.rate is None else _rate(result.rate), {"num_format": "0.00%"})
    yield _Shown(word(f"state.{result.state.value}", language))
    if result.indicator.target is not None:
        met = result.target_met
        yield _Shown(None if met is None else word(f"met.{str(met).lower()}", language))


def _rate(rate: Number) -> Decimal:
    """As it is shown, in percent with two decimals."""
    return exact_decimal(rounded(rate, _AS_PERCENT))
