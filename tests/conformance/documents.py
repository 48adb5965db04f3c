"""Reads the files of the suite: the cases of each, held against the schema.

Numbers with a point, percentages, fractions and dates stay the texts they are written as, as the README asks of every
reader of these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
SCHEMA = HERE / "conformance.schema.json"

Written = int | str | bool | None
"""A scalar of a file: a whole number, a text, true or false, null."""


_Reader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Reader):
    """Only true, false, null and whole numbers are told from texts; a key written twice is refused."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        assert not twice, f"{node.start_mark}: written twice: {twice}"
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"null$"), ["n"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


@dataclass(frozen=True, eq=False)
class Case:
    """One case: its file, and what stands there with what the file shares."""

    path: Path
    shared: Mapping[str, Any]
    body: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.body['name']}"

    @property
    def given(self) -> dict[str, Written]:
        """The record's columns."""
        return {"unit": "A", "level": "commune", "period": "2024", **self.body.get("given", {})}

    @property
    def rules(self) -> str:
        """The whole text of a rule-set case."""
        return f"{self.shared.get('header', '')}{self.body['rules']}"

    def ids(self, key: str) -> list[str]:
        """The ids under a key, in order; one alone or a list."""
        written = self.body[key]
        return sorted([written] if isinstance(written, str) else written)


@cache
def document(path: Path) -> Mapping[str, Any]:
    """A file as it is written."""
    found: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return found


@cache
def validator() -> Draft202012Validator:
    """What every file is held against."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file."""
    return tuple(Case(path, document(path), body) for path in FILES for body in document(path)["cases"])


EXPRESSIONS = [case for case in cases() if "expression" in case.body]
RULE_SETS = [case for case in cases() if "rules" in case.body]
