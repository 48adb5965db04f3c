"""All that is unsound in a rule set, in one pass.

Maxima and weights add up, bands cover the scale without overlap, what is declared is used, what is scored is cited,
no condition is decided beforehand, and every absence that can be met has a policy.
"""

from __future__ import annotations

from collections.abc import Set

from chiso.diagnostics.diagnostic import Report
from chiso.ruleset.program import TOTAL, Program
from chiso.ruleset.soundness.bands import inspect_bands
from chiso.ruleset.soundness.conditions import inspect_conditions
from chiso.ruleset.soundness.foreseen import foreseen
from chiso.ruleset.soundness.maxima import inspect_maxima
from chiso.ruleset.soundness.policies import inspect_policies
from chiso.ruleset.soundness.rates import inspect_rates
from chiso.ruleset.soundness.reach import inspect_reach
from chiso.ruleset.soundness.use import inspect_sources, inspect_use

BANDS = "bands"
"""Stands for the bands as a whole where ids of doubtful parts are listed."""


def inspect(program: Program, doubtful: Set[str], mentioned: Set[str], report: Report) -> None:
    """Report what is unsound.

    Of parts listed as `doubtful`, because not all of them could be read, nothing is said. `mentioned` are the names
    that the expressions of the rule set mention.
    """
    known = foreseen(program)
    inspect_maxima(program.total, doubtful, report)
    inspect_sources(program.total, report)
    for indicator in program.indicators:
        inspect_rates(indicator, program, report)
    if TOTAL not in doubtful and BANDS not in doubtful and program.groups and program.bands:
        inspect_bands(program, known.names[f"{TOTAL}.points"].interval.low.at, report)
    inspect_use(program, mentioned, report)
    inspect_conditions(program, known, report)
    inspect_policies(program, known, doubtful, report)
    inspect_reach(program, known, doubtful, report)
