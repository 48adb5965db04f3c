"""Tables for `qd766/portal@2026` with every input given, at random, by a seed: all of them keep the rules' checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

import chiso
from chiso.ruleset.program import Program
from rivals.polars_float import NOT_LARGER

RULES = "qd766/portal@2026"
PERIODS = ("2026-03", "2026-04", "2026-Q2", "2026")
SEED = 766
IN_A_PART = 250_000
_OF_PROCESSED = ("finished_on_time", "finished_late", "in_progress_on_time", "in_progress_late")


def table(rows: int, most: int, start: int = 0) -> pl.DataFrame:
    """So many rows with counts from 0 to `most`; `start` is the number of the first."""
    program, chance = chiso.load(RULES), np.random.default_rng([SEED, most, start])
    counts = {id: chance.integers(0, most + 1, rows) for id in program.inputs if id != "certified_copy_rate"}
    counts |= {part: chance.integers(0, counts[whole] + 1) for part, whole in NOT_LARGER.items()}
    counts |= {"partial_online": chance.integers(0, counts["procedures"] + 1)}
    counts |= {"full_online": chance.integers(0, counts["procedures"] - counts["partial_online"] + 1)}
    counts |= {"processed": np.sum([counts[id] for id in _OF_PROCESSED], axis=0)}
    numbers = pl.Series("number", np.arange(start, start + rows))
    facts = {
        "unit": pl.select(pl.format("Xã {}", numbers)).to_series(),
        "level": pl.repeat("commune", rows, eager=True),
        "period": pl.Series(PERIODS).gather(chance.integers(0, len(PERIODS), rows)),
    }
    return pl.DataFrame({**facts, **_in_order(program, counts, chance.integers(0, 10_001, rows))})


def _in_order(
    program: Program, counts: dict[str, NDArray[np.int64]], copies: NDArray[np.int64]
) -> dict[str, pl.Series]:
    """The columns as the rules list them; the one rate is a decimal."""
    rate = pl.Series(copies).cast(pl.Decimal(38, 4)) / 10_000
    return {id: pl.Series(counts[id]) if id in counts else rate.cast(pl.Decimal(5, 4)) for id in program.inputs}


def parts(rows: int, most: int) -> Iterator[pl.DataFrame]:
    """The same number of rows in tables that fit into memory."""
    for start in range(0, rows, IN_A_PART):
        yield table(min(IN_A_PART, rows - start), most, start)


def write(rows: int, most: int, path: Path) -> None:
    """A Parquet file of so many rows, written part by part."""
    folder = path.with_suffix(".parts")
    folder.mkdir()
    for number, part in enumerate(parts(rows, most)):
        part.write_parquet(folder / f"{number:05}.parquet")
    pl.scan_parquet(folder / "*.parquet").sink_parquet(path)
    for part_file in folder.iterdir():
        part_file.unlink()
    folder.rmdir()
