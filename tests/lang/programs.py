"""Well-typed expressions at random, over a fixed set of names, with records for them.

`expressions()` draws a `Written`: an expression as its parts, so that it can be rendered plainly, or with needless
spaces and parentheses. Every kind of node and every function comes up. What a name stands for is in `GIVEN`:
`SCOPE` types them, `OUTLOOKS` foresees them, and `records()` draws values that keep to what was declared.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from chiso.lang.functions import FUNCTIONS, INTERPOLATE, STEPS
from chiso.lang.interval import span
from chiso.lang.outlook import EITHER, Outlook, Outlooks, certain
from chiso.lang.scope import Declaration, Scope
from chiso.lang.types import COUNT, DATE, DAYS, FLAG, MONEY, NUMBER, PLAIN, POINTS, RATE, TEXT, Type
from chiso.lang.values import EMPTY, MISSING, NOT_APPLICABLE, Absence, Number, Value, as_number, simplest
from lang.choices import Choices, Draw, Drawn

DEPTH = 4
MOST_FORMS = 40
"""How deep an expression goes, and of how many operations and calls it is made at most."""

AMOUNTS = (POINTS, DAYS, MONEY)
MEASURES = (COUNT, NUMBER, RATE, *AMOUNTS)
NUMERIC = (*MEASURES, PLAIN)
ORDERED = (*NUMERIC, DATE)
TYPES = (*ORDERED, FLAG, TEXT)

KINDS = ("nhỏ", "vừa", "lớn")
LEVELS = ("province", "district", "commune")
WORDS = ("", "Xã Tân Bình", "nhỏ", "commune", "it's")
DAYS_WRITTEN = (date(1, 1, 1), date(2024, 2, 29), date(2024, 6, 30), date(2025, 1, 1), date(9999, 12, 31))

EXAMPLES = int(os.environ.get("CHISO_EXAMPLES", "0"))


def tried(examples: int) -> settings:
    """So many examples, the same ones in every run; with `CHISO_EXAMPLES` as many as that says, and always new ones."""
    return settings(
        max_examples=EXAMPLES or examples,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# What the names stand for.


@dataclass(frozen=True)
class Given:
    """What one name stands for: its type, its bounds or choices, the absences it can have; a parameter its value."""

    type: Type
    low: Number | None = None
    high: Number | None = None
    choices: tuple[str, ...] = ()
    absences: frozenset[Absence] = frozenset()
    constant: Any = None

    @property
    def outlook(self) -> Outlook:
        """What can be foreseen of it, as `ruleset.soundness.foreseen` does."""
        if self.constant is not None:
            return certain(self.constant)
        if self.choices or self.type is FLAG:
            options = frozenset(self.choices) if self.choices else EITHER.options
            return Outlook(options=options, absences=self.absences)
        return Outlook(span(self.low, self.high), absences=self.absences)


_OPTIONAL = frozenset({MISSING})
_ANY_ABSENCE = frozenset({MISSING, EMPTY, NOT_APPLICABLE})

GIVEN: Mapping[str, Given] = {
    "due": Given(COUNT, 1, 12),
    "paid": Given(COUNT, 0, None, absences=_OPTIONAL),
    "late": Given(COUNT, 0, 3),
    "score": Given(NUMBER, -5, 5),
    "ratio": Given(NUMBER, absences=_OPTIONAL),
    "share": Given(RATE, 0, 1),
    "grade": Given(RATE, absences=_OPTIONAL),
    "bonus": Given(POINTS, -3, Fraction(7, 2)),
    "extra": Given(POINTS, 0, None, absences=_OPTIONAL),
    "waited": Given(DAYS, 0, 30),
    "delay": Given(DAYS, None, 0, absences=_OPTIONAL),
    "fee": Given(MONEY, 0, 1000),
    "grant": Given(MONEY, absences=_OPTIONAL),
    "done": Given(FLAG),
    "sealed": Given(FLAG, absences=_OPTIONAL),
    "size": Given(TEXT, choices=KINDS),
    "kind": Given(TEXT, choices=KINDS, absences=_OPTIONAL),
    "level": Given(TEXT, choices=LEVELS),
    "unit": Given(TEXT),
    "signed": Given(DATE),
    "filed": Given(DATE, absences=_OPTIONAL),
    "pay.points": Given(POINTS, -2, 10, absences=_ANY_ABSENCE),
    "pay.rate": Given(RATE, 0, None, absences=_ANY_ABSENCE),
    "half": Given(PLAIN, constant=Fraction(1, 2)),
    "none": Given(PLAIN, constant=0),
    "target": Given(RATE, constant=Fraction(9, 10)),
    "worth": Given(POINTS, constant=3),
    "opening": Given(DATE, constant=date(2024, 1, 1)),
    "strict": Given(FLAG, constant=True),
    "place": Given(TEXT, constant="commune"),
}

SCOPE = Scope({name: Declaration(given.type, given.choices, given.constant) for name, given in GIVEN.items()})
OUTLOOKS: Outlooks = {name: given.outlook for name, given in GIVEN.items()}


def _names_of(type: Type, *, constant: bool | None = None) -> list[str]:
    return [
        name for name, given in GIVEN.items() if given.type is type and constant in (None, given.constant is not None)
    ]


def values_of(given: Given) -> st.SearchStrategy[Value]:
    """Values that a name may have, its absences among them."""
    if given.constant is not None:
        return st.just(given.constant)
    absent = st.sampled_from(sorted(given.absences, key=lambda absence: absence.value))
    there = _there(given)
    return st.one_of(there, there, absent) if given.absences else there


def _there(given: Given) -> st.SearchStrategy[Value]:
    if given.type is FLAG:
        return st.booleans()
    if given.type is TEXT:
        return st.sampled_from(given.choices or WORDS)
    if given.type is DATE:
        return st.sampled_from(DAYS_WRITTEN) | st.dates()
    low, high = given.low, given.high
    whole = st.integers(None if low is None else -int(-low // 1), None if high is None else int(high // 1))
    ends = [end for end in (low, high, 0, 1) if end is not None and _holds(given, end)]
    if given.type is COUNT:
        return whole | st.sampled_from(ends)
    return st.sampled_from(ends) | whole | st.fractions(low, high, max_denominator=12).map(simplest)


def _holds(given: Given, number: Number) -> bool:
    above = given.low is None or given.low <= number
    return above and (given.high is None or number <= given.high)


@st.composite
def records(draw: Draw) -> dict[str, Value]:
    """What a record gives: every name has a value or an absence; what is missing may also not be in it at all."""
    found = {name: draw(values_of(given)) for name, given in GIVEN.items()}
    dropped = draw(st.booleans())
    return {name: value for name, value in found.items() if not (dropped and value is MISSING)}


def is_foreseen(value: Value, outlook: Outlook) -> bool:
    """Whether a value is one of those that an outlook leaves open."""
    if isinstance(value, Absence):
        return value in outlook.absences
    number = as_number(value)
    if number is None:
        return outlook.options is None or value in outlook.options
    return outlook.options is None and outlook.interval.holds(number)


# How an expression is written.

IF, OR, AND, NOT, COMPARED, SUM, PRODUCT, SIGN, ATOM = range(9)
"""How tightly the forms of the grammar bind, from loosest to tightest."""


class Part(NamedTuple):
    """An expression within another: it stands in parentheses where it binds less tightly than is needed."""

    written: Written
    needed: int


@dataclass(frozen=True, repr=False)
class Written:
    """An expression as tokens and parts."""

    binds: int
    pieces: tuple[str | Part, ...]

    def __repr__(self) -> str:
        return self.text

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """As Hypothesis prints it."""
        printer.text(self.text)

    @property
    def text(self) -> str:
        """With the parentheses that it needs, and one space between tokens."""
        return " ".join(self.tokens(lambda: 0))

    def tokens(self, needless: Callable[[], int]) -> list[str]:
        """Its tokens; `needless` is asked at every part how many pairs of parentheses to put around it."""
        found: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                found.append(piece)
                continue
            pairs = needless() + (piece.written.binds < piece.needed)
            found += ["("] * pairs + piece.written.tokens(needless) + [")"] * pairs
        return found


_GAPS = st.sampled_from([" ", "  ", "\n", "\t ", "\u00a0"])
_LOOSE = frozenset("()[],+*/")
"""Tokens that need no space beside them, whatever the other token is."""


@st.composite
def roomy(draw: Draw, written: Written) -> str:
    """The same expression with other spaces and needless parentheses."""
    tokens = Written(ATOM, (Part(written, IF),)).tokens(lambda: draw(st.sampled_from([0, 0, 0, 1, 2])))
    text = draw(st.sampled_from(["", " ", "\n"]))
    for before, token in zip(["(", *tokens], tokens, strict=False):
        close = (before in _LOOSE or token in _LOOSE) and draw(st.booleans())
        text += token if close else draw(_GAPS) + token
    return text


def _atom(token: str) -> Written:
    return Written(ATOM, (token,))


def _infix(binds: int, left: Written, operator: str, right: Written, needed: tuple[int, int]) -> Written:
    return Written(binds, (Part(left, needed[0]), operator, Part(right, needed[1])))


def _joined(separator: str, parts: Sequence[Part | tuple[str | Part, ...]]) -> tuple[str | Part, ...]:
    found: list[str | Part] = []
    for part in parts:
        found += [separator] if found else []
        found += [part] if isinstance(part, Part) else list(part)
    return tuple(found)


def _call(function: str, parts: Sequence[Part | tuple[str | Part, ...]]) -> Written:
    return Written(ATOM, (function, "(", *_joined(",", parts), ")"))


# Expressions by type. `exact` gives an expression of just that type; a bare number may stand beside one.


class Writer:
    """Makes expressions by choices; `depth` is how much further down they may go."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._left = MOST_FORMS

    def exact(self, type: Type, depth: int) -> Written:
        """An expression whose own type this is."""
        self._left -= 1
        if depth <= 0 or self._left <= 0:
            return self._leaf(type)
        forms = _FORMS[type]
        place = self._choices.whole(0, len(forms) + 2)
        return self._leaf(type) if place >= len(forms) else forms[place](self, type, depth - 1)

    def _pick(self, *options: Any) -> Any:
        return self._choices.pick(options)

    def _leaf(self, type: Type) -> Written:
        names = _names_of(type)
        if type in (PLAIN, FLAG, TEXT, DATE, RATE) and self._choices.coin():
            return self.literal(type)
        return self._name(self._pick(*names))

    def _name(self, name: str) -> Written:
        before, dot, after = name.partition(".")
        return Written(ATOM, (before, dot, after)) if dot else _atom(name)

    def literal(self, type: Type, words: tuple[str, ...] = WORDS) -> Written:
        """A value as it is written; only of types that have such."""
        if type is FLAG:
            return _atom(self._pick("true", "false"))
        if type is TEXT:
            word = self._pick(*words)
            return _atom(f'"{word}"' if "'" in word or self._choices.coin() else f"'{word}'")
        if type is DATE:
            return _atom(self._pick(*DAYS_WRITTEN).isoformat())
        if type is RATE:
            return _atom(self._pick("0%", "50%", "90 %", "100%", "12.5%", "250\u00a0%"))
        return _atom(self._pick("0", "1", "2", "3", "12", "0.5", "1_000", "0.125", "99.99"))

    def _small(self, depth: int) -> Written:
        """A bare number of at most 1, which may stand where a rate is wanted."""
        form = self._pick(*range(4)) if depth > 0 else 0
        if form == 1:
            return Written(SIGN, ("-", Part(self._small(depth - 1), SIGN)))
        if form == 2:
            return _call("min", [Part(self._small(depth - 1), IF), Part(self._small(depth - 1), IF)])
        if form == 3:
            return self._if(self.exact(FLAG, depth - 1), self._small(depth - 1), self._small(depth - 1))
        return _atom(self._pick("0", "1", "0.5", "half", "none"))

    def _bare(self, type: Type) -> Written:
        """A bare number that may stand beside an expression of a type."""
        return self._small(0) if type is RATE else self.literal(PLAIN)

    def _beside(self, type: Type, depth: int) -> Written:
        """What may stand beside an expression of a type: another, or a bare number."""
        if type not in MEASURES or self._choices.whole(0, 2):
            return self.exact(type, depth)
        return self._small(depth) if type is RATE else self.exact(PLAIN, depth)

    def _several(self, type: Type, depth: int, least: int, most: int) -> list[Written]:
        """Expressions that share a type: one of just this type, at any place, and others beside it."""
        count = self._choices.whole(least, most)
        if type is TEXT:
            return self._texts(depth, count)
        found = [self._beside(type, depth) for _ in range(count - 1)]
        found.insert(self._choices.whole(0, count - 1), self.exact(type, depth))
        return found

    def _texts(self, depth: int, count: int) -> list[Written]:
        """Texts none of which is one that a choice among them can never be."""
        words, names = self._pick((KINDS, ("size", "kind")), (LEVELS, ("level",)), (WORDS, ("unit", "place")))
        options = [*map(self._name, names), self.literal(TEXT, words)]
        options += [self.chosen(TEXT, depth - 1)] if depth > 0 and self._left > 0 else []
        return [self._pick(*options) for _ in range(count)]

    # Numbers.

    def negative(self, type: Type, depth: int) -> Written:
        return Written(SIGN, ("-", Part(self.exact(type, depth), SIGN)))

    def added(self, type: Type, depth: int) -> Written:
        left, right = self._several(type, depth, 2, 2)
        return _infix(SUM, left, self._pick("+", "-"), right, (SUM, PRODUCT))

    def scaled(self, type: Type, depth: int) -> Written:
        """A product whose type is that of its one side."""
        scales = [PLAIN]
        scales += [RATE] if type is not PLAIN else []
        scales += [NUMBER] if type not in (PLAIN, RATE) else []
        scales += [COUNT] if type in AMOUNTS else []
        sides = [self.exact(self._pick(*scales), depth), self.exact(type, depth)]
        left, right = self._choices.shuffled(sides)
        return _infix(PRODUCT, left, "*", right, (PRODUCT, SIGN))

    def divided(self, type: Type, depth: int) -> Written:
        """A quotient whose type is that of what is divided."""
        by = [PLAIN]
        by += [other for other in (NUMBER, RATE) if other is not type and type is not PLAIN]
        by += [COUNT] if type in (*AMOUNTS, NUMBER) else []
        return self._quotient(type, self._pick(*by), depth)

    def ratio(self, type: Type, depth: int) -> Written:
        kind = self._pick(*MEASURES)
        return self._quotient(kind, kind, depth)

    def inverse(self, type: Type, depth: int) -> Written:
        return self._quotient(PLAIN, self._pick(*MEASURES), depth)

    def _quotient(self, left: Type, right: Type, depth: int) -> Written:
        return _infix(PRODUCT, self.exact(left, depth), "/", self.exact(right, depth), (PRODUCT, SIGN))

    def apiece(self, type: Type, depth: int) -> Written:
        """Points less so many for each of something: a bare number that scales a count or a rate."""
        worth = _infix(PRODUCT, self.literal(PLAIN), "*", self.exact(self._pick(COUNT, RATE), depth), (PRODUCT, SIGN))
        return _infix(SUM, self.exact(POINTS, depth), self._pick("+", "-"), worth, (SUM, PRODUCT))

    def guarded(self, type: Type, depth: int) -> Written:
        """Within a branch, a formula over what its condition was about."""
        kind = self._pick(*MEASURES)
        about = self._name(self._pick(*_names_of(kind)))
        bound = self._pick(self._bare(kind), self.exact(kind, depth - 1))
        condition = self._compared(about, self._pick("<", "<=", ">", ">=", "==", "!="), bound)
        if self._choices.whole(0, 3) == 0:
            condition = Written(NOT, ("not", Part(condition, NOT)))
        if self._choices.whole(0, 3) == 0:
            operator, binds = self._pick(("and", AND), ("or", OR))
            condition = _infix(binds, condition, operator, self.exact(FLAG, depth - 1), (binds + 1, binds + 1))
        less = _infix(SUM, about, self._pick("+", "-"), self._bare(kind), (SUM, PRODUCT))
        divisor = self._pick(about, less)
        scale = _infix(PRODUCT, about, "/", divisor, (PRODUCT, SIGN))
        used = _infix(PRODUCT, self.exact(type, depth), self._pick("*", "/"), scale, (PRODUCT, SIGN))
        branches = [used, self.exact(type, depth)]
        return self._if(condition, *self._choices.shuffled(branches))

    # Calls.

    def called(self, type: Type, depth: int) -> Written:
        """A call of a function whose values share the type of its result."""
        function = FUNCTIONS[self._pick(*_SAME[type])]
        if function.variadic:
            return _call(function.name, [Part(part, IF) for part in self._several(type, depth, 1, 3)])
        values = [parameter.name for parameter in function.parameters if parameter.default is None]
        parts = self._several(type, depth, len(values), len(values))
        return self._with_arguments(function.name, values, parts)

    def normalized(self, type: Type, depth: int) -> Written:
        parts = self._several(self._pick(*NUMERIC), depth, 3, 3)
        return self._with_arguments("normalize", ["value", "low", "high"], parts)

    def _with_arguments(self, function: str, names: Sequence[str], parts: Sequence[Written]) -> Written:
        """The values, the last of them perhaps by name, then settings; what is named comes in any order."""
        settings = self._settings(function)
        placed = self._choices.whole(0, len(parts))
        by_name = [(name, "=", Part(part, IF)) for name, part in zip(names, parts, strict=True)][placed:]
        free = [Part(part, IF) for part in parts[:placed]]
        if placed == len(parts) and settings and self._choices.coin():
            _, _, first = settings.pop(0)
            free.append(first)
        return _call(function, [*free, *self._choices.shuffled([*by_name, *settings])])

    def _settings(self, function: str) -> list[tuple[str, str, Part]]:
        found = []
        if function == "round" and self._choices.coin():
            found.append(("digits", "=", Part(_atom(str(self._choices.whole(0, 20))), IF)))
        elif function == "round":
            return []
        if function in ("round", "round_to") and self._choices.coin():
            mode = self._pick("half_up", "half_even", "up", "down")
            found.append(("mode", "=", Part(_atom(f'"{mode}"'), IF)))
        return found

    def counted(self, type: Type, depth: int) -> Written:
        if self._choices.coin():
            return _call("count_met", [Part(part, IF) for part in self._several(FLAG, depth, 1, 3)])
        kinds = [self._pick(*TYPES) for _ in range(self._choices.whole(1, 3))]
        return _call("count_given", [Part(self.exact(kind, depth), IF) for kind in kinds])

    def part_of_a_date(self, type: Type, depth: int) -> Written:
        return self._with_arguments(self._pick("year", "month"), ["date"], [self.exact(DATE, depth)])

    def days(self, type: Type, depth: int) -> Written:
        first, last = self.exact(DATE, depth), self.exact(DATE, depth)
        if self._choices.coin():
            return _infix(SUM, first, "-", last, (SUM, PRODUCT))
        return self._with_arguments("days_between", ["first", "last"], [first, last])

    # Tables.

    def stepped(self, type: Type, depth: int) -> Written:
        ends = 0 if type in NUMERIC and self._choices.coin() else 1
        return self._table(STEPS, self._pick(*ORDERED), type, ends, depth)

    def on_straight_lines(self, type: Type, depth: int) -> Written:
        return self._table(INTERPOLATE, self._pick(*NUMERIC), type, 0, depth)

    def _table(self, function: str, of: Type, type: Type, ends: int, depth: int) -> Written:
        """A table with so many results after `else`."""
        bounds = self._bounds(of)
        results = self._several(type, depth, len(bounds) + ends, len(bounds) + ends)
        rows: list[Part | tuple[str | Part, ...]] = [Part(self.exact(of, depth), IF)]
        rows += [(Part(bound, IF), "->", Part(gives, IF)) for bound, gives in zip(bounds, results, strict=False)]
        rows += [("else", Part(gives, IF)) for gives in results[len(bounds) :]]
        return _call(function, rows)

    def _bounds(self, of: Type) -> list[Written]:
        """One to four fixed values of a type, all the way up or all the way down."""
        count = self._choices.whole(1, 4)
        written = _BOUNDS[DATE if of is DATE else RATE if of is RATE else PLAIN]
        places = sorted(self._choices.shuffled(range(len(written)))[:count])
        ordered = places[::-1] if self._choices.coin() else places
        return [written[place] for place in ordered]

    # Conditions.

    def _if(self, condition: Written, positive: Written, negative: Written) -> Written:
        return Written(IF, ("if", Part(condition, IF), "then", Part(positive, IF), "else", Part(negative, IF)))

    def conditional(self, type: Type, depth: int) -> Written:
        return self._if(self.exact(FLAG, depth), *self._several(type, depth, 2, 2))

    def known(self, type: Type, depth: int) -> Written:
        """One of two branches, by whether something is there."""
        name = self._name(self._pick(*_names_of(type)))
        condition = self._given(name)
        if self._choices.coin():
            condition = Written(NOT, ("not", Part(condition, NOT)))
        return self._if(condition, *self._choices.shuffled([name, self.exact(type, depth)]))

    def _given(self, of: Written) -> Written:
        return self._with_arguments("given", ["value"], [of])

    def given(self, type: Type, depth: int) -> Written:
        return self._given(self.exact(self._pick(*TYPES), depth))

    def _compared(self, left: Written, operator: str, right: Written) -> Written:
        return _infix(COMPARED, left, operator, right, (SUM, SUM))

    def compared(self, type: Type, depth: int) -> Written:
        """Two to four of a type that has an order, each with the next."""
        pieces: list[str | Part] = []
        for part in self._several(self._pick(*ORDERED), depth, 2, 4):
            pieces += [self._pick("<", "<=", ">", ">=", "==", "!=")] if pieces else []
            pieces.append(Part(part, SUM))
        return Written(COMPARED, tuple(pieces))

    def equated(self, type: Type, depth: int) -> Written:
        left, right = self._several(self._pick(FLAG, TEXT), depth, 2, 2)
        return self._compared(left, self._pick("==", "!="), right)

    def member(self, type: Type, depth: int) -> Written:
        item, *options = self._several(self._pick(*TYPES), depth, 2, 4)
        opening, closing = self._pick("[]", "()")
        inside = self._pick(("in",), ("not", "in"))
        listed = _joined(",", [Part(option, IF) for option in options])
        return Written(COMPARED, (Part(item, SUM), *inside, opening, *listed, closing))

    def member_of_nothing(self, type: Type, depth: int) -> Written:
        return Written(COMPARED, (Part(self.exact(self._pick(*TYPES), depth), SUM), "in", "[", "]"))

    def denied(self, type: Type, depth: int) -> Written:
        return Written(NOT, ("not", Part(self.exact(FLAG, depth), NOT)))

    def decided(self, type: Type, depth: int) -> Written:
        operator, binds = self._pick(("and", AND), ("or", OR))
        parts = [Part(part, binds + 1) for part in self._several(FLAG, depth, 2, 3)]
        return Written(binds, _joined(operator, parts))

    def chosen(self, type: Type, depth: int) -> Written:
        """A text by a condition, or the first of several that is there."""
        parts = self._several(TEXT, depth, 2, 3)
        if self._choices.coin():
            return self._if(self.exact(FLAG, depth), parts[0], parts[1])
        return _call("coalesce", [Part(part, IF) for part in parts])


_BOUNDS: Mapping[Type, list[Written]] = {
    PLAIN: [
        Written(SIGN, ("-", Part(_atom("2"), SIGN))),
        _atom("none"),
        _atom("half"),
        _atom("1"),
        _infix(SUM, _atom("1"), "+", _atom("half"), (SUM, PRODUCT)),
        _infix(PRODUCT, _atom("12"), "/", _atom("5"), (PRODUCT, SIGN)),
        _atom("3"),
        _atom("12"),
        _atom("100"),
    ],
    RATE: [
        Written(SIGN, ("-", Part(_atom("50%"), SIGN))),
        _atom("0%"),
        _atom("0.25"),
        _atom("half"),
        _atom("target"),
        _atom("1"),
        _infix(PRODUCT, _atom("2"), "*", _atom("target"), (PRODUCT, SIGN)),
    ],
    DATE: [_atom("2023-12-31"), _atom("opening"), _atom("2024-02-29"), _atom("2024-06-30")],
}
"""Values that are fixed before any record is known, in rising order."""

_NUMERIC_CALLS = (
    "min",
    "max",
    "sum",
    "average",
    "median",
    "abs",
    "clamp",
    "round",
    "round_to",
    "floor",
    "ceil",
)
_ABSENCE_CALLS = ("coalesce", "if_empty", "if_missing")

_SAME: Mapping[Type, tuple[str, ...]] = {
    **dict.fromkeys(NUMERIC, (*_NUMERIC_CALLS, *_ABSENCE_CALLS)),
    DATE: ("min", "max", *_ABSENCE_CALLS),
    FLAG: _ABSENCE_CALLS,
}

Form = Callable[[Writer, Type, int], Written]

_OF_NUMBERS: tuple[Form, ...] = (
    Writer.negative,
    Writer.added,
    Writer.scaled,
    Writer.divided,
    Writer.called,
    Writer.called,
    Writer.conditional,
    Writer.stepped,
    Writer.on_straight_lines,
)
_OF_MEASURES: tuple[Form, ...] = (*_OF_NUMBERS, Writer.guarded, Writer.known)

_FORMS: Mapping[Type, tuple[Form, ...]] = {
    PLAIN: _OF_NUMBERS,
    COUNT: (*_OF_MEASURES, Writer.counted),
    NUMBER: (*_OF_MEASURES, Writer.inverse, Writer.part_of_a_date),
    RATE: (*_OF_MEASURES, Writer.ratio, Writer.ratio, Writer.normalized),
    POINTS: (*_OF_MEASURES, Writer.apiece),
    DAYS: (*_OF_MEASURES, Writer.days),
    MONEY: _OF_MEASURES,
    FLAG: (
        Writer.compared,
        Writer.compared,
        Writer.equated,
        Writer.member,
        Writer.member_of_nothing,
        Writer.denied,
        Writer.decided,
        Writer.decided,
        Writer.conditional,
        Writer.called,
        Writer.given,
        Writer.known,
        Writer.stepped,
    ),
    TEXT: (Writer.chosen, Writer.stepped),
    DATE: (Writer.called, Writer.conditional, Writer.known, Writer.stepped),
}


def functions_written() -> set[str]:
    """The names of the functions that expressions call."""
    of_their_own = {"normalize", "count_met", "count_given", "days_between", "year", "month", "given"}
    return {name for names in _SAME.values() for name in names} | of_their_own


@st.composite
def expressions(draw: Draw, types: Sequence[Type] = TYPES, depth: int = DEPTH) -> tuple[Written, Type]:
    """A well-typed expression and its type."""
    type = draw(st.sampled_from(types))
    return Writer(Drawn(draw)).exact(type, draw(st.integers(0, depth))), type
