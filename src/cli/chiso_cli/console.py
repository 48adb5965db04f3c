"""The terminal: results on stdout, everything else on stderr, in the reader's language."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TYPE_CHECKING, Generic, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Language

Item = TypeVar("Item")

_PIPED_WIDTH = 160
_PATIENCE = 1.0
"""Seconds of work before a progress bar is worth showing."""


def language(chosen: str | None) -> Language:
    """The language asked for, else that of the locale, else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = chosen or next((value for name in names if (value := os.environ.get(name))), "")
    return "vi" if wanted.lower().startswith("vi") else "en"


def page(*, for_file: bool) -> tuple[Console, io.StringIO]:
    """A console that collects a page, with its text: made for stdout as that is, or for a file without colours."""
    from rich.console import Console

    text = io.StringIO()
    if for_file:
        return Console(file=text, width=_PIPED_WIDTH, highlight=False, emoji=False, markup=False), text
    shown = _console(sys.stdout)
    copy = Console(
        file=text,
        width=shown.width,
        force_terminal=shown.is_terminal,
        no_color=shown.no_color,
        highlight=False,
        emoji=False,
        markup=False,
    )
    return copy, text


def messages() -> Console:
    """Where diagnostics and progress go."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    piped = not stream.isatty() and "COLUMNS" not in os.environ
    width = _PIPED_WIDTH if piped else None
    return Console(file=stream, width=width, highlight=False, emoji=False, markup=False)


class WithProgress(Generic[Item]):
    """Items that are gone through one by one, as often as need be; on a terminal with a bar once it has taken a while.

    `share` tells how much is done (0 to 1); without it that is counted, to `total` where the items do not tell.
    """

    def __init__(
        self, items: Iterable[Item], title: str, *, share: Callable[[], float] | None = None, total: int | None = None
    ) -> None:
        self._items = items
        self._title = title
        self._share = share
        self._total = max(len(items) if isinstance(items, Sized) else total or 1, 1)

    def __iter__(self) -> Iterator[Item]:
        console = messages()
        if not console.is_terminal:
            yield from self._items
            return
        started = time.monotonic()
        begun = enumerate(self._items, 1)
        for place, item in begun:
            yield item
            if time.monotonic() - started > _PATIENCE:
                yield from self._shown(place, begun, console)
                return

    def _shown(self, done: int, rest: Iterator[tuple[int, Item]], console: Console) -> Iterator[Item]:
        from rich.progress import Progress

        with Progress(console=console, transient=True) as bar:
            task = bar.add_task(self._title, total=1.0)
            for place, item in rest:
                bar.update(task, completed=done / self._total if self._share is None else self._share())
                done = place
                yield item


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()
