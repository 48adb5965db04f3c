"""Coverage as Cobertura XML: a class for each rule file, a line for each line of rules, its items as branches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import PurePath
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from chiso.lang.values import Mode, decimal_text, rounded, to_digits
from chiso.study.coverage import Coverage
from chiso.version import __version__

_DOCTYPE = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">'
_RATE = to_digits(4, Mode.DOWN)
_Line = tuple[int, list[int]]


def cobertura_text(found: Sequence[Coverage]) -> str:
    """The report of all files; it has no time of day, since the same rules and cases give the same report."""
    files = [(one.file, _lines(one)) for one in found]
    every = [line for _, lines in files for line in lines]
    root = Element("coverage", {**_rates(every), **_totals(every), **_facts()})
    SubElement(SubElement(root, "sources"), "source").text = "."
    package = SubElement(SubElement(root, "packages"), "package", {"name": "rules", **_rates(every)})
    package.set("complexity", "0")
    classes = SubElement(package, "classes")
    for file, lines in files:
        _class(classes, file, lines)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n{tostring(root, encoding="unicode")}\n'


def _facts() -> dict[str, str]:
    return {"complexity": "0", "version": __version__, "timestamp": "0"}


def _lines(found: Coverage) -> list[_Line]:
    """For each line of the file with items, how many cases put each of them to the test."""
    hits: dict[int, list[int]] = {}
    for item, count in found.items:
        hits.setdefault(item.span.begins.line, []).append(count)
    return sorted(hits.items())


def _rates(lines: Iterable[_Line]) -> dict[str, str]:
    met = [any(counts) for _, counts in lines]
    branches = [bool(count) for _, counts in lines if len(counts) > 1 for count in counts]
    return {"line-rate": _rate(sum(met), len(met)), "branch-rate": _rate(sum(branches), len(branches))}


def _rate(part: int, whole: int) -> str:
    return decimal_text(rounded(Fraction(part, whole), _RATE)) if whole else "1"


def _totals(lines: Sequence[_Line]) -> dict[str, str]:
    branches = [count for _, counts in lines if len(counts) > 1 for count in counts]
    return {
        "lines-covered": str(sum(any(counts) for _, counts in lines)),
        "lines-valid": str(len(lines)),
        "branches-covered": str(sum(bool(count) for count in branches)),
        "branches-valid": str(len(branches)),
    }


def _class(classes: Element, file: str, lines: Sequence[_Line]) -> None:
    path = PurePath(file)
    named = {"name": path.as_posix().removesuffix(".yaml"), "filename": path.as_posix()}
    one = SubElement(classes, "class", {**named, **_rates(lines), "complexity": "0"})
    SubElement(one, "methods")
    written = SubElement(one, "lines")
    for number, counts in lines:
        facts = {"number": str(number), "hits": str(max(counts)), "branch": "false"}
        if len(counts) > 1:
            met = sum(bool(count) for count in counts)
            share = f"{100 * met // len(counts)}% ({met}/{len(counts)})"
            facts |= {"branch": "true", "condition-coverage": share}
        SubElement(written, "line", facts)
