"""Rules as they were at a revision of the git repository they lie in: read from it, without touching anything there."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chiso import Diagnostic, DiagnosticError, RuleSetError, Span, diagnostic_about

_KINDS = (".yaml", ".yml", ".lock")


@dataclass(frozen=True, slots=True)
class Revision:
    """The rule files of a repository at a revision, laid out below `folder` as they lie below `top`."""

    name: str
    top: Path
    folder: Path

    def path(self, path: Path) -> Path:
        """Where the file that is now at a path lay. Raises `RuleSetError` for one outside the repository."""
        try:
            return self.folder / path.resolve().relative_to(self.top)
        except ValueError:
            fault = diagnostic_about(str(path), "outside-the-repository", file=str(path))
            raise RuleSetError([fault]) from None

    def paths(self, paths: Iterable[Path]) -> list[Path]:
        """Where folders of rules lay; one outside the repository is the same at every revision."""
        return [self.path(path) if path.resolve().is_relative_to(self.top) else path for path in paths]

    def now(self, path: Path, like: Path) -> Path:
        """Where a file of the revision would be now, written as the path of another file is."""
        current = self.top / path.relative_to(self.folder)
        start = Path.cwd()
        return current if like.is_absolute() or not current.is_relative_to(start) else current.relative_to(start)

    def renamed(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Diagnostics of files of the revision, under the names that people know them by."""
        return [
            dataclasses.replace(
                one,
                span=self._renamed(one.span),
                labels=tuple(dataclasses.replace(label, span=self._renamed(label.span)) for label in one.labels),
            )
            for one in diagnostics
        ]

    def _renamed(self, span: Span) -> Span:
        path = Path(span.source.name)
        if not path.is_relative_to(self.folder):
            return span
        name = f"git:{self.name}:{path.relative_to(self.folder).as_posix()}"
        return Span(dataclasses.replace(span.source, name=name), span.start, span.end)


@contextmanager
def revision(name: str, within: Path) -> Iterator[Revision]:
    """The rules of the repository that a path lies in, at a revision of it, for as long as they are needed.

    Raises `RuleSetError` where there is no git, no repository or no such revision, and for faults met meanwhile.
    """
    if shutil.which("git") is None:
        raise _refused(name, "no-git", revision=f"git:{name}")
    top = _git(_folder_of(within), "rev-parse", "--show-toplevel")
    if top is None:
        raise _refused(str(within), "not-a-repository", file=str(within))
    root = Path(top.decode(errors="surrogateescape").rstrip("\n"))
    commit = _commit(root, name)
    if commit is None:
        raise _refused(name, "unknown-revision", revision=name)
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        _lay_out(root, commit.decode().strip(), Path(folder).resolve())
        found = Revision(name, root.resolve(), Path(folder).resolve())
        try:
            yield found
        except DiagnosticError as fault:
            raise RuleSetError(found.renamed(fault.diagnostics)) from None


def is_revision(name: str, within: Path) -> bool:
    """Whether the repository that a path lies in has a revision of that name."""
    if shutil.which("git") is None:
        return False
    return _commit(_folder_of(within), name) is not None


def _folder_of(path: Path) -> Path:
    return next(folder for folder in (path.resolve(), *path.resolve().parents) if folder.is_dir())


def _commit(root: Path, name: str) -> bytes | None:
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _refused(name: str, id: str, **arguments: str) -> RuleSetError:
    return RuleSetError([diagnostic_about(name, id, **arguments)])


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where it fails."""
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603
    return done.stdout if done.returncode == 0 else None


def _lay_out(root: Path, commit: str, folder: Path) -> None:
    """Write the rule files of a commit below a folder; links lead nowhere there and are left out."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit) or b""
    entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry]
    files = [(facts.split(), Path(name.decode(errors="surrogateescape"))) for facts, _, name in entries]
    wanted = [(facts[2], path) for facts, path in files if facts[0] != b"120000" and path.suffix in _KINDS]
    for content, (_, path) in zip(_contents(root, [digest for digest, _ in wanted]), wanted, strict=True):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _contents(root: Path, digests: Sequence[bytes]) -> Iterator[bytes]:
    """The contents of files, in the order asked for: each comes as a line with its size, its bytes, a line end."""
    answer = _git(root, "cat-file", "--batch", given=b"".join(digest + b"\n" for digest in digests)) or b""
    start = 0
    for _ in digests:
        line = answer.index(b"\n", start)
        size = int(answer[start:line].split()[-1])
        yield answer[line + 1 : line + 1 + size]
        start = line + size + 2
