"""`chiso score RULESET DATA`: the standings of the units in a data file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages, with_progress
from chiso_cli.exits import Exit
from chiso_cli.render.formats import Format

if TYPE_CHECKING:
    from chiso import Program, Scorecard

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the result is written; by default as --out ends, else a table."),
]

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
        read = [data] if previous is None else [data, previous]
        refuse_overwriting(out, [*read, *chiso.files_of(ruleset, as_of, rules=searched)])
        chosen = format_for(format, out)
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        records = chiso.read_records(data, program)
        print_diagnostics(chiso.doubts(program, records), spoken, messages())
        cards = [chiso.score(program, record) for record in with_progress(records, word("scoring", spoken))]
        if previous is not None:
            cards = _beside(previous, cards, program)
        with scorecard_writer(chosen, program, spoken, out, sums=totals) as add:
            for card, rank in zip(cards, chiso.ranks(cards), strict=True):
                add(card, rank)
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
