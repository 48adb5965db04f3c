"""`chiso fmt FILE…`: rule sets and cases laid out in one style, with the same meaning and every comment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.exits import Exit
from chiso_cli.faults import tell

if TYPE_CHECKING:
    from chiso import Diagnostic, Edited, Language

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…", help="Rule files, cases, folders of them, or - for stdin to stdout.", show_default=False
    ),
]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; name the files that would change.")]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")]

_PIPE = "-"


def fmt(files: Files, check: Check = False, diff: Diff = False, lang: inputs.Language = None) -> None:
    """Format rule sets and cases; what they mean, their order and their comments stay."""
    import chiso
    from chiso_cli.outputs import write

    spoken = language(lang)
    faults: list[Diagnostic] = []
    changed: list[Edited] = []
    for named in _each(files, faults):
        try:
            edited = _formatted(named)
            changed += [edited] if edited.is_changed else []
            write(_said(edited, named, spoken, check=check, diff=diff), None)
        except chiso.DiagnosticError as fault:
            faults += fault.diagnostics
    tell(faults, spoken)
    if faults:
        raise typer.Exit(Exit.INPUT)
    raise typer.Exit(Exit.NO if check and changed else Exit.FINE)


def _each(files: list[str], faults: list[Diagnostic]) -> Iterator[str]:
    """The files that are named or lie in folders that are, each once."""
    import chiso

    found: dict[str, None] = {}
    for named in files:
        beneath = [str(path) for path in chiso.written_files(named)] if Path(named).is_dir() else [named]
        if not beneath:
            faults.append(chiso.diagnostic_about(named, "no-rule-files", file=named))
        found |= dict.fromkeys(beneath)
    yield from found


def _formatted(named: str) -> Edited:
    import chiso

    return chiso.format_bytes(sys.stdin.buffer.read(), named) if named == _PIPE else chiso.format_file(named)


def _said(edited: Edited, named: str, spoken: Language, *, check: bool, diff: bool) -> str:
    """What is printed of one file, which is put in its place unless it is only looked at."""
    from chiso_cli.outputs import write
    from chiso_cli.render.differences import differences
    from chiso_cli.render.words import word

    if diff:
        return differences(edited)
    if check:
        return word("not-formatted", spoken, file=named) + "\n" if edited.is_changed else ""
    if named == _PIPE:
        return edited.after
    if edited.is_changed:
        write(edited.after, Path(named))
    return word("formatted", spoken, file=named) + "\n" if edited.is_changed else ""
