"""`chiso test RULESET…`: the cases beside editions, with what they cover."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language
from chiso_cli.exits import Exit, verdict
from chiso_cli.faults import ending_on_faults, tell, writing

if TYPE_CHECKING:
    from chiso import Demand, Diagnostic, Language, Tested


class Format(StrEnum):
    """How the result is written."""

    table = "table"
    json = "json"
    markdown = "markdown"
    cobertura = "cobertura"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"


Filter = Annotated[
    str, typer.Option("--filter", metavar="TEXT", help="Only cases with this in their name.", show_default=False)
]
Covering = Annotated[bool, typer.Option("--coverage", help="Tell what the cases cover, and list what none tests.")]
Threshold = Annotated[
    int | None,
    typer.Option(
        "--threshold", min=0, max=100, metavar="PERCENT", help="Fail below this coverage.", show_default=False
    ),
]
Update = Annotated[bool, typer.Option("--update", help="Rewrite the expectations that fail, to be reviewed.")]
FailOnEmpty = Annotated[bool, typer.Option("--fail-on-empty", help="Fail where an edition has no cases.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="N", help="Processes; by default more than one for many rule files."),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the result is written; by default as --out ends, else a table."),
]

_MANY = 40
"""Rule files from which on starting processes costs less than it saves."""


def run_cases(
    rulesets: inputs.Rulesets,
    named: Filter = "",
    coverage: Covering = False,
    threshold: Threshold = None,
    update: Update = False,
    fail_on_empty: FailOnEmpty = False,
    jobs: Jobs = None,
    as_of: inputs.AsOf = None,
    rules: inputs.Rules = None,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Run the cases beside editions; what fails is shown with the values beneath it."""
    import chiso
    from chiso_cli.outputs import format_for, refuse_overwriting, write

    spoken, searched = language(lang), inputs.folders(rules)
    with ending_on_faults(spoken):
        files = chiso.rule_files_named(rulesets, as_of, rules=searched)
        refuse_overwriting(out, [*files, *map(_cases, files)])
        form = format_for(format, out, Format)
        if update:
            raise typer.Exit(_update(files, searched, spoken))
        wanted = coverage or threshold is not None or form is Format.cobertura
        many = _processes(files) if jobs is None else jobs
        running = chiso.examine(files, rules=searched, named=named, coverage=wanted, processes=many)
        tested = list(WithProgress(running, "chiso test", total=len(files)))
        asked = chiso.Demand(threshold, fail_on_empty)
        found = [*chiso.judged_cases(tested, asked), *_unmatched(tested, named)]
        if form is Format.table or out is not None:
            _print(tested, found if coverage else [one for one in found if one.is_error], spoken)
        write(_text(form, tested, asked, spoken), out)
    raise typer.Exit(verdict([*(fault for one in tested for fault in one.diagnostics), *found]))


def _cases(file: Path) -> Path:
    return file.with_suffix(".cases.yaml")


def _processes(files: Sequence[Path]) -> int:
    return min(os.cpu_count() or 1, 8) if len(files) >= _MANY else 1


def _unmatched(tested: Sequence[Tested], named: str) -> list[Diagnostic]:
    """That the filter fits no case."""
    import chiso

    fits = not named or any(one.results or one.faults for one in tested)
    return [] if fits else [chiso.diagnostic_about(named, "no-case-chosen", filter=named)]


def _print(tested: Sequence[Tested], others: Sequence[Diagnostic], spoken: Language) -> None:
    """Everything that is wrong, each expectation that fails with the values beneath it."""
    import chiso
    from chiso_cli.render.diagnostics import each_once

    faults = each_once(fault for one in tested for fault in one.faults)
    failures = [failure for one in tested for result in one.results for failure in result.failures]
    found = [*faults, *(failure.diagnostic for failure in failures), *others]
    below = [*([] for _ in faults), *(chiso.beneath_lines(failure.beneath) for failure in failures)]
    tell(found, spoken, below)


def _update(files: Sequence[Path], searched: Sequence[Path], spoken: Language) -> Exit:
    """Rewrite what fails, tell each line, and what could not be rewritten."""
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.words import word

    left: list[Diagnostic] = []
    for file in (file for file in files if _cases(file).is_file()):
        with writing(str(_cases(file))):
            done, failing = chiso.record_cases(file, rules=searched)
        left += failing
        for one in done:
            where = f"{one.span.source.name}:{one.span.begins.line}"
            write(f"{where}: {one.node}: {one.before} -> {one.after} ({one.case})\n", None)
        if not done and not failing:
            write(f"{word('nothing-to-update', spoken, file=_cases(file))}\n", None)
    tell(left, spoken)
    return verdict(left)


def _text(format: Format, tested: Sequence[Tested], asked: Demand, spoken: Language) -> str:
    import chiso
    from chiso_cli.render.outcomes import ListFormat, as_list
    from chiso_cli.render.plain import json_text
    from chiso_cli.render.tested import as_lines, heading

    writers: dict[Format, Callable[[], str]] = {
        Format.table: lambda: as_lines(tested, spoken),
        Format.json: lambda: json_text(chiso.tested_data(tested, asked, spoken)),
        Format.cobertura: lambda: chiso.cobertura_text([one.coverage for one in tested if one.coverage is not None]),
    }
    if format in writers:
        return writers[format]()
    outcomes = chiso.tested_outcomes(tested, asked, spoken)
    return as_list(ListFormat(format.value), heading(tested, spoken), outcomes, spoken)
