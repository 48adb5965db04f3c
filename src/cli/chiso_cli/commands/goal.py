"""`chiso goal RULESET DATA --unit U --reach BAND`: the smallest change of its data that brings a unit to a goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.exits import Exit
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Chosen, Reading, spare

if TYPE_CHECKING:
    from chiso import Goal, Language
    from chiso_cli.render.sheets import Result

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
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    format: inputs.StudyFormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Find the smallest change that brings a unit to a band, a total or a rank; exit code 1 where none does."""
    import chiso
    from chiso_cli.outputs import format_for, write
    from chiso_cli.render.sheets import result_text

    spoken = language(lang)
    chosen, reading = Chosen(ruleset, as_of, known_on, rules), Reading(numbers, map, sheet)
    with ending_on_faults(spoken):
        spare(out, chosen, reading, *data)
        form = format_for(format, out, inputs.StudyFormat)
        program = chosen.program()
        records = reading.records(data, program)
        tell(chiso.doubts(program, records), spoken)
        goals = chiso.goal(program, records, unit, reach, _costs(cost or []))
        write(result_text(_result(goals, spoken), form, for_file=out is not None), out)
    if any(not found.is_reached and not found.ways and found.plan is None for found in goals):
        raise typer.Exit(Exit.NO)


def _costs(costs: Sequence[str]) -> dict[str, str]:
    """The cost of each input as it is written."""
    pairs = [cost.partition("=") for cost in costs]
    return {name.strip(): given for name, _, given in pairs}


def _result(goals: Sequence[Goal], spoken: Language) -> Result:
    import chiso
    from chiso_cli.render.sheets import Result

    return Result(
        sheets=lambda: [sheet for goal in goals for sheet in chiso.goal_sheets(goal, spoken)],
        data=lambda: {"goals": [chiso.goal_data(goal) for goal in goals]},
        header=lambda: chiso.GOAL_HEADER,
        rows=lambda: [row for goal in goals for row in chiso.goal_rows(goal)],
    )
