"""A goal for people: what is missing, the ways there, one step less, and what cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from chiso.diagnostics.diagnostic import Language
from chiso.lang.types import COUNT, RATE
from chiso.lang.values import Given, Number, as_number, percent_text
from chiso.report.numerals import approximate, given_text, numeral
from chiso.report.sheet import Sheet, total_figure
from chiso.report.study_words import word
from chiso.report.whatif_sheets import band_name, heading
from chiso.ruleset.program import Program
from chiso.run.scorecard import Scorecard
from chiso.study.elements import given_words
from chiso.study.goal import Goal, Way


def goal_sheets(goal: Goal, language: Language) -> list[Sheet]:
    """What is missing, and the ways by one input and by several."""
    program = goal.card.program
    head = Sheet((heading(program, language), *_headings(goal, language)), (), ())
    if goal.is_reached:
        return [head]
    sheets = [head]
    if goal.plan is not None:
        sheets.append(_ways(goal, (goal.plan,), "by-several", language))
    if goal.ways:
        sheets.append(_ways(goal, goal.ways, "by-one", language))
    return [*sheets, Sheet((), (), (), tuple(_remarks(goal, language)))]


def _headings(goal: Goal, language: Language) -> Iterator[str]:
    card, target, program = goal.card, goal.target, goal.card.program
    points = total_figure(card.points, program, language)
    record = card.record
    yield word("goal", language, unit=record.unit, period=record.period, points=points, band=band_name(card, language))
    wanted = total_figure(target.points, program, language)
    if target.band is not None:
        said = word("goal-band", language, band=target.band.title.in_language(language), points=wanted)
    elif target.rank is not None:
        said = word("goal-any" if target.points is None else "goal-rank", language, rank=target.rank, points=wanted)
    else:
        said = word("goal-points", language, points=wanted)
    yield f"{said}: {_missing(goal, language)}"


def _missing(goal: Goal, language: Language) -> str:
    if goal.is_reached:
        return word("goal-reached", language)
    if not goal.missing:
        return word("goal-condition", language)
    return word("goal-missing", language, points=total_figure(goal.missing, goal.card.program, language))


def _ways(goal: Goal, ways: tuple[Way, ...], key: str, language: Language) -> Sheet:
    program = goal.card.program
    third = "way-steps" if key == "by-one" else "way-cost"
    columns = ("indicator", "way-change", third, "after", "way-short", "band")
    rows = tuple(_row(way, goal.card, program, language) for way in ways)
    notes = [] if all(way.proved for way in ways) else [word("not-proved", language)]
    notes.append(word("apply", language, options=" ".join(whatif_options(ways[0], goal.card))))
    named = tuple(word(column, language) for column in columns)
    return Sheet((word(key, language),), named, rows, tuple(notes), frozenset({2, 3, 4}), frozenset({0}))


def _row(way: Way, card: Scorecard, program: Program, language: Language) -> tuple[str, ...]:
    titles = {indicator.id: indicator.title.in_language(language) for indicator in program.indicators}
    return (
        ", ".join(titles[move.indicator] for move in way.moves),
        "; ".join(change_words(way.values, card, language)),
        numeral(way.cost, language) if way.proved else f"≤ {numeral(way.cost, language)}",
        total_figure(way.card.points, program, language) + ("*" if way.moved else ""),
        total_figure(way.short, program, language),
        band_name(way.card, language),
    )


def change_words(values: Mapping[str, Given], card: Scorecard, language: Language) -> Iterator[str]:
    """What becomes of each datum: so many more or fewer, or another value."""
    program, record = card.program, card.record
    for address, value in values.items():
        declared = program.inputs.get(address)
        title = address if declared is None else declared.title.in_language(language)
        before = as_number(record.inputs.get(address, record.reported.get(address)))
        after = as_number(value)
        if declared is not None and declared.type is COUNT and before is not None and after is not None:
            count = numeral(abs(Fraction(after - before)), language)
            yield word("more-of" if after > before else "less-of", language, count=count, title=title)
            continue
        kind = RATE if declared is None else declared.type
        yield word("becomes", language, title=title, value=given_text(value, kind, language))


def whatif_options(way: Way, card: Scorecard) -> Iterator[str]:
    """The way as `chiso whatif` takes it."""
    yield f"--unit '{card.record.unit}'"
    for formula in whatif_formulas(way, card):
        yield f"--set '{formula}'"


def whatif_formulas(way: Way, card: Scorecard) -> Iterator[str]:
    """The changes of the data as formulas."""
    for address, value in way.values.items():
        before = as_number(card.record.inputs.get(address))
        after = as_number(value)
        is_rate = address not in card.program.inputs or card.program.inputs[address].type is RATE
        if before is None or after is None or is_rate:
            yield f"{address} = {_written(value, is_rate=is_rate)}"
        else:
            step = given_words(abs(Fraction(after - before)), is_rate=False)
            yield f"{address} = {address} {'+' if after > before else '-'} {step}"


def _written(value: Given, *, is_rate: bool) -> str:
    number = as_number(value)
    if isinstance(value, str):
        return f'"{value}"'
    return percent_text(number) if number is not None and is_rate else given_words(value, is_rate=is_rate)


def _remarks(goal: Goal, language: Language) -> Iterator[str]:
    program = goal.card.program
    if not goal.ways:
        yield word("no-way-by-one", language)
    reached = goal.most.card.points or 0
    points = total_figure(reached, program, language)
    if goal.target.is_reached(goal.most.card) or goal.ways or goal.plan is not None:
        yield word("most-reached", language, points=points)
    else:
        missing: Number = max((goal.target.points or 0) - reached, 0)
        yield word("most-missing", language, points=points, missing=approximate(missing, language))
    if any(way.moved for way in (*goal.ways, *(() if goal.plan is None else (goal.plan,)))):
        yield word("moved-note", language)
    titles = [i.title.in_language(language) for i in program.indicators if i.id in goal.unknown]
    if titles:
        yield word("goal-unknown", language, titles=", ".join(titles))
