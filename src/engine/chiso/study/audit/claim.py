"""A claim: one printed figure or word, and what others leave possible for it.

`implied` computes from the intervals of the other figures, in their order, what the printed one can be. It is asked
once to judge the claim, and again for each way of changing one digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from chiso.lang.interval import Interval
from chiso.lang.outlook import Outlook
from chiso.ruleset.program import Title
from chiso.study.audit.figure import Figure, Said

Words = str | Title


class Kind(Enum):
    """What is held against what; the members' values are the words of the wire format."""

    POINTS_AGAINST_RATE = "points-against-rate"
    GROUPS_AGAINST_TOTAL = "groups-against-total"
    COUNTS_AGAINST_RATE = "counts-against-rate"
    BAND_AGAINST_TOTAL = "band-against-total"
    RANK_AGAINST_TOTALS = "rank-against-totals"
    CHANGE_AGAINST_PERIODS = "change-against-periods"
    TARGET_AGAINST_RATE = "target-against-rate"
    COLUMN_TOTAL = "column-total"
    PARTS_AGAINST_SUM = "parts-against-sum"
    SPELLING = "spelling"
    BETWEEN_DOCUMENTS = "between-documents"
    LOCAL_AGAINST_PORTAL = "local-against-portal"

    @property
    def is_error(self) -> bool:
        """Two spellings, and two systems that count differently, are told; they do not make a report wrong."""
        return self not in (Kind.SPELLING, Kind.LOCAL_AGAINST_PORTAL)


@dataclass(frozen=True, slots=True)
class Claim:
    """One check of one printed figure.

    `subject` names what is checked, the same for every row: the title of a node, or a column of a table. `wording` is
    the key of the sentence that says what does not hold, `blanks` fill it.
    """

    kind: Kind
    unit: str
    period: str
    node: str
    subject: Words
    printed: Figure | Said
    figures: tuple[Figure, ...]
    implied: Callable[[Sequence[Interval]], Outlook]
    wording: str
    blanks: Mapping[str, Words] = field(default_factory=dict)
