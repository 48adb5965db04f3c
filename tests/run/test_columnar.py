"""A table at once gives the digits of one record at a time."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

import chiso
from chiso.lang.values import exact_decimal


def test_a_table_has_the_digits_of_its_records(root: object) -> None:
    program = chiso.load("qd766/dong-thap@2024-06")
    frame = pl.read_csv(f"{root}/examples/tam-nong-2024-06/units.csv", infer_schema=False)
    table = chiso.score_table(program, frame)
    records = chiso.read_records(f"{root}/examples/tam-nong-2024-06/units.csv", program)
    assert table.height == len(records) == 13
    for row, record in zip(table.iter_rows(named=True), records, strict=True):
        card = chiso.score(program, record)
        assert card.points is not None
        assert row["total.points"] == exact_decimal(card.points, 2)
        assert row["total.band"] == (card.band.id if card.band else None)
        for group in card.groups:
            assert row[f"{group.id}.points"] == (None if group.points is None else exact_decimal(group.points))
            for result in group.indicators:
                assert row[f"{result.id}.points"] == (None if result.points is None else exact_decimal(result.points))
    assert table.schema["total.points"] == pl.Decimal(38, 2)


def test_numbers_of_a_table_are_exact() -> None:
    program = chiso.load("qd766/national@2022")
    frame = pl.DataFrame(
        {"unit": ["A"], "level": ["commune"], "period": ["2024-06"], "paid_online": [1491], "with_obligation": [1651]}
    )
    assert chiso.score_table(program, frame)["payment_online.points"].to_list() == [Decimal("5.42")]


def test_floating_point_is_refused() -> None:
    program = chiso.load("qd766/national@2022")
    frame = pl.DataFrame({"unit": ["A"], "level": ["commune"], "period": ["2024"], "certified_copy_rate": [0.5]})
    with pytest.raises(chiso.RecordError) as caught:
        chiso.score_table(program, frame)
    assert [diagnostic.id for diagnostic in caught.value.diagnostics] == ["not-exact"]
