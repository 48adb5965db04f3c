"""A rule set as plain data (`schemas/rules.schema.json`): what it says, resolved, and where each part is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chiso.lang.syntax import Expression, names
from chiso.lang.types import RATE
from chiso.lang.values import Given, Number, as_number, decimal_text, percent_text
from chiso.lang.write import written
from chiso.library.history import Change, Listed, Moment
from chiso.ruleset.meaning import fingerprint, meaning, texts
from chiso.ruleset.program import Band, Citation, Group, Indicator, Parameter, Places, Program


def rules_data(program: Program) -> dict[str, Any]:
    """Everything a rule set says that its readers ask for, in the order of the rules; texts are canonical."""
    days = program.effective
    return {
        "ruleset": program.ruleset,
        "edition": program.edition,
        "title": program.title.text,
        "status": program.status,
        "effective": None if days is None else {"from": str(days.first), "to": str(days.last) if days.last else None},
        "fingerprint": fingerprint(texts(meaning(program))),
        "rounding": f"{decimal_text(program.rounding.step)} {program.rounding.mode.value}",
        "max": decimal_text(program.max),
        "parameters": [_parameter(parameter) for parameter in program.parameters.values()],
        "groups": [_group(group, program) for group in program.groups],
        "bands": [_band(band, program) for band in program.bands],
    }


def listed_data(one: Listed) -> dict[str, Any]:
    """An edition of a list."""
    head = one.header
    days = head.effective
    return {
        "ruleset": head.ruleset,
        "edition": head.edition,
        "title": head.title,
        "status": head.status,
        "effective": None if days is None else {"from": str(days.first), "to": str(days.last) if days.last else None},
        "issued": None if head.issued is None else str(head.issued),
        "supersedes": head.supersedes,
        "file": str(one.path),
    }


def change_data(change: Change) -> dict[str, Any]:
    """One field that an edition says otherwise than the one before it."""
    edition = listed_data(change.edition)
    kept = {key: edition[key] for key in ("ruleset", "edition", "effective")}
    return {**kept, "address": change.address, "before": change.before, "after": change.after}


def moment_data(moment: Moment) -> list[dict[str, Any]]:
    """What one edition says of a value, one entry for each field."""
    edition = listed_data(moment.edition)
    return [
        {
            **{key: edition[key] for key in ("ruleset", "edition", "effective")},
            "address": address,
            "value": field.text,
            "source": moment.source,
            "where": None
            if field.place is None
            else {"file": field.place.source.name, "line": field.place.begins.line},
        }
        for address, field in moment.fields.items()
    ]


def _said(values: Mapping[str, object]) -> dict[str, Any]:
    """What is there of a node's values."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _where(places: Places) -> dict[str, Any]:
    span = places["id"]
    return {"file": span.source.name, "line": span.begins.line}


def _source(citation: Citation | None) -> str | None:
    return None if citation is None else citation.words


def _given(value: Given, parameter: Parameter) -> str:
    number = as_number(value)
    if number is None:
        return str(value).lower() if isinstance(value, bool) else str(value)
    return percent_text(number) if parameter.type is RATE else decimal_text(number)


def _parameter(parameter: Parameter) -> dict[str, Any]:
    dated = [
        _said(
            {
                "from": str(row.first),
                "to": str(row.last) if row.last else None,
                "value": _given(row.value, parameter),
                "source": _source(row.citation),
            }
        )
        for row in parameter.dated
    ]
    return _said(
        {
            "id": parameter.id,
            "title": parameter.title.text,
            "value": None if dated else _given(parameter.value, parameter),
            "values": dated,
            "source": _source(parameter.citation),
            "where": _where(parameter.places),
        }
    )


def _share(weight: Number | None) -> str | None:
    return None if weight is None else percent_text(weight)


def _formula(expression: Expression | None, program: Program) -> str | None:
    """The canonical text; where it is the name of a parameter, its value beside it."""
    if expression is None:
        return None
    text = written(expression)
    used = [program.parameters[name.name] for name in names(expression) if name.name in program.parameters]
    values = ", ".join(dict.fromkeys(_given(parameter.value, parameter) for parameter in used if not parameter.dated))
    return f"{text} ({values})" if values and text in program.parameters else text


def _group(group: Group, program: Program) -> dict[str, Any]:
    return _said(
        {
            "id": group.id,
            "title": group.title.text,
            "max": decimal_text(group.max),
            "weight": _share(group.weight),
            "min": None if group.min is None else decimal_text(group.min),
            "applies_when": _formula(group.applies_when, program),
            "when_not_applicable": group.policy.value if "when_not_applicable" in group.places else None,
            "source": _source(group.citation),
            "where": _where(group.places),
            "indicators": [_indicator(indicator, group, program) for indicator in group.indicators],
            "groups": [_group(inner, program) for inner in group.groups],
        }
    )


def _indicator(indicator: Indicator, group: Group, program: Program) -> dict[str, Any]:
    policies = {f"when_{absence.value}": policy.value for absence, policy in indicator.policies.items()}
    return _said(
        {
            "id": indicator.id,
            "title": indicator.title.text,
            "max": None if indicator.max is None else decimal_text(indicator.max),
            "weight": _share(indicator.weight),
            "bonus": True if indicator.bonus else None,
            "tracked": True if indicator.tracked else None,
            "rate": _formula(indicator.rate, program),
            "full_at": _formula(indicator.full_at, program),
            "points": _formula(indicator.points, program),
            "value": _formula(indicator.value, program),
            "min": decimal_text(indicator.min) if indicator.min else None,
            "applies_when": _formula(indicator.applies_when, program),
            **{key: policy for key, policy in policies.items() if key in indicator.places},
            "target": _formula(indicator.target, program),
            "source": _source(indicator.citation or group.citation),
            "where": _where(indicator.places),
        }
    )


def _band(band: Band, program: Program) -> dict[str, Any]:
    return _said(
        {
            "id": band.id,
            "title": band.title.text,
            "at_least": decimal_text(band.at_least),
            "below": None if band.below is None else decimal_text(band.below),
            "requires": _formula(band.requires, program),
            "source": _source(band.citation),
            "where": _where(band.places),
        }
    )
