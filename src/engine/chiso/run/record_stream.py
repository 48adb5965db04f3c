"""The records of data files one after the other, each read, told from the others and checked before it is handed on.

Only one record is held at a time, so that the size of a file does not matter. A record with a fault is never handed
on: either the whole is refused at the end, with every fault, or, where the user asks to keep going, the record is
listed as not scored.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report
from chiso.records.build import Built, build_records
from chiso.records.columns import FACTS, OPTIONAL_FACTS
from chiso.records.open_records import Opened
from chiso.records.record import Record
from chiso.records.register import Register
from chiso.ruleset.program import Program
from chiso.run.check_record import check_record, inspect_periods

MOST_FAULTS = 1_000
"""With so many faults in the rows read so far, reading on would tell nobody more."""
MOST_NOT_SCORED = 100_000
"""So many records may be listed as not scored."""


@dataclass(frozen=True, slots=True)
class NotScored:
    """A record that has faults, with what is known of it."""

    unit: str | None
    level: str | None
    period: str | None
    file: str
    row: int
    faults: tuple[Diagnostic, ...]


class RecordStream:
    """The sound records of some files, in their order; each iteration reads the files anew.

    Iterating raises `RecordError` at the end with all faults found; with `keep_going` only for what concerns a file as
    a whole, while the faulty records are then in `not_scored`.
    """

    def __init__(
        self,
        files: Sequence[Opened],
        program: Program,
        folder: TemporaryDirectory[str],
        keep_going: bool = False,
    ) -> None:
        self._files = files
        self._program = program
        self._keep_going = keep_going
        weakref.finalize(self, folder.cleanup)
        self._begin()

    def _begin(self) -> None:
        self.not_scored: list[NotScored] = []
        self._report = Report()
        self._register = Register()
        self._periods: dict[str, Record] = {}
        self._current = 0
        self._is_over = False

    @property
    def files(self) -> Sequence[Opened]:
        """The tables that the records are read from."""
        return self._files

    @property
    def bytes(self) -> int:
        """How large the files are together."""
        return sum(file.bytes for file in self._files)

    @property
    def optional_facts(self) -> tuple[str, ...]:
        """Which of the facts that a record need not have are among the columns."""
        names = {column.name for file in self._files for column in file.columns if column is not None}
        return tuple(name for name in OPTIONAL_FACTS if name in names)

    def share(self) -> float:
        """How much of the files has been read, from 0 to 1."""
        if self._current >= len(self._files):
            return 1.0
        return (self._current + self._files[self._current].table.share()) / len(self._files)

    def doubts(self) -> list[Diagnostic]:
        """What is doubtful about scoring the records read so far by this edition: periods it was not in force for."""
        doubts = Report()
        inspect_periods(self._program, self._periods.values(), doubts)
        return list(doubts)

    def __iter__(self) -> Iterator[Record]:
        self._begin()
        for place, file in enumerate(self._files):
            self._current = place
            yield from self._records(file)
            if self._is_over:
                break
        self._current = len(self._files)
        if self._report.has_errors:
            raise RecordError(self._report)

    def _records(self, file: Opened) -> Iterator[Record]:
        self._register.begin_file(file.table.name)
        ended = Report()
        is_empty = True
        for built in build_records(file.table.rows(ended), file.columns, self._program, file.style):
            is_empty = False
            if self._is_hopeless(built):
                return
            faults = self._faults(built)
            if faults:
                self._refuse(built, faults)
            elif not self._report.has_errors:
                assert built.record is not None
                self._periods.setdefault(built.record.period, built.record)
                yield built.record
        if is_empty and not ended.has_errors:
            ended.add("no-records", file.table.head.source.whole(), file=file.table.name)
        self._report.extend(ended)

    def _faults(self, built: Built) -> Sequence[Diagnostic]:
        if built.record is None:
            return built.faults
        faults = Report()
        faults.extend(self._register.refuse_twice(built.record))
        check_record(self._program, built.record, faults)
        return tuple(faults) if faults.has_errors else ()

    def _is_hopeless(self, built: Built) -> bool:
        """Whether so much is wrong that reading ends here."""
        actual, most = (len(self.not_scored), MOST_NOT_SCORED) if self._keep_going else (len(self._report), MOST_FAULTS)
        if actual >= most:
            place = built.origin.place("unit")
            self._report.add("limit-exceeded", place, limit=Word("limit.faults"), actual=actual, most=most)
            self._is_over = True
        return actual >= most

    def _refuse(self, built: Built, faults: Sequence[Diagnostic]) -> None:
        if not self._keep_going:
            self._report.extend(faults)
            return
        facts = [str(built.facts[name]) if name in built.facts else None for name in FACTS]
        file = built.origin.place("unit").source.name
        self.not_scored.append(NotScored(facts[0], facts[1], facts[2], file, built.origin.row, tuple(faults)))


class RecordList:
    """Records that have all been read and checked already, with what a stream offers."""

    def __init__(self, records: Sequence[Record], program: Program) -> None:
        self._records = records
        self._program = program
        self.not_scored: list[NotScored] = []

    @property
    def optional_facts(self) -> tuple[str, ...]:
        """Which of the facts that a record need not have some of these have."""
        return tuple(name for name in OPTIONAL_FACTS if any(getattr(record, name) for record in self._records))

    def share(self) -> float:
        """How much has been read: all of it."""
        return 1.0

    def doubts(self) -> list[Diagnostic]:
        """What is doubtful about scoring the records by this edition."""
        doubts = Report()
        inspect_periods(self._program, self._records, doubts)
        return list(doubts)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)
