"""`chiso explain RULESET DATA`: why a unit has its points, what they cost it, and what would lift it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Chosen, Reading, spare

if TYPE_CHECKING:
    from chiso import Explanation, Language, Program, Record, RecordError, Scorecard, Unit


class Format(StrEnum):
    """How explanations are written."""

    table = "table"
    markdown = "markdown"
    json = "json"


class Order(StrEnum):
    """In which order groups and indicators are explained."""

    rules = "rules"
    lost = "lost"


Named = Annotated[
    str | None, typer.Option("--unit", metavar="NAME", help="The unit to explain, in any case, with or without marks.")
]
Beside = Annotated[
    str | None, typer.Option("--compare-with", metavar="NAME", help="Set another unit beside it, node by node.")
]
Only = Annotated[
    str | None, typer.Option("--indicator", metavar="ID", help="Every step of one indicator, and where all is written.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the explanation is written; by default as --out ends, else a table."),
]


@dataclass(frozen=True)
class _Asked:
    """What is to be written of the units that are explained, how, and of which data under which rules."""

    format: Format
    order: Order
    indicator: str | None
    beside: str | None
    short: bool
    language: Language
    for_file: bool
    data: Sequence[Path]
    named: Mapping[str, str | None]


def explain(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    unit: Named = None,
    every: Annotated[bool, typer.Option("--all", help="Every unit of the data.")] = False,
    period: Annotated[str | None, typer.Option("--period", help="Of the records, those of this period.")] = None,
    indicator: Only = None,
    by: Annotated[Order, typer.Option("--by", help="As the rules stand, or by points lost.")] = Order.rules,
    short: Annotated[bool, typer.Option("--short", help="On one screen.")] = False,
    compare_with: Beside = None,
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Explain the points of a unit: formulas with their numbers, what was lost, sources, and the ways up."""
    import chiso
    from chiso_cli.outputs import format_for, write

    spoken = language(lang)
    chosen, reading = Chosen(ruleset, as_of, known_on, rules), Reading(numbers, map, sheet)
    with ending_on_faults(spoken):
        _refuse_neither(unit, every)
        spare(out, chosen, reading, *data)
        form = format_for(format, out, Format)
        _refuse_together(_views(short, indicator, compare_with), form, by)
        named = {"known_on": known_on, "rules": _path_of(ruleset), **reading.options}
        asked = _Asked(form, by, indicator, compare_with, short, spoken, out is not None, data, named)
        program = chosen.program()
        records = reading.records(data, program)
        tell(chiso.doubts(program, records), spoken)
        write(_text(asked, records, _wanted(records, unit, period), _scored(program, records, spoken)), out)


def _path_of(ruleset: str) -> str | None:
    """The rule set as it was given, where it was given by path."""
    return ruleset if Path(ruleset).exists() else None


def _refuse_neither(unit: str | None, every: bool) -> None:
    """Raise `RecordError` where neither a unit is named nor all are asked for, or both."""
    import chiso

    if (unit is None) != every:
        raise chiso.RecordError([chiso.diagnostic_about("--unit", "unit-or-all")])


def _views(short: bool, indicator: str | None, compare_with: str | None) -> list[str]:
    """The options given that choose what is written."""
    given = {"--short": short, "--indicator": indicator is not None, "--compare-with": compare_with is not None}
    return [option for option, is_given in given.items() if is_given]


def _refuse_together(views: Sequence[str], format: Format, by: Order) -> None:
    """Raise `RecordError` for options of which one would be without effect."""
    import chiso

    chosen = f"--format {format.value}"
    ordered = ["--by lost"] if by is Order.lost else []
    pairs = [(views[0], other) for other in (*views[1:], *ordered) if views and views != ["--short"]]
    if format is Format.json:
        pairs += [(option, chosen) for option in (*views, *ordered)]
    elif format is Format.markdown and "--short" in views:
        pairs.append(("--short", chosen))
    if pairs:
        one, other = pairs[0]
        raise chiso.RecordError([chiso.diagnostic_about(one, "options-not-together", one=one, other=other)])


def _wanted(records: Sequence[Record], unit: str | None, period: str | None) -> list[Record]:
    """The records to explain: of one unit or of all, in one period or in all. Raises `RecordError`."""
    import chiso

    found = list(records) if unit is None else chiso.find_unit(unit, records)
    wanted = [record for record in found if period in (None, record.period)]
    if period is not None and not wanted:
        raise _no_such_period(period, found)
    return wanted


def _no_such_period(period: str, records: Sequence[Record]) -> RecordError:
    import chiso

    known = tuple(dict.fromkeys(record.period for record in records))
    return chiso.RecordError([chiso.diagnostic_about(period, "no-such-period", period=period, known=known)])


def _scored(program: Program, records: Sequence[Record], spoken: Language) -> dict[int, Unit]:
    """The unit of each record, by the record."""
    import chiso
    from chiso_cli.render.words import word

    units = chiso.scored(program, WithProgress(records, word("scoring", spoken)))
    return {id(unit.record): unit for unit in units}


def _text(asked: _Asked, records: Sequence[Record], wanted: Sequence[Record], units: Mapping[int, Unit]) -> str:
    import chiso
    from chiso_cli.render.words import word

    chosen, scored = [units[id(record)].card for record in wanted], list(units.values())
    if asked.format is Format.json:
        made = chiso.explanation_data(scored, chosen, asked.data, **asked.named)
        return chiso.explanation_text(made)
    if asked.beside is not None:
        return _compared(asked, wanted, chiso.find_unit(asked.beside, records), units)
    if asked.indicator is not None:
        return "\n".join(_deeply(asked, card, asked.indicator) for card in chosen)
    title = word("explaining", asked.language)
    return _explained(
        asked,
        [chiso.explain(card, scored, asked.language, order=asked.order.value) for card in WithProgress(chosen, title)],
    )


def _explained(asked: _Asked, explanations: Sequence[Explanation]) -> str:
    from chiso_cli.render.explanation import markdown, tree
    from chiso_cli.render.short import short

    if asked.format is Format.markdown:
        return markdown(explanations, asked.language)
    if asked.short:
        return "\n".join(short(explanation, asked.language) for explanation in explanations)
    return "\n".join(tree(explanation, for_file=asked.for_file) for explanation in explanations)


def _deeply(asked: _Asked, card: Scorecard, indicator: str) -> str:
    import chiso
    from chiso_cli.render.explanation import section_markdown, section_tree

    section = chiso.explain_indicator(card, indicator, asked.language)
    heading = f"{card.record.unit}, {card.record.period}"
    if asked.format is Format.markdown:
        return section_markdown(heading, section)
    return section_tree(heading, section, for_file=asked.for_file)


def _compared(asked: _Asked, wanted: Sequence[Record], others: Sequence[Record], units: Mapping[int, Unit]) -> str:
    """Each record beside the other unit's record of the same period."""
    import chiso
    from chiso_cli.render.comparison import comparison_markdown, comparison_table

    by_period = {other.period: other for other in others}
    texts = []
    for record in wanted:
        other = by_period.get(record.period)
        if other is None:
            raise chiso.RecordError(
                [
                    chiso.diagnostic_about(
                        asked.beside or "", "no-such-period", period=record.period, known=tuple(by_period)
                    )
                ]
            )
        pair = (units[id(record)].card, units[id(other)].card)
        compared = chiso.compare_units(*pair)
        if asked.format is Format.markdown:
            texts.append(comparison_markdown(compared, pair, asked.language))
        else:
            texts.append(comparison_table(compared, pair, asked.language, for_file=asked.for_file))
    return "\n".join(texts)
