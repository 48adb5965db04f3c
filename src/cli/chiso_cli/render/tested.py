"""Cases that were run, for people: one line for each rule file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chiso_cli.render.words import word

if TYPE_CHECKING:
    from chiso import Language, Tested


def as_lines(tested: Sequence[Tested], language: Language) -> str:
    """How many cases hold, and what they cover; with several files, a line for all of them."""
    lines = [f"{one.rules}: {_line(one, language)}" for one in tested]
    if len(tested) > 1:
        lines.append(heading(tested, language))
    return "".join(f"{line}\n" for line in lines)


def heading(tested: Sequence[Tested], language: Language) -> str:
    """All files in one line."""
    ran = sum(len(one.results) for one in tested)
    failed = sum(len(one.failed) for one in tested)
    return f"chiso test: {_counted(ran, failed, language)}"


def _line(tested: Tested, language: Language) -> str:
    import chiso

    if tested.faults:
        return word("cannot-test", language)
    if not tested.results:
        return word("cases-left-out" if tested.unchosen else "no-cases", language, count=tested.unchosen)
    line = _counted(len(tested.results), len(tested.failed), language)
    found = tested.coverage
    if found is None:
        return line
    share = chiso.coverage_percent(found)
    return f"{line}, {word('coverage', language, covered=found.covered, all=len(found.items), percent=share)}"


def _counted(ran: int, failed: int, language: Language) -> str:
    key = "cases-failed" if failed else "cases-hold"
    return word(key, language, count=ran, failed=failed)
