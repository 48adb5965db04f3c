"""`chiso audit RULESET DATA`: the published figures of a document held against the rules and against each other."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, page
from chiso_cli.exits import Exit
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Chosen, Reading, spare

if TYPE_CHECKING:
    from chiso import Audit, Language, Program


class Format(StrEnum):
    """How the findings are written."""

    table = "table"
    json = "json"
    markdown = "markdown"
    csv = "csv"


Data = Annotated[Path, typer.Argument(metavar="DATA", help="The records of a published document.", show_default=False)]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the findings are written; by default as --out ends, else a table."),
]
Also = Annotated[
    list[Path] | None,
    typer.Option(
        "--also", metavar="FILE", help="Records of another document, to compare with; repeatable.", show_default=False
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]


def audit(
    ruleset: inputs.Ruleset,
    data: Data,
    also: Also = None,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    format: FormatOption = None,
    strict: Strict = False,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Audit the published figures of DATA: whatever cannot hold is proven from how each figure was rounded."""
    import chiso
    from chiso_cli.outputs import format_for, write

    spoken, others = language(lang), also or []
    chosen, reading = Chosen(ruleset, as_of, known_on, rules), Reading(numbers, map, sheet)
    with ending_on_faults(spoken):
        spare(out, chosen, reading, *(file for path in (data, *others) for file in chiso.audited_files(path)))
        form = format_for(format, out, Format)
        program = chosen.program()
        found = chiso.audit(program, data, others, **reading.options)
        tell(found.doubts, spoken)
        write(_TEXTS[form](program, found, spoken, out), out)
    raise typer.Exit(Exit.FINE if found.holds and not (strict and found.findings) else Exit.NO)


def _as_table(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso_cli.render.audit import print_audit

    console, text = page(for_file=out is not None)
    print_audit(program, found, spoken, console)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _as_json(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso import audit_data
    from chiso_cli.render.plain import json_text

    return json_text(audit_data(found, spoken))


def _as_markdown(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso_cli.render.audit import markdown

    return markdown(program, found, spoken)


def _as_csv(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso import FINDING_COLUMNS, finding_rows
    from chiso_cli.render.plain import csv_text

    return csv_text([FINDING_COLUMNS, *finding_rows(found, spoken)])


_TEXTS: dict[Format, Callable[[Program, Audit, Language, Path | None], str]] = {
    Format.table: _as_table,
    Format.json: _as_json,
    Format.markdown: _as_markdown,
    Format.csv: _as_csv,
}
