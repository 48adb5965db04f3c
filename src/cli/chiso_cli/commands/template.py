"""`chiso template RULESET`: a form for the data of a rule set, to be filled in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.faults import ending_on_faults
from chiso_cli.opening import Chosen

if TYPE_CHECKING:
    from chiso import ListedUnit, Program

_ROWS = 30


class Format(StrEnum):
    """How the template is written."""

    csv = "csv"
    xlsx = "xlsx"


FormatOption = Annotated[
    Format | None, typer.Option("--format", help="How it is written; by default as --out ends, else CSV.")
]
UnitsOption = Annotated[
    Path | None,
    typer.Option(
        "--units", metavar="FILE", help="A CSV file with the units, such as last month's data.", show_default=False
    ),
]
UnitOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar="NAME", help="A unit; may be repeated.", show_default=False)
]
LevelOption = Annotated[
    inputs.Level | None, typer.Option("--level", help="The level of units that have none.", show_default=False)
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="PERIOD", help="The period to fill in.", show_default=False)
]
RowsOption = Annotated[
    int, typer.Option("--rows", min=1, max=10_000, help="How many rows to draw in a workbook, at least.")
]
ReportedOption = Annotated[
    bool, typer.Option("--reported", help="With columns for published points, total, band and rank.")
]


def template(
    ruleset: inputs.Ruleset,
    units: UnitsOption = None,
    unit: UnitOption = None,
    level: LevelOption = None,
    period: PeriodOption = None,
    rows: RowsOption = _ROWS,
    reported: ReportedOption = False,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Write a form for the data that RULESET asks for; filled in, it is read like any other data."""
    import chiso
    from chiso_cli.outputs import aside, format_for, refuse_overwriting
    from chiso_cli.render.plain import csv_text

    spoken, chosen = language(lang), Chosen(ruleset, as_of, known_on, rules)
    with ending_on_faults(spoken):
        refuse_overwriting(out, [*([] if units is None else [units]), *chosen.files()])
        form = format_for(format, out, Format)
        program = chosen.program()
        named = _named(program, units, unit or [], level)
        made = chiso.template(program, spoken, named, _sound(period), reported=reported)
        with aside(out) as path:
            if form is Format.xlsx:
                chiso.write_template(made, path, rows)
            else:
                text = csv_text(chiso.template_rows(made))
                path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")


def _named(program: Program, units: Path | None, names: list[str], level: inputs.Level | None) -> list[ListedUnit]:
    """The units of the file, then those named one by one."""
    from chiso import ListedUnit, read_units

    listed = [] if units is None else read_units(units, program)
    default = "" if level is None else level.value
    return [ListedUnit(name, said or default) for name, said in (*listed, *((name, "") for name in names))]


def _sound(period: str | None) -> str:
    """The period, when it is one."""
    from chiso import RecordError, diagnostic_about, period_kind

    if period is not None and period_kind(period) is None:
        raise RecordError([diagnostic_about(period, "not-a-period", value=period)])
    return period or ""
