"""A fuzz target over the whole path: bytes are a rule file, an expression or a data file, and never make it raise.

    python tests/fuzz.py 100000             so many inputs, always the same
    python tests/fuzz.py crash-0123abcd     one input again

The first byte of an input says what the others are; those after a byte 0xFF, which no text in UTF-8 has, choose the
records that what comes out is tried with. What goes wrong is written to a file that the last line names.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["chiso"]):
    from chiso.diagnostics.diagnostic import Diagnostic, RecordError, Report
    from chiso.lang.evaluate import TooLong, evaluate
    from chiso.lang.foresee import foresee
    from chiso.lang.functions import FUNCTIONS, TABLES
    from chiso.lang.outlook import Outlook
    from chiso.lang.parse import parse
    from chiso.lang.scope import Declaration, Scope
    from chiso.lang.typecheck import infer
    from chiso.lang.types import COUNT, DATE, FLAG, POINTS, RATE, Type
    from chiso.lang.values import Absence, Given, Number, Value, as_number
    from chiso.library.assemble import program_of
    from chiso.library.extend import resolved
    from chiso.reading import decode
    from chiso.records.columns import Column, Kind, columns_of
    from chiso.records.record import Record
    from chiso.report.wire import scorecards_data
    from chiso.ruleset.document import EXPRESSIONS
    from chiso.ruleset.load import load
    from chiso.ruleset.program import LEVELS, Program
    from chiso.ruleset.soundness.foreseen import foreseen
    from chiso.run.check_record import check_record
    from chiso.run.exact import known_names, score
    from chiso.source import Source, Span

from conftest import table_read

ROOT = Path(__file__).parents[1]
LONGEST_INPUT = 2_500
MOST_MEMORY = 300
SLOWEST = 10
SEED = 766
PERIODS = ("2024", "2024-Q3", "2024-06", "2024-W10")


# From bytes to records.


class Chances:
    """Choices made by bytes, one for each; after the last they begin again."""

    def __init__(self, data: bytes) -> None:
        self._data = data or b"\0"
        self._next = 0

    def below(self, most: int) -> int:
        """A number from 0 up to, not including, `most`."""
        self._next += 1
        return (self._data[self._next % len(self._data)] + self._next // len(self._data)) % most

    def number(self, column: Column) -> Number:
        """A number that the column can have: often one of its bounds."""
        low, high = (bound if isinstance(bound, (int, Fraction)) else None for bound in (column.low, column.high))
        low = max(low or 0, 0) if column.kind is COUNT else low
        drawn: Number = self.below(12) - 3
        if self.below(3) == 0:
            drawn = drawn * 1000 if column.kind is COUNT else Fraction(drawn, 7)
        if column.kind is POINTS or column.name.endswith(".points"):
            drawn = Fraction(round(drawn * 4), 4)
        drawn = drawn if low is None else max(drawn, low)
        drawn = drawn if high is None else min(drawn, high)
        return drawn.numerator if drawn.denominator == 1 else drawn

    def value(self, column: Column, program: Program) -> Given:
        """A value that the column can have."""
        if column.choices:
            return column.choices[self.below(len(column.choices))]
        if column.kind is FLAG:
            return bool(self.below(2))
        if column.kind is DATE:
            low = column.low if isinstance(column.low, date) else date(2024, 1, 1)
            day = min(low, date(9990, 1, 1)) + timedelta(days=self.below(200))
            return min(day, column.high) if isinstance(column.high, date) else day
        if column.kind is Kind.BAND:
            return program.bands[self.below(len(program.bands))].id
        return 1 + self.below(9) if column.kind is Kind.RANK else self.number(column)


def record_of(program: Program, chances: Chances, *, lawful: bool) -> Record:
    """A record of a program; in a lawful one only optional inputs are missing."""
    facts = (LEVELS[chances.below(len(LEVELS))], PERIODS[chances.below(len(PERIODS))])
    inputs: dict[str, Given] = {}
    reported: dict[str, Given] = {}
    for column in columns_of(program).values():
        is_band = column.kind is Kind.BAND
        if column.kind in (Kind.UNIT, Kind.LEVEL, Kind.PERIOD) or (is_band and not program.bands):
            continue
        needed = column.is_input and lawful and not program.inputs[column.name].optional
        if needed or chances.below(3 if column.is_input else 6) == 0:
            into = inputs if column.is_input else reported
            into[column.name] = chances.value(column, program)
    return Record(f"Xã {chances.below(3)}", *facts, inputs, reported)


# What must hold of everything that comes out.


def assert_presentable(diagnostics: Report | list[Diagnostic]) -> None:
    """Every place lies in its text, every message has its words."""
    for diagnostic in diagnostics:
        for span in (diagnostic.span, *(label.span for label in diagnostic.labels)):
            assert 0 <= span.start <= span.end <= len(span.source.text), diagnostic
            assert span.begins <= span.finishes
        for said in (diagnostic.message_in("en"), diagnostic.help_in("en"), diagnostic.message_in("vi")):
            assert said.strip(), diagnostic
        assert diagnostic.help_in("vi").strip(), diagnostic
        assert all(label.text("en") and label.text("vi") for label in diagnostic.labels), diagnostic


def is_foreseen(value: Value, outlook: Outlook) -> bool:
    """Whether a value is one of those that an outlook leaves open."""
    if isinstance(value, Absence):
        return value in outlook.absences
    number = as_number(value)
    if number is None:
        return outlook.options is None or value in outlook.options
    return outlook.options is None and outlook.interval.holds(number)


def assert_scored(program: Program, chances: Chances) -> None:
    """Records are scored; of lawful ones, in whose period every parameter has a value, every value was foreseen."""
    outlooks = foreseen(program).found
    for lawful in (True, True, False):
        record, report = record_of(program, chances, lawful=lawful), Report()
        check_record(program, record, report)
        assert_presentable(report)
        lawful = lawful and all(diagnostic.id != "no-value-on-date" for diagnostic in report)
        try:
            scorecard = score(program, record)
        except RecordError as fault:
            assert_presentable(fault.diagnostics)
            continue
        scorecards_data(program, [scorecard])
        for id, value in scorecard.trace.items() if lawful else ():
            assert id in outlooks, (id, record)
            assert is_foreseen(value, outlooks[id]), (id, value, outlooks[id], record)


# The three ways in.


def try_rules(data: bytes, chances: Chances) -> None:
    """Bytes as a rule file: a program comes out exactly when nothing is wrong."""
    report = Report()
    source = decode(data, "rules.yaml", report)
    document = None if source is None else load(source, report)
    whole = None if document is None else resolved(ROOT / "rules/x/y/z.yaml", document, [], report)
    program = None if whole is None else program_of(whole, report)
    assert (program is None) is report.has_errors, list(report)
    assert_presentable(report)
    if program is not None:
        assert_scored(program, chances)


def _fixed_program() -> Program:
    path = ROOT / "tests/errors/data/rules.yaml"
    report = Report()
    document = load(Source("rules.yaml", path.read_text(encoding="utf-8")), report)
    program = None if document is None else program_of(document, report)
    assert program is not None
    return program


PROGRAM = _fixed_program()
OUTLOOKS = foreseen(PROGRAM).names
SCOPE = Scope(
    {
        **{input.id: Declaration(input.type, input.choices) for input in PROGRAM.inputs.values()},
        "level": Declaration(Type.TEXT, LEVELS),
        "unit": Declaration(Type.TEXT),
        "payment.points": Declaration(POINTS),
        "payment.rate": Declaration(RATE),
        "half": Declaration(Type.PLAIN, constant=Fraction(1, 2)),
    }
)


def try_expression(data: bytes, chances: Chances) -> None:
    """Bytes as an expression: where it is well typed it has a value, which was foreseen."""
    text = data.decode("utf-8", errors="replace")
    report, source = Report(), Source("expression", text)
    expression = parse(Span(source, 0, len(text)), iter(range(1, 10**6)), report)
    if expression is not None:
        infer(expression, SCOPE, report)
    assert expression is not None or report.has_errors
    assert_presentable(report)
    if expression is None or report.has_errors:
        return
    found: dict[int, Outlook] = {}
    trace: dict[int, Value] = {}
    foresee(expression, {**OUTLOOKS, "half": Outlook()}, found)
    names = {**known_names(PROGRAM, record_of(PROGRAM, chances, lawful=True)), "half": Fraction(1, 2)}
    names.update({"payment.points": chances.below(41), "payment.rate": Fraction(chances.below(8), 7)})
    try:
        evaluate(expression, names, trace)
    except TooLong:
        return
    for id, value in trace.items():
        assert id in found, id
        assert is_foreseen(value, found[id]), (id, value, found[id], names)


def try_table(data: bytes, chances: Chances) -> None:
    """Bytes as a data file: records come out, or errors."""
    records, faults = table_read(data, PROGRAM)
    assert records or faults
    report = Report()
    report.extend(faults)
    assert_presentable(report)
    scorecards_data(PROGRAM, [score(PROGRAM, record) for record in records])


WAYS = (try_rules, try_expression, try_table)
RULES, EXPRESSION, TABLE = (bytes([place]) for place in range(len(WAYS)))


def attempt(data: bytes) -> None:
    """One input."""
    written, _, chosen = data[1:].partition(b"\xff")
    WAYS[(data or b"\0")[0] % len(WAYS)](written, Chances(chosen))


# What the fuzzer begins with.


def seeds() -> Iterator[bytes]:
    """The rule files, data files and formulas of this project."""
    rules = [
        path
        for folder in ("rules", "examples", "tests/errors/rules")
        for path in sorted((ROOT / folder).rglob("*.yaml"))
    ]
    tables = [*sorted((ROOT / "examples").rglob("*.csv")), *sorted((ROOT / "tests/errors/data").glob("*.csv"))]
    for path in rules:
        yield RULES + path.read_bytes()[: LONGEST_INPUT - 8] + b"\xff\1\2\3\4\5"
    for path in tables:
        yield TABLE + path.read_bytes()[: LONGEST_INPUT - 1]
    formula = re.compile(rf"\b(?:{'|'.join(sorted(EXPRESSIONS))}): *([^,}}\n]+)")
    texts = [path.read_bytes().decode("utf-8", errors="replace") for path in rules]
    for written in sorted({found for text in texts for found in formula.findall(text)}):
        yield EXPRESSION + written.encode() + b"\xff\5\4\3\2\1"


def tokens() -> set[str]:
    """Words that mean something in a rule file or an expression."""
    schema = (ROOT / "schemas/ruleset.schema.json").read_text(encoding="utf-8")
    keys: set[str] = set()
    for part in (json.loads(schema), *json.loads(schema)["$defs"].values()):
        keys |= {f"{key}: " for key in part.get("properties", {})}
        keys |= {str(word) for word in part.get("enum", [])}
    calls = {f"{name}(" for name in (*FUNCTIONS, *TABLES)}
    words = ["if", "then", "else", "and", "or", "not", "in", "true", "false", "level", "unit", "half"]
    signs = [
        "->",
        "<=",
        ">=",
        "==",
        "!=",
        "\n  ",
        "\n    - ",
        "{",
        "}",
        "[",
        "]",
        "<<: *",
        "&a ",
        "1/0",
        "50%",
        '"',
        "'",
    ]
    return keys | calls | {f" {word} " for word in words} | set(signs) | set(SCOPE.names)


def _escaped(token: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in token.encode())


def prepare(folder: Path) -> list[str]:
    """Write corpus and dictionary into a folder; the arguments that name them."""
    corpus, dictionary = folder / "corpus", folder / "tokens"
    corpus.mkdir()
    for place, seed in enumerate(seeds()):
        (corpus / f"seed-{place}").write_bytes(seed)
    dictionary.write_text("".join(f'"{_escaped(token)}"\n' for token in sorted(tokens())), encoding="ascii")
    return [f"-dict={dictionary}", str(corpus)]


def run(runs: int) -> int:
    """So many inputs in a process of their own; its exit status, after naming the input that failed."""
    kept = Path(tempfile.mkdtemp(prefix="chiso-fuzz-"))
    limits = [f"-max_len={LONGEST_INPUT}", f"-rss_limit_mb={MOST_MEMORY}", f"-timeout={SLOWEST}"]
    with tempfile.TemporaryDirectory() as folder:
        given = [f"-runs={runs}", f"-seed={SEED}", *limits, f"-artifact_prefix={kept}{os.sep}", "-print_final_stats=1"]
        status = subprocess.run([sys.executable, __file__, *given, *prepare(Path(folder))], check=False).returncode
    for failing in kept.iterdir():
        sys.stderr.write(f"failing input in {failing}\n")
    if not any(kept.iterdir()):
        kept.rmdir()
    return status


def main() -> None:
    """Run as many inputs as asked for; other arguments are the fuzzer's own."""
    if len(sys.argv) == 2 and sys.argv[1].isdecimal():
        sys.exit(run(int(sys.argv[1])))
    atheris.Setup(sys.argv, attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
