"""The gallery of diagnostics: for every id something that triggers it, and the exact text that people then see.

Below `tests/errors/` a trigger is a rule file, a folder of rules, a data file read under `data/rules.yaml`, a rule set
with cases, a folder of responses of the portal, or a command. The file `entry` of a folder names the rule file to
check, or, as `.`, the folder as a whole. Beside a trigger stand `<id>.txt` and `<id>.vi.txt`: what the command line
prints on stderr into a pipe. With `CHISO_RECORD=1` in the environment these files are written anew instead of compared;
read the difference before you keep it. An `editions.lock` in a folder was written by `chiso publish`, before the fault
was put in.

The lines of a trigger are short enough to be shown whole at 100 columns, so that the width does not matter.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from rich.console import Console
from typer.testing import CliRunner

import chiso
from chiso.diagnostics import study_texts, usage_texts, words
from chiso.diagnostics.catalogue import ENTRIES
from chiso.report import workbook
from chiso_cli.app import app
from chiso_cli.render.diagnostics import print_diagnostics
from conftest import ROOT, git

ERRORS = Path("tests/errors")
DATA_RULES = ERRORS / "data" / "rules.yaml"
DATA_FORMATS = (".csv", ".xlsx", ".json", ".parquet")
WIDTH = 100

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = ("en", "vi")

UNDERLINED: Mapping[str, str] = {
    # reading a rule file
    "file-unreadable": "",
    "file-empty": "",
    "not-utf8": "\N{REPLACEMENT CHARACTER}",
    "unprintable-character": "\v",
    "limit-exceeded": "0.9898989898989898989898989898989898989898",
    "yaml-syntax": "c",
    "bracket-not-closed": "{",
    "quote-not-closed": '"',
    "colon-in-text": ":",
    "colon-missing": "max 10",
    "sign-at-beginning": "@",
    "indentation-uneven": "max: 10",
    "tab-indentation": "\t",
    "several-documents": "---",
    "tag-not-allowed": "!vi",
    "anchor-on-value": "&tot",
    "unknown-anchor": "*qd766",
    "not-a-mapping": "- Thanh toán trực tuyến: 10\n- Tiến độ giải quyết hồ sơ: 20\n- Mức độ hài lòng: 18",
    "key-not-text": "[kh12, kh15]",
    "duplicate-key": "title",
    # its shape
    "unknown-key": "targt",
    "missing-key": "title",
    "wrong-shape": "half_up",
    "not-one-of": "half-up",
    "malformed-id": "payment-online",
    "reserved-id": "total",
    "malformed-text": "01/01/2024",
    "malformed-date": "2024-02-30",
    "keys-exclude-each-other": "points",
    "out-of-range": "12",
    "list-empty": "[]",
    # its expressions
    "expression-empty": "",
    "expression-syntax": "=",
    "else-missing": "if paid_online >= with_obligation then 10",
    "text-without-quotes": "commune",
    "value-changes-with-time": "most",
    "expression-incomplete": "(paid_online / with_obligation",
    "escaped-expression": r'"level != \"commune\""',
    "unknown-input": "paid_onlin",
    "unknown-node": "paymnt.points",
    "not-allowed-here": "payment",
    "unexpected-type": "paid_online - with_obligation",
    "type-mismatch": "late / finished + late",
    "types-differ": "late <= on_time_target",
    "not-ordered": 'level <= "district"',
    "unknown-choice": '"huyện"',
    "percent-sign-missing": "80",
    "unknown-function": "maxx",
    "wrong-arguments": "clamp(0, 5 - deduction * late)",
    "wrong-setting": "2.5",
    "bound-not-fixed": "planned_meetings",
    "rows-out-of-order": "80%",
    "no-constant-value": "98 / (100 - 100)",
    "cycle": "on_time.points",
    # its soundness
    "duplicate-id": "paid_online",
    "maxima-do-not-add-up": "10",
    "maximum-not-decimal": "40 / 3",
    "maximum-not-a-multiple": "2.25",
    "maximum-needed-for-weights": "60%",
    "weights-do-not-add-up": "100",
    "weight-out-of-range": "0%",
    "points-never-vary": "-0.5 * with_obligation",
    "weights-and-maxima-mixed": "40",
    "group-without-points": "5",
    "maximum-not-reachable": "10",
    "points-cut-off": "12",
    "row-never-reached": "0",
    "condition-never-holds": "survey_score < 1",
    "condition-always-holds": "complaints >= 0",
    "minimum-above-maximum": "6",
    "full-at-above-100": "800%",
    "target-above-100": "800%",
    "rate-times-100": "100",
    "bands-out-of-order": "9",
    "stray-word": "kể cả tám",
    "full-at-not-positive": "0%",
    "no-policy-for-empty": "with_obligation",
    "no-policy-for-missing": "satisfaction",
    "no-policy-for-not-applicable": 'level == "commune"',
    "bands-overlap": "18",
    "bands-leave-gap": "15",
    "band-unreachable": "80",
    "condition-can-be-absent": "payment_online.rate >= 50%",
    "lowest-band-has-condition": "report_sent",
    "lowest-band-too-high": "5",
    "unused-input": "paid_at_counter",
    "unused-parameter": "late_limit",
    "missing-source": "payment_online",
    "unknown-source": "kh21, mục II.3",
    "dates-reversed": "2024-01-01",
    # its cases, and the editions it builds on
    "case-failed": "7.4",
    "unknown-quantity": "paymnt_online.points",
    "unknown-parameter": "paymnt_target",
    "unknown-edition": "cai-cach-hanh-chinh/cap-xa@2023",
    "edition-misfiled": "cai-cach-hanh-chinh/cap-xa@2024",
    "nothing-to-restate": "payment_onlin",
    "extends-too-long": "cai-cach-hanh-chinh/cap-xa@2004",
    "extends-cycle": "cai-cach-hanh-chinh/cap-xa@2025",
    "nothing-to-remove": "survey_score",
    # time, what was published, and the texts that are cited
    "values-overlap": "2024-06-01",
    "values-leave-hole": "2024-07-01",
    "editions-overlap": "{from: 2024-12-15, to: 2025-12-31}",
    "editions-leave-hole": "{from: 2025-02-10, to: 2025-12-31}",
    "published-edition-changed": "7",
    "edition-not-recorded": "published",
    "edition-gone": "cai-cach-hanh-chinh/cap-xa@2025",
    "lock-damaged": "",
    "source-text-missing": "van-ban/kh12.txt",
    "source-text-changed": "058fae68dc9969ee4f5afac2ae17616f9fe91f47713006d5e3916fb18a270a46",
    "number-not-in-source": "85%",
    # data
    "spreadsheet-file": "",
    "csv-malformed": '"',
    "row-length": "5%",
    "no-records": "",
    "unknown-column": "paid_onlin",
    "duplicate-column": "paid_online",
    "missing-column": "unit",
    "record-twice": "xã phú đức",
    "fact-missing": "",
    "check-failed": "214",
    "not-a-count": '"1,810"',
    "not-a-number": "4 điểm",
    "number-too-long": "100000000000000000000000000000000000000000",
    "rate-without-percent": "91",
    "not-a-flag": "rồi",
    "not-a-date": "31/06/2024",
    "choice-not-offered": "trực tiep",
    "unknown-level": "xã",
    "malformed-period": "06/2024",
    "unknown-band": "Rất tốt",
    "not-a-rank": "1.5",
    "reported-too-high": "40.5",
    "reported-too-low": "-1%",
    "other-encoding": "\N{REPLACEMENT CHARACTER}",
    "json-syntax": "}",
    "excel-damaged": "",
    "excel-not-installed": "",
    "parquet-damaged": "",
    "sheet-empty": "",
    "ambiguous-column": "Mức độ hài lòng",
    "heading-not-found": "Số hồ sơ trả",
    "cell-without-column": "đã kiểm tra",
    "not-a-record": '"Xã Phú Đức"',
    "numbers-mixed": "3.102",
    "number-ambiguous": "1.500",
    "formula-without-value": "#DIV/0!",
    "not-a-cell": "[290, 299]",
    "cell-too-long": '"' + "a" * 32_768 + '"',
    "maximum-differs": '"8,6/10"',
    "above-range": "42",
    "below-range": "0",
    "no-value-on-date": "2023-12",
    "not-exact": "0.1",
    # responses of the portal
    "not-a-portal-response": "{",
    "portal-refuses": '"SESSION_EXPIRED"',
    "portal-group-unknown": "{",
    "portal-group-twice": '"Tỉnh An Bình"',
    "portal-roots-differ": '"Tỉnh Long Hòa"',
    "portal-period-unknown": "",
    "portal-periods-differ": "",
    "portal-level-unknown": '"Trung tâm Phục vụ hành chính công"',
    "portal-field-missing": "{",
    "portal-metric-missing": "[",
    "portal-metric-twice": '"DOSSIER_SYNC"',
    "portal-not-a-number": '"1491"',
    "portal-values-differ": "43",
    "portal-numerator-too-high": "4390",
    "portal-ratio-unclear": "1",
    "portal-group-missing": '"Tỉnh An Bình"',
    "portal-unit-missing": '"Xã Long Hòa"',
    "portal-metric-unknown": '"PUBLISH_ONLINE"',
    "portal-maximum-differs": "5",
    "portal-data-quality": '"Chưa đối soát với BCQG"',
}
"""The text under the primary span of each id; empty where the file as a whole is meant, or something not there."""

EDITION = "cai-cach-hanh-chinh/cap-xa"
DIGITAL = "chuyen-doi-so/cap-xa"
WHAT_IF = "whatif studies.yaml units.csv"
SWEEP = "sweep studies.yaml units.csv"
GOAL = "goal studies.yaml units.csv --unit 'Xã Tân Công Sính'"
EXPLAIN = f"explain rules/{EDITION}/2024.yaml units.csv"
CHANGED = f"diff rules/{EDITION}/2024.yaml rules/{EDITION}/2025.yaml"
SCORE = f"score rules/{EDITION}/2024.yaml units.csv"
AUDIT = f"audit rules/{EDITION}/2024.yaml audit"
COMMANDS: Mapping[str, str] = {
    "unknown-ruleset": "check cai-cach-hanh-chinh/cap-xaa --rules rules",
    "edition-not-named": f"check {EDITION} --rules rules",
    "no-edition-on-date": f"check {EDITION} --rules rules --as-of 2023-06-30",
    "several-editions-on-date": f"check {EDITION} --rules rules --as-of 2025-08-15",
    "not-a-day": f"check {EDITION} --rules rules --as-of 30/06/2024",
    "no-rule-files": "check notes",
    "not-a-folder": f"check {EDITION}@2024 --rules rulse",
    "output-is-input": f"{SCORE} --out units.csv",
    "file-exists": f"new ruleset rules/{EDITION}/2024.yaml",
    "cannot-write": f"{SCORE} --out results/2024.csv",
    "edition-not-known": f"rules show {DIGITAL}@2024 --known-on 2024-01-31",
    "unknown-field": f"rules history {EDITION} --of payment_onlin.target",
    "edition-name-malformed": f"new edition {EDITION} --from {EDITION}@2025",
    "edition-exists": f"new edition {EDITION}@2025 --from {EDITION}@2024",
    "no-day-to-begin": f"new edition {DIGITAL}@2025 --from {DIGITAL}@2024",
    "withdrawn-edition": f"publish {DIGITAL}@2023",
    "edition-out-of-place": "publish du-thao/2026.yaml",
    "no-cases": f"publish {EDITION}@2024",
    "cases-are-no-rules": f"check rules/{EDITION}/2024.cases.yaml",
    "unknown-diagnostic": "explain-error unknown-imput",
    "unknown-command": "scroe rules/qd766 units.csv",
    "unknown-option": f"check {EDITION}@2024 --formt json",
    "missing-argument": f"score {EDITION}@2024",
    "missing-value": f"{SCORE} --out",
    "value-not-offered": f"{SCORE} --format jsn",
    "too-many-arguments": f"template {EDITION}@2024 {EDITION}@2025",
    "wrong-usage": f"check {EDITION}@2024 --strict=yes",
    "portal-other-rules": f"score rules/{EDITION}/2024.yaml phan-hoi",
    "portal-folder-empty": "import portal notes --period 2026-08",
    "not-a-period": "import portal phan-hoi --period 08/2026",
    "format-needs-file": f"{SCORE} --format parquet",
    "workbooks-not-installed": f"{SCORE} --out results.xlsx",
    "too-many-for-workbook": f"{SCORE} --out results.xlsx",
    "format-not-known": "import portal phan-hoi --out units.xls",
    "unknown-sheet": f"score rules/{EDITION}/2024.yaml units.xlsx --sheet Số-liệu-2025",
    "period-not-in-force": f"score rules/{EDITION}/2024.yaml earlier.csv",
    "nothing-earlier": f"{SCORE} --previous units.csv",
    "column-not-in-table": f"{AUDIT}/column-not-in-table.csv",
    "column-not-declared": f"{AUDIT}/column-not-declared.csv",
    "column-of-another-kind": f"{AUDIT}/column-of-another-kind.csv",
    "not-a-relation": f"{AUDIT}/not-a-relation.csv",
    "no-such-row": f"{AUDIT}/no-such-row.csv",
    "not-a-figure": f"{AUDIT}/not-a-figure.csv",
    "unknown-unit": f"{EXPLAIN} --unit 'xa phu duk'",
    "unknown-indicator": f"{EXPLAIN} --all --indicator payment_onlin",
    "unit-or-all": EXPLAIN,
    "options-not-together": f"{EXPLAIN} --all --short --format markdown",
    "no-such-period": f"{EXPLAIN} --all --period 2024-07",
    "nothing-to-compare": f"{EXPLAIN.replace('units', 'unfinished')} --unit 'Xã Phú Đức' --compare-with 'Xã An Hòa'",
    "change-malformed": f"{WHAT_IF} --set paid_online",
    "nothing-to-change": WHAT_IF,
    "nothing-to-limit": f"{WHAT_IF} --param payment_target=80% --where 'paid_online > 200'",
    "changed-twice": f"{WHAT_IF} --param payment_target=80% --param payment_target=85%",
    "unknown-datum": f"{WHAT_IF} --set paid_onlin=200",
    "parameter-in-data": f"{WHAT_IF} --set payment_target=80%",
    "follows-from-points": f"{WHAT_IF} --set total.rank=1",
    "unknown-rule": f"{WHAT_IF} --rule payment_onlin.full_at=80%",
    "change-not-whole": f"{WHAT_IF} --set 'paid_online = paid_online / 7'",
    "change-out-of-range": f"{WHAT_IF} --set 'paid_online = paid_online - 200'",
    "change-breaks-check": f"{WHAT_IF} --set 'paid_online = paid_online + 20'",
    "change-without-effect": f"{WHAT_IF} --set payment.points=8",
    "vary-malformed": f"{SWEEP} --vary 'payment_target 30% 90%'",
    "vary-too-many": f"{SWEEP} --vary 'param payment_target from 30% to 90% step 0.01%'",
    "vary-step": f"{SWEEP} --vary 'param payment_target from 90% to 30% step 5%'",
    "vary-empty": f"{SWEEP} --vary 'param payment_target from 30% to 30% step 5%'",
    "vary-how-many": SWEEP,
    "reach-malformed": f"{GOAL} --reach 'rank>=3'",
    "reach-out-of-range": f"{GOAL} --reach 101",
    "unit-without-total": "goal studies.yaml unfinished.csv --unit 'Xã An Hòa' --reach good",
    "cost-malformed": f"{GOAL} --reach good --cost paid_online",
    "nothing-to-move": f"{GOAL} --reach good --cost with_obligation=1",
    "two-to-compare": "compare --rules studies.yaml --data units.csv",
    "no-unit-in-both": "compare --rules studies.yaml --data units.csv --data elsewhere.csv",
    "unit-in-several-periods": "compare --rules studies.yaml --data two-months.csv --data units.csv",
    "explanation-unreadable": "verify units.csv",
    "explanation-differs": "verify explanations/changed.json",
    "explanation-edition": "verify explanations/edition.json",
    "explanation-without-data": "verify explanations/without-data.json",
    "explanation-of-other-data": "verify explanations/other-data.json",
    "explanation-of-other-unit": "verify explanations/other-unit.json",
    "not-covered": "test kiem-tra/moi.yaml --coverage",
    "coverage-too-low": "test kiem-tra/moi.yaml --threshold 100",
    "nothing-to-test": f"test rules/{EDITION}/2024.yaml --fail-on-empty",
    "no-case-chosen": "test kiem-tra/moi.yaml --filter xuất-sắc",
    "change-refused": f"{CHANGED} --fail-on target-change",
    "change-needs-edition": "diff kiem-tra/da-ban-hanh.yaml kiem-tra/da-sua.yaml",
    "allowance-expired": f"{CHANGED} --fail-on target-change --allow kiem-tra/het-han.yaml --today 2025-04-01",
    "allowance-unused": f"{CHANGED} --fail-on input-change --allow kiem-tra/thua.yaml --today 2025-03-31",
    "no-git": f"diff --against git:main rules/{EDITION}/2024.yaml",
    "not-a-repository": f"diff --against git:main rules/{EDITION}/2024.yaml",
    "unknown-revision": f"diff --against git:mian rules/{EDITION}/2024.yaml",
    "outside-the-repository": f"diff --against git:HEAD rules/{EDITION}/2024.yaml kiem-tra/moi.yaml",
}
"""The ids of what is asked for on the command line, each with a command given in a copy of `commands/given/`."""


def _with_repository(folder: str) -> None:
    git(Path(folder), "init", "--quiet")
    git(Path(folder), "commit", "--quiet", "--allow-empty", "--message", "first")


HINDRANCES: Mapping[str, Callable[[pytest.MonkeyPatch], None]] = {
    "unknown-revision": lambda patch: _with_repository("."),
    "outside-the-repository": lambda patch: _with_repository("rules"),
    "no-git": lambda patch: patch.setenv("PATH", "."),
    "workbooks-not-installed": lambda patch: patch.setitem(sys.modules, "xlsxwriter", None),
    "too-many-for-workbook": lambda patch: patch.setattr(workbook, "MOST_UNITS", 1),
}
"""What has to be in the way of a command, or around it, for its id."""

MISWRITTEN = {
    *usage_texts.ENTRIES,
    *(id for id in study_texts.ENTRIES if id.startswith("vary-") or id.endswith("-malformed")),
    *("changed-twice", "nothing-to-change", "nothing-to-limit", "two-to-compare", "unit-or-all"),
    *("edition-name-malformed", "format-needs-file", "format-not-known", "not-a-day", "not-a-period"),
    *("options-not-together", "unknown-diagnostic"),
}
"""The ids of arguments that are not written as they are used: the exit code is 2."""

WARNED = ("earlier.csv", "--coverage", "thua.yaml")
"""Parts of the commands that warn, and then do what was asked."""
INEXACT: Mapping[str, object] = {"unit": "Xã Phú Đức", "level": "commune", "period": "2024-06", "satisfaction": 0.1}


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are given, and so shown, from the top of the repository; colours never."""
    monkeypatch.chdir(ROOT)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def _triggers() -> dict[str, str]:
    """The folder of each trigger, by id."""
    found = {"not-exact": "data"}
    for path in (ROOT / ERRORS).glob("*/*"):
        folder = path.parent.name
        if (folder == "rules" and path.suffix in ("", ".yaml")) or (folder in ("cases", "portal") and path.is_dir()):
            found[path.name.removesuffix(".yaml")] = folder
        elif folder == "data" and path.suffix in DATA_FORMATS and path != ROOT / DATA_RULES:
            found[path.stem] = folder
    return found


TRIGGERS = _triggers()
IDS = sorted(TRIGGERS)


def _of_rules(id: str) -> list[chiso.Diagnostic]:
    path = ERRORS / "rules" / id
    entry = path / (path / "entry").read_text(encoding="utf-8").strip() if path.is_dir() else path.with_suffix(".yaml")
    return chiso.check_folder(entry) if entry.is_dir() else chiso.check(entry)


def _of_cases(id: str) -> list[chiso.Diagnostic]:
    return list(chiso.run_cases(ERRORS / "cases" / id / "x.yaml").diagnostics)


def _of_data(id: str) -> list[chiso.Diagnostic]:
    program = chiso.load(DATA_RULES)
    with pytest.raises(chiso.RecordError) as raised:
        _take(id, program)
    return raised.value.diagnostics


def _take(id: str, program: chiso.Program) -> None:
    if id == "not-exact":
        chiso.score(program, INEXACT)
        return
    (data,) = [
        path for suffix in DATA_FORMATS if (path := ERRORS / "data" / f"{id}{suffix}") != DATA_RULES and path.is_file()
    ]
    with pytest.MonkeyPatch.context() as patch:
        if id == "excel-not-installed":
            patch.setitem(sys.modules, "openpyxl", None)
        chiso.read_records(data, program)


def _of_portal(id: str) -> list[chiso.Diagnostic]:
    program = chiso.load("qd766/portal@2026")
    try:
        return chiso.doubts(program, chiso.import_portal([ERRORS / "portal" / id], program))
    except chiso.RecordError as fault:
        return fault.diagnostics


_FINDERS = {"rules": _of_rules, "cases": _of_cases, "data": _of_data, "portal": _of_portal}


@cache
def found(id: str) -> tuple[chiso.Diagnostic, ...]:
    """What the trigger of an id reports."""
    return tuple(_FINDERS[TRIGGERS[id]](id))


def recorded(folder: str, id: str, language: Language) -> Path:
    """Where the text that people see is kept."""
    return ERRORS / folder / (f"{id}.txt" if language == "en" else f"{id}.{language}.txt")


def assert_as_recorded(text: str, path: Path) -> None:
    """The text is what the file says, byte for byte; recording makes it so."""
    if "CHISO_RECORD" in os.environ:
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text


def printed(diagnostics: tuple[chiso.Diagnostic, ...], language: Language) -> str:
    """As on the terminal."""
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False, emoji=False, markup=False)
    with console.capture() as captured:
        print_diagnostics(diagnostics, language, console)
    return captured.get()


def run(command: str, language: Language, codes: Sequence[int] = (1, 2, 3)) -> str:
    """What a command that fails, or warns, prints on stderr, as into a pipe."""
    result = CliRunner(env={"COLUMNS": None}).invoke(app, spoken(command, language))
    assert result.exit_code in ((0,) if any(part in command for part in WARNED) else codes)
    return result.stderr


def spoken(command: str, language: Language) -> list[str]:
    """The parts of a command with its language, after its name so that the end stays the end."""
    name, *rest = shlex.split(command)
    parts = 2 if name in ("import", "new", "rules") else 1
    return [name, *rest[: parts - 1], "--lang", language, *rest[parts - 1 :]]


def test_every_id_has_exactly_one_trigger() -> None:
    assert sorted([*IDS, *COMMANDS]) == sorted(ENTRIES)


def test_every_trigger_has_its_underlined_text() -> None:
    assert sorted(UNDERLINED) == IDS


def test_the_rules_for_data_are_sound() -> None:
    assert chiso.check(DATA_RULES) == []


@pytest.mark.parametrize("id", IDS)
def test_a_trigger_reports_its_id_and_no_other(id: str) -> None:
    assert {diagnostic.id for diagnostic in found(id)} == {id}


@pytest.mark.parametrize("id", IDS)
def test_the_primary_span_is_what_is_meant(id: str) -> None:
    first = next(diagnostic for diagnostic in found(id) if diagnostic.id == id)
    assert first.span.text == UNDERLINED[id]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", IDS)
def test_people_see_the_recorded_text(id: str, language: Language) -> None:
    assert_as_recorded(printed(found(id), language), recorded(TRIGGERS[id], id, language))


_IN_BRACKETS = re.compile(r"\[([a-z0-9-]+)\]: ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", sorted(COMMANDS))
def test_a_command_says_the_recorded_text(
    id: str, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ERRORS / "commands" / "given", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    HINDRANCES.get(id, lambda _: None)(monkeypatch)
    said = run(COMMANDS[id], language, (2,) if id in MISWRITTEN else (1, 3))
    assert set(_IN_BRACKETS.findall(said)) == {id}
    assert_as_recorded(said, ROOT / recorded("commands", id, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("id", "command"),
    {
        "types-differ": f"check {ERRORS}/rules/types-differ.yaml",
        "not-a-count": f"score {DATA_RULES} {ERRORS}/data/not-a-count.csv",
    }.items(),
)
def test_the_command_line_prints_the_recorded_text(id: str, command: str, language: Language) -> None:
    assert run(command, language) == recorded(TRIGGERS[id], id, language).read_bytes().decode()


@pytest.mark.parametrize("id", IDS)
def test_the_languages_differ_in_words_and_agree_in_all_else(id: str) -> None:
    english, vietnamese = (chiso.diagnostics_data(found(id), language)["diagnostics"] for language in LANGUAGES)
    pairs = list(zip(wordings(english), wordings(vietnamese), strict=True))
    assert [pair for pair in pairs if pair[0] == pair[1] and has_words(pair[0])] == []
    assert wordless(english) == wordless(vietnamese)


_WORDS = ("message", "help")
_NAMED = re.compile(r"`[^`]*`")


def has_words(wording: str) -> bool:
    """Whether it says more than names and days, which are the same in every language."""
    return any(sign.isalpha() for sign in _NAMED.sub("", wording))


def wordings(diagnostics: list[dict[str, Any]]) -> list[str]:
    """Every message, help and label."""
    parts = [part for diagnostic in diagnostics for part in (diagnostic, *diagnostic["labels"])]
    return [part[key] for part in parts for key in _WORDS if key in part]


def wordless(part: Any) -> Any:
    """The same data without messages, helps and labels' words."""
    if isinstance(part, dict):
        return {key: wordless(value) for key, value in part.items() if key not in _WORDS}
    return [wordless(item) for item in part] if isinstance(part, list) else part


_FOREIGN = re.compile(
    r"""(?<![\w.])(?:
        None | (?i:traceback|exception|nonetype|keyerror|valueerror|typeerror|float|dict|tuple)
        | (?i:token|parser|lark|yaml|jsonschema|regex|terminal)
    )(?!\w) | \$END | \b(?:str|int)\(""",
    re.VERBOSE,
)
"""Words of Python and of parsers; a file's ending `.yaml` is none."""


_BLANK = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("id", sorted(ENTRIES))
def test_the_catalogue_says_everything_in_two_languages(id: str) -> None:
    entry = ENTRIES[id]
    pairs = [(entry.en.message, entry.vi.message), (entry.en.help, entry.vi.help)]
    assert [en for en, vi in pairs if en == vi and has_words(_BLANK.sub("", en))] == []
    assert [en for en, vi in pairs if set(_BLANK.findall(en)) != set(_BLANK.findall(vi))] == []


@pytest.mark.parametrize("id", IDS)
def test_people_see_no_word_of_python_or_of_a_parser(id: str) -> None:
    for language in LANGUAGES:
        data = chiso.diagnostics_data(found(id), language)["diagnostics"]
        for diagnostic in data:
            said = [wording.replace(diagnostic["file"], "…") for wording in wordings([diagnostic])]
            assert [wording for wording in said if _FOREIGN.search(wording)] == []


def _catalogued() -> Iterator[str]:
    """Every wording of the catalogue, with its blanks."""
    for entry in ENTRIES.values():
        for text in (entry.en, entry.vi):
            yield from (text.message, text.help)
    for pair in (*words.LABELS.values(), *words.TERMS.values(), words.DID_YOU_MEAN):
        yield from pair.values()


def test_the_catalogue_has_no_word_of_python_or_of_a_parser() -> None:
    assert [wording for wording in _catalogued() if _FOREIGN.search(wording)] == []


def _is_in_style(message: str) -> bool:
    return not message.endswith(".") and not message[0].isupper() and message[0] not in " ."


@pytest.mark.parametrize("id", IDS)
def test_a_message_begins_small_and_ends_without_a_full_stop(id: str) -> None:
    messages = [diagnostic.message_in(language) for diagnostic in found(id) for language in LANGUAGES]
    assert [message for message in messages if not _is_in_style(message)] == []


@pytest.mark.parametrize("id", sorted(ENTRIES))
def test_the_catalogue_begins_small_and_ends_without_a_full_stop(id: str) -> None:
    messages = [text.message for text in (ENTRIES[id].en, ENTRIES[id].vi)]
    assert [message for message in messages if not _is_in_style(message)] == []


def test_every_recorded_text_belongs_to_a_trigger() -> None:
    folders = {**TRIGGERS, **dict.fromkeys(COMMANDS, "commands")}
    belonging = {recorded(folder, id, language) for id, folder in folders.items() for language in LANGUAGES}
    assert set(ERRORS.glob("*/*.txt")) == belonging
