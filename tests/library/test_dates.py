"""What holds when: values by date, editions by date, and both as they were known on a day."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
import simplejson

import chiso
from chiso.records.period import last_day
from conftest import SMALL, RuleFile

HALF_YEARS = "{from: 2024-01-01, value: 30%}, {from: 2024-07-01, value: 60%}"
PAID_BELOW_DUE = 100


def with_values(values: str, text: str = SMALL) -> str:
    """The small rule set with full points from a rate that has these dated values."""
    parameters = f"parameters: {{quota: {{title: Chỉ tiêu, source: law, values: [{values}]}}}}\ngroups:"
    return text.replace("groups:", parameters).replace("when_empty: zero", "when_empty: zero, full_at: quota")


def points(program: chiso.Program, period: str, paid: int = 30) -> Fraction | int | None:
    given = {"unit": "Xã A", "level": "commune", "period": period, "paid": paid, "due": PAID_BELOW_DUE}
    return chiso.score(program, given).points


def ids(path: Path) -> list[str]:
    return [diagnostic.id for diagnostic in chiso.check(path)]


# The last day of a period says which value holds.


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-Q1", date(2024, 3, 31)),
        ("2024-Q2", date(2024, 6, 30)),
        ("2024-Q3", date(2024, 9, 30)),
        ("2024-Q4", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("1900-02", date(1900, 2, 28)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-03-W1", date(2024, 3, 7)),
        ("2024-03-W2", date(2024, 3, 14)),
        ("2024-03-W4", date(2024, 3, 28)),
        ("2024-03-W5", date(2024, 3, 31)),
        ("2024-02-W5", date(2024, 2, 29)),
        ("2023-02-W4", date(2023, 2, 28)),
        ("2024-W01", date(2024, 1, 7)),
        ("2024-W10", date(2024, 3, 10)),
        ("2024-W52", date(2024, 12, 29)),
        ("2020-W53", date(2021, 1, 3)),
        ("2021-W01", date(2021, 1, 10)),
        ("2024-W53", None),
        ("9999-W52", None),
        ("9999", date(9999, 12, 31)),
        ("0000", None),
        ("2024-13", None),
        ("2024-Q5", None),
        ("2024-03-W7", None),
        ("2024-W00", None),
        ("2024-06-30", None),
        ("２０２４", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_period(period: str, day: date | None) -> None:
    assert last_day(period) == day


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024", 5),
        ("2024-Q1", 10),
        ("2024-Q2", 10),
        ("2024-Q3", 5),
        ("2024-06", 10),
        ("2024-07", 5),
        ("2024-06-W5", 10),
        ("2024-07-W1", 5),
        ("2024-W26", 10),
        ("2024-W27", 5),
        ("2025-01", 5),
    ],
)
def test_a_record_takes_the_value_of_the_last_day_of_its_period(
    rule_file: RuleFile, period: str, expected: int
) -> None:
    program = chiso.load(rule_file(with_values(HALF_YEARS)))
    assert points(program, period) == expected


def test_one_file_may_hold_records_of_both_times(rule_file: RuleFile, tmp_path: Path) -> None:
    program = chiso.load(rule_file(with_values(HALF_YEARS)))
    data = tmp_path / "units.csv"
    data.write_text("unit,level,period,paid,due\nXã A,commune,2024-06,30,100\nXã A,commune,2024-07,30,100\n")
    assert [chiso.score(program, record).points for record in chiso.read_records(data, program)] == [10, 5]


@pytest.mark.parametrize("period", ["2023", "2023-12", "2023-12-W5", "2023-W52", "2024-W53", "2025-02"])
def test_a_record_outside_all_values_is_refused_and_named(rule_file: RuleFile, period: str) -> None:
    program = chiso.load(rule_file(with_values("{from: 2024-01-01, to: 2025-01-31, value: 30%}")))
    assert points(program, "2025-01") == 10
    with pytest.raises(chiso.RecordError) as fault:
        points(program, period)
    (found,) = fault.value.diagnostics
    assert found.id == "no-value-on-date"
    assert "`quota`" in found.message
    assert period in found.message


def test_values_are_put_in_order_and_hold_until_the_next(rule_file: RuleFile) -> None:
    values = "{from: 2024-07-01, value: 60%}, {from: 2024-01-01, value: 30%}, {from: 2024-10-01, value: 20%}"
    dated = chiso.load(rule_file(with_values(values))).parameters["quota"].dated
    assert [(row.first, row.last, row.value) for row in dated] == [
        (date(2024, 1, 1), date(2024, 6, 30), Fraction(3, 10)),
        (date(2024, 7, 1), date(2024, 9, 30), Fraction(3, 5)),
        (date(2024, 10, 1), None, Fraction(1, 5)),
    ]


@pytest.mark.parametrize(
    ("values", "id", "underlined", "named"),
    [
        ("{from: 2024-01-01, value: 30%}, {from: 2024-01-01, value: 60%}", "values-overlap", "", "2024-01-01"),
        (
            "{from: 2024-01-01, to: 2024-07-01, value: 30%}, {from: 2024-07-01, value: 60%}",
            "values-overlap",
            "",
            "2024-07-01",
        ),
        (
            "{from: 2024-01-01, to: 2024-06-28, value: 30%}, {from: 2024-07-01, value: 60%}",
            "values-leave-hole",
            "",
            "2024-06-29",
        ),
        ("{from: 2024-01-01, to: 2023-12-31, value: 30%}", "dates-reversed", "2023-12-31", ""),
        ("{from: 2024-02-30, value: 30%}", "malformed-date", "2024-02-30", "2024-02-30"),
        ("{from: 2024-01-01}", "missing-key", "", "value"),
        ("{value: 30%}", "missing-key", "", "from"),
        ("", "list-empty", "[]", ""),
    ],
)
def test_values_that_meet_badly_are_reported(
    rule_file: RuleFile, values: str, id: str, underlined: str, named: str
) -> None:
    found = [d for d in chiso.check(rule_file(with_values(values))) if d.id == id]
    assert len(found) == 1
    assert underlined in found[0].span.text
    assert named in found[0].message + found[0].help


def test_values_that_meet_are_sound(rule_file: RuleFile) -> None:
    values = "{from: 2024-01-01, to: 2024-06-30, value: 30%}, {from: 2024-07-01, to: 2024-12-31, value: 60%}"
    assert ids(rule_file(with_values(values))) == []


def test_a_value_and_values_are_not_given_together(rule_file: RuleFile) -> None:
    text = with_values(HALF_YEARS).replace("values:", "value: 30%, values:")
    assert "list-empty" not in ids(rule_file(text))
    assert any(diagnostic.is_error for diagnostic in chiso.check(rule_file(text)))


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("    max: 10\n", "    max: fixed\n", "10"),
        ("title: Thanh toán trực tuyến, max: 10", "title: Thanh toán trực tuyến, max: fixed", "10"),
        ("title: Thanh toán trực tuyến, max: 10", "title: Thanh toán trực tuyến, weight: fixed", "100%"),
        ("at_least: 8", "at_least: fixed", "8"),
        ("when_empty: zero", "when_empty: zero, steps: {rows: [{at_least: fixed, points: 10}]}", "50%"),
        ("when_empty: zero", "when_empty: zero, interpolate: {rows: [{at: fixed, points: 10}]}", "50%"),
    ],
)
def test_what_has_to_be_constant_takes_no_dated_value(rule_file: RuleFile, old: str, new: str, value: str) -> None:
    def check(parameter: str) -> list[chiso.Diagnostic]:
        text = SMALL.replace(old, new).replace(
            "groups:", f"parameters: {{fixed: {{source: law, {parameter}}}}}\ngroups:"
        )
        return [d for d in chiso.check(rule_file(text)) if d.is_error]

    assert check(f"value: {value}") == []
    found = check(f"values: [{{from: 2024-01-01, value: {value}}}]")
    assert found
    assert {diagnostic.span.text for diagnostic in found} == {"fixed"}


def test_cases_take_the_value_of_their_period_and_may_override_it(rule_file: RuleFile) -> None:
    path = rule_file(with_values(HALF_YEARS, SMALL.replace("chiso: 1", "chiso: 1\neffective: {from: 2024-01-01}")))
    case = "- {{name: {name}, {facts}given: {{paid: 30, due: 100}}, expect: {{online.points: {points}}}}}\n"
    rows = [
        case.format(name="first half", facts="period: 2024-06, ", points=10),
        case.format(name="second half", facts="period: 2024-Q3, ", points=5),
        case.format(name="year", facts="", points=5),
        case.format(name="other", facts="period: 2024-06, parameters: {quota: 90%}, ", points=3.33),
        case.format(name="outside", facts="period: 2020, parameters: {quota: 40%}, ", points=7.5),
        case.format(name="wrong", facts="period: 2024-06, ", points=5),
    ]
    rule_file("chiso: 1\ncases:\n" + "".join(rows), "rules.cases.yaml")
    run = chiso.run_cases(path)
    assert run.ran == 6
    assert [(d.id, d.span.begins.line) for d in run.diagnostics] == [("case-failed", 8)]


# What was known on a day.

CORRECTED = (
    "{from: 2024-01-01, value: 30%}, {from: 2024-07-01, value: 60%, issued: 2024-06-20}, "
    "{from: 2024-07-01, value: 90%, issued: 2024-09-05}"
)


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2024-06-19", 10),
        ("2024-06-20", 5),
        ("2024-09-04", 5),
        ("2024-09-05", Fraction("3.33")),
        (date(2024, 12, 31), Fraction("3.33")),
        (datetime(2024, 9, 4, 23, 59), 5),
        (None, Fraction("3.33")),
    ],
)
def test_of_two_values_for_one_day_the_last_that_was_known_holds(
    rule_file: RuleFile, known_on: date | str | None, expected: int | Fraction
) -> None:
    path = rule_file(with_values(CORRECTED))
    assert ids(path) == []
    program = chiso.load(path, known_on=known_on)
    assert (points(program, "2024-06"), points(program, "2024-07")) == (10, expected)


@pytest.mark.parametrize("day", ["31/12/2024", "2024-02-30", ""])
def test_a_day_that_is_none_is_refused(rule_file: RuleFile, day: str) -> None:
    for days in ({"known_on": day}, {"as_of": day}):
        with pytest.raises(chiso.RuleSetError) as fault:
            chiso.load(rule_file(SMALL), **days)
        assert [diagnostic.id for diagnostic in fault.value.diagnostics] == ["not-a-day"]


def edition(name: str, header: str, bound: int = 8) -> str:
    text = SMALL.replace('"2024"', f'"{name}"').replace("at_least: 8", f"at_least: {bound}")
    return text.replace("title: Bộ chỉ số thử\n", f"title: Bộ chỉ số thử\n{header}")


EDITIONS = {
    "2023": "effective: {from: 2023-01-01, to: 2023-12-31}\nissued: 2022-12-01\n",
    "2024": "effective: {from: 2024-01-01, to: 2024-12-31}\nissued: 2023-12-15\n",
    "2024b": 'effective: {from: 2024-01-01, to: 2024-12-31}\nissued: 2024-09-01\nsupersedes: "2024"\n',
    "2025": "effective: {from: 2025-01-01}\nissued: 2024-12-01\n",
}


@pytest.fixture
def shelf(rule_file: RuleFile, tmp_path: Path) -> Path:
    """Four editions of a rule set, one of them a correction."""
    for name, header in EDITIONS.items():
        rule_file(edition(name, f"{header}status: published\n"), f"rules/test/small/{name}.yaml")
    return tmp_path / "rules"


@pytest.mark.parametrize(
    ("as_of", "known_on", "found"),
    [
        ("2023-01-01", None, "2023"),
        ("2023-12-31", None, "2023"),
        ("2024-01-01", None, "2024b"),
        ("2024-06-30", "2024-08-31", "2024"),
        ("2024-06-30", "2024-09-01", "2024b"),
        ("2024-12-31", "2023-12-15", "2024"),
        ("2030-01-01", None, "2025"),
        (date(2024, 6, 30), date(2024, 9, 1), "2024b"),
    ],
)
def test_the_edition_in_force_as_it_was_known(
    shelf: Path, as_of: date | str, known_on: date | str | None, found: str
) -> None:
    assert chiso.load("test/small", as_of=as_of, known_on=known_on, rules=[shelf]).edition == found


@pytest.mark.parametrize(
    ("as_of", "known_on"), [("2022-12-31", None), ("2024-06-30", "2023-12-14"), ("2025-01-01", "2024-11-30")]
)
def test_a_day_without_an_edition_that_was_known_lists_what_is_in_force_when(
    shelf: Path, as_of: str, known_on: str | None
) -> None:
    with pytest.raises(chiso.RuleSetError) as fault:
        chiso.load("test/small", as_of=as_of, known_on=known_on, rules=[shelf])
    (found,) = fault.value.diagnostics
    assert found.id == "no-edition-on-date"
    assert "test/small@2023: 2023-01-01 – 2023-12-31" in found.help
    assert "test/small@2025: 2025-01-01 – …" in found.help


def test_an_edition_that_is_named_has_to_be_known_and_in_force(shelf: Path) -> None:
    name = "test/small@2024b"
    assert chiso.load(name, as_of="2024-06-30", known_on="2024-09-01", rules=[shelf]).edition == "2024b"
    for days, id in (
        ({"known_on": "2024-08-31"}, "edition-not-known"),
        ({"as_of": "2025-01-01"}, "no-edition-on-date"),
    ):
        for named in (name, shelf / "test/small/2024b.yaml"):
            with pytest.raises(chiso.RuleSetError) as fault:
                chiso.load(named, rules=[shelf], **days)
            assert [diagnostic.id for diagnostic in fault.value.diagnostics] == [id]


def standings(program: chiso.Program, data: Path) -> str:
    cards = [chiso.score(program, record) for record in chiso.read_records(data, program)]
    return simplejson.dumps(chiso.scorecards_data(program, cards), use_decimal=True, ensure_ascii=False)


@pytest.fixture
def july(tmp_path: Path) -> Path:
    data = tmp_path / "july.csv"
    rows = "".join(
        f"Xã {name},commune,2024-07,{paid},97\n" for name, paid in zip("ABCDE", (95, 31, 64, 77, 0), strict=True)
    )
    data.write_text("unit,level,period,paid,due\n" + rows, encoding="utf-8")
    return data


def test_a_ranking_of_july_is_issued_again_as_it_was_after_an_edition_was_corrected(shelf: Path, july: Path) -> None:
    correction = shelf / "test/small/2024b.yaml"
    text = edition("2024b", EDITIONS["2024b"] + "status: published\n", bound=5)
    correction.unlink()
    issued = standings(chiso.load("test/small", "2024-07-31", rules=[shelf]), july)
    correction.write_text(text, encoding="utf-8")
    assert standings(chiso.load("test/small", "2024-07-31", known_on="2024-08-05", rules=[shelf]), july) == issued
    assert standings(chiso.load("test/small", "2024-07-31", rules=[shelf]), july) != issued


def test_a_ranking_of_july_is_issued_again_as_it_was_after_a_value_was_corrected(
    rule_file: RuleFile, july: Path
) -> None:
    before, _, correction = CORRECTED.rpartition(", {")
    issued = standings(chiso.load(rule_file(with_values(before))), july)
    path = rule_file(with_values(f"{before}, {{{correction}"))
    assert standings(chiso.load(path, known_on="2024-08-05"), july) == issued
    assert standings(chiso.load(path), july) != issued


def test_a_correction_in_what_is_extended_is_left_out_too(rule_file: RuleFile, july: Path, tmp_path: Path) -> None:
    header = 'chiso: 1\nruleset: test/child\nedition: "1"\ntitle: Con\nextends: test/small@2024\n'
    child = rule_file(header, "rules/test/child/1.yaml")
    before, _, correction = CORRECTED.rpartition(", {")
    rule_file(with_values(before), "rules/test/small/2024.yaml")
    issued = standings(chiso.load(child), july)
    rule_file(with_values(f"{before}, {{{correction}"), "rules/test/small/2024.yaml")
    assert standings(chiso.load(child, known_on="2024-08-05"), july) == issued


# The editions of a rule set on the line of time.


def timeline(rule_file: RuleFile, tmp_path: Path, *headers: str) -> list[tuple[str, bool]]:
    for number, header in enumerate(headers, 1):
        rule_file(edition(str(number), header.replace("; ", "\n") + "\n"), f"rules/test/small/{number}.yaml")
    return [(diagnostic.id, diagnostic.is_error) for diagnostic in chiso.check_folder(tmp_path / "rules")]


FIRST = "effective: {from: 2024-01-01, to: 2024-06-30}; status: published"
SECOND = "effective: {from: 2024-07-01}; status: published"


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ((FIRST, SECOND), []),
        ((SECOND, FIRST), []),
        ((FIRST, FIRST), [("editions-overlap", True)]),
        ((FIRST, SECOND.replace("07-01", "06-30")), [("editions-overlap", True)]),
        ((FIRST.replace(", to: 2024-06-30", ""), SECOND), [("editions-overlap", True)]),
        ((FIRST, SECOND.replace("07-01", "07-02")), [("editions-leave-hole", False)]),
        ((FIRST, SECOND, f'{SECOND}; supersedes: "2"'), []),
        ((FIRST, SECOND, SECOND.replace("published", "draft")), []),
        ((FIRST, SECOND, SECOND.replace("published", "withdrawn")), []),
        ((FIRST, SECOND.replace("published", "withdrawn"), SECOND), []),
    ],
)
def test_editions_meet_on_the_line_of_time(
    rule_file: RuleFile, tmp_path: Path, headers: tuple[str, ...], found: list[tuple[str, bool]]
) -> None:
    assert timeline(rule_file, tmp_path, *headers) == found


def test_the_days_without_an_edition_are_named(rule_file: RuleFile, tmp_path: Path) -> None:
    timeline(rule_file, tmp_path, FIRST, SECOND.replace("07-01", "08-01"))
    (found,) = chiso.check_folder(tmp_path / "rules")
    assert "2024-07-01" in found.message
    assert "2024-07-31" in found.message
    assert "test/small" in found.message
    assert found.labels[0].span.source.name.endswith("test/small/1.yaml")
