"""What a sweep costs: one parameter over 61 values, against one evaluation of the same units.

Units have every input of the edition, so nothing is skipped for want of data. The ratio holds on any machine; at most
70 is promised. Fewer units than 10,000 give the same ratio faster: `sweep_speed.py 1000`.

    make bench
"""

from __future__ import annotations

import random
import sys
import time
from fractions import Fraction

import chiso
from chiso.diagnostics.diagnostic import Report
from chiso.lang.types import COUNT, RATE
from chiso.run.exact import score
from chiso.run.unit import unit_of
from chiso.study.sweep import sweep
from chiso.study.variant import quantity
from chiso.study.vary import vary

RULES = "qd766/dong-thap@2024-06"
RANGE = "param payment_target from 30% to 90% step 1%"
UNITS = 10_000


def records(program: chiso.Program, units: int) -> list[chiso.Record]:
    """Units with every input, counts from 0 to 5,000."""
    chance = random.Random(766)
    draw = {COUNT: lambda: chance.randint(0, 5000), RATE: lambda: Fraction(chance.randint(0, 100), 100)}
    inputs = program.inputs.values()
    return [
        chiso.Record(f"unit {number}", "commune", "2024-06", {i.id: draw.get(i.type, draw[COUNT])() for i in inputs})
        for number in range(units)
    ]


def main() -> None:
    """Measure and print."""
    rules = chiso.editable(RULES)
    given = records(rules.program, int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
    report = Report()
    read = vary(RANGE, report)
    varied = None if read is None else quantity(read, rules, report)
    assert varied is not None
    started = time.process_time()
    cards = [score(rules.program, record) for record in given]
    once = time.process_time() - started
    started = time.process_time()
    found = sweep([varied], rules, [unit_of(card) for card in cards])
    taken = time.process_time() - started
    values = len(found.points)
    ratio = f"{taken / once:6.1f} times one evaluation of them"
    print(f"sweep of {values} values over {len(given)} units {ratio} (at most 70)")


if __name__ == "__main__":
    main()
