"""Records as they are given, checked and scored without a trace.

What is sound is told by closures and by looks at the types; only a record that may not be is looked at by those who
can say what is wrong, so that the diagnostics are the same as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from chiso.lang.evaluate import TooLong
from chiso.lang.values import MISSING, Given
from chiso.records.match_columns import Headings
from chiso.records.record import Record
from chiso.ruleset.program import LEVELS, Program
from chiso.run.check_record import checked
from chiso.run.rowwise.closures import Names, closure
from chiso.run.rowwise.row_score import RowScore
from chiso.run.rowwise.score_row import RowScorer

_SHORT = 10**18
_TEXTS_AND_DAYS = frozenset({bool, str, date})


class Scorer:
    """Scores many records by one program, without traces; made once by `chiso.scorer`."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._scorer = RowScorer(program)
        self._checks = [closure(check.rule, self._scorer.sight) for check in program.checks]
        self._dated = [id for id, parameter in program.parameters.items() if parameter.dated]
        self._headings = Headings(program)

    def score(self, record: Record | Mapping[str, object]) -> RowScore:
        """What a record, or a mapping of column names to exact values, comes to: the digits of `chiso.score`.

        A record that breaks a check of the rule set is not scored. Raises `RecordError`, as `chiso.score` does.
        """
        if isinstance(record, Record) and self._is_sound(record):
            return self._scorer.score(record)
        return self._scorer.score(checked(self._program, record, self._headings))

    def _is_sound(self, record: Record) -> bool:
        """Whether nothing can be wrong with a record; where that is not plain to see, it is not."""
        inputs = record.inputs
        if record.reported or record.level not in LEVELS or not inputs.keys().isdisjoint(self._program.parameters):
            return False
        facts = self._scorer.facts(record)
        try:
            plain = all(map(_is_short, inputs.values())) and self._has_values(facts)
            return plain and all(check(inputs, facts) is not False for check in self._checks)
        except TooLong:
            return False

    def _has_values(self, facts: Names) -> bool:
        return all(facts[id] is not MISSING for id in self._dated)


def _is_short(value: Given) -> bool:
    """Whether a value is exact, and no number that could be too long."""
    if type(value) is int:
        return -_SHORT < value < _SHORT
    if type(value) is Fraction:
        return -_SHORT < value.numerator < _SHORT and value.denominator < _SHORT
    return type(value) in _TEXTS_AND_DAYS
