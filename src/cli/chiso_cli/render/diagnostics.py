"""Diagnostics for people: one line first, then the frame with the place underlined, other places, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from chiso import visible
from chiso_cli.render.words import word

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Diagnostic, Language, Mend, Span

MOST_SHOWN = 100

_COLOURS = {"error": "bold red", "warning": "bold yellow"}
_BAR = " │ "
_SHORTEST_FRAME = 20
_INDENT = 4
"""How far what does not fit on the first line is indented."""


class _Line(NamedTuple):
    """A line as a pipe gets it, and how far it is indented where a terminal is too narrow for it."""

    text: Text
    indent: int


def print_diagnostics(
    diagnostics: Sequence[Diagnostic], language: Language, console: Console, below: Sequence[Sequence[str]] = ()
) -> None:
    """Every diagnostic with its frame, up to so many; on a terminal nothing is wider than it, and more is offered.

    `below` has for each of them, in their order, lines to add.
    """
    for place, diagnostic in enumerate(diagnostics[:MOST_SHOWN]):
        more = [_Line(Text(f"    {words}"), _INDENT * 2) for words in (below[place] if place < len(below) else ())]
        for line in (*_lines(diagnostic, language, console), *more):
            line.text.plain = visible(line.text.plain)
            _print_line(line, console)
        console.print()
    if len(diagnostics) > MOST_SHOWN:
        console.print(Text(word("not-shown", language, count=len(diagnostics) - MOST_SHOWN), style="bold"))
    if diagnostics and console.is_terminal:
        _print_line(_Line(Text(word("more-about", language, id=diagnostics[0].id), style="dim"), _INDENT), console)


def _print_line(line: _Line, console: Console) -> None:
    """As it is into a pipe; on a terminal folded at words, what follows indented."""
    if not console.is_terminal or line.text.cell_len <= console.width:
        console.print(line.text, soft_wrap=True)
        return
    indent = min(line.indent, console.width // 2)
    for place, part in enumerate(_folded(line.text, console.width - indent, console)):
        console.print(Text(" " * indent if place else "") + part, soft_wrap=True)


def _folded(text: Text, width: int, console: Console) -> Iterator[Text]:
    """A text in lines of so many columns, at words where there are any."""
    for part in text.wrap(console, width, overflow="fold"):
        part.rstrip()
        yield part


def print_mends(mends: Sequence[Mend], language: Language, console: Console) -> None:
    """One line for every mend, at the place it was made."""
    for mend in mends:
        begins, before = mend.span.begins, " ".join(mend.before.split())
        after = " ".join(mend.after.split())
        kind = "replaced" if before and after else "added" if after else "deleted"
        line = Text(f"{mend.span.source.name}:{begins.line}:{begins.column}: ")
        line.append(f"{word('mended', language)}[{mend.id}]", style="bold green")
        line.append(f": {word(kind, language, before=before, after=after)}")
        line.plain = visible(line.plain)
        console.print(line, soft_wrap=not console.is_terminal)


def each_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in order, those of an edition that several build on only once."""
    found: dict[tuple[str, int, str, str], Diagnostic] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.file, diagnostic.span.start, diagnostic.id, diagnostic.message)
        found.setdefault(key, diagnostic)
    return list(found.values())


def summary(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """`2 errors, 1 warning`"""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    parts = (_counted("error", errors, language), _counted("warning", len(diagnostics) - errors, language))
    return ", ".join(part for part in parts if part)


def _counted(severity: str, count: int, language: Language) -> str:
    if count == 0:
        return ""
    return word(f"{severity}s", language, count=count)


def _lines(diagnostic: Diagnostic, language: Language, console: Console) -> Iterator[_Line]:
    colour = _COLOURS[diagnostic.severity.value]
    yield from _head(diagnostic, language, console)
    places = (diagnostic.span, *(label.span for label in diagnostic.labels))
    gutter = max(cell_len(span.margin) for span in places)
    if diagnostic.span.source.is_file and diagnostic.span.source.text:
        yield from _frame(diagnostic.span, "", gutter, console, colour, "^")
    above = diagnostic.span
    for label in diagnostic.labels:
        if label.span.source.name != above.source.name:
            where = f"{label.span.source.name}:{label.span.address}"
            for number, part in enumerate(_parted(where, console, gutter + len(_BAR))):
                yield _Line(Text(f"{' ' * gutter} {'│' if number else '┌'} {part}", style="dim"), 0)
        frame = list(_frame(label.span, label.text(language), gutter, console, "blue", "-"))
        yield from frame[1:] if _is_same_line(label.span, above, _room(gutter, console)) else frame
        above = label.span
    way_out = f"{' ' * gutter} = {word('help', language)}: {diagnostic.help_in(language)}"
    yield _Line(Text(way_out, style="green"), gutter + len(_BAR))


def _head(diagnostic: Diagnostic, language: Language, console: Console) -> Iterator[_Line]:
    """The place, the severity, the id and the message: one line, but a place too long for a terminal has its own."""
    severity = diagnostic.severity.value
    address = f"{diagnostic.span.address}:" if diagnostic.span.source.is_file else ""
    where = f"{diagnostic.file}:{address}"
    said = Text().append(f"{word(severity, language)}[{diagnostic.id}]", style=_COLOURS[severity])
    said.append(f": {diagnostic.message_in(language)}")
    if console.is_terminal and cell_len(where) > console.width // 2:
        for part in _parted(where, console):
            yield _Line(Text(part), 0)
        yield _Line(Text(" " * _INDENT) + said, _INDENT)
    else:
        yield _Line(Text(f"{where} ") + said, _INDENT)


def _parted(path: str, console: Console, taken: int = 0) -> list[str]:
    """A path in as many lines as a terminal needs, parted after a slash."""
    if not console.is_terminal:
        return [path]
    lines = [""]
    for step in re.split(r"(?<=/)", path):
        if lines[-1] and cell_len(lines[-1] + step) > console.width - taken:
            lines.append("")
        lines[-1] += step
    return lines


def _is_same_line(span: Span, above: Span, room: int) -> bool:
    """Whether a line is the one just shown, whole, so that it need not be shown again."""
    same = span.source is above.source and span.margin == above.margin
    return same and cell_len(span.line_around[0]) <= room


def _room(gutter: int, console: Console) -> int:
    """How many columns a frame has for the line it shows."""
    return max(console.width - gutter - len(_BAR), _SHORTEST_FRAME)


def _frame(span: Span, note: str, gutter: int, console: Console, colour: str, mark: str) -> Iterator[_Line]:
    """The first line of a span with its part underlined, cut to the room around that part."""
    line, start = span.line_around
    line = line.replace("\t", " ")
    end = min(len(line), start + max(span.end - span.start, 1)) if span.is_in_one_line else len(line)
    shown, start, end = window(line, start, max(end, start + 1), _room(gutter, console))
    yield _Line(Text(f"{span.margin:>{gutter}}{_BAR}{shown}"), 0)
    edge, before = f"{' ' * gutter}{_BAR}", cell_len(shown[:start])
    underline = Text(f"{edge}{' ' * before}")
    underline.append(mark * max(cell_len(shown[start:end]), 1), style=colour)
    beside = f" {note}" if note else ""
    if not console.is_terminal or underline.cell_len + cell_len(beside) <= console.width:
        yield _Line(underline.append(beside, style=colour), 0)
        return
    yield _Line(underline, 0)
    room = _room(gutter, console)
    for part in _folded(Text(note, style=colour), room, console):
        yield _Line(Text(f"{edge}{' ' * min(before, room - part.cell_len)}") + part, 0)


def window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """As much of a line as fits into so many columns, with the part from `start` to `end` in it, and where it then is.

    What is left out is marked by an ellipsis; a letter and the marks upon it are never parted.
    """
    widths = [cell_len(sign) for sign in line]
    if sum(widths) <= width:
        return line, start, end
    first = _first_shown(widths, start, end, width)
    head = "…" if first else ""
    room = width - len(head) - (1 if sum(widths[first:]) > width - len(head) else 0)
    last = first
    while last < len(line) and widths[last] <= room:
        room -= widths[last]
        last += 1
    tail = "…" if last < len(line) else ""
    moved = len(head) - first
    return head + line[first:last] + tail, start + moved, min(end, max(last, start + 1)) + moved


def _first_shown(widths: Sequence[int], start: int, end: int, width: int) -> int:
    """Where to begin: with some of what stands before the part, as far as the part leaves room for it."""
    ahead = max(0, min(width // 4, width - 2 - sum(widths[start:end])))
    first = start
    while first > 0 and sum(widths[first - 1 : start]) <= ahead:
        first -= 1
    while first > 0 and sum(widths[first - 1 :]) <= width - 1:
        first -= 1
    while first < start and widths[first] == 0:
        first += 1
    return first
