"""The differences of two rule sets as edits: each what changed at one node, put into the old rules by itself.

So it can be told what one edit alone does. An edit that the old rules cannot take by itself, such as one of two maxima
that have to add up, goes together with the others of that kind. New inputs and parameters move nothing, so they are in
the old rules from the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chiso.diagnostics.diagnostic import Report
from chiso.library.assemble import program_of
from chiso.ruleset.document import Block, Document, Path, at, with_part, without
from chiso.ruleset.document import Sequence as Listed
from chiso.ruleset.program import TOTAL, Program
from chiso.study.compare_rules import Difference
from chiso.study.kinds import ChangeKind
from chiso.study.statements import HEADER

MOST_EDITS = 100
"""Edits that are tried one by one; with more, which of them moves a unit is not told."""

_LISTS = ("groups", "indicators")
_SECTIONS = ("inputs", "parameters")
_OWN = frozenset(
    {*_LISTS, *_SECTIONS, "bands", "checks", "sources", "ruleset", "edition", "status", "extends", "remove"}
)
_MOVING = frozenset({ChangeKind.SCORE, ChangeKind.BAND, ChangeKind.TARGET})


@dataclass(frozen=True, slots=True)
class Edit:
    """Differences that can only be made together, and the old rules with them alone."""

    differences: tuple[Difference, ...]
    program: Program


def edits(old: Block, new: Block, differences: Sequence[Difference]) -> list[Edit] | None:
    """The edits that can move units, each by itself; None where there are too many to try."""
    by_node: dict[str, list[Difference]] = {}
    for one in differences:
        if one.kinds & _MOVING:
            by_node.setdefault(HEADER if one.node == TOTAL else one.node, []).append(one)
    if len(by_node) > MOST_EDITS:
        return None
    base = _with_new_names(old, new)
    found, together = list[Edit](), list[str]()
    for node, changed in by_node.items():
        program = _program(base, new, [node])
        if program is None:
            together.append(node)
        else:
            found.append(Edit(tuple(changed), program))
    program = _program(base, new, together) if together else None
    if program is not None:
        found.append(Edit(tuple(one for node in together for one in by_node[node]), program))
    return found


def _program(base: Block, new: Block, nodes: Iterable[str]) -> Program | None:
    document = base
    for node in nodes:
        document = _edited(document, new, node)
    return program_of(document, Report())


def _with_new_names(old: Block, new: Block) -> Block:
    """The old rules with the inputs, parameters and sources that only the new ones have."""
    for key in (*_SECTIONS, "sources"):
        before, after = old.block(key), new.block(key)
        if after is not None:
            section = after if before is None else _joined(before, after)
            old = _with(old, key, section, new)
    return old


def _joined(before: Block, after: Block) -> Block:
    return Block({**after.keys, **before.keys}, {**after.values, **before.values}, before.span, before.damaged)


def _with(block: Block, key: str, value: Document, keyed: Block) -> Block:
    """The mapping with another value under a key, which may be new in it."""
    keys = {**block.keys, key: block.keys.get(key, keyed.keys[key])}
    return Block(keys, {**block.values, key: value}, block.span, block.damaged)


def _edited(old: Block, new: Block, node: str) -> Block:
    """The old rules with what the new ones say of a node."""
    if node == HEADER:
        return _own_parts(old, new, _OWN)
    for section in _SECTIONS:
        before, after = old.block(section), new.block(section)
        if after is not None and node in after and before is not None:
            return _with(old, section, _with(before, node, after.values[node], after), new)
    id = node.removeprefix("bands.")
    lists = ("bands",) if node.startswith("bands.") else _LISTS
    return _with_item(old, new, id, lists)


def _own_parts(old: Block, new: Block, kept: frozenset[str]) -> Block:
    """A mapping as the new rules have it, but for the parts that are kept from the old ones."""
    keys = {key: place for key, place in new.keys.items() if key not in kept}
    values = {key: value for key, value in new.values.items() if key not in kept}
    keys |= {key: place for key, place in old.keys.items() if key in kept}
    values |= {key: value for key, value in old.values.items() if key in kept}
    return Block(keys, values, old.span, old.damaged)


def _with_item(old: Block, new: Block, id: str, lists: Sequence[str]) -> Block:
    """The old rules with an item of a list as the new ones have it: in place, added, moved or taken out."""
    before, after = _found(old, id, lists), _found(new, id, lists)
    if before is not None and after is not None and _parent(old, before) == _parent(new, after):
        was, now = at(old, before), at(new, after)
        assert isinstance(was, Block)
        assert isinstance(now, Block)
        return _whole(with_part(old, before, _own_parts(was, now, frozenset(_LISTS))))
    if before is not None:
        old = _whole(with_part(old, before[:-1], without(at(old, before[:-1]), [before[-1]], damaging=False)))
    return old if after is None else _added(old, new, after)


def _added(old: Block, new: Block, path: Path) -> Block:
    """The old rules with an item that the new ones have at a path, last in the same list of the same group."""
    item, key = at(new, path), str(path[-2])
    above = _parent(new, path)
    place = () if above == "" else _found(old, above, _LISTS)
    within = None if place is None else at(old, place)
    source = at(new, path[:-2])
    if place is None or not isinstance(within, Block) or not isinstance(source, Block):
        return old
    items = within.values.get(key)
    listed = Listed((*(items.items if isinstance(items, Listed) else ()), item), source.place(key))
    return _whole(with_part(old, place, _with(within, key, listed, source)))


def _whole(document: Document) -> Block:
    assert isinstance(document, Block)
    return document


def _parent(document: Block, path: Path) -> str:
    """The id of the group that holds an item; empty at the top."""
    above = at(document, path[:-2])
    return (above.text("id") or "") if isinstance(above, Block) else ""


def _found(document: Block, id: str, lists: Sequence[str]) -> Path | None:
    return next((path for path, item in _items(document, (), lists) if item.text("id") == id), None)


def _items(block: Block, path: Path, lists: Sequence[str]) -> Iterator[tuple[Path, Block]]:
    for key in lists:
        for place, item in enumerate(block.items(key)):
            if isinstance(item, Block):
                yield (*path, key, place), item
                yield from _items(item, (*path, key, place), lists)
