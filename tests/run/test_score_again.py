"""Scoring again: what cannot differ is taken over, and nothing else than scoring anew comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest

import chiso
from chiso.run.exact import score, score_again
from chiso.study.influence import depending
from conftest import ROOT


@pytest.mark.parametrize("name", ["rules/qd766/national/2022.yaml", "examples/digital-transformation/rules.yaml"])
def test_it_is_what_scoring_anew_gives_with_its_trace(name: str) -> None:
    program = chiso.load(ROOT / name)
    inputs: dict[str, chiso.Number] = {id: 40 for id, i in program.inputs.items() if i.type.value == "count"}
    record = chiso.Record("U", "commune", "2024-06", inputs)
    before = score(program, record)
    for id in inputs:
        other = replace(record, inputs={**inputs, id: 7})
        again, anew = score_again(before, program, other, depending(program, {id})), score(program, other)
        assert (again.total, again.band, again.missing) == (anew.total, anew.band, anew.missing)
        assert again.trace == anew.trace
