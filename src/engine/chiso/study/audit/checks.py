"""The rule set's own checks of a record: counts that are parts of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chiso.lang.foresee import foresee
from chiso.lang.interval import Interval
from chiso.lang.outlook import Outlook, certain
from chiso.lang.syntax import names
from chiso.lang.values import Absence
from chiso.records.record import Record
from chiso.ruleset.program import Check, Program
from chiso.run.exact import known_names
from chiso.study.audit.claim import Claim, Kind
from chiso.study.audit.comparing import Statement, statement
from chiso.study.audit.figure import Figure


def claims_of_checks(program: Program, record: Record, figures: Mapping[str, Figure]) -> Iterator[Claim]:
    """The checks whose figures the record gives, each as a claim about the name that it compares."""
    facts = {
        name: certain(value) for name, value in known_names(program, record).items() if not isinstance(value, Absence)
    }
    for check in program.checks:
        stated = statement(check.rule)
        needed = list(dict.fromkeys(name.name for name in names(check.rule) if name.name not in program.parameters))
        if stated is not None and stated.name.name in figures and all(name in facts for name in needed):
            yield _claim(check, stated, record, figures, facts)


def _claim(
    check: Check, stated: Statement, record: Record, figures: Mapping[str, Figure], facts: Mapping[str, Outlook]
) -> Claim:
    needed = list(dict.fromkeys(name.name for name in names(stated.other) if name.name in figures))

    def implied(intervals: Sequence[Interval]) -> Outlook:
        known = {**facts, **{name: Outlook(found) for name, found in zip(needed, intervals, strict=True)}}
        return Outlook(stated.allowed(foresee(stated.other, known, {}).interval))

    rule = " ".join(check.rule.span.text.split())
    resting = tuple(figures[name] for name in needed)
    printed = figures[stated.name.name]
    return Claim(
        Kind.PARTS_AGAINST_SUM,
        record.unit,
        record.period,
        stated.name.name,
        rule,
        printed,
        resting,
        implied,
        "check-broken",
        {"title": stated.name.name, "message": check.message, "rule": rule},
    )
