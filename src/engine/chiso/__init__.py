"""chiso: rules as config for public scoring indices.

    import chiso

    program = chiso.load("qd766/dong-thap@2024-06")
    for record in chiso.read_records("units.csv", program):
        card = chiso.score(program, record)

The modules below read in the order of the pipeline, each importing only what stands beneath it:

    gate         these functions: those that judge a change of rules
    api          those that score and check
    data         those that read data
    editing      those that write rule files
    explaining   those that explain scorecards, and verify explanations
    studies      those that ask what would be: scenarios, sweeps, goals, comparisons
    report       results as plain data: the wire format, flat rows, explanations and what verifies them;
                 Parquet, workbooks, templates
    study        many runs: cases, publishing, trying mends, ways up, two units side by side, changes, audits
    run          program and records to scorecards: exact evaluation, trace, rows without trace, losses, standings
    records      files to records: CSV, Excel, JSON, Parquet, YAML, the portal's responses, mappings
    library      many editions: found by name and date, extended, recorded when published, laid out in time
    ruleset      one rule set: document, shape, program, soundness, what it says, its layout
    lang         one expression: grammar, types, values, functions
    reading      bytes of a file to its text
    writing      a text to a file, whole or not at all
    diagnostics  faults of what was given to us, in Vietnamese and English
    shipped      the data files that travel with the package
    source       texts and places in them

Names are imported when first used, so that `import chiso` costs next to nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chiso.version import __version__ as __version__

if TYPE_CHECKING:
    from chiso.api import CaseRun as CaseRun
    from chiso.api import audit as audit
    from chiso.api import audited_files as audited_files
    from chiso.api import changes_of as changes_of
    from chiso.api import check as check
    from chiso.api import check_folder as check_folder
    from chiso.api import files_of as files_of
    from chiso.api import has_cases as has_cases
    from chiso.api import history_of as history_of
    from chiso.api import listed as listed
    from chiso.api import load as load
    from chiso.api import publish as publish
    from chiso.api import resolved_text as resolved_text
    from chiso.api import run_cases as run_cases
    from chiso.api import score as score
    from chiso.api import scorer as scorer
    from chiso.data import doubts as doubts
    from chiso.data import find_unit as find_unit
    from chiso.data import import_portal as import_portal
    from chiso.data import read_records as read_records
    from chiso.data import read_units as read_units
    from chiso.data import stream_records as stream_records
    from chiso.diagnostics.diagnostic import Diagnostic as Diagnostic
    from chiso.diagnostics.diagnostic import DiagnosticError as DiagnosticError
    from chiso.diagnostics.diagnostic import Language as Language
    from chiso.diagnostics.diagnostic import RecordError as RecordError
    from chiso.diagnostics.diagnostic import RuleSetError as RuleSetError
    from chiso.diagnostics.diagnostic import diagnostic_about as diagnostic_about
    from chiso.diagnostics.nearest import nearest as nearest
    from chiso.diagnostics.page import PageLine as PageLine
    from chiso.diagnostics.page import diagnostic_lines as diagnostic_lines
    from chiso.diagnostics.page import diagnostic_page as diagnostic_page
    from chiso.diagnostics.vocabulary import Vocabulary as Vocabulary
    from chiso.editing import Edited as Edited
    from chiso.editing import begin as begin
    from chiso.editing import draft as draft
    from chiso.editing import format_bytes as format_bytes
    from chiso.editing import format_file as format_file
    from chiso.editing import mend_file as mend_file
    from chiso.editing import written_files as written_files
    from chiso.explaining import compare_units as compare_units
    from chiso.explaining import explain as explain
    from chiso.explaining import explain_indicator as explain_indicator
    from chiso.explaining import explanation_data as explanation_data
    from chiso.explaining import verify as verify
    from chiso.gate import compare_rules as compare_rules
    from chiso.gate import examine as examine
    from chiso.gate import judge as judge
    from chiso.gate import read_allowances as read_allowances
    from chiso.gate import record_cases as record_cases
    from chiso.gate import rule_file_named as rule_file_named
    from chiso.gate import rule_files_named as rule_files_named
    from chiso.lang.values import Number as Number
    from chiso.lang.values import decimal_text as decimal_text
    from chiso.library.find import rule_files as rule_files
    from chiso.library.history import Change as Change
    from chiso.library.history import Listed as Listed
    from chiso.library.history import Moment as Moment
    from chiso.records.cell_text import guarded as guarded
    from chiso.records.period import period_kind as period_kind
    from chiso.records.read_units import ListedUnit as ListedUnit
    from chiso.records.record import Record as Record
    from chiso.report.bulk import Bulk as Bulk
    from chiso.report.bulk import Faulty as Faulty
    from chiso.report.cobertura import cobertura_text as cobertura_text
    from chiso.report.compare_data import COMPARISON_HEADER as COMPARISON_HEADER
    from chiso.report.compare_data import comparison_data as comparison_data
    from chiso.report.compare_data import comparison_rows as comparison_rows
    from chiso.report.compare_sheets import compare_sheets as compare_sheets
    from chiso.report.differences import allow_text as allow_text
    from chiso.report.differences import difference_outcomes as difference_outcomes
    from chiso.report.differences import differences_data as differences_data
    from chiso.report.explanation import Explanation as Explanation
    from chiso.report.explanation import Line as Line
    from chiso.report.explanation import Section as Section
    from chiso.report.findings import FINDING_COLUMNS as FINDING_COLUMNS
    from chiso.report.findings import audit_data as audit_data
    from chiso.report.findings import finding_rows as finding_rows
    from chiso.report.flat import flat_columns as flat_columns
    from chiso.report.flat import flat_row as flat_row
    from chiso.report.github import github_text as github_text
    from chiso.report.gitlab import gitlab_data as gitlab_data
    from chiso.report.goal_data import GOAL_HEADER as GOAL_HEADER
    from chiso.report.goal_data import goal_data as goal_data
    from chiso.report.goal_data import goal_rows as goal_rows
    from chiso.report.goal_sheets import goal_sheets as goal_sheets
    from chiso.report.graph import graph as graph
    from chiso.report.harmless import markdown_plain as markdown_plain
    from chiso.report.harmless import markdown_table as markdown_table
    from chiso.report.harmless import markdown_words as markdown_words
    from chiso.report.harmless import visible as visible
    from chiso.report.junit import junit_text as junit_text
    from chiso.report.leagues import change_header as change_header
    from chiso.report.leagues import change_row as change_row
    from chiso.report.leagues import leagues_data as leagues_data
    from chiso.report.markdown import markdown_text as markdown_text
    from chiso.report.numerals import numeral as numeral
    from chiso.report.numerals import points_text as points_text
    from chiso.report.outcome import Outcome as Outcome
    from chiso.report.outcome import outcome_of as outcome_of
    from chiso.report.parquet import parquet_writer as parquet_writer
    from chiso.report.record_rows import record_header as record_header
    from chiso.report.record_rows import record_rows as record_rows
    from chiso.report.rules import change_data as change_data
    from chiso.report.rules import listed_data as listed_data
    from chiso.report.rules import moment_data as moment_data
    from chiso.report.rules import rules_data as rules_data
    from chiso.report.sarif import sarif_data as sarif_data
    from chiso.report.sheet import Sheet as Sheet
    from chiso.report.sweep_data import sweep_data as sweep_data
    from chiso.report.sweep_data import sweep_header as sweep_header
    from chiso.report.sweep_data import sweep_rows as sweep_rows
    from chiso.report.sweep_sheets import sweep_sheets as sweep_sheets
    from chiso.report.template import template as template
    from chiso.report.template import template_rows as template_rows
    from chiso.report.template_workbook import write_template as write_template
    from chiso.report.tested import beneath_lines as beneath_lines
    from chiso.report.tested import judged_cases as judged_cases
    from chiso.report.tested import tested_data as tested_data
    from chiso.report.tested import tested_outcomes as tested_outcomes
    from chiso.report.verify import explanation_text as explanation_text
    from chiso.report.whatif_data import WHATIF_HEADER as WHATIF_HEADER
    from chiso.report.whatif_data import whatif_data as whatif_data
    from chiso.report.whatif_data import whatif_rows as whatif_rows
    from chiso.report.whatif_sheets import whatif_sheets as whatif_sheets
    from chiso.report.wire import diagnostics_data as diagnostics_data
    from chiso.report.wire import not_scored_data as not_scored_data
    from chiso.report.wire import scorecard_data as scorecard_data
    from chiso.report.wire import scorecards_data as scorecards_data
    from chiso.report.wire import scorecards_head as scorecards_head
    from chiso.report.workbook import workbook_writer as workbook_writer
    from chiso.ruleset.program import Group as Group
    from chiso.ruleset.program import Program as Program
    from chiso.ruleset.program import Title as Title
    from chiso.run.columnar.score_table import score_table as score_table
    from chiso.run.losing import losses as losses
    from chiso.run.record_stream import NotScored as NotScored
    from chiso.run.record_stream import RecordList as RecordList
    from chiso.run.record_stream import RecordStream as RecordStream
    from chiso.run.rowwise.checked_scorer import Scorer as Scorer
    from chiso.run.rowwise.row_score import RowScore as RowScore
    from chiso.run.score_stream import score_ranked as score_ranked
    from chiso.run.score_stream import score_records as score_records
    from chiso.run.scorecard import Basis as Basis
    from chiso.run.scorecard import GroupResult as GroupResult
    from chiso.run.scorecard import Scorecard as Scorecard
    from chiso.run.scorecard import State as State
    from chiso.run.scorecard import printable as printable
    from chiso.run.standings import League as League
    from chiso.run.standings import Standing as Standing
    from chiso.run.standings import leagues as leagues
    from chiso.run.standings import ranks as ranks
    from chiso.run.unit import Unit as Unit
    from chiso.source import Span as Span
    from chiso.studies import asked as asked
    from chiso.studies import compare as compare
    from chiso.studies import editable as editable
    from chiso.studies import goal as goal
    from chiso.studies import only_unit as only_unit
    from chiso.studies import place_of_unit as place_of_unit
    from chiso.studies import read_scenarios as read_scenarios
    from chiso.studies import scored as scored
    from chiso.studies import sweep as sweep
    from chiso.studies import what_if as what_if
    from chiso.study.asked import Asked as Asked
    from chiso.study.audit.finding import Audit as Audit
    from chiso.study.audit.finding import Finding as Finding
    from chiso.study.changes import change_of as change_of
    from chiso.study.changes import with_previous as with_previous
    from chiso.study.compare import Comparison as Comparison
    from chiso.study.compare_rules import Difference as Difference
    from chiso.study.coverage import Coverage as Coverage
    from chiso.study.editable import Editable as Editable
    from chiso.study.goal import Goal as Goal
    from chiso.study.impact import Impact as Impact
    from chiso.study.impact import Move as Move
    from chiso.study.judge_cases import Demand as Demand
    from chiso.study.judge_cases import coverage_percent as coverage_percent
    from chiso.study.judge_changes import Gate as Gate
    from chiso.study.kinds import ChangeKind as ChangeKind
    from chiso.study.mend import Mend as Mend
    from chiso.study.rule_change import RuleChange as RuleChange
    from chiso.study.side_by_side import Compared as Compared
    from chiso.study.summary import misses_target as misses_target
    from chiso.study.summary import summary_of as summary_of
    from chiso.study.sweep import Sweep as Sweep
    from chiso.study.tested import Tested as Tested
    from chiso.study.ways_up import ways_up as ways_up
    from chiso.study.whatif import ScenarioOutcome as ScenarioOutcome
    from chiso.study.whatif import WhatIf as WhatIf
    from chiso.writing import replace_file as replace_file
    from chiso.writing import replacing as replacing

_OFFERED = """
chiso.api: CaseRun audit audited_files changes_of check check_folder files_of has_cases history_of listed load publish
    resolved_text run_cases score scorer
chiso.data: doubts find_unit import_portal read_records read_units stream_records
chiso.diagnostics.diagnostic: Diagnostic DiagnosticError Language RecordError RuleSetError diagnostic_about
chiso.diagnostics.nearest: nearest
chiso.diagnostics.page: PageLine diagnostic_lines diagnostic_page
chiso.diagnostics.vocabulary: Vocabulary
chiso.editing: Edited begin draft format_bytes format_file mend_file written_files
chiso.explaining: compare_units explain explain_indicator explanation_data verify
chiso.gate: compare_rules examine judge read_allowances record_cases rule_file_named rule_files_named
chiso.lang.values: Number decimal_text
chiso.library.find: rule_files
chiso.library.history: Change Listed Moment
chiso.records.cell_text: guarded
chiso.records.period: period_kind
chiso.records.read_units: ListedUnit
chiso.records.record: Record
chiso.report.bulk: Bulk Faulty
chiso.report.cobertura: cobertura_text
chiso.report.compare_data: COMPARISON_HEADER comparison_data comparison_rows
chiso.report.compare_sheets: compare_sheets
chiso.report.differences: allow_text difference_outcomes differences_data
chiso.report.explanation: Explanation Line Section
chiso.report.findings: FINDING_COLUMNS audit_data finding_rows
chiso.report.flat: flat_columns flat_row
chiso.report.github: github_text
chiso.report.gitlab: gitlab_data
chiso.report.goal_data: GOAL_HEADER goal_data goal_rows
chiso.report.goal_sheets: goal_sheets
chiso.report.graph: graph
chiso.report.harmless: markdown_plain markdown_table markdown_words visible
chiso.report.junit: junit_text
chiso.report.leagues: change_header change_row leagues_data
chiso.report.markdown: markdown_text
chiso.report.numerals: numeral points_text
chiso.report.outcome: Outcome outcome_of
chiso.report.parquet: parquet_writer
chiso.report.record_rows: record_header record_rows
chiso.report.rules: change_data listed_data moment_data rules_data
chiso.report.sarif: sarif_data
chiso.report.sheet: Sheet
chiso.report.sweep_data: sweep_data sweep_header sweep_rows
chiso.report.sweep_sheets: sweep_sheets
chiso.report.template: template template_rows
chiso.report.template_workbook: write_template
chiso.report.tested: beneath_lines judged_cases tested_data tested_outcomes
chiso.report.verify: explanation_text
chiso.report.whatif_data: WHATIF_HEADER whatif_data whatif_rows
chiso.report.whatif_sheets: whatif_sheets
chiso.report.wire: diagnostics_data not_scored_data scorecard_data scorecards_data scorecards_head
chiso.report.workbook: workbook_writer
chiso.ruleset.program: Group Program Title
chiso.run.columnar.score_table: score_table
chiso.run.losing: losses
chiso.run.record_stream: NotScored RecordList RecordStream
chiso.run.rowwise.checked_scorer: Scorer
chiso.run.rowwise.row_score: RowScore
chiso.run.score_stream: score_ranked score_records
chiso.run.scorecard: Basis GroupResult Scorecard State printable
chiso.run.standings: League Standing leagues ranks
chiso.run.unit: Unit
chiso.source: Span
chiso.studies: asked compare editable goal only_unit place_of_unit read_scenarios scored sweep what_if
chiso.study.asked: Asked
chiso.study.audit.finding: Audit Finding
chiso.study.changes: change_of with_previous
chiso.study.compare: Comparison
chiso.study.compare_rules: Difference
chiso.study.coverage: Coverage
chiso.study.editable: Editable
chiso.study.goal: Goal
chiso.study.impact: Impact Move
chiso.study.judge_cases: Demand coverage_percent
chiso.study.judge_changes: Gate
chiso.study.kinds: ChangeKind
chiso.study.mend: Mend
chiso.study.rule_change: RuleChange
chiso.study.side_by_side: Compared
chiso.study.summary: misses_target summary_of
chiso.study.sweep: Sweep
chiso.study.tested: Tested
chiso.study.ways_up: ways_up
chiso.study.whatif: ScenarioOutcome WhatIf
chiso.writing: replace_file replacing
"""
"""The modules and what is offered of each; a line that is set in belongs to the module above it."""


def _homes() -> Iterator[tuple[str, str]]:
    module = ""
    for line in _OFFERED.splitlines():
        head, colon, rest = line.partition(":")
        module = head if colon else module
        yield from ((name, module) for name in (rest if colon else line).split())


_HOMES = dict(_homes())

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'chiso' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
