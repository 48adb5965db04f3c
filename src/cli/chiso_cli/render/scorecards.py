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
    change_header,
    change_row,
    flat_columns,
    flat_row,
    guarded,
    leagues,
    leagues_data,
    not_scored_data,
    scorecard_data,
    scorecards_head,
)
from chiso_cli.console import page
from chiso_cli.outputs import aside
from chiso_cli.render.formats import Format

if TYPE_CHECKING:
    from chiso import Language, NotScored, Program, Scorecard

Add = Callable[["Scorecard", "int | None"], None]
"""Takes one scorecard with its rank."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How scorecards are to be written, and where; `sums` adds those of the counts to a table.

    With `has_changes`, scorecards come beside those of an earlier period; `how` asks how they were computed.
    """

    format: Format
    language: Language
    out: Path | None
    sums: bool = False
    has_changes: bool = False
    how: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """What is written to a file: the facts of units beside name, level and period, and what was not scored."""

    program: Program
    asked: Asked
    path: Path
    facts: Sequence[str]
    not_scored: Sequence[NotScored]


@contextmanager
def scorecard_writer(
    program: Program, asked: Asked, facts: Sequence[str] = (), not_scored: Sequence[NotScored] = ()
) -> Iterator[Add]:
    """Write the scorecards that are added; the output is there, whole, when the block ends without a fault.

    Raises `RecordError` when it cannot be written.
    """
    with aside(asked.out) as path, _WRITERS[asked.format](_Page(program, asked, path, facts, not_scored)) as add:
        yield add


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOWrapper]:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        yield file


@contextmanager
def _table(written: _Page) -> Iterator[Add]:
    from chiso_cli.render.standings import print_not_scored, print_standings

    cards: list[Scorecard] = []
    yield lambda card, rank: cards.append(card)
    language = written.asked.language
    console, text = page(for_file=written.asked.out is not None)
    print_standings(written.program, leagues(cards), language, console, sums=written.asked.sums)
    print_not_scored(written.not_scored, language, console)
    with _text(written.path) as file:
        file.writelines(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


@contextmanager
def _markdown(written: _Page) -> Iterator[Add]:
    from chiso_cli.render.markdown import not_scored_list, standings_page

    cards: list[Scorecard] = []
    yield lambda card, rank: cards.append(card)
    language = written.asked.language
    with _text(written.path) as file:
        file.write(standings_page(written.program, leagues(cards), language))
        file.write(not_scored_list(written.not_scored, language))


@contextmanager
def _csv(written: _Page) -> Iterator[Add]:
    """The changes since an earlier period after the figures, and last why a record was not scored, if asked for."""
    columns, has_changes = flat_columns(written.program, written.facts), written.asked.has_changes
    header = [column.name for column in columns] + (change_header(written.program) if has_changes else [])
    extra = [""] if written.not_scored else []

    def row(card: Scorecard, rank: int | None) -> list[str]:
        return [*flat_row(columns, card, rank, written.facts), *(change_row(card) if has_changes else ()), *extra]

    with _text(written.path) as file:
        writer = csv.writer(_Lines(file))
        writer.writerow([*header, *("not_scored" for _ in extra)])
        yield lambda card, rank: writer.writerow(row(card, rank))
        writer.writerows(_not_scored(written, header))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Takes the rows of a CSV writer and ends each with a line feed; cells with either end of a line stay quoted."""

    file: io.TextIOWrapper

    def write(self, row: str) -> int:
        return self.file.write(row.removesuffix("\r\n") + "\n")


def _not_scored(written: _Page, header: Sequence[str]) -> Iterator[list[str]]:
    """A row for each record that was not scored: what is known of it, and why."""
    for record in written.not_scored:
        known = {"unit": record.unit, "level": record.level, "period": record.period, "complete": "false"}
        why = "; ".join(fault.message_in(written.asked.language) for fault in record.faults)
        yield [*(guarded(known.get(name) or "") for name in header), guarded(why)]


@contextmanager
def _json(written: _Page) -> Iterator[Add]:
    """The one document of `schemas/scorecard.schema.json`, unit by unit, then the leagues and what was not scored."""
    program = written.program
    cards: list[Scorecard] = []
    head = _dumped({**scorecards_head(program), "units": []}, indent=2).rpartition("]")[0]
    with _text(written.path) as file:

        def add(card: Scorecard, rank: int | None) -> None:
            unit = textwrap.indent(_dumped(scorecard_data(card, rank), indent=2), "    ")
            file.write(f",\n{unit}" if cards else f"\n{unit}")
            cards.append(card)

        file.write(head)
        yield add
        below = {"leagues": leagues_data(program, leagues(cards)), **not_scored_data(written.not_scored)}
        file.write("\n  ]" if cards else "]")
        file.write(f",\n{_dumped(below, indent=2)[2:]}\n")


@contextmanager
def _jsonl(written: _Page) -> Iterator[Add]:
    """One line for each unit, which says by itself what it was scored by."""
    head = scorecards_head(written.program)
    with _text(written.path) as file:
        yield lambda card, rank: _write_line(file, _dumped({**head, **scorecard_data(card, rank)}))
        for record in not_scored_data(written.not_scored).get("not_scored", ()):
            _write_line(file, _dumped({**head, "not_scored": record}))


def _write_line(file: io.TextIOWrapper, line: str) -> None:
    file.write(f"{line}\n")


def _dumped(data: object, indent: int | None = None) -> str:
    import simplejson

    return simplejson.dumps(data, ensure_ascii=False, indent=indent, use_decimal=True)


def _parquet(written: _Page) -> AbstractContextManager[Add]:
    from chiso import parquet_writer

    return parquet_writer(written.program, written.path, written.facts, written.not_scored, written.asked.language)


def _xlsx(written: _Page) -> AbstractContextManager[Add]:
    from chiso import workbook_writer

    return workbook_writer(written.program, written.asked.language, written.path, written.not_scored)


_WRITERS: Mapping[Format, Callable[[_Page], AbstractContextManager[Add]]] = {
    Format.table: _table,
    Format.csv: _csv,
    Format.json: _json,
    Format.jsonl: _jsonl,
    Format.parquet: _parquet,
    Format.xlsx: _xlsx,
    Format.markdown: _markdown,
}
