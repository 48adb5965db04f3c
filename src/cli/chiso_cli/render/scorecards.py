"""Scorecards to the output, one after the other, in every format.

`scorecard_writer` gives a function that takes a scorecard with its rank, which is known once all have been scored. CSV,
JSON, JSON Lines and Parquet are written as they come, in bounded memory; tables, markdown and workbooks are sorted and
summed up, so they wait for the last one.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chiso import (
    RecordError,
    diagnostic_about,
    flat_columns,
    flat_row,
    leagues,
    leagues_data,
    scorecard_data,
    scorecards_head,
)
from chiso_cli.console import page
from chiso_cli.outputs import aside, refuse_suffix
from chiso_cli.render.formats import BINARY, ENDINGS, Format

if TYPE_CHECKING:
    from chiso import Language, Program, Scorecard

Add = Callable[["Scorecard", "int | None"], None]
"""Takes one scorecard with its rank."""


def format_for(chosen: Format | None, out: Path | None) -> Format:
    """The format asked for, else the one that the output's name ends in, else a table. Raises `RecordError`."""
    if chosen is None:
        refuse_suffix(out, tuple(ENDINGS))
        return Format.table if out is None else ENDINGS[out.suffix.lower()]
    if chosen in BINARY and out is None:
        raise RecordError([diagnostic_about("--format", "format-needs-file", format=chosen.value)])
    return chosen


@contextmanager
def scorecard_writer(
    format: Format, program: Program, language: Language, out: Path | None, *, sums: bool = False
) -> Iterator[Add]:
    """Write the scorecards that are added; the output is there, whole, when the block ends without a fault.

    Raises `RecordError` when it cannot be written.
    """
    with aside(out) as path, _WRITERS[format](program, language, path, out is not None, sums) as add:
        yield add


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOWrapper]:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        yield file


@contextmanager
def _table(program: Program, language: Language, path: Path, for_file: bool, sums: bool) -> Iterator[Add]:
    from chiso_cli.render.standings import print_standings

    cards: list[Scorecard] = []
    yield lambda card, rank: cards.append(card)
    console, text = page(for_file=for_file)
    print_standings(program, leagues(cards), language, console, sums=sums)
    with _text(path) as file:
        file.writelines(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


@contextmanager
def _markdown(program: Program, language: Language, path: Path, for_file: bool, sums: bool) -> Iterator[Add]:
    from chiso_cli.render.markdown import standings_page

    cards: list[Scorecard] = []
    yield lambda card, rank: cards.append(card)
    with _text(path) as file:
        file.write(standings_page(program, leagues(cards), language))


@contextmanager
def _csv(program: Program, language: Language, path: Path, for_file: bool, sums: bool) -> Iterator[Add]:
    columns = flat_columns(program)
    with _text(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in columns)
        yield lambda card, rank: writer.writerow(flat_row(columns, card, rank))


@contextmanager
def _json(program: Program, language: Language, path: Path, for_file: bool, sums: bool) -> Iterator[Add]:
    """The one document of `schemas/scorecard.schema.json`, unit by unit."""
    head, _, tail = _dumped({**scorecards_head(program), "units": []}, indent=2).rpartition("]")
    cards: list[Scorecard] = []
    with _text(path) as file:

        def add(card: Scorecard, rank: int | None) -> None:
            unit = textwrap.indent(_dumped(scorecard_data(card, rank), indent=2), "    ")
            file.write(f",\n{unit}" if cards else f"\n{unit}")
            cards.append(card)

        file.write(head)
        yield add
        summed = textwrap.indent(_dumped({"leagues": leagues_data(program, leagues(cards))}, indent=2)[2:-2], "")
        file.write("\n  ]" if cards else "]")
        file.write(f",\n{summed}{tail}\n")


@contextmanager
def _jsonl(program: Program, language: Language, path: Path, for_file: bool, sums: bool) -> Iterator[Add]:
    """One line for each unit, which says by itself what it was scored by."""
    head = scorecards_head(program)
    with _text(path) as file:
        yield lambda card, rank: _write_line(file, _dumped({**head, **scorecard_data(card, rank)}))


def _write_line(file: io.TextIOWrapper, line: str) -> None:
    file.write(f"{line}\n")


def _dumped(data: object, indent: int | None = None) -> str:
    import simplejson

    return simplejson.dumps(data, ensure_ascii=False, indent=indent, use_decimal=True)


def _parquet(
    program: Program, language: Language, path: Path, for_file: bool, sums: bool
) -> AbstractContextManager[Add]:
    from chiso import parquet_writer

    return parquet_writer(program, path)


def _xlsx(program: Program, language: Language, path: Path, for_file: bool, sums: bool) -> AbstractContextManager[Add]:
    from chiso import workbook_writer

    return workbook_writer(program, language, path)


_WRITERS: Mapping[Format, Callable[[Program, Language, Path, bool, bool], AbstractContextManager[Add]]] = {
    Format.table: _table,
    Format.csv: _csv,
    Format.json: _json,
    Format.jsonl: _jsonl,
    Format.parquet: _parquet,
    Format.xlsx: _xlsx,
    Format.markdown: _markdown,
}
