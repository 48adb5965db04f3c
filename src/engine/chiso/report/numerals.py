"""Numbers as people write them: `82,07` and `1.936` in Vietnamese, `82.07` and `1936` in English."""

from __future__ import annotations

from datetime import date

from chiso.diagnostics.diagnostic import Language
from chiso.lang.types import RATE, Type
from chiso.lang.values import Given, Mode, Number, decimal_text, decimals_of, rounded, to_digits
from chiso.ruleset.program import Group, Indicator, Program
from chiso.run.scorecard import printable, rate_percent

_PLACES = 4
"""Decimals shown of a number that no decimals can say."""


def numeral(value: Number, language: Language, digits: int = 0) -> str:
    """A number with at least so many decimals; as a fraction where decimals cannot say it."""
    text = decimal_text(value, digits)
    if language == "en":
        return text
    whole, point, decimals = text.partition(".")
    return _grouped(whole) + point.replace(".", ",") + decimals if whole.lstrip("-").isdigit() else text


def _grouped(whole: str) -> str:
    """Thousands apart; numbers of four digits too, as reports here write them."""
    return f"{int(whole):,}".replace(",", ".") if whole.lstrip("-") != "0" else whole


def approximate(value: Number, language: Language) -> str:
    """A number in few decimals, cut off where there are more: `16,8148…`."""
    needed = decimals_of(value)
    if needed is not None and needed <= _PLACES:
        return numeral(value, language)
    return numeral(rounded(value, to_digits(_PLACES, Mode.DOWN)), language, _PLACES) + "…"


def percent(rate: Number, language: Language) -> str:
    """A rate in percent, rounded half up to two decimals: `84,07 %`, in English `84.07%`."""
    sign = " %" if language == "vi" else "%"
    return numeral(rate_percent(rate), language) + sign


def points_text(points: Number | None, node: Group | Indicator, program: Program, language: Language) -> str:
    """The points of a node at the rule's digits; a dash where there are none."""
    return "–" if points is None else numeral(printable(points, node, program)[0], language)


def total_text(points: Number | None, program: Program, language: Language) -> str:
    """The total, with all the digits of the rules."""
    if points is None:
        return "–"
    value, digits = printable(points, program.total, program)
    return numeral(value, language, digits)


def given_text(value: Given, kind: Type, language: Language) -> str:
    """A value of a record or of the rules, by its type."""
    if isinstance(value, bool):
        return {"vi": ("không", "có"), "en": ("no", "yes")}[language][value]
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if language == "vi" else value.isoformat()
    if isinstance(value, str):
        return value
    return percent(value, language) if kind is RATE else approximate(value, language)
