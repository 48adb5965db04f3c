"""The tree of a rule set as a picture for documents, in the notations of Mermaid and of Graphviz."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from chiso.diagnostics.diagnostic import Language
from chiso.report.numerals import numeral, percent
from chiso.ruleset.program import Group, Indicator, Program

Notation = Literal["mermaid", "dot"]


def graph(program: Program, notation: Notation, language: Language) -> str:
    """The text of the picture: the total, its groups and their indicators, each with its maximum or weight."""
    return _NOTATIONS[notation](program, language)


def _edges(group: Group) -> Iterator[tuple[Group, Group | Indicator]]:
    """Every node beneath a group with the one above it, in the order of the rules."""
    for part in group.parts:
        yield group, part
        if isinstance(part, Group):
            yield from _edges(part)


def _words(node: Group | Indicator, program: Program, language: Language) -> tuple[str, str]:
    """The title of a node and what it counts for."""
    title = program.title if node is program.total else node.title
    worth = "" if node.max is None else numeral(node.max, language)
    if node.weight is not None:
        worth = f"{worth} ({percent(node.weight, language)})"
    return title.in_language(language), worth


def _mermaid(program: Program, language: Language) -> str:
    lines = ["flowchart LR", f"  n0[{_mermaid_label(program.total, program, language)}]"]
    numbers = {id(program.total): 0}
    for above, part in _edges(program.total):
        number = numbers.setdefault(id(part), len(numbers))
        shape = "({})" if isinstance(part, Indicator) else "[{}]"
        label = shape.format(_mermaid_label(part, program, language))
        lines.append(f"  n{numbers[id(above)]} --> n{number}{label}")
    return "\n".join(lines) + "\n"


def _mermaid_label(node: Group | Indicator, program: Program, language: Language) -> str:
    """Quoted, with what would end the quotes, or be read as markup, as entities."""
    text = "<br/>".join(_escaped(part) for part in _words(node, program, language) if part)
    return f'"{text}"'


def _escaped(text: str) -> str:
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        text = text.replace(sign, entity)
    return text


def _dot(program: Program, language: Language) -> str:
    lines = ["digraph rules {", "  rankdir=LR;", "  node [shape=box];"]
    lines.append(f"  n0 [label={_dot_label(program.total, program, language)}];")
    numbers = {id(program.total): 0}
    for above, part in _edges(program.total):
        number = numbers.setdefault(id(part), len(numbers))
        style = ", style=rounded" if isinstance(part, Indicator) else ""
        lines.append(f"  n{number} [label={_dot_label(part, program, language)}{style}];")
        lines.append(f"  n{numbers[id(above)]} -> n{number};")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_label(node: Group | Indicator, program: Program, language: Language) -> str:
    parts = [part for part in _words(node, program, language) if part]
    escaped = (part.replace("\\", "\\\\").replace('"', '\\"') for part in parts)
    return '"' + "\\n".join(escaped) + '"'


_NOTATIONS: dict[Notation, Callable[[Program, Language], str]] = {"mermaid": _mermaid, "dot": _dot}
