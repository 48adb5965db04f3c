"""From a case in which evaluators disagree to a small one in which they still do.

What is looked for is a difference of the same kind. First the rows: as few as show it. Then, again and again until
nothing helps: parts of the rule set are left out, formulas give way to parts of theirs, columns are dropped, numbers
get smaller. What no longer compiles, or breaks the rules' own checks, is not tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from agreement.cases import Case, frame, is_sound
from agreement.compare import Difference, difference
from agreement.evaluators import Evaluator
from agreement.texts import Tree, compiled, settled
from chiso.diagnostics.diagnostic import Report
from chiso.lang.parse import parse
from chiso.lang.syntax import Node
from chiso.lang.values import Given
from chiso.records.columns import FACTS
from chiso.ruleset.program import Program
from chiso.source import Source, Span

Place = tuple[str | int, ...]
"""Where something stands in a tree: keys and numbers of items, from the top down."""

Judge = Callable[[Case], Difference | None]

MOST_TRIES = 4_000
_FORMULAS = frozenset({"rate", "points", "value", "applies_when", "full_at", "requires", "of", "rule", "target"})
_KEPT = frozenset({"chiso", "ruleset", "edition", "title", "id", "mode", "source", "sources", "message", "type"})
_PLAIN: Mapping[str, Any] = {"level": "commune", "period": "2024", "unit": "A"}


def shrunk(case: Case, reference: Evaluator, other: Evaluator) -> tuple[Case, Difference]:
    """The smallest case found, and what differs in it. The case has to show a difference."""
    first = _judged(case, reference, other)
    assert first is not None, "nothing differs"

    def judge(smaller: Case) -> Difference | None:
        found = _judged(smaller, reference, other)
        return found if found is not None and found.kind == first.kind else None

    return _Search(judge).smallest(case)


def _judged(case: Case, reference: Evaluator, other: Evaluator) -> Difference | None:
    program = compiled(case.text)
    if program is None or not _fits(case, program):
        return None
    rows = [row for row in case.rows if is_sound(program, row)]
    return difference(replace(case, rows=rows), program, reference, other) if rows else None


def _fits(case: Case, program: Program) -> bool:
    """Whether the rules know every column, and every published band."""
    bands = {band.id for band in program.bands}
    known = all(name in program.inputs or "." in name for name in case.written)
    return known and all(row.get("total.band", None) in {None, *bands} for row in case.rows)


class _Search:
    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._left = MOST_TRIES
        self._tried: set[str] = set()

    def smallest(self, case: Case) -> tuple[Case, Difference]:
        best = self._fewer_rows(case)
        while self._left > 0:
            smaller = next((one for one in _smaller(best) if self._holds(one)), None)
            if smaller is None:
                break
            best = smaller
        found = self._judge(best)
        assert found is not None, "nothing differs"
        return best, found

    def _holds(self, case: Case) -> bool:
        """Whether a case, not tried before, shows a difference."""
        key = repr(case)
        if key in self._tried or self._left <= 0:
            return False
        self._tried.add(key)
        self._left -= 1
        return self._judge(case) is not None

    def _fewer_rows(self, case: Case) -> Case:
        """The row that differs, if it does so alone; else what is left by halving."""
        found = self._judge(case)
        assert found is not None, "nothing differs"
        if found.row is not None and self._holds(alone := replace(case, rows=[found.row])):
            return alone
        size = len(case.rows)
        while (size := size // 2) and self._left > 0:
            parts = [case.rows[start : start + size] for start in range(0, len(case.rows), size)]
            for number in range(len(parts)):
                fewer = replace(case, rows=[row for place, part in enumerate(parts) if place != number for row in part])
                if fewer.rows and self._holds(fewer):
                    return self._fewer_rows(fewer)
        return case


def _smaller(case: Case) -> Iterator[Case]:
    """Cases with a little less, the largest steps first."""
    for place in _places(case.tree):
        yield _with_tree(case, _without(case.tree, place))
    for place, formula in _formulas(case.tree):
        for part in _parts(formula):
            yield _with_tree(case, _put(case.tree, place, part))
    yield from _smaller_tables(case)
    for place, value in _leaves(case.tree):
        for simpler in _simpler(value):
            yield _with_tree(case, _put(case.tree, place, simpler))


def _with_tree(case: Case, tree: Tree) -> Case:
    """The case under other rules, without the columns that these no longer know."""
    whole = settled(tree)
    known = {*whole.get("inputs", {}), *FACTS}
    nodes = {part["id"] for part in _mappings(whole) if "id" in part} | {"total"}
    kept = {name for name in case.written if name in known or name.partition(".")[0] in nodes}
    if not whole.get("bands"):
        kept.discard("total.band")
    return _with_columns(replace(case, tree=whole), kept)


def _with_columns(case: Case, kept: set[str]) -> Case:
    rows = [{name: value for name, value in row.items() if name in kept or name in FACTS} for row in case.rows]
    return replace(case, rows=rows, written={name: way for name, way in case.written.items() if name in kept})


# Less of a rule set.


def _mappings(part: Any) -> Iterator[Tree]:
    if isinstance(part, dict):
        yield part
    for within in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _mappings(within)


def _walk(part: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every part of a tree with its place, the outer ones first."""
    yield place, part
    if isinstance(part, dict):
        for key, within in part.items():
            yield from _walk(within, (*place, key))
    elif isinstance(part, list):
        for number, within in enumerate(part):
            yield from _walk(within, (*place, number))


def _places(tree: Tree) -> list[Place]:
    """What may be left out, the largest parts first."""
    found = [(len(str(part)), place) for place, part in _walk(tree) if place and place[-1] not in _KEPT]
    return [place for _, place in sorted(found, key=lambda sized: -sized[0])]


def _leaves(tree: Tree) -> Iterator[tuple[Place, Any]]:
    for place, part in _walk(tree):
        if place and place[-1] not in _KEPT and not isinstance(part, (dict, list)):
            yield place, part


def _formulas(tree: Tree) -> Iterator[tuple[Place, str]]:
    for place, part in _leaves(tree):
        if place[-1] in _FORMULAS and isinstance(part, str):
            yield place, part


def _parts(formula: str) -> list[str]:
    """The formulas within a formula, the shortest first."""
    whole = parse(Span(Source("formula", formula), 0, len(formula)), itertools.count(1), Report())
    found = {node.span.text for node in _nodes(whole)} - {formula}
    return sorted((part for part in found if len(part) < len(formula)), key=len)


def _nodes(part: Any) -> Iterator[Node]:
    if isinstance(part, Node):
        yield part
    if isinstance(part, (tuple, list)):
        for within in part:
            yield from _nodes(within)
    elif is_dataclass(part) and not isinstance(part, (Span, type)):
        for field in fields(part):
            yield from _nodes(getattr(part, field.name))


def _without(part: Any, place: Place) -> Any:
    first, *rest = place
    if isinstance(part, dict):
        if not rest:
            return {key: within for key, within in part.items() if key != first}
        return {key: _without(within, tuple(rest)) if key == first else within for key, within in part.items()}
    if not rest:
        return [within for number, within in enumerate(part) if number != first]
    return [_without(within, tuple(rest)) if number == first else within for number, within in enumerate(part)]


def _put(part: Any, place: Place, value: Any) -> Any:
    if not place:
        return value
    first, *rest = place
    if isinstance(part, dict):
        return {key: _put(within, tuple(rest), value) if key == first else within for key, within in part.items()}
    return [_put(within, tuple(rest), value) if number == first else within for number, within in enumerate(part)]


# Less of a table.


def _smaller_tables(case: Case) -> Iterator[Case]:
    if len(case.rows) > 1:
        for number in range(len(case.rows)):
            yield replace(case, rows=[row for place, row in enumerate(case.rows) if place != number])
    for name in case.written:
        yield _with_columns(case, case.written.keys() - {name})
    for number, row in enumerate(case.rows):
        for name, value in row.items():
            plainer = (_PLAIN[name],) if name in FACTS else tuple(_simpler(value))
            for simpler in plainer:
                if simpler != value:
                    yield replace(case, rows=[*case.rows[:number], {**row, name: simpler}, *case.rows[number + 1 :]])
    for name, way in case.written.items():
        if way == "decimal" and all(isinstance(row.get(name, 0), int) for row in case.rows):
            yield replace(case, written={**case.written, name: "int"})


def _simpler(value: Any) -> Iterator[Given]:
    """Values that take less to write."""
    if isinstance(value, bool):
        if value:
            yield False
    elif isinstance(value, int):
        yield from (end for end in (0, 1, 10) if end < abs(value))
        yield from dict.fromkeys(near for near in (value // 10, value // 2, value * 9 // 10) if 1 < near < value)
    elif isinstance(value, Fraction):
        yield from (0, 1)
        if value.denominator > 10:
            yield Fraction(round(value * 10), 10)
    elif isinstance(value, date) and value != date(2024, 1, 1):
        yield date(2024, 1, 1)


def told(case: Case, found: Difference) -> str:
    """A case as a person can take it up: the rules, the rows, and what differs."""
    program = compiled(case.text)
    assert program is not None
    rows = "\n".join(str({name: str(value) for name, value in row.items()}) for row in case.rows)
    kinds = {name: str(kind) for name, kind in frame(case, program).schema.items()}
    return f"{case.text}\n{rows}\n{kinds}\n{found.said}"
