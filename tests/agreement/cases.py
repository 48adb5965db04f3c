"""A rule set with a table for it, by a seed: mostly plain rows, some odd ones.

Odd are counts up to 10^15, counts at or one beside a tie of the last digit, counts that are all equal or 0, and values
that are missing or reported. What a row holds is kept exactly as it was made, so that no reading is needed to score it;
`frame` writes it into columns as users have them: integers, decimals, texts, flags, days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from random import Random
from typing import Any

import polars as pl

from agreement.rules import rule_set
from agreement.texts import Tree, compiled, indicators_of, text_of
from chiso.lang.evaluate import TooLong
from chiso.lang.types import COUNT, DATE, FLAG, MONEY, RATE
from chiso.lang.values import Given, decimal_text
from chiso.records.columns import FACTS, Column, Kind, columns_of
from chiso.records.record import Record
from chiso.ruleset.program import LEVELS, Program
from chiso.run.check_record import broken_checks

Row = Mapping[str, Given]
"""What a record gives, by column; what is missing is not in it."""

PERIODS = ("2024", "2024-Q2", "2024-06", "2024-03-W2", "2024-W30", "2025-01")
HUGE = 10**15
_QUOTIENT = re.compile(r"(\w+) / (\w+)")
_ENDINGS = (8, 16, 40, 80, 200, 400, 800, 1200, 2000, 4000)
"""Denominators whose quotients often end in a 5."""
_TRIES = 40


@dataclass(frozen=True)
class Case:
    """Rules, the rows of a table, and how each column of it is written."""

    tree: Tree
    rows: Sequence[Row]
    written: Mapping[str, str]

    @property
    def text(self) -> str:
        """The rule set's text."""
        return text_of(self.tree)


def case(seed: int, rows: int) -> tuple[Case, Program]:
    """The case of a seed and its program: of the first rule set by that seed that is sound and lets so many rows be."""
    chance = Random(seed)
    for _ in range(_TRIES):
        tree = rule_set(chance)
        program = compiled(text_of(tree))
        if program is not None:
            table = Table(tree, program, chance)
            endless = (table.row() for _ in range(_TRIES * rows))
            made = list(islice((row for row in endless if is_sound(program, row)), rows))
            if len(made) == rows:
                return Case(tree, made, table.written), program
    raise AssertionError(f"no sound rule set by the seed {seed}")


def record_of(row: Row, program: Program) -> Record:
    """The record of a row, without any reading."""
    unit, level, period = (str(row[fact]) for fact in FACTS)
    inputs = {name: value for name, value in row.items() if name in program.inputs}
    reported = {name: value for name, value in row.items() if name not in program.inputs and name not in FACTS}
    return Record(unit, level, period, inputs, reported)


def is_sound(program: Program, row: Row) -> bool:
    """Whether a row meets the checks of its rules."""
    if not program.checks:
        return True
    try:
        return not broken_checks(program, record_of(row, program))
    except TooLong:
        return False


# Rows.


class Table:
    """Makes rows for a program."""

    def __init__(self, tree: Tree, program: Program, chance: Random) -> None:
        self._chance = chance
        self._program = program
        columns = columns_of(program)
        self._inputs = [column for column in columns.values() if column.is_input]
        others = [
            c for c in columns.values() if not c.is_input and c.name.partition(".")[2] in ("points", "rate", "band")
        ]
        others = [c for c in others if c.kind is not Kind.BAND or program.bands]
        few = chance.random() < 0.3
        self._reported = chance.sample(others, min(len(others), chance.randint(1, 3))) if few else []
        self._missing = chance.choice((0, 0, 0.01, 0.05, 0.2))
        self._counts = [column.name for column in self._inputs if column.kind is COUNT and column.high is None]
        self._edges = list(_edges(tree, program))
        self._periods = chance.sample(PERIODS, chance.randint(1, 4))
        self.written = {column.name: self._way(column) for column in (*self._inputs, *self._reported)}

    def _way(self, column: Column) -> str:
        ways = {COUNT: ("int", "int", "int", "text", "decimal"), FLAG: ("own", "text"), DATE: ("own", "text")}
        if column.kind in ways:
            return self._chance.choice(ways[column.kind])
        if column.choices or isinstance(column.kind, Kind):
            return "text"
        return self._chance.choice(
            ("decimal", "decimal", "text", "int") if column.kind is not RATE else ("decimal", "text")
        )

    def row(self) -> Row:
        """One row: each with a manner of its own."""
        chance = self._chance
        row: dict[str, Given] = {
            "unit": f"Xã {chance.randint(1, 999)}",
            "level": chance.choice(LEVELS),
            "period": chance.choice(self._periods),
        }
        row |= {column.name: self._value(column) for column in self._inputs}
        row |= self._plain_counts(chance.choice((30, 5000, 5000, 10**6)))
        if chance.random() < 0.3:
            row |= chance.choice((self._huge, self._tied, self._equal, self._nothing, self._at_an_edge))()
        if self._missing:
            row = {name: value for name, value in row.items() if name in FACTS or chance.random() >= self._missing}
        return row | {column.name: self._published(column) for column in self._reported if chance.random() < 0.1}

    def _plain_counts(self, most: int) -> Row:
        """Counts of which some are parts of others."""
        whole = self._chance.randint(0, most)
        return {name: self._chance.randint(0, whole) if self._chance.random() < 0.7 else whole for name in self._counts}

    def _huge(self) -> Row:
        return {name: HUGE - self._chance.choice((0, 1, self._chance.randrange(HUGE))) for name in self._counts}

    def _tied(self) -> Row:
        whole = self._chance.choice(_ENDINGS)
        return {name: self._chance.choice((whole, self._chance.randint(0, whole))) for name in self._counts}

    def _equal(self) -> Row:
        return dict.fromkeys(self._counts, self._chance.choice((1, 7, 3000, HUGE)))

    def _nothing(self) -> Row:
        return {name: 0 for name in self._counts if self._chance.random() < 0.6}

    def _at_an_edge(self) -> Row:
        """Counts whose quotient lies at a tie of some indicator's points, or as near beside one as counts can."""
        if not self._edges:
            return {}
        done, due, step = self._chance.choice(self._edges)
        tie = (2 * self._chance.randrange(max(1, int(1 / step))) + 1) * step / 2
        whole = self._chance.choice((self._chance.randint(1, HUGE), tie.denominator, tie.denominator * 7, HUGE))
        beside = int(whole * tie) + self._chance.choice((-1, 0, 0, 0, 1, 1))
        return {due: whole, done: max(0, min(beside, HUGE))}

    def _value(self, column: Column) -> Given:
        chance = self._chance
        if column.kind is FLAG:
            return chance.random() < 0.5
        if column.kind is DATE:
            return date(2024, 1, 1) + timedelta(days=chance.choice((-1, 0, 1, chance.randint(-900, 900))))
        if column.choices:
            return chance.choice(column.choices)
        return self._number(column, self.written[column.name])

    def _number(self, column: Column, way: str) -> Given:
        """An amount within its bounds that can be written in the column's way."""
        least = _number_of(column.low, 0 if column.kind in (COUNT, RATE) else -50)
        most = _number_of(column.high, least + (1 if column.kind is RATE else 100))
        if column.kind is COUNT or way == "int":
            return self._chance.randint(-int(-least // 1), int(most // 1))
        if self._chance.random() < 0.15:
            return _simplest(self._chance.choice((least, most)))
        if column.kind is RATE and way == "text" and self._chance.random() < 0.5:
            whole = self._chance.randint(1, 400)
            return _simplest(Fraction(self._chance.randint(0, whole), whole))
        steps = self._chance.choice((10, 100) if column.kind is MONEY else (10, 100, 1000))
        return _simplest(Fraction(self._chance.randint(int(least * steps), int(most * steps)), steps))

    def _published(self, column: Column) -> Given:
        if column.kind is Kind.BAND:
            return self._chance.choice(self._program.bands).id
        return self._number(column, "decimal" if column.kind is RATE else self.written[column.name])


def _number_of(bound: object, otherwise: int | Fraction) -> Fraction:
    return Fraction(bound) if isinstance(bound, (int, Fraction)) else Fraction(otherwise)


def _simplest(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


def _edges(tree: Tree, program: Program) -> list[tuple[str, str, Fraction]]:
    """For indicators by the quotient of two counts: these, and how far apart rates are that give the next points."""
    found = []
    nodes = {indicator.id: indicator for indicator in program.indicators}
    for written in indicators_of(tree):
        quotient, node = _QUOTIENT.fullmatch(str(written.get("rate", ""))), nodes[written["id"]]
        counts = quotient is not None and all(
            name in program.inputs and program.inputs[name].type is COUNT and program.inputs[name].high is None
            for name in quotient.groups()
        )
        if quotient is None or not counts or not node.max or node.rounding is None:
            continue
        full = str(written.get("full_at", "100%"))
        share = Fraction(full.rstrip("%")) / (100 if "%" in full else 1) if full[0].isdigit() else Fraction(1)
        found.append((quotient[1], quotient[2], Fraction(node.rounding.step) / node.max * share))
    return found


# Tables.


def frame(case: Case, program: Program) -> pl.DataFrame:
    """The case's table as a polars frame."""
    columns = columns_of(program)
    series = [pl.Series(fact, [row[fact] for row in case.rows], dtype=pl.String) for fact in FACTS]
    for name, way in case.written.items():
        series.append(_series(name, columns[name], way, [row.get(name) for row in case.rows]))
    return pl.DataFrame(series)


def _series(name: str, column: Column, way: str, values: Sequence[Given | None]) -> pl.Series:
    if way == "own":
        return pl.Series(name, values, dtype=pl.Boolean if column.kind is FLAG else pl.Date)
    if way == "int":
        return pl.Series(name, values, dtype=pl.Int64)
    if way == "text":
        return pl.Series(name, [None if value is None else _cell(value, column) for value in values], dtype=pl.String)
    cells = [None if value is None else Decimal(decimal_text(Fraction(_as_number(value)))) for value in values]
    return pl.Series(name, cells, dtype=pl.Decimal(38, 0 if column.kind is COUNT else 3))


def _as_number(value: Given) -> int | Fraction:
    assert isinstance(value, (int, Fraction))
    return value


def _cell(value: Given, column: Column) -> str:
    """A value as a data file writes it; rates in percent where that can be said exactly, else as a fraction."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, str)):
        return str(value)
    if column.kind is not RATE:
        return decimal_text(value)
    percent: Any = Fraction(value) * 100
    whole = percent.denominator in (1, 2, 5, 10, 20, 100)
    return f"{decimal_text(percent)}%" if whole else f"{value.numerator}/{value.denominator}"
