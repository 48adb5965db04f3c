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


def with_progress(items: Iterable[Item], share: Callable[[], float], title: str) -> Iterator[Item]:
    """The items one by one; on a terminal, with a bar that shows the share done (0 to 1) once it has taken a while."""
    console = messages()
    if not console.is_terminal:
        yield from items
        return
    started = time.monotonic()
    rest = iter(items)
    for item in rest:
        yield item
        if time.monotonic() - started > _PATIENCE:
            yield from _shown(rest, share, title, console)
            return


def one_by_one(items: Iterable[Item], title: str, total: int | None = None) -> Iterator[Item]:
    """The items one by one, with the same bar; `total` is how many there are, where they do not tell."""
    begun = 0
    expected = len(items) if isinstance(items, Sized) else total or 1

    def counted() -> Iterator[Item]:
        nonlocal begun
        for place, item in enumerate(items, 1):
            begun = place
            yield item

    return with_progress(counted(), lambda: begun / max(expected, 1), title)


class WithProgress(Generic[Item]):
    """Items that can be gone through more than once, each time with a progress bar; `share` tells how far it is."""

    def __init__(self, items: Iterable[Item], share: Callable[[], float], title: str) -> None:
        self._items = items
        self._share = share
        self._title = title

    def __iter__(self) -> Iterator[Item]:
        return with_progress(self._items, self._share, self._title)


def _shown(rest: Iterator[Item], share: Callable[[], float], title: str, console: Console) -> Iterator[Item]:
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        for item in rest:
            yield item
            bar.update(task, completed=share())


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()
