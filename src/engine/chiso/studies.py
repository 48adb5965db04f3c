"""The library's functions that ask what would be: what-if, sweeps, goals, comparisons, as `import chiso` offers them.

Faults in what is asked are raised as `RuleSetError` or `RecordError`, each with every diagnostic of the run. All
results are frozen data; `whatif_data` and its like make them plain data of the wire.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import prod
from pathlib import Path

from chiso.diagnostics.diagnostic import RecordError, Report, RuleSetError, argument_span
from chiso.diagnostics.nearest import nearest
from chiso.lang.values import plain_number
from chiso.library.locate import known_day, locate
from chiso.records.find_unit import find_unit
from chiso.records.from_mapping import record_from_mapping
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.check_record import check_record
from chiso.run.scorecard import Scorecard
from chiso.run.sound_record import SoundRecords
from chiso.run.unit import WORTHWHILE, Unit, UnitScorer
from chiso.study import compare as comparing
from chiso.study import editable as editing
from chiso.study import goal as goaling
from chiso.study import read_asked
from chiso.study import sweep as sweeping
from chiso.study import vary as varying
from chiso.study import whatif as asking
from chiso.study.asked import Asked
from chiso.study.compare import Comparison
from chiso.study.editable import Editable
from chiso.study.goal import Goal
from chiso.study.plan import movable, plan
from chiso.study.scenario import scenario
from chiso.study.sweep import Sweep
from chiso.study.target import target
from chiso.study.variant import quantity
from chiso.study.whatif import Watched, WhatIf

Rules = Editable | str | Path
Given = Record | Mapping[str, object]
_MOST_VARIED = 2


def editable(
    path_or_name: str | Path,
    as_of: date | str | None = None,
    *,
    known_on: date | str | None = None,
    rules: Sequence[str | Path] = (),
) -> Editable:
    """A rule set that can be changed in part, named as for `load`; `.program` is its program. Raises `RuleSetError`."""
    report = Report()
    folders = [Path(folder) for folder in rules]
    path = locate(path_or_name, as_of, folders, report, known_on)
    found = None if path is None else editing.editable(path, folders, report, known_day(known_on, report))
    if found is None:
        raise RuleSetError(report)
    return found


def asked(
    set: Sequence[str] = (),
    param: Sequence[str] = (),
    rule: Sequence[str] = (),
    *,
    unit: Sequence[str] = (),
    where: str | None = None,
) -> Asked:
    """One scenario as the command line writes it: `set=["paid_online = paid_online + 50"]`. Raises `RecordError`."""
    report = Report()
    found = read_asked.read_arguments(set, param, rule, unit, where, report)
    if found is None:
        raise RecordError(report)
    return found


def read_scenarios(path: str | Path) -> list[Asked]:
    """The scenarios of a file (`schemas/scenario.schema.json`). Raises `RecordError`."""
    report = Report()
    found = read_asked.read_scenarios(Path(path), report)
    if report.has_errors:
        raise RecordError(report)
    return found


def what_if(
    rules: Rules,
    records: Iterable[Given],
    scenarios: Sequence[Asked],
    *,
    watched: Watched = lambda units: units,
) -> list[WhatIf]:
    """Every unit before and after each scenario, exactly. Raises `RuleSetError`, `RecordError`.

    Every fault of every scenario is reported at once. `watched` hands on the units one by one.
    """
    chosen = _editable(rules)
    units = scored(chosen.program, records)
    report, found = Report(), []
    for one in scenarios:
        ready = scenario(one, chosen, [unit.record for unit in units], report)
        if ready is not None:
            found.append(asking.what_if(ready, units, report, watched))
    if report.has_errors:
        raise RecordError(report)
    return [outcome for outcome in found if outcome is not None]


def _editable(rules: Rules) -> Editable:
    return rules if isinstance(rules, Editable) else editable(rules)


def scored(program: Program, records: Iterable[Given]) -> list[Unit]:
    """The units of records, or of mappings of column names to exact values: totals and bands, scorecards on demand.

    Raises `RecordError`.
    """
    report, units, scorer = Report(), list[Unit](), UnitScorer(program)
    sound: SoundRecords | None = None
    for number, given in enumerate(records, 1):
        record = given if isinstance(given, Record) else record_from_mapping(given, program, report, number)
        if record is not None:
            if len(units) == WORTHWHILE:
                sound = SoundRecords(program, scorer.rows)
            if sound is None or not sound.holds(record):
                check_record(program, record, report)
            units.append(scorer.unit(record))
    if report.has_errors:
        raise RecordError(report)
    return units


def compare(
    before: Program,
    after: Program,
    records: Iterable[Given],
    other_records: Iterable[Given] | None = None,
    *,
    watched: comparing.Watched = lambda pairs: pairs,
) -> Comparison:
    """Each unit's difference between two editions, or two sets of data, shared out exactly to its causes.

    With one set of data, it is scored by both editions; with two, the first by the first. Raises `RecordError`.
    """
    given = list(records)
    others = given if other_records is None else list(other_records)
    sides = scored(before, given), scored(after, others)
    report = Report()
    found = comparing.compare(*sides, (before, after), report, watched)
    if found is None:
        raise RecordError(report)
    return found


def only_unit(comparison: Comparison, name: str) -> Comparison:
    """The comparison of one unit, by its name as for `find_unit`. Raises `RecordError`."""
    report = Report()
    found = {record.unit for record in find_unit(name, [unit.was.record for unit in comparison.units], report)}
    if not found:
        raise RecordError(report)
    chosen = tuple(unit for unit in comparison.units if unit.was.record.unit in found)
    return replace(comparison, units=chosen, only_before=(), only_after=())


def goal(
    program: Program, records: Iterable[Given], unit: str, reach: str, costs: Mapping[str, int | Fraction | str] = {}
) -> list[Goal]:
    """The smallest changes that bring a unit to a goal, one result for each of its records. Raises `RecordError`.

    `reach` is a band, `total>=85` or `rank<=3`; with `costs`, the cost of one step of each input that may be moved
    together, the cheapest way by these is looked for too.
    """
    report = Report()
    units = scored(program, records)
    found = find_unit(unit, [each.record for each in units], report)
    chosen = [each for each in units if any(each.record is record for record in found)]
    priced = _costs(costs, report)
    wanted = [(each.card, target(reach, each, units, report)) for each in chosen]
    for each in chosen:
        _refuse_unmovable(each.card, priced, report)
    if report.has_errors:
        raise RecordError(report)
    goals = [(goaling.goal(card, aim), card, aim) for card, aim in wanted if aim is not None]
    return [replace(g, plan=plan(card, aim, priced)) if priced and not g.is_reached else g for g, card, aim in goals]


def _costs(costs: Mapping[str, int | Fraction | str], report: Report) -> dict[str, int | Fraction]:
    found: dict[str, int | Fraction] = {}
    for name, given in costs.items():
        cost = plain_number(given.strip()) if isinstance(given, str) else given
        if cost is None or cost <= 0:
            text = f"{name}={given}" if given else name
            report.add("cost-malformed", argument_span(text), text=text)
        else:
            found[name.strip()] = cost
    return found


def _refuse_unmovable(card: Scorecard, priced: Mapping[str, object], report: Report) -> None:
    if card.points is None:
        place = argument_span(card.record.unit)
        report.add("unit-without-total", place, unit=card.record.unit, missing=card.missing)
        return
    known = movable(card) if priced else {}
    for name in priced:
        if name not in known:
            near, named = nearest(name, known), tuple(known) or ("–",)
            report.add("nothing-to-move", argument_span(name), name=name, unit=card.record.unit, known=named, near=near)


def sweep(
    rules: Rules,
    records: Iterable[Given],
    vary: Sequence[str],
    *,
    watched: sweeping.Watched = lambda grid: grid,
) -> Sweep:
    """One or two quantities over ranges: `vary=["param payment_target from 30% to 90% step 5%"]`.

    Raises `RuleSetError`, `RecordError`. Of very many units and values only totals, bands and ranks are kept.
    """
    chosen, report = _editable(rules), Report()
    if not 0 < len(vary) <= _MOST_VARIED:
        report.add("vary-how-many", argument_span("--vary"), count=len(vary))
    read = [found for text in vary if (found := varying.vary(text, report))]
    quantities = [ready for one in read if (ready := quantity(one, chosen, report))]
    points = prod(len(one.values) for one in read)
    if points > sweeping.MOST_POINTS:
        form = varying.coarser(read[-1])
        report.add("vary-too-many", argument_span(vary[-1]), count=points, most=sweeping.MOST_POINTS, form=form)
    units = [] if report.has_errors else scored(chosen.program, records)
    if report.has_errors:
        raise RecordError(report)
    return sweeping.sweep(quantities, chosen, units, watched)


def place_of_unit(found: Sweep, name: str) -> int:
    """The place of a unit among those of a sweep, by its name as for `find_unit`. Raises `RecordError`."""
    report, records = Report(), [unit.record for unit in found.units]
    meant = find_unit(name, records, report)
    if not meant:
        raise RecordError(report)
    return next(place for place, record in enumerate(records) if record is meant[0])
