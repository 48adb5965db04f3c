"""Document to program: groups, indicators, checks and bands, put in the order they are computed.

The pass goes on past every fault, so that one run reports them all; a program comes out only when there was none.
"""

from __future__ import annotations

from datetime import date

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.types import FLAG
from chiso.ruleset.citing import citation, day, places, title
from chiso.ruleset.compile_node import NodeCompiler
from chiso.ruleset.compile_rounding import levels
from chiso.ruleset.declare import Declarations, declare
from chiso.ruleset.document import Block, declared_ids, mentioned_names
from chiso.ruleset.expressions import ExpressionReader
from chiso.ruleset.order import conditions, ordered, references
from chiso.ruleset.program import Band, Check, Effective, Program, Title
from chiso.ruleset.soundness.bands import inspect_order
from chiso.ruleset.soundness.inspect import BANDS, inspect


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
        self._levels = levels(document.block("rounding"))
        self._nodes = NodeCompiler(known, self._levels, reader, report)

    @property
    def doubtful(self) -> set[str]:
        """Ids of nodes whose parts are not all known, so that nothing can be said of their sum."""
        return self._nodes.doubtful

    def program(self) -> Program:
        document = self._document
        total = self._nodes.total(document)
        bands = self._bands()
        around = dict(conditions(total))
        return Program(
            ruleset=document.text("ruleset") or "",
            edition=document.text("edition") or "",
            title=title(document),
            status=document.text("status") or "draft",
            effective=self._effective(document.block("effective")),
            issued=self._day(document, "issued"),
            supersedes=document.text("supersedes"),
            rounding=self._levels.own,
            inputs=self._known.inputs,
            parameters=self._known.parameters,
            checks=tuple(check for block in document.blocks("checks") if (check := self._check(block))),
            total=total,
            bands=bands,
            order=ordered(total, self._report),
            referenced=frozenset(name.rpartition(".")[0] for name in self._reader.mentioned if "." in name),
            referring=frozenset(i.id for i in total.every_indicator if references(i)),
            conditions=around,
            types=self._reader.types,
            sources=self._known.documents,
            places=places(document),
        )

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

    def _bands(self) -> tuple[Band, ...]:
        if self._document.is_damaged("bands"):
            self.doubtful.add(BANDS)
        bands = [self._band(block) for block in self._document.blocks("bands")]
        if BANDS not in self.doubtful:
            inspect_order(bands, self._report)
        return tuple(sorted(bands, key=lambda band: band.at_least, reverse=True))

    def _band(self, block: Block) -> Band:
        below = self._nodes.number(block, "below", BANDS) if "below" in block else None
        return Band(
            id=block.text("id") or "",
            title=title(block),
            at_least=self._nodes.number(block, "at_least", BANDS),
            below=below,
            requires=self._reader.typed(block, "requires", FLAG, self._known.bands),
            citation=citation(block, self._known.documents, self._report),
            places=places(block),
        )
