"""Scorecards of a stream of records, one by one: as they come, or each with its rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from chiso.records.record import Record
from chiso.ruleset.program import Program
from chiso.run.exact import score
from chiso.run.scorecard import Scorecard
from chiso.run.standings import Ranking

MOST_KEPT = 5_000
"""So many scorecards are kept while the others are awaited."""


def score_records(program: Program, records: Iterable[Record]) -> Iterator[Scorecard]:
    """The scorecards of the records of a stream, as they are read: each has been checked already.

    Raises `RecordError` at the end, as the stream does.
    """
    return (score(program, record) for record in records)


def score_ranked(program: Program, records: Iterable[Record]) -> Iterator[tuple[Scorecard, int | None]]:
    """The scorecards with their ranks, the first of them once all records have been found sound.

    A rank depends on every total, so the records are read and scored a second time when they are too many to be kept.
    Raises `RecordError` before the first scorecard.
    """
    ranking = Ranking()
    kept: list[Scorecard] = []
    for card in score_records(program, records):
        ranking.add(card)
        if len(kept) < MOST_KEPT:
            kept.append(card)
    ranks = ranking.ranks()
    yield from zip(kept, ranks, strict=False)
    if len(ranking) > len(kept):
        yield from zip(islice(score_records(program, records), len(kept), None), ranks, strict=True)
