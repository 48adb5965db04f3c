"""`chiso goal RULESET DATA --unit U --reach BAND`: the smallest change of its data that brings a unit to a goal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Goal, Language

Unit = Annotated[str, typer.Option("--unit", metavar="NAME", help="The unit, in any case, with or without marks.")]
Reach = Annotated[str, typer.Option("--reach", metavar="GOAL", help="A band, `total>=85` or `rank<=3`.")]
Cost = Annotated[
    list[str] | None,
    typer.Option("--cost", metavar="NAME=COST", help="An input that may be moved, and what one step of it costs."),
]


def goal(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    unit: Unit,
    reach: Reach,
    cost: Cost = None,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: inputs.StudyFormatOption = inputs.StudyFormat.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Find the smallest change that brings a unit to a band, a total or a rank; exit code 1 where none does."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics

    spoken = language(None if lang is None else lang.value)
    try:
        searched = inputs.folders(rules)
        refuse_overwriting(out, [*data, *chiso.files_of(ruleset, as_of, rules=searched)])
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        records = chiso.read_records(inputs.sources(data), program)
        print_diagnostics(chiso.doubts(program, records), spoken, messages())
        goals = chiso.goal(program, records, unit, reach, _costs(cost or []))
        write(_text(goals, format, spoken, out), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    if any(not found.is_reached and not found.ways and found.plan is None for found in goals):
        raise typer.Exit(Exit.NO)


def _costs(costs: Sequence[str]) -> dict[str, str]:
    """The cost of each input as it is written."""
    pairs = [cost.partition("=") for cost in costs]
    return {name.strip(): given for name, _, given in pairs}


def _text(goals: Sequence[Goal], format: inputs.StudyFormat, spoken: Language, out: Path | None) -> str:
    import chiso
    from chiso_cli.render.sheets import json_text, rows_csv, sheets_markdown, sheets_table

    if format is inputs.StudyFormat.json:
        return json_text({"goals": [chiso.goal_data(goal) for goal in goals]})
    if format is inputs.StudyFormat.csv:
        return rows_csv(chiso.GOAL_HEADER, [row for goal in goals for row in chiso.goal_rows(goal)])
    sheets = [sheet for goal in goals for sheet in chiso.goal_sheets(goal, spoken)]
    if format is inputs.StudyFormat.markdown:
        return sheets_markdown(sheets)
    return sheets_table(sheets, for_file=out is not None)
