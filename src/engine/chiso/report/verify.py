"""An explanation held against its own edition and data: made again from what it names, and compared value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chiso.diagnostics.diagnostic import RecordError, Report
from chiso.diagnostics.nearest import folded, nearest
from chiso.library.assemble import assemble
from chiso.library.locate import locate
from chiso.reading import digest, read
from chiso.records.layout import AUTO, Style
from chiso.records.open_records import Asked, open_records, taken_in
from chiso.records.read_portal import holds_responses, read_portal
from chiso.records.record import Record
from chiso.report.explanation_data import DataFile, explanations_data
from chiso.ruleset.program import Program
from chiso.run.exact import score
from chiso.run.record_stream import RecordStream
from chiso.source import Source, Span

LARGEST_EXPLANATION = 100_000_000
MOST_DIFFERENCES = 100
DEEPEST = 200
"""Levels of nesting; groups within groups are the only thing that goes deep."""
_SENTINEL = "\N{REPLACEMENT CHARACTER}place\N{REPLACEMENT CHARACTER}"

Path_ = tuple[str | int, ...]


def explanation_text(data: dict[str, Any]) -> str:
    """The text of an explanation as it is written to a file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def verify(path: Path, folders: Sequence[Path], data: Sequence[Path], report: Report) -> int | None:
    """How many values of an explanation were held against the computation; None where it cannot be read.

    Every value that does not hold is reported. `data` are the files in place of those named, in their order.
    """
    source = read(path, report, limit=LARGEST_EXPLANATION)
    given = None if source is None else _parsed(source, report)
    if source is None or given is None:
        return None
    made = _Remaking(given, source, folders, data, report).made()
    if made is None:
        return 0
    for difference in list(_differences(given, made, ()))[:MOST_DIFFERENCES]:
        _report(difference, given, source, report)
    return sum(1 for _ in _values(given))


def _parsed(source: Source, report: Report) -> dict[str, Any] | None:
    """The explanation a text says, if it says enough of one to be made again."""
    try:
        given = json.loads(source.text, object_pairs_hook=_without_twins)
    except json.JSONDecodeError as fault:
        place = Span(source, fault.pos, min(fault.pos + 1, len(source.text)))
        report.add("explanation-unreadable", place, file=source.name)
        return None
    except (RecursionError, ValueError):
        report.add("explanation-unreadable", source.whole(), file=source.name)
        return None
    if not _is_explanation(given) or _is_too_deep(given):
        report.add("explanation-unreadable", source.whole(), file=source.name)
        return None
    checked: dict[str, Any] = given
    return checked


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON whose keys all differ. Raises `ValueError`."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _is_too_deep(given: Any) -> bool:
    """Whether it is nested deeper than an explanation can be."""
    level = [given]
    for _ in range(DEEPEST):
        level = [part for whole in level for part in _parts(whole)]
    return bool(level)


def _parts(whole: Any) -> list[Any]:
    return list(whole.values()) if isinstance(whole, dict) else whole if isinstance(whole, list) else []


def _is_explanation(given: object) -> bool:
    if not isinstance(given, dict) or not all(isinstance(given.get(key), str) for key in ("ruleset", "edition")):
        return False
    files, units = given.get("data"), given.get("units")
    if not isinstance(files, list) or not isinstance(units, list):
        return False
    has_files = all(isinstance(file, dict) and isinstance(file.get("file"), str) for file in files)
    facts = ("unit", "level", "period")
    return has_files and all(isinstance(u, dict) and all(isinstance(u.get(f), str) for f in facts) for u in units)


def _read(files: Sequence[Path], asked: Asked, program: Program, report: Report) -> list[Record]:
    """The records of data files, or of the portal's responses."""
    if files and all(map(holds_responses, files)):
        return read_portal(files, program, report)
    folder = TemporaryDirectory(prefix="chiso-")
    opened = open_records([taken_in(file, folder) for file in files], program, asked, report)
    try:
        return list(RecordStream(opened, program, folder))
    except RecordError as fault:
        report.extend(fault.diagnostics)
        return []


class _Remaking:
    """Makes an explanation again from the edition and the data that it names."""

    def __init__(
        self, given: dict[str, Any], source: Source, folders: Sequence[Path], data: Sequence[Path], report: Report
    ) -> None:
        self._given = given
        self._source = source
        self._folders = folders
        self._data = data
        self._report = report

    def made(self) -> dict[str, Any] | None:
        program = self._program()
        files = self._files()
        if program is None or files is None:
            return None
        found = Report()
        records = _read(files, self._asked(), program, found)
        self._report.extend(found)
        chosen = self._chosen(records)
        if found.has_errors or chosen is None:
            return None
        cards = {id(record): score(program, record) for record in records}
        named = [DataFile(entry["file"], digest(path)) for entry, path in zip(self._given["data"], files, strict=True)]
        made = explanations_data(
            program,
            list(cards.values()),
            [cards[id(record)] for record in chosen],
            named,
            self._known_on(),
            self._given.get("rules"),
            self._read_as(),
        )
        renamed = {str(path): entry["file"] for entry, path in zip(self._given["data"], files, strict=True)}
        whole: dict[str, Any] = _with_names(made, renamed)
        return whole

    def _read_as(self) -> dict[str, str | None]:
        """What was asked of reading the data, as far as the explanation says it in a way that can be."""
        said = self._given.get("read")
        texts = {key: value for key, value in said.items() if isinstance(value, str)} if isinstance(said, dict) else {}
        styles = (AUTO, *(style.value for style in Style))
        numbers = texts.get("numbers")
        return {
            "numbers": numbers if numbers in styles else None,
            "sheet": texts.get("sheet"),
            "map": texts.get("map"),
        }

    def _asked(self) -> Asked:
        read = self._read_as()
        numbers, map = read["numbers"], read["map"]
        style = numbers if numbers is None or numbers == AUTO else Style(numbers)
        return Asked(style, read["sheet"], None if map is None else Path(map))

    def _known_on(self) -> date | None:
        try:
            return date.fromisoformat(self._given["known_on"])
        except (KeyError, TypeError, ValueError):
            return None

    def _program(self) -> Program | None:
        """The edition by its name, or where it was given by path, the file there."""
        rules = self._given.get("rules")
        key = "rules" if isinstance(rules, str) else "edition"
        reference = rules if isinstance(rules, str) else f"{self._given['ruleset']}@{self._given['edition']}"
        found = Report()
        path = locate(reference, None, list(self._folders), found)
        if path is not None and not path.is_file():
            path = None
        program = None if path is None else assemble(path, list(self._folders), found, self._known_on())
        if program is None:
            self._report.add("explanation-edition", self._place((key,), self._given[key]), reference=reference)
        return program

    def _files(self) -> list[Path] | None:
        """The data files; None after reporting one that is not there, or is not the one that was explained."""
        entries, sound = self._given["data"], True
        paths = [Path(entry["file"]) for entry in entries]
        paths = [*self._data[: len(paths)], *paths[len(self._data) :]]
        for number, (entry, path) in enumerate(zip(entries, paths, strict=True)):
            found = _digest(path)
            if found is None:
                place = self._place(("data", number, "file"), entry["file"])
                self._report.add("explanation-without-data", place, file=str(path))
                sound = False
                continue
            if found != entry.get("sha256"):
                place = self._place(("data", number, "sha256"), entry.get("sha256"))
                self._report.add("explanation-of-other-data", place, file=str(path), sha256=found)
                sound = False
        return paths if sound else None

    def _chosen(self, records: Sequence[Record]) -> list[Record] | None:
        """The records that are explained, in the explanation's order."""
        by_key = {(folded(record.unit), record.level, record.period): record for record in records}
        chosen = []
        for number, unit in enumerate(self._given["units"]):
            record = by_key.get((folded(unit["unit"]), unit["level"], unit["period"]))
            if record is None:
                near = nearest(unit["unit"], [other.unit for other in records])
                place = self._place(("units", number, "unit"), unit["unit"])
                self._report.add(
                    "explanation-of-other-unit", place, unit=unit["unit"], period=unit["period"], near=near
                )
                continue
            chosen.append(record)
        return chosen if len(chosen) == len(self._given["units"]) else None

    def _place(self, path: Path_, value: object) -> Span:
        return _place(path, value, self._given, self._source)


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is no such file, or it cannot be read."""
    try:
        return digest(path) if path.is_file() else None
    except (OSError, ValueError):
        return None


def _with_names(made: Any, names: dict[str, str]) -> Any:
    """The data with the places in files under the names that the explanation has for them."""
    if isinstance(made, dict):
        return {
            key: _renamed(value, names) if key == "where" else _with_names(value, names) for key, value in made.items()
        }
    return [_with_names(value, names) for value in made] if isinstance(made, list) else made


def _renamed(where: Any, names: dict[str, str]) -> Any:
    if not isinstance(where, str):
        return where
    file, line, column = where.rsplit(":", 2)
    return f"{names.get(file, file)}:{line}:{column}"


@dataclass(frozen=True, slots=True)
class _Difference:
    """A value that is not what the computation gives; None for one that is only on one side."""

    path: Path_
    said: Any
    found: Any


def _differences(said: Any, found: Any, path: Path_) -> Iterator[_Difference]:
    if isinstance(said, dict) and isinstance(found, dict):
        for key in {**found, **said}:
            yield from _differences(said.get(key), found.get(key), (*path, key))
    elif isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        for number, (left, right) in enumerate(zip(said, found, strict=True)):
            yield from _differences(left, right, (*path, number))
    elif said != found or type(said) is not type(found):
        yield _Difference(path, said, found)


def _values(data: Any) -> Iterator[Any]:
    if isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _values(value)
    else:
        yield data


def _report(difference: _Difference, given: dict[str, Any], source: Source, report: Report) -> None:
    named, field = _named(difference.path, given)
    report.add(
        "explanation-differs",
        _place(difference.path, difference.said, given, source),
        node=", ".join(named) or given["ruleset"],
        field=field,
        said=_shown(difference.said),
        found=_shown(difference.found),
    )


def _named(path: Path_, given: dict[str, Any]) -> tuple[list[str], str]:
    """The unit and the node that a value belongs to, and its name in that node."""
    named: dict[str, str] = {}
    at: Any = given
    field: list[str] = []
    for step in path:
        for key in ("unit", "id"):
            if isinstance(at, dict) and isinstance(at.get(key), str):
                named[key] = at[key]
                field = []
        field += [step] if isinstance(step, str) else []
        at = at.get(step) if isinstance(at, dict) else at[step]
    return list(named.values()), ".".join(field[-2:])


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _place(path: Path_, value: Any, given: dict[str, Any], source: Source) -> Span:
    """Where a value stands in the text; the start of it where the text is laid out otherwise than it was written."""
    if explanation_text(given) != source.text:
        return source.whole()
    marked = deepcopy(given)
    at: Any = marked
    for step in path[:-1]:
        at = at[step]
    if isinstance(at, dict) and path[-1] not in at:
        return source.whole()
    at[path[-1]] = _SENTINEL
    start = explanation_text(marked).index(json.dumps(_SENTINEL, ensure_ascii=False))
    length = len(json.dumps(value, ensure_ascii=False)) if not isinstance(value, (dict, list)) else 1
    return Span(source, start, start + length)
