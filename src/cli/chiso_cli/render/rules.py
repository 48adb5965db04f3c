"""Rule sets for people: the list of editions, what one says, a value through time; as tables and as markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from chiso import markdown_plain as plain
from chiso import markdown_table
from chiso_cli.render.tables import Grid, printed, table
from chiso_cli.render.words import word

if TYPE_CHECKING:
    from chiso import Change, Language, Listed, Moment

_ALSO = ("applies_when", "when_")
_FORMS = ("rate", "points", "value")


def listing(rows: Sequence[Listed], language: Language, *, for_file: bool) -> str:
    """One line for each edition."""
    heads = ("edition", "in-force", "status", "title")
    cells = [(row.header.reference, row.header.days, row.header.status, row.header.title) for row in rows]
    return printed([table([word(head, language) for head in heads], cells)], for_file=for_file)


def moments(found: Sequence[Moment], language: Language, *, for_file: bool) -> str:
    """One line for each edition, or for each dated value of it."""
    heads = ("edition", "in-force", "value", "source", "where")
    cells = [
        (moment.edition.header.reference, moment.edition.header.days, field.text, moment.source, _place(field.place))
        for moment in found
        for field in moment.fields.values()
    ]
    return printed([table([word(head, language) for head in heads], cells)], for_file=for_file)


def changes(found: Sequence[Change], language: Language, *, for_file: bool) -> str:
    """One line for each field that an edition says otherwise than the one before it."""
    heads = ("edition", "in-force", "field", "before", "after")
    cells = [(c.edition.header.reference, c.edition.header.days, c.address, c.before, c.after) for c in found]
    return printed([table([word(head, language) for head in heads], cells)], for_file=for_file)


def _place(span: Any) -> str:
    return "" if span is None else f"{span.source.name}:{span.begins.line}"


def tables(data: dict[str, Any], language: Language, *, for_file: bool) -> str:
    """The resolved rules as tables: each group, then the parameters and the bands."""
    parts: list[Grid | Text] = [Text(line) for line in _heading(data, language)]
    for title, heads, cells in _sections(data, language):
        parts += [Text(""), Text(title, style="bold"), table(heads, cells)]
    return printed(parts, for_file=for_file)


def markdown(data: dict[str, Any], language: Language) -> str:
    """The same as a markdown page."""
    first, *rest = _heading(data, language)
    lines = [f"# {plain(first)}", "", *map(plain, rest)]
    for title, heads, cells in _sections(data, language):
        lines += ["", f"## {plain(title)}", "", *markdown_table(heads, cells)]
    return "\n".join(lines) + "\n"


def _heading(data: dict[str, Any], language: Language) -> list[str]:
    days = data["effective"]
    force = "?" if days is None else f"{days['from']} – {days['to'] or '…'}"
    named = f"{data['ruleset']}@{data['edition']}, {word('in-force', language)}: {force}, {data['status']}"
    return [data["title"], named, data["fingerprint"]]


_Section = tuple[str, list[str], list[tuple[str, ...]]]


def _sections(data: dict[str, Any], language: Language) -> Iterator[_Section]:
    for group in data["groups"]:
        yield from _group(group, language, ())
    if data["parameters"]:
        heads = [word(head, language) for head in ("parameter", "title", "value", "source", "where")]
        yield word("parameters", language), heads, [_parameter(entry) for entry in data["parameters"]]
    if data["bands"]:
        heads = [word(head, language) for head in ("band", "title", "from", "condition")]
        yield word("bands", language), heads, [_band(entry) for entry in data["bands"]]


def _group(group: dict[str, Any], language: Language, above: tuple[str, ...]) -> Iterator[_Section]:
    titles = (*above, group["title"])
    worth = f"{group['max']}" + (f", {group['weight']}" if "weight" in group else "")
    heads = ("indicator", "title", "maximum", "formula", "full-at", "target", "also", "source", "where")
    rows = [_indicator(indicator, language) for indicator in group.get("indicators", ())]
    also = _also(group)
    worth = f"{worth}; {also}" if also else worth
    if rows:
        yield f"{' › '.join(titles)} ({worth})", [word(head, language) for head in heads], rows
    for inner in group.get("groups", ()):
        yield from _group(inner, language, titles)


def _indicator(entry: dict[str, Any], language: Language) -> tuple[str, ...]:
    formula = next((entry[form] for form in _FORMS if form in entry), "")
    worth = entry.get("max", word("tracked", language))
    weight = f" ({entry['weight']})" if "weight" in entry else ""
    return (
        entry["id"],
        entry["title"],
        f"{worth}{weight}",
        formula,
        entry.get("full_at", ""),
        entry.get("target", ""),
        _also(entry),
        entry.get("source", ""),
        _line(entry),
    )


def _also(entry: dict[str, Any]) -> str:
    """What else is said of a node: its bounds and policies, in the words of the rules."""
    said = [key for key in ("bonus",) if entry.get(key)]
    return ", ".join([*said, *(f"{key}: {entry[key]}" for key in entry if key == "min" or key.startswith(_ALSO))])


def _parameter(entry: dict[str, Any]) -> tuple[str, ...]:
    dated = "; ".join(f"{row['value']} ({row['from']} – {row.get('to', '…')})" for row in entry.get("values", ()))
    return (entry["id"], entry.get("title", ""), entry.get("value", dated), entry.get("source", ""), _line(entry))


def _band(entry: dict[str, Any]) -> tuple[str, ...]:
    return (entry["id"], entry["title"], entry["at_least"], entry.get("requires", ""))


def _line(entry: dict[str, Any]) -> str:
    return f"{entry['where']['file']}:{entry['where']['line']}"
