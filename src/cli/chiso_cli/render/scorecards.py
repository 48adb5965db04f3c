"""Scorecards to the output, one after the other, in every format.

`scorecard_writer` gives a function that takes a scorecard with its rank, which is known once all have been scored. CSV,
JSON, JSON Lines and Parquet are written as they come, in bounded memory; tables, markdown and workbooks are sorted and
summed up, so they wait for the last one.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chiso import (
    RecordError,
    diagnostic_about,
    flat_columns,
    flat_row,
    guarded,
    leagues,
    not_scored_data,
    scorecard_data,
    scorecards_head,
)
from chiso_cli.console import page
from chiso_cli.outputs import aside, refuse_suffix
from chiso_cli.render.formats import BINARY, ENDINGS, Format

if TYPE_CHECKING:
    from chiso import Language, NotScored, Program, Scorecard

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


@dataclass(frozen=True, slots=True)
class _Page:
    """What is written, and where: the facts of units beside name, level and period, and what was not scored."""

    program: Program
    language: Language
    path: Path
    for_file: bool
    facts: Sequence[str]
    not_scored: Sequence[NotScored]


@contextmanager
def scorecard_writer(
    format: Format,
    program: Program,
    language: Language,
    out: Path | None,
    facts: Sequence[str] = (),
    not_scored: Sequence[NotScored] = (),
) -> Iterator[Add]:
    """Write the scorecards that are added; the output is there, whole, when the block ends without a fault.

    Raises `RecordError` when it cannot be written.
    """
    with aside(out) as path:
        page = _Page(program, language, path, out is not None, facts, not_scored)
        with _WRITERS[format](page) as add:
            yield add


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOWrapper]:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        yield file


@contextmanager
def _table(asked: _Page) -> Iterator[Add]:
    from chiso_cli.render.standings import print_not_scored, print_standings

    cards: list[Scorecard] = []
    yield lambda card, rank: cards.append(card)
    console, text = page(for_file=asked.for_file)
    print_standings(asked.program, leagues(cards), asked.language, console)
    print_not_scored(asked.not_scored, asked.language, console)
    with _text(asked.path) as file:
        file.writelines(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


@contextmanager
def _markdown(asked: _Page) -> Iterator[Add]:
    from chiso_cli.render.markdown import not_scored_list, standings_page

    cards: list[Scorecard] = []
    yield lambda card, rank: cards.append(card)
    with _text(asked.path) as file:
        file.write(standings_page(asked.program, leagues(cards), asked.language))
        file.write(not_scored_list(asked.not_scored, asked.language))


@contextmanager
def _csv(asked: _Page) -> Iterator[Add]:
    """With a last column for why a record was not scored, where there are such."""
    columns = flat_columns(asked.program, asked.facts)
    header = [column.name for column in columns]
    extra = [""] if asked.not_scored else []
    with _text(asked.path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*header, *("not_scored" for _ in extra)])
        yield lambda card, rank: writer.writerow([*flat_row(columns, card, rank, asked.facts), *extra])
        for record in asked.not_scored:
            known = {"unit": record.unit, "level": record.level, "period": record.period, "complete": "false"}
            why = "; ".join(fault.message_in(asked.language) for fault in record.faults)
            writer.writerow([*(guarded(known.get(name) or "") for name in header), guarded(why)])


@contextmanager
def _json(asked: _Page) -> Iterator[Add]:
    """The one document of `schemas/scorecard.schema.json`, unit by unit, then what was not scored."""
    document = {**scorecards_head(asked.program), "units": [], **not_scored_data(asked.not_scored)}
    head, _, tail = _dumped(document, indent=2).partition('"units": []')
    written = 0
    with _text(asked.path) as file:

        def add(card: Scorecard, rank: int | None) -> None:
            nonlocal written
            unit = textwrap.indent(_dumped(scorecard_data(card, rank), indent=2), "    ")
            file.write(f",\n{unit}" if written else f"\n{unit}")
            written += 1

        file.write(f'{head}"units": [')
        yield add
        file.write(f"\n  ]{tail}\n" if written else f"]{tail}\n")


@contextmanager
def _jsonl(asked: _Page) -> Iterator[Add]:
    """One line for each unit, which says by itself what it was scored by."""
    head = scorecards_head(asked.program)
    with _text(asked.path) as file:
        yield lambda card, rank: _write_line(file, _dumped({**head, **scorecard_data(card, rank)}))


def _write_line(file: io.TextIOWrapper, line: str) -> None:
    file.write(f"{line}\n")


def _dumped(data: object, indent: int | None = None) -> str:
    import simplejson

    return simplejson.dumps(data, ensure_ascii=False, indent=indent, use_decimal=True)


def _parquet(asked: _Page) -> AbstractContextManager[Add]:
    from chiso import parquet_writer

    return parquet_writer(asked.program, asked.path, asked.facts)


def _xlsx(asked: _Page) -> AbstractContextManager[Add]:
    from chiso import workbook_writer

    return workbook_writer(asked.program, asked.language, asked.path)


_WRITERS: Mapping[Format, Callable[[_Page], AbstractContextManager[Add]]] = {
    Format.table: _table,
    Format.csv: _csv,
    Format.json: _json,
    Format.jsonl: _jsonl,
    Format.parquet: _parquet,
    Format.xlsx: _xlsx,
    Format.markdown: _markdown,
}
