"""Bands: they cover the scale without overlap, best first, and each can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chiso.diagnostics.diagnostic import Label, Report
from chiso.lang.values import Number, decimal_text
from chiso.ruleset.program import Band, Program
from chiso.source import Span


def inspect_order(bands: Sequence[Band], report: Report) -> None:
    """Bands are written best first: one that stands below a lower one is a slip in its bound."""
    for upper, lower in pairwise(bands):
        if lower.at_least > upper.at_least:
            labels = [Label(upper.places["at_least"], "band-begins", {"name": upper.id})]
            report.add("bands-out-of-order", lower.places["at_least"], labels=labels, upper=upper.id, lower=lower.id)


def inspect_bands(program: Program, floor: Number, report: Report) -> None:
    """Report bands out of reach, gaps and overlaps between neighbours, and totals that no band holds.

    `floor` is the lowest total there can be.
    """
    bands = program.bands
    for band in bands:
        if band.at_least > program.max:
            report.add(
                "band-unreachable",
                band.places["at_least"],
                name=band.id,
                bound=decimal_text(band.at_least),
                max=decimal_text(program.max),
            )
    for upper, lower in pairwise(bands):
        _inspect_neighbours(upper, lower, report)
    _inspect_ends(program, floor, report)


def _inspect_neighbours(upper: Band, lower: Band, report: Report) -> None:
    if upper.at_least == lower.at_least and upper.requires is None:
        labels = [Label(upper.places["at_least"], "first-here")]
        _report_overlap(lower, upper, lower.places["at_least"], labels, report)
    elif lower.below is not None and lower.below > upper.at_least:
        labels = [Label(upper.places["at_least"], "band-begins", {"name": upper.id})]
        _report_overlap(lower, upper, lower.places["below"], labels, report)
    elif lower.below is not None and lower.below < upper.at_least:
        labels = [Label(upper.places["at_least"], "band-begins", {"name": upper.id})]
        _report_gap(lower.places["below"], lower.below, upper.at_least, labels, report)


def _report_overlap(lower: Band, upper: Band, span: Span, labels: list[Label], report: Report) -> None:
    report.add("bands-overlap", span, labels=labels, first=upper.id, second=lower.id)


def _report_gap(span: Span, low: Number, high: Number, labels: list[Label], report: Report) -> None:
    report.add("bands-leave-gap", span, labels=labels, low=decimal_text(low), high=decimal_text(high))


def _inspect_ends(program: Program, floor: Number, report: Report) -> None:
    top, lowest = program.bands[0], program.bands[-1]
    if top.below is not None and top.below <= program.max:
        _report_gap(top.places["below"], top.below, program.max, [], report)
    if lowest.requires is not None:
        report.add("lowest-band-has-condition", lowest.places["requires"], name=lowest.id)
    if lowest.at_least > floor:
        place, bound = lowest.places["at_least"], decimal_text(lowest.at_least)
        report.add("lowest-band-too-high", place, bound=bound, floor=decimal_text(floor))
