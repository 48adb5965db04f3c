"""What rules say otherwise, and who moves, for people: as tables and as a markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from chiso import markdown_plain, markdown_table, markdown_words, visible
from chiso_cli.render.tables import Grid, printed, table
from chiso_cli.render.words import number, word

if TYPE_CHECKING:
    from rich.text import Text

    from chiso import ChangeKind, Diagnostic, Difference, Impact, Language, Move, Number, Program, RuleChange, Unit

_MOST_MOVES = 20
_LONGEST = 60
_NOTHING = "–"
_Rows = tuple[list[str], list[tuple[str, ...]]]


def as_table(found: Sequence[RuleChange], entries: str, language: Language, *, for_file: bool) -> str:
    """Every comparison: what changed, what it does to units; last the entries that would allow what is refused."""
    from rich.text import Text

    parts: list[Grid | Text] = []
    for one in found:
        parts += [Text(line) for line in _heading(one, language)]
        parts += [table(*rows) for rows in _tables(one, language)]
        parts += [Text(line) for line in _notes(one, language)]
    if entries:
        parts += [Text(""), Text(allowing_lines(entries, language))]
    return printed(parts, for_file=for_file)


def allowing_lines(entries: str, language: Language) -> str:
    """The entries that would allow what is refused, without what steers a terminal, and what to do with them."""
    lines = [word("allow-these", language), *entries.rstrip("\n").split("\n")]
    return "\n".join(visible(line) for line in lines)


def as_markdown(found: Sequence[RuleChange], faults: Sequence[Diagnostic], entries: str, language: Language) -> str:
    """The same as a page for a pull request, what is refused first."""
    failed = [fault for fault in faults if fault.is_error]
    lines = [f"## {'❌' if failed else '✅'} chiso diff"]
    lines += [""] * bool(faults) + [
        f"- **{fault.id}**: {markdown_words(fault.message_in(language))}" for fault in faults
    ]
    for one in found:
        lines += ["", *(markdown_plain(line) for line in _heading(one, language))]
        for heads, rows in _tables(one, language):
            lines += ["", *markdown_table(heads, rows)]
        lines += ["", *(f"- {markdown_plain(line)}" for line in _notes(one, language))]
    if entries:
        lines += ["", word("allow-these", language), "", "```yaml", entries.replace("```", "").rstrip("\n"), "```"]
    return "\n".join(lines).rstrip("\n") + "\n"


def _heading(one: RuleChange, language: Language) -> list[str]:
    if one.old is None or one.new is None:
        return [word("edition-new" if one.old is None else "edition-removed", language, file=one.file)]
    if not one.differences:
        return [word("same", language, file=one.file)]
    key = "compared-alone" if one.is_same_edition else "compared"
    return [word(key, language, file=one.file, before=_named(one.old), after=_named(one.new))]


def _named(program: Program) -> str:
    return f"{program.ruleset}@{program.edition} ({program.status})"


def _tables(one: RuleChange, language: Language) -> Iterator[_Rows]:
    if one.differences:
        heads = [word(head, language) for head in ("kind", "field", "before", "after", "where")]
        yield heads, [_difference(difference) for difference in one.differences]
    impact = one.impact
    if impact is not None and impact.targets:
        heads = [word(head, language) for head in ("targets-met", "before", "after")]
        yield heads, [(target.id, _tally(target.before), _tally(target.after)) for target in impact.targets]
    if impact is not None and impact.moves:
        heads = [
            word(head, language)
            for head in ("unit-moves", "period", "total-moves", "band", "rank", "parts", "targets-met", "causes")
        ]
        yield heads, [_move(move, impact, language) for move in impact.moves[:_MOST_MOVES]]


def _difference(one: Difference) -> tuple[str, ...]:
    kinds = ", ".join(kind.value for kind in _kinds(one.kinds))
    place = f"{one.place.source.name}:{one.place.begins.line}"
    return kinds, one.address, _short(one.before), _short(one.after), place


def _kinds(kinds: Iterable[ChangeKind]) -> list[ChangeKind]:
    from chiso import ChangeKind

    wanted = set(kinds)
    return [kind for kind in ChangeKind if kind in wanted]


def _short(text: str | None) -> str:
    words = _NOTHING if text is None else text
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _tally(tally: tuple[int, int] | None) -> str:
    return _NOTHING if tally is None else f"{tally[0]}/{tally[1]}"


def _move(move: Move, impact: Impact, language: Language) -> tuple[str, ...]:
    before, after = move.units
    return (
        move.record.unit,
        move.record.period,
        _changed(_points(before, language), _points(after, language)),
        _changed(_band(before), _band(after)),
        _changed(_rank(move.rank_before), _rank(move.rank_after)),
        "; ".join(
            f"{part.id} {_number(part.before, language)} -> {_number(part.after, language)}" for part in move.parts
        ),
        ", ".join(_targets(move)),
        _causes(move, impact, language),
    )


def _changed(before: str, after: str) -> str:
    return before if before == after else f"{before} -> {after}"


def _points(unit: Unit, language: Language) -> str:
    from chiso import printable

    if unit.points is None:
        return _NOTHING
    value, digits = printable(unit.points, unit.program.total, unit.program)
    return number(value, language, digits)


def _band(unit: Unit) -> str:
    return _NOTHING if unit.band is None else unit.band.title.text


def _rank(rank: int | None) -> str:
    return _NOTHING if rank is None else str(rank)


def _number(points: Number | None, language: Language) -> str:
    return _NOTHING if points is None else number(points, language)


def _targets(move: Move) -> Iterator[str]:
    """The targets that are newly met, and those that no longer are."""
    before = {result.id: result.target_met for result in move.before.indicators}
    for result in move.after.indicators:
        if before.get(result.id) != result.target_met:
            yield f"{'+' if result.target_met else '-'}{result.id}"


def _causes(move: Move, impact: Impact, language: Language) -> str:
    if impact.edits is None:
        return ""
    addresses = [one.address for cause in move.causes for one in impact.edits[cause].differences]
    moved = move.kinds - {_rank_change()}
    return ", ".join(addresses) or (word("together", language) if moved else "")


def _rank_change() -> ChangeKind:
    from chiso import ChangeKind

    return ChangeKind.RANK


def _notes(one: RuleChange, language: Language) -> Iterator[str]:
    """What the change comes to, in a line, and what is not shown."""
    from chiso import ChangeKind

    if one.refused:
        yield word("data-refused", language)
    impact = one.impact
    if impact is None:
        return
    counts = {kind.name.lower(): len(impact.moving(kind)) for kind in ChangeKind}
    yield word("impact" if impact.moves else "no-move", language, count=impact.units, **counts)
    if impact.edits is None:
        yield word("too-many-edits", language)
    if len(impact.moves) > _MOST_MOVES:
        yield word("more-moves", language, count=len(impact.moves) - _MOST_MOVES)
