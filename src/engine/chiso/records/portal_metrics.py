"""The metrics of one unit in a response: which are there, their counts and points, what is said against them."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.diagnostics.diagnostic import Label, Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.values import Absence, Number, decimal_text, difference, percent_text, rounded, share
from chiso.records.portal_fields import METRICS, Counts, Metric
from chiso.records.portal_values import Datum, Figure, figure, points, quotient, say_lacking
from chiso.ruleset.document import Block, Scalar, Sequence
from chiso.ruleset.program import Program
from chiso.source import Span

_NOTHING_WRONG = ("", "ok")
_PERCENT = 100


def metrics_of(unit: Block, name: str, group: str, program: Program, report: Report, doubts: Report) -> Iterator[Datum]:
    """What the metrics of a unit say; what the portal itself says against them goes to `doubts`."""
    if not isinstance(unit.values.get("metrics"), Sequence):
        say_lacking("metrics", name, unit, report)
        return
    first: dict[str, Scalar] = {}
    for block in unit.blocks("metrics"):
        code = block.scalar("code")
        if code is None:
            say_lacking("code", name, block, report)
        elif code.words in first:
            labels = [Label(first[code.words].span, "first-here")]
            report.add("portal-metric-twice", code.span, labels=labels, metric=code.words, unit=name)
        elif code.words not in METRICS:
            near = nearest(code.words, METRICS)
            doubts.add("portal-metric-unknown", code.span, metric=code.words, unit=name, near=near)
        else:
            first[code.words] = code
            metric = METRICS[code.words]
            _note_quality(block, name, metric, doubts)
            yield from _metric(block, name, metric, program, report, doubts)
    for code_word, metric in METRICS.items():
        if metric.group == group and metric.counts is not Counts.SHOWN and code_word not in first:
            place = unit.place("metrics")
            report.add("portal-metric-missing", _opening(place), metric=code_word, unit=name)


def _note_quality(block: Block, name: str, metric: Metric, doubts: Report) -> None:
    """What the portal says of the quality of its own figure."""
    status, message = (_said(block, key) for key in ("dataQualityStatus", "dataQualityMessage"))
    if status.casefold() in _NOTHING_WRONG and not message:
        return
    place = block.place("dataQualityMessage" if message else "dataQualityStatus")
    doubts.add(
        "portal-data-quality", place, unit=name, node=metric.indicator, status=status or "–", said=message or "–"
    )


def _said(block: Block, key: str) -> str:
    scalar = block.scalar(key)
    return "" if scalar is None or scalar.plain is None else scalar.words


def _metric(
    block: Block, name: str, metric: Metric, program: Program, report: Report, doubts: Report
) -> Iterator[Datum]:
    if metric.counts is Counts.SHOWN:
        return
    _compare_maximum(block, name, metric, program, report, doubts)
    yield from points(block, "score", name, metric.indicator, report)
    top, bottom = (figure(block, key, name, report) for key in ("numerator", "denominator"))
    if metric.counts is Counts.RATE_INPUT:
        yield from _rate(block, name, metric, top, bottom, program, report)
    elif metric.counts is Counts.COMPLEMENT:
        yield from _complement(name, metric, top, bottom, report)
    else:
        yield from _counted(metric, top, bottom)


def _counted(metric: Metric, top: Figure | None, bottom: Figure | None) -> Iterator[Datum]:
    """Each count to its input; of a denominator whose parts are not known, the rate, or all parts 0."""
    if top is not None:
        yield top.datum(metric.numerator)
    if bottom is not None and metric.counts is Counts.INPUTS:
        yield bottom.datum(metric.denominator)
    elif bottom is not None and not bottom.value:
        yield from (bottom.datum(id) for id in metric.zeros)
    elif top is not None and bottom is not None:
        yield from quotient(f"{metric.indicator}.rate", top, bottom)


def _complement(
    name: str, metric: Metric, top: Figure | None, bottom: Figure | None, report: Report
) -> Iterator[Datum]:
    if bottom is None:
        return
    yield bottom.datum(metric.denominator)
    if top is None:
        return
    lacking = difference(bottom.value, top.value)
    if lacking < 0:
        labels = [Label(bottom.place, "also-here")]
        report.add("portal-numerator-too-high", top.place, labels=labels, unit=name, top=top.text, bottom=bottom.text)
        return
    yield Datum(metric.numerator, decimal_text(lacking), top.place)


def _rate(
    block: Block,
    name: str,
    metric: Metric,
    top: Figure | None,
    bottom: Figure | None,
    program: Program,
    report: Report,
) -> Iterator[Datum]:
    """The rate of a metric that is often published without counts: `ratio` is read in percent or as a fraction,
    whichever the points beside it bear out."""
    if top is not None and bottom is not None and bottom.value:
        yield from quotient(metric.numerator, top, bottom)
        return
    ratio, score, maximum = (figure(block, key, name, report) for key in ("ratio", "score", "maxScore"))
    if ratio is None:
        return
    scales = [scale for scale in (1, _PERCENT) if _fits(ratio, scale, score, maximum, program)]
    if ratio.value > 1 or not ratio.value:
        scales = [_PERCENT]
    if len(scales) != 1:
        report.add("portal-ratio-unclear", ratio.place, unit=name, ratio=ratio.text, other=percent_text(ratio.value))
        return
    yield Datum(metric.numerator, f"{ratio.text}%" if scales == [_PERCENT] else ratio.text, ratio.place)


def _fits(ratio: Figure, scale: int, score: Figure | None, maximum: Figure | None, program: Program) -> bool:
    """Whether a ratio, read on this scale, gives the points beside it."""
    if score is None or maximum is None:
        return False
    expected = share(maximum.value, ratio.value, scale)
    return not isinstance(expected, Absence) and rounded(expected, program.rounding) == score.value


def _compare_maximum(block: Block, name: str, metric: Metric, program: Program, report: Report, doubts: Report) -> None:
    """Doubt a metric that the portal scores out of another maximum than the rules."""
    found = figure(block, "maxScore", name, report)
    maximum: Number | None = next((i.max for i in program.indicators if i.id == metric.indicator), None)
    if found is not None and maximum is not None and found.value != maximum:
        doubts.add(
            "portal-maximum-differs",
            found.place,
            unit=name,
            node=metric.indicator,
            said=found.text,
            max=decimal_text(maximum),
            ruleset=f"{program.ruleset}@{program.edition}",
        )


def _opening(place: Span) -> Span:
    return Span(place.source, place.start, place.start + 1)
