"""The names of a rule set: its inputs, parameters, nodes and cited documents, and which of them may be used where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.syntax import Expression
from chiso.lang.typecheck import Declaration, Scope
from chiso.lang.types import POINTS, RATE, TEXT, UNKNOWN, Type
from chiso.lang.values import Value
from chiso.ruleset.document import Block, Document, Scalar
from chiso.ruleset.expressions import ExpressionReader
from chiso.ruleset.program import (
    LEVELS,
    PERIOD_KINDS,
    TOTAL,
    Citation,
    CitedDocument,
    Input,
    Parameter,
    Places,
    Title,
)
from chiso.source import Span

_FACTS: Mapping[str, Declaration] = {
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
    documents = _cited_documents(document, report)
    inputs = _inputs(document)
    nodes = [block.text("id") or "" for block in node_blocks(document)]
    reserved = frozenset({*inputs, *nodes, *faulty, *_FACTS, *_keys(document, "parameters")})
    parameters = _parameters(document, Scope({}, reserved), documents, reader, report)
    unusable = (faulty | _keys(document, "parameters")) - {*inputs, *nodes, *parameters}

    constants = {p.id: Declaration(p.type, constant=p.value, place=p.places["value"]) for p in parameters.values()}
    constants.update((id, _UNKNOWN) for id in unusable)
    data = {**constants, **{i.id: Declaration(i.type, i.choices) for i in inputs.values()}, **_FACTS}
    rules = {**data, **_quantities(nodes, _QUANTITIES), **_quantities(unusable, dict.fromkeys(_QUANTITIES, _UNKNOWN))}
    bands = {**rules, **_quantities([TOTAL], _QUANTITIES)}
    everything = frozenset({*bands, *nodes, TOTAL})
    return Declarations(
        documents,
        inputs,
        parameters,
        {p.id: p.value for p in parameters.values()},
        constant=Scope(constants, everything),
        data=Scope(data, everything),
        rules=Scope(rules, everything),
        bands=Scope(bands, everything),
    )


def node_blocks(document: Block) -> Iterator[Block]:
    """The groups of a document, each followed by its indicators."""
    for group in document.blocks("groups"):
        yield group
        yield from group.blocks("indicators")


def title(block: Block, default: str = "") -> Title:
    """The author's words for what a block declares."""
    return Title(block.text("title") or default, block.text("title_en"))


def places(block: Block) -> Places:
    """Where each part of a block is written."""
    return {key: value.span for key, value in block.values.items()}


def citation(block: Block, documents: Mapping[str, CitedDocument], report: Report) -> Citation | None:
    """The document a block cites under `source`: a key of `sources`, then a comma and the place in it."""
    scalar = block.scalar("source")
    if scalar is None:
        return None
    key, _, locator = (part.strip() for part in scalar.words.partition(","))
    if key not in documents:
        report.add("unknown-source", scalar.span, name=key, near=nearest(key, documents))
        return None
    return Citation(documents[key], locator)


def day(scalar: Scalar, report: Report) -> date | None:
    """The date that a scalar says; None after reporting one that is not in the calendar."""
    try:
        return date.fromisoformat(scalar.words)
    except ValueError:
        report.add("malformed-date", scalar.span, value=scalar.words)
        return None


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
        found[key] = CitedDocument(key, {fact: block.text(fact) or "" for fact in block.values})
    return found


def _type(name: str) -> Type:
    return TEXT if name == "choice" else Type(name)


def _inputs(document: Block) -> dict[str, Input]:
    section = document.block("inputs")
    if section is None:
        return {}
    return {id: _input(key, block) for id, key in section.keys.items() if (block := section.block(id)) is not None}


def _input(key: Scalar, block: Block) -> Input:
    choices = tuple(item.words for item in block.items("choices") if isinstance(item, Scalar))
    return Input(
        key.words, title(block, key.words), _type(block.text("type") or ""), choices, {**places(block), "id": key.span}
    )


def _parameters(
    document: Block,
    scope: Scope,
    documents: Mapping[str, CitedDocument],
    reader: ExpressionReader,
    report: Report,
) -> dict[str, Parameter]:
    found = {}
    for id, written in _entries(document, "parameters").items():
        block = written if isinstance(written, Block) else None
        scalar = written if isinstance(written, Scalar) else None if block is None else block.scalar("value")
        expression = None if scalar is None else reader.written(scalar)
        kind = UNKNOWN if expression is None else _parameter_type(expression, block, scope, reader)
        value = None if expression is None or kind is UNKNOWN else reader.computed(expression, {})
        if scalar is None or value is None:
            continue
        cited = None if block is None else citation(block, documents, report)
        named = Title(id) if block is None else title(block, id)
        at = {"id": _key(document, "parameters", id), **({} if block is None else places(block)), "value": scalar.span}
        found[id] = Parameter(id, named, kind, value, cited, at)
    return found


def _parameter_type(expression: Expression, block: Block | None, scope: Scope, reader: ExpressionReader) -> Type:
    if block is not None and block.damaged:
        return UNKNOWN
    declared = None if block is None else block.text("type")
    if declared is None:
        return reader.type_of(expression, scope)
    kind = _type(declared)
    return kind if reader.is_sound(expression, kind, scope) else UNKNOWN
