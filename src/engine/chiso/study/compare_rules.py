"""Two rule sets held against each other: what the later one says otherwise, and for whom that breaks something.

Layout, comments, notes, the order of keys and the way a formula is written are nothing; so is whether a thing is
inherited or written out. A node that is new or gone is one difference, whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chiso.ruleset.program import Program
from chiso.source import Span
from chiso.study.kinds import Audience, ChangeKind
from chiso.study.statements import HEADER, Kinds, Statement, statements


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise: of which node, under which address, before and after.

    None before for what is new, after for what is gone; `place` is in the later rules: where it stands, else where the
    rest of its node does, else where the edition is named.
    """

    node: str
    address: str
    before: str | None
    after: str | None
    kinds: Kinds
    place: Span

    @property
    def audiences(self) -> list[Audience]:
        """For whom it breaks something, each once."""
        return list(dict.fromkeys(kind.audience for kind in ChangeKind if kind in self.kinds))


def compare(old: Program, new: Program) -> list[Difference]:
    """What `new` says otherwise than `old`, in the order of its file; what is gone comes last."""
    before, after = statements(old), statements(new)
    appeared, gone = _nodes(after) - _nodes(before), _nodes(before) - _nodes(after)
    found = [_whole(node, after, is_new=True) for node in _ordered(after, appeared)]
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        said = now or was
        assert said is not None
        if said.node not in appeared | gone and (was is None or now is None or was.form != now.form):
            found.append(_difference(was, now, _place(said.node, after, new)))
    found += [replace(_whole(node, before, is_new=False), place=_place("", {}, new)) for node in _ordered(before, gone)]
    own = new.places["edition"].source
    return sorted(found, key=lambda one: (one.after is None, one.place.source is not own, one.place.start))


def _place(node: str, after: Mapping[str, Statement], new: Program) -> Span:
    """Where to look for what a node no longer says."""
    places = (said.place for said in after.values() if node and said.node == node)
    return next(places, new.places["edition"])


def _nodes(said: Mapping[str, Statement]) -> set[str]:
    return {statement.node for statement in said.values()} - {HEADER}


def _ordered(said: Mapping[str, Statement], nodes: set[str]) -> Iterable[str]:
    return dict.fromkeys(statement.node for statement in said.values() if statement.node in nodes)


def _whole(node: str, said: Mapping[str, Statement], *, is_new: bool) -> Difference:
    """A node that is new or gone, told by its first words: its title, or the rule of a check."""
    own = [statement for statement in said.values() if statement.node == node]
    kinds = frozenset[ChangeKind]().union(*(statement.kinds for statement in own))
    if kinds != {ChangeKind.TEXT}:
        kinds -= {ChangeKind.TEXT}
    first, text = own[0], own[0].text
    address = first.address.removesuffix(".title")
    return Difference(node, address, None if is_new else text, text if is_new else None, kinds, first.place)


def _difference(was: Statement | None, now: Statement | None, place: Span) -> Difference:
    said = now or was
    assert said is not None
    kinds = (was.kinds if was else frozenset()) | (now.kinds if now else frozenset())
    before, after = was.text if was else None, now.text if now else None
    return Difference(said.node, said.address, before, after, kinds, place if now is None else now.place)
