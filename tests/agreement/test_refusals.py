"""A table with faults is refused with the faults that its rows have one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import polars as pl
import pytest

import chiso
from agreement.cases import case, frame
from chiso.diagnostics.diagnostic import Report
from chiso.records.from_mapping import record_from_mapping
from chiso.ruleset.program import Program
from chiso.run.check_record import check_record

FAULTS = (
    ("level", "village"),
    ("period", "2024-13"),
    ("unit", None),
    ("done_0", "-1"),
    ("done_0", "1.5"),
    ("due_0", "many"),
    ("share", "200%"),
    ("share", "80"),
    ("size", "vast"),
    ("done", "perhaps"),
    ("signed", "2024-02-30"),
)


def faults_one_by_one(table: pl.DataFrame, program: Program) -> Counter[tuple[str, object]]:
    report = Report()
    for number, cells in enumerate(table.iter_rows(named=True), 1):
        record = record_from_mapping(cells, program, report, number)
        if record is not None:
            check_record(program, record, report)
    return Counter((fault.id, fault.arguments.get("column")) for fault in report if fault.is_error)


def refused(table: pl.DataFrame, program: Program) -> Counter[tuple[str, object]]:
    with pytest.raises(chiso.RecordError) as caught:
        chiso.score_table(program, table)
    return Counter((fault.id, fault.arguments.get("column")) for fault in caught.value.diagnostics if fault.is_error)


@pytest.mark.parametrize("seed", range(40))
def test_cells_that_cannot_be_read_are_told_as_one_by_one(seed: int) -> None:
    made, program = case(seed, 100)
    table = frame(made, program)
    for column, cell in FAULTS:
        if column not in table.columns:
            continue
        texts = [*table[column].cast(pl.String)][:-1]
        faulty = table.with_columns(pl.Series(column, [*texts, cell], dtype=pl.String))
        expected = faults_one_by_one(faulty, program)
        assert expected
        assert refused(faulty, program) == expected


def test_rows_that_break_a_check_are_told_as_one_by_one() -> None:
    broken = 0
    for seed in range(200):
        made, program = case(seed, 20)
        if not program.checks:
            continue
        first = made.rows[0]
        numbers = {name: 9 if name.startswith("done") else 3 for name in first if name.startswith(("done_", "due_"))}
        table = frame(replace(made, rows=[*made.rows, {**first, **numbers}]), program)
        expected = faults_one_by_one(table, program)
        broken += sum(expected.values())
        if expected:
            assert refused(table, program) == expected
    assert broken > 20
