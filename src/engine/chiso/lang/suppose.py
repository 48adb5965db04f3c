"""What a condition makes sure of: the outlooks of names where it is known to hold, or not to hold."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from chiso.lang.arguments import arguments_of
from chiso.lang.functions import FUNCTIONS
from chiso.lang.interval import ALL, End, Interval, overlap
from chiso.lang.outlook import ANYTHING, Outlook, Outlooks
from chiso.lang.syntax import Call, Comparison, Expression, Literal, Logic, Membership, Name, Not

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def suppose(condition: Expression, holds: bool, names: Outlooks, found: Mapping[int, Outlook]) -> Outlooks:
    """The outlooks of names where a condition is known to hold, or not to; `found` has those of its parts."""
    match condition:
        case Not():
            return suppose(condition.operand, not holds, names, found)
        case Logic() if (condition.operator == "and") is holds:
            for operand in condition.operands:
                names = suppose(operand, holds, names, found)
        case Comparison() if holds or len(condition.operators) == 1:
            for place, operator in enumerate(condition.operators):
                left, right = condition.operands[place : place + 2]
                operator = operator if holds else _DENIED[operator]
                names = _compared(left, operator, found.get(right.id, ANYTHING), names)
                names = _compared(right, _TURNED[operator], found.get(left.id, ANYTHING), names)
        case Membership() if isinstance(condition.item, Name):
            return _chosen(condition, condition.item.name, holds, names)
        case Name():
            return _with(names, condition.name, options=frozenset({holds}), absences=frozenset())
        case Call() if condition.function == "given" and holds:
            value = arguments_of(condition, FUNCTIONS["given"])[0][0]
            return _with(names, value.name, absences=frozenset()) if isinstance(value, Name) else names
    return names


def _with(names: Outlooks, name: str, **changes: Any) -> Outlooks:
    """One name seen more closely, laid over the others: a rule set may have thousands of them."""
    closer = {name: replace(names.get(name, ANYTHING), **changes)}
    return (
        ChainMap(closer, *names.maps)
        if isinstance(names, ChainMap)
        else ChainMap(closer, cast(dict[str, Outlook], names))
    )


def _compared(left: Expression, operator: str, other: Outlook, names: Outlooks) -> Outlooks:
    """A name on the left, compared: it is there, and on the right side of the other's bounds."""
    if not isinstance(left, Name):
        return names
    known = names.get(left.name, ANYTHING)
    if known.options is not None and other.options is not None and len(other.options) == 1:
        options = known.options & other.options if operator == "==" else known.options
        options = known.options - other.options if operator == "!=" else options
        return _with(names, left.name, options=options or known.options, absences=frozenset())
    narrowed = overlap(known.interval, _side(operator, other.interval))
    if operator == "!=" and other.interval.low == other.interval.high:
        narrowed = _without_end(known.interval, other.interval.low)
    interval = known.interval if narrowed.is_empty else narrowed
    return _with(names, left.name, interval=interval, absences=frozenset())


def _side(operator: str, other: Interval) -> Interval:
    match operator:
        case "<" | "<=":
            return Interval(high=other.high, high_open=other.high_open or operator == "<")
        case ">" | ">=":
            return Interval(low=other.low, low_open=other.low_open or operator == ">")
        case "==":
            return other
    return ALL


def _without_end(interval: Interval, end: End) -> Interval:
    """An interval from which one of its ends is taken; any other number leaves it as it is."""
    return replace(
        interval,
        low_open=interval.low_open or interval.low == end,
        high_open=interval.high_open or interval.high == end,
    )


def _chosen(node: Membership, name: str, holds: bool, names: Outlooks) -> Outlooks:
    known = names.get(name, ANYTHING)
    offered = frozenset(option.value for option in node.options if isinstance(option, Literal))
    if known.options is None or len(offered) < len(node.options):
        return _with(names, name, absences=frozenset())
    options = known.options & offered if holds else known.options - offered
    return _with(names, name, options=options or known.options, absences=frozenset())
