"""What studies of many units cost: by the row path, against the same study with a scorecard of every unit.

Reading the data is left out. The ratios hold on any machine; fewer units give nearly the same: `study_speed.py 1000`.

    make bench
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

import chiso
from chiso.diagnostics.diagnostic import Report
from chiso.run.exact import score
from chiso.run.unit import Unit, UnitScorer, unit_of
from chiso.study.compare import compare
from chiso.study.impact import impact
from chiso.study.scenario import scenario
from chiso.study.whatif import what_if
from sweep_speed import records

BEFORE, AFTER = "qd766/dong-thap@2024-01", "qd766/dong-thap@2024-06"
PARAMETER, DATUM = ("payment_target = 60%",), ("paid_online = min(with_obligation, paid_online + 50)",)
UNITS = 20_000

Study = Callable[[], object]


def studies(given: Sequence[chiso.Record]) -> dict[str, Study]:
    """The studies by their names."""
    programs, rules = (chiso.load(BEFORE), chiso.load(AFTER)), chiso.editable(AFTER)

    def units(program: chiso.Program) -> list[Unit]:
        scorer = UnitScorer(program)
        return [scorer.unit(record) for record in given]

    def asked(parameters: Sequence[str], data: Sequence[str]) -> Study:
        ready = scenario(chiso.asked(data, parameters), rules, given, Report())
        assert ready is not None
        return lambda: what_if(ready, units(rules.program), Report())

    return {
        "diff": lambda: impact((programs[0], given), (programs[1], given), []),
        "compare": lambda: compare(units(programs[0]), units(programs[1]), programs, Report()),
        "whatif of a parameter": asked(PARAMETER, ()),
        "whatif of data": asked((), DATUM),
        "ranks, for goal": lambda: units(rules.program),
    }


def seconds(study: Study) -> float:
    """Of the processor."""
    started = time.process_time()
    study()
    return time.process_time() - started


def with_scorecard(scorer: UnitScorer, record: chiso.Record) -> Unit:
    """A unit with its scorecard from the start."""
    return unit_of(score(scorer.program, record))


def main() -> None:
    """Measure and print."""
    given = records(chiso.load(AFTER), int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
    found = studies(given)
    quick = {name: seconds(study) for name, study in found.items()}
    UnitScorer.unit = with_scorecard  # type: ignore[method-assign]
    for name, study in found.items():
        ratio = f"{seconds(study) / quick[name]:5.1f} times as fast as with a scorecard of each"
        print(f"{name:22} of {len(given)} units {ratio}")


if __name__ == "__main__":
    main()
