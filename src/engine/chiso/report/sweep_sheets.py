"""A sweep for people: a series or a table over the values, the breaks, and a sparkline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chiso.diagnostics.diagnostic import Language
from chiso.lang.values import Number
from chiso.report.numerals import approximate
from chiso.report.sheet import Sheet, total_figure
from chiso.report.study_words import word
from chiso.report.whatif_sheets import heading
from chiso.ruleset.program import Program
from chiso.study.sweep import Break, Place, Point, Sweep
from chiso.study.variant import Quantity

_BARS = "▁▂▃▄▅▆▇█"
_NONE = "·"


def sweep_sheets(sweep: Sweep, language: Language, unit: int | None = None, *, sparkline: bool = False) -> list[Sheet]:
    """The grid, of all units or of the one at a place in the data; the breaks; on a terminal a line of bars."""
    grid = _series(sweep, language, unit) if len(sweep.quantities) == 1 else _table(sweep, language, unit)
    lines = (_line(sweep, language, unit),) if sparkline and len(sweep.quantities) == 1 else ()
    sheets = [Sheet(grid.headings, grid.columns, grid.rows, (*lines, *grid.notes), grid.figures, grid.strong)]
    return [*sheets, *_breaks(sweep, language, unit)]


def _program(sweep: Sweep) -> Program:
    return sweep.units[0].program


def _headings(sweep: Sweep, language: Language, unit: int | None) -> tuple[str, ...]:
    named = [heading(_program(sweep), language), *(quantity.vary.text for quantity in sweep.quantities)]
    return tuple(named if unit is None else [*named, sweep.units[unit].record.unit])


def written(quantity: Quantity, value: Number, language: Language) -> str:
    """A value of a quantity, as it was written."""
    vary = quantity.vary
    text = f"{approximate(value * 100, language)}%" if vary.percent else approximate(value, language)
    return f"+{text}" if vary.relative and value > 0 else text


def _series(sweep: Sweep, language: Language, unit: int | None) -> Sheet:
    quantity, program = sweep.quantities[0], _program(sweep)
    bands = program.bands
    if unit is None:
        columns = [*(band.title.in_language(language) for band in bands), word("not-possible", language)]
        rows = [_counts(point, [band.id for band in bands]) for point in sweep.points]
    else:
        columns = [word(key, language) for key in ("total", "band", "rank")]
        rows = [_cells(point.places[unit], program, language) for point in sweep.points]
    strong = frozenset(n for n, point in enumerate(sweep.points) if point.values[0] == quantity.current)
    first = [written(quantity, point.values[0], language) for point in sweep.points]
    first = [word("now", language, value=v) if n in strong else v for n, v in enumerate(first)]
    head = (quantity.vary.name, *columns)
    return Sheet(
        _headings(sweep, language, unit),
        head,
        tuple((value, *row) for value, row in zip(first, rows, strict=True)),
        (),
        frozenset(range(len(head))) - (frozenset() if unit is None else frozenset({2})),
        strong,
    )


def _counts(point: Point, bands: Sequence[str]) -> list[str]:
    found = Counter(place.band for place in point.places)
    return [*(str(found[id]) for id in bands), str(point.impossible or "")]


def _cells(place: Place, program: Program, language: Language) -> list[str]:
    total = total_figure(place.total, program, language)
    return [total, band_title(place.band, program, language), "–" if place.rank is None else str(place.rank)]


def band_title(id: str | None, program: Program, language: Language) -> str:
    """The title of a band by its id."""
    return next((band.title.in_language(language) for band in program.bands if band.id == id), "–")


def _table(sweep: Sweep, language: Language, unit: int | None) -> Sheet:
    """The first quantity downwards, the second across."""
    down, across = sweep.quantities
    program, width = _program(sweep), len(across.vary.values)
    columns = (f"{down.vary.name} ↓  {across.vary.name} →", *(written(across, v, language) for v in across.vary.values))
    rows = []
    for place, value in enumerate(down.vary.values):
        points = sweep.points[place * width : (place + 1) * width]
        rows.append((written(down, value, language), *(_cell(point, program, language, unit) for point in points)))
    titles = "/".join(band.title.in_language(language) for band in program.bands)
    notes = (word("cells-bands", language, bands=titles),) if unit is None else ()
    return Sheet(_headings(sweep, language, unit), columns, tuple(rows), notes, frozenset(range(len(columns))))


def _cell(point: Point, program: Program, language: Language, unit: int | None) -> str:
    if unit is None:
        return "/".join(_counts(point, [band.id for band in program.bands])[:-1])
    return total_figure(point.places[unit].total, program, language)


def _line(sweep: Sweep, language: Language, unit: int | None) -> str:
    """Bars for the totals of the unit, or for how many units are in the bands down to the second."""
    if unit is not None:
        figures = [point.places[unit].total for point in sweep.points]
        return f"{word('total', language)} {bars(figures)}"
    upper = [band.id for band in _program(sweep).bands[:2]]
    counts: list[Number | None] = [sum(place.band in upper for place in point.places) for point in sweep.points]
    named = ", ".join(band_title(id, _program(sweep), language) for id in upper)
    return f"{named} {bars(counts)}"


def bars(figures: Sequence[Number | None]) -> str:
    """A bar for each figure, from the least to the most; a dot where there is none."""
    known = [figure for figure in figures if figure is not None]
    if not known:
        return _NONE * len(figures)
    low, height = min(known), max(known) - min(known)
    return "".join(
        _NONE if f is None else _BARS[int((f - low) * (len(_BARS) - 1) / height) if height else 0] for f in figures
    )


def _breaks(sweep: Sweep, language: Language, unit: int | None) -> Iterator[Sheet]:
    if len(sweep.quantities) > 1:
        return
    chosen = [b for b in sweep.breaks if unit is None or b.unit is sweep.units[unit]]
    rows = tuple(_break(found, sweep, language) for found in chosen)
    columns = ("unit", "break-at", "break-exactly", "break-below", "break-here", "break-above")
    notes = [word("breaks-note", language)] if rows else [word("no-breaks", language)]
    if sweep.further_breaks:
        notes.append(word("further-breaks", language, count=sweep.further_breaks))
    head = (word("breaks", language),)
    yield Sheet(head, tuple(word(column, language) for column in columns), rows, tuple(notes), frozenset({1, 2}))


def _break(found: Break, sweep: Sweep, language: Language) -> tuple[str, ...]:
    quantity, program = sweep.quantities[0], _program(sweep)
    bands = [band_title(id, program, language) for id in (found.below, found.here, found.above)]
    if found.at is None:
        between = f"{written(quantity, found.low, language)} – {written(quantity, found.high, language)}"
        return (found.unit.record.unit, between, "–", bands[0], "–", bands[2])
    return (found.unit.record.unit, written(quantity, found.at, language), str(found.at), *bands)
