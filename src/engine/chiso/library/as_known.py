"""A document as it was known on a day: values that were issued later, or have been reissued since, are left out."""

from __future__ import annotations

from datetime import date

from chiso.ruleset.document import Block, Document, Sequence

_ALWAYS = ""


def as_known(document: Block, day: date | None) -> Block:
    """The document with, of its parameters' dated values, the last that was issued for each first day.

    Without a day, everything is known.
    """
    section = document.block("parameters")
    if section is None:
        return document
    known = section.keeping({id: _parameter(part, day) for id, part in section.values.items()}, section.damaged)
    return document.keeping({**document.values, "parameters": known}, document.damaged)


def _parameter(part: Document, day: date | None) -> Document:
    rows = part.values.get("values") if isinstance(part, Block) else None
    if not isinstance(part, Block) or not isinstance(rows, Sequence):
        return part
    latest = Sequence(tuple(_latest(rows, day)), rows.span, rows.damaged)
    return part.keeping({**part.values, "values": latest}, part.damaged)


def _latest(rows: Sequence, day: date | None) -> list[Document]:
    """Days are compared as they are written, year first; what is no row is left for the check of shape."""
    chosen: dict[str, Block] = {}
    others: list[Document] = []
    for row in rows.items:
        if not isinstance(row, Block) or "issued" not in row:
            others.append(row)
            continue
        issued, first = row.text("issued") or _ALWAYS, row.text("from") or _ALWAYS
        if day is not None and issued > day.isoformat():
            continue
        earlier = chosen.get(first)
        if earlier is None or (earlier.text("issued") or _ALWAYS) < issued:
            chosen[first] = row
    kept = [row for row in others if not (isinstance(row, Block) and row.text("from") in chosen)]
    return [*kept, *chosen.values()]
