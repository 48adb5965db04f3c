"""A rule set as plain data, and its text: what is generated and shrunk is the data, what is compiled the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import yaml

from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import decimal_text
from chiso.library.assemble import program_of
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.source import Source

Tree = dict[str, Any]
"""A rule set as a file holds it: mappings, lists, texts, whole numbers, fractions, dates and flags."""


_NAME = re.compile(r"\w+")


class _Writer(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(writer: yaml.SafeDumper, number: Fraction) -> yaml.Node:
    kind = "int" if number.denominator == 1 else "float"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", decimal_text(number))


_Writer.add_representer(Fraction, _number)


def text_of(tree: Tree) -> str:
    """The file's text; what has no parts within its parts stands on one line."""
    written: str = yaml.dump(
        tree, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=None
    )
    return written


def compiled(text: str) -> Program | None:
    """The program of a text; None where it has errors. Warnings are no errors."""
    report = Report()
    document = load(Source("rules.yaml", text), report)
    program = None if document is None else program_of(document, report)
    return None if report.has_errors else program


def groups_of(tree: Tree) -> Iterator[Tree]:
    """Every group, those within others before these."""
    for group in tree.get("groups", []):
        yield from groups_of(group)
        yield group


def indicators_of(tree: Tree) -> Iterator[Tree]:
    """Every indicator."""
    for group in groups_of(tree):
        yield from group.get("indicators", [])


def settled(tree: Tree) -> Tree:
    """The same rules once their sums are right and nothing stands there that is not used.

    Groups without parts go; maxima are those of the parts; weights add up to all; inputs and parameters that no
    formula names go.
    """
    whole = {**tree, "groups": [_settled(group) for group in tree.get("groups", []) if _has_parts(group)]}
    _add_up(whole["groups"])
    said = set(
        _NAME.findall(
            " ".join(_texts({key: part for key, part in whole.items() if key not in ("inputs", "parameters")}))
        )
    )
    for section in ("inputs", "parameters"):
        kept = {id: given for id, given in whole.get(section, {}).items() if id in said}
        whole = {**whole, section: kept} if kept else {key: part for key, part in whole.items() if key != section}
    return whole


def _has_parts(group: Tree) -> bool:
    return bool(group.get("indicators")) or any(map(_has_parts, group.get("groups", [])))


def _settled(group: Tree) -> Tree:
    parts = {"groups": [_settled(inner) for inner in group.get("groups", []) if _has_parts(inner)]}
    parts["indicators"] = [dict(indicator) for indicator in group.get("indicators", [])]
    scored = [part for part in (*parts["groups"], *parts["indicators"]) if not part.get("tracked")]
    _add_up(scored)
    sharing = [part for part in scored if not part.get("bonus")]
    whole = {**group, **parts}
    if not any("weight" in part for part in sharing):
        whole["max"] = sum((Fraction(part.get("max", 0)) for part in sharing), Fraction(0))
    return {key: part for key, part in whole.items() if part != []}


def _add_up(parts: list[Tree]) -> None:
    """Give what lacks of the whole to the first part with a weight."""
    weighted = [part for part in parts if "weight" in part]
    if weighted and len(weighted) == len(parts):
        lacking = 100 - sum(int(part["weight"].rstrip("%")) for part in weighted)
        weighted[0]["weight"] = f"{int(weighted[0]['weight'].rstrip('%')) + lacking}%"


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for within in part.values():
            yield from _texts(within)
    elif isinstance(part, list):
        for within in part:
            yield from _texts(within)
    else:
        yield str(part)
