"""Explanations as plain data (`schemas/explanation.schema.json`): every number as an exact fraction, with its place.

Nothing in it depends on a language, on the day, or on the folder it is made in, so that it can be made again from the
edition and the data it names and be held against what it says (`verify`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chiso.lang.syntax import Expression, Literal, Name
from chiso.lang.values import Absence, Given, Number, Value, fraction_text
from chiso.lang.write import written
from chiso.records.record import place_of
from chiso.report.explain_deep import evaluated, formulas_of, parameter_place
from chiso.ruleset.meaning import fingerprint, meaning, texts
from chiso.ruleset.program import Band, Group, Indicator, Program
from chiso.run.losing import Losses, losses
from chiso.run.scorecard import GroupResult, IndicatorResult, Scorecard
from chiso.run.standings import ranks_of
from chiso.run.unit import Unit
from chiso.shipped import rules_folder
from chiso.source import Span
from chiso.study.ways_up import Step, Way, WaysUp, next_band, ways_up


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that records were read from: its name as given, and the SHA-256 of its bytes."""

    name: str
    sha256: str


def explanations_data(
    program: Program,
    scorecards: Sequence[Scorecard | Unit],
    chosen: Sequence[Scorecard],
    files: Sequence[DataFile],
    known_on: date | None = None,
    rules: str | None = None,
    read: Mapping[str, str | None] | None = None,
) -> dict[str, Any]:
    """The shape of `schemas/explanation.schema.json`: the chosen scorecards, ranked among all of them.

    `rules` is the path of the rule file where it was given by path, `read` what was asked for in reading the files.
    """
    records = [card.record for card in scorecards]
    places = ranks_of([card.points for card in scorecards], records)
    rank = {id(record): place for record, place in zip(records, places, strict=True)}
    return {
        "ruleset": program.ruleset,
        "edition": program.edition,
        "rules": rules,
        "fingerprint": fingerprint(texts(meaning(program))),
        "known_on": None if known_on is None else known_on.isoformat(),
        "data": [{"file": file.name, "sha256": file.sha256} for file in files],
        "read": {"numbers": None, "sheet": None, "map": None, **(read or {})},
        "units": [_Unit(card, rank[id(card.record)]).data() for card in chosen],
    }


def _exact(value: Number | None) -> str | None:
    return None if value is None else fraction_text(value)


def _value(value: Value | None) -> Any:
    """A value as text; a flag as itself; an absence by its word."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Absence):
        return value.value
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else fraction_text(value)


class _Unit:
    def __init__(self, card: Scorecard, rank: int | None) -> None:
        self._card = card
        self._rank = rank
        self._program = card.program
        self._lost: Losses = losses(card)
        self._ways: WaysUp = ways_up(card)
        self._root = _root(card.program)

    def data(self) -> dict[str, Any]:
        card, record = self._card, self._card.record
        return {
            "unit": record.unit,
            "level": record.level,
            "period": record.period,
            "row": None if record.origin is None else record.origin.row,
            "complete": card.complete,
            "missing": list(card.missing),
            "rank": self._rank,
            "band": None if card.band is None else self._band(card.band),
            "next_band": self._next_band(),
            "total": self._group(card.total),
            "ways_to_next_band": [self._way(way) for way in self._ways.to_band],
        }

    # Bands.

    def _band(self, band: Band) -> dict[str, Any]:
        """A band with its bound, how far the total is from it, and its condition with the value that was found."""
        points, requires = self._card.points, band.requires
        distance = None if points is None else points - band.at_least
        said = {"id": band.id, "title": band.title.text, "at_least": _exact(band.at_least), "above": _exact(distance)}
        if requires is not None:
            said["requires"] = written(requires)
            said["holds"] = _value(self._card.trace.get(requires.id))
        return {**said, "where": self._rule(band.places["id"])}

    def _next_band(self) -> dict[str, Any] | None:
        band = next_band(self._card)
        return None if band is None else self._band(band)

    # Groups and indicators.

    def _group(self, result: GroupResult) -> dict[str, Any]:
        group = result.group
        return {
            "id": result.id,
            "title": group.title.text,
            **self._figures(result, group),
            "rest": _exact(self._lost.rest.get(result.id)),
            "where": self._rule(group.places["id"]) if "id" in group.places else None,
            "indicators": [self._indicator(indicator) for indicator in result.indicators],
            "groups": [self._group(inner) for inner in result.groups],
        }

    def _figures(self, result: GroupResult | IndicatorResult, node: Group | Indicator) -> dict[str, Any]:
        """What both kinds of node have: points, before and after rounding, what was lost, and what they rest on."""
        citation = node.citation
        return {
            "points": _exact(result.points),
            "unrounded": _exact(result.unrounded),
            "max": _exact(node.max),
            "lost": _exact(self._lost.of.get(result.id)),
            "state": result.state.value,
            "basis": None if result.basis is None else result.basis.value,
            "reported": _value(self._card.record.reported.get(f"{result.id}.points")),
            "excluded": result.excluded,
            "source": None if citation is None else citation.words,
        }

    def _indicator(self, result: IndicatorResult) -> dict[str, Any]:
        indicator = result.indicator
        rate = result.rate
        target = None if result.target is None else {"value": _exact(result.target), "met": result.target_met}
        return {
            "id": result.id,
            "title": indicator.title.text,
            **self._figures(result, indicator),
            "rate": _exact(rate),
            "full_at": _exact(result.full_at),
            "value": _exact(result.value),
            "target": target,
            "missing": list(result.missing),
            "where": {key: self._rule(place) for key, place in indicator.places.items()},
            "names": self._names(indicator),
            "steps": self._steps(indicator),
            "ways_to_full": [self._way(way) for way in self._ways.to_full.get(result.id, ())],
            "one_step": [self._one_step(step) for step in self._ways.next_step.get(result.id, ())],
        }

    def _names(self, indicator: Indicator) -> list[dict[str, Any]]:
        """Every name that was used, with its value and where that comes from."""
        found: dict[str, dict[str, Any]] = {}
        for step in self._evaluated(indicator):
            if isinstance(step, Name):
                value, where = _value(self._card.trace[step.id]), self._origin(step.name)
                found.setdefault(step.name, {"name": step.name, "value": value, **where})
        return list(found.values())

    def _origin(self, name: str) -> dict[str, Any]:
        """Whether a name is a datum, a parameter, or another node, and its place."""
        record, parameters = self._card.record, self._program.parameters
        if name in record.inputs or name in record.reported:
            place = place_of(record, name)
            kind = "input" if name in record.inputs else "reported"
            return {"kind": kind, "where": _place(place.source.name, place), "text": place.text}
        if name in parameters:
            return {"kind": "parameter", "where": self._rule(parameter_place(parameters[name], self._card))}
        kind = "input" if name in self._program.inputs else "node" if "." in name else "fact"
        return {"kind": kind, "where": None}

    def _steps(self, indicator: Indicator) -> list[dict[str, Any]]:
        """Every expression that was computed on the way, outermost first."""
        return [
            {
                "expression": written(step),
                "value": _value(self._card.trace[step.id]),
                "where": self._rule(step.span),
            }
            for step in self._evaluated(indicator)
            if not isinstance(step, Name)
        ]

    def _evaluated(self, indicator: Indicator) -> Iterator[Expression]:
        formulas = [formula for _, formula in formulas_of(indicator) if formula.id in self._card.trace]
        waiting: list[Expression] = [formula for formula in formulas if not isinstance(formula, Literal)]
        while waiting:
            step = waiting.pop(0)
            yield step
            waiting = [*evaluated(step, self._card), *waiting]

    # Ways up.

    def _way(self, way: Way) -> dict[str, Any]:
        return {
            "indicator": way.indicator,
            "steps": way.steps,
            "values": _values(way.values),
            "points": _exact(way.points),
            "total": _exact(way.total),
            "gain": _exact(way.gain),
            "band": None if way.band is None else way.band.id,
            "moved": list(way.moved),
        }

    def _one_step(self, step: Step) -> dict[str, Any]:
        return {"values": _values(step.values), "worth": _exact(step.worth)}

    # Places.

    def _rule(self, span: Span) -> str:
        """A place in a rule file, named from the folder that the rule set's name begins in."""
        return _place(_relative(span.source.name, self._root), span)


def _values(values: Mapping[str, Given]) -> dict[str, Any]:
    return {id: _value(value) for id, value in values.items()}


def _place(file: str, span: Span) -> str:
    return f"{file}:{span.begins.line}:{span.begins.column}"


def _root(program: Program) -> str:
    """The folder from which rule files are named: where the rule set's name begins, else the file's own."""
    path = Path(program.places["ruleset"].source.name)
    by_name = path.with_suffix("").as_posix().endswith(f"{program.ruleset}/{program.edition}")
    steps = program.ruleset.count("/") + 1 if by_name else 0
    return str(path.parent.joinpath(*[os.pardir] * steps))


def _relative(name: str, root: str) -> str:
    """The file seen from a folder, or from that of the shipped rules where it lies there."""
    seen = [Path(os.path.relpath(name, folder)).as_posix() for folder in (root, rules_folder())]
    return next((path for path in seen if not path.startswith(os.pardir)), seen[0])
