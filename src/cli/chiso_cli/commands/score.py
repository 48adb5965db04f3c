"""`chiso score RULESET DATA…`: the standings of the units in data files."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso_cli import inputs
from chiso_cli.console import WithProgress, language, messages
from chiso_cli.exits import Exit
from chiso_cli.faults import ending_on_faults, tell
from chiso_cli.opening import Chosen, Reading, spare
from chiso_cli.render.formats import Format

if TYPE_CHECKING:
    from chiso import Bulk, Language, Program, Record, RecordList, RecordStream, Scorecard
    from chiso_cli.render.scorecards import Asked

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How the result is written; by default as --out ends, else a table."),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--previous", metavar="FILE", help="Records of an earlier period, to tell changes by.", show_default=False
    ),
]
Totals = Annotated[bool, typer.Option("--totals", help="In a table, also add up the counts of all units.")]
How = Annotated[
    bool, typer.Option("--how", help="Also say how many units were computed in columns, and why others were not.")
]


def score(
    ruleset: inputs.Ruleset,
    data: inputs.Data,
    as_of: inputs.AsOf = None,
    known_on: inputs.Known = None,
    rules: inputs.Rules = None,
    numbers: inputs.Numbers = None,
    map: inputs.Map = None,
    sheet: inputs.Sheet = None,
    keep_going: inputs.KeepGoing = False,
    previous: Previous = None,
    totals: Totals = False,
    how: How = False,
    format: FormatOption = None,
    lang: inputs.Language = None,
    out: inputs.Out = None,
) -> None:
    """Score the units of DATA by RULESET: points, bands and ranks, exactly."""
    import chiso
    from chiso_cli.outputs import format_for
    from chiso_cli.render.scorecards import Asked

    spoken = language(lang)
    chosen, reading = Chosen(ruleset, as_of, known_on, rules), Reading(numbers, map, sheet)
    with ending_on_faults(spoken):
        spare(out, chosen, reading, *data, *([] if previous is None else [previous]))
        asked = Asked(format_for(format, out, Format), spoken, out, totals, previous is not None, how)
        program = chosen.program()
        records = chiso.stream_records(inputs.sources(data), program, keep_going=keep_going, **reading.options)
        _write(program, records, previous, keep_going, asked)
    if records.not_scored:
        tell([fault for record in records.not_scored for fault in record.faults], spoken)
        raise typer.Exit(Exit.NO)


def _write(
    program: Program,
    records: RecordStream | RecordList,
    previous: Path | None,
    keep_going: bool,
    asked: Asked,
) -> None:
    """The scorecards with their ranks, one by one; before the first it is said what is doubtful about them."""
    import chiso
    from chiso_cli.render.bulk import how_scored
    from chiso_cli.render.scorecards import scorecard_writer

    if previous is None and not keep_going and _in_bulk(program, records, asked):
        return
    if asked.how:
        messages().print(how_scored(None, asked.language))
    earlier = None if previous is None else chiso.score_records(program, chiso.stream_records(previous, program))
    ranked = _begun(chiso.score_ranked(program, _watched(records, asked.language)))
    tell(records.doubts(), asked.language)
    found = previous is None
    with scorecard_writer(program, asked, records.optional_facts, tuple(records.not_scored)) as add:
        for card, rank in _beside(ranked, earlier):
            found = found or card.previous is not None
            add(card, rank)
        if not found:
            raise chiso.RecordError([chiso.diagnostic_about(str(previous), "nothing-earlier", file=str(previous))])


def _in_bulk(program: Program, records: RecordStream | RecordList, asked: Asked) -> bool:
    """Whether there are so many records, for such a file, that they were scored in columns and written."""
    from chiso_cli.render.bulk import how_scored, written_in_bulk

    def begin(bulk: Bulk) -> None:
        tell(bulk.doubts(), asked.language)
        if asked.how:
            messages().print(how_scored(bulk, asked.language))

    return written_in_bulk(program, records, asked.format, asked.out, asked.language, begin)


_Ranked = Iterator[tuple["Scorecard", "int | None"]]


def _begun(scored: _Ranked) -> _Ranked:
    """The same, once all has been read: the first comes when every record has been found sound, or left out."""
    first = next(scored, None)
    return scored if first is None else chain([first], scored)


def _beside(scored: _Ranked, earlier: Iterable[Scorecard] | None) -> _Ranked:
    """The scorecards, each with that of an earlier period, where any are given."""
    import chiso

    if earlier is None:
        yield from scored
        return
    ranks: deque[int | None] = deque()
    for card in chiso.with_previous(_ranks_aside(scored, ranks), earlier):
        yield card, ranks.popleft()


def _ranks_aside(scored: _Ranked, ranks: deque[int | None]) -> Iterator[Scorecard]:
    for card, rank in scored:
        ranks.append(rank)
        yield card


def _watched(records: RecordStream | RecordList, spoken: Language) -> Iterable[Record]:
    from chiso_cli.render.words import word

    return WithProgress(records, word("scoring", spoken), share=records.share)
