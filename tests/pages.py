"""The pages on diagnostics: all but their written parts follows from the catalogue, the triggers and their mends.

`tests/errors/mends.yaml` says, for every id, how its trigger is mended: what is written in the place of what. From
that come the wrong example with what people see, and the right one.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

import chiso
from chiso import visible
from chiso.diagnostics.catalogue import ENTRIES
from conftest import ROOT
from test_errors import COMMANDS, DATA_RULES, ERRORS, TRIGGERS, Language, found, recorded

PAGES = ROOT / "docs" / "diagnostics"
INDEX = "README.md"
PARTS = ("why", "mend")
LANGUAGES: tuple[Language, ...] = ("vi", "en")
NEIGHBOURS = 2
"""How many lines of a file are shown around those that matter."""

_WRITTEN = re.compile(r"<!-- written: (\w+) (\w+) -->\n(.*?)\n?<!-- end -->", re.DOTALL)
_HEADINGS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "language": "Tiếng Việt",
        "why-error": "Vì sao là lỗi",
        "why-warning": "Vì sao cảnh báo",
        "wrong": "Ví dụ sai",
        "seen": "`chiso` báo:",
        "right": "Cách sửa",
        "error": "Lỗi",
        "warning": "Cảnh báo",
    },
    "en": {
        "language": "English",
        "why-error": "Why this is an error",
        "why-warning": "Why this is a warning",
        "wrong": "A wrong example",
        "seen": "`chiso` says:",
        "right": "How to mend it",
        "error": "Error",
        "warning": "Warning",
    },
}

Mend = str | Mapping[str, str] | Mapping[str, Mapping[str, str]] | None


@cache
def mends() -> Mapping[str, Mend]:
    """How each trigger is mended: another command, texts in the place of others, these by file, or not by writing."""
    loaded = yaml.safe_load((ROOT / ERRORS / "mends.yaml").read_text(encoding="utf-8"))
    return {id: _as_texts(mend) for id, mend in loaded.items()}


def _as_texts(part: Any) -> Any:
    """Dates and numbers as they are written."""
    if isinstance(part, dict):
        return {str(key): _as_texts(value) for key, value in part.items()}
    return None if part is None else str(part)


@dataclass(frozen=True)
class Change:
    """A file of a trigger as it is and as it is right."""

    path: Path
    wrong: str
    right: str


def changes(id: str) -> list[Change]:
    """What the mend of an id does to the files of its trigger."""
    mend = mends().get(id)
    if mend is None or isinstance(mend, str):
        return []
    entry = entry_of(id)
    by_file = {entry.parent / name: texts for name, texts in mend.items() if isinstance(texts, Mapping)}
    by_file = by_file or {entry: mend}
    return [_changed(path, texts) for path, texts in by_file.items()]


def _changed(path: Path, texts: Mapping[str, str]) -> Change:
    wrong = right = path.read_text(encoding="utf-8")
    for before, after in texts.items():
        assert right.count(before) == 1, f"{path}: {before!r} stands there {right.count(before)} times, not once"
        right = right.replace(before, after)
    return Change(path, wrong, right)


def entry_of(id: str) -> Path:
    """The file of a trigger that the first diagnostic is about."""
    return ROOT / found(id)[0].file


def mended(id: str, folder: Path) -> list[chiso.Diagnostic]:
    """What is still wrong once the trigger of an id is mended, in a copy."""
    kind = TRIGGERS[id]
    shutil.copytree(ROOT / ERRORS / kind, folder / kind)
    for change in changes(id):
        (folder / kind / change.path.relative_to(ROOT / ERRORS / kind)).write_text(change.right, encoding="utf-8")
    if kind == "cases":
        return list(chiso.run_cases(folder / kind / id / "x.yaml").diagnostics)
    if kind == "data":
        program = chiso.load(ROOT / DATA_RULES)
        try:
            chiso.read_records(folder / kind / f"{id}.csv", program)
        except chiso.RecordError as fault:
            return fault.diagnostics
        return []
    path = folder / kind / id
    entry = path / (path / "entry").read_text(encoding="utf-8").strip() if path.is_dir() else path.with_suffix(".yaml")
    return chiso.check_folder(entry) if entry.is_dir() else chiso.check(entry)


def written_parts(text: str) -> dict[tuple[str, str], str]:
    """What people wrote in a page, by language and part."""
    return {(match[1], match[2]): match[3].strip() for match in _WRITTEN.finditer(text)}


def page(id: str, written: Mapping[tuple[str, str], str]) -> str:
    """The whole page of an id with its written parts."""
    head = [f"# {id}", "[Tiếng Việt](#tiếng-việt) · [English](#english) · [mọi mã, all ids](README.md)"]
    parts = (part for language in LANGUAGES for part in _in_language(id, language, written))
    return "\n\n".join([*head, *parts]) + "\n"


def _in_language(id: str, language: Language, written: Mapping[tuple[str, str], str]) -> Iterator[str]:
    words, severity = _HEADINGS[language], ENTRIES[id].severity
    yield f"## {words['language']}"
    yield f"> {words[severity]}: {line(id, language)}"
    yield f"### {words[f'why-{severity}']}"
    yield _hole(language, "why", written)
    yield f"### {words['wrong']}"
    yield from _wrong(id, language)
    yield f"### {words['right']}"
    yield _hole(language, "mend", written)
    yield from _right(id)


def _hole(language: str, part: str, written: Mapping[tuple[str, str], str]) -> str:
    return f"<!-- written: {language} {part} -->\n{written.get((language, part), '')}\n<!-- end -->"


def line(id: str, language: Language) -> str:
    """What an id says of its trigger, in one line."""
    if id in COMMANDS:
        return re.split(rf"\[{id}\]: ", _seen(id, language), maxsplit=1)[1].partition("\n")[0]
    return _without_paths(visible(found(id)[0].message_in(language)), id)


def _without_paths(text: str, id: str) -> str:
    """The names of triggers without the folders they lie in here."""
    return re.sub(rf"{ERRORS.as_posix()}/(?:rules|cases|data)/(?:{id}/)?", "", text)


def _seen(id: str, language: Language) -> str:
    folder = "commands" if id in COMMANDS else TRIGGERS[id]
    return _without_paths((ROOT / recorded(folder, id, language)).read_text(encoding="utf-8"), id).strip("\n")


def _wrong(id: str, language: Language) -> Iterator[str]:
    if id in COMMANDS:
        yield _fenced("text", f"$ chiso {COMMANDS[id]}\n{_seen(id, language)}")
        return
    for path, wrong, _ in _excerpts(id):
        yield f"`{_shown(path, id)}`:"
        yield _fenced(f"{path.suffix.lstrip('.') or 'text'} wrong", wrong)
    yield _HEADINGS[language]["seen"]
    yield _fenced("text", _seen(id, language))


def _right(id: str) -> Iterator[str]:
    mend = mends().get(id)
    if isinstance(mend, str):
        yield _fenced("text", f"$ chiso {mend}")
    for path, _, right in _excerpts(id):
        if right is not None:
            yield f"`{_shown(path, id)}`:"
            yield _fenced(f"{path.suffix.lstrip('.') or 'text'} right", right)


def _shown(path: Path, id: str) -> str:
    return _without_paths(path.relative_to(ROOT).as_posix(), id)


def _fenced(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```"


def _excerpts(id: str) -> Iterator[tuple[Path, str, str | None]]:
    """The files that a page shows, each as far as it matters: as it is, and mended."""
    if id in COMMANDS:
        return
    changed = {change.path: change for change in changes(id)}
    for path in changed or [entry_of(id)]:
        if path.is_file() and (text := _readable(path)) is not None:
            change = changed.get(path, Change(path, text, text))
            wrong, right = _excerpt(change, _pointed_at(id, path))
            yield path, wrong, right if path in changed else None


def _readable(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.strip() and not text.startswith("PK") else None


def _pointed_at(id: str, path: Path) -> set[int]:
    """The lines of a file, from 0, that the diagnostics of a trigger point at."""
    places = chain.from_iterable((d.span, *(label.span for label in d.labels)) for d in found(id))
    return {place.begins.line - 1 for place in places if ROOT / place.source.name == path}


def _excerpt(change: Change, pointed: set[int]) -> tuple[str, str]:
    wrong, right = _lines(change.wrong), _lines(change.right)
    codes = difflib.SequenceMatcher(a=wrong, b=right, autojunk=False).get_opcodes()
    changed = {at for code, first, last, _, _ in codes if code != "equal" for at in range(first, max(last, first + 1))}
    ranges = _ranges(pointed | changed, len(wrong))
    return _joined(wrong, ranges), _joined(
        right, [(_moved(first, codes), _moved(last, codes)) for first, last in ranges]
    )


def _lines(text: str) -> list[str]:
    return [visible(shown.replace("\t", "→")) for shown in text.rstrip("\n").split("\n")]


def _ranges(lines: set[int], length: int) -> list[tuple[int, int]]:
    """Stretches of lines around those that matter; where little lies between two, they are one."""
    ranges: list[tuple[int, int]] = []
    for at in sorted(lines):
        first, last = max(0, at - NEIGHBOURS), min(length, at + NEIGHBOURS + 1)
        if ranges and first <= ranges[-1][1] + 2:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        else:
            ranges.append((first, last))
    return ranges


def _moved(at: int, codes: Sequence[tuple[str, int, int, int, int]]) -> int:
    """Where a line of a file, or its end, then is in the mended file."""
    if at == codes[-1][2]:
        return codes[-1][4]
    return next((b1 + at - a1 for code, a1, a2, b1, _ in codes if code == "equal" and a1 <= at <= a2), 0)


def _joined(lines: Sequence[str], ranges: Sequence[tuple[int, int]]) -> str:
    return "\n…\n".join("\n".join(lines[first:last]) for first, last in ranges)


def index() -> str:
    """The page that lists all others."""
    head = (
        "# Chẩn đoán · Diagnostics\n\n"
        "Mỗi mã có một trang, bằng tiếng Việt và tiếng Anh: vì sao là lỗi, ví dụ sai, cách sửa. "
        "`chiso explain-error MÃ` in trang đó trên màn hình.\n\n"
        "Every id has a page, in Vietnamese and English: why it is a fault, a wrong example, how to mend it. "
        "`chiso explain-error ID` prints the page in the terminal.\n\n"
        "| id | tiếng Việt | English |\n|---|---|---|\n"
    )
    return head + "".join(
        f"| [{id}]({id}.md) | {_cell(line(id, 'vi'))} | {_cell(line(id, 'en'))} |\n" for id in sorted(ENTRIES)
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
