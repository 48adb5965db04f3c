"""Every example in a document runs: what is shown after `$` is run, and must print what is shown below it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

import chiso
from chiso.lang.functions import FUNCTIONS, TABLES
from chiso.lang.parse import DEEPEST_EXPRESSION, LONGEST_EXPRESSION, LONGEST_NAME, LONGEST_NUMBER
from chiso.reading import LARGEST_RULE_FILE
from chiso.records.open_table import LARGEST_DOCUMENT
from chiso.records.read_excel import LARGEST_PART, LARGEST_UNPACKED
from chiso.records.table import LONGEST_CELL, MOST_COLUMNS
from chiso.records.table import LONGEST_NUMBER as LONGEST_DATUM
from chiso.records.text_lines import LONGEST_LINE
from chiso.ruleset.expressions import MOST_OPERATIONS
from chiso.ruleset.load import DEEPEST_NESTING, MOST_NODES
from chiso.run.record_stream import MOST_FAULTS, MOST_NOT_SCORED
from chiso.shipped import schema
from chiso.study.audit.claim import Kind
from conftest import HEADER, ROOT, RuleFile

PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
FENCE = re.compile(r"^```(\w+(?: \w+)?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.text.splitlines()[0]}"


def blocks(kind: str) -> list[Block]:
    found = [(page, match) for page in PAGES for match in FENCE.finditer(page.read_text(encoding="utf-8"))]
    return [Block(page, match[1], match[2]) for page, match in found if match[1] == kind]


def transcripts(block: Block) -> list[tuple[str, str]]:
    """Each command of a console block with what is printed after it."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize("block", blocks("console"), ids=str)
def test_a_transcript_is_what_is_printed(block: Block) -> None:
    found = transcripts(block)
    assert found
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "MAKEFLAGS", "MAKELEVEL")}
    environment = {**kept, "PATH": path, "LC_ALL": "C.UTF-8"}
    for command, shown in found:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.stdout.strip() == shown.strip(), command


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_a_program_runs(block: Block, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code, _, shown = block.text.partition("# prints:\n")
    exec(compile(code, str(block), "exec"), {})
    assert capsys.readouterr().out.strip() == re.sub(r"^# ?", "", shown, flags=re.MULTILINE).strip()


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_a_rule_set_is_sound(block: Block, rule_file: RuleFile) -> None:
    assert [(d.id, d.span.text) for d in chiso.check(rule_file(block.text))] == []


INPUTS = """\
inputs:
  meetings: {title: Số cuộc họp, type: count, min: 0, max: 52}
  petitions: {title: Số phản ánh, type: count}
  answered: {title: Phản ánh trả lời đúng hạn, type: count}
  late: {title: Báo cáo nộp trễ, type: count}
  has_initiative: {title: Có sáng kiến, type: flag}
groups:
  - id: work
    title: Chỉ đạo, điều hành
    max: 30
    source: law
    indicators:
"""


@pytest.mark.parametrize("block", blocks("yaml indicators"), ids=str)
def test_indicators_are_sound_in_a_group(block: Block, rule_file: RuleFile) -> None:
    text = HEADER + INPUTS + textwrap.indent(block.text, "      ")
    assert [(d.id, d.span.text) for d in chiso.check(rule_file(text))] == []


@pytest.mark.parametrize("block", blocks("yaml parameters"), ids=str)
def test_parameters_are_sound_where_they_are_used(block: Block, rule_file: RuleFile) -> None:
    inputs = INPUTS.replace("groups:", "parameters:\n" + textwrap.indent(block.text, "  ") + "groups:")
    used = "{id: a, title: A, max: 30, points: if quota < payment_target then 30 - deduction * late else 0}"
    found = chiso.check(rule_file(HEADER + inputs + f"      - {used}\n"))
    assert [(d.id, d.span.text) for d in found if d.is_error] == []


@pytest.mark.parametrize("block", blocks("yaml cases"), ids=str)
def test_cases_hold_for_the_national_rules(block: Block, rule_file: RuleFile) -> None:
    rules = rule_file((ROOT / "rules/qd766/national/2022.yaml").read_text(encoding="utf-8"))
    rule_file(block.text, "rules.cases.yaml")
    run = chiso.run_cases(rules)
    assert (run.ran, run.diagnostics) == (1, ())


@pytest.mark.parametrize("block", blocks("yaml audit"), ids=str)
def test_a_declaration_of_tables_is_sound(block: Block, tmp_path: Path) -> None:
    (tmp_path / "printed").mkdir()
    header = "unit,processed,on_time,late,on_time_rate,target_100\n"
    rows = 'Xã A,48,42,6,"87,5",Không\nXã B,20,20,0,100,Xong\nTổng,68,62,6,91.18,Không\n'
    (tmp_path / "printed/on-time.csv").write_text(header + rows, encoding="utf-8")
    (tmp_path / "units.csv").write_text("unit,level,period,processed\nXã A,commune,2024-06,48\n", encoding="utf-8")
    (tmp_path / "units.audit.yaml").write_text(block.text, encoding="utf-8")
    found = chiso.audit(chiso.load("qd766/national@2022"), tmp_path / "units.csv")
    assert found.findings == ()
    assert {tally.kind.value for tally in found.tallies} >= {"column-total", "target-against-rate", "between-documents"}


def test_the_page_on_audits_has_every_kind_and_key() -> None:
    page = (ROOT / "docs/audit.md").read_text(encoding="utf-8")
    assert [kind.value for kind in Kind if f"`{kind.value}`" not in page] == []
    assert [key for key in schema("audit")["$defs"]["table"]["properties"] if f"`{key}`" not in page] == []


@pytest.mark.parametrize("block", blocks("yaml map"), ids=str)
def test_a_map_reads_what_it_says(block: Block, tmp_path: Path) -> None:
    header = "STT;unit;level;period;Số hồ sơ trả trực tuyến;Tổng số hồ sơ phải trả;Ghi chú"
    (tmp_path / "units.csv").write_text(f"{header}\n1;A;commune;2024-06;1.290;1.299;x\n", encoding="utf-8")
    (tmp_path / "units.csv.meta.yaml").write_text(block.text, encoding="utf-8")
    (record,) = chiso.read_records(tmp_path / "units.csv", chiso.load("qd766/dong-thap@2024-06"))
    assert record.inputs == {"paid_online": 1290, "with_obligation": 1299}


def test_the_page_on_data_names_the_limits_as_they_are() -> None:
    page = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    limits = {
        "| columns | {} |": MOST_COLUMNS,
        "| characters in a cell | {} |": LONGEST_CELL,
        "| bytes in a line | {} |": LONGEST_LINE,
        "| bytes of a JSON or YAML file | {} |": LARGEST_DOCUMENT,
        "unpacks to | {}, of": LARGEST_UNPACKED,
        "of which {} are no sheets": LARGEST_PART,
        "| characters of a number | {} |": LONGEST_DATUM,
        "| faults, until reading ends | {} |": MOST_FAULTS,
        "`--keep-going` | {} |": MOST_NOT_SCORED,
    }
    assert [said for said, limit in limits.items() if said.format(f"{limit:,}") not in page] == []


def test_there_are_examples() -> None:
    assert len(blocks("console")) >= 5
    assert blocks("python")
    assert blocks("yaml")


def test_the_page_on_the_language_names_the_limits_as_they_are() -> None:
    page = (ROOT / "docs/language.md").read_text(encoding="utf-8")
    limits = {
        "{} levels and": DEEPEST_NESTING,
        "{:,} keys and values": MOST_NODES,
        "a name {} characters": LONGEST_NAME,
        "a number {},": LONGEST_NUMBER,
        "formula {:,} characters": LONGEST_EXPRESSION,
        "and {} levels, a table": DEEPEST_EXPRESSION,
        "a table {} rows": schema("ruleset")["$defs"]["steps"]["properties"]["rows"]["maxItems"],
        "{:,} operations, names and numbers": MOST_OPERATIONS,
        "at most {} MB": LARGEST_RULE_FILE // 1_000_000,
    }
    prose = " ".join(page.split())
    assert [form for form, limit in limits.items() if form.format(limit) not in prose] == []
    assert schema("ruleset")["$defs"]["id"]["maxLength"] == LONGEST_NAME


def test_the_page_on_the_language_has_every_function_and_key() -> None:
    page = (ROOT / "docs/language.md").read_text(encoding="utf-8")
    for function in (*FUNCTIONS.values(), *TABLES.values()):
        assert f"| `{function.signature}` | {function.doc} |" in page
    definitions = schema("ruleset")["$defs"]
    parts = ("indicator", "group", "input", "band", "rounding", "steps", "step_row", "interpolate", "line_row")
    parts += ("parameter", "dated_value", "source")
    keys = set(schema("ruleset")["properties"]).union(*(definitions[part]["properties"] for part in parts))
    assert [key for key in sorted(keys) if f"`{key}`" not in page and f"`{key}: " not in page] == []
