"""The arguments and options that commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """The languages of messages and tables."""

    vi = "vi"
    en = "en"


class Level(StrEnum):
    """The levels of units."""

    province = "province"
    department = "department"
    district = "district"
    commune = "commune"


Ruleset = Annotated[
    str,
    typer.Argument(metavar="RULESET", help="A rule file, name@edition, or a name with --as-of.", show_default=False),
]
Rulesets = Annotated[
    list[str],
    typer.Argument(
        metavar="RULESET…",
        help="Rule files, folders of them, name@edition, or a name with --as-of.",
        show_default=False,
    ),
]
Data = Annotated[Path, typer.Argument(metavar="DATA", help="The records: a CSV file.", show_default=False)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use the edition in force on this day.", show_default=False),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        envvar="CHISO_RULES",
        help="A folder of rules; by default ./rules. The shipped ones are searched last.",
        show_default=False,
    ),
]


def folders(rules: list[Path] | None) -> list[Path]:
    """The folders of rules to search before the shipped one: those named, else `./rules` where there is one."""
    own = Path("rules")
    return rules or ([own] if own.is_dir() else [])


Known = Annotated[
    str | None,
    typer.Option(
        "--known-on", metavar="DATE", help="Leave out editions and values issued after this day.", show_default=False
    ),
]
Language = Annotated[
    Lang | None, typer.Option("--lang", help="Language; by default that of the locale.", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False),
]
