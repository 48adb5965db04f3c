"""`chiso new`: a rule set to start from, or the next edition of one that exists."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.faults import ending_on_faults, writing
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
    from chiso_cli.outputs import write
    from chiso_cli.render.words import word

    spoken = language(lang)
    with ending_on_faults(spoken), writing(str(path)):
        begun = chiso.begin(path, base, language=spoken, rules=inputs.folders(rules))
        written = "".join(f"{word('written', spoken, file=file)}\n" for file in begun)
        write(f"{written}{word('begun', spoken, file=shlex.quote(str(begun[0])))}\n", None)


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
    from chiso_cli.outputs import write
    from chiso_cli.render.words import word

    spoken, folder = language(lang), rules[0] if rules else _RULES
    with ending_on_faults(spoken), writing(str(folder)):
        searched = inputs.folders(rules)
        path = chiso.draft(edition, base, folder, _day(effective), rules=searched, language=spoken)
        write(f"{word('drafted', spoken, file=path)}\n", None)


def _day(text: str | None) -> date | None:
    import chiso

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise chiso.RuleSetError([chiso.diagnostic_about(text or "", "not-a-day", value=text or "")]) from None
