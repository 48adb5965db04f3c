"""Layout to text: indentation by two, one space after `:` and in brackets, comments where they were.

What the author laid out is kept: the order, braces or lines, the lines of a text. A collection within brackets that
does not fit on a line of 120 characters, or has comments in it, is written line by line instead.
"""

from __future__ import annotations

from dataclasses import replace

from chiso.ruleset.scalar_text import is_expression, key_text, one_line, several_lines
from chiso.ruleset.written import Collection, Entry, Leaf, Remarks, Written, without_blanks

WIDTH = 120
STEP = 2


def laid_out(written: Written, *, has_formulas: bool) -> str:
    """The text of a layout; with formulas, their spaces are set too."""
    printer = _Printer(has_formulas)
    lines = [] if not written.directives else written.directives.split("\n")
    below = _remarks(written.closing, 0)
    while below and not below[-1]:
        below.pop()
    return "".join(f"{line}\n" for line in [*lines, *_without_ends(printer.entry(written.top, "", 0)), *below])


def _remarks(remarks: Remarks, indent: int) -> list[str]:
    return [f"{' ' * indent}{remark.text}" if remark.text else "" for remark in remarks]


def _without_ends(lines: list[str]) -> list[str]:
    """Lines without blank ones at the top, those that begin a text."""
    while lines and not lines[0]:
        lines = lines[1:]
    return lines


def _behind(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


class _Printer:
    """Writes the parts of one text."""

    def __init__(self, has_formulas: bool) -> None:
        self._has_formulas = has_formulas

    def entry(self, entry: Entry, lead: str, indent: int) -> list[str]:
        """The lines of an entry, whose key or dash is `lead`."""
        above = _remarks(entry.before, indent)
        value = entry.value
        if isinstance(value, Leaf):
            return [*above, *self._with_leaf(entry, value, lead, indent), *_remarks(entry.under, indent + STEP)]
        text = self._bracketed(value) if value.is_flow else None
        begin = f"{' ' * indent}{lead} " if lead and not entry.inner else " " * (indent + STEP * bool(lead))
        if text is not None and (not value.entries or len(begin) + len(text) <= WIDTH):
            above += _remarks(value.closing, indent)
            return [*above, *self._beside(entry, [text], lead, indent)]
        above += [f"{' ' * indent}{entry.after}"] if entry.after else []
        return [*above, *self._beneath(entry, value, lead, indent)]

    def _with_leaf(self, entry: Entry, leaf: Leaf, lead: str, indent: int) -> list[str]:
        text = None if "\n" in leaf.raw else one_line(leaf, is_flow=False, is_formula=self._is_formula(entry))
        lines = several_lines(leaf, indent + STEP) if text is None else [text]
        return self._beside(entry, lines, lead, indent)

    def _is_formula(self, entry: Entry) -> bool:
        return self._has_formulas and is_expression(entry.key)

    def _beside(self, entry: Entry, lines: list[str], lead: str, indent: int) -> list[str]:
        """A key and its value on one line, unless comments stand between them."""
        begun, deep = f"{' ' * indent}{lead}", " " * (indent + STEP)
        if entry.inner:
            first, *rest = lines
            head = self._head(entry.inner, begun, indent + STEP)
            return [*head, *[_behind(f"{deep}{first}", "" if rest else entry.after), *rest]]
        first = f"{begun} {lines[0]}" if lead and lines[0] else f"{begun}{lines[0]}"
        lines = [first, *lines[1:]]
        return [*lines[:-1], _behind(lines[-1], entry.after)]

    def _head(self, inner: Remarks, begun: str, deep: int) -> list[str]:
        """The line of a key whose value stands below, with the comments between."""
        behind = inner[0].text if begun and inner and inner[0].trailing else ""
        lines = _remarks(inner[1:] if behind else inner, deep)
        return [_behind(begun, behind), *lines] if begun else lines

    def _beneath(self, entry: Entry, value: Collection, lead: str, indent: int) -> list[str]:
        """A key or dash with a collection in lines of its own; the first stands beside a dash where it can."""
        deep = indent + STEP * bool(lead)
        first = value.entries[0]
        inner = without_blanks((*entry.inner, *first.before))
        lines = self._lines((replace(first, before=()), *value.entries[1:]), deep)
        lines += _remarks(value.closing, deep)
        if lead == "-" and not inner and not value.anchor:
            return [f"{' ' * indent}- {lines[0][deep:]}", *lines[1:]]
        begun = f"{' ' * indent}{lead} {value.anchor}".rstrip()
        return [*self._head(inner, begun, deep), *lines]

    def _lines(self, entries: tuple[Entry, ...], indent: int) -> list[str]:
        """The lines of the entries of a collection, each below the one before it."""
        lines: list[str] = []
        for entry in entries:
            lead = "-" if entry.key is None else f"{key_text(entry.key, is_flow=False)}:"
            lines += self.entry(entry, lead, indent)
        return lines

    def _bracketed(self, collection: Collection) -> str | None:
        """A collection on one line; None for one with comments in it, or with a text of several lines."""
        if not collection.entries:
            return f"{collection.anchor} {'{}' if collection.is_mapping else '[]'}".lstrip()
        if _has_comment(collection.closing):
            return None
        parts = [self._part(entry) for entry in collection.entries]
        said = ", ".join(part for part in parts if part is not None)
        if None in parts:
            return None
        return f"{collection.anchor} {f'{{{said}}}' if collection.is_mapping else f'[{said}]'}".lstrip()

    def _part(self, entry: Entry) -> str | None:
        if entry.after or _has_comment((*entry.before, *entry.inner)):
            return None
        value = entry.value
        if isinstance(value, Leaf):
            text = one_line(value, is_flow=True, is_formula=self._is_formula(entry))
        else:
            text = None if not value.entries and _has_comment(value.closing) else self._bracketed(value)
        if entry.key is None or text is None:
            return text
        alone = key_text(entry.key, is_flow=True, is_alone=True)
        return f"{key_text(entry.key, is_flow=True)}: {text}" if text else alone


def _has_comment(remarks: Remarks) -> bool:
    return any(remark.text for remark in remarks)
