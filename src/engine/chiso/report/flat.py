"""Scorecards as one flat row each, for CSV and Parquet; the columns are named like those of the data contract.

`facts` are what is known of the units beside name, level and period, and shall stand after these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from chiso.diagnostics.diagnostic import Language
from chiso.lang.values import Number, decimal_text, fraction_text
from chiso.records.cell_text import guarded
from chiso.records.columns import FACTS
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.record_stream import NotScored
from chiso.run.scorecard import Basis, GroupResult, Scorecard, printable, rate_percent

PERCENT_DIGITS = 2

Cell = str | Number | bool | None


class Content(Enum):
    """What the cells of a column are."""

    NAME = "a text that somebody gave"
    WORD = "a word of ours, or the exact fraction of a rate"
    WHOLE = "a whole number"
    DECIMAL = "a number that decimals say exactly"
    FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One column: its name, what its cells are, and how many decimals a number has at least."""

    name: str
    content: Content
    digits: int = 0


def flat_columns(program: Program, facts: Sequence[str] = ()) -> list[FlatColumn]:
    """The columns of every scorecard of a rule set."""
    head = [FlatColumn(fact, Content.NAME) for fact in (*FACTS, *facts)]
    total = [
        FlatColumn(f"{TOTAL}.rank", Content.WHOLE),
        _decimal(TOTAL, program.total, program),
        FlatColumn(f"{TOTAL}.basis", Content.WORD),
        FlatColumn(f"{TOTAL}.band", Content.WORD),
        FlatColumn("complete", Content.FLAG),
        FlatColumn("missing", Content.WORD),
    ]
    return [*head, *total, *(column for group in program.groups for column in _columns(group, program))]


def _decimal(id: str, node: Group | Indicator, program: Program) -> FlatColumn:
    return FlatColumn(f"{id}.points", Content.DECIMAL, (node.rounding or program.rounding).digits)


def _columns(group: Group, program: Program) -> Iterator[FlatColumn]:
    yield from (_decimal(group.id, group, program), FlatColumn(f"{group.id}.basis", Content.WORD))
    for indicator in group.indicators:
        yield _decimal(indicator.id, indicator, program)
        yield FlatColumn(f"{indicator.id}.rate", Content.WORD)
        yield FlatColumn(f"{indicator.id}.rate_percent", Content.DECIMAL, PERCENT_DIGITS)
        yield FlatColumn(f"{indicator.id}.state", Content.WORD)
        yield FlatColumn(f"{indicator.id}.basis", Content.WORD)
        yield FlatColumn(f"{indicator.id}.target_met", Content.FLAG)
    for inner in group.groups:
        yield from _columns(inner, program)


NOT_SCORED = FlatColumn("not_scored", Content.NAME)
"""The last column, where some records were not scored: why not."""


def not_scored_values(record: NotScored, columns: Sequence[FlatColumn], language: Language) -> list[Cell]:
    """What is known of a record that was not scored, column by column, and why it was not."""
    known: dict[str, Cell] = {
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        "complete": False,
        NOT_SCORED.name: "; ".join(fault.message_in(language) for fault in record.faults),
    }
    return [known.get(column.name) for column in columns]


def flat_values(card: Scorecard, rank: int | None, facts: Sequence[str] = ()) -> list[Cell]:
    """The values of one scorecard, column by column; None for an absent one."""
    record, band, program = card.record, card.band, card.program
    cells: list[Cell] = [getattr(record, fact) for fact in (*FACTS, *facts)]
    cells += [rank, _points(card.points, program.total, program), _basis(card.basis)]
    cells += [None if band is None else band.id, card.complete, " ".join(card.missing)]
    return cells + [cell for group in card.groups for cell in _cells(group, program)]


def _points(value: Number | None, node: Group | Indicator, program: Program) -> Number | None:
    return None if value is None else printable(value, node, program)[0]


def _basis(basis: Basis | None) -> str | None:
    return None if basis is None else basis.value


def _cells(group: GroupResult, program: Program) -> Iterator[Cell]:
    yield from (_points(group.points, group.group, program), _basis(group.basis))
    for result in group.indicators:
        yield _points(result.points, result.indicator, program)
        yield None if result.rate is None else fraction_text(result.rate)
        yield None if result.rate is None else rate_percent(result.rate)
        yield from (result.state.value, _basis(result.basis), result.target_met)
    for inner in group.groups:
        yield from _cells(inner, program)


def flat_row(columns: Sequence[FlatColumn], card: Scorecard, rank: int | None, facts: Sequence[str] = ()) -> list[str]:
    """One scorecard as the cells of a CSV file; an absent value is an empty cell, and no name is a formula."""
    return [_text(column, cell) for column, cell in zip(columns, flat_values(card, rank, facts), strict=True)]


def _text(column: FlatColumn, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        return guarded(cell) if column.content is Content.NAME else cell
    return decimal_text(cell, column.digits)
