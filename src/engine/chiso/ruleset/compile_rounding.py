"""The rounding that a document asks for, at each level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from chiso.lang.values import Mode, Rounding, plain_number, to_digits
from chiso.ruleset.document import Block, Scalar

_EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Levels:
    """The rule set's own rounding, and what it says of indicators, groups and the total.

    Where `indicators_exact` or `groups_exact`, nothing is rounded; `groups` and `total` are None where nothing is said.
    """

    own: Rounding
    indicators_exact: bool
    groups_exact: bool
    groups: Rounding | None
    total: Rounding | None

    def of_indicator(self, block: Block) -> Rounding | None:
        """How an indicator's points are rounded; None where they stay exact."""
        return _rounding(block.block("rounding"), self.own.mode) or (None if self.indicators_exact else self.own)

    def of_group(self, block: Block, *, is_weighted: bool) -> Rounding | None:
        """How a group's points are rounded; None where the sum stays as it is.

        Shares of rounded points can have any number of decimals, so a sum of weighted parts is rounded.
        """
        written = _rounding(block.block("rounding"), self.own.mode) or self.groups
        return written or (self.own if is_weighted and not self.groups_exact else None)

    def of_total(self, *, is_weighted: bool) -> Rounding | None:
        """How the total is rounded; None where the sum stays as it is."""
        return self.total or (self.own if is_weighted or self.indicators_exact or self.groups_exact else None)


def levels(block: Block | None) -> Levels:
    """What the section `rounding` says; two digits, half up, stand in for one that is faulty."""
    own = _rounding(block, Mode.HALF_UP) or to_digits(2, Mode.HALF_UP)
    if block is None:
        return Levels(own, indicators_exact=False, groups_exact=False, groups=None, total=None)
    return Levels(
        own,
        indicators_exact=block.text("indicators") == _EXACT,
        groups_exact=block.text("groups") == _EXACT,
        groups=_rounding(block.block("groups"), own.mode),
        total=_rounding(block.block("total"), own.mode),
    )


def _rounding(block: Block | None, mode: Mode) -> Rounding | None:
    if block is None:
        return None
    chosen = Mode(written.words) if isinstance(written := block.values.get("mode"), Scalar) else mode
    digits, multiple = block.text("points"), plain_number(block.text("multiple_of") or "")
    if digits is not None:
        return to_digits(int(digits), chosen)
    return Rounding(Fraction(multiple), chosen) if multiple else None
