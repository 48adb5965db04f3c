"""One edition built on another: what the later one writes is laid over what the earlier one says.

Mappings are joined key by key, another form of an indicator taking the place of the former; lists whose items have
ids (groups, indicators, bands) are joined item by item, new items last; anything else is replaced. A parameter may be
restated by its value alone, and checks are added up. Every part keeps the place it was written at, in whichever file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Sequence as Items
from pathlib import Path

from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import nearest
from chiso.library.find import find, folders_of
from chiso.reading import read
from chiso.ruleset.document import (
    Block,
    Document,
    Scalar,
    Sequence,
    at,
    declared_ids,
    less,
    with_part,
    without,
)
from chiso.ruleset.load import load

LONGEST_CHAIN = 20

_OWN = frozenset({"extends", "remove", "ruleset", "edition", "effective", "issued", "supersedes", "status", "note"})
"""What every edition says of itself, so that it is never taken over from another."""


_DISPLACED: Mapping[str, frozenset[str]] = {
    "rate": frozenset({"points"}),
    "full_at": frozenset({"points", "steps", "interpolate"}),
    "points": frozenset({"rate", "full_at", "steps", "interpolate", "multiple_of"}),
    "steps": frozenset({"points", "full_at", "interpolate"}),
    "interpolate": frozenset({"points", "full_at", "steps"}),
    "multiple_of": frozenset({"points"}),
}
"""What a later edition takes away by writing another form of the same thing."""


def resolved(path: Path, document: Block, folders: Items[Path], report: Report) -> Block | None:
    """The document with all it extends; None after reporting that something it builds on cannot be had."""
    chain = chain_from(path, document, folders, report)
    if chain is None:
        return None
    merged = chain[-1][1]
    for _, later in reversed(chain[:-1]):
        merged = overlay(_less_removed(merged, later, report), _without_strays(later, merged, report))
    return merged


def _less_removed(base: Block, later: Block, report: Report) -> Block:
    """What is extended, without what the later edition removes from it."""
    written = {item.words: item for item in later.items("remove") if isinstance(item, Scalar)}
    known = {id for id in declared_ids(base) if id}
    for id, item in written.items():
        if id not in known:
            report.add("nothing-to-remove", item.span, name=id, near=nearest(id, known))
    return less(base, frozenset(written))


def chain_from(path: Path, document: Block, folders: Items[Path], report: Report) -> list[tuple[Path, Block]] | None:
    """The files that build on each other, the latest first; None after reporting that one cannot be had."""
    chain = [(path, document)]
    while (written := chain[-1][1].scalar("extends")) is not None:
        if len(chain) > LONGEST_CHAIN:
            report.add("extends-too-long", written.span, most=LONGEST_CHAIN)
            return None
        base = _base(chain, written, folders, report)
        if base is None:
            return None
        chain.append(base)
    return chain


def _base(
    chain: list[tuple[Path, Block]], written: Scalar, folders: Items[Path], report: Report
) -> tuple[Path, Block] | None:
    path, document = chain[-1]
    searched = folders_of(path, document, folders)
    found = find(written.words, searched, written.span, report, beside=path)
    if found is None:
        return None
    if any(found.resolve() == earlier.resolve() for earlier, _ in chain):
        labels = [Label(block.place("extends"), "extends-here") for _, block in chain[:-1]]
        report.add("extends-cycle", written.span, labels=labels, name=written.words)
        return None
    source = read(found, report)
    base = None if source is None else load(source, report)
    return None if base is None else (found, base)


def _without_strays(later: Block, base: Block, report: Report) -> Block:
    """What `later` writes, less items that restate nothing and are not new either: a new one has a title."""
    known = {id for id in declared_ids(base) if id}
    found: Document = later
    for path, item in reversed(list(_items_with_ids(later))):
        id = item.text("id") or ""
        if id not in known and "title" not in item:
            report.add("nothing-to-restate", item.place("id"), name=id, near=nearest(id, known))
            parent, step = path[:-1], path[-1]
            found = with_part(found, parent, without(at(found, parent), [step], damaging=True))
    assert isinstance(found, Block)
    return found


def _items_with_ids(
    document: Document, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Block]]:
    """The items of lists that carry an id, each before those beneath it."""
    parts: Iterable[tuple[str | int, Document]] = ()
    if isinstance(document, Block):
        parts = document.values.items()
        if path and isinstance(path[-1], int) and "id" in document:
            yield path, document
    elif isinstance(document, Sequence):
        parts = enumerate(document.items)
    for step, part in parts:
        yield from _items_with_ids(part, (*path, step))


def overlay(base: Block, later: Block) -> Block:
    """What `base` says, with what `later` writes laid over it."""
    inherited = {key: value for key, value in base.values.items() if key not in _OWN}
    values = _joined(inherited, later.values)
    checks = [part for part in (base.values.get("checks"), later.values.get("checks")) if isinstance(part, Sequence)]
    if len(checks) == 2:
        values["checks"] = Sequence(checks[0].items + checks[1].items, checks[1].span)
    return Block({**base.keys, **later.keys}, values, later.span)


def _joined(base: Mapping[str, Document], later: Mapping[str, Document]) -> dict[str, Document]:
    values = dict(base)
    if "title" in later:
        values.pop("title_en", None)
    for key in later:
        for gone in _DISPLACED.get(key, frozenset()) - later.keys():
            values.pop(gone, None)
    if any(isinstance(table := later.get(key), Block) and "of" in table for key in ("steps", "interpolate")):
        values.pop("rate", None)
    for key, value in later.items():
        values[key] = laid_over(base[key], value) if key in base else value
    return values


def laid_over(base: Document, later: Document) -> Document:
    """A part of a document with what a later one writes in its place."""
    if isinstance(base, Block) and isinstance(later, Block):
        return Block({**base.keys, **later.keys}, _joined(base.values, later.values), later.span)
    if isinstance(base, Block) and "value" in base and isinstance(later, Scalar):
        return Block(base.keys, {**base.values, "value": later}, later.span)
    if isinstance(base, Sequence) and isinstance(later, Sequence) and _has_ids(base) and _has_ids(later):
        return _joined_items(base, later)
    return later


def _has_ids(sequence: Sequence) -> bool:
    return all(isinstance(item, Block) and item.scalar("id") is not None for item in sequence.items)


def _id(item: Document) -> str:
    return (item.text("id") or "") if isinstance(item, Block) else ""


def _joined_items(base: Sequence, later: Sequence) -> Sequence:
    written: dict[str, Document] = {}
    repeated = []
    for item in later.items:
        if written.setdefault(_id(item), item) is not item:
            repeated.append(item)
    known = {_id(item) for item in base.items}
    kept = [laid_over(item, written[_id(item)]) if _id(item) in written else item for item in base.items]
    added = [item for id, item in written.items() if id not in known]
    return Sequence((*kept, *added, *repeated), later.span)
