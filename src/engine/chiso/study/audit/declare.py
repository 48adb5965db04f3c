"""The declaration beside a data file, and the printed tables it names, read into a document.

`units.audit.yaml` beside `units.csv` says what the tables of the report mean. Columns it does not mention are not
looked at; a column it mentions has to be in the file, and its cells have to say what it declares.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from chiso.diagnostics.catalogue import Word
from chiso.diagnostics.diagnostic import Report
from chiso.diagnostics.nearest import nearest
from chiso.lang.parse import parse
from chiso.lang.scope import Declaration, Scope
from chiso.lang.syntax import Expression, names
from chiso.lang.typecheck import typecheck
from chiso.lang.types import COUNT, FLAG, NUMBER, RATE, TEXT
from chiso.library.find import DECLARATION
from chiso.reading import read
from chiso.records.columns import columns_of
from chiso.records.open_records import Asked
from chiso.records.record import Record
from chiso.ruleset.document import Block, Scalar
from chiso.ruleset.load import expression_span, load
from chiso.ruleset.program import Program
from chiso.ruleset.shape import conform
from chiso.study.audit.claim import Kind
from chiso.study.audit.comparing import statement
from chiso.study.audit.document import BandCounts, Document, Mark, Relation, Table, Total, figures_of
from chiso.study.audit.read_printed import WORD, read_printed
from chiso.study.audit.read_published import read_as_published
from chiso.study.audit.unit_names import name_of

_TYPES = {"count": COUNT, "number": NUMBER, "percent": RATE, WORD: TEXT}
_RULES = {
    "sums": Kind.PARTS_AGAINST_SUM,
    "rates": Kind.COUNTS_AGAINST_RATE,
    "changes": Kind.CHANGE_AGAINST_PERIODS,
}


def declaration_beside(data: Path) -> Path:
    """Where the declaration of a data file is."""
    return data.with_name(data.stem + DECLARATION)


def declared_files(data: Path) -> list[Path]:
    """A data file, its declaration if there is one, and the tables that the declaration names."""
    declaration = declaration_beside(data)
    source = read(declaration, Report()) if declaration.is_file() else None
    document = None if source is None else load(source, Report())
    named = () if document is None else (table.text("file") for table in document.blocks("tables"))
    tables = [declaration.parent / file for file in named if file]
    return [data, *([declaration] if declaration.is_file() else []), *tables]


def read_document(data: Path, program: Program, asked: Asked, report: Report) -> Document:
    """The records of a data file, with the tables declared beside it, if any are; faults go to the report."""
    records = tuple(read_as_published(data, program, asked, report))
    declaration = declaration_beside(data)
    tables: list[Table] = []
    if declaration.is_file() and (source := read(declaration, report)) is not None:
        document = load(source, report)
        sound = None if document is None else conform(document, "audit", report)
        blocks = () if sound is None else sound.blocks("tables")
        found = [_Declared(block, data, records, program, report).table() for block in blocks]
        tables = [table for table in found if table is not None]
    return Document(str(data), records, figures_of(records, program), tuple(tables))


class _Declared:
    """One table's declaration, being read."""

    def __init__(self, block: Block, data: Path, records: Sequence[Record], program: Program, report: Report) -> None:
        self._block, self._folder, self._records = block, data.parent, records
        self._data = str(data)
        self._program, self._report = program, report
        self._ids = itertools.count(1)

    def table(self) -> Table | None:
        """The table; None where its file cannot be read or its period is not known."""
        block, report = self._block, self._report
        columns = self._pairs("columns")
        path = self._folder / (block.text("file") or "")
        printed = None if "file" not in block else read_printed(path, block, columns, self._program, report)
        period = self._period()
        if printed is None or period is None:
            return None
        self._columns = columns
        return Table(
            file=printed.file,
            period=period,
            rows=printed.rows,
            total=printed.total,
            names=self._pairs("names"),
            relations=tuple(self._relations()),
            marks=tuple(self._marks()),
            totals=tuple(self._totals()),
            whole=block.text("whole") or (printed.total.unit if printed.total is not None else ""),
            same=self._addresses("same"),
            portal=tuple((local, portal) for portal, local in self._named_columns("portal")),
            bands=tuple(self._named_columns("bands", of_words=True)),
            ranks=tuple(self._named_columns("ranks")),
            band_counts=self._band_counts(),
            titles=self._titles(),
        )

    def _period(self) -> str | None:
        periods = {record.period for record in self._records}
        if "period" not in self._block and len(periods) != 1:
            if self._records:
                self._report.add("missing-key", self._block.keys["file"].span, key="period")
            return None
        return self._block.text("period") or next(iter(periods))

    def _pairs(self, key: str) -> dict[str, str]:
        section = self._block.block(key)
        scalars = {} if section is None else section.values
        return {name: value.words for name, value in scalars.items() if isinstance(value, Scalar)}

    def _is_column(self, scalar: Scalar, *, of_words: bool = False) -> bool:
        """Whether a text names a column of numbers, or one of words; what else it is goes to the report."""
        column, measure = scalar.words, self._columns.get(scalar.words)
        if measure is None:
            near = nearest(column, self._columns)
            self._report.add("column-not-declared", scalar.span, column=column, near=near)
        elif (measure == WORD) is not of_words:
            wanted = Word("kind.words" if of_words else "kind.numbers")
            self._report.add("column-of-another-kind", scalar.span, column=column, given=measure, wanted=wanted)
        return measure is not None and (measure == WORD) is of_words

    def _named_columns(self, key: str, *, of_words: bool = False) -> Iterator[tuple[str, str]]:
        """The pairs of a section both of whose sides are columns, the first perhaps one of words."""
        section = self._block.block(key)
        for name, value in {} if section is None else section.values.items():
            assert isinstance(value, Scalar)
            assert section is not None
            if self._is_column(section.keys[name], of_words=of_words) and self._is_column(value):
                yield name, value.words

    def _band_counts(self) -> BandCounts | None:
        block = self._block.block("band_counts")
        named = {} if block is None else {key: block.scalar(key) for key in ("count", "band", "kind")}
        columns = {key: scalar for key, scalar in named.items() if scalar is not None}
        sound = [self._is_column(scalar, of_words=key != "count") for key, scalar in columns.items()]
        if block is None or not all(sound) or not {"count", "band"} <= set(columns):
            return None
        kind = columns["kind"].words if "kind" in columns else None
        return BandCounts(columns["count"].words, columns["band"].words, kind, block.text("level") or "commune")

    def _titles(self) -> dict[str, str]:
        section, titles = self._block.block("titles"), self._pairs("titles")
        for name in titles:
            assert section is not None
            if name not in self._columns:
                near = nearest(name, self._columns)
                self._report.add("column-not-declared", section.keys[name].span, column=name, near=near)
        return titles

    def _addresses(self, key: str) -> dict[str, str]:
        """The pairs of a section of a column and an input or reported value."""
        section, known = self._block.block(key), columns_of(self._program)
        found = {}
        for name, value in {} if section is None else section.values.items():
            assert isinstance(value, Scalar)
            assert section is not None
            if value.words not in known:
                near = nearest(value.words, known)
                self._report.add(
                    "unknown-column", value.span, column=value.words, near=near, ruleset=self._program.ruleset
                )
            elif self._is_column(section.keys[name]):
                found[name] = value.words
        return found

    def _totals(self) -> Iterator[Total]:
        for key, needed in (("totals", "total"), ("stated", "whole")):
            if key in self._block and needed not in self._block:
                self._report.add("missing-key", self._block.keys[key].span, key=needed)
        whole = self._block.scalar("whole")
        if whole is not None and "stated" in self._block and not self._is_recorded(whole.words):
            self._report.add("no-such-row", whole.span, name=whole.words, file=self._data, near=())
        for item in self._block.items("totals"):
            if isinstance(item, Scalar) and self._is_column(item):
                yield Total(item.words, None)
        for column, address in self._addresses("stated").items():
            yield Total(column, address)

    def _is_recorded(self, unit: str) -> bool:
        return any(name_of(record.unit) == name_of(unit) for record in self._records)

    def _relations(self) -> Iterator[Relation]:
        for key, kind in _RULES.items():
            for item in self._block.items(key):
                rule = self._rule(item) if isinstance(item, Scalar) else None
                stated = None if rule is None else statement(rule)
                if rule is not None and stated is None:
                    self._report.add("not-a-relation", rule.span, rule=rule.span.text)
                elif rule is not None and stated is not None and self._is_sound(rule):
                    yield Relation(kind, stated)

    def _marks(self) -> Iterator[Mark]:
        for item in self._block.blocks("marks"):
            column, written = item.scalar("column"), item.scalar("rule")
            rule = None if written is None else self._rule(written)
            if (
                column is not None
                and rule is not None
                and self._is_column(column, of_words=True)
                and self._is_sound(rule)
            ):
                yield Mark(column.words, rule, item.text("met") or "", item.text("missed") or "")

    def _rule(self, scalar: Scalar) -> Expression | None:
        """The condition of a scalar, when all its names are columns."""
        span = expression_span(scalar, self._report)
        rule = None if span is None else parse(span, self._ids, self._report)
        strange = [] if rule is None else [name for name in names(rule) if name.name not in self._columns]
        for name in strange:
            near = nearest(name.name, self._columns)
            self._report.add("column-not-declared", name.span, column=name.name, near=near)
        return None if strange else rule

    def _is_sound(self, rule: Expression) -> bool:
        """Whether a condition compares like with like; what does not goes to the report."""
        scope = Scope({column: Declaration(_TYPES[measure]) for column, measure in self._columns.items()})
        found = Report()
        typecheck(rule, FLAG, scope, found)
        self._report.extend(found)
        return not found.has_errors
