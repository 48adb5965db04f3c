"""Standings as a markdown page, for reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chiso import markdown_plain as plain
from chiso import markdown_table, printable
from chiso_cli.render.standings import heading, incomplete, notes
from chiso_cli.render.words import number, word

if TYPE_CHECKING:
    from chiso import Group, Language, League, NotScored, Number, Program, Standing


def standings_page(program: Program, leagues: Sequence[League], language: Language) -> str:
    """Every league: its table with the points of the groups, bands, highest and lowest, incomplete units."""
    lines: list[str] = []
    for place, league in enumerate(leagues):
        title, what = heading(program, league, language)
        lines += [f"# {plain(title)}", ""] if place == 0 else []
        lines += [f"## {plain(what)}", ""]
        if league.ranked:
            lines += [*_table(program, league, language), ""]
            lines += [*_list(line.plain for line in notes(program, league, language)), ""]
        lacking = [line.plain for line in incomplete(program, league, language)]
        lines += [plain(lacking[0]), "", *_list(lacking[1:]), ""] if lacking else []
    return "\n".join(lines[:-1]) + "\n"


def not_scored_list(records: Sequence[NotScored], language: Language) -> str:
    """The records that were not scored, each with its faults; nothing where there are none."""
    if not records:
        return ""
    said = [f"{record.unit or '–'}: {'; '.join(f.message_in(language) for f in record.faults)}" for record in records]
    return "\n".join(["", f"{word('not-scored', language)}:", "", *_list(said)]) + "\n"


def _list(lines: Iterable[str]) -> list[str]:
    return [f"- {plain(line)}" for line in lines]


def _table(program: Program, league: League, language: Language) -> list[str]:
    heads = [word("rank", language), word("unit", language)]
    heads += [f"{group.title.in_language(language)} /{number(group.max, language)}" for group in program.groups]
    heads += [word("total", language), word("band", language)]
    rows = [_cells(program, standing, language) for standing in league.ranked]
    return markdown_table(heads, rows, figures={0, *range(2, len(heads) - 1)})


def _cells(program: Program, standing: Standing, language: Language) -> list[str]:
    card = standing.scorecard
    groups = [_points(result.points, result.group, program, language) for result in card.groups]
    band = "–" if card.band is None else card.band.title.text
    total = _points(card.points, program.total, program, language)
    return [str(standing.rank), card.record.unit, *groups, total, band]


def _points(points: Number | None, node: Group, program: Program, language: Language) -> str:
    if points is None:
        return "–"
    value, digits = printable(points, node, program)
    return number(value, language, digits)
