"""The data files that travel with the package: the shipped rule sets, the JSON schemas, the pages on diagnostics.

In an installed wheel they lie inside the package; in a checkout they are the folders `rules/`, `schemas/` and
`docs/diagnostics/` at its top, which an editable install reads in place.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[2]


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def rules_folder() -> Path:
    """The folder of the shipped rule sets."""
    return _folder("rules")


@cache
def schema(name: str) -> dict[str, Any]:
    """The shipped JSON schema of that name, for example `ruleset`."""
    text = (_folder("schemas") / f"{name}.schema.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def page_text(id: str) -> str:
    """The shipped page on the diagnostic of that id, in every language."""
    return (_folder("docs/diagnostics") / f"{id}.md").read_text(encoding="utf-8")
