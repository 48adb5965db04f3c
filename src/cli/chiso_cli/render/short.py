"""An explanation on one screen: 80 columns and 24 lines, whatever the terminal is; no figure is ever cut."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from chiso import visible
from chiso_cli.render.explanation import figures
from chiso_cli.render.words import held, released, word

if TYPE_CHECKING:
    from chiso import Explanation, Language, Section

WIDTH = 80
HEIGHT = 24
_GAP = 2
_LEAST_GROUPS = 4


def short(explanation: Explanation, language: Language) -> str:
    """The heading, the groups with what they lost, and the ways up, as many of each as the screen holds."""
    head = _folded([explanation.heading, *(line.text for line in explanation.lines)])
    ways = [_folded([line.text]) for line in explanation.ways]
    room = HEIGHT - 1 - len(head) - 1
    groups = list(explanation.parts)
    while ways and sum(map(len, ways)) + 1 + min(len(groups), _LEAST_GROUPS) > room:
        ways.pop()
    below = [line for way in ways for line in way]
    left = room - (len(below) + 1 if below else 0)
    table = _table(groups, max(left, 1), language)
    lines = [*head[: HEIGHT - 3], "", *table, *(["", *below] if below else [])]
    return "\n".join(lines[: HEIGHT - 1]) + "\n"


def _folded(texts: Sequence[str]) -> list[str]:
    return [released(line) for text in texts for line in _wrapped(held(visible(text)))]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _table(groups: Sequence[Section], most: int, language: Language) -> list[str]:
    """A line for each group; where there are too many, those left over are counted in the last."""
    shown = groups if len(groups) <= most else groups[: most - 1]
    rest = len(groups) - len(shown)
    points = max((cell_len(figures(group)) for group in shown), default=0)
    lost = max((cell_len(group.lost) for group in shown), default=0)
    title = WIDTH - points - lost - 2 * _GAP
    lines = [
        f"{_fitted(group.title, title)}{' ' * _GAP}{figures(group):>{points}}{' ' * _GAP}{group.lost}".rstrip()
        for group in shown
    ]
    return lines + ([word("other-groups", language, count=rest)] if rest else [])


def _fitted(title: str, width: int) -> str:
    """A title in so many columns; where it is longer, its last words give way."""
    text = visible(title)
    if cell_len(text) > width:
        cut = set_cell_size(text, width - 1)
        text = f"{cut.rpartition(' ')[0] or cut}…"
    return set_cell_size(text, width)
