"""From a rule file to its program: read, laid over what it extends, checked in shape, compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.library.as_known import as_known
from chiso.library.cited import inspect_citations
from chiso.library.extend import chain_from, resolved
from chiso.reading import read
from chiso.ruleset.compile import compile_program
from chiso.ruleset.document import Block, Document, Scalar
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.ruleset.shape import conform
from chiso.source import Source


def document_of(path: Path, folders: Sequence[Path], report: Report) -> Block | None:
    """The rule file's document with all it extends, as written; None when it cannot be had."""
    source = read(path, report)
    document = None if source is None else load(source, report)
    return None if document is None else resolved(path, document, folders, report)


def program_in(path: Path, source: Source, folders: Sequence[Path], report: Report) -> tuple[Block, Program] | None:
    """The document and the program of the text of a rule file, which may not be in the file yet."""
    document = load(source, report)
    whole = None if document is None else resolved(path, document, folders, report)
    program = None if whole is None else program_of(whole, report)
    if program is not None:
        inspect_citations(program, report)
    return None if whole is None or program is None or report.has_errors else (whole, program)


def chain_of(path: Path, folders: Sequence[Path]) -> list[Path]:
    """The rule file and every file it builds on, as far as they can be had."""
    source = read(path, Report())
    document = None if source is None else load(source, Report())
    chain = None if document is None else chain_from(path, document, folders, Report())
    return [path] if chain is None else [file for file, _ in chain]


def program_of(document: Block, report: Report) -> Program | None:
    """The program of a whole document; None after reporting faults in it."""
    sound = conform(document, "ruleset", report)
    return None if sound is None else compile_program(sound, document, report)


def assemble(path: Path, folders: Sequence[Path], report: Report, known_on: date | None = None) -> Program | None:
    """The program of a rule file, as it was known on a day; None after reporting why there is none.

    `folders` are searched, before the shipped rules, for editions that the file extends.
    """
    document = document_of(path, folders, report)
    program = None if document is None else program_of(as_known(document, known_on), report)
    if program is not None:
        inspect_citations(program, report)
    return None if report.has_errors else program


def with_parameters(document: Block, values: Mapping[str, Scalar]) -> Block:
    """The document with other values for some of its parameters."""
    section = document.block("parameters")
    if section is None:
        return document
    changed = {id: _revalued(value, values.get(id)) for id, value in section.values.items()}
    new = section.keeping(changed, section.damaged)
    return document.keeping({**document.values, "parameters": new}, document.damaged)


def _revalued(parameter: Document, value: Scalar | None) -> Document:
    if value is None:
        return parameter
    if not isinstance(parameter, Block):
        return value
    kept = {key: part for key, part in parameter.values.items() if key != "values"}
    return parameter.keeping({**kept, "value": value}, parameter.damaged)
