"""Whether the cases of an edition are enough: that there are some, and that they test what was asked for.

What no case tests is told at its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePath

from chiso.diagnostics.catalogue import Argument, Word
from chiso.diagnostics.diagnostic import Report
from chiso.lang.values import Mode, decimal_text, rounded, to_digits
from chiso.source import Source
from chiso.study.coverage import Coverage, Item, Kind
from chiso.study.tested import Tested

_TENTHS = to_digits(1, Mode.DOWN)
_SIDES = {
    (Kind.INDICATOR, ""): "cover.scored",
    (Kind.PARAMETER, ""): "cover.used",
    (Kind.TARGET, "true"): "cover.met",
    (Kind.TARGET, "false"): "cover.missed",
    (Kind.CONDITION, "true"): "cover.true",
    (Kind.CONDITION, "false"): "cover.false",
    (Kind.CHECK, "true"): "cover.true",
    (Kind.CHECK, "false"): "cover.false",
}


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of the cases: the least coverage in percent, None for any, and that there are some at all."""

    threshold: int | None = None
    some: bool = False


def judge_cases(tested: Tested, asked: Demand, report: Report) -> None:
    """Report that an edition has no cases, each part of it that no case tests, and that these are too many."""
    cases = PurePath(tested.cases).name
    if asked.some and not (tested.results or tested.faults or tested.unchosen):
        report.add("nothing-to-test", Source(tested.rules, "").whole(), cases=cases)
    found = tested.coverage
    if found is None:
        return
    for item in found.missed:
        kind = Word(f"cover.{item.kind.value}")
        report.add("not-covered", item.span, kind=kind, name=item.name, side=_side(item), cases=cases)
    if asked.threshold is not None and not found.reaches(asked.threshold):
        report.add(
            "coverage-too-low",
            found.items[0][0].span.source.whole(),
            covered=found.covered,
            all=len(found.items),
            percent=coverage_percent(found),
            threshold=asked.threshold,
            cases=cases,
        )


def coverage_percent(found: Coverage) -> str:
    """The share of what is covered, in percent with one decimal, never rounded up; 100 where there is nothing."""
    share = Fraction(100 * found.covered, len(found.items)) if found.items else 100
    return decimal_text(rounded(share, _TENTHS))


def _side(item: Item) -> Argument:
    key = _SIDES.get((item.kind, item.side))
    return item.side if key is None else Word(key)
