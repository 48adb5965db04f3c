"""Times of two ways by turns, which of their rows are wrong, and how much memory one takes in a process of its own."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from contenders import CONTENDERS
from rivals import polars_float
from tables import IN_A_PART
from ways import COLUMNAR, POLARS, ROWWISE, TRACED

SAMPLE = 20_000
"""Rows that the exact evaluator scores; the others are held against the row path, which has to agree with it there."""

TRIED = (1_000, 20_000)
"""Rows by which it is told how long the whole would take: the more of them, the better, where they take no time."""

_AT_ONCE = 2


class Paired(NamedTuple):
    """How many times as fast one way is as another, and the seconds that it takes: medians of runs by turns."""

    ratio: float
    seconds: float


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """What some work takes."""
    gc.collect()
    started = clock()
    work()
    return clock() - started


def foreseen(name: str, table: pl.DataFrame) -> float:
    """About how many seconds a way takes for a table, by what it takes for a part of it."""
    contender, expected = CONTENDERS[name], 0.0
    for rows in TRIED:
        part = table.head(rows)
        if expected * part.height / table.height > _AT_ONCE:
            break
        prepared = contender.prepare(part)
        contender.run(prepared)
        expected = seconds(lambda given=prepared: contender.run(given)) * table.height / part.height
    return expected


def paired(
    name: str, against: str, table: pl.DataFrame, pairs: int, clock: Callable[[], float] = time.perf_counter
) -> Paired:
    """Both ways by turns, so that what else the machine does meets both."""
    one, other = CONTENDERS[name], CONTENDERS[against]
    given, given_other = one.prepare(table), other.prepare(table)
    one.run(given), other.run(given_other)
    taken = [
        (seconds(lambda: one.run(given), clock), seconds(lambda: other.run(given_other), clock)) for _ in range(pairs)
    ]
    return Paired(statistics.median(b / a for a, b in taken), statistics.median(a for a, _ in taken))


# What is wrong.


def result(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """What a way makes of a table, in hundredths of points."""
    contender = CONTENDERS[name]
    return contender.hundredths(contender.run(contender.prepare(table)))


def reference(table: pl.DataFrame) -> pl.DataFrame:
    """What is right: by the row path, which on a sample has to be what the exact evaluator says."""
    right = result(ROWWISE, table)
    sample = table.head(SAMPLE)
    assert result(TRACED, sample).equals(right.head(SAMPLE)), "the row path and the exact evaluator disagree"
    return right


def wrong_per_million(found: pl.DataFrame, right: pl.DataFrame) -> float:
    """Rows with any digit or the band wrong, in a million."""
    differs = [~found[name].eq_missing(right[name]) for name in right.columns]
    rows = pl.DataFrame({str(n): mask for n, mask in enumerate(differs)}).select(pl.any_horizontal(pl.all()))
    return int(rows.to_series().sum()) / right.height * 1_000_000


# Memory.


def megabytes() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def memory_of(name: str, file: Path) -> int:
    """The most that this process has had once a way has scored a Parquet file."""
    contender, table = CONTENDERS[name], pl.read_parquet(file)
    contender.run(contender.prepare(table))
    return megabytes()


def stream(name: str, file: Path, folder: Path) -> dict[str, Any]:
    """From Parquet to Parquet: seconds and the most memory of this process."""
    ways = {COLUMNAR: _in_parts, POLARS: _in_one_query}
    taken = seconds(lambda: ways[name](file, folder))
    written = pl.scan_parquet(folder / "*.parquet").select(pl.len()).collect().item()
    assert written == pl.scan_parquet(file).select(pl.len()).collect().item()
    return {"seconds": taken, "megabytes": megabytes()}


def _in_parts(file: Path, folder: Path) -> None:
    table = pl.scan_parquet(file)
    rows = table.select(pl.len()).collect().item()
    for start in range(0, rows, IN_A_PART):
        part = CONTENDERS[COLUMNAR].run(table.slice(start, IN_A_PART).collect())
        part.write_parquet(folder / f"{start:09}.parquet")


def _in_one_query(file: Path, folder: Path) -> None:
    polars_float.query(pl.scan_parquet(file)).sink_parquet(folder / "all.parquet")
