"""The words of findings, in both languages; one table, keyed by what does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from chiso.diagnostics.catalogue import Language
from chiso.lang.interval import Interval
from chiso.lang.values import Mode, Number, decimal_text, decimals_of, rounded, simplest, to_digits
from chiso.ruleset.program import Title
from chiso.study.audit.claim import Kind, Words
from chiso.study.audit.figure import Figure, Measure
from chiso.study.audit.finding import Finding


class _Pair(NamedTuple):
    en: str
    vi: str

    def said(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en


_SENTENCES: Mapping[str, _Pair] = {
    "points-by-rate": _Pair(
        "{unit}: {title} has {printed} points beside {by}, which gives {implied}",
        "{unit}: {title} ghi {printed} điểm bên cạnh {by}, trong khi tỷ lệ này cho {implied}",
    ),
    "points-by-counts": _Pair(
        "{unit}: {title} has {printed} points, its counts give {implied}",
        "{unit}: {title} ghi {printed} điểm, số liệu đếm cho {implied}",
    ),
    "points-by-parts": _Pair(
        "{unit}: {title} has {printed} points, what is beneath it gives {implied}",
        "{unit}: {title} ghi {printed} điểm, các thành phần cho {implied}",
    ),
    "points-by-some": _Pair(
        "{unit}: {title} has {printed} points, with what is known beneath it {implied} can be reached",
        "{unit}: {title} ghi {printed} điểm, với các thành phần đã biết chỉ có thể là {implied}",
    ),
    "points-by-share": _Pair(
        "{unit}: {title} has {printed} points beside {by} of the maximum, which are {implied}",
        "{unit}: {title} ghi {printed} điểm bên cạnh {by} điểm tối đa, tức là {implied}",
    ),
    "points-in-bounds": _Pair(
        "{unit}: {title} has {printed} points, it can only have {implied}",
        "{unit}: {title} ghi {printed} điểm, chỉ có thể là {implied}",
    ),
    "rate-by-counts": _Pair(
        "{unit}: {title} is printed as {printed}, the counts give {implied}",
        "{unit}: {title} ghi {printed}, số liệu đếm cho {implied}",
    ),
    "total-by-groups": _Pair(
        "{unit}: the total is {printed}, its groups add up to {implied}",
        "{unit}: tổng điểm ghi {printed}, các nhóm cộng lại là {implied}",
    ),
    "band-by-total": _Pair(
        "{unit}: classed {printed} with {total} points, which are {implied}",
        "{unit}: xếp loại {printed} với {total} điểm, đúng ra là {implied}",
    ),
    "band-count-by-totals": _Pair(
        "{unit}: {printed} units are said to be in the band, by the totals it is {implied}",
        "{unit}: ghi {printed} đơn vị, theo tổng điểm là {implied}",
    ),
    "rank-by-totals": _Pair(
        "{unit}: ranked {printed} with {total} points, by the totals the rank is {implied}",
        "{unit}: xếp hạng {printed} với {total} điểm, theo tổng điểm thì hạng là {implied}",
    ),
    "check-broken": _Pair(
        "{unit}: {message}: {title} is {printed}, by `{rule}` it is {implied}",
        "{unit}: {message}: {title} ghi {printed}, theo `{rule}` là {implied}",
    ),
    "sum-by-parts": _Pair(
        "{unit}: {title} is {printed}, `{rule}` gives {implied}",
        "{unit}: {title} ghi {printed}, `{rule}` cho {implied}",
    ),
    "change-by-periods": _Pair(
        "{unit}: {title} is {printed}, the two periods differ by {implied}",
        "{unit}: {title} ghi {printed}, hai kỳ chênh nhau {implied}",
    ),
    "mark-by-rate": _Pair(
        "{unit}: {title} says {printed}, by `{rule}` it is {implied}",
        "{unit}: {title} ghi {printed}, theo `{rule}` là {implied}",
    ),
    "portal-by-local": _Pair(
        "{unit}: {title} has {printed} on the portal, {by} counted locally",
        "{unit}: {title} trên Cổng ghi {printed}, địa phương ghi {by}",
    ),
    "total-by-rows": _Pair(
        "{unit}: {title} is {printed}, its {count} rows add up to {implied}",
        "{unit}: {title} ghi {printed}, {count} dòng cộng lại là {implied}",
    ),
    "two-spellings": _Pair(
        "{printed} is spelt {other} in {where}",
        "{printed} được viết là {other} tại {where}",
    ),
    "figure-elsewhere": _Pair(
        "{unit}, {period}: {title} is {printed} here and {by} in {where}",
        "{unit}, {period}: {title} ở đây ghi {printed}, tại {where} ghi {by}",
    ),
}

_KINDS: Mapping[Kind, _Pair] = {
    Kind.POINTS_AGAINST_RATE: _Pair("points against rates", "điểm so với tỷ lệ"),
    Kind.GROUPS_AGAINST_TOTAL: _Pair("groups against the total", "các nhóm so với tổng điểm"),
    Kind.COUNTS_AGAINST_RATE: _Pair("counts against rates", "số đếm so với tỷ lệ"),
    Kind.BAND_AGAINST_TOTAL: _Pair("bands against totals", "xếp loại so với tổng điểm"),
    Kind.RANK_AGAINST_TOTALS: _Pair("ranks against totals", "hạng so với tổng điểm"),
    Kind.CHANGE_AGAINST_PERIODS: _Pair("changes against the two periods", "tăng, giảm so với hai kỳ"),
    Kind.TARGET_AGAINST_RATE: _Pair("target marks against rates", "đánh giá chỉ tiêu so với tỷ lệ"),
    Kind.COLUMN_TOTAL: _Pair("rows against the column's total", "các dòng so với tổng của cột"),
    Kind.PARTS_AGAINST_SUM: _Pair("parts against their sum", "các phần so với tổng"),
    Kind.SPELLING: _Pair("spelling of names", "cách viết tên"),
    Kind.BETWEEN_DOCUMENTS: _Pair("the same figure in two places", "cùng một số liệu ở hai nơi"),
    Kind.LOCAL_AGAINST_PORTAL: _Pair("local figures against the portal's", "số liệu địa phương so với Cổng"),
}

_CUT_OFF = _Pair("; the decimals were cut off, not rounded", "; phần lẻ bị cắt bỏ, không làm tròn")
_REPAIR = _Pair("{column} may be {text}", "{column} có thể là {text}")
_TO = _Pair("{low} to {high}", "từ {low} đến {high}")
_OR = _Pair(" or ", " hoặc ")
_AT_LEAST = _Pair("{low} or more", "{low} trở lên")
_AT_MOST = _Pair("{high} or less", "{high} trở xuống")
_FEWEST_DIGITS = 2


def kind_in(kind: Kind, language: Language) -> str:
    """What is held against what."""
    return _KINDS[kind].said(language)


def words_in(words: Words, language: Language) -> str:
    """A title in the language, a name as it is."""
    return words.in_language(language) if isinstance(words, Title) else words


def sentence_in(finding: Finding, language: Language) -> str:
    """What does not hold, in one sentence."""
    claim = finding.claim
    blanks = {name: words_in(words, language) for name, words in claim.blanks.items()}
    said = {"unit": claim.unit, "period": claim.period, "printed": claim.printed.text}
    text = _SENTENCES[claim.wording].said(language)
    filled = text.format_map({**said, **blanks, "implied": implied_in(finding, language)})
    return filled + (_CUT_OFF.said(language) if finding.cut_off else "")


def repair_in(finding: Finding, language: Language) -> str | None:
    """The one digit that would mend it, where there is just one."""
    if finding.repair is None:
        return None
    text = _REPAIR.said(language)
    return text.format(column=f"`{finding.repair.figure.column}`", text=finding.repair.text)


def implied_in(finding: Finding, language: Language) -> str:
    """What the printed figure can be, as people write it."""
    implied, printed = finding.implied, finding.claim.printed
    if implied.options is not None:
        return _OR.said(language).join(sorted(str(option) for option in implied.options))
    scale, sign = (100, "%") if isinstance(printed, Figure) and printed.measure is Measure.PERCENT else (1, "")
    shown = decimals_of(printed.step * scale) if isinstance(printed, Figure) else None
    whole = isinstance(printed, Figure) and printed.measure is Measure.COUNT
    return _range_in(implied.interval, scale, 0 if whole else max(_FEWEST_DIGITS, shown or 0), sign, language)


def _range_in(interval: Interval, scale: int, digits: int, sign: str, language: Language) -> str:
    """An interval in words: what is one number when both ends are written alike is written once."""
    low, high = (None if end.side else _number(end.at * scale, digits) for end in (interval.low, interval.high))
    if low == high and low is not None:
        return _in_language(low, sign, language)
    ends = {"low": low, "high": high}
    said = {name: None if end is None else _in_language(end, sign, language, digits) for name, end in ends.items()}
    form = _AT_LEAST if high is None else _AT_MOST if low is None else _TO
    return form.said(language).format(**said)


def _number(value: Number, digits: int) -> Number:
    return simplest(rounded(value, to_digits(digits, Mode.HALF_UP)))


def _in_language(value: Number, sign: str, language: Language, digits: int = 0) -> str:
    """A number as the language writes it, with so many decimals at least."""
    text = decimal_text(value, digits)
    return f"{text.replace('.', ',') if language == 'vi' else text}{sign}"
