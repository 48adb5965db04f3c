"""`chiso audit RULESET DATA`: the published figures of a document held against the rules and against each other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages, page
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Audit, Language, Program


class Format(StrEnum):
    """How the findings are written."""

    table = "table"
    json = "json"
    markdown = "markdown"
    csv = "csv"


Data = Annotated[Path, typer.Argument(metavar="DATA", help="The records of a published document.", show_default=False)]
FormatOption = Annotated[Format, typer.Option("--format", help="How the findings are written.")]
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
    format: FormatOption = Format.table,
    strict: Strict = False,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Audit the published figures of DATA: whatever cannot hold is proven from how each figure was rounded."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics

    spoken = language(None if lang is None else lang.value)
    others = also or []
    try:
        searched = inputs.folders(rules)
        files = [file for path in (data, *others) for file in chiso.audited_files(path)]
        refuse_overwriting(out, [*files, *chiso.files_of(ruleset, as_of, rules=searched)])
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        found = chiso.audit(program, data, others)
        print_diagnostics(found.doubts, spoken, messages())
        write(_TEXTS[format](program, found, spoken, out), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    raise typer.Exit(Exit.FINE if found.holds and not (strict and found.findings) else Exit.NO)


def _as_table(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso_cli.render.audit import print_audit

    console, text = page(for_file=out is not None)
    print_audit(program, found, spoken, console)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _as_json(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    import simplejson

    from chiso import audit_data

    return simplejson.dumps(audit_data(found, spoken), ensure_ascii=False, indent=2, use_decimal=True) + "\n"


def _as_markdown(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso_cli.render.audit import markdown

    return markdown(program, found, spoken)


def _as_csv(program: Program, found: Audit, spoken: Language, out: Path | None) -> str:
    from chiso import FINDING_COLUMNS, finding_rows

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FINDING_COLUMNS)
    writer.writerows(finding_rows(found, spoken))
    return text.getvalue()


_TEXTS: dict[Format, Callable[[Program, Audit, Language, Path | None], str]] = {
    Format.table: _as_table,
    Format.json: _as_json,
    Format.markdown: _as_markdown,
    Format.csv: _as_csv,
}
