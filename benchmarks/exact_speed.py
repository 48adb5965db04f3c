"""How fast the exact evaluator is, in records a second on one core, and what loading and starting cost.

Records have every input of the national rules. Seconds differ from machine to machine; the work per record is also
given relative to a plain Python loop over the same divisions, which holds anywhere.

    make bench
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction

import chiso
from chiso.lang.types import COUNT, RATE
from chiso.run.exact import score

RULES = "qd766/national@2022"
RECORDS = 2_000
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """The least time of some rounds: what the work costs when the machine does nothing else."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def records(program: chiso.Program) -> list[chiso.Record]:
    """Records with every input, counts from 0 to 5,000."""
    chance = random.Random(766)
    draw = {COUNT: lambda: chance.randint(0, 5000), RATE: lambda: Fraction(chance.randint(0, 100), 100)}
    return [
        chiso.Record(
            f"unit {number}",
            "commune",
            "2024-06",
            {i.id: draw.get(i.type, draw[COUNT])() for i in program.inputs.values()},
        )
        for number in range(RECORDS)
    ]


def divisions(program: chiso.Program, given: list[chiso.Record]) -> Callable[[], object]:
    """As many exact divisions as the rules have scored indicators, for each record: the least any evaluator must do."""
    scored = sum(indicator.max is not None for indicator in program.indicators)
    pairs = [(n, n + 7) for n in range(1, scored + 1)]
    return lambda: [[Fraction(n, d) for n, d in pairs] for _ in given]


def main() -> None:
    """Measure and print."""
    program = chiso.load(RULES)
    given = records(program)
    traced = seconds(lambda: [score(program, record) for record in given])
    least = seconds(divisions(program, given))
    loading = seconds(lambda: chiso.load(RULES))
    help_page = seconds(lambda: subprocess.run([sys.executable, "-m", "chiso_cli", "--help"], capture_output=True))
    print(f"exact evaluator with trace   {RECORDS / traced:8.0f} records/s")
    print(f"  against bare divisions     {traced / least:8.1f} times the time")
    print(f"load and compile {RULES} {loading * 1000:4.0f} ms")
    print(f"chiso --help                 {help_page * 1000:8.0f} ms")


if __name__ == "__main__":
    main()
