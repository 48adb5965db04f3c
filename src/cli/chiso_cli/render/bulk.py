"""Scorecards of very many records, computed in columns and written to a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chiso import Bulk, Faulty, RecordStream
from chiso_cli.console import WithProgress
from chiso_cli.outputs import aside, folder_beside
from chiso_cli.render.formats import Format
from chiso_cli.render.words import word

if TYPE_CHECKING:
    from chiso import Language, Program, RecordList

MANY_BYTES = 500_000
"""Files of fewer bytes hold so few records that it does not matter how they are scored."""


def written_in_bulk(
    program: Program,
    records: RecordStream | RecordList,
    format: Format,
    out: Path | None,
    language: Language,
    begin: Callable[[Bulk], None],
) -> bool:
    """Write the scorecards of records to a file, where that can be done in columns; False where it was not done.

    `begin` is called when all have been read and before anything is written. Raises `RecordError`.
    """
    if out is None or format not in (Format.csv, Format.parquet) or not isinstance(records, RecordStream):
        return False
    if records.bytes < MANY_BYTES:
        return False
    with folder_beside(out) as folder:
        bulk = Bulk(program, records.files, folder, records.optional_facts)
        try:
            deque(WithProgress(bulk, word("scoring", language), share=bulk.share), maxlen=0)
        except Faulty:
            _tell_faults(records, language)
            return False
        begin(bulk)
        with aside(out) as path:
            if format is Format.csv:
                bulk.write_csv(path)
            else:
                bulk.write_parquet(path)
    return True


def _tell_faults(records: RecordStream, language: Language) -> None:
    """Read all records one by one, without scoring any of them. Raises `RecordError` with all that is wrong."""
    deque(WithProgress(records, word("scoring", language), share=records.share), maxlen=0)


def how_scored(bulk: Bulk | None, language: Language) -> str:
    """How many units were computed in columns, and what kept others from it."""
    if bulk is None:
        return word("how-few", language)
    said = [word("how-many", language, in_columns=bulk.in_columns, by_rows=bulk.by_rows)]
    if bulk.not_in_columns:
        said.append(word("how-not", language, what=", ".join(sorted(bulk.not_in_columns))))
    elif bulk.by_rows:
        said.append(word("how-rows", language))
    return "\n".join(said)
