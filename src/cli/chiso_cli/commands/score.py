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


def score(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
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
        refuse_overwriting(out, [data, *chiso.files_of(ruleset, as_of, rules=searched)])
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        records = chiso.read_records(data, program)
        print_diagnostics(chiso.doubts(program, records), spoken, messages())
        cards = [chiso.score(program, record) for record in with_progress(records, word("scoring", spoken))]
        write(_TEXTS[format](program, cards, spoken, out), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _as_table(program: Program, cards: Sequence[Scorecard], spoken: str, out: Path | None) -> str:
    from chiso import leagues
    from chiso_cli.render.standings import print_standings

    console, text = page(for_file=out is not None)
    print_standings(program, leagues(cards), language(spoken), console)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _as_json(program: Program, cards: Sequence[Scorecard], spoken: str, out: Path | None) -> str:
    import simplejson

    from chiso import scorecards_data

    return simplejson.dumps(scorecards_data(program, cards), ensure_ascii=False, indent=2, use_decimal=True) + "\n"


def _as_csv(program: Program, cards: Sequence[Scorecard], spoken: str, out: Path | None) -> str:
    from chiso import flat_header, flat_rows

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(flat_header(program))
    writer.writerows(flat_rows(program, cards))
    return text.getvalue()


_TEXTS: dict[Format, Callable[[Program, Sequence[Scorecard], str, Path | None], str]] = {
    Format.table: _as_table,
    Format.json: _as_json,
    Format.csv: _as_csv,
}
