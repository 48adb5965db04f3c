"""Records by the name of their unit, as people type it."""

from __future__ import annotations

from collections.abc import Sequence

from chiso.diagnostics.diagnostic import Report, argument_span
from chiso.diagnostics.nearest import folded, nearest, without_marks
from chiso.records.record import Record

_MOST_NAMED = 20


def find_unit(name: str, records: Sequence[Record], report: Report) -> list[Record]:
    """The records of a unit, one for each level and period; none after reporting that there is no such unit.

    A name counts in any case and any composition of letters; where no unit has it so, without diacritics too.
    """
    for form in (folded, without_marks):
        found = [record for record in records if form(record.unit) == form(name)]
        if found:
            return found
    _report_unknown(name, list(dict.fromkeys(record.unit for record in records)), report)
    return []


def _report_unknown(name: str, units: Sequence[str], report: Report) -> None:
    """The unit is not there; those with all the words of the name are near, else those spelt alike."""
    words = set(without_marks(name).split())
    near = tuple(unit for unit in units if words and words <= set(without_marks(unit).split())) or nearest(name, units)
    known = (*units[:_MOST_NAMED], "…") if len(units) > _MOST_NAMED else tuple(units)
    report.add("unknown-unit", argument_span(name), unit=name, known=known, near=near[:3])
