"""Rule sets by a seed: every form of the language, in small sets of few indicators.

Some formulas are those that rule sets really have, over counts; others are any that can be written (`lang.programs`),
over inputs of every type. `rule_set(chance)` is the same for the same state of its `Random`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from agreement.texts import Tree, groups_of, indicators_of, settled
from chiso.lang.types import COUNT, DATE, FLAG, POINTS, RATE, TEXT, Type
from lang.choices import Seeded
from lang.programs import GIVEN, Writer

POLICIES = ("zero", "full", "none", "exclude")
MODES = ("half_up", "half_up", "half_even", "up", "down")
SOURCE = "law"
FACTS = frozenset({"unit", "level"})
"""Names that formulas may use and that no rule set declares."""

_MAXIMA = (1, 2, 4, 5, 6, 10, 20, Fraction(1, 2), Fraction(5, 2), Fraction(33, 4))
_FULL = ("80%", "50%", "90%", "33%", "quota", "120%", "goal", "1", "0.7")
_RATES = (
    "{a} / {b}",
    "{a} / {b}",
    "{a} / {b}",
    "{a} / {b}",
    "({b} - {a}) / {b}",
    "({a} + {c}) / {b}",
    "({a} + {c}) / ({b} + {c})",
    "{a} / max({b}, {c})",
    "{a} / (if max({b}, {c}) > 0 then max({b}, {c}) else 12)",
    "if_empty({a} / {b}, 50%)",
    "if {b} > 0 then {a} / {b} else 25%",
    "1 - {a} / {b}",
    "share",
    "normalize({a}, 0, {b})",
    "normalize({a}, {b}, 3)",
    "average({a} / {b}, {c} / {b})",
    "median({a} / {b}, {c} / {b}, share)",
    "if_missing({a}, 3) / {b}",
    "coalesce({a}, {c}, 7) / {b}",
    "{a} / {b} / ({c} / {b})",
    "{a} * 1.5 / {b}",
    "min({a}, {c}) / max({a}, {c})",
    "fee / grant",
    "waited / delay",
)
_POINTS = (
    "5 - 0.5 * {a}",
    "10 * {a} / {b}",
    "worth * ({a} / {b})",
    "2.5 * share",
    "if done then 3 else 0",
    "if done and {a} > {b} then 2 else if sealed then 1 else 0",
    "if level == 'commune' then 1.25 else 0.75",
    "if size in ['lớn', 'vừa'] then worth else 0.125",
    "if signed < opening then 1 else 0.5",
    "if {a} / {b} >= quota then 2 else 1",
    "0.5 * count_met({a} > 3, {b} > 3, done)",
    "0.5 * count_given({a}, {c}, fee)",
    "clamp(4 - 0.25 * {a}, 0, 4)",
    "bonus",
    "min(3, bonus + extra)",
    "max(bonus, extra, 1)",
    "sum(bonus, extra)",
    "average(bonus, extra, 1)",
    "median(bonus, extra, 2)",
    "abs(bonus)",
    "floor(extra)",
    "ceil(bonus)",
    "round(bonus, digits=1, mode='half_even')",
    "round(7 * ({a} / {b}), 1)",
    "round_to(extra, 0.25)",
    "round_to(worth * ({a} / {b}), 0.5, mode='down')",
    "worth * score / 2",
    "1 * score * ({a} / {b})",
    "steps({a}, 4 -> 2, 3 -> 1.5, 1 -> 1, else 0)",
    "interpolate({a} / {b}, 20% -> 0, 90% -> 5)",
    "extra / {b}",
    "0.1 * (signed - opening) / waited",
    "0.01 * month(signed)",
    "1 / 3",
    "10 * ({a} / {b}) * ({c} / {b})",
    "if period_kind == 'month' then 1 else 2",
)
_CONDITIONS = (
    "level == 'commune'",
    "level in ['commune', 'district']",
    "level != 'province'",
    "done",
    "not sealed",
    "{a} > 5",
    "{a} >= {b}",
    "size == 'lớn'",
    "period_kind == 'month'",
    "given({a})",
    "signed >= opening",
    "{a} / {b} > 50%",
)
_PARAMETERS: dict[str, Any] = {
    "quota": {
        "title": "Q",
        "values": [{"from": date(2020, 1, 1), "value": "45%"}, {"from": date(2024, 6, 1), "value": "70%"}],
    },
    "goal": {"title": "G", "value": "87.5%"},
    "high": {"title": "H", "value": 7},
}
_TYPES = {TEXT: "choice"}


def rule_set(chance: Random) -> Tree:
    """A rule set of one to five indicators, which may have errors."""
    return _Maker(chance).rules()


class _Maker:
    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._writer = Writer(Seeded(chance))
        self._indicators: list[str] = []
        self._groups: list[str] = []
        self._closed: list[str] = []
        self._checks: list[Tree] = []

    def rules(self) -> Tree:
        groups = [self._group(depth=0) for _ in range(self._chance.choice((1, 1, 2)))]
        weighted = len(groups) > 1 and self._rarely(0.25)
        tree: Tree = {
            "chiso": 1,
            "ruleset": "test/random",
            "edition": "1",
            "title": "T",
            "sources": {SOURCE: {"title": "L"}},
        }
        tree["rounding"] = self._whole_rounding()
        if weighted:
            tree["max"] = 100
            for group, share in zip(groups, (40, 60), strict=True):
                group["weight"] = f"{share}%"
        tree["groups"] = groups
        if any("pay ." in str(part) for part in indicators_of(tree)) or self._rarely(0.05):
            groups[0].setdefault("indicators", []).insert(0, self._pay(groups[0]))
        if self._rarely(0.6):
            tree["bands"] = self._bands(settled(tree))
        if self._checks:
            tree["checks"] = self._checks
        return settled({**tree, "inputs": _inputs(), "parameters": _parameters()})

    def _rarely(self, share: float) -> bool:
        return self._chance.random() < share

    def _pick(self, *options: Any) -> Any:
        return self._chance.choice(options)

    # Groups.

    def _group(self, depth: int) -> Tree:
        id = f"g_{len(self._groups)}"
        self._groups.append(id)
        group: Tree = {"id": id, "title": "G", "source": SOURCE}
        weighted = self._rarely(0.2)
        count = self._pick(1, 2, 2, 3)
        parts = [self._indicator() for _ in range(count)]
        if weighted and not any(part.get("bonus") or part.get("max") == 0 for part in parts):
            self._weigh(group, [part for part in parts if not part.get("tracked")])
        group["indicators"] = parts
        if depth < 1 and "max" not in group and self._rarely(0.2):
            group["groups"] = [self._group(depth + 1)]
        if self._rarely(0.1):
            group |= self._condition("{a} > 5")
        if self._rarely(0.15):
            group["min"] = self._pick(0, -1)
        if self._rarely(0.15):
            group["rounding"] = self._rounding()
        self._closed.append(id)
        return group

    def _weigh(self, group: Tree, parts: list[Tree]) -> None:
        group["max"] = self._pick(10, 40, 25)
        for part in parts:
            part["weight"] = f"{100 // len(parts)}%"
            if self._rarely(0.5):
                part.pop("max", None)

    def _pay(self, group: Tree) -> Tree:
        """The indicator that formulas of every kind may refer to."""
        pay: Tree = {"id": "pay", "title": "P", "max": 10, "rate": "extra / bonus", "when_empty": self._pick(*POLICIES)}
        return pay | ({"weight": "1%"} if any("weight" in part for part in group.get("indicators", [])) else {})

    # Indicators.

    def _indicator(self) -> Tree:
        number = len(self._indicators)
        found: Tree = {"id": f"i_{number}", "title": "I", "max": self._pick(*_MAXIMA)}
        found |= self._pick(*_FORMS)(self)
        if found.get("tracked"):
            del found["max"]
        if self._rarely(0.15):
            found |= self._condition(self._pick(*_CONDITIONS))
            found = {key: part for key, part in found.items() if "not_app" not in key or not found.get("tracked")}
        for key in () if found.get("tracked") else ("when_empty", "when_missing"):
            found |= {key: self._pick(*POLICIES)} if self._rarely(0.6) else {}
        if found.get("max") and self._rarely(0.1):
            found["bonus"] = True
        if "rate" in found and self._rarely(0.2):
            found["target"] = self._pick("quota", "goal", "30%")
        if not found.get("tracked") and self._rarely(0.2):
            found["rounding"] = self._rounding()
        if self._rarely(0.15):
            self._checks.append({"rule": f"done_{number} <= due_{number}", "message": "M"})
        self._indicators.append(found["id"])
        return found

    def _filled(self, formula: str) -> str:
        """A formula over counts of its own, or now and then over those of others."""
        own = len(self._indicators)
        other = self._chance.randint(0, own)
        return formula.replace("'", '"').format(
            a=f"done_{own}", b=f"due_{own}", c=f"due_{other}" if other < own else f"more_{own}"
        )

    def _any_formula(self, type: Type) -> str:
        written = Writer(Seeded(self._chance)).exact(type, self._pick(1, 2, 2, 3)).text
        return written.replace("\u00a0", " ").replace("it's", "its").replace("'", '"')

    def _condition(self, formula: str) -> Tree:
        told = self._any_formula(FLAG) if self._rarely(0.15) else self._filled(formula)
        return {"applies_when": told, "when_not_applicable": self._pick(*POLICIES)}

    def _rate(self) -> str:
        return self._any_formula(RATE) if self._rarely(0.15) else self._filled(self._pick(*_RATES))

    def _by_rate(self) -> Tree:
        return {"rate": self._rate()} | ({"full_at": self._pick(*_FULL)} if self._rarely(0.5) else {})

    def _by_points(self) -> Tree:
        if self._rarely(0.2):
            return {"points": self._any_formula(POINTS)}
        if self._indicators and self._rarely(0.25):
            other = self._pick(*self._indicators)
            return {"points": self._pick("0.5 * {}.points", "if {}.rate >= 50% then 2 else 1").format(other)}
        if self._closed and self._rarely(0.2):
            return {"points": f"{self._pick(*self._closed)}.points / 3"}
        return {"points": self._filled(self._pick(*_POINTS))}

    def _by_deduction(self) -> Tree:
        least = self._pick(-5, -1, Fraction(-5, 2))
        return {
            "max": 0,
            "min": least,
            "points": self._filled(self._pick("-0.5 * {a}", "-1 * {a} / {b}", "-2 * share")),
        }

    def _by_steps(self) -> Tree:
        most = self._pick(4, 5, 20)
        rows = [(90, most), (60, Fraction(most, 2)), (20, 1)]
        if self._rarely(0.5):
            table: Tree = {"rows": [{"at_least": f"{at}%", "points": points} for at, points in rows]}
            return {"max": most, "rate": self._rate(), "steps": table}
        table = {"of": self._filled(self._pick("{a}", "{a} + {b}")), "rows": []}
        table["rows"] = [{"at_least": at, "points": points} for at, points in (("high", most), (4, 2), (1, 1))]
        return {"max": most, "steps": table | ({"otherwise": Fraction(1, 4)} if self._rarely(0.5) else {})}

    def _by_interpolate(self) -> Tree:
        most = self._pick(3, 10)
        rows = [{"at": at, "points": points} for at, points in (("0%", 0), ("55%", 1), ("97%", most))]
        if self._rarely(0.6):
            return {"max": most, "rate": self._rate(), "interpolate": {"rows": rows}}
        rows = [{"at": at, "points": points} for at, points in ((0, most), (7, 1), (30, 0))]
        return {"max": most, "interpolate": {"of": self._filled(self._pick("{a}", "waited")), "rows": rows}}

    def _by_tracked(self) -> Tree:
        shown = {"rate": self._rate()} if self._rarely(0.5) else {"value": self._filled("waited / {b}")}
        return {"tracked": True, **shown}

    # What belongs to the whole.

    def _rounding(self) -> Tree:
        step = {"points": self._chance.randint(0, 4)}
        if self._rarely(0.25):
            step = {"multiple_of": self._pick(Fraction(1, 4), Fraction(1, 2), Fraction(1, 5), 3, Fraction(3, 10))}
        return {**step, "mode": self._pick(*MODES)}

    def _whole_rounding(self) -> Tree:
        found = self._rounding()
        found |= {"indicators": "exact"} if self._rarely(0.1) else {}
        found |= {"groups": self._pick("exact", {"points": 1})} if self._rarely(0.1) else {}
        return found | ({"total": {"points": self._pick(0, 1, 2)}} if self._rarely(0.2) else {})

    def _bands(self, tree: Tree) -> list[Tree]:
        most = tree.get("max") or sum(Fraction(group["max"]) for group in tree["groups"])
        bounds = [
            Fraction(round(most * share * 100), 100)
            for share in ((0.8, 0.5), (0.75,), (0.9, 0.6, 0.3))[self._pick(0, 1, 2)]
        ]
        bands = [
            {"id": f"b_{n}", "title": "B", "at_least": at}
            for n, at in enumerate([*sorted(set(bounds) - {0}, reverse=True), 0])
        ]
        if self._rarely(0.4):
            group = self._pick(*groups_of(tree))
            bands[0]["requires"] = self._pick(f"{group['id']}.points >= 1", "level != 'province'", "total.points >= 1")
        return bands


_FORMS: tuple[Callable[[_Maker], Tree], ...] = (
    *(3 * [_Maker._by_rate]),
    *(2 * [_Maker._by_points]),
    _Maker._by_steps,
    _Maker._by_interpolate,
    _Maker._by_tracked,
    _Maker._by_deduction,
)


def _inputs() -> Tree:
    counts = [f"{kind}_{n}" for n in range(16) for kind in ("done", "due", "more")]
    found: Tree = {id: {"title": "N", "type": "count", "optional": True} for id in counts}
    for id, given in GIVEN.items():
        if given.constant is not None or "." in id or id in FACTS:
            continue
        declared: Tree = {"title": "N", "type": _TYPES.get(given.type, given.type.value), "optional": True}
        declared |= {"choices": list(given.choices)} if given.choices else {}
        if given.type not in (FLAG, TEXT, DATE):
            declared |= {"min": given.low} if given.low is not None and (given.type is not COUNT or given.low) else {}
            declared |= {"max": given.high} if given.high is not None else {}
        found[id] = declared
    return found


def _parameters() -> Tree:
    found = dict(_PARAMETERS)
    for id, given in GIVEN.items():
        if given.constant is not None:
            written = f"{100 * given.constant}%" if given.type is RATE else given.constant
            found[id] = {"title": "N", "value": written, **({"type": "points"} if given.type is POINTS else {})}
    return found
