"""The portal's responses of the example: the rules give the portal's own points, to the last digit."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

import chiso
from chiso.lang.values import from_decimal
from chiso.records.portal_fields import GROUP_CODES, METRICS
from conftest import ROOT

FOLDER = ROOT / "examples/portal-2026-08"


@cache
def program() -> chiso.Program:
    return chiso.load("qd766/portal@2026")


@cache
def published(name: str) -> dict[str, dict[str, Any]]:
    """What a response says of each unit, numbers as written."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)["data"]
    units = [data.get("overview") or data["parent"], *(data.get("evaluation") or data["children"])]
    return {unit["departmentName"]: unit for unit in units}


@cache
def cards() -> dict[str, chiso.Scorecard]:
    """The scorecards without any points of the portal: from its counts and rates alone."""
    found = {}
    for record in chiso.read_records(FOLDER, program()):
        counted = {name: value for name, value in record.reported.items() if not name.endswith(".points")}
        found[record.unit] = chiso.score(program(), replace(record, reported=counted))
    return found


def exact(value: Any) -> Any:
    return None if value is None else from_decimal(Decimal(value))


@pytest.mark.parametrize("name", ["transparency", "handling-satisfaction", "dossier-digitized"])
def test_metrics_give_the_portals_points_and_null_where_it_has_null(name: str) -> None:
    compared = nulls = 0
    for unit, said in published(name).items():
        results = {result.id: result for result in cards()[unit].indicators}
        for metric in said["metrics"]:
            result = results[METRICS[metric["code"]].indicator]
            assert result.points == exact(metric["score"]), (unit, metric["code"])
            compared += 1
            nulls += metric["score"] is None and not result.indicator.tracked
    assert compared >= 16
    assert name == "handling-satisfaction" or nulls >= 3


@pytest.mark.parametrize(("code", "group"), GROUP_CODES.items())
def test_groups_are_the_portals_wherever_it_gives_the_counts(code: str, group: str) -> None:
    computed = 0
    for unit, said in published("service-results").items():
        result = next(result for result in cards()[unit].groups if result.id == group)
        if result.points is not None:
            assert (result.points, result.basis) == (exact(said["groupScores"][code]), chiso.Basis.COMPUTED), unit
            computed += 1
    assert computed == {"transparency": 3, "online_service": 1}.get(group, 4)


def test_the_published_payment_of_a_province_is_computed() -> None:
    payment = cards()["Tỉnh An Bình"].groups[3]
    assert [float(result.points or 0) for result in payment.indicators] == [0.56, 0.48, 5.42]
    assert payment.points == exact("6.46")
    assert cards()["Tỉnh An Bình"].points == exact("85.82")


def test_with_its_points_every_group_and_total_is_the_portals() -> None:
    scored = {record.unit: chiso.score(program(), record) for record in chiso.read_records(FOLDER, program())}
    for unit, said in published("service-results").items():
        assert scored[unit].points == exact(said["totalScore"])
        for code, group in GROUP_CODES.items():
            result = next(result for result in scored[unit].groups if result.id == group)
            assert result.points == exact(said["groupScores"][code])
