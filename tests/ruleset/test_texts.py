"""Any text is read or reported: nothing raises, every place lies in its text, every message is whole.

`CHISO_EXAMPLES=20000` in the environment tries so many texts of each kind, other ones in every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from chiso.diagnostics.diagnostic import Diagnostic, Language, RecordError, Report
from chiso.lang.types import POINTS, RATE, TEXT, Type
from chiso.lang.values import MISSING, Absence, Number
from chiso.library.assemble import program_of
from chiso.library.extend import resolved
from chiso.records.columns import Column, columns_of
from chiso.records.record import Record
from chiso.report.wire import scorecards_data
from chiso.ruleset.load import load
from chiso.ruleset.program import Program
from chiso.ruleset.soundness.foreseen import foreseen
from chiso.run.exact import score
from chiso.source import Source
from conftest import ROOT, table_read
from lang.programs import GIVEN, expressions, is_foreseen, records, tried

Draw = Callable[[st.SearchStrategy[Any]], Any]

WHOLE = """\
chiso: 1
ruleset: test/whole
edition: "2024"
title: Bộ chỉ số thử
title_en: A trial index
status: published
effective: {from: 2024-01-01, to: 2024-12-31}
sources:
  law: {title: "Quyết định số 766/QĐ-TTg", date: 2022-06-23}
rounding: {points: 2, mode: half_up, groups: {points: 1}}
max: 40
inputs:
  paid: {title: Đã thanh toán, type: count, max: 5000}
  due: {title: Phải thanh toán, type: count}
  late: {title: Trễ hạn, type: count, optional: true}
  share: {title: Tỷ lệ hài lòng, type: rate, max: 100%}
  grade: {title: Điểm khảo sát, type: number, min: 1, max: 5}
  bonus: {title: Điểm thưởng, type: points, min: -1, max: 3}
  waited: {title: Số ngày chờ, type: days}
  fees: {title: Phí, type: money}
  sent: {title: Đã gửi, type: flag}
  method: {title: Hình thức, type: choice, choices: [trực tiếp, 'trực tuyến']}
  sent_on: {title: Ngày gửi, type: date, min: 2024-01-01}
checks:
  - {rule: paid <= due, message: nhiều quá, message_en: more paid than due}
parameters:
  target: {value: 90%, title: Chỉ tiêu, source: law}
  deduction: 0.5
groups:
  - id: payment
    title: Thanh toán
    max: 20
    source: law, mục II
    applies_when: level == "commune"
    when_not_applicable: exclude
    indicators:
      - {id: online, title: Trực tuyến, max: 10, rate: paid / due, full_at: target, when_empty: zero, target: 80%}
      - id: satisfied
        title: Hài lòng
        max: 8
        rate: share
        interpolate:
          rows:
            - {at: 50%, points: 0}
            - {at: 95%, points: 8}
      - {id: on_time, title: Đúng hạn, max: 2, points: "max(0, 2 - deduction * late)", when_missing: none}
      - {id: fee, title: Phí bình quân, tracked: true, value: fees / paid}
    groups: &more
      - id: inner
        title: Bên trong
        max: 0
        indicators:
          - {id: minus, title: Trừ, max: 0, min: -2, points: if waited > 30 and online.rate < 50% then -2 else 0}
  - id: reports
    title: Báo cáo
    max: 20
    source: law
    rounding: {multiple_of: 0.25, mode: half_even}
    indicators:
      - id: graded
        title: Khảo sát
        weight: 60%
        steps:
          of: grade
          rows:
            - {at_least: 4, points: 12}
            - {at_least: 3, points: "round(9 + bonus, 1)"}
          otherwise: 0
        when_missing: none
        when_empty: exclude
        when_not_applicable: full
        applies_when: payment.rate >= 0 or unit != "x"
      - id: sending
        title: Gửi báo cáo
        weight: 40%
        points: |
          if sent and sent_on <= 2024-07-05 and method in ["trực tiếp"]
          then 8 else bonus
      - {id: extra, title: Thưởng, max: 1, bonus: true, points: "clamp(bonus, 0, 1)"}
bands:
  - {id: good, title: Tốt, at_least: 30, requires: payment.points >= 5 or reports.rate > 50%}
  - {id: fair, title: Khá, at_least: 15, below: 30}
  - {id: weak, title: Yếu, at_least: -2}
"""

TABLE = """\
unit,level,period,paid,due,late,share,grade,bonus,waited,fees,sent,method,sent_on,online.points,payment.rate,total.band,total.rank
Xã An Bình,commune,2024-06,12,13,,96.99%,4.5,1,12,1000,có,trực tiếp,2024-06-30,,,,
"Xã Bình Minh, cũ",commune,2024-Q2,0,0,3,290/299,1,-1,0,0,không,"trực tuyến",01/07/2024,9.5,80%,Tốt,1
Thị trấn,district,2024,,13,0,0.5,,0.25,45.5,,true,,,,,weak,2
"""

BITS = [
    *"[]{}:,-&*!|>'\"%@`#?\t\r\n\0\v\ufeff\u0085\u2028.()=<>/+^~;\\",
    *(" ", "  ", "\n", "\r\n", "\n  ", "\n    - ", ": ", "- ", "--- ", "...", "? ", "<<: *more", "&a ", "*a", "*more"),
    *("null", "true", "~", "0", "1", "-1", "00", "1e9", "0x1F", ".5", "1_0", "9" * 41, "100%", "45 %", "2024-02-30"),
    *("chiso: 2", "extends: qd766/national@2022", "extends: test/whole@2024", "ruleset: a/../b", "edition: 2024"),
    *("id: online", "title: ''", "max: 0", "max: 1/3", "max: 10", "min: -5", "weight: 50%", "tracked: true"),
    *("bonus: true", "optional: true", "type: rate", "type: choice", "choices: []", "when_empty: full", "rate: share"),
    *("rounding: {points: 6, mode: up}", "indicators: exact", "groups: exact", "groups: []", "rows: []", "of: paid"),
    *("applies_when: false", "requires: total.points > 1", "steps: {}", "interpolate: {of: paid, rows: [{at: 1}]}"),
    *(
        "if ",
        " then ",
        " else ",
        " and ",
        " or ",
        "not ",
        " in [",
        " not in (",
        "max(",
        "round(x, 99)",
        "given(value=late)",
    ),
    *(
        "1/0",
        "steps(paid, 1/0 -> 1)",
        "steps(late, 4 -> 20, else 0)",
        "interpolate(share, 0 -> 0, 1 -> 5)",
        "f(a=1, 2)",
    ),
    *("payment.points", "online.rate", "total.points", "inner.rate", "level", "unit", "period_kind", "sent_on", "paid"),
    *("&a [*a]", "!!python/object:os.system", "!t x", "{a: {b: [", "(" * 70, "[" * 40, "{x}", "{", "đ", "𝟙", "e\u0301"),
    *("Đơn vị", "commune", "2024-06", "2024-W54", "unit", "paid", "total.rank", '""', '"a\nb"', "1.000", "1,5", "∞"),
]
"""Pieces that mean something to YAML, to a rule file, to an expression or to a table."""

PIECES = st.sampled_from(BITS) | st.sampled_from(WHOLE.splitlines(keepends=True)) | st.text(max_size=6)
SOUP = st.lists(PIECES, max_size=25).map("".join)
_WORD = re.compile(r"[^\W\d]\w*(?:\.\w+)?|[\d.]+%?|[^\w\s]|\n *|\s")


@st.composite
def disturbed(draw: Draw, text: str) -> str:
    """The text with arbitrary text put at one to three places, or in place of a word there."""
    for _ in range(draw(st.integers(1, 3))):
        words = list(_WORD.finditer(text))
        word = words[draw(st.integers(0, len(words) - 1))]
        start, end = word.start(), word.end() if draw(st.booleans()) else word.start()
        end = draw(st.sampled_from([end, end, end, min(end + 30, len(text))]))
        text = text[:start] + draw(PIECES | st.just("")) + text[end:]
    return text


def in_text(text: str, name: str = "rules.yaml") -> tuple[Program | None, Report]:
    """The program of a rule file's text, and what is reported of it."""
    report = Report()
    document = load(Source(name, text), report)
    whole = None if document is None else resolved(ROOT / "rules/x/y/z.yaml", document, [], report)
    return None if whole is None else program_of(whole, report), report


def assert_presentable(diagnostics: Iterable[Diagnostic]) -> None:
    """Every place lies in its text, and every message has its words, with nothing left to be filled in."""
    for diagnostic in diagnostics:
        for span in (diagnostic.span, *(label.span for label in diagnostic.labels)):
            assert 0 <= span.start <= span.end <= len(span.source.text), diagnostic
            assert span.begins <= span.finishes
            assert span.source.line(span.begins.line) is not None
        for language in get_args(Language):
            labels = [label.text(language) for label in diagnostic.labels]
            for said in (diagnostic.message_in(language), diagnostic.help_in(language), *labels):
                assert said.strip(), diagnostic
                assert set(_blanks(said)) <= set(_blanks(str(diagnostic))), said


def _blanks(said: str) -> list[str]:
    return re.findall(r"\{\w+\}", said)


def assert_read_or_reported(text: str) -> None:
    """A program comes out exactly when nothing is wrong; one that does scores a record in which nothing is given."""
    program, report = in_text(text)
    assert (program is None) is report.has_errors
    assert_presentable(report)
    if program is not None:
        assert_scored(program, [Record("Xã An Bình", "commune", "2024-06")])


def assert_scored(program: Program, records: list[Record]) -> None:
    """The records are scored, or it is said that their numbers grow too long."""
    try:
        scorecards = [score(program, record) for record in records]
    except RecordError as fault:
        assert_presentable(fault.diagnostics)
        return
    assert len(scorecards_data(program, scorecards)["units"]) == len(records)


def test_the_whole_text_is_sound() -> None:
    program, report = in_text(WHOLE)
    assert [diagnostic.message for diagnostic in report if diagnostic.is_error] == []
    assert program is not None
    records, faults = table_read(TABLE, program)
    assert (len(records), faults) == (3, [])


@tried(200)
@given(st.text(max_size=200))
def test_any_text_is_read_or_reported(text: str) -> None:
    assert_read_or_reported(text)


@tried(300)
@given(SOUP)
def test_pieces_of_rules_in_any_order_are_read_or_reported(text: str) -> None:
    assert_read_or_reported(text)


@tried(700)
@given(disturbed(WHOLE))
def test_rules_disturbed_anywhere_are_read_or_reported(text: str) -> None:
    assert_read_or_reported(text)


# Data.


@cache
def whole_program() -> Program:
    """The program of the whole text."""
    program, _ = in_text(WHOLE)
    assert program is not None
    return program


def assert_table_read_or_reported(text: str) -> None:
    """Records come out, or errors; what is in a record keeps to what is declared, and can be scored."""
    program, report = whole_program(), Report()
    records, faults = table_read(text, program)
    assert records or faults
    report.extend(faults)
    for record in records:
        for id, given_value in record.inputs.items():
            declared = program.inputs[id]
            assert not declared.choices or given_value in declared.choices
            for low, high in ((declared.low, given_value), (given_value, declared.high)):
                assert low is None or high is None or _at_most(low, high)
    assert_presentable(report)
    assert_scored(program, records)


def _at_most(low: Any, high: Any) -> bool:
    return isinstance(low, date) is isinstance(high, date) and low <= high


CELLS = st.sampled_from(BITS) | st.sampled_from([*re.findall(r"[^,\n]+", TABLE), ",", "\n"]) | st.text(max_size=6)


@tried(200)
@given(st.text(max_size=200) | st.lists(CELLS, max_size=40).map("".join))
def test_any_table_is_read_or_reported(text: str) -> None:
    assert_table_read_or_reported(text)


@tried(600)
@given(disturbed(TABLE))
def test_a_table_disturbed_anywhere_is_read_or_reported(text: str) -> None:
    assert_table_read_or_reported(text)


# Rule sets whose formulas are drawn.


def _declared_inputs() -> str:
    """The names of `lang.programs` that a record gives, as a rule file declares them."""
    lines = []
    for name, given_name in GIVEN.items():
        if given_name.constant is not None or "." in name or name in ("level", "unit"):
            continue
        is_text = given_name.type is TEXT
        parts = [f"title: {name}", f"type: {'choice' if is_text else given_name.type.value}"]
        parts += [f"choices: [{', '.join(given_name.choices)}]"] if given_name.choices else []
        bounds = {"min": given_name.low, "max": given_name.high}
        parts += [f"{key}: {bound}" for key, bound in bounds.items() if bound is not None]
        parts += ["optional: true"] if given_name.absences else []
        lines.append(f"  {name}: {{{', '.join(parts)}}}\n")
    return "".join(lines)


DRAWN = f"""\
chiso: 1
ruleset: test/drawn
edition: "2024"
title: Bộ chỉ số thử
sources: {{law: {{title: Luật}}}}
rounding: {{points: 2, mode: half_up<, indicators: exact|, total: {{points: 0}}|, groups: {{points: 1}}|>}}
inputs:
{_declared_inputs()}\
parameters:
  half: 0.5
  none: 0
  target: 90%
  worth: {{value: 3, type: points, title: Giá trị}}
  opening: 2024-01-01
  strict: true
  place: '"commune"'
groups:
  - id: g
    title: g
    source: law
    max: 8
    applies_when: |
      <FLAG:>
    when_not_applicable: <zero|full|none|exclude>
    indicators:
      - id: a
        title: a
        max: 5
        rate: |
          <RATE:>
        target: |
          <RATE:>
        full_at: |
          share * (<RATE:>)
        applies_when: |
          <FLAG:>
        when_not_applicable: <zero|full|none|exclude>
        when_empty: <zero|full|none|exclude>
      - id: b
        title: b
        max: 3
        min: <-2|0|1>
        points: |
          <POINTS:a.points a.rate>
        when_missing: <zero|full|none|exclude>
        when_empty: <zero|full|none|exclude>
      - id: c
        title: c
        max: 0
        min: -1
        points: |
          <POINTS:b.points a.rate>
  - id: h
    title: h
    source: law
    max: 8
    <min: -3|note: none>
    indicators:
      - id: d
        title: d
        weight: 60%
        steps:
          of: |
            <NUMBER:>
          rows:
            - {{at_least: -2, points: -1}}
            - at_least: 3
              points: |
                <POINTS:a.points g.points b.points g.rate b.rate>
          otherwise: |
            <POINTS:g.points>
        when_missing: <zero|full|none|exclude>
      - id: e
        title: e
        weight: 40%
        rate: |
          <RATE:g.rate a.rate d.points>
        interpolate:
          rows:
            - {{at: 10%, points: 0}}
            - at: 90%
              points: |
                <POINTS:d.points>
        applies_when: |
          <FLAG:g.rate d.points>
        when_empty: <zero|full|none|exclude>
      - id: f
        title: f
        tracked: true
        value: |
          <DAYS:d.points e.rate>
  - id: i
    title: i
    source: law
    max: 0
    indicators:
      - id: j
        title: j
        max: 2
        bonus: true
        points: |
          <POINTS:h.points e.points d.points h.rate e.rate d.rate>
bands:
  - id: high
    title: High
    at_least: 8
    requires: |
      <FLAG:h.points a.rate g.rate j.points i.rate total.points total.rate>
  - {{id: low, title: Low, at_least: -20}}
"""
"""What stands in `<…>` is drawn: one of several words, or a formula of a type that may refer to the nodes named."""

_SLOT = re.compile(r"<(?:([A-Z]+):)?([^>]*)>")
_REFERENCE = re.compile(r"pay \. (points|rate)")


@st.composite
def drawn_rules(draw: Draw) -> str:
    """A rule set with well-typed formulas."""

    def filled(slot: re.Match[str]) -> str:
        if slot[1] is None:
            return str(draw(st.sampled_from(slot[2].split("|"))))
        written, _ = draw(expressions([Type[slot[1]]], 3))
        return _REFERENCE.sub(lambda found: referred(found[1], slot[2].split()), written.text)

    def referred(quantity: str, known: list[str]) -> str:
        fitting = [name for name in known if name.endswith(f".{quantity}")]
        return str(draw(st.sampled_from(fitting or [{"points": "extra", "rate": "grade"}[quantity]])))

    return _SLOT.sub(filled, DRAWN)


@st.composite
def drawn_records(draw: Draw, program: Program) -> Record:
    """A record that keeps to what is declared; now and then a value is reported of a node."""
    values = draw(records())
    inputs = {id: values[id] for id in program.inputs if not isinstance(values.get(id, MISSING), Absence)}
    reported = {}
    for name, column in columns_of(program).items():
        if column.kind in (RATE, POINTS) and not column.is_input and draw(st.integers(0, 7)) == 0:
            options = [column.low, 0, 1, Fraction(1, 4), column.high]
            within = [value for value in options if value is not None and not _is_outside(value, column)]
            reported[name] = draw(st.sampled_from(within))
    return Record(values["unit"] or "x", values["level"], "2024", inputs, reported)


def _is_outside(value: Any, column: Column) -> bool:
    return (column.low is not None and value < column.low) or (column.high is not None and value > column.high)


def surprises(program: Program, record: Record) -> list[str]:
    """Every value in a scorecard's trace that was not foreseen, and points that a node cannot have."""
    outlooks, columns = foreseen(program).found, columns_of(program)
    try:
        scorecard = score(program, record)
    except RecordError:
        return []
    found = [
        f"node {id}: {value!r} is not in {outlooks.get(id)}"
        for id, value in scorecard.trace.items()
        if id not in outlooks or not is_foreseen(value, outlooks[id])
    ]
    results = [scorecard.total, *scorecard.indicators, *scorecard.groups]
    return found + [
        f"{result.id}: {result.points} points"
        for result in results
        if result.points is not None and _is_outside(result.points, columns[f"{result.id}.points"])
    ]


@settings(tried(100), phases=[Phase.generate])
@given(drawn_rules(), st.data())
def test_what_a_program_gives_was_foreseen(text: str, data: st.DataObject) -> None:
    program, report = in_text(text)
    assert [diagnostic.message for diagnostic in report if diagnostic.is_error] == []
    assert program is not None
    assert_presentable(report)
    for _ in range(3):
        record = data.draw(drawn_records(program))
        note(text)
        assert surprises(program, record) == []
        assert_scored(program, [record])


SHORT = """\
chiso: 1
ruleset: test/short
edition: "2024"
title: Bộ chỉ số thử
rounding: {points: 2, mode: half_up}
inputs:
  share: {title: s, type: rate, min: 0, max: 1}
  grade: {title: g, type: rate, optional: true}
  bonus: {title: b, type: points, min: -3, max: 3}
groups:
  - id: g
    title: g
    max: 4
    indicators:
"""

SHORT_PROGRAMS: Mapping[str, tuple[str, dict[str, Number]]] = {
    "a threshold that can be 0 empties the rate": (
        """\
      - {id: a, title: a, max: 4, rate: share, full_at: share}
      - {id: b, title: b, tracked: true, value: a.points}
""",
        {},
    ),
    "an indicator without a rate has none": (
        """\
      - {id: a, title: a, max: 4, points: bonus}
      - {id: b, title: b, tracked: true, rate: a.rate}
""",
        {},
    ),
    "a group without a maximum has no rate": (
        """\
      - {id: a, title: a, max: 4, points: bonus}
  - {id: h, title: h, max: 0, indicators: [{id: b, title: b, max: 1, bonus: true, points: bonus}]}
  - {id: i, title: i, max: 0, indicators: [{id: c, title: c, tracked: true, rate: h.rate}]}
""",
        {},
    ),
    "a target is looked at also where its indicator does not apply": (
        """\
      - {id: a, title: a, max: 4, rate: share, applies_when: share > 50%, target: share}
""",
        {},
    ),
    "a rate that is not given stays missing where the points are": (
        """\
      - {id: a, title: a, max: 4, rate: grade}
      - {id: b, title: b, tracked: true, rate: a.rate}
""",
        {"a.points": 1},
    ),
    "a group is empty when all that share its maximum are left out": (
        """\
      - {id: a, title: a, max: 4, rate: share / share, when_empty: exclude}
      - {id: b, title: b, max: 1, bonus: true, points: bonus}
  - {id: h, title: h, max: 0, indicators: [{id: c, title: c, tracked: true, value: g.points}]}
""",
        {},
    ),
    "a group none of whose parts applies does not either, whatever its own condition gives": (
        """\
      - {id: a, title: a, max: 4, rate: share, applies_when: share > 50%, when_not_applicable: exclude}
    applies_when: bonus < 1
    when_not_applicable: zero
  - {id: h, title: h, max: 0, indicators: [{id: c, title: c, tracked: true, value: g.points}]}
""",
        {},
    ),
    "what is left is scaled up, deductions too": (
        """\
      - {id: a, title: a, max: 3, rate: share / share, when_empty: exclude}
      - {id: b, title: b, max: 1, min: -1, points: bonus}
""",
        {},
    ),
}


@pytest.mark.parametrize(("rules", "reported"), SHORT_PROGRAMS.values(), ids=SHORT_PROGRAMS.keys())
def test_what_a_short_program_gives_was_foreseen(rules: str, reported: dict[str, Number]) -> None:
    program, report = in_text(SHORT + rules)
    assert program is not None, [diagnostic.message for diagnostic in report if diagnostic.is_error]
    assert surprises(program, Record("x", "commune", "2024", {"share": 0, "bonus": -3}, reported)) == []


@pytest.mark.parametrize("condition", ["false and due > 1", "not (due >= 0 or due > 1)", "due < 0 and due > 1"])
def test_a_condition_that_never_holds_is_reported(condition: str) -> None:
    program, _ = in_text(WHOLE.replace('applies_when: level == "commune"', f"applies_when: {condition}"))
    assert program is not None


def test_faulty_items_around_one_with_a_faulty_key_are_all_taken_out() -> None:
    bands = ["  - good\n", "  - {id: fair, title: Khá, at_least: 15, colour: red}\n", "  - weak\n"]
    _, report = in_text(WHOLE[: WHOLE.index("bands:")] + "bands:\n" + "".join(bands))
    assert [diagnostic.id for diagnostic in report if diagnostic.is_error] == [
        "wrong-shape",
        "unknown-key",
        "wrong-shape",
    ]
