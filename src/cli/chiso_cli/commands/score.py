"""`chiso score RULESET DATA`: the standings of the units in a data file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages, page, with_progress
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Program, Scorecard


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
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    try:
        searched = inputs.folders(rules)
        read = [data] if previous is None else [data, previous]
        refuse_overwriting(out, [*read, *chiso.files_of(ruleset, as_of, rules=searched)])
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        records = chiso.read_records(data, program)
        print_diagnostics(chiso.doubts(program, records), spoken, messages())
        cards = [chiso.score(program, record) for record in with_progress(records, word("scoring", spoken))]
        if previous is not None:
            cards = _beside(previous, cards, program)
        write(_TEXTS[format](program, cards, spoken, out, totals), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _beside(previous: Path, cards: Sequence[Scorecard], program: Program) -> list[Scorecard]:
    """The scorecards with those of an earlier period. Raises `RecordError` where there is none of any unit."""
    import chiso

    earlier = [chiso.score(program, record) for record in chiso.read_records(previous, program)]
    found = chiso.with_previous(cards, earlier)
    if all(card.previous is None for card in found):
        raise chiso.RecordError([chiso.diagnostic_about(str(previous), "nothing-earlier", file=str(previous))])
    return found


def _as_table(program: Program, cards: Sequence[Scorecard], spoken: str, out: Path | None, totals: bool) -> str:
    from chiso import leagues
    from chiso_cli.render.standings import print_standings

    console, text = page(for_file=out is not None)
    print_standings(program, leagues(cards), language(spoken), console, sums=totals)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _as_json(program: Program, cards: Sequence[Scorecard], spoken: str, out: Path | None, totals: bool) -> str:
    import simplejson

    from chiso import scorecards_data

    return simplejson.dumps(scorecards_data(program, cards), ensure_ascii=False, indent=2, use_decimal=True) + "\n"


def _as_csv(program: Program, cards: Sequence[Scorecard], spoken: str, out: Path | None, totals: bool) -> str:
    from chiso import flat_header, flat_rows

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(flat_header(program))
    writer.writerows(flat_rows(program, cards))
    return text.getvalue()


_TEXTS: dict[Format, Callable[[Program, Sequence[Scorecard], str, Path | None, bool], str]] = {
    Format.table: _as_table,
    Format.json: _as_json,
    Format.csv: _as_csv,
}
