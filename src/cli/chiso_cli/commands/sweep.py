"""`chiso sweep RULESET DATA --vary …`: bands, totals and ranks over a range of one or two quantities."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import is_terminal, language, messages, one_by_one
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Language, Sweep

Vary = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="RANGE",
        help="'param NAME from A to B step S', or rule NODE.KEY, input NAME (from, by). Twice for a grid.",
    ),
]
Unit = Annotated[str | None, typer.Option("--unit", metavar="NAME", help="The total, band and rank of this unit.")]


def sweep(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    vary: Vary = None,
    unit: Unit = None,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: inputs.StudyFormatOption = inputs.StudyFormat.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Sweep one or two quantities over ranges: who is in which band, and where exactly a band changes."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    try:
        searched = inputs.folders(rules)
        refuse_overwriting(out, [*data, *chiso.files_of(ruleset, as_of, rules=searched)])
        chosen = chiso.editable(ruleset, as_of, known_on=known_on, rules=searched)
        records = chiso.read_records(inputs.sources(data), chosen.program)
        wanted = None if unit is None else chiso.find_unit(unit, records)[0].unit
        print_diagnostics(chiso.doubts(chosen.program, records), spoken, messages())
        title = word("sweeping", spoken)
        found = chiso.sweep(chosen, records, vary or [], watched=lambda grid: one_by_one(grid, title))
        write(_text(found, wanted, format, spoken, out), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _text(sweep: Sweep, unit: str | None, format: inputs.StudyFormat, spoken: Language, out: Path | None) -> str:
    import chiso
    from chiso_cli.render.sheets import json_text, rows_csv, sheets_markdown, sheets_table

    place = None if unit is None else chiso.place_of_unit(sweep, unit)
    if format is inputs.StudyFormat.json:
        return json_text(chiso.sweep_data(sweep, place))
    if format is inputs.StudyFormat.csv:
        return rows_csv(chiso.sweep_header(sweep, place), chiso.sweep_rows(sweep, place))
    if format is inputs.StudyFormat.markdown:
        return sheets_markdown(chiso.sweep_sheets(sweep, spoken, place))
    sheets = chiso.sweep_sheets(sweep, spoken, place, sparkline=out is None and is_terminal())
    return sheets_table(sheets, for_file=out is not None)
