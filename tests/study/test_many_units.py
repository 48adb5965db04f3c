"""Studies of many records: told without traces, and yet to the letter what the scorecards of every record say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from random import Random

import pytest

import chiso
from agreement.cases import case, record_of
from chiso.diagnostics.diagnostic import Report
from chiso.lang.types import RATE
from chiso.lang.values import Given
from chiso.run import unit as units
from chiso.run.check_record import check_record
from chiso.run.exact import score
from chiso.run.rowwise.score_row import RowScorer
from chiso.run.sound_record import SoundRecords
from chiso.run.standings import leagues, ranks_of
from chiso.run.unit import Unit, UnitScorer, unit_of
from chiso.study.compare import compare
from chiso.study.edits import Edit
from chiso.study.impact import impact
from chiso.study.rebuild import with_indicators
from chiso.study.scenario import scenario
from chiso.study.targets_met import TargetsMet
from chiso.study.whatif import what_if

NAMES = ("qd766/national@2022", "qd766/dong-thap@2024-01", "qd766/dong-thap@2024-06", "qd766/portal@2026")
SEEDS = range(30)

Told = Callable[[], object]


def with_trace(scorer: UnitScorer, record: chiso.Record) -> Unit:
    """A unit as it is where every record is scored with a trace."""
    return unit_of(score(scorer.program, record))


def both_ways(told: Told, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    """What is told by the row path, which begins with the first record, and by scorecards of all."""
    with monkeypatch.context() as patched:
        patched.setattr(UnitScorer.__init__, "__defaults__", (0,))
        quick = told()
    with monkeypatch.context() as patched:
        patched.setattr(UnitScorer, "unit", with_trace)
        return quick, told()


def made_up(program: chiso.Program, count: int, seed: int) -> list[chiso.Record]:
    """Records with some inputs missing, some of them with reported values, in two leagues."""
    chance, found = Random(seed), list[chiso.Record]()
    for number in range(count):
        lacking = chance.choice((0, 0, 0, 0.05))
        given = {id: _value(i.type, chance) for id, i in program.inputs.items() if chance.random() >= lacking}
        reported: dict[str, Given] = {"payment.points": chance.randint(0, 10)} if number % 10 == 9 else {}
        level = chance.choice(("commune", "district"))
        found.append(chiso.Record(f"Xã {number}", level, "2024-06", given, reported))
    return found


def _value(type: object, chance: Random) -> Given:
    return Fraction(chance.randint(0, 100), 100) if type is RATE else chance.choice((0, chance.randint(1, 40), 40))


def random_cases() -> list[tuple[chiso.Program, list[chiso.Record]]]:
    made = [case(seed, 20) for seed in SEEDS]
    return [(program, [record_of(row, program) for row in found.rows]) for found, program in made]


@pytest.fixture(scope="module")
def cases() -> list[tuple[chiso.Program, list[chiso.Record]]]:
    """Random rule sets of every form, each with records."""
    return random_cases()


Cases = Sequence[tuple[chiso.Program, Sequence[chiso.Record]]]


def test_a_unit_tells_what_its_scorecard_says(cases: Cases) -> None:
    for program, records in cases:
        scorer = UnitScorer(program, worthwhile=0)
        targets, ids = TargetsMet(program, scorer), [node.id for node in program.order if node is not program.total]
        for record in records:
            unit, card = scorer.unit(record), unit_of(score(program, record))
            assert (unit.points, unit.band) == (card.points, card.band)
            assert unit.points_at(ids) == card.points_at(ids)
            assert unit.unknown() == card.unknown()
            assert targets.of(unit) == targets.of(card)


def test_ranks_of_totals_are_those_of_scorecards(cases: Cases) -> None:
    for program, records in cases:
        cards = [score(program, record) for record in records]
        by_card = {id(s.scorecard): s.rank for league in leagues(cards) for s in league.standings}
        assert ranks_of([card.points for card in cards], records) == [by_card[id(card)] for card in cards]


def test_what_is_held_to_be_sound_meets_every_check(cases: Cases) -> None:
    held = 0
    for program, records in cases:
        sound, chance = SoundRecords(program, RowScorer(program)), Random(1)
        for record in records:
            shaken = replace(record, inputs={**record.inputs, **_shaken(record, chance)})
            if sound.holds(shaken):
                held += 1
                check_record(program, shaken, report := Report())
                assert not report.has_errors
    assert held > 200


def _shaken(record: chiso.Record, chance: Random) -> dict[str, Given]:
    return {id: chance.randint(0, 99) for id, value in record.inputs.items() if type(value) is int}


def told_of_impact(old: chiso.Program, new: chiso.Program, records: Sequence[chiso.Record]) -> object:
    """Everything an impact says, the numbers by their values."""
    found = impact((old, records), (new, records), [Edit((), new)])
    moves = [
        (m.record.unit, m.units[0].points, m.units[1].points, m.rank_before, m.rank_after, m.kinds, m.causes, m.parts,
         m.targets, m.by, m.before, m.after)
        for m in found.moves
    ]  # fmt: skip
    return found.units, found.targets, moves


@pytest.mark.parametrize("seed", range(3))
def test_who_moves_between_editions_is_the_same_with_traces(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for old, new in ((NAMES[0], NAMES[2]), (NAMES[1], NAMES[2]), (NAMES[2], NAMES[3])):
        programs = chiso.load(old), chiso.load(new)
        records = made_up(programs[1], 25, seed)
        quick, traced = both_ways(partial(told_of_impact, *programs, records), monkeypatch)
        assert quick == traced


def edited(program: chiso.Program, chance: Random) -> chiso.Program:
    """The program with another threshold or target of an indicator, or one band fewer."""
    indicator = chance.choice(list(program.indicators))
    ways = [
        lambda: with_indicators(program, {indicator.id: replace(indicator, full_at=None)}),
        lambda: with_indicators(program, {indicator.id: replace(indicator, target=None)}),
        lambda: replace(program, bands=program.bands[1:]),
    ]
    return chance.choice(ways)()


def test_who_moves_by_an_edit_of_any_rules_is_the_same_with_traces(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed, (program, records) in enumerate(cases):
        other = edited(program, Random(seed))
        quick, traced = both_ways(partial(told_of_impact, program, other, records), monkeypatch)
        assert quick == traced, seed


def test_a_diff_of_many_records_scores_few_with_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    programs, scored = (chiso.load(NAMES[1]), chiso.load(NAMES[2])), list[str]()
    records = [record for record in made_up(programs[1], 200, 5) if not record.reported]
    monkeypatch.setattr(units, "score", lambda program, record: scored.append(record.unit) or score(program, record))
    found = impact((programs[0], records), (programs[1], records), [])
    assert len(found.moves) > 100
    assert len(scored) == 2 * units.WORTHWHILE
    assert found.moves[0].after.record.unit == scored[-1]


SCENARIOS: list[dict[str, list[str]]] = [
    {"param": ["payment_target = 60%"]},
    {"rule": ["digitized_dossiers.full_at = 70%"]},
    {"set": ["paid_online = min(with_obligation, 20)"]},
    {"set": ["paid_online = with_obligation"], "unit": ["Xã 3", "Xã 19"]},
    {"set": ["digitized = to_digitize", "payment_online.rate = 50%"]},
]


@pytest.mark.parametrize("asked", [*SCENARIOS, {"set": ["digitized = to_digitize"], "where": "payment.points > 6"}])
def test_what_if_is_the_same_with_traces(asked: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    rules = chiso.editable(NAMES[2])
    records = made_up(rules.program, 40, 8)
    ready = scenario(chiso.asked(**asked), rules, records, Report())  # type: ignore[arg-type]
    assert ready is not None

    def told() -> object:
        scorer = UnitScorer(rules.program)
        found = what_if(ready, [scorer.unit(record) for record in records], report := Report())
        faults = [(fault.id, fault.help_in("en")) for fault in report]
        if found is None:
            return faults
        return (
            chiso.whatif_data([found]),
            chiso.whatif_sheets([found], "vi"),
            [(o.before, o.after) for o in found.outcomes],
        )

    quick, traced = both_ways(told, monkeypatch)
    assert quick == traced


@pytest.mark.parametrize("old", [NAMES[0], NAMES[1], NAMES[3]])
def test_a_comparison_is_the_same_with_traces(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = chiso.load(old), chiso.load(NAMES[2])
    records, others = made_up(programs[1], 60, 11), made_up(programs[1], 60, 11)
    later = [replace(r, inputs={**r.inputs, "paid_online": 11, "digitized": 17}) for r in others]

    def told(last: Sequence[chiso.Record]) -> object:
        scorers = [UnitScorer(program) for program in programs]
        sides = [[scorer.unit(r) for r in given] for scorer, given in zip(scorers, (records, last), strict=True)]
        found = compare(*sides, programs, Report())
        assert found is not None
        return chiso.comparison_data(found), [(unit.before, unit.after) for unit in found.units]

    for last in (records, later):
        quick, traced = both_ways(partial(told, last), monkeypatch)
        assert quick == traced
