"""How much memory writing Parquet takes, and how long, for more and more scorecards of the national size.

Memory has to stay nearly flat: that of a batch, of a group of rows, and of the list of parts. Each count runs in a
process of its own.

    python benchmarks/output_memory.py 10000 100000 1000000
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import chiso

RULES = "qd766/dong-thap@2024-06"
DATA = Path(__file__).parents[1] / "examples/tam-nong-2024-06/units.csv"
COUNTS = ("10000", "50000")


def write(count: int) -> None:
    """Write so many scorecards, and print what that took."""
    program = chiso.load(RULES)
    cards = [chiso.score(program, record) for record in chiso.read_records(DATA, program)]
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, chiso.parquet_writer(program, Path(folder) / "x.parquet") as add:
        for number in range(count):
            card = cards[number % len(cards)]
            add(replace(card, record=replace(card.record, unit=f"{card.record.unit} {number}")), number)
    taken = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:>9,} scorecards  {taken:7.1f} s  {megabytes:5} MB", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        write(int(sys.argv[2]))
    else:
        for count in sys.argv[1:] or COUNTS:
            subprocess.run([sys.executable, __file__, "--one", count], check=True)
