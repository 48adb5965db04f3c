"""`chiso diff OLD NEW`: what rules say otherwise, for whom that breaks something, and who moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from chiso_cli import inputs
from chiso_cli.console import language, messages
from chiso_cli.exits import Exit, verdict
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Reading

if TYPE_CHECKING:
    from chiso import ChangeKind, Diagnostic, Language, RuleChange
    from chiso_cli.revision import Revision


class Format(StrEnum):
    """How the result is written."""

    table = "table"
    json = "json"
    markdown = "markdown"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"


class FailOn(StrEnum):
    """The kinds of change that can be refused."""

    score = "score-change"
    band = "band-change"
    rank = "rank-change"
    target = "target-change"
    date = "date-change"
    input = "input-change"
    text = "text-change"
    any = "any-change"


Rulesets = Annotated[
    list[str],
    typer.Argument(
        metavar="OLD NEW", help="Rule files or name@edition; with --against only NEW, or folders.", show_default=False
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against", metavar="git:REF", help="Compare with a revision of the git repository.", show_default=False
    ),
]
DataOption = Annotated[
    Path | None, typer.Option("--data", metavar="FILE", help="Records: tell who moves.", show_default=False)
]
FailOnOption = Annotated[
    list[FailOn] | None, typer.Option("--fail-on", help="Refuse this kind of change; may be repeated.")
]
Allow = Annotated[
    Path | None,
    typer.Option("--allow", metavar="FILE", help="Changes that are allowed all the same.", show_default=False),
]
Today = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="The day on which entries of --allow count.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the result is written; by default as --out ends, else a table."),
]

_GIT = "git:"
_WITH_ENTRIES = (Format.table, Format.markdown, Format.json)
"""The formats with a place for the entries that would allow what is refused."""
_ALLOWED_DAYS = 30
"""How long an entry that is printed would hold."""


class _Data(NamedTuple):
    """The records that tell who moves, and how they are read."""

    file: Path | None
    reading: Reading

    @property
    def options(self) -> dict[str, Any]:
        """The same by the names that the library has for it."""
        return {"data": self.file, **self.reading.options}


def diff(
    rulesets: Rulesets,
    against: Against = None,
    data: DataOption = None,
    fail_on: FailOnOption = None,
    allow: Allow = None,
    today: Today = None,
    rules: inputs.Rules = None,
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Compare two editions, or rules with what they were: by what they say, whatever the layout."""
    import chiso
    from chiso_cli.outputs import format_for, refuse_overwriting, write

    spoken = language(lang)
    if against is None and len(rulesets) != 2:
        tell([_misused(rulesets)], spoken)
        raise typer.Exit(Exit.USAGE)
    with ending_on_faults(spoken):
        read = [path for path in (data, allow, map) if path is not None]
        refuse_overwriting(out, [*read, *(file for named in rulesets for file in _files_of(named, rules))])
        form, asked = format_for(format, out, Format), _Data(data, Reading(numbers, map, sheet))
        day = _day(today)
        entries = () if allow is None else chiso.read_allowances(allow)
        found = list(_compared(rulesets, against, asked, inputs.folders(rules)))
        gate = chiso.Gate(_kinds(fail_on or []), entries, day)
        faults, refusals = chiso.judge(found, gate)
        until = day + timedelta(days=_ALLOWED_DAYS)
        if form is Format.table or out is not None:
            tell([*faults, *_refused(found)], spoken)
        entries_text = chiso.allow_text(refusals, until)
        if entries_text and form not in _WITH_ENTRIES:
            _tell_entries(entries_text, spoken)
        write(_text(form, found, faults, entries_text, spoken, out is not None), out)
    raise typer.Exit(verdict(faults))


def _tell_entries(entries: str, spoken: Language) -> None:
    """Print on stderr what would allow the refusals."""
    from chiso_cli.render.changes import allowing_lines

    messages().print(allowing_lines(entries, spoken), soft_wrap=True)


def _misused(rulesets: Sequence[str]) -> Diagnostic:
    """That there are not two rule sets to compare."""
    import chiso

    command, usage = "chiso diff", "chiso diff OLD NEW`, `chiso diff NEW --against git:REF"
    if len(rulesets) > 2:
        return chiso.diagnostic_about(command, "too-many-arguments", command=command, given=" ".join(rulesets[2:]))
    return chiso.diagnostic_about(command, "missing-argument", command=command, wanted="NEW", usage=usage)


def _files_of(named: str, rules: list[Path] | None) -> list[Path]:
    import chiso

    return [] if Path(named).is_dir() else chiso.files_of(named, rules=inputs.folders(rules))


def _day(text: str | None) -> date:
    """The day that was given, else today's."""
    import chiso

    try:
        return date.today() if text is None else date.fromisoformat(text)
    except ValueError:
        raise chiso.RuleSetError([chiso.diagnostic_about(text or "", "not-a-day", value=text or "")]) from None


def _kinds(fail_on: Sequence[FailOn]) -> frozenset[ChangeKind]:
    import chiso

    if FailOn.any in fail_on:
        return frozenset(chiso.ChangeKind)
    return frozenset(chiso.ChangeKind(kind.value) for kind in fail_on)


def _refused(found: Sequence[RuleChange]) -> list[Diagnostic]:
    return [fault for one in found for fault in one.refused]


def _compared(
    rulesets: Sequence[str], against: str | None, data: _Data, searched: Sequence[Path]
) -> Iterator[RuleChange]:
    import chiso
    from chiso_cli.revision import revision

    if against is not None and against.startswith(_GIT):
        files = chiso.rule_files_named(rulesets, rules=searched)
        with revision(against.removeprefix(_GIT), files[0]) as before:
            yield from _against_revision(rulesets, files, before, data, searched)
        return
    old, *others = rulesets if against is None else [against, *rulesets]
    if against is not None:
        _refuse_bare_revision(against, rulesets, searched)
    for new in others:
        for was, now in _pairs(old, new, searched):
            yield chiso.compare_rules(was, now, rules_before=searched, rules=searched, **data.options)


def _refuse_bare_revision(against: str, rulesets: Sequence[str], searched: Sequence[Path]) -> None:
    """Raise `RuleSetError` for a revision of git that lacks its `git:` and names no rule set either."""
    import chiso
    from chiso_cli.revision import is_revision

    is_known = Path(against).exists() or chiso.files_of(against, rules=searched)
    if not is_known and is_revision(against, Path(rulesets[0])):
        near = (f"{_GIT}{against}",)
        raise chiso.RuleSetError([chiso.diagnostic_about(against, "unknown-ruleset", name=against, near=near)])


def _pairs(old: str, new: str, searched: Sequence[Path]) -> Iterator[tuple[Path | None, Path | None]]:
    """Two rule files; of two folders, the files that lie alike in them, and those that lie in one alone."""
    import chiso

    if not (Path(old).is_dir() and Path(new).is_dir()):
        yield chiso.rule_file_named(old, rules=searched), chiso.rule_file_named(new, rules=searched)
        return
    files = [{file.relative_to(folder): file for file in chiso.rule_files(Path(folder))} for folder in (old, new)]
    for place in dict.fromkeys([*files[1], *files[0]]):
        yield files[0].get(place), files[1].get(place)


def _against_revision(
    rulesets: Sequence[str], files: Sequence[Path], before: Revision, data: _Data, searched: Sequence[Path]
) -> Iterator[RuleChange]:
    """Every file with what it was; then those that were there and are gone from the folders that were named."""
    import chiso

    earlier = before.paths(searched)
    for file in files:
        old = before.path(file)
        was = old if old.is_file() else None
        yield chiso.compare_rules(was, file, rules_before=earlier, rules=searched, **data.options)
    for folder in (Path(name) for name in rulesets if Path(name).is_dir()):
        for old in chiso.rule_files(before.path(folder)):
            if not before.now(old, folder).is_file():
                gone = chiso.compare_rules(old, None, rules_before=earlier)
                yield replace(gone, file=str(before.now(old, folder)))


def _text(
    format: Format, found: Sequence[RuleChange], faults: Sequence[Diagnostic], entries: str, spoken: Language, out: bool
) -> str:
    import chiso
    from chiso_cli.render.changes import as_markdown, as_table
    from chiso_cli.render.outcomes import ListFormat, as_list
    from chiso_cli.render.plain import json_text

    writers: dict[Format, Callable[[], str]] = {
        Format.table: lambda: as_table(found, entries, spoken, for_file=out),
        Format.json: lambda: json_text({**chiso.differences_data(found, faults, spoken), "allow": entries or None}),
        Format.markdown: lambda: as_markdown(found, faults, entries, spoken),
    }
    if format in writers:
        return writers[format]()
    return as_list(ListFormat(format.value), "chiso diff", chiso.difference_outcomes(found, faults, spoken), spoken)
