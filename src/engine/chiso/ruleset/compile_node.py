"""Blocks of groups and indicators to nodes of the program, from the total down: a weight needs the maximum above it."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.diagnostic import Report
from chiso.lang.functions import INTERPOLATE, STEPS
from chiso.lang.syntax import Expression
from chiso.lang.types import FLAG, POINTS, RATE
from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Absence, Number, simplest
from chiso.ruleset.citing import citation, places, title
from chiso.ruleset.compile_rounding import Levels
from chiso.ruleset.declare import Declarations
from chiso.ruleset.document import Block
from chiso.ruleset.expressions import ExpressionReader
from chiso.ruleset.program import TOTAL, Group, Indicator, Policy
from chiso.source import Span

_POLICIES: Mapping[Absence, str] = {
    MISSING: "when_missing",
    EMPTY: "when_empty",
    NOT_APPLICABLE: "when_not_applicable",
}
_UNWRITTEN: Mapping[Absence, Policy] = {EMPTY: Policy.NONE, NOT_APPLICABLE: Policy.EXCLUDE}
"""What holds where nothing is written; it is warned of. A missing value without a policy stays missing."""

_TABLES: Mapping[str, tuple[str, str]] = {"steps": (STEPS, "at_least"), "interpolate": (INTERPOLATE, "at")}
"""The keys of tables, each with its function and the key of a row's bound."""


class NodeCompiler:
    """Compiles the nodes of one document; `doubtful` collects the ids of those not all of whose parts are known."""

    def __init__(self, known: Declarations, levels: Levels, reader: ExpressionReader, report: Report) -> None:
        self._known = known
        self._levels = levels
        self._reader = reader
        self._report = report
        self.doubtful: set[str] = set()

    def total(self, document: Block) -> Group:
        """The group of all groups."""
        blocks = document.blocks("groups")
        is_weighted = _is_weighted(blocks)
        declared = self._number(document, "max")
        if document.is_damaged("groups") or (declared is None and "max" in document):
            self.doubtful.add(TOTAL)
        if declared is None and is_weighted and "max" not in document:
            self._report.add("maximum-needed-for-weights", _first_weight(blocks), name=TOTAL)
            self.doubtful.add(TOTAL)
        groups = tuple(self._group(block, declared or 0, TOTAL) for block in blocks)
        return Group(
            id=TOTAL,
            title=title(document),
            max=simplest(sum((group.max for group in groups), start=0)) if declared is None else declared,
            counts=0,
            weight=None,
            min=None,
            rounding=self._levels.of_total(is_weighted=is_weighted),
            rescaling=self._levels.total or self._levels.own,
            applies_when=None,
            policy=Policy.EXCLUDE,
            indicators=(),
            groups=groups,
            is_weighted=is_weighted,
            citation=citation(document, self._known.documents, self._report),
            places=places(document),
        )

    def number(self, block: Block, key: str, *doubtful: str) -> Number:
        """The number under a required key; 0 stands in for a faulty one, and what builds on it is doubtful."""
        number = self._number(block, key)
        if number is None:
            self.doubtful.update(doubtful)
        return number or 0

    def _number(self, block: Block, key: str) -> Number | None:
        return self._reader.number(block, key, POINTS, self._known.constant, self._known.constants)

    def _group(self, block: Block, whole: Number, above: str) -> Group:
        id = block.text("id") or ""
        if block.is_damaged("indicators") or block.is_damaged("groups"):
            self.doubtful.add(id)
        weight, counts, most = self._scale(block, whole, id, above)
        is_weighted = _is_weighted((*block.blocks("indicators"), *block.blocks("groups")))
        return Group(
            id=id,
            title=title(block),
            max=most,
            counts=counts,
            weight=weight,
            min=self._number(block, "min"),
            rounding=self._levels.of_group(block, is_weighted=is_weighted),
            rescaling=self._levels.of_group(block, is_weighted=True),
            applies_when=self._reader.typed(block, "applies_when", FLAG, self._known.rules),
            policy=_policy(block, "when_not_applicable") or Policy.EXCLUDE,
            indicators=tuple(self._indicator(child, most, id) for child in block.blocks("indicators")),
            groups=tuple(self._group(child, most, id) for child in block.blocks("groups")),
            is_weighted=is_weighted,
            citation=citation(block, self._known.documents, self._report),
            places=places(block),
        )

    def _scale(self, block: Block, whole: Number, *doubtful: str) -> tuple[Number | None, Number, Number]:
        """A node's weight, what it counts for in the maximum above, and its own maximum."""
        weight = self._weight(block, *doubtful)
        if weight is None:
            most = self.number(block, "max", *doubtful)
            return None, most, most
        counts = simplest(weight * whole)
        if self.doubtful.intersection(doubtful):
            self.doubtful.update(doubtful)
        return weight, counts, self.number(block, "max", *doubtful) if "max" in block else counts

    def _weight(self, block: Block, *doubtful: str) -> Number | None:
        if "weight" not in block:
            return None
        weight = self._reader.number(block, "weight", RATE, self._known.constant, self._known.constants)
        if weight is None:
            self.doubtful.update(doubtful)
        return weight or 0

    def _indicator(self, block: Block, whole: Number, group: str) -> Indicator:
        id, scope, tracked = block.text("id") or "", self._known.rules, block.text("tracked") == "true"
        bonus = block.text("bonus") == "true"
        if block.damaged:
            self.doubtful.update((id, group))
        weight, counts, most = (None, 0, None) if tracked else self._scale(block, whole, id, group)
        return Indicator(
            id=id,
            title=title(block),
            max=most,
            counts=0 if bonus else counts,
            weight=weight,
            bonus=bonus,
            rate=self._reader.typed(block, "rate", RATE, scope),
            full_at=self._reader.typed(block, "full_at", RATE, scope),
            points=self._points(block),
            value=self._reader.measure(block, "value", scope),
            min=self._number(block, "min") or 0,
            rounding=self._levels.of_indicator(block),
            applies_when=self._reader.typed(block, "applies_when", FLAG, scope),
            policies=_policies(block),
            target=self._reader.typed(block, "target", RATE, scope),
            tracked=tracked,
            citation=citation(block, self._known.documents, self._report),
            places=places(block),
        )

    def _points(self, block: Block) -> Expression | None:
        """The points as written, or as one of the two tables says."""
        scope, rate = self._known.rules, f"{block.text('id')}.rate"
        for key, (function, bound) in _TABLES.items():
            if (table := block.block(key)) is not None:
                return self._reader.table(table, function, bound, rate, scope)
        return self._reader.typed(block, "points", POINTS, scope)


def _is_weighted(blocks: tuple[Block, ...]) -> bool:
    return any("weight" in block for block in blocks)


def _first_weight(blocks: tuple[Block, ...]) -> Span:
    return next(block.place("weight") for block in blocks if "weight" in block)


def _policies(block: Block) -> dict[Absence, Policy]:
    written = {absence: _policy(block, key) for absence, key in _POLICIES.items()}
    return {**_UNWRITTEN, **{absence: policy for absence, policy in written.items() if policy is not None}}


def _policy(block: Block, key: str) -> Policy | None:
    written = block.text(key)
    return None if written is None else Policy(written)
