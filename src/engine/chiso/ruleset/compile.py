"""Document to program: groups, indicators, checks and bands, put in the order they are computed.

The pass goes on past every fault, so that one run reports them all; a program comes out only when there was none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.syntax import Expression, Name, names
from chiso.lang.types import FLAG, POINTS, RATE
from chiso.lang.values import Mode, Number, Rounding, to_digits
from chiso.ruleset.declare import Declarations, citation, day, declare, places, title
from chiso.ruleset.document import Block, declared_ids, mentioned_names
from chiso.ruleset.expressions import ExpressionReader
from chiso.ruleset.program import TOTAL, Band, Check, Effective, Group, Indicator, Program, Title, WhenEmpty
from chiso.ruleset.soundness import BANDS, inspect, inspect_order


def compile_program(document: Block, written: Block, report: Report) -> Program | None:
    """The program of a document of sound shape; None after reporting faults in it.

    `written` is the document before faulty parts were taken out: a reference to one of those is not a fault of its
    own.
    """
    reader = ExpressionReader(report)
    known = declare(document, frozenset(declared_ids(written)), reader, report)
    compiler = _Compiler(document, known, reader, report)
    program = compiler.program()
    inspect(program, compiler.doubtful, frozenset(mentioned_names(written)), report)
    return None if report.has_errors else program


class _Compiler:
    def __init__(self, document: Block, known: Declarations, reader: ExpressionReader, report: Report) -> None:
        self._document = document
        self._known = known
        self._reader = reader
        self._report = report
        self.doubtful: set[str] = set()
        """Ids of nodes whose parts are not all known, so that nothing can be said of their sum."""

    def program(self) -> Program:
        document = self._document
        groups = tuple(self._group(block) for block in document.blocks("groups"))
        bands = self._bands()
        if document.is_damaged("groups"):
            self.doubtful.add(TOTAL)
        return Program(
            ruleset=document.text("ruleset") or "",
            edition=document.text("edition") or "",
            title=title(document),
            status=document.text("status") or "draft",
            effective=self._effective(document.block("effective")),
            rounding=_rounding(document.block("rounding")),
            max=self._maximum(groups),
            inputs=self._known.inputs,
            parameters=self._known.parameters,
            checks=tuple(check for block in document.blocks("checks") if (check := self._check(block))),
            groups=groups,
            bands=bands,
            order=self._order(groups),
            referenced=frozenset(name.rpartition(".")[0] for name in self._reader.mentioned if "." in name),
            referring=frozenset(i.id for group in groups for i in group.indicators if _references(i)),
            places=places(document),
        )

    def _number(self, block: Block, key: str) -> Number | None:
        return self._reader.number(block, key, POINTS, self._known.constant, self._known.constants)

    def _bound(self, block: Block, key: str, *doubtful: str) -> Number:
        """The number under a required key; 0 stands in for a faulty one, and what builds on it is doubtful."""
        number = self._number(block, key)
        if number is None:
            self.doubtful.update(doubtful)
        return number or 0

    def _maximum(self, groups: tuple[Group, ...]) -> Number:
        declared = self._number(self._document, "max")
        return sum((group.max for group in groups), start=0) if declared is None else declared

    def _effective(self, block: Block | None) -> Effective | None:
        if block is None:
            return None
        first, last = self._day(block, "from"), self._day(block, "to")
        if first is not None and last is not None and last < first:
            labels = [Label(block.place("from"), "begins-here")]
            self._report.add("dates-reversed", block.place("to"), labels=labels)
        return None if first is None else Effective(first, last)

    def _day(self, block: Block, key: str) -> date | None:
        scalar = block.scalar(key)
        return None if scalar is None else day(scalar, self._report)

    def _check(self, block: Block) -> Check | None:
        rule = self._reader.typed(block, "rule", FLAG, self._known.data)
        message = Title(block.text("message") or "", block.text("message_en"))
        return None if rule is None else Check(rule, message)

    def _group(self, block: Block) -> Group:
        id = block.text("id") or ""
        if block.is_damaged("indicators"):
            self.doubtful.add(id)
        return Group(
            id=id,
            title=title(block),
            max=self._bound(block, "max", id, TOTAL),
            indicators=tuple(self._indicator(child, id) for child in block.blocks("indicators")),
            citation=citation(block, self._known.documents, self._report),
            places=places(block),
        )

    def _indicator(self, block: Block, group: str) -> Indicator:
        scope = self._known.rules
        tracked = block.text("tracked") == "true"
        return Indicator(
            id=block.text("id") or "",
            title=title(block),
            max=None if tracked else self._bound(block, "max", group),
            rate=self._reader.typed(block, "rate", RATE, scope),
            full_at=self._reader.typed(block, "full_at", RATE, scope),
            points=self._reader.typed(block, "points", POINTS, scope),
            value=self._reader.measure(block, "value", scope),
            min=self._number(block, "min") or 0,
            when_empty=WhenEmpty(block.text("when_empty") or "none"),
            target=self._reader.typed(block, "target", RATE, scope),
            tracked=tracked,
            citation=citation(block, self._known.documents, self._report),
            places=places(block),
        )

    def _bands(self) -> tuple[Band, ...]:
        if self._document.is_damaged("bands"):
            self.doubtful.add(BANDS)
        bands = [self._band(block) for block in self._document.blocks("bands")]
        if BANDS not in self.doubtful:
            inspect_order(bands, self._report)
        return tuple(sorted(bands, key=lambda band: band.at_least, reverse=True))

    def _band(self, block: Block) -> Band:
        return Band(
            id=block.text("id") or "",
            title=title(block),
            at_least=self._bound(block, "at_least", BANDS),
            below=self._number(block, "below"),
            requires=self._reader.typed(block, "requires", FLAG, self._known.bands),
            places=places(block),
        )

    def _order(self, groups: tuple[Group, ...]) -> tuple[Group | Indicator, ...]:
        references = {indicator.id: _references(indicator) for group in groups for indicator in group.indicators}
        beneath = {group.id: [indicator.id for indicator in group.indicators] for group in groups}
        known = {**references, **beneath}
        graph = {id: [_node(name) for name in found if _node(name) in known] for id, found in references.items()}
        graph.update(beneath)
        if len(known) < sum(1 + len(group.indicators) for group in groups):
            return ()
        try:
            ordered = list(TopologicalSorter(graph).static_order())
        except CycleError as fault:
            self._report_cycle(fault.args[1], references)
            return ()
        nodes: dict[str, Group | Indicator] = {
            indicator.id: indicator for group in groups for indicator in group.indicators
        }
        nodes.update((group.id, group) for group in groups)
        return tuple(nodes[id] for id in ordered)

    def _report_cycle(self, cycle: list[str], references: Mapping[str, tuple[Name, ...]]) -> None:
        """The cycle as a path, underlined where each step is written."""
        steps = list(zip(cycle[1:], cycle, strict=False))
        spans = [name.span for user, used in steps for name in references.get(user, ()) if _node(name) == used]
        labels = [Label(span, "refers-here") for span in spans[1:]]
        path = " → ".join(f"`{id}`" for id in reversed(cycle))
        self._report.add("cycle", spans[0], labels=labels, path=path)


def _node(name: Name) -> str:
    return name.name.rpartition(".")[0]


def _references(indicator: Indicator) -> tuple[Name, ...]:
    """The names of other nodes in an indicator's expressions."""
    parts = (indicator.rate, indicator.full_at, indicator.points, indicator.value, indicator.target)
    written: list[Expression] = [part for part in parts if part is not None]
    return tuple(name for part in written for name in names(part) if "." in name.name)


def _rounding(block: Block | None) -> Rounding:
    digits, mode = ("0", "half_up") if block is None else (block.text("points"), block.text("mode"))
    return to_digits(int(digits or 0), Mode(mode or "half_up"))
