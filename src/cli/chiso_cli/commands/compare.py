"""`chiso compare`: two editions on the same data, or two files or periods under one edition, with the causes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages, one_by_one
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Comparison, Language, Program, Record

Editions = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="RULESET", help="A rule set; twice to compare two.", show_default=False),
]
Files = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DATA", help="The records: a CSV file; twice to compare two.", show_default=False),
]
Periods = Annotated[
    list[str] | None,
    typer.Option("--period", metavar="PERIOD", help="Of the data, this period; twice to compare two."),
]
Folders = Annotated[
    list[Path] | None,
    typer.Option("--folder", metavar="DIR", envvar="CHISO_RULES", help="A folder of rules; by default ./rules."),
]
_MOST = 2


def compare(
    rules: Editions = None,
    data: Files = None,
    period: Periods = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="NAME", help="This unit only.")] = None,
    folder: Folders = None,
    format: inputs.StudyFormatOption = inputs.StudyFormat.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Compare two editions, files or periods: what each unit gained or lost, shared out exactly to its causes."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    editions, files, periods = rules or [], data or [], period or []
    if not _are_two(editions, files, periods):
        print_diagnostics([chiso.diagnostic_about("chiso compare", "two-to-compare")], spoken, messages())
        raise typer.Exit(Exit.USAGE)
    try:
        searched = inputs.folders(folder)
        named = [path for edition in editions for path in chiso.files_of(edition, rules=searched)]
        refuse_overwriting(out, [*files, *named])
        programs = [chiso.load(edition, rules=searched) for edition in editions]
        ends = [(programs[place], files[place], periods[place] if periods else None) for place in (0, -1)]
        sides = [_records(*end) for end in ends]
        title = word("comparing", spoken)
        found = chiso.compare(programs[0], programs[-1], *sides, watched=lambda pairs: one_by_one(pairs, title))
        write(_text(found if unit is None else chiso.only_unit(found, unit), format, spoken, out), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _are_two(editions: Sequence[str], files: Sequence[Path], periods: Sequence[str]) -> bool:
    """Whether something is given twice, everything needed once, and nothing three times."""
    counts = [len(editions), len(files), len(periods)]
    return min(counts[:2]) >= 1 and max(counts) == _MOST


def _records(program: Program, file: Path, period: str | None) -> list[Record]:
    """The records of a file, of one period where it is named. Raises `RecordError`."""
    import chiso

    records = chiso.read_records(file, program)
    chosen = [record for record in records if period in (None, record.period)]
    if not chosen:
        known = tuple(dict.fromkeys(record.period for record in records))
        raise chiso.RecordError(
            [chiso.diagnostic_about(period or "", "no-such-period", period=period or "", known=known)]
        )
    return chosen


def _text(comparison: Comparison, format: inputs.StudyFormat, spoken: Language, out: Path | None) -> str:
    import chiso
    from chiso_cli.render.sheets import json_text, rows_csv, sheets_markdown, sheets_table

    if format is inputs.StudyFormat.json:
        return json_text(chiso.comparison_data(comparison))
    if format is inputs.StudyFormat.csv:
        return rows_csv(chiso.COMPARISON_HEADER, chiso.comparison_rows(comparison))
    sheets = chiso.compare_sheets(comparison, spoken)
    if format is inputs.StudyFormat.markdown:
        return sheets_markdown(sheets)
    return sheets_table(sheets, for_file=out is not None)
