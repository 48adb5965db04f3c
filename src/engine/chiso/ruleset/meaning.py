"""What a rule set says, field by field, whatever its layout: the content that an edition stands for.

Every field has an address such as `payment_online.full_at` and a canonical text. Keys may be reordered, comments and
notes edited, a formula written with other spaces: the fields stay the same. What is inherited counts as what is
written, so that an edition means the same even when the one it builds on is taken apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chiso.lang.syntax import Expression
from chiso.lang.types import RATE, Type
from chiso.lang.values import Given, Number, Rounding, as_number, decimal_text, percent_text
from chiso.lang.write import written
from chiso.ruleset.program import Band, Citation, Group, Indicator, Input, Parameter, Places, Program
from chiso.source import Span


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a rule set says, and where it is written; None for what only follows from the rest."""

    text: str
    place: Span | None


Meaning = Mapping[str, Field]


def meaning(program: Program) -> Meaning:
    """Every field of a program, by address, in the order of the rules."""
    return dict(_fields(program))


def fingerprint(fields: Mapping[str, str]) -> str:
    """A digest of fields' texts that changes with any of them and with nothing else."""
    lines = "".join(f"{address}\t{fields[address]}\n" for address in sorted(fields))
    return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def texts(fields: Meaning) -> dict[str, str]:
    """The texts alone."""
    return {address: field.text for address, field in fields.items()}


_Fields = Iterator[tuple[str, Field]]


def _fields(program: Program) -> _Fields:
    named = {"title": program.title.text, "issued": program.issued, "supersedes": program.supersedes}
    yield from _placed("", named, program.places)
    if program.effective is not None:
        days = {"from": program.effective.first, "to": program.effective.last}
        for key, day in days.items():
            if day is not None:
                yield f"effective.{key}", Field(day.isoformat(), program.places.get("effective"))
    yield "rounding", Field(_rounding(program.rounding), program.places.get("rounding"))
    for input in program.inputs.values():
        yield from _input(input)
    for parameter in program.parameters.values():
        yield from _parameter(parameter)
    for number, check in enumerate(program.checks, 1):
        yield f"checks.{number}", Field(f"{written(check.rule)}: {check.message.text}", check.rule.span)
    yield from _group(program.total, "")
    for band in program.bands:
        yield from _band(band)


def _placed(id: str, values: Mapping[str, object], places: Places) -> _Fields:
    """The values that are there, as fields of a node."""
    for key, value in values.items():
        if value is not None and value != "":
            yield (f"{id}.{key}" if id else key), Field(str(value), places.get(key))


def _input(input: Input) -> _Fields:
    values = {
        "title": input.title.text,
        "type": input.type.value,
        "choices": ", ".join(input.choices),
        "min": _given(input.low, input.type),
        "max": _given(input.high, input.type),
        "optional": "true" if input.optional else None,
    }
    yield from _placed(input.id, values, input.places)


def _parameter(parameter: Parameter) -> _Fields:
    values = {
        "title": parameter.title.text,
        "value": None if parameter.dated else _given(parameter.value, parameter.type),
        "type": parameter.type.value,
        "source": _cited(parameter.citation),
    }
    yield from _placed(parameter.id, values, parameter.places)
    for dated in parameter.dated:
        last = "" if dated.last is None else f" – {dated.last}"
        issued = "" if dated.issued is None else f", issued {dated.issued}"
        cited = "" if dated.citation is None else f", {_cited(dated.citation)}"
        text = f"{_given(dated.value, parameter.type)}{last}{issued}{cited}"
        yield f"{parameter.id}.value.{dated.first}", Field(text, dated.written)


def _group(group: Group, within: str) -> _Fields:
    values = {
        "title": group.title.text if within else None,
        "group": within,
        "max": decimal_text(group.max),
        "weight": _share(group.weight),
        "min": None if group.min is None else decimal_text(group.min),
        "rounding": None if group.rounding is None else _rounding(group.rounding),
        "applies_when": _text(group.applies_when),
        "when_not_applicable": group.policy.value if group.applies_when is not None else None,
        "source": _cited(group.citation),
    }
    yield from _placed(group.id, values, group.places)
    for indicator in group.indicators:
        yield from _indicator(indicator, group.id)
    for inner in group.groups:
        yield from _group(inner, group.id)


def _indicator(indicator: Indicator, within: str) -> _Fields:
    values: dict[str, object] = {
        "title": indicator.title.text,
        "group": within,
        "max": None if indicator.max is None else decimal_text(indicator.max),
        "weight": _share(indicator.weight),
        "bonus": "true" if indicator.bonus else None,
        "tracked": "true" if indicator.tracked else None,
        "rate": _text(indicator.rate),
        "full_at": _text(indicator.full_at),
        "points": _text(indicator.points),
        "value": _text(indicator.value),
        "min": decimal_text(indicator.min) if indicator.min else None,
        "rounding": None if indicator.rounding is None or indicator.tracked else _rounding(indicator.rounding),
        "applies_when": _text(indicator.applies_when),
        "target": _text(indicator.target),
        "source": _cited(indicator.citation),
    }
    for absence, policy in indicator.policies.items():
        key = f"when_{absence.value}"
        values[key] = policy.value if key in indicator.places else None
    yield from _placed(indicator.id, values, indicator.places)


def _band(band: Band) -> _Fields:
    values = {
        "title": band.title.text,
        "at_least": decimal_text(band.at_least),
        "below": None if band.below is None else decimal_text(band.below),
        "requires": _text(band.requires),
        "source": _cited(band.citation),
    }
    yield from _placed(f"bands.{band.id}", values, band.places)


def _text(expression: Expression | None) -> str | None:
    return None if expression is None else written(expression)


def _share(weight: Number | None) -> str | None:
    return None if weight is None else percent_text(weight)


def _given(value: Given | None, kind: Type) -> str | None:
    number = None if value is None else as_number(value)
    if number is not None:
        return percent_text(number) if kind is RATE else decimal_text(number)
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _rounding(rounding: Rounding) -> str:
    return f"{decimal_text(rounding.step)} {rounding.mode.value}"


def _cited(citation: Citation | None) -> str | None:
    if citation is None:
        return None
    facts = "; ".join(f"{key}: {value}" for key, value in sorted(citation.document.facts.items()) if key != "note")
    return f"{facts}; {citation.locator}" if citation.locator else facts
