"""`chiso score RULESET DATA…`: the standings of the units in data files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language, messages
from chiso_cli.exits import Exit
from chiso_cli.render.formats import Format

if TYPE_CHECKING:
    from chiso import Language, Program, Record, RecordList, RecordStream, Scorecard

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
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    keep_going: inputs.KeepGoing = False,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Score the units of DATA by RULESET: points, bands and ranks, exactly."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.scorecards import format_for

    spoken = language(None if lang is None else lang.value)
    try:
        chosen = format_for(format, out)
        searched = inputs.folders(rules)
        maps = [] if map is None else [map]
        refuse_overwriting(out, [*data, *maps, *chiso.files_of(ruleset, as_of, rules=searched)])
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        style = None if numbers is None else numbers.value
        records = chiso.stream_records(
            inputs.sources(data), program, numbers=style, map=map, sheet=sheet, keep_going=keep_going
        )
        _write(program, records, chosen, spoken, out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    if records.not_scored:
        print_diagnostics([fault for record in records.not_scored for fault in record.faults], spoken, messages())
        raise typer.Exit(Exit.NO)


def _write(
    program: Program, records: RecordStream | RecordList, format: Format, spoken: Language, out: Path | None
) -> None:
    """The scorecards with their ranks, one by one; before the first it is said what is doubtful about them."""
    import chiso
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.scorecards import scorecard_writer

    ranked = chiso.score_ranked(program, _watched(records, spoken))
    scored = _begun(ranked)
    print_diagnostics(records.doubts(), spoken, messages())
    with scorecard_writer(format, program, spoken, out, records.optional_facts, tuple(records.not_scored)) as add:
        for card, rank in scored:
            add(card, rank)


def _begun(scored: Iterator[tuple[Scorecard, int | None]]) -> Iterator[tuple[Scorecard, int | None]]:
    """The same, once all has been read: the first comes when every record has been found sound, or left out."""
    first = next(scored, None)
    return scored if first is None else chain([first], scored)


def _watched(records: RecordStream | RecordList, spoken: Language) -> Iterable[Record]:
    from chiso_cli.render.words import word

    return WithProgress(records, records.share, word("scoring", spoken))
