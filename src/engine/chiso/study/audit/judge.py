"""A claim to a finding, when no number that may stand behind the printed figures lets it hold."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.diagnostics.nearest import folded
from chiso.lang.interval import Interval, overlap
from chiso.lang.outlook import Outlook
from chiso.study.audit.claim import Claim, Kind
from chiso.study.audit.figure import Figure, Said
from chiso.study.audit.finding import Finding, Repair

MOST_FIGURES = 200
"""With more figures than this, one digit anywhere could always repair it, so it is not looked for."""

_SINGLE = frozenset({Kind.BETWEEN_DOCUMENTS, Kind.LOCAL_AGAINST_PORTAL, Kind.SPELLING})
"""The kinds that a changed digit cannot repair: two sources say different things."""


def judge(claim: Claim) -> Finding | None:
    """The finding of a claim that cannot hold; None where it may hold."""
    implied = claim.implied([figure.interval for figure in claim.figures])
    if _agrees(claim.printed, implied):
        return None
    cut_off = isinstance(claim.printed, Figure) and _meets(claim.printed.cut_off, implied)
    return Finding(claim, implied, cut_off, None if cut_off else _repair(claim))


def _agrees(printed: Figure | Said, implied: Outlook) -> bool:
    if isinstance(printed, Said):
        possible = implied.options
        return possible is None or folded(printed.means or printed.text) in {folded(str(word)) for word in possible}
    return _meets(printed.interval, implied)


def _meets(interval: Interval, implied: Outlook) -> bool:
    return not overlap(interval, implied.interval).is_empty


def _repair(claim: Claim) -> Repair | None:
    """The only change of one digit that lets the claim hold."""
    if claim.kind in _SINGLE or isinstance(claim.printed, Said) or len(claim.figures) > MOST_FIGURES:
        return None
    found: list[Repair] = []
    for repair in _repairs(claim, claim.printed):
        found.append(repair)
        if len(found) > 1:
            return None
    return found[0] if found else None


def _repairs(claim: Claim, printed: Figure) -> Iterator[Repair]:
    intervals = [figure.interval for figure in claim.figures]
    implied = claim.implied(intervals)
    for changed in printed.with_one_digit_changed():
        if _meets(changed.interval, implied):
            yield Repair(printed, changed.text)
    for at, figure in enumerate(claim.figures):
        for changed in figure.with_one_digit_changed():
            tried = [*intervals[:at], changed.interval, *intervals[at + 1 :]]
            if _meets(printed.interval, claim.implied(tried)):
                yield Repair(figure, changed.text)
