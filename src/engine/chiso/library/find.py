"""Where editions are found.

A folder of rules keeps the edition `name@edition` in `<name>/<edition>.yaml`. A rule file outside such a folder can
still extend a neighbour in its own folder. Folders are searched in the order given; the shipped rules come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.library.header import Header, header
from chiso.reading import near_files
from chiso.ruleset.document import Block
from chiso.shipped import rules_folder
from chiso.source import Span

CASES = ".cases.yaml"
DECLARATION = ".audit.yaml"
"""How files that say what the tables of a document mean are named."""
MOST_NEIGHBOURS = 200
_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition that was found: its name, edition and file."""

    ruleset: str
    edition: str
    path: Path

    @property
    def reference(self) -> str:
        """As people write it: `name@edition`."""
        return f"{self.ruleset}@{self.edition}"


def rule_files(folder: Path) -> list[Path]:
    """The rule files in a folder and all folders beneath it, in order."""
    rules = [path for path in folder.rglob("*") if is_rule_file(path) and not _is_hidden(path.relative_to(folder))]
    return sorted(rules, key=lambda path: (path.parent, path.stem))


def is_rule_file(path: Path) -> bool:
    """Whether a file is named like one that holds rules."""
    return path.suffix.lower() in (_SUFFIX, ".yml") and not path.name.endswith((CASES, DECLARATION))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def editions(folders: Iterable[Path]) -> list[Edition]:
    """Every edition in folders of rules; of two with one name, the one in the earlier folder."""
    found: dict[str, Edition] = {}
    for folder in folders:
        for path in rule_files(folder) if folder.is_dir() else []:
            if path.parent == folder or path.suffix != _SUFFIX:
                continue
            name = path.relative_to(folder).parent.as_posix()
            edition = Edition(name, path.name.removesuffix(_SUFFIX), path)
            found.setdefault(edition.reference, edition)
    return list(found.values())


def folders_of(path: Path, document: Block, folders: Sequence[Path]) -> list[Path]:
    """Where to look for what a rule file extends: its own folder of rules, then the given ones, then the shipped.

    A file has a folder of rules of its own only when it lies where its name says.
    """
    own = own_folder(path, document.text("ruleset") or "", document.text("edition") or "")
    return [*([] if own is None else [own]), *folders, rules_folder()]


def own_folder(path: Path, name: str, edition: str) -> Path | None:
    """The folder of rules that a rule file lies in, where it lies as its name says; else None."""
    steps = len(name.split("/"))
    parents = path.parents if steps < len(path.parents) else path.resolve().parents
    folders = parents[steps : steps + 1]
    return next((folder for folder in folders if _is_same(path, folder / name / f"{edition}{_SUFFIX}")), None)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.resolve() == other.resolve()
    except (OSError, ValueError):
        return False


def find(
    reference: str, folders: Sequence[Path], place: Span, report: Report, beside: Path | None = None
) -> Path | None:
    """The file of `name@edition`; None after reporting, with the nearest names, that there is none.

    Where no folder has it, a neighbour of the rule file `beside` may say in its header that it is that edition.
    """
    name, _, edition = reference.partition("@")
    for folder in folders:
        path = folder / name / f"{edition}{_SUFFIX}"
        if _is_file_within(path, folder):
            return _confirmed(path, reference, place, report)
    neighbour = None if beside is None else _neighbour(reference, beside)
    if neighbour is not None:
        return neighbour
    asking = None if beside is None else beside.resolve()
    known = [found.reference for found in editions(folders) if found.path.resolve() != asking]
    same = [found for found in known if found.partition("@")[0] == name]
    near = tuple(same) or nearest(reference, known)
    report.add("unknown-edition", place, name=reference, near=near)
    return None


def _confirmed(path: Path, reference: str, place: Span, report: Report) -> Path | None:
    """The file, unless its header says that it is another edition than the one it lies as."""
    head = header(path)
    if head is None or head.reference == reference:
        return path
    report.add("edition-misfiled", place, name=reference, file=str(path), says=head.reference)
    return None


def _neighbour(reference: str, path: Path) -> Path | None:
    others = [other for other in sorted(path.parent.glob(f"*{_SUFFIX}")) if other != path]
    candidates = [other for other in others if not other.name.endswith(CASES)][:MOST_NEIGHBOURS]
    return next((other for other in candidates if _says_it_is(other, reference)), None)


def _says_it_is(path: Path, reference: str) -> bool:
    head = header(path)
    return head is not None and head.reference == reference


def _is_file_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return False


def in_force(
    name: str, day: date, known_on: date | None, folders: Sequence[Path], place: Span, report: Report
) -> Path | None:
    """The file of the one edition of a rule set in force on a day, as far as was known on another day.

    None after reporting that none or several are.
    """
    found = [edition for edition in editions(folders) if edition.ruleset == name]
    if not found:
        names = sorted({edition.ruleset for edition in editions(folders)})
        near = nearest(name, names) or near_files(Path(name))
        report.add("unknown-ruleset", place, name=name, near=near, known=tuple(names))
        return None
    headed = [(edition, head) for edition in found if (head := header(edition.path)) and head.status != "withdrawn"]
    chosen = _in_use([(edition, head) for edition, head in headed if head.is_known(known_on)], day)
    if len(chosen) == 1:
        return chosen[0].path
    if chosen:
        several = tuple(edition.reference for edition in chosen)
        report.add("several-editions-on-date", place, name=name, day=day.isoformat(), editions=several)
    else:
        listed = tuple(f"{edition.reference}: {head.days}" for edition, head in headed)
        report.add("no-edition-on-date", place, name=name, day=day.isoformat(), editions=listed)
    return None


def _in_use(known: Sequence[tuple[Edition, Header]], day: date) -> list[Edition]:
    """The editions in force on a day: published ones before drafts, none that another one supersedes."""
    valid = [(edition, head) for edition, head in known if head.effective and head.effective.includes(day)]
    published = [(edition, head) for edition, head in valid if head.status == "published"] or valid
    gone = {head.supersedes for _, head in published}
    return [edition for edition, head in published if head.edition not in gone]
