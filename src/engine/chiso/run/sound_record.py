"""Whether a record surely meets the checks of a rule set, told quickly: of many records, most of which do."""

from __future__ import annotations

from chiso.lang.evaluate import TooLong
from chiso.lang.values import MISSING
from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.rowwise.closures import closure
from chiso.run.rowwise.score_row import RowScorer


class SoundRecords:
    """Tells it of the records of one program; where it is not plain to see, it says no."""

    def __init__(self, program: Program, rows: RowScorer) -> None:
        self._rows = rows
        self._parameters = frozenset(program.parameters)
        self._dated = [id for id, parameter in program.parameters.items() if parameter.dated]
        self._checks = [closure(check.rule, rows.sight) for check in program.checks]

    def holds(self, record: Record) -> bool:
        """Whether no check is broken, and every parameter has a value in the record's period."""
        inputs = record.inputs
        if not inputs.keys().isdisjoint(self._parameters):
            return False
        facts = self._rows.facts(record)
        try:
            has_values = all(facts[id] is not MISSING for id in self._dated)
            return has_values and all(check(inputs, facts) is not False for check in self._checks)
        except TooLong:
            return False
