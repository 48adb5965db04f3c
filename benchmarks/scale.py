"""How fast, how exact and how large: chiso against the same rules written by hand over floating point, in one table.

The rules are `qd766/portal@2026`, with every input given. A ratio says how many times as fast a way is as the one
beside it, the median of runs of both by turns; ratios hold on any machine, seconds do not. Growth is the time for one
row against that at 100,000 rows. Wrong are rows with any digit of any node, or the band, otherwise than by the exact
evaluator, which scores 20,000 rows; the row path, which has to agree with it there, scores the rest. Memory is the
most that a process of its own had, the table included.

    python benchmarks/scale.py                      up to 1,000,000 rows, and 10,000,000 from Parquet to Parquet
    python benchmarks/scale.py 10000 100000         tables of so many rows only

What would take more than ten seconds for one run is left out, and said so.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ways import LONGEST, OF_TABLES, POLARS, STREAMING

SIZES = (10_000, 100_000, 1_000_000)
STREAMED = (100_000, 1_000_000, 10_000_000)
FROM = 100_000
"""Growth is told from here on."""

SMALL, LARGE = 30, 5_000
RECORDS = 10_000
IMPORTS = 15


class Line(NamedTuple):
    """One line of what is printed."""

    what: str
    rows: str = ""
    against: str = ""
    ratio: str = ""
    growth: str = ""
    wrong: str = ""
    memory: str = ""


def in_a_child(task: str, *arguments: object) -> Any:
    """What a task comes to. This process stays small: a child's most memory is never told as less than its parent's."""
    command = [sys.executable, str(Path(__file__).with_name("task.py")), task, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


# The parts of the table.


def lines_of_tables(folder: Path, most: int, sizes: Sequence[int]) -> Iterator[Line]:
    """The ways to score a table, for each number of rows."""
    each_row: dict[tuple[str, int], float] = {}
    for rows in sizes:
        file = made(folder, rows, most)
        found = in_a_child("tables", file)
        for name in OF_TABLES:
            of = found[name]
            what = f"{name}, counts to {most:,}"
            if "foreseen" in of:
                yield Line(what, f"{rows:,}", POLARS, f"left out, about {of['foreseen']:,.0f} s")
                continue
            each_row[name, rows] = of["seconds"] / rows
            first = each_row.get((name, FROM))
            growth = f"{each_row[name, rows] / first:.2f}" if first and rows > FROM else ""
            memory = in_a_child("memory", name, file)
            yield Line(what, f"{rows:,}", POLARS, f"{of['ratio']:.2f}", growth, f"{of['wrong']:,.0f}", f"{memory:,}")


def lines_of_records(folder: Path) -> Iterator[Line]:
    """The ways to score records one by one."""
    file = made(folder, RECORDS, LARGE)
    for pair, of in in_a_child("records", file).items():
        name, against = pair.split("|")
        yield Line(name, f"{RECORDS:,}", against, f"{of['ratio']:.2f}", "", f"{of['wrong']:,.0f}")


def lines_of_streams(folder: Path, sizes: Sequence[int]) -> Iterator[Line]:
    """From Parquet to Parquet, for each number of rows."""
    first: dict[str, float] = {}
    for rows in sizes:
        file = made(folder, rows, LARGE)
        taken: dict[str, dict[str, float]] = {}
        for name in STREAMING:
            if name in first and first[name] * rows > 10 * LONGEST:
                yield Line(f"{name}, Parquet", f"{rows:,}", POLARS, f"left out, about {first[name] * rows:,.0f} s")
                continue
            with tempfile.TemporaryDirectory(dir=folder) as out:
                of = taken[name] = in_a_child("stream", name, file, out)
            first.setdefault(name, of["seconds"] / rows)
            growth = f"{of['seconds'] / rows / first[name]:.2f}"
            ratio = f"{taken[POLARS]['seconds'] / of['seconds']:.2f}"
            yield Line(f"{name}, Parquet", f"{rows:,}", POLARS, ratio, growth, "", f"{of['megabytes']:,}")


def line_of_import() -> Line:
    """`import chiso` beside a Python that does nothing."""
    both = [(started("import chiso"), started("pass")) for _ in range(IMPORTS)]
    milliseconds = statistics.median(one - bare for one, bare in both) * 1000
    ratio = statistics.median(bare / one for one, bare in both)
    return Line(f"import chiso, {milliseconds:.0f} ms more", "", "python alone", f"{ratio:.2f}")


def started(program: str) -> float:
    """Seconds from the start of a Python to its end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - begun


def made(folder: Path, rows: int, most: int) -> Path:
    """The Parquet file of a table, which is made once."""
    file = folder / f"{rows}-{most}.parquet"
    if not file.exists():
        in_a_child("write", rows, most, file)
    return file


def lines(folder: Path, sizes: Sequence[int], streamed: Sequence[int]) -> Iterator[Line]:
    """All of them."""
    yield from lines_of_tables(folder, LARGE, sizes)
    yield from lines_of_tables(folder, SMALL, sizes[-1:])
    yield from lines_of_records(folder)
    yield from lines_of_streams(folder, streamed)
    yield line_of_import()


HEADINGS = Line("what", "rows", "against", "times as fast", "growth", "wrong per million", "peak MB")
WIDTHS = Line("36", "12", "24", "14", "8", "18", "9")


def printed(line: Line) -> str:
    """A line in columns; texts to the left, numbers to the right."""
    left = {"what", "against"}
    cells = zip(Line._fields, line, WIDTHS, strict=True)
    return "  ".join(f"{cell:{'<' if name in left else '>'}{width}}" for name, cell, width in cells).rstrip()


FOOT = """
Wrong is any digit, or the band, that the exact evaluator would not give. It scores 20,000 rows; the others are held
against the row path, which has to agree with it on those. Growth is the time for a row against that at 100,000 rows.
Parquet is from file to file: polars in one query, chiso in parts of 250,000 rows."""


def main(asked: Sequence[int]) -> None:
    """Measure and print."""
    sizes = tuple(asked) or SIZES
    print(printed(HEADINGS))
    with tempfile.TemporaryDirectory(prefix="chiso-scale-") as folder:
        for line in lines(Path(folder), sizes, () if asked else STREAMED):
            print(printed(line), flush=True)
    print(FOOT)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
