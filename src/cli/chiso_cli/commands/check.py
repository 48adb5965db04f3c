"""`chiso check RULESET…`: whether rule sets are sound, with every fault at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit, verdict
from chiso_cli.faults import ending_on_faults, tell

if TYPE_CHECKING:
    from chiso import Diagnostic, Language


class Format(StrEnum):
    """How the diagnostics are written."""

    table = "table"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"
    markdown = "markdown"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the diagnostics are written; by default as --out ends, else a table."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend in the files what has one safe mend, then check.")]
Diff = Annotated[bool, typer.Option("--diff", help="With --fix: write nothing; show what would be mended.")]


def check(
    rulesets: inputs.Rulesets,
    as_of: inputs.AsOf = None,
    rules: inputs.Rules = None,
    format: FormatOption = None,
    strict: Strict = False,
    fix: Fix = False,
    diff: Diff = False,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Check rule sets: every fault in one run, at its place, with the way out."""
    import chiso
    from chiso_cli.outputs import format_for, refuse_overwriting, write
    from chiso_cli.render.diagnostics import each_once

    spoken, searched = language(lang), inputs.folders(rules)
    with ending_on_faults(spoken):
        named = [file for ruleset in rulesets for file in _files(ruleset)]
        refuse_overwriting(out, [path for file in named for path in chiso.files_of(file, as_of, rules=searched)])
        form = format_for(format, out, Format)
        mended = _mend(rulesets, searched, spoken, diff=diff) if fix or diff else 0
        checked = dict(pair for named in rulesets for pair in _checked(named, as_of, searched))
        found = each_once(diagnostic for diagnostics in checked.values() for diagnostic in diagnostics)
        if diff or form is Format.table or out is not None:
            tell(found, spoken)
        if not diff:
            write(_text(form, checked, found, spoken), out)
    raise typer.Exit(Exit.NO if diff and mended else verdict(found, strict=strict))


def _mend(rulesets: Sequence[str], rules: Sequence[Path], spoken: Language, *, diff: bool) -> int:
    """Mend the files that are named by their path, or with `diff` show how; how many files those are.

    Raises `RecordError` for one that cannot be written.
    """
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.diagnostics import print_mends
    from chiso_cli.render.differences import differences

    files = [file for named in rulesets if Path(named).exists() for file in _files(named)]
    mended = [mending for file in dict.fromkeys(files) for mending in chiso.mend_file(file, rules=rules)]
    for mending in mended:
        print_mends(mending.mends, spoken, messages())
        write(
            differences(mending.edited) if diff else mending.edited.after,
            None if diff else Path(mending.edited.name),
        )
    return len(mended)


def _files(named: str) -> Sequence[str | Path]:
    """The rule files that an argument stands for."""
    import chiso

    return chiso.rule_files(Path(named)) if Path(named).is_dir() else [named]


def _checked(named: str, as_of: str | None, rules: Sequence[Path]) -> Iterator[tuple[str | Path, list[Diagnostic]]]:
    """What an argument stands for, one rule file or all in a folder, each with its diagnostics."""
    import chiso

    folder = Path(named)
    files = _files(named)
    if not files:
        yield named, [chiso.diagnostic_about(named, "no-rule-files", file=named)]
    if folder.is_dir() and (between := chiso.check_folder(folder)):
        yield folder, between
    for file in files:
        found = chiso.check(file, as_of, rules=rules)
        sound = not any(diagnostic.is_error for diagnostic in found)
        yield file, [*found, *(_of_cases(file, as_of, rules) if sound else [])]


def _of_cases(file: str | Path, as_of: str | None, rules: Sequence[Path]) -> list[Diagnostic]:
    """The expectations that fail in the cases beside a sound rule file."""
    import chiso

    if not chiso.has_cases(file, as_of, rules=rules):
        return []
    return [found for found in chiso.run_cases(file, as_of, rules=rules).diagnostics if found.is_error]


def _text(
    format: Format,
    checked: Mapping[str | Path, Sequence[Diagnostic]],
    found: Sequence[Diagnostic],
    spoken: Language,
) -> str:
    import chiso
    from chiso_cli.render.diagnostics import summary
    from chiso_cli.render.outcomes import ListFormat, as_list
    from chiso_cli.render.plain import json_text

    if format is Format.table:
        return _as_lines(checked, spoken)
    if format is Format.json:
        return json_text(chiso.diagnostics_data(found, spoken))
    outcomes = [chiso.outcome_of(str(file), str(file), diagnostics, spoken) for file, diagnostics in checked.items()]
    return as_list(ListFormat(format.value), f"chiso check: {summary(found, spoken)}".rstrip(": "), outcomes, spoken)


def _as_lines(checked: Mapping[str | Path, Sequence[Diagnostic]], spoken: Language) -> str:
    """One line for each file: sound, or how many faults it has."""
    from chiso_cli.render.diagnostics import summary
    from chiso_cli.render.words import word

    lines = [
        f"{file}: {summary(diagnostics, spoken)}" if diagnostics else word("sound", spoken, file=file)
        for file, diagnostics in checked.items()
    ]
    return "".join(f"{line}\n" for line in lines)
