"""A file before and after, as a unified diff."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from chiso import visible

if TYPE_CHECKING:
    from chiso import Edited

_NO_END = "\\ No newline at end of file\n"


def differences(edited: Edited) -> str:
    """The lines that differ, as `diff -u` shows them; ends of lines other than a line feed are made visible."""
    before, after = (text.split("\n") for text in (edited.before, edited.after))
    lines = difflib.unified_diff(_ended(before), _ended(after), edited.name, edited.name)
    return "".join(f"{visible(line)}\n" for part in lines for line in part.removesuffix("\n").split("\n"))


def _ended(lines: list[str]) -> list[str]:
    """Lines with their ends; a last one without an end is told apart from one with it."""
    *whole, last = lines
    return [*(f"{line}\n" for line in whole), *([f"{last}\n{_NO_END}"] if last else [])]
