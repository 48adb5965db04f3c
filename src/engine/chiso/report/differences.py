"""What rules say otherwise, and what that does to units, as plain data (`schemas/differences.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chiso.diagnostics.diagnostic import Diagnostic, Language
from chiso.lang.values import Number, exact_decimal
from chiso.report.outcome import Outcome, outcome_of
from chiso.report.wire import diagnostics_data
from chiso.ruleset.program import Group, Indicator
from chiso.run.scorecard import printable
from chiso.run.unit import Unit
from chiso.study.allowances import Refusal
from chiso.study.compare_rules import Difference
from chiso.study.edits import Edit
from chiso.study.impact import Impact, Move
from chiso.study.kinds import ChangeKind
from chiso.study.rule_change import RuleChange, reference

_OF_UNITS = (ChangeKind.BAND, ChangeKind.RANK, ChangeKind.SCORE, ChangeKind.TARGET)


def differences_data(
    comparisons: Iterable[RuleChange], diagnostics: Iterable[Diagnostic], language: Language
) -> dict[str, Any]:
    """Every comparison, then what the gate says."""
    data = {"comparisons": [_comparison(one, language) for one in comparisons]}
    return {**data, **diagnostics_data(diagnostics, language)}


def _comparison(one: RuleChange, language: Language) -> dict[str, Any]:
    return {
        "file": one.file,
        "before": None if one.old is None else {"edition": reference(one.old), "status": one.old.status},
        "after": None if one.new is None else {"edition": reference(one.new), "status": one.new.status},
        "differences": [_difference(difference, one) for difference in one.differences],
        "impact": None if one.impact is None else _impact(one.impact),
        "refused": diagnostics_data(one.refused, language)["diagnostics"],
    }


def _difference(one: Difference, within: RuleChange) -> dict[str, Any]:
    place = one.place.begins
    return {
        "address": one.address,
        "before": one.before,
        "after": one.after,
        "kinds": [kind.value for kind in ChangeKind if kind in one.kinds],
        "audiences": [audience.value for audience in within.audiences(one)],
        "where": {"file": one.place.source.name, "line": place.line, "column": place.column},
    }


def _impact(impact: Impact) -> dict[str, Any]:
    edits = impact.edits or ()
    return {
        "units": impact.units,
        "moved": {
            kind.value: len(impact.moving(kind))
            for kind in (ChangeKind.BAND, ChangeKind.RANK, ChangeKind.SCORE, ChangeKind.TARGET)
        },
        "targets": [{"id": one.id, "before": _tally(one.before), "after": _tally(one.after)} for one in impact.targets],
        "moves": [_move(move, edits) for move in impact.moves],
    }


def _tally(tally: tuple[int, int] | None) -> dict[str, int] | None:
    return None if tally is None else {"met": tally[0], "of": tally[1]}


def _move(move: Move, edits: Sequence[Edit]) -> dict[str, Any]:
    record = move.record
    return {
        "unit": record.unit,
        "level": record.level,
        "period": record.period,
        "kinds": [kind.value for kind in ChangeKind if kind in move.kinds],
        "before": _side(move.units[0], move.rank_before),
        "after": _side(move.units[1], move.rank_after),
        "by": None if move.by is None else _decimal(move.by, move.units[1].program.total, move.units[1]),
        "parts": [
            {
                "id": part.id,
                "before": _part(part.before, move.units[0], part.id),
                "after": _part(part.after, move.units[1], part.id),
            }
            for part in move.parts
        ],
        "causes": [[one.address for one in edits[cause].differences] for cause in move.causes],
    }


def _side(unit: Unit, rank: int | None) -> dict[str, Any]:
    points = None if unit.points is None else _decimal(unit.points, unit.program.total, unit)
    return {"points": points, "band": None if unit.band is None else unit.band.id, "rank": rank}


def _part(points: Number | None, unit: Unit, id: str) -> Decimal | None:
    return None if points is None else _decimal(points, next(n for n in unit.program.order if n.id == id), unit)


def _decimal(points: Number, node: Group | Indicator, unit: Unit) -> Decimal:
    return exact_decimal(*printable(points, node, unit.program))


def difference_outcomes(
    comparisons: Iterable[RuleChange], diagnostics: Sequence[Diagnostic], language: Language
) -> list[Outcome]:
    """One outcome for each rule file, and one for the file of what is allowed where something is wrong with it."""
    left = list(diagnostics)
    found = []
    for one in comparisons:
        names = {reference(program) for program in (one.old, one.new) if program is not None}
        own = [fault for fault in left if {fault.arguments.get("name"), fault.arguments.get("edition")} & names]
        own = [fault for fault in own if fault.id != "allowance-unused"]
        left = [fault for fault in left if fault not in own]
        found.append(outcome_of("chiso diff", one.file, [*own, *one.refused], language))
    return [*found, outcome_of("chiso diff", "--allow", left, language)] if left else found


def allow_text(refusals: Sequence[Refusal], until: date) -> str:
    """Entries for the refusals, ready to be put into a file for `--allow` once each has its reason; empty for none."""
    if not refusals:
        return ""
    return "\n".join(["chiso: 1", "allow:", *(_entry(refusal, until) for refusal in refusals)]) + "\n"


def _entry(refusal: Refusal, until: date) -> str:
    facts = {"kind": refusal.kind.value, "edition": refusal.edition, "what": refusal.what}
    facts |= {"before": refusal.before, "after": refusal.after, "reason": "…", "until": str(until)}
    return f"  - {{{', '.join(f'{key}: {json.dumps(text, ensure_ascii=False)}' for key, text in facts.items())}}}"
