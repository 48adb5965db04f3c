"""`chiso rules`: the editions there are, what one says, and a value through time."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit
from chiso_cli.usage import Command, Commands

if TYPE_CHECKING:
    from chiso import Language

app = typer.Typer(cls=Commands, no_args_is_help=True, help="The rule sets: list, show, history.", add_completion=False)

_Result = TypeVar("_Result")


class ListFormat(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"


class Notation(StrEnum):
    """How the tree of the rules is drawn."""

    mermaid = "mermaid"
    dot = "dot"


class ShowFormat(StrEnum):
    """How the resolved rules are written."""

    table = "table"
    markdown = "markdown"
    yaml = "yaml"
    json = "json"


Listing = Annotated[ListFormat, typer.Option("--format", help="How the list is written.")]
Drawing = Annotated[
    Notation | None,
    typer.Option("--graph", help="The tree of the rules as a picture for documents.", show_default=False),
]
Showing = Annotated[ShowFormat, typer.Option("--format", help="How the rules are written.")]


@app.command("list", cls=Command)
def list_editions(
    rules: inputs.Rules = None,
    format: Listing = ListFormat.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """The editions there are: name, days in force, status, title."""
    import chiso
    from chiso_cli.render.rules import listing

    spoken = language(None if lang is None else lang.value)
    rows = _guarded(lambda: chiso.listed(inputs.folders(rules)), spoken)
    if format is ListFormat.json:
        _write(_json({"editions": [chiso.listed_data(row) for row in rows]}), out, spoken)
    else:
        _write(listing(rows, spoken, for_file=out is not None), out, spoken)


@app.command(cls=Command)
def show(
    ruleset: inputs.Ruleset,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: Showing = ShowFormat.table,
    graph: Drawing = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """What an edition says, with all it builds on: groups, indicators, maxima, thresholds, targets, sources."""
    import chiso
    from chiso_cli.render.rules import markdown, tables

    spoken = language(None if lang is None else lang.value)
    searched = inputs.folders(rules)

    if graph is not None and format is not ShowFormat.table:
        _refuse_together(f"--graph {graph.value}", f"--format {format.value}", spoken)

    def said() -> str:
        if format is ShowFormat.yaml:
            return chiso.resolved_text(ruleset, as_of, known_on=known_on, rules=searched)
        program = chiso.load(ruleset, as_of, known_on=known_on, rules=searched)
        if graph is not None:
            return chiso.graph(program, graph.value, spoken)
        data = chiso.rules_data(program)
        if format is ShowFormat.json:
            return _json(data)
        return (
            markdown(data, spoken) if format is ShowFormat.markdown else tables(data, spoken, for_file=out is not None)
        )

    _write(_guarded(said, spoken), out, spoken)


def _refuse_together(one: str, other: str, spoken: Language) -> NoReturn:
    """Of two options of which one would be without effect; wrong usage."""
    import chiso
    from chiso_cli.render.diagnostics import print_diagnostics

    print_diagnostics([chiso.diagnostic_about(one, "options-not-together", one=one, other=other)], spoken, messages())
    raise typer.Exit(Exit.USAGE)


@app.command(cls=Command)
def history(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A rule set, such as qd766/dong-thap.")],
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="VALUE", help="A parameter, or id and key: payment.max; without it, all changes."),
    ] = None,
    rules: inputs.Rules = None,
    format: Listing = ListFormat.table,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """A value through the editions of a rule set, with days, sources and the line it is written at."""
    import chiso
    from chiso_cli.render.rules import changes, moments

    spoken = language(None if lang is None else lang.value)
    searched = inputs.folders(rules)
    if of is None:
        changed = _guarded(lambda: chiso.changes_of(name, rules=searched), spoken)
        data = {"changes": [chiso.change_data(change) for change in changed]}
        _write(
            _json(data) if format is ListFormat.json else changes(changed, spoken, for_file=out is not None),
            out,
            spoken,
        )
        return
    found = _guarded(lambda: chiso.history_of(name, of, rules=searched), spoken)
    if format is ListFormat.json:
        _write(_json({"history": [row for moment in found for row in chiso.moment_data(moment)]}), out, spoken)
    else:
        _write(moments(found, spoken, for_file=out is not None), out, spoken)


def _guarded(work: Callable[[], _Result], spoken: Language) -> _Result:
    """The result of work whose faults are shown to the user, who is the one to mend them."""
    import chiso
    from chiso_cli.render.diagnostics import print_diagnostics

    try:
        return work()
    except chiso.RuleSetError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    except OSError as fault:
        name = str(fault.filename or "")
        print_diagnostics([chiso.diagnostic_about(name, "cannot-write", file=name)], spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _write(text: str, out: Path | None, spoken: Language) -> None:
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.diagnostics import print_diagnostics

    try:
        write(text, out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None


def _json(data: dict[str, Any]) -> str:
    import simplejson

    return simplejson.dumps(data, ensure_ascii=False, indent=2) + "\n"
