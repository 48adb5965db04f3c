"""The library's functions that explain scorecards, and verify explanations, as `import chiso` offers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chiso.diagnostics.diagnostic import Diagnostic, Language, RecordError, Report, argument_span, diagnostic_about
from chiso.diagnostics.nearest import nearest
from chiso.reading import digest, files_in
from chiso.report import explain as explaining
from chiso.report import verify as verifying
from chiso.report.explain_deep import explain_deeply
from chiso.report.explanation import Explanation, Section
from chiso.report.explanation_data import DataFile, explanations_data
from chiso.run.scorecard import Scorecard
from chiso.run.unit import Unit
from chiso.study import side_by_side


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many values of an explanation were looked at, and a diagnostic for each that does not hold.

    `checked` is None for a file that is no explanation.
    """

    checked: int | None
    diagnostics: tuple[Diagnostic, ...]


def explain(
    card: Scorecard, cards: Sequence[Scorecard | Unit], language: Language = "vi", *, order: explaining.Order = "rules"
) -> Explanation:
    """What is to be said of a scorecard in words: points, losses, formulas, sources, ways up.

    It is ranked among `cards`, of which it, or the unit of its record, is one.
    """
    level, period = card.record.level, card.record.period
    ranked = [other for other in cards if other.record.level == level and other.record.period == period]
    return explaining.explain(card, ranked, language, order=order)


def explain_indicator(card: Scorecard, indicator: str, language: Language = "vi") -> Section:
    """Every step of one indicator, with where each number and each rule is written. Raises `RecordError`."""
    results = {result.id: result for result in card.indicators}
    if indicator not in results:
        report, name = Report(), f"{card.program.ruleset}@{card.program.edition}"
        near = nearest(indicator, results)
        place = argument_span(indicator)
        report.add("unknown-indicator", place, name=indicator, ruleset=name, known=tuple(results), near=near)
        raise RecordError(report)
    return explain_deeply(card, results[indicator], language)


def explanation_data(
    cards: Sequence[Scorecard | Unit],
    chosen: Sequence[Scorecard],
    files: Sequence[str | Path],
    *,
    known_on: date | str | None = None,
    rules: str | None = None,
    numbers: str | None = None,
    sheet: str | None = None,
    map: str | None = None,
) -> dict[str, Any]:
    """Explanations as plain data, to be checked by `verify`: of the chosen among all scorecards of these data files.

    `rules` is the path of a rule file that was given by path; the rest is what was asked of `read_records`. Raises
    `RecordError` for data that cannot be read again, such as standard input.
    """
    named = [_named(part) for file in files for part in files_in(Path(file))]
    day = date.fromisoformat(known_on) if isinstance(known_on, str) else known_on
    read = {"numbers": numbers, "sheet": sheet, "map": map}
    return explanations_data(chosen[0].program, cards, chosen, named, day, rules, read)


def _named(file: Path) -> DataFile:
    try:
        return DataFile(str(file), digest(file))
    except (OSError, ValueError):
        raise RecordError([diagnostic_about(str(file), "explanation-without-data", file=str(file))]) from None


def verify(path: str | Path, *, rules: Sequence[str | Path] = (), data: Sequence[str | Path] = ()) -> Verdict:
    """Hold an explanation against the edition and the data that it names; `data` are files in place of those."""
    report = Report()
    checked = verifying.verify(Path(path), [Path(folder) for folder in rules], [Path(file) for file in data], report)
    return Verdict(checked, tuple(report))


def compare_units(left: Scorecard, right: Scorecard) -> side_by_side.Compared:
    """Two complete scorecards of one program, node by node. Raises `RecordError` where one has no total."""
    report = Report()
    for card in (left, right):
        if not card.complete:
            unit = card.record.unit
            report.add("nothing-to-compare", argument_span(unit), unit=unit, missing=card.missing)
    if report.has_errors:
        raise RecordError(report)
    return side_by_side.side_by_side(left, right)
