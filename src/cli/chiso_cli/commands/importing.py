"""`chiso import portal FILE…`: responses of the National Public Service Portal to a data file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.usage import Command, Commands

if TYPE_CHECKING:
    from chiso import Diagnostic, Record

app = typer.Typer(
    cls=Commands, no_args_is_help=True, help="Take over data that others publish: portal.", add_completion=False
)

_RULES = "qd766/portal@2026"
_NOTES = ".notes.csv"


Responses = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE-OR-FOLDER…", help="Responses of the portal for one period, as JSON.", show_default=False
    ),
]
RulesetOption = Annotated[
    str, typer.Option("--ruleset", metavar="RULESET", help="The edition that the records are for.")
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="PERIOD", help="Their period; by default as the names say it.", show_default=False
    ),
]
LevelOption = Annotated[
    inputs.Level | None,
    typer.Option("--level", help="The level of units that do not say it themselves.", show_default=False),
]


@app.callback()
def _root() -> None:
    pass


@app.command(cls=Command)
def portal(
    responses: Responses,
    ruleset: RulesetOption = _RULES,
    period: PeriodOption = None,
    level: LevelOption = None,
    rules: inputs.Rules = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Merge the portal's responses for one period into one CSV file; its notes on the data go beside it."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, refuse_suffix, write
    from chiso_cli.render.plain import csv_text

    spoken = language(lang)
    notes_file = None if out is None else out.with_name(f"{out.stem}{_NOTES}")
    with ending_on_faults(spoken):
        refuse_suffix(out, ("", ".csv", ".txt"))
        for target in (out, notes_file):
            refuse_overwriting(target, responses)
        program = chiso.load(ruleset, rules=inputs.folders(rules))
        records = chiso.import_portal(responses, program, period=period, level=None if level is None else level.value)
        tell(chiso.doubts(program, records), spoken)
        write(csv_text([chiso.record_header(program, records), *chiso.record_rows(program, records)]), out)
        notes = _notes(records)
        if notes_file is not None and notes:
            write(csv_text([_NOTES_HEADER, *notes]), notes_file)


_NOTES_HEADER = ["unit", "level", "period", "indicator", "status", "note", "file", "line"]


def _notes(records: Sequence[Record]) -> list[list[str]]:
    """What the portal itself says of the quality of its figures."""
    noted = [(record, doubt) for record in records for doubt in record.doubts if doubt.id == "portal-data-quality"]
    return [_note(record, doubt) for record, doubt in noted]


def _note(record: Record, doubt: Diagnostic) -> list[str]:
    from chiso import guarded

    said = [guarded(str(doubt.arguments[key])) for key in ("status", "said")]
    facts = [guarded(record.unit), record.level, record.period, str(doubt.arguments["node"])]
    return [*facts, *said, guarded(doubt.file), str(doubt.span.begins.line)]
