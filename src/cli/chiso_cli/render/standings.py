"""Standings as tables: one for each level and period, with what people ask for below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from chiso import Basis, misses_target, printable, visible
from chiso_cli.render.derived import changes, count_sums, derived_lines
from chiso_cli.render.words import number, word

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Group, GroupResult, Language, League, NotScored, Number, Program, Scorecard, Standing

_RANK_WIDTH = 4
_NAME_WIDTH = 10
_SHORT_NAME_WIDTH = 6
_FIGURE_WIDTH = 5
_TITLE_WIDTH = 12
_GAP = 2
_EDGES = 1
_MOST_NAMED = 6
_BAND_COLOURS = ("bold green", "green", "yellow", "dark_orange", "red")


def print_standings(
    program: Program, leagues: Sequence[League], language: Language, console: Console, *, sums: bool = False
) -> None:
    """Every league: its table, what the figures rest on, bands, highest and lowest, incomplete units.

    Changes where an earlier period is known; with `sums`, the counts added up.
    """
    for place, league in enumerate(leagues):
        lines = [Text(line, style="bold") for line in heading(program, league, language)]
        for line in [Text("")] * bool(place) + lines:
            _print_line(line, console)
        if league.ranked:
            console.print(_fitting(program, league, language, console))
            for line in notes(program, league, language):
                _print_line(line, console)
        for line in incomplete(program, league, language):
            _print_line(line, console)
        for part in (*changes(program, league, language), *(count_sums(program, league, language) if sums else ())):
            console.print(part)


def print_not_scored(records: Sequence[NotScored], language: Language, console: Console) -> None:
    """The records that were not scored, each with its faults."""
    if records:
        _print_line(Text(f"{word('not-scored', language)}:", style="bold"), console)
    for record in records:
        said = "; ".join(fault.message_in(language) for fault in record.faults)
        _print_line(Text(visible(f"  {record.unit or '–'} ({record.file}): {said}")), console)


def _print_line(line: Text, console: Console) -> None:
    """A line of text, folded at words on a terminal and left whole in a pipe."""
    console.print(line, soft_wrap=not console.is_terminal)


def heading(program: Program, league: League, language: Language) -> tuple[str, str]:
    """What a league was scored by, and what it is."""
    edition = f"{program.ruleset}, {word('edition', language)} {program.edition}"
    title = program.title.in_language(language)
    return f"{title} ({edition})", f"{league.period}, {word(f'level.{league.level}', language)}"


class _Shown(Enum):
    """How much of a standing a table shows: as much as fits."""

    MAXIMA_IN_CELLS = "16.81/20"
    MAXIMA_IN_HEADER = "16.81"
    NO_GROUPS = ""


def _fitting(program: Program, league: League, language: Language, console: Console) -> Table:
    """The widest table that fits; where even the narrow one does not, the groups are left out."""
    for shown in (_Shown.MAXIMA_IN_CELLS, _Shown.MAXIMA_IN_HEADER):
        rows = _rows(program, league, language, shown)
        room = console.width - _EDGES - _GAP * len(rows[0])
        if sum(_least(rows)) <= room:
            return _table(program, rows, _widths(rows, room, _headings(program, language)), language, shown)
    rows = _rows(program, league, language, _Shown.NO_GROUPS)
    room = console.width - _EDGES - _GAP * len(rows[0])
    return _table(program, rows, _widths(rows, room, ()), language, _Shown.NO_GROUPS)


def _headings(program: Program, language: Language) -> list[str]:
    return [group.title.in_language(language) for group in program.groups]


def _rows(program: Program, league: League, language: Language, shown: _Shown) -> list[tuple[Text, ...]]:
    """The rows of a table; where a group misses a target in one of them, room for the mark is left in the others."""
    groups = [group for standing in league.ranked for group in standing.scorecard.groups]
    marked = frozenset(group.id for group in groups if misses_target(group))
    return [tuple(_cells(program, standing, language, shown, marked)) for standing in league.ranked]


def _widest(rows: Sequence[tuple[Text, ...]]) -> list[int]:
    return [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]


def _least(rows: Sequence[tuple[Text, ...]]) -> list[int]:
    """The least width of each column: figures stay whole, names and titles are folded."""
    _rank, name, *figures = _widest(rows)
    return [
        _RANK_WIDTH,
        max(min(name, _NAME_WIDTH), _SHORT_NAME_WIDTH),
        *(max(figure, _FIGURE_WIDTH) for figure in figures),
    ]


def _widths(rows: Sequence[tuple[Text, ...]], room: int, titles: Sequence[str]) -> list[int]:
    """The widths of the columns: room to spare goes to the names first, then to the titles, whose words stay whole."""
    widths = _least(rows)
    spare = max(room - sum(widths), 0)
    for_names = min(spare, max(_widest(rows)[1] - widths[1], 0))
    widths[1] += for_names
    spare -= for_names
    wanted = [max(_TITLE_WIDTH, *map(len, title.split())) for title in titles]
    for rest, (place, wide) in zip(range(len(wanted), 0, -1), enumerate(wanted, 2), strict=True):
        more = min(spare // rest, max(wide - widths[place], 0))
        widths[place] += more
        spare -= more
    return widths


def _table(
    program: Program, rows: Sequence[tuple[Text, ...]], widths: Sequence[int], language: Language, shown: _Shown
) -> Table:
    caption = word("groups-left-out", language) if shown is _Shown.NO_GROUPS else None
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), caption=caption, caption_justify="left")
    table.add_column(word("rank", language), justify="right", width=widths[0])
    table.add_column(word("unit", language), overflow="fold", width=widths[1])
    for group, width in zip(program.groups if shown is not _Shown.NO_GROUPS else (), widths[2:], strict=False):
        title = group.title.in_language(language)
        header = title if shown is _Shown.MAXIMA_IN_CELLS else f"{title} /{number(group.max, language)}"
        table.add_column(header, justify="right", overflow="fold", width=width)
    table.add_column(word("total", language), justify="right", width=widths[-2])
    table.add_column(word("band", language), width=widths[-1])
    for row in rows:
        table.add_row(*row)
    return table


def _cells(
    program: Program, standing: Standing, language: Language, shown: _Shown, marked: frozenset[str]
) -> Iterable[Text]:
    card = standing.scorecard
    yield Text(str(standing.rank))
    yield Text(visible(card.record.unit))
    for group in card.groups if shown is not _Shown.NO_GROUPS else ():
        style = "" if group.basis is Basis.COMPUTED else "dim"
        mark = "*" if misses_target(group) else " " if group.id in marked else ""
        yield Text(_points(group, program, language, shown is _Shown.MAXIMA_IN_CELLS) + mark, style=style)
    assert card.points is not None
    yield Text(_shown(card.points, program.total, program, language), style="bold")
    yield Text("–" if card.band is None else card.band.title.text, style=_colour(program, card))


def _percent(group: Group, language: Language) -> str:
    assert group.weight is not None
    return f"{number(group.weight * 100, language)}%"


def _shown(points: Number, node: Group, program: Program, language: Language) -> str:
    value, digits = printable(points, node, program)
    return number(value, language, digits)


def _points(group: GroupResult, program: Program, language: Language, with_maximum: bool) -> str:
    if group.points is None:
        return "–"
    points = number(printable(group.points, group.group, program)[0], language)
    return f"{points}/{number(group.group.max, language)}" if with_maximum else points


def _colour(program: Program, card: Scorecard) -> str:
    place = next((place for place, band in enumerate(program.bands) if band is card.band), 0)
    return _BAND_COLOURS[place * (len(_BAND_COLOURS) - 1) // max(len(program.bands) - 1, 1)]


def notes(program: Program, league: League, language: Language) -> Iterable[Text]:
    """What the figures rest on, how many units are in each band, the highest and the lowest."""
    for basis in Basis:
        titles = _resting_on(basis, program, league, language)
        if titles:
            yield Text(f"{word(basis.value, language)}: {', '.join(titles)}", style="dim")
    weights = [
        f"{g.title.in_language(language)} {_percent(g, language)}" for g in program.groups if g.weight is not None
    ]
    if weights:
        yield Text(f"{word('weights', language)}: {', '.join(weights)}", style="dim")
    counts = [f"{count} {band.title.text}" for band, count in league.per_band(program.bands) if count]
    if counts:
        yield Text(f"{word('bands', language)}: {', '.join(counts)}")
    ends = (("highest", league.ranked[0]), ("lowest", league.ranked[-1]))
    for key, standing in ends if len(league.ranked) > 1 else ():
        points = standing.scorecard.points
        assert points is not None
        yield Text(
            f"{word(key, language)}: {visible(standing.scorecard.record.unit)} "
            f"{_shown(points, program.total, program, language)}"
        )
    yield from derived_lines(program, league, language)


def _resting_on(basis: Basis, program: Program, league: League, language: Language) -> list[str]:
    """The groups, and the total, that rest on this basis for every unit that has them."""
    cards = [standing.scorecard for standing in league.ranked]
    bases = {group.id: {card.groups[place].basis for card in cards} for place, group in enumerate(program.groups)}
    titles = [g.title.in_language(language) for g in program.groups if bases[g.id] == {basis}]
    return [*titles, word("total", language)] if {card.basis for card in cards} == {basis} else titles


def incomplete(program: Program, league: League, language: Language) -> Iterable[Text]:
    """The units without a total, and what they lack."""
    if not league.incomplete:
        return
    yield Text(f"{word('incomplete', language)}:", style="bold")
    for standing in league.incomplete:
        missing = standing.scorecard.missing
        named = ", ".join(_titled(program, name, language) for name in missing[:_MOST_NAMED])
        rest = len(missing) - _MOST_NAMED
        more = f", {word('more', language, count=rest)}" if rest > 0 else ""
        what = f"{word('missing', language)} {named}{more}" if missing else word("nothing-applies", language)
        yield Text(f"  {visible(standing.scorecard.record.unit)}: {what}")


def _titled(program: Program, name: str, language: Language) -> str:
    declared = program.inputs.get(name)
    return f"`{name}`" if declared is None else f"{declared.title.in_language(language)} (`{name}`)"
