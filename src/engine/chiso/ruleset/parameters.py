"""The parameters of a rule set: policy numbers with one value, or with values that change from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.scope import Scope
from chiso.lang.syntax import Expression
from chiso.lang.types import TEXT, UNKNOWN, Type
from chiso.lang.values import Given
from chiso.ruleset.citing import citation, day, places, title
from chiso.ruleset.document import Block, Document, Scalar
from chiso.ruleset.expressions import ExpressionReader
from chiso.ruleset.program import CitedDocument, DatedValue, Parameter, Title
from chiso.source import Span


class ParameterReader:
    """Reads the parameters of one document, whose values may name nothing."""

    def __init__(
        self, scope: Scope, documents: Mapping[str, CitedDocument], reader: ExpressionReader, report: Report
    ) -> None:
        self._scope = scope
        self._documents = documents
        self._reader = reader
        self._report = report

    def parameter(self, id: str, key: Span, written: Document) -> Parameter | None:
        """The parameter under an id; None after reporting a fault in it."""
        block = written if isinstance(written, Block) else None
        if block is not None and "values" in block:
            return self._with_dates(id, key, block)
        scalar = written if isinstance(written, Scalar) else None if block is None else block.scalar("value")
        found = None if scalar is None else self._value(scalar, block)
        if scalar is None or found is None:
            return None
        kind, value = found
        cited = None if block is None else citation(block, self._documents, self._report)
        named = Title(id) if block is None else title(block, id)
        at = {**({} if block is None else places(block)), "id": key, "value": scalar.span}
        return Parameter(id, named, kind, value, cited, at)

    def _value(self, scalar: Scalar, block: Block | None, wanted: Type | None = None) -> tuple[Type, Given] | None:
        expression = self._reader.written(scalar)
        kind = UNKNOWN if expression is None else self._type(expression, block, wanted)
        value = None if expression is None or kind is UNKNOWN else self._reader.computed(expression, {})
        return None if value is None else (kind, value)

    def _type(self, expression: Expression, block: Block | None, wanted: Type | None) -> Type:
        if block is not None and block.damaged:
            return UNKNOWN
        declared = None if block is None else block.text("type")
        kind = Type(declared) if declared not in (None, "choice") else TEXT if declared else wanted
        if kind is None:
            return self._reader.type_of(expression, self._scope)
        return kind if self._reader.is_sound(expression, kind, self._scope) else UNKNOWN

    def _with_dates(self, id: str, key: Span, block: Block) -> Parameter | None:
        """All values are of the kind of the first."""
        kind: Type | None = None
        rows: list[DatedValue] = []
        for written in block.blocks("values"):
            scalar, first = written.scalar("value"), self._day(written, "from")
            found = None if scalar is None else self._value(scalar, block, kind)
            if found is None or first is None or scalar is None:
                return None
            kind = kind or found[0]
            cited = citation(written, self._documents, self._report)
            last, issued = self._day(written, "to"), self._day(written, "issued")
            if last is not None and last < first:
                labels = [Label(written.place("from"), "begins-here")]
                self._report.add("dates-reversed", written.place("to"), labels=labels)
            rows.append(DatedValue(first, last, issued, found[1], cited, written.place("from"), scalar.span))
        if kind is None or block.is_damaged("values"):
            return None
        dated = self._in_order(id, rows)
        at = {**places(block), "id": key, "value": dated[-1].written}
        cited = citation(block, self._documents, self._report)
        return Parameter(id, title(block, id), kind, dated[-1].value, cited, at, dated)

    def _day(self, block: Block, key: str) -> date | None:
        scalar = block.scalar(key)
        return None if scalar is None else day(scalar, self._report)

    def _in_order(self, id: str, rows: list[DatedValue]) -> tuple[DatedValue, ...]:
        """The values by day, each until the next; two at once and days between them with none are reported."""
        rows.sort(key=lambda row: row.first)
        ended, longest = [], rows[0]
        for row, following in pairwise(rows):
            longest = max(longest, row, key=lambda one: one.last or one.first)
            eve = following.first - timedelta(days=1)
            last = longest.last
            labels = [Label(longest.place, "value-before")]
            if row.first == following.first or (last is not None and last > eve):
                day = following.first.isoformat()
                self._report.add("values-overlap", following.place, labels=labels, name=id, day=day)
            elif last is not None and last < eve:
                first, end = (last + timedelta(days=1)).isoformat(), eve.isoformat()
                self._report.add("values-leave-hole", following.place, labels=labels, name=id, first=first, last=end)
            ended.append(replace(row, last=row.last or eve))
        return (*ended, rows[-1])
