"""The ways to score a table, each as the same kind of list: one outcome for each row, in order.

An outcome is the points of every node in `addresses`, and the band's id, as a table holds them: exact, or, where no
decimals can say them, rounded as the rule set rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import chiso
from agreement.cases import Case, frame, record_of
from chiso.lang.values import Given
from chiso.ruleset.program import TOTAL, Group, Indicator, Program
from chiso.run.exact import score
from chiso.run.rowwise.row_score import RowScore
from chiso.run.scorecard import Scorecard, printable

Outcome = tuple[Given | None, ...]
Evaluator = Callable[[Case, Program], Sequence[Outcome]]


def nodes_of(program: Program) -> list[Indicator | Group]:
    """Every indicator, then every group and the total."""
    return [*program.indicators, *(node for node in program.order if isinstance(node, Group))]


def addresses(program: Program) -> list[str]:
    """What the parts of an outcome are."""
    return [*(f"{node.id}.points" for node in nodes_of(program)), f"{TOTAL}.band"]


def exact(case: Case, program: Program) -> list[Outcome]:
    """By the exact evaluator, from the values as they were made."""
    nodes = nodes_of(program)
    return [_of_card(score(program, record_of(row, program)), nodes, program) for row in case.rows]


def _of_card(card: Scorecard, nodes: Sequence[Indicator | Group], program: Program) -> Outcome:
    groups = (card.total, *card.total.every_group)
    points = {r.id: r.points for r in groups} | {r.id: r.points for r in card.indicators}
    band = None if card.band is None else card.band.id
    return (*(_in_table(points[node.id], node, program) for node in nodes), band)


def _in_table(points: int | Fraction | None, node: Indicator | Group, program: Program) -> int | Fraction | None:
    return points if points is None or isinstance(points, int) else printable(points, node, program)[0]


def columnar(case: Case, program: Program) -> list[Outcome]:
    """By `chiso.score_table`, from the table."""
    return [tuple(row) for row in chiso.score_table(program, frame(case, program)).select(addresses(program)).rows()]


def rowwise(case: Case, program: Program) -> list[Outcome]:
    """By `chiso.scorer`, from the values as they were made."""
    nodes, scorer = nodes_of(program), chiso.scorer(program)
    return [_of_row(scorer.score(record_of(row, program)), nodes, program) for row in case.rows]


def _of_row(score: RowScore, nodes: Sequence[Indicator | Group], program: Program) -> Outcome:
    band = None if score.band is None else score.band.id
    return (*(_in_table(score.points(node.id), node, program) for node in nodes), band)


OTHERS: Mapping[str, Evaluator] = {"rowwise": rowwise, "columnar": columnar}
"""What has to agree with the exact evaluator."""
