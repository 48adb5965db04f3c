"""The names of a rule set: its inputs, parameters, nodes and cited documents, and which of them may be used where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from sys import intern

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.scope import Declaration, Scope
from chiso.lang.types import COUNT, NUMBER, ORDERED, POINTS, RATE, TEXT, UNKNOWN, Type
from chiso.lang.values import Given, Value, as_number, decimal_text
from chiso.ruleset.citing import day, places, title
from chiso.ruleset.document import Block, Document, Scalar
from chiso.ruleset.expressions import ExpressionReader
from chiso.ruleset.parameters import ParameterReader
from chiso.ruleset.program import (
    LEVELS,
    PERIOD_KINDS,
    TOTAL,
    CitedDocument,
    Input,
    Parameter,
)
from chiso.source import Span

FACTS: Mapping[str, Declaration] = {
    "unit": Declaration(TEXT),
    "level": Declaration(TEXT, LEVELS),
    "period": Declaration(TEXT),
    "period_kind": Declaration(TEXT, PERIOD_KINDS),
}
"""What every record says of itself."""

_QUANTITIES: Mapping[str, Declaration] = {"points": Declaration(POINTS), "rate": Declaration(RATE)}
_UNKNOWN = Declaration(UNKNOWN)


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the expressions of a rule set may name.

    `constant` is the scope of a policy number (parameters only), `data` that of a check (the record's data too),
    `rules` that of an indicator (other nodes too), `bands` that of a band (the total too).
    """

    documents: Mapping[str, CitedDocument]
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    constants: Mapping[str, Value]
    constant: Scope
    data: Scope
    rules: Scope
    bands: Scope


def declare(document: Block, faulty: frozenset[str], reader: ExpressionReader, report: Report) -> Declarations:
    """The declarations of a document; `faulty` are ids of parts that were taken out of it."""
    _refuse_repeated_ids(document, report)
    documents = {key: CitedDocument(key, {}, {}) for key in faulty - _keys(document, "sources")}
    documents |= _cited_documents(document, report)
    nodes = [block.text("id") or "" for block in node_blocks(document)]
    declared = {id for id, _ in _blocks(document, "inputs")}
    reserved = frozenset({*declared, *nodes, *faulty, *FACTS, *_keys(document, "parameters")})
    entries = ParameterReader(Scope({}, reserved), documents, reader, report)
    written = [(id, _key(document, "parameters", id), part) for id, part in _entries(document, "parameters").items()]
    parameters = {id: found for id, key, part in written if (found := entries.parameter(id, key, part)) is not None}
    unusable = (faulty | _keys(document, "parameters")) - {*declared, *nodes, *parameters}

    fixed = [p for p in parameters.values() if not p.dated]
    constants = {p.id: Declaration(p.type, constant=p.value, place=p.places["value"]) for p in fixed}
    constants.update((id, _UNKNOWN) for id in unusable)
    values = {p.id: p.value for p in fixed}
    inputs = _inputs(document, Scope(constants, reserved), values, reader, report)
    changing = {p.id: Declaration(p.type, place=p.places["value"]) for p in parameters.values() if p.dated}
    data = {**constants, **changing, **{i.id: Declaration(i.type, i.choices) for i in inputs.values()}, **FACTS}
    rules = {**data, **_quantities(nodes, _QUANTITIES), **_quantities(unusable, dict.fromkeys(_QUANTITIES, _UNKNOWN))}
    bands = {**rules, **_quantities([TOTAL], _QUANTITIES)}
    everything = frozenset({*bands, *nodes, TOTAL})
    return Declarations(
        documents,
        inputs,
        parameters,
        values,
        constant=Scope(constants, everything, frozenset(changing)),
        data=Scope(data, everything),
        rules=Scope(rules, everything),
        bands=Scope(bands, everything),
    )


def node_blocks(document: Block) -> Iterator[Block]:
    """The groups of a document, each followed by its indicators, then by the groups within it."""
    for group in document.blocks("groups"):
        yield group
        yield from group.blocks("indicators")
        yield from node_blocks(group)


def _quantities(ids: frozenset[str] | list[str], kinds: Mapping[str, Declaration]) -> dict[str, Declaration]:
    return {f"{id}.{quantity}": declaration for id in ids for quantity, declaration in kinds.items()}


def _keys(document: Block, section: str) -> frozenset[str]:
    block = document.block(section)
    return frozenset() if block is None else frozenset(block.keys)


def _key(document: Block, section: str, id: str) -> Span:
    block = document.block(section)
    assert block is not None
    return block.keys[id].span


def _entries(document: Block, section: str) -> Mapping[str, Document]:
    block = document.block(section)
    return {} if block is None else block.values


def _blocks(document: Block, section: str) -> list[tuple[str, Block]]:
    return [(id, value) for id, value in _entries(document, section).items() if isinstance(value, Block)]


def _refuse_repeated_ids(document: Block, report: Report) -> None:
    """Groups, indicators, inputs and parameters share one namespace; bands have their own."""
    sections = [section for name in ("inputs", "parameters") if (section := document.block(name)) is not None]
    shared = [(id, key.span) for section in sections for id, key in section.keys.items()]
    shared += [(block.text("id") or "", block.place("id")) for block in node_blocks(document)]
    _refuse_repeated(shared, report)
    _refuse_repeated([(block.text("id") or "", block.place("id")) for block in document.blocks("bands")], report)


def _refuse_repeated(claims: list[tuple[str, Span]], report: Report) -> None:
    first: dict[str, Span] = {}
    for id, span in claims:
        if first.setdefault(id, span) is not span:
            report.add("duplicate-id", span, labels=[Label(first[id], "first-here")], name=id)


def _cited_documents(document: Block, report: Report) -> dict[str, CitedDocument]:
    found = {}
    for key, block in _blocks(document, "sources"):
        if (signed := block.scalar("date")) is not None:
            day(signed, report)
        found[key] = CitedDocument(key, {fact: block.text(fact) or "" for fact in block.values}, places(block))
    return found


def _type(name: str) -> Type:
    return TEXT if name == "choice" else Type(name)


def _inputs(
    document: Block, scope: Scope, values: Mapping[str, Value], reader: ExpressionReader, report: Report
) -> dict[str, Input]:
    section = document.block("inputs")
    if section is None:
        return {}
    found = {}
    for id, block in _blocks(document, "inputs"):
        kind = _type(block.text("type") or "")
        low, high = (_bound(block, key, kind, scope, values, reader) for key in ("min", "max"))
        least = 0 if low is None and kind is COUNT else low
        if least is not None and high is not None and _is_above(least, high):
            labels = [Label(block.place("max"), "maximum-here")] if "min" in block else []
            place = block.place("min" if "min" in block else "max")
            report.add("minimum-above-maximum", place, labels=labels, low=_said(least), high=_said(high))
        choices = tuple(item.words for item in block.items("choices") if isinstance(item, Scalar))
        at = {**places(block), "id": section.keys[id].span}
        optional = block.text("optional") == "true"
        found[id] = Input(intern(section.keys[id].words), title(block, id), kind, choices, low, high, optional, at)
    return found


def _is_above(low: Given, high: Given) -> bool:
    if isinstance(low, date) and isinstance(high, date):
        return low > high
    least, most = as_number(low), as_number(high)
    return least is not None and most is not None and least > most


def _said(bound: Given) -> str:
    number = as_number(bound)
    return str(bound) if number is None else decimal_text(number)


def _bound(
    block: Block, key: str, kind: Type, scope: Scope, values: Mapping[str, Value], reader: ExpressionReader
) -> Given | None:
    """The least or largest value of an input; only what has an order has one."""
    expression = reader.typed(block, key, kind if kind in ORDERED else NUMBER, scope)
    return None if expression is None else reader.computed(expression, values)
