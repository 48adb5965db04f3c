"""`chiso score RULESET DATA`: the standings of the units in a data file."""

from __future__ import annotations

from typing import Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages, with_progress
from chiso_cli.exits import Exit
from chiso_cli.render.formats import Format

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the result is written; by default as --out ends, else a table."),
]


def score(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Score the units of DATA by RULESET: points, bands and ranks, exactly."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.scorecards import format_for, scorecard_writer
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    try:
        searched = inputs.folders(rules)
        refuse_overwriting(out, [data, *chiso.files_of(ruleset, as_of, rules=searched)])
        chosen = format_for(format, out)
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        records = chiso.read_records(data, program)
        print_diagnostics(chiso.doubts(program, records), spoken, messages())
        cards = [chiso.score(program, record) for record in with_progress(records, word("scoring", spoken))]
        with scorecard_writer(chosen, program, spoken, out) as add:
            for card, rank in zip(cards, chiso.ranks(cards), strict=True):
                add(card, rank)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
