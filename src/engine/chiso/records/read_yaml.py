"""YAML to a table, for a few units: a list of records, or one record, or a list under the key `units`."""

from __future__ import annotations

from chiso.diagnostics.diagnostic import Report
from chiso.records.members import Reading, records_of
from chiso.records.table import Table
from chiso.ruleset.load import compose
from chiso.source import Source


def read_yaml(source: Source, report: Report) -> Table | None:
    """The table of a YAML text; None after reporting what is wrong with it."""
    top = compose(source, report)
    if top is None or report.has_errors:
        return None
    return Reading(source.name, lambda again: records_of(top), lambda: 1.0).table(report)
