"""One task of `scale.py`, in a process of its own; prints what it comes to as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from measuring import foreseen, memory_of, paired, reference, result, stream, wrong_per_million
from tables import write
from ways import LONGEST, OF_RECORDS, OF_TABLES, POLARS, TRACED

AT_LEAST_RIGHT = 0.98
"""What part of the rows a rival has to get right, or it follows other rules."""


def tables(file: Path) -> dict[str, Any]:
    """The ways to score a table: against polars, and how many rows are wrong."""
    table = pl.read_parquet(file)
    right = reference(table)
    found: dict[str, Any] = {}
    for name in OF_TABLES:
        expected = foreseen(name, table)
        if expected > LONGEST:
            found[name] = {"foreseen": expected}
            continue
        wrong = wrong_per_million(result(name, table), right)
        assert wrong <= (1 - AT_LEAST_RIGHT) * 1_000_000, f"{name} follows other rules"
        pair = paired(name, POLARS, table, 3 if expected > 5 else 7)
        found[name] = {"ratio": pair.ratio, "seconds": pair.seconds, "wrong": wrong}
    return found


def one_by_one(file: Path) -> dict[str, Any]:
    """The ways to score records one by one, in one thread, each against another."""
    table = pl.read_parquet(file)
    right = result(TRACED, table)
    return {
        f"{name}|{against}": {
            "ratio": paired(name, against, table, 9, time.process_time).ratio,
            "wrong": wrong_per_million(result(name, table), right),
        }
        for name, against in OF_RECORDS
    }


TASKS: dict[str, Callable[..., Any]] = {
    "write": lambda rows, most, file: write(int(rows), int(most), Path(file)),
    "tables": lambda file: tables(Path(file)),
    "records": lambda file: one_by_one(Path(file)),
    "memory": lambda name, file: memory_of(name, Path(file)),
    "stream": lambda name, file, folder: stream(name, Path(file), Path(folder)),
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
