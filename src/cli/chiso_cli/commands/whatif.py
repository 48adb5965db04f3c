"""`chiso whatif RULESET DATA`: every unit before and after changes of its data, of parameters and of rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Chosen, Reading, spare

if TYPE_CHECKING:
    from chiso import Asked, Language, WhatIf
    from chiso_cli.render.sheets import Result

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
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    format: inputs.StudyFormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Ask what if: points, bands and ranks before and after a change, exactly."""
    import chiso
    from chiso_cli.outputs import format_for, write
    from chiso_cli.render.sheets import result_text
    from chiso_cli.render.words import word

    spoken, files = language(lang), scenario or []
    chosen, reading = Chosen(ruleset, as_of, known_on, rules), Reading(numbers, map, sheet)
    with ending_on_faults(spoken):
        spare(out, chosen, reading, *data, *files)
        form = format_for(format, out, inputs.StudyFormat)
        editable = chosen.editable()
        asked = _asked(files, set or [], param or [], rule or [], unit or [], where)
        records = reading.records(data, editable.program)
        tell(chiso.doubts(editable.program, records), spoken)
        title = word("scoring", spoken)
        studies = chiso.what_if(editable, records, asked, watched=lambda cards: WithProgress(cards, title))
        write(result_text(_result(studies, spoken), form, for_file=out is not None), out)


def _asked(
    files: Sequence[Path], data: list[str], param: list[str], rule: list[str], unit: list[str], where: str | None
) -> list[Asked]:
    """The scenarios of the files, and what the arguments say as one more; without files the arguments must say one."""
    import chiso

    found = [asked for file in files for asked in chiso.read_scenarios(file)]
    if data or param or rule or not files:
        found.append(chiso.asked(data, param, rule, unit=unit, where=where))
    return found


def _result(studies: Sequence[WhatIf], spoken: Language) -> Result:
    import chiso
    from chiso_cli.render.sheets import Result

    return Result(
        sheets=lambda: chiso.whatif_sheets(studies, spoken),
        data=lambda: chiso.whatif_data(studies),
        header=lambda: chiso.WHATIF_HEADER,
        rows=lambda: chiso.whatif_rows(studies),
    )
