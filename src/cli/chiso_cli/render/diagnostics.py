"""Diagnostics for people: one line first, then the frame with the place underlined, other places, and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from chiso_cli.render.words import visible, word

if TYPE_CHECKING:
    from rich.console import Console

    from chiso import Diagnostic, Language, Span

MOST_SHOWN = 100

_COLOURS = {"error": "bold red", "warning": "bold yellow"}
_SHORTEST_FRAME = 20


def print_diagnostics(diagnostics: Sequence[Diagnostic], language: Language, console: Console) -> None:
    """Every diagnostic with its frame, up to so many."""
    for diagnostic in diagnostics[:MOST_SHOWN]:
        for line in _lines(diagnostic, language, console.width):
            line.plain = visible(line.plain)
            console.print(line, soft_wrap=not console.is_terminal)
        console.print()
    if len(diagnostics) > MOST_SHOWN:
        console.print(Text(word("not-shown", language, count=len(diagnostics) - MOST_SHOWN), style="bold"))


def summary(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """`2 errors, 1 warning`"""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    parts = (_counted("error", errors, language), _counted("warning", len(diagnostics) - errors, language))
    return ", ".join(part for part in parts if part)


def _counted(severity: str, count: int, language: Language) -> str:
    if count == 0:
        return ""
    return word(f"one-{severity}", language) if count == 1 else word(f"{severity}s", language, count=count)


def _lines(diagnostic: Diagnostic, language: Language, width: int) -> Iterable[Text]:
    severity = diagnostic.severity.value
    colour = _COLOURS[severity]
    is_file = diagnostic.span.source.is_file
    first = Text(f"{diagnostic.file}:{diagnostic.span.address}: " if is_file else f"{diagnostic.file}: ")
    first.append(f"{word(severity, language)}[{diagnostic.id}]", style=colour)
    first.append(f": {diagnostic.message_in(language)}")
    yield first
    gutter = max(cell_len(span.margin) for span in (diagnostic.span, *(label.span for label in diagnostic.labels)))
    if is_file and diagnostic.span.source.text:
        yield from _frame(diagnostic.span, "", gutter, width, colour, "^")
    above = diagnostic.span
    for label in diagnostic.labels:
        if label.span.source.name != above.source.name:
            yield Text(f"{' ' * gutter} ┌ {label.span.source.name}:{label.span.address}", style="dim")
        frame = list(_frame(label.span, label.text(language), gutter, width, "blue", "-"))
        yield from frame[1:] if _is_same_line(label.span, above, width - gutter) else frame
        above = label.span
    yield Text(f"{' ' * gutter} = {word('help', language)}: {diagnostic.help_in(language)}", style="green")


def _is_same_line(span: Span, above: Span, width: int) -> bool:
    """Whether a line is the one just shown, whole, so that it need not be shown again."""
    same = span.source is above.source and span.margin == above.margin
    return same and cell_len(span.line_around[0]) < width - 3


def _frame(span: Span, note: str, gutter: int, width: int, colour: str, mark: str) -> Iterable[Text]:
    """The first line of a span with its part underlined, cut to the width around that part."""
    line, start = span.line_around
    line = line.replace("\t", " ")
    end = min(len(line), start + max(span.end - span.start, 1)) if span.is_in_one_line else len(line)
    shown, start, end = _window(line, start, max(end, start + 1), max(width - gutter - 3, _SHORTEST_FRAME))
    yield Text(f"{span.margin:>{gutter}} │ {shown}")
    underline = Text(f"{' ' * gutter} │ {' ' * cell_len(shown[:start])}")
    underline.append(mark * max(cell_len(shown[start:end]), 1), style=colour)
    underline.append(f" {note}" if note else "", style=colour)
    yield underline


def _window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """As much of a line as fits, with the part from `start` to `end` in it, and where that part then is."""
    if cell_len(line) <= width:
        return line, start, end
    first = max(0, min(start - width // 4, len(line) - width))
    shown = line[first : first + width]
    head, tail = "…" if first else "", "…" if first + width < len(line) else ""
    shown = head + shown[len(head) : len(shown) - len(tail)] + tail
    return shown, start - first, min(end - first, len(shown))
