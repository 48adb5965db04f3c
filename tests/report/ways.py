"""Two ways to the same file of scorecards: record by record, and in bulk."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import chiso
from chiso_cli.render.formats import Format
from chiso_cli.render.scorecards import Asked, scorecard_writer

FORMATS = (Format.csv, Format.parquet)


@dataclass(frozen=True)
class Counts:
    """How many records were scored each way, and what kept some from columns."""

    in_columns: int
    by_rows: int
    not_in_columns: frozenset[str]
    doubts: tuple[chiso.Diagnostic, ...]


def record_by_record(
    program: chiso.Program, files: Sequence[Path], out: Path, numbers: str | None = None
) -> tuple[chiso.Diagnostic, ...]:
    """Write scorecards one after the other, which is what bulk has to agree with; what is doubtful about them."""
    stream = chiso.stream_records(files, program, numbers=numbers)
    ranked = list(chiso.score_ranked(program, stream))
    asked = Asked(Format(out.suffix[1:]), "en", out)
    with scorecard_writer(program, asked, stream.optional_facts) as add:
        for card, rank in ranked:
            add(card, rank)
    return tuple(stream.doubts())


def in_bulk(program: chiso.Program, files: Sequence[Path], outs: Sequence[Path], numbers: str | None = None) -> Counts:
    """Write scorecards in bulk. Raises `Faulty`."""
    stream = chiso.stream_records(files, program, numbers=numbers)
    assert isinstance(stream, chiso.RecordStream)
    folder = outs[0].parent / "parts"
    folder.mkdir(exist_ok=True)
    bulk = chiso.Bulk(program, stream.files, folder, stream.optional_facts)
    deque(bulk, maxlen=0)
    for out in outs:
        (bulk.write_csv if out.suffix == ".csv" else bulk.write_parquet)(out)
    return Counts(bulk.in_columns, bulk.by_rows, frozenset(bulk.not_in_columns), tuple(bulk.doubts()))


def assert_same(program: chiso.Program, files: Sequence[Path], folder: Path, numbers: str | None = None) -> Counts:
    """Both ways write the same bytes of CSV, and the same values of the same types to Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    slow = {format: folder / f"slow.{format.value}" for format in FORMATS}
    fast = {format: folder / f"fast.{format.value}" for format in FORMATS}
    doubts = [record_by_record(program, files, out, numbers) for out in slow.values()]
    counts = in_bulk(program, files, list(fast.values()), numbers)
    assert_same_text(slow[Format.csv], fast[Format.csv])
    assert_same_table(pl.read_parquet(slow[Format.parquet]), pl.read_parquet(fast[Format.parquet]))
    assert [*map(repr, counts.doubts)] == [*map(repr, doubts[0])]
    return counts


def assert_same_text(expected: Path, found: Path) -> None:
    right, told = expected.read_bytes(), found.read_bytes()
    if right != told:
        pairs = zip(right.decode().splitlines(), told.decode().splitlines(), strict=False)
        assert [pair for pair in pairs if pair[0] != pair[1]][:2] == []
        assert len(right) == len(told)


def assert_same_table(expected: pl.DataFrame, found: pl.DataFrame) -> None:
    kinds = zip(expected.schema.items(), found.schema.items(), strict=True)
    assert [pair for pair in kinds if pair[0] != pair[1]] == []
    for name in expected.columns:
        cells = zip(expected[name].to_list(), found[name].to_list(), strict=True)
        assert [(name, pair) for pair in cells if pair[0] != pair[1]][:2] == []
