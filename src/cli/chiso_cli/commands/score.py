"""`chiso score RULESET DATA`: the standings of the units in data files."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language, messages, page
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Language, Program, Record, RecordStream, Scorecard


class Format(StrEnum):
    """How the result is written."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How the result is written.")]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--previous", metavar="FILE", help="Records of an earlier period, to tell changes by.", show_default=False
    ),
]
Totals = Annotated[bool, typer.Option("--totals", help="In a table, also add up the counts of all units.")]


def score(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    keep_going: inputs.KeepGoing = False,
    previous: Previous = None,
    totals: Totals = False,
    format: FormatOption = Format.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Score the units of DATA by RULESET: points, bands and ranks, exactly."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics

    spoken = language(None if lang is None else lang.value)
    try:
        searched = inputs.folders(rules)
        beside = [path for path in (map, previous) if path is not None]
        refuse_overwriting(out, [*data, *beside, *chiso.files_of(ruleset, as_of, rules=searched)])
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        style = None if numbers is None else numbers.value
        records = chiso.stream_records(
            inputs.sources(data), program, numbers=style, map=map, sheet=sheet, keep_going=keep_going
        )
        earlier = None if previous is None else _scored(previous, program)
        write(_TEXTS[format](_Run(program, records, spoken, out, earlier, totals)), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    if records.not_scored:
        print_diagnostics([fault for record in records.not_scored for fault in record.faults], spoken, messages())
        raise typer.Exit(Exit.NO)


@dataclass(frozen=True, slots=True)
class _Run:
    """What is scored, and how its result is to be shown."""

    program: Program
    records: RecordStream
    spoken: Language
    out: Path | None
    earlier: list[Scorecard] | None
    totals: bool

    def cards(self) -> list[Scorecard]:
        """All scorecards; it is said what is doubtful about them."""
        import chiso

        cards = list(chiso.score_records(self.program, self._watched()))
        self._say_doubts()
        return list(self._beside(cards))

    def ranked(self) -> Iterator[tuple[Scorecard, int | None]]:
        """The scorecards with their ranks, one by one; before the first it is said what is doubtful about them."""
        ranks: deque[int | None] = deque()
        for card in self._beside(self._ranking(ranks)):
            yield card, ranks.popleft()

    def _ranking(self, ranks: deque[int | None]) -> Iterator[Scorecard]:
        """The scorecards one by one, their ranks set aside."""
        import chiso

        for place, (card, rank) in enumerate(chiso.score_ranked(self.program, self._watched())):
            if place == 0:
                self._say_doubts()
            ranks.append(rank)
            yield card

    def _beside(self, cards: Iterable[Scorecard]) -> Iterator[Scorecard]:
        """The scorecards, with those of an earlier period if any are given. Raises `RecordError` where none fits."""
        import chiso

        if self.earlier is None:
            yield from cards
            return
        found = False
        for card in chiso.with_previous(cards, self.earlier):
            found = found or card.previous is not None
            yield card
        if not found:
            raise chiso.RecordError([chiso.diagnostic_about("--previous", "nothing-earlier")])

    def _watched(self) -> Iterable[Record]:
        from chiso_cli.render.words import word

        return WithProgress(self.records, self.records.share, word("scoring", self.spoken))

    def _say_doubts(self) -> None:
        from chiso_cli.render.diagnostics import print_diagnostics

        print_diagnostics(self.records.doubts(), self.spoken, messages())


def _scored(previous: Path, program: Program) -> list[Scorecard]:
    """The scorecards of an earlier period."""
    import chiso

    return list(chiso.score_records(program, chiso.stream_records(previous, program)))


def _as_table(run: _Run) -> str:
    from chiso import leagues
    from chiso_cli.render.standings import print_not_scored, print_standings

    cards = run.cards()
    console, text = page(for_file=run.out is not None)
    print_standings(run.program, leagues(cards), run.spoken, console, sums=run.totals)
    print_not_scored(run.records.not_scored, run.spoken, console)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _as_json(run: _Run) -> str:
    import simplejson

    from chiso import scorecards_data

    cards = run.cards()
    found = scorecards_data(run.program, cards, run.records.not_scored)
    return simplejson.dumps(found, ensure_ascii=False, indent=2, use_decimal=True) + "\n"


def _as_csv(run: _Run) -> Iterator[str]:
    """Line by line; with a last column for why a record was not scored, where there are such."""
    from chiso import change_header, change_row, flat_header, flat_row

    facts = run.records.optional_facts
    changes = run.earlier is not None
    header = [*flat_header(run.program, facts), *(change_header(run.program) if changes else ())]
    ranked = run.ranked()
    first = [scored for scored in [next(ranked, None)] if scored is not None]
    extra = [""] if run.records.not_scored else []
    yield _line([*header, *("not_scored" for _ in extra)])
    for card, rank in chain(first, ranked):
        yield _line([*flat_row(card, rank, facts), *(change_row(card) if changes else ()), *extra])
    yield from _not_scored_lines(run, header)


def _not_scored_lines(run: _Run, header: list[str]) -> Iterator[str]:
    """One line for each record that was not scored: what is known of it, and why."""
    for record in run.records.not_scored:
        known = {"unit": record.unit, "level": record.level, "period": record.period, "complete": "false"}
        why = "; ".join(fault.message_in(run.spoken) for fault in record.faults)
        yield _line([*(known.get(name) or "" for name in header), why])


def _line(cells: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


_TEXTS: dict[Format, Callable[[_Run], str | Iterable[str]]] = {
    Format.table: _as_table,
    Format.json: _as_json,
    Format.csv: _as_csv,
}
