"""`chiso rules`: the editions there are, what one says, and a value through time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso_cli import inputs
from chiso_cli.console import language
from chiso_cli.faults import ending_on_faults
from chiso_cli.opening import Chosen
from chiso_cli.usage import Command, Commands

if TYPE_CHECKING:
    from chiso import Language, RecordError

app = typer.Typer(cls=Commands, no_args_is_help=True, help="The rule sets: list, show, history.", add_completion=False)


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


Listing = Annotated[
    ListFormat | None,
    typer.Option("--format", help="How the list is written; by default as --out ends, else a table."),
]
Drawing = Annotated[
    Notation | None,
    typer.Option("--graph", help="The tree of the rules as a picture for documents.", show_default=False),
]
Showing = Annotated[
    ShowFormat | None,
    typer.Option("--format", help="How the rules are written; by default as --out ends, else a table."),
]


@app.command("list", cls=Command)
def list_editions(
    rules: inputs.Rules = None,
    format: Listing = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """The editions there are: name, days in force, status, title."""
    import chiso
    from chiso_cli.outputs import format_for, write
    from chiso_cli.render.plain import json_text
    from chiso_cli.render.rules import listing

    spoken = language(lang)
    with ending_on_faults(spoken):
        form = format_for(format, out, ListFormat)
        rows = chiso.listed(inputs.folders(rules))
        if form is ListFormat.json:
            write(json_text({"editions": [chiso.listed_data(row) for row in rows]}), out)
        else:
            write(listing(rows, spoken, for_file=out is not None), out)


@app.command(cls=Command)
def show(
    ruleset: inputs.Ruleset,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: Showing = None,
    graph: Drawing = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """What an edition says, with all it builds on: groups, indicators, maxima, thresholds, targets, sources."""
    from chiso_cli.outputs import format_for, write

    spoken, chosen = language(lang), Chosen(ruleset, as_of, known_on, rules)
    with ending_on_faults(spoken):
        form = format_for(format, out, ShowFormat)
        if graph is not None and form is not ShowFormat.table:
            raise _not_together(f"--graph {graph.value}", f"--format {form.value}")
        write(_said(chosen, form, graph, spoken, for_file=out is not None), out)


def _said(chosen: Chosen, form: ShowFormat, graph: Notation | None, spoken: Language, *, for_file: bool) -> str:
    """The resolved rules in a format, or their tree."""
    import chiso
    from chiso_cli.render.plain import json_text
    from chiso_cli.render.rules import markdown, tables

    if form is ShowFormat.yaml:
        return chiso.resolved_text(chosen.named, chosen.as_of, known_on=chosen.known_on, rules=chosen.folders)
    program = chosen.program()
    if graph is not None:
        return chiso.graph(program, graph.value, spoken)
    data = chiso.rules_data(program)
    if form is ShowFormat.json:
        return json_text(data)
    return markdown(data, spoken) if form is ShowFormat.markdown else tables(data, spoken, for_file=for_file)


def _not_together(one: str, other: str) -> RecordError:
    """That of two options one would be without effect."""
    import chiso

    return chiso.RecordError([chiso.diagnostic_about(one, "options-not-together", one=one, other=other)])


@app.command(cls=Command)
def history(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A rule set, such as qd766/dong-thap.")],
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="VALUE", help="A parameter, or id and key: payment.max; without it, all changes."),
    ] = None,
    rules: inputs.Rules = None,
    format: Listing = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """A value through the editions of a rule set, with days, sources and the line it is written at."""
    import chiso
    from chiso_cli.outputs import format_for, write
    from chiso_cli.render.plain import json_text
    from chiso_cli.render.rules import changes, moments

    spoken, searched = language(lang), inputs.folders(rules)
    with ending_on_faults(spoken):
        is_json = format_for(format, out, ListFormat) is ListFormat.json
        if of is None:
            changed = chiso.changes_of(name, rules=searched)
            data: dict[str, Any] = {"changes": [chiso.change_data(change) for change in changed]}
            text = json_text(data) if is_json else changes(changed, spoken, for_file=out is not None)
        else:
            found = chiso.history_of(name, of, rules=searched)
            data = {"history": [row for moment in found for row in chiso.moment_data(moment)]}
            text = json_text(data) if is_json else moments(found, spoken, for_file=out is not None)
        write(text, out)
