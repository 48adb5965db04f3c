"""An expression with other node ids, so that expressions of two rule sets can stand in one program."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, cast

from chiso.lang.syntax import Expression, Node


def renumbered(expression: Expression, by: int) -> Expression:
    """The same tree, each id larger by so much."""
    return cast(Expression, _renumbered(expression, by))


def _renumbered(part: Any, by: int) -> Any:
    if isinstance(part, tuple):
        return tuple(_renumbered(item, by) for item in part)
    if not isinstance(part, Node):
        return part
    inner = {field.name: _renumbered(getattr(part, field.name), by) for field in fields(part)}
    return replace(part, **{**inner, "id": part.id + by})
