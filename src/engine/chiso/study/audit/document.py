"""A published document as data: the records of its units, and its tables with every figure as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from chiso.lang.interval import Interval, span
from chiso.lang.syntax import Expression
from chiso.lang.types import COUNT, RATE
from chiso.lang.values import as_number
from chiso.records.columns import Column, columns_of
from chiso.records.record import Record, place_of
from chiso.ruleset.program import Program
from chiso.source import Span
from chiso.study.audit.claim import Kind
from chiso.study.audit.comparing import Statement
from chiso.study.audit.figure import Figure, Measure, Said, finest, number_of, step_of, step_of_number
from chiso.study.audit.grid import grids


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a printed table: the unit as spelt there, with where that stands, and its cells by column."""

    unit: str
    place: Span
    cells: Mapping[str, Figure | Said]

    def figure(self, column: str) -> Figure | None:
        """The number under a column; None where there is none."""
        found = self.cells.get(column)
        return found if isinstance(found, Figure) else None


@dataclass(frozen=True, slots=True)
class Relation:
    """What must hold in every row of a table: one column compared with a formula of others."""

    kind: Kind
    stated: Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """A column of words that say whether a condition holds: the words for yes and for no."""

    column: str
    rule: Expression
    met: str
    missed: str


@dataclass(frozen=True, slots=True)
class Total:
    """A column whose rows add up: to the row of totals, or to a figure of a unit's record."""

    column: str
    address: str | None


@dataclass(frozen=True, slots=True)
class BandCounts:
    """A column that counts the units of a level in a band, perhaps only those of some kinds."""

    count: str
    band: str
    kind: str | None
    level: str


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table, and what its declaration says of it; `total` is its row of totals, `whole` the unit of that.

    `titles` are the words for columns; `same` are the columns that repeat a figure of the records, by address;
    `portal` are pairs of columns counted locally and on the portal; `bands` and `ranks` pair a column with the column
    of totals that it follows from.
    """

    file: str
    period: str
    rows: tuple[Row, ...]
    total: Row | None
    names: Mapping[str, str]
    relations: tuple[Relation, ...]
    marks: tuple[Mark, ...]
    totals: tuple[Total, ...]
    whole: str
    same: Mapping[str, str]
    portal: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str, str], ...]
    ranks: tuple[tuple[str, str], ...]
    band_counts: BandCounts | None
    titles: Mapping[str, str]

    def title(self, column: str) -> str:
        """The words for a column; its name where it has none."""
        return self.titles.get(column, column)

    @property
    def every_row(self) -> tuple[Row, ...]:
        """The rows, the one of totals last."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def unit_of(self, row: Row) -> str:
        """The unit that a row is about: its printed name, unless the declaration says whom that means."""
        return self.names.get(row.unit, row.unit)


@dataclass(frozen=True, slots=True)
class Document:
    """The records of one data file with their figures by address, and the tables declared beside it."""

    file: str
    records: tuple[Record, ...]
    figures: tuple[Mapping[str, Figure], ...]
    tables: tuple[Table, ...]


def figures_of(records: tuple[Record, ...], program: Program) -> tuple[dict[str, Figure], ...]:
    """The figures of each record by address: inputs and reported values that are numbers, as their cells print them."""
    columns = columns_of(program)
    raw = [dict(_figures(record, columns)) for record in records]
    steps: dict[str, list[Fraction]] = {}
    for figures in raw:
        for address, figure in figures.items():
            steps.setdefault(address, []).append(figure.step)
    grid = grids(program)
    column = {address: _left_open(finest(found), grid.get(address)) for address, found in steps.items()}
    return tuple({at: _stepped(figure, column[at]) for at, figure in figures.items()} for figures in raw)


def _left_open(step: Fraction, grid: Fraction | None) -> Fraction:
    """The step of a column; 0 where it shows all that there can be."""
    return Fraction(0) if grid is not None and step and grid % step == 0 else step


def _stepped(figure: Figure, step: Fraction) -> Figure:
    return replace(figure, step=step) if figure.step else figure


def _figures(record: Record, columns: Mapping[str, Column]) -> list[tuple[str, Figure]]:
    found = []
    for address, given in (*record.inputs.items(), *record.reported.items()):
        number = as_number(given)
        if number is None or address.endswith(".rank"):
            continue
        kind, place = columns[address].kind, place_of(record, address)
        text = place.text.strip().strip('"').strip()
        measure = Measure.COUNT if kind is COUNT else Measure.NUMBER
        if kind is RATE and text.endswith("%"):
            measure = Measure.PERCENT
        as_printed = number_of(text, measure) == number
        step = step_of(text, measure) if as_printed else step_of_number(number, measure)
        within = _within(columns[address].low, columns[address].high)
        found.append((address, Figure(text, place, address, measure, number, step, within)))
    return found


def _within(low: object, high: object) -> Interval:
    return span(_bound(low), _bound(high))


def _bound(value: object) -> int | Fraction | None:
    return value if isinstance(value, (int, Fraction)) else None
