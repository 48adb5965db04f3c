"""The page on each diagnostic in one language: why it is a fault, a wrong example, the way out.

The pages lie in `docs/diagnostics/`, one for each id, with a part for each language under a heading of its own. Their
generated parts are made, and kept current, by `tests/test_pages.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from chiso.diagnostics.catalogue import ENTRIES, Language
from chiso.diagnostics.diagnostic import DiagnosticError, diagnostic_about
from chiso.diagnostics.nearest import nearest
from chiso.shipped import page_text

_HEADINGS: Mapping[Language, str] = {"vi": "Tiếng Việt", "en": "English"}
_MARK = re.compile(r"^<!-- .* -->\n", re.MULTILINE)
_QUOTED = re.compile(r"^> [^:]+: (.*)$", re.MULTILINE)


class PageLine(NamedTuple):
    """A diagnostic in one line: what it says of the example on its page."""

    id: str
    severity: str
    words: str


def diagnostic_page(id: str, language: Language = "en") -> str:
    """The page on a diagnostic, as Markdown. Raises `DiagnosticError`, with the nearest ids, when there is none."""
    if id not in ENTRIES:
        near = nearest(id, ENTRIES)
        raise DiagnosticError([diagnostic_about(id, "unknown-diagnostic", asked=id, near=near)])
    return f"# {id}\n\n{_part(id, language)}"


def diagnostic_lines(language: Language = "en") -> list[PageLine]:
    """Every diagnostic there is, by id."""
    return [PageLine(id, ENTRIES[id].severity, _line(id, language)) for id in sorted(ENTRIES)]


def _part(id: str, language: Language) -> str:
    """What stands under the heading of a language, without the marks that tell generated from written."""
    _, _, after = page_text(id).partition(f"\n## {_HEADINGS[language]}\n")
    return _MARK.sub("", after.partition("\n## ")[0]).strip() + "\n"


def _line(id: str, language: Language) -> str:
    found = _QUOTED.search(_part(id, language))
    return "" if found is None else found[1]
