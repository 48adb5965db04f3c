"""The cases beside an edition (`<edition>.cases.yaml`): records with what the rules must make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chiso.diagnostics.diagnostic import Report
from chiso.library.find import CASES
from chiso.ruleset.document import Block, Scalar, Sequence
from chiso.ruleset.load import load
from chiso.ruleset.shape import conform
from chiso.source import Source, Span

FAULTS = "diagnostics"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what is given, the parameters that differ, what is expected by address.

    `faults` are the diagnostics that the data must meet, None where none are written; `known_on` is the day on which
    the values are taken as they were known.
    """

    name: str
    block: Block
    given: Mapping[str, Scalar]
    parameters: Mapping[str, Scalar]
    expect: Mapping[str, Scalar]
    faults: Sequence | None
    known_on: Scalar | None

    def key(self, section: str, name: str) -> Span:
        """Where a name under `given`, `parameters` or `expect` stands."""
        block = self.block.block(section)
        return self.block.span if block is None or name not in block.keys else block.keys[name].span


def cases_beside(rules: Path) -> Path:
    """Where the cases of a rule file are."""
    return rules.with_name(rules.name.removesuffix(".yaml") + CASES)


def read_cases(source: Source, report: Report) -> list[Case]:
    """The cases of a text; its faults go to the report."""
    document = load(source, report)
    sound = None if document is None else conform(document, "cases", report)
    return [] if sound is None else [_case(block) for block in sound.blocks("cases")]


def _case(block: Block) -> Case:
    expected = block.block("expect")
    faults = None if expected is None else expected.values.get(FAULTS)
    return Case(
        name=block.text("name") or "",
        block=block,
        given=_scalars(block, "given"),
        parameters=_scalars(block, "parameters"),
        expect=_scalars(block, "expect"),
        faults=faults if isinstance(faults, Sequence) else None,
        known_on=block.scalar("known_on"),
    )


def _scalars(block: Block, key: str) -> dict[str, Scalar]:
    section = block.block(key)
    return {} if section is None else {id: value for id, value in section.values.items() if isinstance(value, Scalar)}
