"""How long parsing, checking and compiling take as rule sets grow, against the least that any loader must do.

Generated rule sets of 100, 1,000 and 10,000 indicators of every form, in groups of 20. Beside the seconds stands the
ratio to reading the same text with PyYAML's parser alone, which holds on any machine; linear growth shows as a steady
time per indicator.

    make bench
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import yaml

from chiso.diagnostics.diagnostic import Report
from chiso.library.assemble import program_of
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.source import Source

SIZES = (100, 1_000, 10_000)
IN_A_GROUP = 20
FORMS = (
    "rate: done_{n} / due_{n}, full_at: 80%, when_empty: zero, target: quota",
    'rate: done_{n} / due_{n}, when_empty: exclude, when_not_applicable: exclude, applies_when: level == "commune"',
    "points: if done_{n} >= due_{n} then 1 else 0.5 * done_{n} / 100",
    'points: "clamp(1 - 0.1 * done_{n}, 0, 1) * if_empty(due_{n} / done_{n}, 1)"',
    "steps: {{of: done_{n} + due_{n}, rows: [{{at_least: 4, points: 1}}, {{at_least: 2, points: 0.5}}]}}",
)


def rules(size: int) -> str:
    """The text of a sound rule set with so many indicators."""
    inputs = [f"  {kind}_{n}: {{title: Số {n}, type: count}}" for n in range(size) for kind in ("done", "due")]
    groups = [_group(start, min(start + IN_A_GROUP, size)) for start in range(0, size, IN_A_GROUP)]
    header = [
        "chiso: 1",
        "ruleset: benchmark/large",
        'edition: "1"',
        "title: Bộ chỉ số lớn",
        "sources: {law: {title: Quyết định}}",
        "rounding: {points: 2, mode: half_up}",
        "parameters: {quota: 45%}",
    ]
    return "\n".join([*header, "inputs:", *inputs, "groups:", *groups, ""])


def _group(start: int, end: int) -> str:
    head = f"  - id: group_{start}\n    title: Nhóm {start}\n    max: {end - start}\n    source: law\n    indicators:"
    return "\n".join([head, *(_indicator(n) for n in range(start, end))])


def _indicator(number: int) -> str:
    form = FORMS[number % len(FORMS)].format(n=number)
    return f"      - {{id: i_{number}, title: Chỉ số {number}, max: 1, {form}}}"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The least time of some rounds: what the work costs when the machine does nothing else."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def compiled(text: str) -> Program:
    """The program of a text that has to be sound."""
    report = Report()
    document = load(Source("large.yaml", text), report)
    program = None if document is None else program_of(document, report)
    assert program is not None, [diagnostic.message for diagnostic in report][:3]
    assert len(report) == 0
    return program


def bare(text: str) -> int:
    """How many events a YAML parser finds, and nothing done with them."""
    return sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader))


def main() -> None:
    """Measure and print."""
    for size in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        text = rules(size)
        taken, least = seconds(lambda text=text: compiled(text)), seconds(lambda text=text: bare(text))
        each = taken / size * 1000
        against = f"{taken / least:5.1f} times the YAML parser alone"
        print(f"{size:6} indicators  {taken:6.2f} s  {each:5.2f} ms each  {against}")


if __name__ == "__main__":
    main()
