"""Two units side by side: the points of each, and the difference in points of the total, adding up exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from chiso import markdown_table, points_text, visible
from chiso_cli.console import page
from chiso_cli.render.tables import Grid
from chiso_cli.render.words import number, word

if TYPE_CHECKING:
    from chiso import Compared, Language, Number, Scorecard

_Row = tuple[int, str, str, str, "Number | None"]


def comparison_table(
    compared: Compared, cards: tuple[Scorecard, Scorecard], language: Language, *, for_file: bool
) -> str:
    """A table: groups and their indicators, what cannot be told apart, and the total last."""
    console, text = page(for_file=for_file)
    heads = ["", *(visible(card.record.unit) for card in cards), word("difference", language)]
    found = list(_rows(compared, cards[0], language))
    rows = [
        ("  " * max(depth - 1, 0) + visible(title), left, right, difference_text(difference, language))
        for depth, title, left, right, difference in found
    ]
    styles = ["bold" if row[0] == 0 else "" for row in found]
    console.print(Grid(heads, rows, {1, 2, 3}, styles))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()).strip("\n") + "\n"


def comparison_markdown(compared: Compared, cards: tuple[Scorecard, Scorecard], language: Language) -> str:
    """The same as a table of markdown."""
    heads = ["", *(card.record.unit for card in cards), word("difference", language)]
    rows = [
        ("  " * max(depth - 1, 0) + title, left, right, difference_text(difference, language))
        for depth, title, left, right, difference in _rows(compared, cards[0], language)
    ]
    return "\n".join(markdown_table(heads, rows, figures={1, 2, 3})) + "\n"


def _rows(compared: Compared, card: Scorecard, language: Language) -> Iterator[_Row]:
    for part in compared.parts:
        yield from _of(part, card, language, 1)
    if compared.rest:
        title = word("not-apart", language, title=word("total", language))
        yield 1, title, "", "", compared.rest
    yield 0, word("total", language), *_points(compared, card, language), compared.difference


def _of(compared: Compared, card: Scorecard, language: Language, depth: int) -> Iterator[_Row]:
    """A node, those beneath it that say something, and what of its difference they do not account for."""
    title = _title(compared, language)
    yield depth, title, *_points(compared, card, language), compared.difference
    known = [part for part in compared.parts if part.left.points is not None or part.right.points is not None]
    for part in known:
        yield from _of(part, card, language, depth + 1)
    if compared.rest and known:
        yield depth + 1, word("not-apart", language, title=title), "", "", compared.rest


def _title(compared: Compared, language: Language) -> str:
    left = compared.left
    node = left.indicator if hasattr(left, "indicator") else left.group
    return node.title.in_language(language)


def _points(compared: Compared, card: Scorecard, language: Language) -> tuple[str, str]:
    sides = []
    for side in (compared.left, compared.right):
        node = side.indicator if hasattr(side, "indicator") else side.group
        sides.append(points_text(side.points, node, card.program, language))
    return sides[0], sides[1]


def difference_text(difference: Number | None, language: Language) -> str:
    """`+1,2`, `-0,5`, `0`; a dash where it is not known, and a fraction where decimals cannot say it."""
    if difference is None:
        return "–"
    text = number(abs(Fraction(difference)), language)
    return f"+{text}" if difference > 0 else f"-{text}" if difference < 0 else "0"
