"""What kinds of change there are, and for whom each breaks something."""

from __future__ import annotations

from enum import Enum


class ChangeKind(Enum):
    """A kind of change, by the word that people write after `--fail-on`."""

    SCORE = "score-change"
    BAND = "band-change"
    RANK = "rank-change"
    TARGET = "target-change"
    DATE = "date-change"
    INPUT = "input-change"
    TEXT = "text-change"

    @property
    def audience(self) -> Audience:
        """Who has to know of it."""
        return _AUDIENCES.get(self, Audience.UNITS)


class Audience(Enum):
    """For whom a change breaks something; a published edition adds those who rely on published results."""

    UNITS = "units"
    SUPPLIERS = "suppliers"
    RESULTS = "results"
    READERS = "readers"


_AUDIENCES = {ChangeKind.INPUT: Audience.SUPPLIERS, ChangeKind.TEXT: Audience.READERS}
