"""Rule files and data files changed at random: whatever comes in is read or reported, and never raises.

    python tests/mutations.py 100000        as `make fuzz` does

The seed is printed; a failing input is written to a file that the message names.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import chiso
from chiso.diagnostics.diagnostic import Diagnostic, Report
from chiso.library.assemble import program_of
from chiso.library.extend import resolved
from chiso.ruleset.load import load
from chiso.run.exact import score
from chiso.source import Source
from conftest import table_read

ROOT = Path(__file__).parents[1]
RULES = [*sorted((ROOT / "rules").rglob("*.yaml")), *sorted((ROOT / "examples").rglob("*.yaml"))]
DATA = sorted((ROOT / "examples").glob("*/units.csv"))
MOST_MEMORY = 300
"""In MB, for all mutations together."""

BITS = [
    *"[]{}:,-&*!|>'\"%@`#?\t\r\n\0\ufeff\u2028.()=<>/+^~",
    "  ",
    "\n  ",
    ": ",
    "- ",
    "if ",
    " then ",
    " else ",
    " and ",
    " or ",
    " not ",
    " in ",
    "true",
    "null",
    "max(",
    "round(1, 99)",
    "0",
    "1e9",
    "0x1F",
    ".5",
    "9" * 50,
    "1/0",
    "100%",
    "2024-13-45",
    "payment.points",
    "total.points",
    "level",
    "Đơn vị",
    "<<: *x",
    "&a [*a]",
    "!!python/object:os.system",
    "---",
    "...",
    "chiso: 2",
    "extends: qd766/national@2022",
    "(" * 80,
    "[" * 60,
    " -> ",
    "steps(late, 4 -> 20, else 0)",
    "interpolate: {of: late, rows: [{at: 0, points: 0}, {at: 9, points: 9}]}",
    "weight: 30%",
    "applies_when: level == 'commune'",
    "groups:",
    "bonus: true",
    "𝟙",
    "e\u0301",
]


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to eight random changes."""
    for _ in range(chance.randint(1, 8)):
        text = chance.choice(_CHANGES)(text, chance)
    return text


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randint(1, 40) :]


def _insert(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(BITS) + text[place:]


def _move_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "".join(lines)


def _swap_words(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    first, second = chance.randrange(len(words)), chance.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def _truncate(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)] if chance.random() < 0.2 else text


_CHANGES = [_cut, _insert, _move_line, _swap_words, _truncate]


def checked(text: str, name: str) -> list[Diagnostic]:
    """What is reported of a rule file's text."""
    report = Report()
    document = load(Source(name, text), report)
    whole = None if document is None else resolved(ROOT / "rules/x/y/z.yaml", document, [], report)
    program = None if whole is None else program_of(whole, report)
    assert (program is None) == report.has_errors
    return list(report)


def scored(text: str, program: chiso.Program) -> list[Diagnostic]:
    """What is reported of a data file's text; what is sound is scored."""
    records, faults = table_read(text, program)
    for record in records:
        score(program, record)
    assert records or faults
    return faults


def assert_presentable(diagnostics: list[Diagnostic]) -> None:
    """Every place lies in its text, every message has its words."""
    for diagnostic in diagnostics:
        for span in (diagnostic.span, *(label.span for label in diagnostic.labels)):
            assert 0 <= span.start <= span.end <= len(span.source.text)
            assert span.begins <= span.finishes
        for language in ("en", "vi"):
            assert diagnostic.message_in(language)  # type: ignore[arg-type]
            assert diagnostic.help_in(language)  # type: ignore[arg-type]


def run(rounds: int, seed: int, rule_files: list[Path], data_files: list[Path]) -> Iterator[str]:
    """So many mutations, each yielded before it is tried."""
    chance = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in rule_files]
    program = chiso.load("qd766/dong-thap@2024-06")
    tables = [path.read_text(encoding="utf-8") for path in data_files]
    for number in range(rounds):
        if tables and number % 4 == 0:
            text = mutated(chance.choice(tables), chance)
            yield text
            assert_presentable(scored(text, program))
        else:
            text = mutated(chance.choice(texts), chance)
            yield text
            assert_presentable(checked(text, "rules.yaml"))


def main() -> None:
    """Run as many mutations as asked for, with a new seed."""
    rounds, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    sys.stdout.write(f"seed {seed}\n")
    text = ""
    slowest, started = 0.0, time.monotonic()
    try:
        for tried in run(rounds, seed, RULES, DATA):
            text = tried
            slowest, started = max(slowest, time.monotonic() - started), time.monotonic()
    except BaseException:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False, encoding="utf-8") as file:
            file.write(text)
        sys.stderr.write(f"failing input in {file.name}\n")
        raise
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{rounds} mutations, the slowest {slowest:.2f} s, at most {peak} MB of memory\n")
    if peak > MOST_MEMORY:
        sys.exit(f"more than {MOST_MEMORY} MB of memory")


if __name__ == "__main__":
    main()
