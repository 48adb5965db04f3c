"""Random sound records of any rule set, as the cells of a data file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import polars as pl

import chiso
from chiso.lang.types import COUNT, DATE, FLAG, RATE
from chiso.records.columns import FACTS, Column, Kind, columns_of
from chiso.ruleset.program import LEVELS

Cells = dict[str, str]

PERIODS = ("2024-06", "2024-07", "2024", "2025")
_SUM = re.compile(r"([\w +]+) (<=|==) ([a-z]\w*)")


def units(program: chiso.Program, chance: Random, count: int) -> list[Cells]:
    """Records of so many units: most complete, some with missing inputs, nothing to divide by, or reported values."""
    return [{"unit": f"Xã {number}", **_unit(program, chance)} for number in range(count)]


def _unit(program: chiso.Program, chance: Random) -> Cells:
    cells = {"level": chance.choice(LEVELS[-2:]), "period": chance.choice(PERIODS)}
    inputs = {id: _amount(column, chance) for id, column in columns_of(program).items() if column.is_input}
    manner = chance.choice(("whole", "whole", "whole", "nothing", "missing", "reported", "published"))
    if manner == "nothing":
        counts = [id for id, input in program.inputs.items() if input.type is COUNT and not input.low]
        inputs |= dict.fromkeys(chance.sample(counts, len(counts) // 3), "0")
    _mend(program, inputs)
    if manner == "missing":
        inputs = {id: cell for id, cell in inputs.items() if chance.random() < 0.8}
    if manner == "published":
        inputs = {}
    return cells | inputs | (_published(program, chance, manner) if manner in ("reported", "published") else {})


def _mend(program: chiso.Program, inputs: Cells) -> None:
    """Let the counts meet checks of the form `a + b <= c`."""
    for check in program.checks:
        sum_of = _SUM.fullmatch(check.rule.span.text)
        if sum_of is not None and sum_of[3] in inputs:
            total = sum(int(inputs[name]) for name in sum_of[1].split(" + "))
            enough = total if sum_of[2] == "==" else max(total, int(inputs[sum_of[3]]))
            inputs[sum_of[3]] = str(enough)


def _amount(column: Column, chance: Random) -> str:
    if column.kind is FLAG:
        return chance.choice(("true", "không", "0"))
    if column.kind is DATE:
        return str(date(2025, 1, 1) + timedelta(days=chance.randint(0, 300)))
    if column.choices:
        return chance.choice(column.choices)
    low, high = (bound if isinstance(bound, (int, Fraction)) else None for bound in (column.low, column.high))
    if column.kind is RATE:
        return f"{chance.randint(0, 1000) / 10:.1f}%"
    return str(chance.randint(int(low or 0), int(chance.choice((9, 5000)) if high is None else high)))


def _published(program: chiso.Program, chance: Random, manner: str) -> Cells:
    columns = [column for column in columns_of(program).values() if "." in column.name and not column.is_input]
    kept = columns if manner == "published" else chance.sample(columns, 3)
    return {
        column.name: _claim(column, program, chance) for column in kept if program.bands or "band" not in column.name
    }


def _claim(column: Column, program: chiso.Program, chance: Random) -> str:
    if column.kind is Kind.BAND:
        return chance.choice(program.bands).id
    if column.kind is Kind.RANK:
        return str(chance.randint(1, 50))
    if column.kind is RATE:
        return f"{chance.randint(0, 100)}%"
    high = Fraction(column.high) if isinstance(column.high, (int, Fraction)) else Fraction(5)
    return f"{chance.randint(0, int(high * 100)) / 100:.2f}"


def write_csv(rows: Sequence[Cells], path: Path, *, vietnamese: bool = False) -> Path:
    """The records as a CSV file; in the Vietnamese style with marks of thousands and decimal commas."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _names(rows), restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _in_style(name, cell, vietnamese) for name, cell in row.items()})
    return path


def _in_style(name: str, cell: str, vietnamese: bool) -> str:
    if not vietnamese or name in FACTS:
        return cell
    if re.fullmatch(r"\d+\.\d+%?", cell):
        return cell.replace(".", ",")
    return f"{int(cell):,}".replace(",", ".") if re.fullmatch(r"[1-9]\d{3,}", cell) and cell[-1] in "05" else cell


def write_parquet(program: chiso.Program, rows: Sequence[Cells], path: Path) -> Path:
    """The records as a Parquet file, counts in columns of whole numbers, some of them small."""
    frame = pl.DataFrame({name: [row.get(name) for row in rows] for name in _names(rows)})
    counts = [id for id, input in program.inputs.items() if input.type is COUNT and id in frame.columns]
    kinds = {id: (pl.Int32, pl.Int64, pl.UInt16, pl.UInt64)[place % 4] for place, id in enumerate(counts)}
    frame.with_columns(pl.col(id).cast(kind) for id, kind in kinds.items()).write_parquet(path)
    return path


def _names(rows: Iterable[Cells]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))
