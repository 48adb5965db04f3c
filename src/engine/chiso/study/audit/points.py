"""The figures of one record against the rules: points against rates, counts against rates, groups against the total."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from chiso.lang.interval import Interval, multiplied, point
from chiso.lang.outlook import Outlook
from chiso.lang.syntax import names
from chiso.lang.values import Absence
from chiso.records.record import Record
from chiso.ruleset.program import TOTAL, Group, Indicator, Program, Title
from chiso.study.audit.claim import Claim, Kind, Words
from chiso.study.audit.estimate import Estimator, Given, is_known, resting_on
from chiso.study.audit.figure import Figure

Figures = Mapping[str, Figure]

_TOTAL = Title("Tổng điểm", "Total")
_WITHIN = Title("Điểm trong giới hạn", "Points within their bounds")


def claims_of_record(program: Program, record: Record, figures: Figures) -> Iterator[Claim]:
    """Every claim that the rules make about the figures of a record."""
    estimator = Estimator(program, record)
    for node in program.order:
        if isinstance(node, Indicator):
            yield from _rate(estimator, record, node, figures)
        elif node.id != TOTAL:
            yield from _rate_of_group(record, node, figures)
        if f"{node.id}.points" in figures:
            yield _bounds(estimator, record, node, figures)
            yield from _points(program, estimator, record, node, figures)


def _rate(estimator: Estimator, record: Record, node: Indicator, figures: Figures) -> Iterator[Claim]:
    """A reported rate against the counts that it is computed from."""
    printed = figures.get(f"{node.id}.rate")
    needed = [] if node.rate is None else list(dict.fromkeys(name.name for name in names(node.rate)))
    addresses = [name for name in needed if name in figures]
    if printed is None or not addresses:
        return

    def implied(given: Given) -> Interval:
        found = estimator.rate(node, given)
        return Interval() if isinstance(found, Absence) else found

    if implied({at: figures[at].interval for at in addresses}) == Interval():
        return
    yield _claim(Kind.COUNTS_AGAINST_RATE, record, node, "rate", figures, addresses, implied, "rate-by-counts")


def _rate_of_group(record: Record, node: Group, figures: Figures) -> Iterator[Claim]:
    """The points of a group against its rate, which is the part of the maximum that they are."""
    if f"{node.id}.rate" in figures and f"{node.id}.points" in figures:
        address = f"{node.id}.rate"
        yield _claim(
            Kind.POINTS_AGAINST_RATE,
            record,
            node,
            "points",
            figures,
            [address],
            lambda given: multiplied(given[address], point(node.max)),
            "points-by-share",
        )


def _bounds(estimator: Estimator, record: Record, node: Indicator | Group, figures: Figures) -> Claim:
    kind = Kind.GROUPS_AGAINST_TOTAL if node.id == TOTAL else Kind.POINTS_AGAINST_RATE
    claim = _claim(kind, record, node, "points", figures, [], lambda given: estimator.bounds(node), "points-in-bounds")
    return replace(claim, subject=_WITHIN)


def _points(
    program: Program, estimator: Estimator, record: Record, node: Indicator | Group, figures: Figures
) -> Iterator[Claim]:
    """The points of a node against what is beneath it, where anything is."""
    addresses = resting_on(program, node, figures)
    if not addresses:
        return

    def implied(given: Given) -> Interval:
        return estimator.computed(node, given)

    if implied({at: figures[at].interval for at in addresses}) == estimator.bounds(node):
        return
    kind = Kind.GROUPS_AGAINST_TOTAL if node.id == TOTAL else Kind.POINTS_AGAINST_RATE
    claim = _claim(kind, record, node, "points", figures, addresses, implied, _wording(node, addresses))
    whole = is_known(program, node, figures)
    yield claim if whole else replace(claim, subject=_in_part(claim.subject), wording="points-by-some")


def _in_part(subject: Words) -> Title:
    assert isinstance(subject, Title)
    return Title(f"{subject.text} (một phần)", f"{subject.in_language('en')} (in part)")


def _wording(node: Indicator | Group, addresses: Sequence[str]) -> str:
    if node.id == TOTAL:
        return "total-by-groups"
    if all("." not in address for address in addresses):
        return "points-by-counts"
    return "points-by-rate" if len(addresses) == 1 and addresses[0].endswith(".rate") else "points-by-parts"


def _claim(
    kind: Kind,
    record: Record,
    node: Indicator | Group,
    quantity: str,
    figures: Figures,
    addresses: Sequence[str],
    implied: Callable[[Given], Interval],
    wording: str,
) -> Claim:
    def of_intervals(intervals: Sequence[Interval]) -> Outlook:
        return Outlook(implied(dict(zip(addresses, intervals, strict=True))))

    resting = tuple(figures[address] for address in addresses)
    title = _TOTAL if node.id == TOTAL else node.title
    blanks: dict[str, Words] = {"title": title, "by": resting[0].text if resting else ""}
    printed = figures[f"{node.id}.{quantity}"]
    return Claim(kind, record.unit, record.period, node.id, title, printed, resting, of_intervals, wording, blanks)
