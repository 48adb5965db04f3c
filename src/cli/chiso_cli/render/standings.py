"""Standings as tables: one for each level and period, with what people ask for below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from chiso import Basis
from chiso_cli.render.words import number, word

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import GroupResult, Language, League, Program, Scorecard, Standing

_HEADER_WIDTH = 12
_MOST_NAMED = 6
_BAND_COLOURS = ("bold green", "green", "yellow", "dark_orange", "red")


def print_standings(program: Program, leagues: Sequence[League], language: Language, console: Console) -> None:
    """Every league: its table, what the figures rest on, bands, highest and lowest, incomplete units."""
    for place, league in enumerate(leagues):
        if place:
            console.print()
        console.print(Text(_heading(program, league, language), style="bold"))
        if league.ranked:
            console.print(_fitting(program, league, language, console))
            for line in _notes(program, league, language):
                console.print(line, overflow="fold")
        for line in _incomplete(program, league, language):
            console.print(line, overflow="fold")


def _heading(program: Program, league: League, language: Language) -> str:
    edition = f"{program.ruleset}, {word('edition', language)} {program.edition}"
    title = program.title.in_language(language)
    return f"{title} ({edition})\n{league.period}, {word(f'level.{league.level}', language)}"


def _fitting(program: Program, league: League, language: Language, console: Console) -> Table:
    """The table with points and maximum in each cell; where that is too wide, with the maximum in the header."""
    wide = _table(program, league, language, maxima_in_cells=True)
    if Measurement.get(console, console.options, wide).minimum <= console.width:
        return wide
    return _table(program, league, language, maxima_in_cells=False)


def _table(program: Program, league: League, language: Language, *, maxima_in_cells: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(word("rank", language), justify="right", no_wrap=True)
    table.add_column(word("unit", language), overflow="fold", min_width=10)
    for group in program.groups:
        title = group.title.in_language(language)
        header = title if maxima_in_cells else f"{title} /{number(group.max, language)}"
        table.add_column(header, justify="right", no_wrap=False, max_width=_HEADER_WIDTH, overflow="fold")
    table.add_column(word("total", language), justify="right", no_wrap=True)
    table.add_column(word("band", language), no_wrap=True)
    for standing in league.ranked:
        table.add_row(*_cells(program, standing, language, maxima_in_cells))
    return table


def _cells(program: Program, standing: Standing, language: Language, maxima_in_cells: bool) -> Iterable[Text]:
    card = standing.scorecard
    yield Text(str(standing.rank))
    yield Text(card.record.unit)
    for group in card.groups:
        yield Text(_points(group, language, maxima_in_cells), style="" if group.basis is Basis.COMPUTED else "dim")
    assert card.points is not None
    yield Text(number(card.points, language, program.rounding.digits), style="bold")
    yield Text("–" if card.band is None else card.band.title.text, style=_colour(program, card))


def _points(group: GroupResult, language: Language, with_maximum: bool) -> str:
    if group.points is None:
        return "–"
    points = number(group.points, language)
    return f"{points}/{number(group.group.max, language)}" if with_maximum else points


def _colour(program: Program, card: Scorecard) -> str:
    place = next((place for place, band in enumerate(program.bands) if band is card.band), 0)
    return _BAND_COLOURS[place * (len(_BAND_COLOURS) - 1) // max(len(program.bands) - 1, 1)]


def _notes(program: Program, league: League, language: Language) -> Iterable[Text]:
    for basis in Basis:
        titles = _resting_on(basis, program, league, language)
        if titles:
            yield Text(f"{word(basis.value, language)}: {', '.join(titles)}", style="dim")
    counts = [f"{band.title.text} {count}" for band, count in league.per_band(program.bands) if count]
    yield Text(f"{word('bands', language)}: {', '.join(counts)}")
    digits = program.rounding.digits
    for key, standing in (("highest", league.ranked[0]), ("lowest", league.ranked[-1])):
        points = standing.scorecard.points
        assert points is not None
        yield Text(f"{word(key, language)}: {standing.scorecard.record.unit} {number(points, language, digits)}")


def _resting_on(basis: Basis, program: Program, league: League, language: Language) -> list[str]:
    """The groups, and the total, that rest on this basis for every unit that has them."""
    cards = [standing.scorecard for standing in league.ranked]
    bases = {group.id: {card.groups[place].basis for card in cards} for place, group in enumerate(program.groups)}
    titles = [g.title.in_language(language) for g in program.groups if bases[g.id] == {basis}]
    return [*titles, word("total", language)] if {card.basis for card in cards} == {basis} else titles


def _incomplete(program: Program, league: League, language: Language) -> Iterable[Text]:
    if not league.incomplete:
        return
    yield Text(f"{word('incomplete', language)}:", style="bold")
    for standing in league.incomplete:
        missing = standing.scorecard.missing
        named = ", ".join(_titled(program, name, language) for name in missing[:_MOST_NAMED])
        rest = len(missing) - _MOST_NAMED
        more = f", {word('more', language, count=rest)}" if rest > 0 else ""
        yield Text(f"  {standing.scorecard.record.unit}: {word('missing', language)} {named}{more}")


def _titled(program: Program, name: str, language: Language) -> str:
    declared = program.inputs.get(name)
    return f"`{name}`" if declared is None else f"{declared.title.in_language(language)} (`{name}`)"
