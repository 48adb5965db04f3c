"""The agreement of the evaluators over very many generated rows; stops at the first disagreement, made small.

    python tests/soak.py                    20,000,000 rows
    python tests/soak.py 1000000 4          so many rows, by seeds of another thousand million

Each table has rules of its own and between 50 and 5,000 rows; every row goes through every evaluator. The process ends
with 1 where something disagrees: the last lines are then a rule set, rows and what differs.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import NamedTuple

from agreement.cases import case
from agreement.compare import difference
from agreement.evaluators import OTHERS, exact
from agreement.shrink import shrunk, told

ROWS = 20_000_000
SIZES = (50, 500, 2_000, 5_000)
BETWEEN_SERIES = 10**9
FIRST_SEED = 10**6
"""The test run has the seeds below."""
IN_A_TASK = 20


class Done(NamedTuple):
    """What a task came to: how many rows, and the first disagreement among them, made small."""

    rows: int
    disagreement: str | None = None


def checked(first: int) -> Done:
    """Score the tables of some seeds in every way."""
    rows = 0
    for seed in range(first, first + IN_A_TASK):
        made, program = case(seed, SIZES[seed % len(SIZES)])
        expected = exact(made, program)
        for name, other in OTHERS.items():
            if difference(made, program, lambda *_, of=expected: of, other) is not None:
                return Done(rows, f"{name}, seed {seed}\n{told(*shrunk(made, exact, other))}")
        rows += len(made.rows)
    return Done(rows)


def results(first: int) -> Iterator[Done]:
    """What task after task comes to, on every core, without end."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        seeds = iter(range(first, sys.maxsize, IN_A_TASK))
        running: set[Future[Done]] = {pool.submit(checked, seed) for seed in islice(seeds, 2 * (os.cpu_count() or 1))}
        try:
            while True:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                running |= {pool.submit(checked, next(seeds)) for _ in done}
                yield from (one.result() for one in done)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def say(text: str) -> None:
    """Write to the terminal, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def soak(rows: int, series: int) -> str | None:
    """The first disagreement within so many rows, made small."""
    started, checked_rows = time.monotonic(), 0
    for done in results(FIRST_SEED + series * BETWEEN_SERIES):
        checked_rows += done.rows
        taken = time.monotonic() - started
        ahead = max(0, rows - checked_rows) / checked_rows * taken if checked_rows else 0
        end = "\r" if sys.stdout.isatty() else "\n"
        say(f"{checked_rows:>12,} rows agree  {taken / 60:6.1f} min, {ahead / 60:6.1f} to go{end}")
        if done.disagreement is not None or checked_rows >= rows:
            say("\n")
            return done.disagreement
    return None


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    found = soak(numbers[0] if numbers else ROWS, numbers[1] if len(numbers) > 1 else 0)
    say(found or f"the exact evaluator and {' and '.join(OTHERS)} agree")
    say("\n")
    sys.exit(found is not None)
