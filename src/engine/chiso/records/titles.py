"""Headings in people's words: the titles of the rule set, in Vietnamese and English, to the columns they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chiso.diagnostics.nearest import folded
from chiso.lang.syntax import names
from chiso.records.table import Heading
from chiso.ruleset.program import TOTAL, Group, Indicator, Program, Title

_FACTS: Mapping[str, tuple[str, ...]] = {
    "unit": ("đơn vị", "tên đơn vị", "unit", "unit name"),
    "code": ("mã", "mã đơn vị", "code", "unit code"),
    "level": ("cấp", "cấp đơn vị", "level"),
    "parent": ("trực thuộc", "đơn vị cấp trên", "parent", "parent unit"),
    "period": ("kỳ", "kỳ báo cáo", "kỳ đánh giá", "period"),
    f"{TOTAL}.points": ("tổng", "tổng điểm", "total", "total points"),
    f"{TOTAL}.band": ("xếp loại", "band"),
    f"{TOTAL}.rank": ("xếp hạng", "thứ hạng", "hạng", "rank"),
}
_QUANTITIES: Mapping[str, tuple[str, ...]] = {
    "points": ("điểm", "points"),
    "rate": ("tỷ lệ", "tỷ lệ (%)", "tỷ lệ %", "%", "rate", "rate (%)"),
}


class Titles:
    """The columns that the words of a heading can stand for, under one rule set."""

    def __init__(self, program: Program) -> None:
        self._columns: dict[str, set[str]] = {}
        self._written: dict[str, None] = {}
        self._beneath: dict[str, set[str]] = {}
        for column, wordings in _FACTS.items():
            for words in wordings:
                self._note(words, column)
        for declared in program.inputs.values():
            for words in _wordings(declared.title):
                self._note(words, declared.id)
        self._note_group(program.total)

    @property
    def known(self) -> list[str]:
        """Every title as the rule set writes it."""
        return list(self._written)

    def columns(self, heading: Heading) -> set[str]:
        """The columns that a heading may stand for; what stands above it tells several of them apart."""
        words = folded(heading.words)
        for above in map(folded, heading.above):
            joined = self._columns.get(f"{above} ({words})")
            if joined:
                return joined
        found = self._columns.get(words, set())
        for above in map(folded, heading.above):
            within = found & self._beneath.get(above, set())
            if len(found) > 1 and within:
                found = within
        return found

    def _note(self, words: str, column: str) -> None:
        self._columns.setdefault(folded(words), set()).add(column)
        self._written.setdefault(words)

    def _note_group(self, group: Group) -> set[str]:
        """Note a group and all beneath it; the columns of all that."""
        beneath = {f"{group.id}.{quantity}" for quantity in _QUANTITIES}
        for indicator in group.indicators:
            self._note_node(indicator)
            beneath |= set(_columns_of(indicator))
        for inner in group.groups:
            beneath |= self._note_group(inner)
        if group.id != TOTAL:
            self._note_node(group)
            for words in _wordings(group.title):
                self._beneath.setdefault(folded(words), set()).update(beneath)
        return beneath

    def _note_node(self, node: Group | Indicator) -> None:
        for words in _wordings(node.title):
            self._note(words, f"{node.id}.points")
            for quantity, suffixes in _QUANTITIES.items():
                for suffix in suffixes:
                    self._columns.setdefault(folded(f"{words} ({suffix})"), set()).add(f"{node.id}.{quantity}")


def _columns_of(indicator: Indicator) -> Iterator[str]:
    """The reported columns of an indicator, and the inputs that it is computed from."""
    yield from (f"{indicator.id}.{quantity}" for quantity in _QUANTITIES)
    for formula in indicator.formulas:
        yield from (name.name for name in names(formula))


def _wordings(title: Title) -> tuple[str, ...]:
    return (title.text,) if title.english is None else (title.text, title.english)
