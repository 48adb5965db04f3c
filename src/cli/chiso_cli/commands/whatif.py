"""`chiso whatif RULESET DATA`: every unit before and after changes of its data, of parameters and of rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages, one_by_one
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Asked, Language, WhatIf

Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=FORMULA", help="Change an input, or a reported value, of each unit."),
]
Param = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Give a parameter another value.")
]
Rule = Annotated[list[str] | None, typer.Option("--rule", metavar="NODE.KEY=VALUE", help="Write a key of a node anew.")]
Units = Annotated[list[str] | None, typer.Option("--unit", metavar="NAME", help="Change the data of this unit only.")]
Where = Annotated[
    str | None, typer.Option("--where", metavar="CONDITION", help="Change the data of units of which this holds.")
]
Files = Annotated[list[Path] | None, typer.Option("--scenario", metavar="FILE", help="Take scenarios from this file.")]


def whatif(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    set: Set = None,
    param: Param = None,
    rule: Rule = None,
    unit: Units = None,
    where: Where = None,
    scenario: Files = None,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: inputs.StudyFormatOption = inputs.StudyFormat.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Ask what if: points, bands and ranks before and after a change, exactly."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    files = scenario or []
    try:
        searched = inputs.folders(rules)
        refuse_overwriting(out, [*data, *files, *chiso.files_of(ruleset, as_of, rules=searched)])
        chosen = chiso.editable(ruleset, as_of, known_on=known_on, rules=searched)
        asked = _asked(files, set or [], param or [], rule or [], unit or [], where)
        records = chiso.read_records(inputs.sources(data), chosen.program)
        print_diagnostics(chiso.doubts(chosen.program, records), spoken, messages())
        title = word("scoring", spoken)
        studies = chiso.what_if(chosen, records, asked, watched=lambda cards: one_by_one(cards, title))
        write(_text(studies, format, spoken, out), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _asked(
    files: Sequence[Path], data: list[str], param: list[str], rule: list[str], unit: list[str], where: str | None
) -> list[Asked]:
    """The scenarios of the files, and what the arguments say as one more; without files the arguments must say one."""
    import chiso

    found = [asked for file in files for asked in chiso.read_scenarios(file)]
    if data or param or rule or not files:
        found.append(chiso.asked(data, param, rule, unit=unit, where=where))
    return found


def _text(studies: Sequence[WhatIf], format: inputs.StudyFormat, spoken: Language, out: Path | None) -> str:
    import chiso
    from chiso_cli.render.sheets import json_text, rows_csv, sheets_markdown, sheets_table

    if format is inputs.StudyFormat.json:
        return json_text(chiso.whatif_data(studies))
    if format is inputs.StudyFormat.csv:
        return rows_csv(chiso.WHATIF_HEADER, chiso.whatif_rows(studies))
    sheets = chiso.whatif_sheets(studies, spoken)
    if format is inputs.StudyFormat.markdown:
        return sheets_markdown(sheets)
    return sheets_table(sheets, for_file=out is not None)
