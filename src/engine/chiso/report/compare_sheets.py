"""A comparison for people: units, causes, and for each unit one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from chiso.diagnostics.diagnostic import Language
from chiso.lang.values import Number, summed
from chiso.report.numerals import approximate
from chiso.report.sheet import Sheet, arrow, signed, total_figure
from chiso.report.study_words import VOCABULARY, word
from chiso.report.whatif_sheets import band_name, heading
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.unit import Unit
from chiso.study.attribute import Cause, Kind, Share
from chiso.study.compare import Comparison, UnitDifference

_MOST_CAUSES = 3
_MOST_ROWS = 15


def compare_sheets(comparison: Comparison, language: Language) -> list[Sheet]:
    """The units, what each cause brought over all of them, and the sentences."""
    return [_units(comparison, language), *_causes(comparison, language), _sentences(comparison, language)]


def _headings(comparison: Comparison, language: Language) -> tuple[str, ...]:
    names = [heading(program, language) for program in (comparison.before, comparison.after)]
    periods = [dict.fromkeys(unit.record.period for unit in units) for units in _sides(comparison)]
    if names[0] == names[1]:
        said = [", ".join(found) for found in periods]
        between = word("comparison", language, before=said[0], after=said[1])
        return (names[0],) if said[0] == said[1] else (names[0], between)
    return (word("comparison", language, before=names[0], after=names[1]),)


def _sides(comparison: Comparison) -> tuple[list[Unit], list[Unit]]:
    return [unit.was for unit in comparison.units], [unit.now for unit in comparison.units]


def _units(comparison: Comparison, language: Language) -> Sheet:
    columns = ("unit", "before", "after", "difference", "band", "rank")
    rows = tuple(_row(unit, comparison, language) for unit in comparison.units)
    notes = []
    for key, names in (("only-before", comparison.only_before), ("only-after", comparison.only_after)):
        notes += [word(key, language, units=", ".join(names))] if names else []
    strong = frozenset(place for place, row in enumerate(rows) if "→" in row[4])
    named = tuple(word(column, language) for column in columns)
    return Sheet(_headings(comparison, language), named, rows, tuple(notes), frozenset({1, 2, 3, 5}), strong)


def _row(unit: UnitDifference, comparison: Comparison, language: Language) -> tuple[str, ...]:
    return (
        unit.was.record.unit,
        total_figure(unit.was.points, comparison.before, language),
        total_figure(unit.now.points, comparison.after, language),
        signed(unit.difference, language),
        arrow(band_name(unit.was, language), band_name(unit.now, language)),
        arrow(*("–" if rank is None else str(rank) for rank in unit.ranks)),
    )


def _causes(comparison: Comparison, language: Language) -> Iterator[Sheet]:
    """What each cause brought: to how many units, and the least and the most of it."""
    brought: dict[str, list[Number]] = {}
    names: dict[str, str] = {}
    for unit in comparison.units:
        for share in unit.shares:
            key = " ".join(cause.address for cause in share.causes)
            brought.setdefault(key, []).append(share.points)
            names[key] = word("and", language).join(cause_name(cause, comparison, language) for cause in share.causes)
    largest = sorted(brought, key=lambda key: max(abs(Fraction(points)) for points in brought[key]), reverse=True)
    rows = tuple(
        (
            names[key],
            key,
            str(len(brought[key])),
            signed(min(brought[key]), language),
            signed(max(brought[key]), language),
        )
        for key in largest[:_MOST_ROWS]
    )
    rest = len(largest) - _MOST_ROWS
    notes = (word("more-causes", language, count=rest),) if rest > 0 else ()
    if rows:
        columns = ("cause", "address", "units", "least", "most")
        yield Sheet((), tuple(word(column, language) for column in columns), rows, notes, frozenset({2, 3, 4}))


def _sentences(comparison: Comparison, language: Language) -> Sheet:
    return Sheet((), (), (), tuple(sentence(unit, comparison, language) for unit in comparison.units))


def sentence(unit: UnitDifference, comparison: Comparison, language: Language) -> str:
    """What a unit gained or lost, and by which causes, the largest first."""
    name = unit.was.record.unit
    if unit.difference is None:
        return word("not-comparable", language, unit=name)
    before = total_figure(unit.was.points, comparison.before, language)
    after = total_figure(unit.now.points, comparison.after, language)
    key = "gains" if unit.difference > 0 else "loses" if unit.difference < 0 else "same-points-because"
    if not unit.shares:
        return word("same-points", language, unit=name, before=before)
    difference = approximate(abs(Fraction(unit.difference)), language)
    causes = "; ".join(_listed(unit.shares, comparison, language))
    return word(key, language, unit=name, difference=difference, before=before, after=after, causes=causes)


def _listed(shares: Sequence[Share], comparison: Comparison, language: Language) -> Iterator[str]:
    for share in shares[:_MOST_CAUSES]:
        causes = word("and", language).join(cause_words(cause, comparison, language) for cause in share.causes)
        yield word("cause-with", language, cause=causes, points=signed(share.points, language))
    rest = shares[_MOST_CAUSES:]
    if rest:
        key, points = "other-causes", summed([s.points for s in rest])
        yield word(key, language, count=len(rest), points=signed(points, language))


def cause_words(cause: Cause, comparison: Comparison, language: Language) -> str:
    """A cause with what it was and is."""
    name = cause_name(cause, comparison, language)
    if cause.kind in (Kind.TOGETHER, Kind.PERIOD) or cause.address in ("groups", "rounding"):
        return name
    is_rule = cause.kind in (Kind.RULE, Kind.PARAMETER)
    if cause.kind is Kind.REPORTED:
        name = word("cause.reported", language, name=name)
    if cause.before is None:
        return word(
            "cause.rule-new" if is_rule and "." not in cause.address else "cause.new",
            language,
            name=name,
            after=cause.after,
        )
    if cause.after is None:
        return word("cause.rule-gone" if is_rule else "cause.gone", language, name=name, before=cause.before)
    return word("cause.changed", language, name=name, before=cause.before, after=cause.after)


def cause_name(cause: Cause, comparison: Comparison, language: Language) -> str:
    """A cause by the titles of the rules."""
    if cause.kind is Kind.TOGETHER:
        return word("cause.together", language)
    if cause.kind is Kind.PERIOD:
        return word("cause.period", language, before=cause.before, after=cause.after)
    if cause.address in ("groups", "rounding"):
        return word(f"cause.{cause.address}", language)
    id, _, key = cause.address.partition(".")
    title = next((t for p in (comparison.after, comparison.before) if (t := _title(p, id, language))), id)
    if not key or (cause.kind is Kind.REPORTED and key == "points"):
        return title
    part = word(f"key.{key}", language) if f"key.{key}" in VOCABULARY and cause.kind is Kind.RULE else f"`{key}`"
    return word("key-of", language, part=part, title=title)


def _title(program: Program, id: str, language: Language) -> str:
    if id == TOTAL:
        return word("total", language)
    declared = program.inputs.get(id) or program.parameters.get(id)
    if declared is not None:
        return declared.title.in_language(language)
    nodes: tuple[Group | Indicator, ...] = (*program.total.every_group, *program.indicators)
    return next((node.title.in_language(language) for node in nodes if node.id == id), "")
