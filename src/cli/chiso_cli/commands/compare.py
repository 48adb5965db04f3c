"""`chiso compare`: two editions on the same data, or two files or periods under one edition, with the causes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language
from chiso_cli.faults import ending_on_faults, refuse
from chiso_cli.opening import Chosen, Reading

if TYPE_CHECKING:
    from chiso import Comparison, Language, Program, Record
    from chiso_cli.render.sheets import Result

Editions = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="RULESET", help="A rule set; twice to compare two.", show_default=False),
]
Files = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DATA", help="The records; twice to compare two files.", show_default=False),
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
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    format: inputs.StudyFormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Compare two editions, files or periods: what each unit gained or lost, shared out exactly to its causes."""
    import chiso
    from chiso_cli.outputs import format_for, refuse_overwriting, write
    from chiso_cli.render.sheets import result_text
    from chiso_cli.render.words import word

    spoken, reading = language(lang), Reading(numbers, map, sheet)
    editions, files, periods = rules or [], data or [], period or []
    if not _are_two(editions, files, periods):
        raise refuse(chiso.diagnostic_about("chiso compare", "two-to-compare"), spoken)
    with ending_on_faults(spoken):
        chosen = [Chosen(edition, None, None, folder) for edition in editions]
        refuse_overwriting(out, [*files, *reading.files, *(path for edition in chosen for path in edition.files())])
        form = format_for(format, out, inputs.StudyFormat)
        programs = [edition.program() for edition in chosen]
        ends = [(programs[place], files[place], periods[place] if periods else None) for place in (0, -1)]
        sides = [_records(reading, *end) for end in ends]
        title = word("comparing", spoken)
        found = chiso.compare(programs[0], programs[-1], *sides, watched=lambda pairs: WithProgress(pairs, title))
        wanted = found if unit is None else chiso.only_unit(found, unit)
        write(result_text(_result(wanted, spoken), form, for_file=out is not None), out)


def _are_two(editions: Sequence[str], files: Sequence[Path], periods: Sequence[str]) -> bool:
    """Whether something is given twice, everything needed once, and nothing three times."""
    counts = [len(editions), len(files), len(periods)]
    return min(counts[:2]) >= 1 and max(counts) == _MOST


def _records(reading: Reading, program: Program, file: Path, period: str | None) -> list[Record]:
    """The records of a file, of one period where it is named. Raises `RecordError`."""
    import chiso

    records = reading.records([file], program)
    chosen = [record for record in records if period in (None, record.period)]
    if not chosen:
        known = tuple(dict.fromkeys(record.period for record in records))
        raise chiso.RecordError(
            [chiso.diagnostic_about(period or "", "no-such-period", period=period or "", known=known)]
        )
    return chosen


def _result(comparison: Comparison, spoken: Language) -> Result:
    import chiso
    from chiso_cli.render.sheets import Result

    return Result(
        sheets=lambda: chiso.compare_sheets(comparison, spoken),
        data=lambda: chiso.comparison_data(comparison),
        header=lambda: chiso.COMPARISON_HEADER,
        rows=lambda: chiso.comparison_rows(comparison),
    )
