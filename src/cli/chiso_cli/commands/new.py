"""`chiso new`: a rule set to start from, or the next edition of one that exists."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit
from chiso_cli.usage import Command, Commands

app = typer.Typer(
    cls=Commands, no_args_is_help=True, help="Begin a rule set, or the next edition of one.", add_completion=False
)

_RULES = Path("rules")


@app.command(cls=Command)
def ruleset(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The rule file to write: my-index/2026.yaml.", show_default=False),
    ],
    base: Annotated[
        str | None,
        typer.Option("--from", metavar="RULESET", help="Copy this one: a rule file or name@edition."),
    ] = None,
    rules: inputs.Rules = None,
    lang: inputs.Language = None,
) -> None:
    """Begin a rule set of your own: a small sound index with notes, cases that hold, and three units to score."""
    import chiso
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    begun = _done(lambda: chiso.begin(path, base, language=spoken, rules=inputs.folders(rules)), lang)
    written = "".join(f"{word('written', spoken, file=file)}\n" for file in begun)
    _print(f"{written}{word('begun', spoken, file=shlex.quote(str(begun[0])))}\n", lang)


@app.command(cls=Command)
def edition(
    edition: Annotated[str, typer.Argument(metavar="NAME@EDITION", help="The new edition.")],
    base: Annotated[str, typer.Option("--from", metavar="NAME@EDITION", help="The edition it builds on.")],
    effective: Annotated[
        str | None, typer.Option("--effective", metavar="DATE", help="The first day; by default after the other ends.")
    ] = None,
    rules: inputs.Rules = None,
    lang: inputs.Language = None,
) -> None:
    """Begin a new edition: a draft that builds on another, in the first folder of rules."""
    import chiso
    from chiso_cli.render.words import word

    spoken = language(None if lang is None else lang.value)
    folder = rules[0] if rules else _RULES

    def written() -> list[Path]:
        searched = inputs.folders(rules)
        return [chiso.draft(edition, base, folder, _day(effective), rules=searched, language=spoken)]

    (path,) = _done(written, lang)
    _print(f"{word('drafted', spoken, file=path)}\n", lang)


def _day(text: str | None) -> date | None:
    import chiso

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise chiso.RuleSetError([chiso.diagnostic_about(text or "", "not-a-day", value=text or "")]) from None


def _done(work: Callable[[], Sequence[Path]], lang: inputs.Lang | None) -> Sequence[Path]:
    """The files that were written; what stands against it is shown to the user."""
    import chiso
    from chiso_cli.render.diagnostics import print_diagnostics

    spoken = language(None if lang is None else lang.value)
    try:
        return work()
    except chiso.RuleSetError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    except OSError as fault:
        name = str(fault.filename or "")
        print_diagnostics([chiso.diagnostic_about(name, "cannot-write", file=name)], spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _print(text: str, lang: inputs.Lang | None) -> None:
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.diagnostics import print_diagnostics

    try:
        write(text, None)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, language(None if lang is None else lang.value), messages())
        raise typer.Exit(Exit.INPUT) from None
