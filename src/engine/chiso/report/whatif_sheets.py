"""What-if for people: each unit before and after, what moved, who changes band; several scenarios side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chiso.diagnostics.diagnostic import Language
from chiso.report.numerals import points_text
from chiso.report.sheet import Sheet, arrow, signed, total_figure
from chiso.report.study_words import word
from chiso.ruleset.program import Band, Indicator, Program
from chiso.run.scorecard import Scorecard
from chiso.run.unit import Unit
from chiso.study.changed_nodes import ChangedNode, ChangedNodes
from chiso.study.whatif import ScenarioOutcome, WhatIf

_MOST_NAMED = 10


def whatif_sheets(studies: Sequence[WhatIf], language: Language) -> list[Sheet]:
    """One scenario in full; of several, their totals side by side, then for each who is in another band."""
    if len(studies) == 1:
        return [_units(studies[0], language), *_nodes(studies[0], language), _bands(studies, language)]
    return [_side_by_side(studies, language), _bands(studies, language)]


def program_of(study: WhatIf) -> Program:
    """The program as it was before."""
    return study.outcomes[0].was.program if study.outcomes else study.scenario.program


def heading(program: Program, language: Language) -> str:
    """The rule set and its edition."""
    name = program.title.in_language(language)
    return word("edition", language, name=f"{name} ({program.ruleset})", edition=program.edition)


def titled(study: WhatIf, language: Language) -> str:
    """What is supposed."""
    return word("what-if", language, title=study.scenario.title.in_language(language))


def _units(study: WhatIf, language: Language) -> Sheet:
    program = program_of(study)
    columns = ("unit", "before", "after", "difference", "band", "rank")
    changed = [outcome for outcome in study.outcomes if is_changed(outcome)]
    rows = tuple(_unit_row(outcome, program, language) for outcome in changed)
    return Sheet(
        (heading(program, language), titled(study, language)),
        tuple(word(column, language) for column in columns),
        rows,
        tuple(_notes(study, len(changed), language)),
        frozenset({1, 2, 3, 5}),
        frozenset(place for place, outcome in enumerate(changed) if outcome.changes_band),
    )


def is_changed(outcome: ScenarioOutcome) -> bool:
    """Whether anything that is shown of a unit differs."""
    return bool(outcome.difference) or outcome.changes_band or outcome.changes_rank


def _unit_row(outcome: ScenarioOutcome, program: Program, language: Language) -> tuple[str, ...]:
    mark = "*" if outcome.moved else ""
    return (
        outcome.was.record.unit,
        total_figure(outcome.was.points, program, language),
        total_figure(outcome.now.points, program, language) + mark,
        signed(outcome.difference, language),
        arrow(band_name(outcome.was, language), band_name(outcome.now, language)),
        arrow(*(("–" if rank is None else str(rank)) for rank in outcome.ranks)),
    )


def band_name(unit: Unit | Scorecard, language: Language) -> str:
    """The band's title."""
    return "–" if unit.points is None else _title(unit.band, language)


def _title(band: Band | None, language: Language) -> str:
    return word("no-band", language) if band is None else band.title.in_language(language)


def _notes(study: WhatIf, changed: int, language: Language) -> Iterator[str]:
    same = len(study.outcomes) - changed
    if not changed:
        yield word("nothing-changes", language)
    elif same:
        yield word("unchanged-units", language, count=same)
    if any(outcome.moved for outcome in study.outcomes):
        yield word("moved-note", language)
    yield from _absent(study, language)


def _absent(study: WhatIf, language: Language) -> Iterator[str]:
    """Units that stay as they are, and what cannot be known of others."""
    said = []
    titles = {indicator.id: indicator.title.in_language(language) for indicator in study.scenario.program.indicators}
    for outcome in study.outcomes:
        unit = outcome.was.record.unit
        if outcome.difference is None:
            said.append(word("without-total", language, unit=unit))
        if outcome.lacking:
            said.append(word("lacking", language, unit=unit, names=_quoted(outcome.lacking)))
        if outcome.unknown:
            named = ", ".join(titles.get(id, id) for id in outcome.unknown)
            said.append(word("unknown", language, unit=unit, titles=named))
    yield from said[:_MOST_NAMED]
    if len(said) > _MOST_NAMED:
        yield word("and-more-units", language, count=len(said) - _MOST_NAMED)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# What changed beneath the totals.


def _nodes(study: WhatIf, language: Language) -> Iterator[Sheet]:
    program, rows, nodes = program_of(study), [], ChangedNodes()
    for outcome in study.outcomes:
        for place, changed in enumerate(nodes.of(outcome.was, outcome.now)):
            rows.append(_node_row(outcome, changed, program, language, named=place == 0))
    if rows:
        columns = ("unit", "node", "before", "after", "difference")
        yield Sheet((), tuple(word(column, language) for column in columns), tuple(rows), (), frozenset({2, 3, 4}))


def _node_row(
    outcome: ScenarioOutcome, changed: ChangedNode, program: Program, language: Language, *, named: bool
) -> tuple[str, ...]:
    node = changed.node
    before, after = (points_text(p, node, program, language) for p in (changed.before, changed.after))
    mark = "*" if node.id in outcome.moved else ""
    indent = "  " if isinstance(node, Indicator) else ""
    unit = outcome.was.record.unit if named else ""
    return (unit, indent + node.title.in_language(language), before, after + mark, signed(changed.difference, language))


# Bands, and scenarios side by side.


def per_band(units: Sequence[Unit], bands: Sequence[Band]) -> list[tuple[str, int]]:
    """How many units with a total are in each band, best first, those without a band last."""
    found = Counter(None if unit.band is None else unit.band.id for unit in units if unit.points is not None)
    named = [(band.id, found[band.id]) for band in bands]
    return [*named, ("", found[None])] if found[None] else named


def _bands(studies: Sequence[WhatIf], language: Language) -> Sheet:
    program = program_of(studies[0])
    columns = [dict(per_band([o.was for o in studies[0].outcomes], program.bands))]
    columns += [dict(per_band([o.now for o in study.outcomes], study.scenario.program.bands)) for study in studies]
    titles = {band.id: band.title.in_language(language) for s in studies for band in s.scenario.program.bands}
    titles |= {band.id: band.title.in_language(language) for band in program.bands}
    ids = [id for id in (*titles, "") if any(column.get(id) for column in columns)]
    named = {**titles, "": word("no-band", language)}
    rows = tuple((named[id], *(str(column.get(id, 0)) for column in columns)) for id in ids)
    after = [word("after", language)] if len(studies) == 1 else [study.scenario.id for study in studies]
    head = (word("band", language), word("before", language), *after)
    return Sheet((), head, rows, tuple(_movers(studies, language)), frozenset(range(1, len(head))))


def _movers(studies: Sequence[WhatIf], language: Language) -> Iterator[str]:
    """Who is in another band."""
    for study in studies:
        moves: dict[str, list[str]] = {}
        for outcome in study.outcomes:
            if outcome.changes_band:
                pair = arrow(band_name(outcome.was, language), band_name(outcome.now, language))
                moves.setdefault(pair, []).append(outcome.was.record.unit)
        before = f"{study.scenario.id}: " if len(studies) > 1 else ""
        for pair, units in moves.items():
            yield before + word("to-band", language, band=pair, units=", ".join(units))


def _side_by_side(studies: Sequence[WhatIf], language: Language) -> Sheet:
    program = program_of(studies[0])
    rows = []
    for together in zip(*(study.outcomes for study in studies), strict=True):
        first = together[0].was
        cells = [f"{total_figure(o.now.points, program, language)}{'*' if o.moved else ''}" for o in together]
        figures = [total_figure(first.points, program, language), *cells]
        rows.append((first.record.unit, *figures))
    titles = [f"{study.scenario.id}: {study.scenario.title.in_language(language)}" for study in studies]
    notes = [note for study in studies for note in _notes_of(study, language)]
    head = (word("unit", language), word("today", language), *(study.scenario.id for study in studies))
    return Sheet(
        (heading(program, language), *titles),
        head,
        tuple(rows),
        tuple(dict.fromkeys(notes)),
        frozenset(range(1, len(head))),
    )


def _notes_of(study: WhatIf, language: Language) -> Iterator[str]:
    if any(outcome.moved for outcome in study.outcomes):
        yield word("moved-note", language)
    for note in _absent(study, language):
        yield f"{study.scenario.id}: {note}"
