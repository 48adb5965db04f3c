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


Ruleset = Annotated[
    str,
    typer.Argument(metavar="RULESET", help="A rule file, name@edition, or a name with --as-of.", show_default=False),
]
Data = Annotated[Path, typer.Argument(metavar="DATA", help="The records: a CSV file.", show_default=False)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use the edition in force on this day.", show_default=False),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules", metavar="DIR", help="A folder of rules to search before the shipped ones.", show_default=False
    ),
]
Language = Annotated[
    Lang | None, typer.Option("--lang", help="Language; by default that of the locale.", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False),
]
