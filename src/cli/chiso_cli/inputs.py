"""The arguments and options that commands share."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

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


class NumberStyle(StrEnum):
    """How the numbers of texts are written."""

    vi = "vi"
    plain = "plain"
    auto = "auto"


Data = Annotated[
    list[Path],
    typer.Argument(
        metavar="DATA",
        help="The records: CSV, Excel, JSON, JSON Lines, Parquet or YAML files; - for standard input.",
        show_default=False,
    ),
]
Numbers = Annotated[
    NumberStyle | None,
    typer.Option(
        "--numbers",
        help="How numbers are written: vi is 82,07 and 1.936, plain is 82.07 and 1936; by default the file tells.",
        show_default=False,
    ),
]
Map = Annotated[
    Path | None,
    typer.Option("--map", metavar="FILE", help="A YAML file: which column each heading is.", show_default=False),
]
Sheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook; by default the first.", show_default=False),
]
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="Score the sound records, and list the others as not scored.")
]
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


def sources(data: list[Path]) -> list[Path | BinaryIO]:
    """The data files, with standard input for `-`."""
    return [sys.stdin.buffer if str(path) == "-" else path for path in data]


def folders(rules: list[Path] | None) -> list[Path]:
    """The folders of rules to search before the shipped one: those named, else `./rules` where there is one."""
    own = Path("rules")
    return rules or ([own] if own.is_dir() else [])


class StudyFormat(StrEnum):
    """How a study of scored units is written."""

    table = "table"
    json = "json"
    markdown = "markdown"
    csv = "csv"


StudyFormatOption = Annotated[
    StudyFormat | None,
    typer.Option("--format", help="How the result is written; by default as --out ends, else a table."),
]

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
