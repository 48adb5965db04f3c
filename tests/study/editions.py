"""Pairs of editions and records at random: every kind of difference that moves points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

import chiso

Draw = Callable[[st.SearchStrategy[Any]], Any]

_HEAD = """\
chiso: 1
ruleset: test/random
edition: "2024"
title: Bộ chỉ số
sources: {law: {title: Quyết định}}
"""
_RATES = ("10%", "30%", "45%", "80%", "100%")
_POLICIES = ("zero", "full", "none", "exclude")
_ROUNDINGS = ("{points: 2, mode: half_up}", "{points: 1, mode: half_even}", "{multiple_of: 0.25, mode: down}")
_COUNTS = ("a_done", "a_due", "b_done", "b_due", "late", "sent", "asked")


@st.composite
def rule_sets(draw: Draw) -> str:
    """The text of an edition: all have the same inputs and the same groups, and may differ in everything else."""
    a, b, c = (draw(st.sampled_from((2, 4, 6))) for _ in range(3))
    lines = [_HEAD, f"rounding: {draw(st.sampled_from(_ROUNDINGS))}\ninputs:\n"]
    lines += [f"  {id}: {{title: T, type: count, optional: true}}\n" for id in _COUNTS]
    lines += [f"parameters:\n  goal: {{value: {draw(st.sampled_from(_RATES))}, title: T, source: law}}\n"]
    lines += [f"  worth: {{value: {draw(st.sampled_from(('0.25', '0.5', '1')))}, title: T, source: law}}\n"]
    extra = draw(st.booleans())
    lines += [f"groups:\n  - id: work\n    title: T\n    max: {a + b}\n    source: law\n    indicators:\n"]
    lines += [_by_rate(draw, "a", a, "a_done / a_due"), _by_rate(draw, "b", b, draw(st.sampled_from(_B_RATES)))]
    lines += [f"  - id: order\n    title: T\n    max: {c + 2 * extra}\n    source: law\n    indicators:\n"]
    lines += [f"      - {{id: c, title: T, max: {c}, points: {draw(st.sampled_from(_C_POINTS))}, "]
    lines += [f"when_missing: {draw(st.sampled_from(('zero', 'full')))}}}\n"]
    lines += (
        ["      - {id: d, title: T, max: 2, rate: sent / asked, when_empty: zero, when_missing: zero}\n"]
        if extra
        else []
    )
    low, high = sorted(draw(st.lists(st.integers(1, 6), min_size=2, max_size=2, unique=True)))
    lines += [f"bands:\n  - {{id: good, title: T, at_least: {high}}}\n  - {{id: fair, title: T, at_least: {low}}}\n"]
    lines += ["  - {id: weak, title: T, at_least: 0}\n"]
    return "".join(lines)


_B_RATES = ("b_done / b_due", "(b_done + sent) / (b_due + asked)", "b_done / max(b_due, a_due)")
_C_POINTS = ('"2 - worth * late"', '"steps(late, 3 -> 0, 1 -> 1, else 2)"', '"if sent > 2 then 2 else worth"')


def _by_rate(draw: Draw, id: str, most: int, rate: str) -> str:
    full_at = draw(st.sampled_from(("goal", *_RATES)))
    policies = [draw(st.sampled_from(_POLICIES)) for _ in range(2)]
    keys = f"max: {most}, rate: '{rate}', full_at: {full_at}, when_empty: {policies[0]}, when_missing: {policies[1]}"
    return f"      - {{id: {id}, title: T, {keys}}}\n"


@st.composite
def pairs_of_records(draw: Draw) -> tuple[chiso.Record, chiso.Record]:
    """Two records of a unit: often the later one has most inputs as they were."""
    before, after = draw(records()), draw(records())
    if draw(st.booleans()):
        kept = draw(st.sets(st.sampled_from(_COUNTS), min_size=4))
        given = {id: before.inputs[id] for id in kept if id in before.inputs}
        after = replace(after, inputs={**after.inputs, **given})
    return before, after


@st.composite
def records(draw: Draw) -> chiso.Record:
    """A record that gives some of the inputs, and some reported values."""
    given = {id: draw(st.integers(0, 9)) for id in _COUNTS if draw(st.integers(0, 9))}
    reported: dict[str, Any] = {}
    if draw(st.booleans()):
        reported["work.points"] = Fraction(draw(st.integers(0, 16)), 4)
    if draw(st.integers(0, 2)) == 0:
        reported["total.points"] = Fraction(draw(st.integers(0, 40)), 4)
    if draw(st.integers(0, 3)) == 0:
        reported["a.rate"] = Fraction(draw(st.integers(0, 10)), 10)
    return chiso.Record("Xã A", "commune", draw(st.sampled_from(("2024-06", "2024"))), given, reported)
