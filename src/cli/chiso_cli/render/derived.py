"""What reports say below a table of standings: bands by kind of unit, targets met, changes, counts added up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from chiso import change_of, decimal_text, summary_of, visible
from chiso_cli.render.words import number, word

if TYPE_CHECKING:
    from chiso import Language, League, Number, Program, Scorecard


def derived_lines(program: Program, league: League, language: Language) -> Iterator[Text]:
    """How many units the ranks are among, the bands by kind of unit where there are several, and the targets."""
    summary = summary_of(program, league)
    if summary.ranked > 1:
        yield Text(word("ranked-among", language, count=summary.ranked))
    if len({kind for band in summary.bands for kind, _ in band.kinds}) > 1:
        bands = "; ".join(
            f"{band.band.title.text} {', '.join(f'{count} {kind}' for kind, count in band.kinds)}"
            for band in summary.bands
        )
        yield Text(visible(word("bands-by-kind", language, bands=bands)))
    if any(target.met < target.known for target in summary.targets):
        yield Text(word("mark-missed", language), style="dim")
    for target in summary.targets:
        title, percent = target.indicator.title.in_language(language), number(target.target * 100, language)
        yield Text(word("target-met", language, title=title, target=percent, met=target.met, known=target.known))


def changes(program: Program, league: League, language: Language) -> Iterator[Text | Table]:
    """The changes since the period before, for the units of which it is known."""
    cards = [standing.scorecard for standing in league.standings]
    known = [card for card in cards if card.previous is not None]
    if not known:
        return
    periods = sorted({card.previous.record.period for card in known if card.previous is not None})
    yield Text(word("changed-since", language, periods=", ".join(periods)), style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    shown = [g for g in (*program.groups, program.total) if any(change_of(card, g.id) is not None for card in known)]
    table.add_column(word("unit", language), overflow="fold")
    for group in shown:
        title = word("total", language) if group is program.total else group.title.in_language(language)
        table.add_column(title, justify="right", overflow="fold")
    for card in cards:
        table.add_row(visible(card.record.unit), *(change_words(card, group.id, language) for group in shown))
    yield table


def change_words(card: Scorecard, id: str, language: Language) -> str:
    """`down 1.6`, `up 0.6`, `unchanged`, or a dash where it is not known."""
    change = change_of(card, id)
    if change is None:
        return "–"
    if not change:
        return word("unchanged", language)
    if change > 0:
        return word("up", language, by=number(change, language))
    return word("down", language, by=number(-change, language))


def count_sums(program: Program, league: League, language: Language) -> Iterator[Text | Table]:
    """The sums of the counts of a league of several units."""
    found = summary_of(program, league).counts
    if not found or len(league.standings) == 1:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(word("counted", language), overflow="fold")
    table.add_column(word("sum", language), justify="right")
    table.add_column(word("units", language), justify="right")
    for count in found:
        table.add_row(count.input.title.in_language(language), _grouped(count.sum, language), str(count.units))
    yield Text(word("sums", language), style="bold")
    yield table


def _grouped(value: Number, language: Language) -> str:
    """A count with a mark at each thousand, as the language writes it."""
    text = f"{int(decimal_text(value)):,}"
    return text.replace(",", ".") if language == "vi" else text
