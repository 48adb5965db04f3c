"""What every expression of a program can come to: the outlooks of its names and of all the nodes of its trees.

A name stands for what a record may give as well as for what the rules compute: a published figure lies within a node's
bounds, not within what its formula reaches. So of a reference nothing is promised that a reported value could break.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from chiso.lang.foresee import Found, foresee
from chiso.lang.interval import NOT_NEGATIVE, hull, span
from chiso.lang.outlook import ANYTHING, EITHER, Outlook, Outlooks, absences_of, certain, either
from chiso.lang.suppose import suppose
from chiso.lang.syntax import Expression
from chiso.lang.types import COUNT, FLAG
from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Absence, Number, as_number, summed
from chiso.ruleset.program import LEVELS, PERIOD_KINDS, TOTAL, Band, Group, Indicator, Input, Parameter, Policy, Program

_NOTHING: frozenset[Absence] = frozenset()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`names` are the outlooks of every name, `found` those of every node of an expression that can be reached.

    `absences` are those that each indicator can meet, before its policies.
    """

    names: Outlooks
    found: Found
    absences: Mapping[str, frozenset[Absence]]


def foreseen(program: Program) -> Foreseen:
    """The outlooks of a program whose nodes can be put in order."""
    names: dict[str, Outlook] = {
        **{input.id: _input(input) for input in program.inputs.values()},
        **{parameter.id: _parameter(parameter) for parameter in program.parameters.values()},
        "level": Outlook(options=frozenset(LEVELS)),
        "period_kind": Outlook(options=frozenset(PERIOD_KINDS)),
    }
    found: Found = {}
    absences: dict[str, frozenset[Absence]] = {}
    for check in program.checks:
        foresee(check.rule, names, found)
    for node in program.order:
        if isinstance(node, Indicator):
            absences[node.id] = _indicator(node, program.conditions[node.id], names, found)
        else:
            of_parts, of_itself = _group(node, program.conditions[node.id], absences, found)
            absences[node.id] = of_parts | of_itself
            answered = frozenset() if _lasts(node.policy) else frozenset({NOT_APPLICABLE})
            _name_group(node, of_parts | (of_itself - answered), absences, names)
    for band in program.bands:
        if band.requires is not None:
            foresee(band.requires, _of_band(band, program, names), found)
    return Foreseen(names, found, absences)


def _parameter(parameter: Parameter) -> Outlook:
    return either([certain(dated.value) for dated in parameter.dated] or [certain(parameter.value)])


def _input(input: Input) -> Outlook:
    absences = frozenset({MISSING}) if input.optional else _NOTHING
    if input.choices or input.type is FLAG:
        options = frozenset(input.choices) if input.choices else EITHER.options
        return Outlook(options=options, absences=absences)
    low, high = (None if bound is None else as_number(bound) for bound in (input.low, input.high))
    if input.type is COUNT:
        low = max(low or 0, 0)
    if low is not None and high is not None and low > high:
        return Outlook(absences=absences)
    return Outlook(span(low, high), absences=absences)


def _indicator(
    indicator: Indicator, around: Iterable[Expression], names: dict[str, Outlook], found: Found
) -> frozenset[Absence]:
    """The absences an indicator can meet by itself; that a group around it does not apply is the group's affair."""
    outer, known = _granted(around, names, names, found)
    own = () if indicator.applies_when is None else (indicator.applies_when,)
    inner, known = _granted(own, known, names, found)
    rate = ANYTHING if indicator.rate is None else foresee(indicator.rate, known, found)
    shown = hull([rate.interval, NOT_NEGATIVE])
    names[f"{indicator.id}.rate"] = Outlook(shown, absences=rate.absences)
    written = (indicator.full_at, indicator.points, indicator.value)
    parts = [foresee(part, known, found) for part in written if part is not None]
    if indicator.target is not None:
        foresee(indicator.target, names, found)
    never = frozenset({EMPTY}) if indicator.rate is None else _NOTHING
    names[f"{indicator.id}.rate"] = Outlook(shown, absences=rate.absences | outer | inner | never)
    absences = inner | absences_of([rate, *parts]) | (outer - {NOT_APPLICABLE}) | _of_threshold(indicator, found)
    names[f"{indicator.id}.points"] = _points(indicator, absences, outer)
    return absences


def _of_threshold(indicator: Indicator, found: Found) -> frozenset[Absence]:
    """A threshold of 0 leaves a rate nothing to be measured against."""
    threshold = None if indicator.full_at is None else found[indicator.full_at.id]
    return frozenset({EMPTY}) if threshold is not None and threshold.interval.holds(0) else _NOTHING


def _granted(
    conditions: Iterable[Expression], known: Outlooks, names: Outlooks, found: Found
) -> tuple[frozenset[Absence], Outlooks]:
    """The absences that conditions of applying can lead to, and what is known where they hold."""
    absences = _NOTHING
    for condition in conditions:
        outlook = found[condition.id] if condition.id in found else foresee(condition, known, found)
        absences |= outlook.absences | (_NOTHING if outlook.truth is True else frozenset({NOT_APPLICABLE}))
        known = suppose(condition, True, known, found)
    return absences, known


def _points(indicator: Indicator, absences: frozenset[Absence], outer: frozenset[Absence]) -> Outlook:
    lasting = frozenset(absence for absence in absences if _lasts(indicator.policies.get(absence)))
    lasting |= (outer & {NOT_APPLICABLE}) | (frozenset({EMPTY}) if indicator.tracked else _NOTHING)
    return Outlook(span(min(indicator.min, 0), indicator.max), absences=lasting)


def _lasts(policy: Policy | None) -> bool:
    """Whether an absence is still one after its policy."""
    return policy not in (Policy.ZERO, Policy.FULL)


def _group(
    group: Group, around: Iterable[Expression], absences: Mapping[str, frozenset[Absence]], found: Found
) -> tuple[frozenset[Absence], frozenset[Absence]]:
    """The absences a group can meet by its parts, one missing or none left, and by not applying itself."""
    parts = [part for part in group.parts if isinstance(part, Group) or not part.tracked]
    missing = any(MISSING in _unanswered(part, absences.get(part.id, _NOTHING)) for part in parts)
    sharing = [part for part in parts if part.counts > 0] or parts
    excludable = bool(sharing) and all(_excluded(part, absences.get(part.id, _NOTHING)) for part in sharing)
    applies = all(found[condition.id].truth is True for condition in around if condition.id in found)
    of_parts = frozenset({MISSING}) if missing else _NOTHING
    of_parts |= frozenset({EMPTY, NOT_APPLICABLE}) if excludable else _NOTHING
    return of_parts, _NOTHING if applies else frozenset({NOT_APPLICABLE})


def _unanswered(part: Group | Indicator, absences: frozenset[Absence]) -> frozenset[Absence]:
    if isinstance(part, Group):
        return absences
    return frozenset(absence for absence in absences if absence not in part.policies)


def _excluded(part: Group | Indicator, absences: frozenset[Absence]) -> bool:
    if isinstance(part, Group):
        return NOT_APPLICABLE in absences and part.policy is Policy.EXCLUDE
    return any(part.policies.get(absence) is Policy.EXCLUDE for absence in absences)


def _name_group(
    group: Group, lasting: frozenset[Absence], absences: Mapping[str, frozenset[Absence]], names: dict[str, Outlook]
) -> None:
    low = _fewest(group, absences, names)
    names[f"{group.id}.points"] = Outlook(span(low, group.max), absences=lasting)
    rates = span(None if low is None else Fraction(low) / group.max, 1) if group.max else span(None, None)
    names[f"{group.id}.rate"] = Outlook(rates, absences=lasting if group.max else lasting | {EMPTY})


def _fewest(group: Group, absences: Mapping[str, frozenset[Absence]], names: Outlooks) -> Number | None:
    """The fewest points of a group; None where what is left of it can be scaled up without a bound."""
    if group.min is not None:
        return min(group.min, 0)
    lows = [(part, names.get(f"{part.id}.points", ANYTHING).interval.low) for part in group.parts]
    scaled = any(_excluded(part, absences.get(part.id, _NOTHING)) for part in group.parts)
    if any(low.side for _, low in lows) or (scaled and any(low.at < 0 and part.counts > 0 for part, low in lows)):
        return None
    return min(summed([_share_of(part, low.at) for part, low in lows]), 0)


def _share_of(part: Group | Indicator, points: Number) -> Number:
    return Fraction(points) * part.counts / part.max if part.weight and part.max else points


def _of_band(band: Band, program: Program, names: Outlooks) -> Outlooks:
    """A band's condition is asked only of totals that reach it."""
    most = program.max
    rate = span(Fraction(band.at_least) / most, 1) if most else span(None, None)
    reached = {f"{TOTAL}.points": Outlook(span(band.at_least, most)), f"{TOTAL}.rate": Outlook(rate)}
    return {**names, **reached}
