"""The cases beside rule files, run for somebody who wants to know what came of each; in several processes if asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import folded
from chiso.library.assemble import assemble
from chiso.study.beneath import Line, beneath
from chiso.study.cases import Case, cases_beside
from chiso.study.coverage import coverage
from chiso.study.run_cases import Ran, Run, run_chosen
from chiso.study.tested import CaseResult, Failure, Tested


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: only cases with this text in their names, and whether coverage is to be told."""

    named: str = ""
    coverage: bool = False

    def is_met_by(self, case: Case) -> bool:
        """Whether a case is among those asked for."""
        return folded(self.named) in folded(case.name)


def examine(rules: Path, folders: Sequence[Path], wish: Wish) -> Tested:
    """Run the cases beside a rule file; without such a file there are none, and nothing is covered."""
    report, left_out = Report(), list[Case]()
    beside = cases_beside(rules)

    def is_chosen(case: Case) -> bool:
        chosen = wish.is_met_by(case)
        left_out.extend([] if chosen else [case])
        return chosen

    if beside.is_file():
        run = run_chosen(rules, folders, report, is_chosen)
    else:
        run = Run(assemble(rules, folders, report), ())
    found = None if run.program is None or not wish.coverage else coverage(run.program, run.ran)
    faults = tuple(fault for fault in report if fault.is_error)
    return Tested(str(rules), str(beside), tuple(map(_result, run.ran)), faults, len(left_out), found)


def examine_all(files: Sequence[Path], folders: Sequence[Path], wish: Wish, processes: int) -> Iterator[Tested]:
    """Run the cases beside many rule files, in their order."""
    if processes <= 1 or len(files) <= 1:
        yield from (examine(file, folders, wish) for file in files)
        return
    share = max(1, len(files) // (4 * processes))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(examine, files, [folders] * len(files), [wish] * len(files), chunksize=share)


def _result(ran: Ran) -> CaseResult:
    failures = tuple(Failure(fault, _beneath(ran, fault.arguments.get("node"))) for fault in ran.faults)
    return CaseResult(ran.case.name, ran.case.block.place("name"), failures)


def _beneath(ran: Ran, node: object) -> tuple[Line, ...]:
    return () if ran.card is None or not isinstance(node, str) else tuple(beneath(ran.card, node))
