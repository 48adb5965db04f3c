"""What was checked, written for other programs: the formats that commands of the gate share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from chiso_cli.render.plain import json_text

if TYPE_CHECKING:
    from chiso import Language, Outcome


class ListFormat(StrEnum):
    """The formats that outcomes are written in, whatever command they come from."""

    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"
    markdown = "markdown"


def as_list(format: ListFormat, title: str, outcomes: Sequence[Outcome], language: Language) -> str:
    """The outcomes in a format; the title heads the summary in markdown."""
    if format is ListFormat.markdown:
        from chiso import markdown_text

        return markdown_text(title, outcomes, language)
    return _WRITERS[format](outcomes)


def _sarif(outcomes: Sequence[Outcome]) -> str:
    from chiso import sarif_data

    return json_text(sarif_data(outcomes))


def _gitlab(outcomes: Sequence[Outcome]) -> str:
    from chiso import gitlab_data

    return json_text(gitlab_data(outcomes))


def _junit(outcomes: Sequence[Outcome]) -> str:
    from chiso import junit_text

    return junit_text(outcomes)


def _github(outcomes: Sequence[Outcome]) -> str:
    from chiso import github_text

    return github_text(outcomes)


_WRITERS: dict[ListFormat, Callable[[Sequence[Outcome]], str]] = {
    ListFormat.sarif: _sarif,
    ListFormat.junit: _junit,
    ListFormat.github: _github,
    ListFormat.gitlab: _gitlab,
}
