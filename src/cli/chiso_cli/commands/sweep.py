"""`chiso sweep RULESET DATA --vary …`: bands, totals and ranks over a range of one or two quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, is_terminal, language
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Chosen, Reading, spare

if TYPE_CHECKING:
    from chiso import Language, Sweep
    from chiso_cli.render.sheets import Result

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
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    format: inputs.StudyFormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Sweep one or two quantities over ranges: who is in which band, and where exactly a band changes."""
    import chiso
    from chiso_cli.outputs import format_for, write
    from chiso_cli.render.sheets import result_text
    from chiso_cli.render.words import word

    spoken = language(lang)
    chosen, reading = Chosen(ruleset, as_of, known_on, rules), Reading(numbers, map, sheet)
    with ending_on_faults(spoken):
        spare(out, chosen, reading, *data)
        form = format_for(format, out, inputs.StudyFormat)
        editable = chosen.editable()
        records = reading.records(data, editable.program)
        wanted = None if unit is None else chiso.find_unit(unit, records)[0].unit
        tell(chiso.doubts(editable.program, records), spoken)
        title = word("sweeping", spoken)
        found = chiso.sweep(editable, records, vary or [], watched=lambda grid: WithProgress(grid, title))
        shows_lines = form is inputs.StudyFormat.table and out is None and is_terminal()
        write(result_text(_result(found, wanted, spoken, shows_lines), form, for_file=out is not None), out)


def _result(sweep: Sweep, unit: str | None, spoken: Language, shows_lines: bool) -> Result:
    import chiso
    from chiso_cli.render.sheets import Result

    place = None if unit is None else chiso.place_of_unit(sweep, unit)
    return Result(
        sheets=lambda: chiso.sweep_sheets(sweep, spoken, place, sparkline=shows_lines),
        data=lambda: chiso.sweep_data(sweep, place),
        header=lambda: chiso.sweep_header(sweep, place),
        rows=lambda: chiso.sweep_rows(sweep, place),
    )
