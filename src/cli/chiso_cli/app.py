"""The `chiso` command: its subcommands, and the one place where a failure of ours is caught."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from chiso_cli.commands.audit import audit
from chiso_cli.commands.check import check
from chiso_cli.commands.compare import compare
from chiso_cli.commands.diff import diff
from chiso_cli.commands.explain import explain
from chiso_cli.commands.explain_error import explain_error
from chiso_cli.commands.fmt import fmt
from chiso_cli.commands.goal import goal
from chiso_cli.commands.importing import app as importing
from chiso_cli.commands.new import app as new
from chiso_cli.commands.new import edition
from chiso_cli.commands.publish import publish
from chiso_cli.commands.rules import app as rules
from chiso_cli.commands.score import score
from chiso_cli.commands.sweep import sweep
from chiso_cli.commands.template import template
from chiso_cli.commands.test import run_cases
from chiso_cli.commands.verify import verify
from chiso_cli.commands.whatif import whatif
from chiso_cli.console import language
from chiso_cli.exits import Exit
from chiso_cli.usage import Command, Commands

app = typer.Typer(
    name="chiso",
    cls=Commands,
    help="Rules as config for public scoring indices: checked like a compiler, scored exactly, explained.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=Command)(check)
app.command(cls=Command)(fmt)
app.command(cls=Command)(score)
app.command(cls=Command)(audit)
app.command("test", cls=Command)(run_cases)
app.command(cls=Command)(diff)
app.command(cls=Command)(explain)
app.command(cls=Command)(verify)
app.command(cls=Command)(whatif)
app.command(cls=Command)(sweep)
app.command(cls=Command)(goal)
app.command(cls=Command)(compare)
app.command(cls=Command)(template)
app.command(cls=Command)(publish)
app.command("explain-error", cls=Command)(explain_error)
app.add_typer(importing, name="import")
app.add_typer(new, name="new")
app.add_typer(rules, name="rules")
rules.command("new", hidden=True, cls=Command)(edition)


def _print_version(wanted: bool) -> None:
    if wanted:
        import chiso

        sys.stdout.write(f"chiso {chiso.__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; what is not a mistake of the user is our bug, and says so."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except Exception as failure:
        if "CHISO_DEBUG" in os.environ:
            raise
        from chiso_cli.render.words import word

        sys.stderr.write(f"{word('bug', language(None))}: {type(failure).__name__}: {failure} (CHISO_DEBUG=1)\n")
        sys.exit(Exit.BUG)
