"""The library's functions that write rule files, as `import chiso` offers them: format, mend, begin a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Language, Report, RuleSetError
from chiso.library import begin as beginning
from chiso.library import draft as drafting
from chiso.library.find import rule_files
from chiso.reading import LARGEST_RULE_FILE, decode, read
from chiso.ruleset.format import formatted
from chiso.shipped import rules_folder
from chiso.source import Source
from chiso.study.cases import cases_beside
from chiso.study.mend import Mend, mend


@dataclass(frozen=True, slots=True)
class Edited:
    """A file before and after; the same text twice when nothing is to be done."""

    name: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be done."""
        return self.before != self.after


def format_file(path: str | Path) -> Edited:
    """A rule set or its cases as the formatter writes them; the file stays as it is. Raises `RuleSetError`."""
    report = Report()
    source = read(Path(path), report)
    mark = "\ufeff" if source is not None and _begins_with_mark(Path(path)) else ""
    return _edited(source, report, mark)


def format_bytes(raw: bytes, name: str) -> Edited:
    """The bytes of a rule set, such as those of a pipe, as the formatter writes them. Raises `RuleSetError`."""
    report = Report()
    if len(raw) > LARGEST_RULE_FILE:
        raw = raw[: LARGEST_RULE_FILE + 1]
    return _edited(decode(raw, name, report), report, "")


def _edited(source: Source | None, report: Report, mark: str) -> Edited:
    result = None if source is None else formatted(source, report)
    if source is None or result is None:
        raise RuleSetError(report)
    return Edited(source.name, mark + source.text, result)


def _begins_with_mark(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"


def written_files(folder: str | Path) -> list[Path]:
    """The rule sets in a folder and all folders beneath it, each with the cases beside it."""
    return [path for rules in rule_files(Path(folder)) for path in (rules, cases_beside(rules)) if path.is_file()]


@dataclass(frozen=True, slots=True)
class Mending:
    """A file before and after its mends, and what was mended, in the order of the file."""

    edited: Edited
    mends: tuple[Mend, ...]


def mend_file(path: str | Path, *, rules: Sequence[str | Path] = ()) -> list[Mending]:
    """What can safely be mended in a rule file and in the cases beside it; the files stay as they are."""
    done = mend(Path(path), [Path(folder) for folder in rules])
    return [Mending(_with_mark(Edited(m.before.name, m.before.text, m.after)), m.mends) for m in done if m.mends]


def _with_mark(edited: Edited) -> Edited:
    """A mend keeps the mark of byte order that a file may begin with."""
    mark = "\ufeff" if _begins_with_mark(Path(edited.name)) else ""
    return Edited(edited.name, mark + edited.before, mark + edited.after)


def begin(
    path: str | Path, base: str | None = None, *, language: Language = "en", rules: Sequence[str | Path] = ()
) -> list[Path]:
    """The files of a new rule set, its rules first: an example with notes in a language, or a copy of another one.

    Nothing is written over. Raises `RuleSetError`, `OSError`.
    """
    report = Report()
    folders = [Path(folder) for folder in rules]
    if base is None:
        written = beginning.begin(Path(path), language, report)
    else:
        written = beginning.begin_from(Path(path), base, folders, report)
    if written is None:
        raise RuleSetError(report)
    return written


def draft(
    reference: str,
    base: str,
    folder: str | Path,
    first: date | None = None,
    *,
    rules: Sequence[str | Path] = (),
    language: Language = "en",
) -> Path:
    """The file of a new edition that builds on another, as a draft. Raises `RuleSetError`, `OSError`."""
    report = Report()
    folders = [*(Path(folder) for folder in rules), rules_folder()]
    path = drafting.draft(reference, base, first, Path(folder), folders, report, language)
    if path is None:
        raise RuleSetError(report)
    return path
