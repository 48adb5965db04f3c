"""A rule set that can be changed in part: its whole document, with all it extends, and the program that it stands for.

A change is written into the document, as a later edition would write it, and the whole is compiled again: what the
rules of the language and of sums forbid in an edition is forbidden here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.library.as_known import as_known
from chiso.library.assemble import document_of, program_of, with_parameters
from chiso.library.extend import laid_over
from chiso.ruleset.document import Block, Path, Scalar, at, with_part
from chiso.ruleset.program import Program
from chiso.source import Span
from chiso.study.asked import Wish

_LISTS = ("groups", "indicators", "bands")
_ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Editable:
    """A document and its program."""

    document: Block
    program: Program


def editable(path: File, folders: Sequence[File], report: Report, known_on: date | None = None) -> Editable | None:
    """The rule set of a file, as it was known on a day; None after reporting why there is none."""
    document = document_of(path, folders, report)
    known = None if document is None else as_known(document, known_on)
    program = None if known is None else program_of(known, report)
    return None if known is None or program is None or report.has_errors else Editable(known, program)


def refuse_unknown_parameter(name: str, place: Span, program: Program, report: Report) -> None:
    """Report a name that no parameter of the program has."""
    if name not in program.parameters:
        known = tuple(program.parameters) or Word("names.none")
        report.add("unknown-parameter", place, name=name, near=nearest(name, program.parameters), known=known)


def edited(rules: Editable, parameters: Sequence[Wish], changes: Sequence[Wish], report: Report) -> Program | None:
    """The program with other parameters and other rules; None after reporting why there is none."""
    document = rules.document
    for wish in parameters:
        refuse_unknown_parameter(wish.key.words, wish.key.span, rules.program, report)
    places = [(wish, _place_of(wish.key, document, report)) for wish in changes]
    if report.has_errors:
        return None
    for wish, path in places:
        document = document if path is None else _with(document, path, wish)
    document = with_parameters(document, {wish.key.words: wish.value for wish in parameters})
    found = Report()
    program = program_of(document, found)
    report.extend(fault for fault in found if fault.is_error)
    return program


def _with(document: Block, path: Path, wish: Wish) -> Block:
    """The document with one key of the part at a path written anew, as a later edition does it."""
    key = wish.key.words.rpartition(".")[2]
    later = Block({key: wish.key}, {key: wish.value}, wish.value.span)
    changed = with_part(document, path, laid_over(at(document, path), later))
    assert isinstance(changed, Block)
    return changed


def _place_of(key: Scalar, document: Block, report: Report) -> Path | None:
    """Where in the document the node of an address such as `payment.max` stands."""
    known = dict(_nodes(document, ()))
    node = key.words.rpartition(".")[0]
    found = known.get(node.removeprefix("bands."))
    if found is None:
        near = nearest(node, known) if node else ()
        part = key.words.rpartition(".")[2]
        report.add("unknown-rule", key.span, name=key.words, near=tuple(f"{id}.{part}" for id in near))
    return found


def _nodes(part: Block, path: Path) -> Iterator[tuple[str, Path]]:
    """The groups, indicators and bands of a document by id, and its rounding, with where they stand."""
    if not path and part.block(_ROUNDING) is not None:
        yield _ROUNDING, (_ROUNDING,)
    for key in _LISTS:
        for place, block in enumerate(part.items(key)):
            if isinstance(block, Block):
                within: Path = (*path, key, place)
                yield block.text("id") or "", within
                yield from _nodes(block, within)
