"""The words of what-if, sweeps, goals and comparisons, in both languages."""

from __future__ import annotations

from chiso.diagnostics.diagnostic import Language

_WORDS = {
    "edition": ("{name}, edition {edition}", "{name}, ấn bản {edition}"),
    "what-if": ("What if: {title}", "Giả định: {title}"),
    "unit": ("Unit", "Đơn vị"),
    "before": ("Before", "Trước"),
    "after": ("After", "Sau"),
    "difference": ("Difference", "Chênh lệch"),
    "band": ("Band", "Xếp loại"),
    "rank": ("Rank", "Hạng"),
    "total": ("Total", "Tổng điểm"),
    "today": ("Today", "Hiện tại"),
    "node": ("Group, indicator", "Nhóm, chỉ số"),
    "no-band": ("none", "không xếp loại"),
    "moved-note": (
        "* as reported, moved by the exact difference of what is known beneath it",
        "* theo báo cáo, dịch chuyển đúng bằng phần chênh lệch của số liệu đã biết bên trong",
    ),
    "unchanged-units": ("{count} units keep their points", "{count} đơn vị giữ nguyên điểm"),
    "one-unchanged-unit": ("1 unit keeps its points", "1 đơn vị giữ nguyên điểm"),
    "nothing-changes": ("no unit's points change", "không đơn vị nào thay đổi điểm"),
    "to-band": ("{band}: {units}", "{band}: {units}"),
    "without-total": (
        "{unit}: has no total, data are missing",
        "{unit}: chưa có tổng điểm vì thiếu số liệu",
    ),
    "lacking": (
        "{unit}: stays as it is where {names} would be changed, a datum is not given",
        "{unit}: giữ nguyên {names} vì thiếu số liệu",
    ),
    "unknown": (
        "{unit}: what becomes of {titles} cannot be known, the data are not given",
        "{unit}: không biết được thay đổi ở {titles} vì không có số liệu",
    ),
    "comparison": ("{before} against {after}", "{before} so với {after}"),
    "cause": ("Cause", "Nguyên nhân"),
    "units": ("Units", "Số đơn vị"),
    "least": ("Least", "Thấp nhất"),
    "most": ("Most", "Cao nhất"),
    "address": ("Address", "Địa chỉ"),
    "same-points": ("{unit} keeps {before} points", "{unit} giữ nguyên {before} điểm"),
    "same-points-because": (
        "{unit} keeps {before} points: {causes}",
        "{unit} giữ nguyên {before} điểm: {causes}",
    ),
    "gains": (
        "{unit} gains {difference} points, from {before} to {after}: {causes}",
        "{unit} tăng {difference} điểm, từ {before} lên {after}: {causes}",
    ),
    "loses": (
        "{unit} loses {difference} points, from {before} to {after}: {causes}",
        "{unit} giảm {difference} điểm, từ {before} xuống {after}: {causes}",
    ),
    "not-comparable": (
        "{unit}: no difference can be told, a total is missing",
        "{unit}: không tính được chênh lệch vì thiếu tổng điểm",
    ),
    "only-before": ("Only in the first: {units}", "Chỉ có ở bên thứ nhất: {units}"),
    "only-after": ("Only in the second: {units}", "Chỉ có ở bên thứ hai: {units}"),
    "cause.changed": ("{name} from {before} to {after}", "{name} từ {before} thành {after}"),
    "cause.new": ("{name}, newly {after}", "{name}, mới có {after}"),
    "cause.gone": ("{name}, no longer given (was {before})", "{name}, không còn số liệu (trước là {before})"),
    "cause.rule-new": ("{name}, new", "{name}, mới thêm"),
    "cause.rule-gone": ("{name}, gone", "{name}, đã bỏ"),
    "cause.reported": ("{name} as reported", "{name} theo báo cáo"),
    "cause.groups": ("the build of the groups", "cơ cấu các nhóm"),
    "cause.together": ("all that differs together", "tất cả khác biệt cộng lại"),
    "cause.period": ("the period from {before} to {after}", "kỳ từ {before} thành {after}"),
    "cause.rounding": ("the rounding", "cách làm tròn"),
    "cause-with": ("{cause} ({points})", "{cause} ({points})"),
    "other-causes": ("{count} other causes ({points})", "{count} nguyên nhân khác ({points})"),
    "one-other-cause": ("1 other cause ({points})", "1 nguyên nhân khác ({points})"),
    "more-causes": (
        "and {count} more causes (all of them with --format json)",
        "và {count} nguyên nhân khác (xem đủ với --format json)",
    ),
    "key.full_at": ("the rate for full points", "tỷ lệ đạt điểm tối đa"),
    "key.max": ("the maximum", "điểm tối đa"),
    "key.weight": ("the weight", "trọng số"),
    "key.rate": ("the formula of the rate", "công thức tỷ lệ"),
    "key.points": ("the formula of the points", "công thức điểm"),
    "key.when_empty": ("what an empty denominator gives", "cách tính khi mẫu số bằng 0"),
    "key.when_missing": ("what missing data give", "cách tính khi thiếu số liệu"),
    "key.when_not_applicable": ("what is given where it does not apply", "cách tính khi không áp dụng"),
    "key.applies_when": ("the condition", "điều kiện áp dụng"),
    "key.rounding": ("the rounding", "cách làm tròn"),
    "key-of": ("{part} of {title}", "{part} của {title}"),
    "and": (" and ", " và "),
    "goal": ("{unit}, {period}: {points} points, {band}", "{unit}, kỳ {period}: {points} điểm, {band}"),
    "goal-band": ("The goal: {band}, from {points} points", "Mục tiêu: {band}, từ {points} điểm"),
    "goal-points": ("The goal: {points} points", "Mục tiêu: {points} điểm"),
    "goal-rank": (
        "The goal: rank {rank}, which takes {points} points while the others stay as they are",
        "Mục tiêu: hạng {rank}, cần {points} điểm khi các đơn vị khác giữ nguyên",
    ),
    "goal-any": ("The goal: rank {rank}", "Mục tiêu: hạng {rank}"),
    "goal-missing": ("{points} points are missing", "còn thiếu {points} điểm"),
    "goal-reached": ("it is reached already", "mục tiêu đã đạt"),
    "goal-condition": (
        "the points are there, the condition of the band is not met",
        "đã đủ điểm nhưng chưa đạt điều kiện của mức xếp loại",
    ),
    "way-change": ("Change", "Thay đổi"),
    "way-steps": ("Steps", "Số bước"),
    "way-short": ("One step less", "Bớt một bước"),
    "way-cost": ("Cost", "Chi phí"),
    "indicator": ("Indicator", "Chỉ số"),
    "by-one": ("By one input:", "Chỉ thay đổi một số liệu:"),
    "by-several": ("The cheapest by the chosen inputs:", "Cách ít chi phí nhất với các số liệu đã chọn:"),
    "more-of": ("{count} more {title}", "thêm {count} {title}"),
    "less-of": ("{count} fewer {title}", "bớt {count} {title}"),
    "becomes": ("{title}: {value}", "{title}: {value}"),
    "no-way-by-one": ("no single input leads there", "không số liệu nào một mình đưa tới mục tiêu"),
    "most-reached": (
        "with everything moved that the data allow, {points} points are reached",
        "khi thay đổi tất cả những gì số liệu cho phép, đạt {points} điểm",
    ),
    "most-missing": (
        "with everything moved that the data allow, {points} points are reached: {missing} points are still missing",
        "khi thay đổi tất cả những gì số liệu cho phép, đạt {points} điểm: vẫn thiếu {missing} điểm",
    ),
    "not-proved": (
        "whether less would do is not proved: on this way points can also fall, or there are too many choices to try",
        "chưa chứng minh được là ít nhất: trên đường đi điểm có thể giảm, hoặc có quá nhiều lựa chọn để thử hết",
    ),
    "goal-unknown": (
        "not looked at, as the data are not given: {titles}",
        "không xét vì không có số liệu: {titles}",
    ),
    "apply": ("to try it: chiso whatif … {options}", "để thử: chiso whatif … {options}"),
    "not-possible": ("Not possible", "Không thể"),
    "now": ("now {value}", "hiện nay {value}"),
    "cells-bands": ("units by band: {bands}", "số đơn vị theo xếp loại: {bands}"),
    "breaks": ("Where a band changes", "Nơi xếp loại thay đổi"),
    "break-at": ("At", "Tại"),
    "break-exactly": ("Exactly", "Chính xác"),
    "break-below": ("Below it", "Dưới mức đó"),
    "break-here": ("At it", "Tại mức đó"),
    "break-above": ("Above it", "Trên mức đó"),
    "no-breaks": (
        "no unit is in different bands at two neighbouring values",
        "không đơn vị nào đổi xếp loại giữa hai giá trị liền nhau",
    ),
    "breaks-note": (
        "scored at each value and on both sides of it; a band that changes and changes back between two values of the "
        "range is not found",
        "đã chấm điểm tại từng giá trị và ở hai phía; không phát hiện được xếp loại đổi rồi đổi lại giữa hai giá trị",
    ),
    "further-breaks": (
        "{count} more changes of band were not closed in on",
        "còn {count} chỗ đổi xếp loại chưa xác định",
    ),
    "and-more-units": (
        "and {count} more units (all of them with --format json)",
        "và {count} đơn vị khác (xem đủ với --format json)",
    ),
}


def has_word(key: str) -> bool:
    """Whether there is a word for a key."""
    return key in _WORDS


def word(key: str, language: Language, **blanks: object) -> str:
    """The word or sentence of a key."""
    return _WORDS[key][language == "vi"].format_map(blanks)
