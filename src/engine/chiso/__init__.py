"""chiso: rules as config for public scoring indices.

    import chiso

    program = chiso.load("qd766/dong-thap@2024-06")
    for record in chiso.read_records("units.csv", program):
        card = chiso.score(program, record)

The modules below read in the order of the pipeline, each importing only what stands beneath it:

    api          these functions
    report       results as plain data: the wire format, flat rows
    study        many runs: cases, publishing what they hold for, the audit of published figures
    run          program and records to scorecards: exact evaluation, trace, standings
    records      files to records: CSV, Excel, JSON, Parquet, YAML, mappings; how numbers and headings are written
    library      many editions: found by name and date, extended, recorded when published, laid out in time
    ruleset      one rule set: document, shape, program, soundness, what it says
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
from typing import TYPE_CHECKING, Any

from chiso.version import __version__ as __version__

if TYPE_CHECKING:
    from chiso.api import CaseRun as CaseRun
    from chiso.api import audit as audit
    from chiso.api import audited_files as audited_files
    from chiso.api import changes_of as changes_of
    from chiso.api import check as check
    from chiso.api import check_folder as check_folder
    from chiso.api import doubts as doubts
    from chiso.api import draft as draft
    from chiso.api import files_of as files_of
    from chiso.api import has_cases as has_cases
    from chiso.api import history_of as history_of
    from chiso.api import listed as listed
    from chiso.api import load as load
    from chiso.api import publish as publish
    from chiso.api import read_records as read_records
    from chiso.api import resolved_text as resolved_text
    from chiso.api import run_cases as run_cases
    from chiso.api import score as score
    from chiso.api import stream_records as stream_records
    from chiso.diagnostics.diagnostic import Diagnostic as Diagnostic
    from chiso.diagnostics.diagnostic import DiagnosticError as DiagnosticError
    from chiso.diagnostics.diagnostic import Language as Language
    from chiso.diagnostics.diagnostic import RecordError as RecordError
    from chiso.diagnostics.diagnostic import RuleSetError as RuleSetError
    from chiso.diagnostics.diagnostic import diagnostic_about as diagnostic_about
    from chiso.lang.values import Number as Number
    from chiso.lang.values import decimal_text as decimal_text
    from chiso.library.find import rule_files as rule_files
    from chiso.library.history import Change as Change
    from chiso.library.history import Listed as Listed
    from chiso.library.history import Moment as Moment
    from chiso.records.record import Record as Record
    from chiso.report.findings import FINDING_COLUMNS as FINDING_COLUMNS
    from chiso.report.findings import audit_data as audit_data
    from chiso.report.findings import finding_rows as finding_rows
    from chiso.report.flat import flat_header as flat_header
    from chiso.report.flat import flat_row as flat_row
    from chiso.report.flat import flat_rows as flat_rows
    from chiso.report.leagues import change_header as change_header
    from chiso.report.leagues import change_row as change_row
    from chiso.report.rules import change_data as change_data
    from chiso.report.rules import listed_data as listed_data
    from chiso.report.rules import moment_data as moment_data
    from chiso.report.rules import rules_data as rules_data
    from chiso.report.wire import diagnostics_data as diagnostics_data
    from chiso.report.wire import scorecards_data as scorecards_data
    from chiso.ruleset.program import Group as Group
    from chiso.ruleset.program import Program as Program
    from chiso.ruleset.program import Title as Title
    from chiso.run.columnar import score_table as score_table
    from chiso.run.record_stream import NotScored as NotScored
    from chiso.run.record_stream import RecordStream as RecordStream
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
    from chiso.source import Span as Span
    from chiso.study.audit.finding import Audit as Audit
    from chiso.study.audit.finding import Finding as Finding
    from chiso.study.changes import change_of as change_of
    from chiso.study.changes import with_previous as with_previous
    from chiso.study.publish import Publication as Publication
    from chiso.study.summary import misses_target as misses_target
    from chiso.study.summary import summary_of as summary_of
    from chiso.writing import replace_file as replace_file

_OFFERED = {
    "chiso.api": (
        "CaseRun",
        "audit",
        "audited_files",
        "changes_of",
        "check",
        "check_folder",
        "doubts",
        "draft",
        "files_of",
        "has_cases",
        "history_of",
        "listed",
        "load",
        "publish",
        "read_records",
        "resolved_text",
        "run_cases",
        "score",
        "stream_records",
    ),
    "chiso.diagnostics.diagnostic": (
        "Diagnostic",
        "DiagnosticError",
        "Language",
        "RecordError",
        "RuleSetError",
        "diagnostic_about",
    ),
    "chiso.lang.values": ("Number", "decimal_text"),
    "chiso.library.find": ("rule_files",),
    "chiso.records.record": ("Record",),
    "chiso.report.findings": ("FINDING_COLUMNS", "audit_data", "finding_rows"),
    "chiso.report.leagues": ("change_header", "change_row"),
    "chiso.report.flat": ("flat_header", "flat_row", "flat_rows"),
    "chiso.library.history": ("Change", "Listed", "Moment"),
    "chiso.report.rules": ("change_data", "listed_data", "moment_data", "rules_data"),
    "chiso.report.wire": ("diagnostics_data", "scorecards_data"),
    "chiso.ruleset.program": ("Group", "Program", "Title"),
    "chiso.run.columnar": ("score_table",),
    "chiso.run.record_stream": ("NotScored", "RecordStream"),
    "chiso.run.score_stream": ("score_ranked", "score_records"),
    "chiso.run.scorecard": ("Basis", "GroupResult", "Scorecard", "State", "printable"),
    "chiso.run.standings": ("League", "Standing", "leagues"),
    "chiso.source": ("Span",),
    "chiso.study.audit.finding": ("Audit", "Finding"),
    "chiso.study.changes": ("change_of", "with_previous"),
    "chiso.study.publish": ("Publication",),
    "chiso.study.summary": ("misses_target", "summary_of"),
    "chiso.writing": ("replace_file",),
}
_HOMES = {name: module for module, names in _OFFERED.items() for name in names}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'chiso' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
