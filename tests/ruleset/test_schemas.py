"""The schemas of what people write by hand: an editor completes every key from them and shows what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chiso.lang.types import Type
from chiso.ruleset.program import LEVELS
from chiso.ruleset.shape import _FOR_EDITORS
from chiso.shipped import schema

WRITTEN_BY_HAND = ("ruleset", "cases")
_BLANK = re.compile(r"\$\{\d+:(.*?)\}")

Described = tuple[str, dict[str, Any], dict[str, Any]]


def _properties() -> Iterator[Described]:
    """The address of every property a person can write, with its schema and the definitions it refers to."""
    for name in WRITTEN_BY_HAND:
        whole = schema(name)
        for owner, part in {"": whole, **whole["$defs"]}.items():
            for key, value in part.get("properties", {}).items():
                yield f"{name}:{owner}/{key}", value, whole["$defs"]


ALL = {address: (value, definitions) for address, value, definitions in _properties()}


@pytest.mark.parametrize("address", ALL)
def test_every_property_says_what_it_means_in_both_languages(address: str) -> None:
    value, _ = ALL[address]
    vietnamese, _, english = value["markdownDescription"].partition("\n\n")
    assert english == value["description"]
    assert len(vietnamese) >= 5
    assert vietnamese != english


def _is_valid(example: Any, value: dict[str, Any], definitions: dict[str, Any]) -> bool:
    return Draft202012Validator({**value, "$defs": definitions}).is_valid(example)


@pytest.mark.parametrize("address", [address for address, (value, _) in ALL.items() if "examples" in value])
def test_examples_are_right(address: str) -> None:
    value, definitions = ALL[address]
    assert [example for example in value["examples"] if not _is_valid(example, value, definitions)] == []


def _filled(part: Any) -> Any:
    """A snippet with its blanks filled by what is suggested."""
    text = _BLANK.sub(lambda blank: blank[1], json.dumps(part, ensure_ascii=False))
    return json.loads(re.sub(r'"(\d+)"', r"\1", text))


@pytest.mark.parametrize("address", [address for address, (value, _) in ALL.items() if "defaultSnippets" in value])
def test_snippets_are_right(address: str) -> None:
    value, definitions = ALL[address]
    bodies = [_filled(snippet["body"]) for snippet in value["defaultSnippets"]]
    assert [body for body in bodies if not _is_valid(body, value, definitions)] == []


def test_where_a_person_chooses_all_choices_are_listed() -> None:
    definitions = schema("ruleset")["$defs"]
    names = {kind.value for kind in Type} - {"text", "plain", "unknown"}
    assert set(definitions["type"]["enum"]) == {*names, "choice"}
    assert tuple(schema("cases")["$defs"]["case"]["properties"]["level"]["enum"]) == LEVELS


def test_no_property_has_the_name_of_what_is_for_editors() -> None:
    assert {address.rpartition("/")[2] for address in ALL} & _FOR_EDITORS == set()
