"""One table of text cells, written in every format that data come in."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import openpyxl
import polars as pl

Rows = Sequence[Mapping[str, str]]

_TEXTS = ("unit", "code", "level", "parent", "period", "total.band")


def rows_of(path: Path) -> list[dict[str, str]]:
    """The cells of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_text(column: str, cell: str) -> bool:
    return column in _TEXTS or cell == ""


def _fraction(cell: str) -> Fraction:
    return Fraction(cell.removesuffix("%")) / (100 if cell.endswith("%") else 1)


def _literal(cell: str) -> str:
    """A number or percentage as JSON and YAML write it."""
    value = _fraction(cell)
    digits = len(cell.partition(".")[2].removesuffix("%")) + 2 * cell.endswith("%")
    return str(value) if value.denominator == 1 else f"{int(value * 10**digits) / 10**digits:.{digits}f}"


def _vietnamese(cell: str) -> str:
    """`82.07` as `82,07`, `1936` as `1.936`."""
    whole, _, rest = cell.removesuffix("%").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return grouped + (f",{rest}" if rest else "") + (" %" if cell.endswith("%") else "")


def write_csv(rows: Rows, path: Path) -> None:
    _write_csv(rows, path, ",", str)


def write_vietnamese_csv(rows: Rows, path: Path) -> None:
    _write_csv(rows, path, ";", _vietnamese)


def _write_csv(rows: Rows, path: Path, delimiter: str, written: Callable[[str], str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([cell if _is_text(column, cell) else written(cell) for column, cell in row.items()])


def write_excel(rows: Rows, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Số liệu"
    sheet.append(["Biểu số liệu tháng 6/2024"])
    sheet.append([])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(
            [None if not cell else cell if _is_text(c, cell) else float(_fraction(cell)) for c, cell in row.items()]
        )
    book.save(path)


def _as_json(row: Mapping[str, str]) -> str:
    parts = []
    for column, cell in row.items():
        value = "null" if not cell else json.dumps(cell) if _is_text(column, cell) else _literal(cell)
        parts.append(f"{json.dumps(column)}: {value}")
    return f"{{{', '.join(parts)}}}"


def write_json(rows: Rows, path: Path) -> None:
    path.write_text("[\n" + ",\n".join(map(_as_json, rows)) + "\n]\n", encoding="utf-8")


def write_json_lines(rows: Rows, path: Path) -> None:
    path.write_text("".join(f"{_as_json(row)}\n" for row in rows), encoding="utf-8")


def write_yaml(rows: Rows, path: Path) -> None:
    lines = []
    for row in rows:
        given = [f"{c}: {cell if _is_text(c, cell) else _literal(cell)}" for c, cell in row.items() if cell]
        lines.append("- " + "\n  ".join(given))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_parquet(rows: Rows, path: Path) -> None:
    columns = {}
    for column in rows[0]:
        cells = [row[column] for row in rows]
        if all(_is_text(column, cell) for cell in cells):
            columns[column] = pl.Series(column, [cell or None for cell in cells], dtype=pl.String)
        elif all(re.fullmatch(r"\d*", cell) for cell in cells):
            columns[column] = pl.Series(column, [int(cell) if cell else None for cell in cells])
        else:
            columns[column] = pl.Series(column, [float(_fraction(cell)) if cell else None for cell in cells])
    pl.DataFrame(columns).write_parquet(path)


WRITERS: Mapping[str, Callable[[Rows, Path], None]] = {
    "plain.csv": write_csv,
    "vi.csv": write_vietnamese_csv,
    "units.xlsx": write_excel,
    "units.json": write_json,
    "units.jsonl": write_json_lines,
    "units.yaml": write_yaml,
    "units.parquet": write_parquet,
}
