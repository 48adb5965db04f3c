"""What an expression can come to, before any record is known.

For every node an *outlook*: the interval of its number, or the texts or truths it can be, and the absences it can
meet. Inside a branch what its condition has made sure of is known: in `if due > 0 then paid / due else 0` the
denominator is not 0. Two mentions of one name are otherwise independent, so an outlook may promise more than can
happen, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from chiso.lang.arguments import arguments_of
from chiso.lang.functions import FUNCTIONS, INTERPOLATE
from chiso.lang.interval import (
    ALL,
    NOT_NEGATIVE,
    Interval,
    absolute,
    added,
    divided,
    greatest,
    hull,
    is_equal,
    is_less,
    least,
    multiplied,
    negated,
    overlap,
    point,
    span,
    subtracted,
)
from chiso.lang.outlook import (
    ANYTHING,
    EITHER,
    Outlook,
    Outlooks,
    absences_of,
    between,
    certain,
    condition,
    either,
)
from chiso.lang.suppose import suppose
from chiso.lang.syntax import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Literal,
    Logic,
    Membership,
    Name,
    Negative,
    Not,
    Table,
)
from chiso.lang.values import EMPTY, MISSING, Absence, Number
from chiso.lang.values import between as on_line

Found = MutableMapping[int, Outlook]


def foresee(expression: Expression, names: Outlooks, found: Found) -> Outlook:
    """The outlook of a checked expression; that of each node it can reach goes to `found`, by node id."""
    outlook = _FORESEERS[expression.__class__](expression, names, found)
    found[expression.id] = outlook
    return outlook


def _literal(node: Literal, names: Outlooks, found: Found) -> Outlook:
    return certain(node.value)


def _name(node: Name, names: Outlooks, found: Found) -> Outlook:
    return names.get(node.name, ANYTHING)


def _negative(node: Negative, names: Outlooks, found: Found) -> Outlook:
    operand = foresee(node.operand, names, found)
    return Outlook(negated(operand.interval), absences=operand.absences)


_ARITHMETIC: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "+": added,
    "-": subtracted,
    "*": multiplied,
    "/": divided,
}


def _arithmetic(node: Arithmetic, names: Outlooks, found: Found) -> Outlook:
    left, right = foresee(node.left, names, found), foresee(node.right, names, found)
    absences = left.absences | right.absences
    if node.operator == "/" and right.interval.holds(0):
        absences |= {EMPTY}
    return Outlook(_ARITHMETIC[node.operator](left.interval, right.interval), absences=absences)


def _compared(operator: str, left: Outlook, right: Outlook) -> bool | None:
    """Whether a comparison always or never holds."""
    if not operator:
        return None
    if operator in ("==", "!="):
        same = _same(left, right)
        return same if same is None or operator == "==" else not same
    if operator in (">", "<="):
        less = is_less(right.interval, left.interval)
        return less if less is None or operator == ">" else not less
    less = is_less(left.interval, right.interval)
    return less if less is None or operator == "<" else not less


def _same(left: Outlook, right: Outlook) -> bool | None:
    if left.options is None or right.options is None:
        return is_equal(left.interval, right.interval)
    if not left.options & right.options:
        return False
    return True if len(left.options | right.options) == 1 else None


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _comparison(node: Comparison, names: Outlooks, found: Found) -> Outlook:
    parts = [foresee(operand, names, found) for operand in node.operands]
    pairs = zip(node.operators, parts, parts[1:], strict=False)
    truths = [_compared(operator, left, right) for operator, left, right in pairs]
    if _compared(_of_ends(node.operators), parts[0], parts[-1]) is False:
        truths.append(False)
    return condition(_all(truths), absences_of(parts))


def _of_ends(operators: tuple[str, ...]) -> str:
    """How the ends of a chain must compare where every link holds; of a mixed chain nothing is known."""
    for strict, loose in (("<", "<="), (">", ">=")):
        if set(operators) <= {strict, loose}:
            return strict if strict in operators else loose
    return operators[0] if len(operators) == 1 else ""


def _membership(node: Membership, names: Outlooks, found: Found) -> Outlook:
    item, *options = (foresee(part, names, found) for part in (node.item, *node.options))
    truths = [_same(item, option) for option in options]
    inside = True if True in truths else None if None in truths else False
    if inside is None and item.options is not None:
        offered = [option.options for option in options]
        certainly = {next(iter(part)) for part in offered if part is not None and len(part) == 1}
        inside = True if item.options <= certainly else None
    return condition(inside, absences_of([item, *options]))


def _not(node: Not, names: Outlooks, found: Found) -> Outlook:
    operand = foresee(node.operand, names, found)
    return condition(None if operand.truth is None else not operand.truth, operand.absences)


def _logic(node: Logic, names: Outlooks, found: Found) -> Outlook:
    """An operand is looked at only while those before it have not decided, which is known of its names."""
    deciding = node.operator == "or"
    parts = []
    for operand in node.operands:
        part = foresee(operand, names, found)
        parts.append(part)
        if not part.absences:
            if part.truth is deciding:
                break
            names = suppose(operand, not deciding, names, found)
    truths = [part.truth for part in parts]
    if any(part.truth is deciding and not part.absences for part in parts):
        return condition(deciding)
    decided = deciding if deciding in truths else None if None in truths else not deciding
    return condition(decided, absences_of(parts))


def _conditional(node: Conditional, names: Outlooks, found: Found) -> Outlook:
    asked = foresee(node.condition, names, found)
    reached = []
    if asked.truth is not False:
        reached.append(foresee(node.positive, suppose(node.condition, True, names, found), found))
    if asked.truth is not True:
        reached.append(foresee(node.negative, suppose(node.condition, False, names, found), found))
    outlook = either(reached)
    return replace(outlook, absences=outlook.absences | asked.absences)


def _table(node: Table, names: Outlooks, found: Found) -> Outlook:
    subject = foresee(node.subject, names, found)
    bounds = [foresee(row.bound, names, found).interval.low.at for row in node.rows]
    results = [foresee(row.gives, names, found) for row in node.rows]
    reached = [results[place] for place in rows_reached(subject.interval, bounds, node.function)]
    if node.function != INTERPOLATE and _compared("<", subject, certain(min(bounds))) is not False:
        reached.append(certain(0) if node.otherwise is None else foresee(node.otherwise, names, found))
    elif node.otherwise is not None:
        foresee(node.otherwise, names, found)
    outlook = either(reached or results)
    if node.function == INTERPOLATE:
        outlook = replace(outlook, interval=_on_the_lines(subject.interval, bounds, [r.interval for r in results]))
    return replace(outlook, absences=outlook.absences | subject.absences)


def _on_the_lines(subject: Interval, bounds: list[Number], results: list[Interval]) -> Interval:
    """All that straight lines between fixed points give over an interval: extremes lie at its ends or at a point."""
    points = sorted((bound, result.low.at) for bound, result in zip(bounds, results, strict=True))
    if any(result.low.side or result.low != result.high for result in results):
        return hull(results)
    ends = [
        points[0][0] if subject.low.side else subject.low.at,
        points[-1][0] if subject.high.side else subject.high.at,
    ]
    within = [value for bound, value in points if subject.holds(bound)]
    return hull([point(value) for value in (*within, *(_at(end, points) for end in ends))])


def _at(end: Number, points: list[tuple[Number, Number]]) -> Number:
    """The value of the lines at a place; beyond their ends that of the end."""
    before = [pair for pair in points if pair[0] <= end]
    after = [pair for pair in points if pair[0] > end]
    if not before or not after:
        return (after or before[-1:])[0][1]
    (first, low), (last, high) = before[-1], after[0]
    return on_line(end, first, last, low, high)


def rows_reached(subject: Interval, bounds: list[Number], function: str) -> list[int]:
    """The rows that some number of the subject's interval leads to; of days nothing is known."""
    if len(set(bounds)) < len(bounds):
        return list(range(len(bounds)))
    order = sorted(range(len(bounds)), key=bounds.__getitem__)
    found = []
    for rank, place in enumerate(order):
        before = bounds[order[rank - 1]] if rank and function == INTERPOLATE else None
        after = bounds[order[rank + 1]] if rank + 1 < len(order) else None
        low = bounds[place] if function != INTERPOLATE else before
        zone = replace(span(low, after), high_open=after is not None, low_open=before is not None)
        if not overlap(subject, zone).is_empty:
            found.append(place)
    return found


def _call(node: Call, names: Outlooks, found: Found) -> Outlook:
    function = FUNCTIONS[node.function]
    values, settings = arguments_of(node, function)
    parts = [foresee(part, names, found) for part in values]
    for _, setting in settings:
        foresee(setting, names, found)
    if function.name in _LENIENT:
        return _LENIENT[function.name](parts)
    intervals = [part.interval for part in parts]
    interval = _NUMERIC[function.name](intervals) if function.name in _NUMERIC else ALL
    absences = absences_of(parts)
    if function.name == "normalize" and subtracted(intervals[2], intervals[1]).holds(0):
        absences |= {EMPTY}
    if function.name == "round_to" and intervals[1].holds(0):
        absences |= {EMPTY}
    return Outlook(interval, absences=absences)


def _mean(parts: list[Interval]) -> Interval:
    return multiplied(_total(parts), point(Fraction(1, len(parts))))


def _total(parts: list[Interval]) -> Interval:
    total = parts[0]
    for part in parts[1:]:
        total = added(total, part)
    return total


def _near(parts: list[Interval]) -> Interval:
    """A rounded value keeps its sign and is less than one unit off."""
    widened = added(parts[0], span(-1, 1))
    if parts[0].low.sign >= 0:
        return overlap(widened, NOT_NEGATIVE)
    return widened


_NUMERIC: Mapping[str, Callable[[list[Interval]], Interval]] = {
    "min": least,
    "max": greatest,
    "sum": _total,
    "average": _mean,
    "median": hull,
    "abs": lambda parts: absolute(parts[0]),
    "clamp": lambda parts: least([greatest([parts[0], parts[1]]), parts[2]]),
    "normalize": lambda parts: span(0, 1),
    "round": _near,
    "round_to": lambda parts: NOT_NEGATIVE if parts[0].low.sign >= 0 else ALL,
    "floor": _near,
    "ceil": _near,
    "count_met": lambda parts: span(0, len(parts)),
    "year": lambda parts: span(1, 9999),
    "month": lambda parts: span(1, 12),
}


def _coalesced(parts: list[Outlook]) -> Outlook:
    """The first that is there; those after one that is always there are never looked at."""
    looked = []
    for part in parts:
        looked.append(part)
        if not part.absences:
            break
    return replace(either(looked), absences=looked[-1].absences)


def _instead(absence: Absence) -> Callable[[list[Outlook]], Outlook]:
    def outlook(parts: list[Outlook]) -> Outlook:
        value, otherwise = parts
        if absence not in value.absences:
            return value
        return replace(either(parts), absences=(value.absences - {absence}) | otherwise.absences)

    return outlook


_LENIENT: Mapping[str, Callable[[list[Outlook]], Outlook]] = {
    "given": lambda parts: EITHER,
    "count_given": lambda parts: between(0, len(parts)),
    "coalesce": _coalesced,
    "if_empty": _instead(EMPTY),
    "if_missing": _instead(MISSING),
}


_FORESEERS: Mapping[type, Callable[[Any, Outlooks, Found], Outlook]] = {
    Literal: _literal,
    Name: _name,
    Negative: _negative,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Membership: _membership,
    Not: _not,
    Logic: _logic,
    Conditional: _conditional,
    Call: _call,
    Table: _table,
}
