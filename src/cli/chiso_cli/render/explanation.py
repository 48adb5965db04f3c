"""Explanations for people: as a tree on a terminal, as a page of markdown, and short, on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from chiso import markdown_plain as plain
from chiso import markdown_table, visible
from chiso_cli.console import page
from chiso_cli.render.words import held, released, word

if TYPE_CHECKING:
    from chiso import Explanation, Language, Line, Section

_STYLES = {
    "points": "",
    "formula": "",
    "reason": "italic",
    "absence": "yellow",
    "reported": "dim",
    "target": "",
    "way": "green",
    "source": "dim",
    "note": "",
    "where": "dim",
}


def tree(explanation: Explanation, *, for_file: bool) -> str:
    """The whole explanation: what holds for the unit, each group with its indicators, the ways up."""
    root = Tree(Text("\n").join(_heading(explanation)))
    for section in explanation.parts:
        _branch(root, section)
    return _printed([root, *_ways(explanation)], for_file=for_file)


def section_tree(heading: str, section: Section, *, for_file: bool) -> str:
    """One section with all that is beneath it."""
    root = Tree(Text(visible(heading), style="bold"))
    _branch(root, section)
    return _printed([root], for_file=for_file)


def _heading(explanation: Explanation) -> list[Text]:
    lines = [Text(visible(explanation.heading), style="bold"), Text(visible(explanation.edition), style="dim")]
    return lines + [_line(line) for line in explanation.lines]


def _ways(explanation: Explanation) -> list[Text]:
    return [Text(""), *(_line(line) for line in explanation.ways)] if explanation.ways else []


def _branch(above: Tree, section: Section) -> None:
    branch = above.add(Text("\n").join([_title(section), *(_line(line) for line in section.lines)]))
    for part in section.parts:
        _branch(branch, part)


def _title(section: Section) -> Text:
    text = Text(held(visible(section.title)), style="bold" if section.max or not section.id else "")
    for words, style in ((figures(section), "bold"), (section.lost, "red"), (section.basis, "dim")):
        if words:
            text.append("  ").append(words, style=style)
    return text


def figures(section: Section) -> str:
    """`16,81/20`; the points alone where there are only some to lose, nothing for what has no points."""
    if section.max == "0":
        return section.points
    return f"{section.points}/{section.max}" if section.max else ""


def _line(line: Line) -> Text:
    return Text(held(visible(line.text)), style=_STYLES[line.kind])


def _printed(parts: Iterable[Tree | Text], *, for_file: bool) -> str:
    console, text = page(for_file=for_file)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in released(text.getvalue()).splitlines()).strip("\n") + "\n"


# Markdown.


def section_markdown(heading: str, section: Section) -> str:
    """One section with all that is beneath it, as lists."""
    return "\n".join([f"## {plain(heading)}", *_part(section, 3)]) + "\n"


def markdown(explanations: Iterable[Explanation], language: Language) -> str:
    """One chapter for each unit: a table of its groups, then every indicator."""
    lines: list[str] = []
    for explanation in explanations:
        lines += [*_chapter(explanation, language), ""]
    return "\n".join(lines)


def _chapter(explanation: Explanation, language: Language) -> Iterator[str]:
    yield f"## {plain(explanation.heading)}"
    yield ""
    yield plain(explanation.edition)
    yield ""
    yield from (f"- {plain(line.text)}" for line in explanation.lines)
    yield ""
    heads = [word(head, language) for head in ("group", "points", "lost-head", "basis")]
    rows = [(section.title, figures(section), section.lost, section.basis) for section in explanation.parts]
    yield from markdown_table(heads, rows, figures={1, 2})
    for section in explanation.parts:
        yield from _part(section, 3)
    if explanation.ways:
        first, *rest = explanation.ways
        yield from ("", plain(first.text), "", *(f"- {plain(line.text)}" for line in rest))


def _part(section: Section, level: int) -> Iterator[str]:
    """A group with its indicators as a list, and the groups within it as chapters of their own."""
    yield ""
    yield f"{'#' * min(level, 6)} {plain(_summary(section))}"
    yield ""
    yield from (f"- {plain(line.text)}" for line in section.lines)
    for part in section.parts:
        if part.parts:
            yield from _part(part, level + 1)
            continue
        yield f"- **{plain(part.title)}** {plain(_summary(part).removeprefix(part.title).strip())}".rstrip()
        yield from (f"  - {plain(line.text)}" for line in part.lines)


def _summary(section: Section) -> str:
    said = ", ".join(part for part in (figures(section), section.lost, section.basis) if part)
    return f"{section.title} {said}" if said else section.title
