"""`chiso verify EXPLANATION`: whether an explanation is what its edition and its data give."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.exits import Exit
from chiso_cli.faults import ending_on_faults, tell

Explained = Annotated[
    Path, typer.Argument(metavar="EXPLANATION", help="A file made by explain --format json.", show_default=False)
]
Instead = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="FILE", help="The data, where they do not lie as named.", show_default=False),
]


def verify(
    explanation: Explained, data: Instead = None, rules: inputs.Rules = None, lang: inputs.Language = None
) -> None:
    """Compute an EXPLANATION again from the edition and the data it names, and name every value that does not hold."""
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.words import word

    spoken = language(lang)
    with ending_on_faults(spoken):
        verdict = chiso.verify(explanation, rules=inputs.folders(rules), data=data or ())
        tell(verdict.diagnostics, spoken)
        if verdict.checked is None:
            raise typer.Exit(Exit.INPUT)
        if verdict.diagnostics:
            raise typer.Exit(Exit.NO)
        write(f"{word('explanation-holds', spoken, file=explanation, count=verdict.checked)}\n", None)
