"""`chiso check RULESET…`: whether rule sets are sound, with every fault at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit

if TYPE_CHECKING:
    from chiso import Diagnostic, Language


class Format(StrEnum):
    """How the diagnostics are written."""

    table = "table"
    json = "json"


Rulesets = Annotated[
    list[str],
    typer.Argument(
        metavar="RULESET…",
        help="Rule files, folders of them, name@edition, or a name with --as-of.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How the diagnostics are written.")]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend in the files what has one safe mend, then check.")]
Diff = Annotated[bool, typer.Option("--diff", help="With --fix: write nothing; show what would be mended.")]

_UNREADABLE = frozenset({"file-unreadable", "not-utf8", "lock-damaged"})


def check(
    rulesets: Rulesets,
    as_of: inputs.AsOf = None,
    rules: inputs.Rules = None,
    format: FormatOption = Format.table,
    strict: Strict = False,
    fix: Fix = False,
    diff: Diff = False,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Check rule sets: every fault in one run, at its place, with the way out."""
    import chiso
    from chiso_cli.outputs import refuse_overwriting, write
    from chiso_cli.render.diagnostics import print_diagnostics

    spoken = language(None if lang is None else lang.value)
    searched = inputs.folders(rules)
    if fix or diff:
        _mend(rulesets, searched, spoken, diff=diff)
    checked = dict(pair for named in rulesets for pair in _checked(named, as_of, searched))
    found = _each_once(diagnostic for diagnostics in checked.values() for diagnostic in diagnostics)
    try:
        refuse_overwriting(out, [path for named in checked for path in chiso.files_of(named, as_of, rules=searched)])
        if format is Format.json:
            write(_as_json(found, spoken), out)
        else:
            print_diagnostics(found, spoken, messages())
            write(_as_lines(checked, spoken), out)
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    raise typer.Exit(_verdict(found, strict))


def _mend(rulesets: Sequence[str], rules: Sequence[Path], spoken: Language, *, diff: bool) -> None:
    """Mend the files that are named by their path, and say what; with `diff`, only show it and end there."""
    import chiso
    from chiso_cli.outputs import write
    from chiso_cli.render.diagnostics import print_diagnostics, print_mends
    from chiso_cli.render.differences import differences

    files = [file for named in rulesets if Path(named).exists() for file in _files(named)]
    mended = [mending for file in dict.fromkeys(files) for mending in chiso.mend_file(file, rules=rules)]
    try:
        for mending in mended:
            print_mends(mending.mends, spoken, messages())
            write(
                differences(mending.edited) if diff else mending.edited.after,
                None if diff else Path(mending.edited.name),
            )
    except chiso.DiagnosticError as fault:
        print_diagnostics(fault.diagnostics, spoken, messages())
        raise typer.Exit(Exit.INPUT) from None
    if diff:
        raise typer.Exit(Exit.NO if mended else Exit.FINE)


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


def _each_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in order, those of an edition that several build on only once."""
    found: dict[tuple[str, int, str, str], Diagnostic] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.file, diagnostic.span.start, diagnostic.id, diagnostic.message)
        found.setdefault(key, diagnostic)
    return list(found.values())


def _verdict(found: Iterable[Diagnostic], strict: bool) -> Exit:
    faults = [diagnostic for diagnostic in found if diagnostic.is_error or strict]
    if any(diagnostic.id in _UNREADABLE or not diagnostic.span.source.is_file for diagnostic in faults):
        return Exit.INPUT
    return Exit.NO if faults else Exit.FINE


def _as_json(found: Sequence[Diagnostic], spoken: Language) -> str:
    import simplejson

    from chiso import diagnostics_data

    return simplejson.dumps(diagnostics_data(found, spoken), ensure_ascii=False, indent=2) + "\n"


def _as_lines(checked: Mapping[str | Path, Sequence[Diagnostic]], spoken: Language) -> str:
    """One line for each file: sound, or how many faults it has."""
    from chiso_cli.render.diagnostics import summary
    from chiso_cli.render.words import word

    lines = [
        f"{file}: {summary(diagnostics, spoken)}" if diagnostics else word("sound", spoken, file=file)
        for file, diagnostics in checked.items()
    ]
    return "".join(f"{line}\n" for line in lines)
