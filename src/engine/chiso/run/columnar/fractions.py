"""Fractions in lowest terms, as texts, for whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

_HIDDEN = "\N{NULL}"


@dataclass(frozen=True, slots=True)
class Fraction:
    """A column of fractions to be written: its name, and the columns of its upper and lower numbers.

    The lower numbers are above 0; where the upper one is null there is no fraction.
    """

    name: str
    top: str
    bottom: str


def fraction_texts(frame: pl.DataFrame, fractions: Sequence[Fraction]) -> list[pl.Series]:
    """The fractions in lowest terms (`290/299`, or `1` when whole), by Euclid's algorithm on all rows at once."""
    divisors = _common_divisors(frame, fractions)
    texts = []
    for fraction in fractions:
        divisor = divisors.get_column(fraction.name)
        top, bottom = frame.get_column(fraction.top) // divisor, frame.get_column(fraction.bottom) // divisor
        texts.append(pl.DataFrame([top.alias("top"), bottom.alias("bottom")]).select(_written().alias(fraction.name)))
    return [text.to_series() for text in texts]


def _written() -> pl.Expr:
    top, bottom = pl.col("top"), pl.col("bottom")
    whole = top.cast(pl.String)
    return pl.when(bottom == 1).then(whole).otherwise(pl.concat_str([whole, bottom.cast(pl.String)], separator="/"))


def _common_divisors(frame: pl.DataFrame, fractions: Sequence[Fraction]) -> pl.DataFrame:
    """The greatest common divisor of each fraction's two numbers."""
    rests = [f"{_HIDDEN}{fraction.name}" for fraction in fractions]
    pairs = list(zip(fractions, rests, strict=True))
    start = [pl.col(f.bottom).abs().alias(f.name) for f, _ in pairs]
    start += [(pl.col(f.top).abs() % pl.col(f.bottom)).alias(rest) for f, rest in pairs]
    found = frame.select(start)
    while pairs := [(f, rest) for f, rest in pairs if found.get_column(rest).max()]:
        found = found.with_columns(column for f, rest in pairs for column in _step(f.name, rest))
    return found


def _step(name: str, rest: str) -> tuple[pl.Expr, pl.Expr]:
    goes_on = pl.col(rest) > 0
    divisor = pl.when(goes_on).then(pl.col(rest)).otherwise(pl.col(name))
    following = pl.when(goes_on).then(pl.col(name) % pl.col(rest)).otherwise(0)
    return divisor.alias(name), following.alias(rest)
