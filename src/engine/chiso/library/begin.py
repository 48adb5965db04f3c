"""A rule set to start from: a small sound index with notes on every part, or a copy of one that exists.

The index lies beside this module as it would be written, in both languages, so that it is tested as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from chiso.diagnostics.catalogue import Language
from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.lang.values import comparable
from chiso.library.assemble import program_in
from chiso.library.find import CASES
from chiso.library.locate import locate
from chiso.reading import read
from chiso.ruleset.document import Block
from chiso.ruleset.format import formatted
from chiso.ruleset.load import load
from chiso.source import Source, Span
from chiso.writing import replace_file

_SKELETON = Path(__file__).with_name("skeleton")
_NAME, _EDITION = "my-index", "2026"
_ENDINGS = (CASES, ".yaml", ".yml")
_NOT_IN_NAMES = re.compile(r"[\s/@\"'“”]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHEMA_LINE = re.compile(r"# yaml-language-server:[^\n]*\n")
_OF_THE_OTHER = ("supersedes", "issued")
"""What a copy does not take over: it is another rule set, known from another day."""


def begin(path: Path, language: Language, report: Report) -> list[Path] | None:
    """The files of a new rule set, written: rules, cases that hold beside them, and units to score.

    None after reporting which of them are there already. Raises `OSError`.
    """
    if _is_taken(path, report):
        return None
    rules = _rule_file(path)
    units = rules.with_name(f"{rules.stem}.units.csv")
    begun = _text(f"rules.{language}.yaml").replace("2026.yaml", rules.name).replace("2026.units.csv", units.name)
    texts = {units: _text("units.csv"), _cases_of(rules): _text(f"cases.{language}.yaml"), rules: begun}
    name, edition = _name_of(rules), _slug(rules.stem)
    year = found.group() if (found := _YEAR.search(edition)) is not None else _EDITION
    texts[rules] = texts[rules].replace(f"ruleset: {_NAME}", f"ruleset: {_written(name)}")
    texts[rules] = texts[rules].replace(f'edition: "{_EDITION}"', f'edition: "{edition}"')
    texts[rules] = texts[rules].replace(f"from: {_EDITION}-", f"from: {year}-").replace("2025-12-15", _signed(year))
    texts[units] = texts[units].replace(f",{_EDITION},", f",{year},")
    return _written_files(texts, report)


def begin_from(path: Path, base: str, folders: Sequence[Path], report: Report) -> list[Path] | None:
    """The files of a rule set that says what another does, written as a draft: rules, and cases where it has some.

    None after reporting that there is no such rule set, that its copy would not be sound, or that a file is there.
    """
    found = None if _is_taken(path, report) else locate(base, None, folders, report)
    source = None if found is None else read(found, report)
    document = None if source is None else load(source, report)
    if found is None or source is None or document is None or program_in(found, source, folders, report) is None:
        return None
    rules = _rule_file(path)
    text = _renamed(source, document, _name_of(rules), _slug(rules.stem))
    program_in(rules, Source(source.name, text), folders, report)
    cases = _cases_of(found)
    texts = {_cases_of(rules): cases.read_text(encoding="utf-8-sig")} if cases.is_file() else {}
    texts = {place: _tidy(place, content) for place, content in {**texts, rules: text}.items()}
    return _written_files(texts, report)


def _is_taken(path: Path, report: Report) -> bool:
    """Report a folder that is named in place of a file."""
    if path.is_dir():
        report.add("file-exists", argument_span(str(path)), file=str(path))
    return path.is_dir()


def _text(name: str) -> str:
    return (_SKELETON / name).read_text(encoding="utf-8")


def _tidy(place: Path, text: str) -> str:
    """A copied text, formatted, without the line that tells an editor where the schema lies from the other place."""
    moved = _SCHEMA_LINE.sub("", text, count=1)
    return formatted(Source(str(place), moved), Report()) or moved


def _rule_file(path: Path) -> Path:
    """The path with the ending of rule files."""
    name = next((path.name.removesuffix(ending) for ending in _ENDINGS if path.name.endswith(ending)), path.name)
    return path.with_name(f"{name}.yaml")


def _cases_of(rules: Path) -> Path:
    return rules.with_name(rules.name.removesuffix(".yaml") + CASES)


def _name_of(rules: Path) -> str:
    """The name that the place of a rule file gives it: its folders below `rules`, else the one it lies in."""
    folders = [_slug(part) for part in rules.resolve().parent.parts[1:]]
    below = folders[len(folders) - folders[::-1].index("rules") :] if "rules" in folders else folders[-1:]
    return "/".join(below or folders[-1:]) or _NAME


def _slug(text: str) -> str:
    return _NOT_IN_NAMES.sub("-", comparable(text)).strip("-.") or _NAME


def _written(name: str) -> str:
    """A name that YAML could take for something else, in quotes."""
    return name if re.fullmatch(r"[^\W\d_][\w/.-]*", name) else f'"{name}"'


def _signed(year: str) -> str:
    return f"{int(year) - 1}-12-15"


def _renamed(source: Source, document: Block, name: str, edition: str) -> str:
    """The text of a rule file under another name, as a draft."""
    values = {"ruleset": _written(name), "edition": f'"{edition}"', "status": "draft"}
    edits = [(document.place(key), text) for key, text in values.items() if key in document]
    edits += [(_line_of(document.keys[key].span), "") for key in _OF_THE_OTHER if key in document]
    text = source.text
    for span, written in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = f"{text[: span.start]}{written}{text[span.end :]}"
    return text


def _line_of(span: Span) -> Span:
    """The whole line of a key, with its end."""
    end = span.source.text.find("\n", span.end) + 1 or len(span.source.text)
    return Span(span.source, span.source.line_start(span.begins.line), end)


def _written_files(texts: Mapping[Path, str], report: Report) -> list[Path] | None:
    """The files, the rules last; all of them or none."""
    for path in texts:
        if path.exists() or path.is_symlink():
            report.add("file-exists", argument_span(str(path)), file=str(path))
    if report.has_errors:
        return None
    done: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text)
            done.append(path)
    except OSError:
        for path in done:
            path.unlink(missing_ok=True)
        raise
    return done[::-1]
