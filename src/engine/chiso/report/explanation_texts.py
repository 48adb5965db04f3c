"""The words of explanations, in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.diagnostic import Language

_FORMULAS: Mapping[str, tuple[str, str]] = {
    "of-points": ("points of {title}", "điểm {title}"),
    "of-rate": ("rate of {title}", "tỷ lệ {title}"),
    "fact-unit": ("unit", "đơn vị"),
    "fact-level": ("level", "cấp"),
    "fact-period": ("period", "kỳ"),
    "fact-period_kind": ("kind of period", "loại kỳ"),
    "absent": ("no data", "chưa có số liệu"),
    "and": ("and", "và"),
    "or": ("or", "hoặc"),
    "not": ("not {operand}", "không phải {operand}"),
    "one-of": ("{item} is one of {options}", "{item} là một trong {options}"),
    "if": (
        "if {condition} then {positive} else {negative}",
        "nếu {condition} thì {positive}, nếu không thì {negative}",
    ),
    "holds": ("because {condition}", "vì {condition}"),
    "fails": ("because this does not hold: {condition}", "vì không thỏa: {condition}"),
    "row-reached": ("{subject} (from {bound}: {gives})", "{subject} (từ {bound}: {gives})"),
    "rows-between": ("{subject} (between {rows})", "{subject} (giữa {rows})"),
    "row": ("{bound} → {gives}", "{bound} → {gives}"),
    "below-all": ("{subject} (below every row: {gives})", "{subject} (dưới mọi bậc: {gives})"),
}

_STANDING: Mapping[str, tuple[str, str]] = {
    "level.province": ("province", "cấp tỉnh"),
    "level.department": ("department", "sở, ban, ngành"),
    "level.district": ("district", "cấp huyện"),
    "level.commune": ("commune", "cấp xã"),
    "edition": ("{title} ({reference})", "{title} ({reference})"),
    "rank": ("rank {rank} of {of}", "hạng {rank}/{of}"),
    "rank-shared": (
        "rank {rank} of {of}, shared with {others}: {points} points each, the next rank is {next}",
        "hạng {rank}/{of}, đồng hạng với {others}: cùng {points} điểm, hạng kế tiếp là {next}",
    ),
    "total-word": ("the total", "tổng"),
    "total": ("Total {points}/{max}", "Tổng {points}/{max}"),
    "no-total": ("no total, band and rank: missing {names}", "chưa có tổng, xếp loại và hạng: thiếu {names}"),
    "nothing-applies": (
        "no total, band and rank: nothing that is scored applies",
        "không có tổng, xếp loại và hạng: không có chỉ số nào áp dụng",
    ),
    "band": ("{title}: from {bound}, {above} above it", "{title}: từ {bound} điểm, hơn {above} điểm"),
    "band-exactly": ("{title}: from {bound}, just reached", "{title}: từ {bound} điểm, vừa đủ"),
    "no-band": (
        "no band: none begins at or below {points}",
        "không xếp loại: không loại nào bắt đầu từ {points} trở xuống",
    ),
    "next-band": (
        "{distance} points short of {title} (from {bound})",
        "còn thiếu {distance} điểm để đạt {title} (từ {bound})",
    ),
    "top-band": ("the highest band", "loại cao nhất"),
    "requires": ("{title} also requires: {condition}", "{title} còn đòi hỏi: {condition}"),
    "requires-fails": (
        "points enough for {title} (from {bound}), which also requires: {condition}; here {numbers}",
        "đủ điểm cho {title} (từ {bound}), nhưng còn đòi hỏi: {condition}; ở đây {numbers}",
    ),
    "requires-holds": ("requires {condition}: met, {numbers}", "đòi hỏi {condition}: đạt, {numbers}"),
}

_NODES: Mapping[str, tuple[str, str]] = {
    "lost": ("{points} lost", "mất {points}"),
    "lost-of-total": ("{points} of the total lost", "mất {points} điểm của tổng"),
    "gained": ("{points} on top", "thêm {points}"),
    "computed": ("computed", "tính từ số liệu"),
    "reported": ("as reported", "theo báo cáo"),
    "mixed": ("partly computed, partly as reported", "một phần tính, một phần theo báo cáo"),
    "reported-differs": ("computed; reported: {points}", "tính từ số liệu; báo cáo: {points}"),
    "reported-same": ("computed; reported the same", "tính từ số liệu; báo cáo cũng vậy"),
    "differs": ("reported: {points}", "báo cáo: {points}"),
    "reported-rate": ("reported rate: {rate}", "tỷ lệ báo cáo: {rate}"),
    "tracked": ("tracked, no points", "theo dõi, không tính điểm"),
    "rest-reported": (
        "{points} of this cannot be told apart: only the sum is reported",
        "trong đó {points} không tách được: chỉ báo cáo số tổng",
    ),
    "rest-of-sum": (
        "{points} by rounding, or by a bound of the sum",
        "{points} do làm tròn hoặc do giới hạn của tổng",
    ),
    "rest-total": (
        "the reported total differs from the sum of the groups by {points}",
        "tổng báo cáo lệch {points} so với cộng các nhóm",
    ),
    "rest-policy": ("the group does not apply: counted as {points}", "nhóm không áp dụng: tính {points} điểm"),
    "weight": ("counts for {weight} of what is above it", "chiếm {weight} của cấp trên"),
    "formula": ("{formula}", "{formula}"),
    "given-rate": ("rate as reported", "tỷ lệ theo báo cáo"),
    "given-points": ("points as reported", "điểm theo báo cáo"),
    "rounded": ("{exact}, rounded to {points}", "{exact}, làm tròn {points}"),
    "scaled": ("{max} × {rate} = {result}", "{max} × {rate} = {result}"),
    "scaled-to": ("{max} × {rate} / {full_at} = {result}", "{max} × {rate} / {full_at} = {result}"),
    "reaches-full": ("{rate} reaches {full_at}: full points, {max}", "{rate} đạt mức {full_at}: đủ {max} điểm"),
    "bounded-above": ("at most {max}: {points}", "tối đa {max}: {points}"),
    "bounded-below": ("at least {min}: {points}", "tối thiểu {min}: {points}"),
    "target-met": ("target {target}: met", "chỉ tiêu {target}: đạt"),
    "target-not-met": ("target {target}: not met", "chỉ tiêu {target}: chưa đạt"),
    "target-unknown": ("target {target}: cannot be told", "chỉ tiêu {target}: chưa xác định được"),
    "source": ("source: {source}", "nguồn: {source}"),
    "condition": ("applies when {condition}", "áp dụng khi {condition}"),
    "other-rest": ("not told apart", "phần không tách được"),
}

_ABSENCES: Mapping[str, tuple[str, str]] = {
    "missing": ("no data given", "chưa có số liệu"),
    "missing-names": ("no data given: {names}", "chưa có số liệu: {names}"),
    "empty": ("nothing arose (the denominator is 0)", "không phát sinh (mẫu số bằng 0)"),
    "not_applicable": ("not applicable", "không áp dụng"),
    "policy.zero": ("{absence}: counted as 0 points", "{absence}: tính 0 điểm"),
    "policy.full": ("{absence}: counted as full points", "{absence}: tính đủ điểm"),
    "policy.none": ("{absence}: no value, adds nothing", "{absence}: không có giá trị, không cộng điểm"),
    "policy.exclude": (
        "{absence}: left out, the others are scaled up to the maximum",
        "{absence}: không xét, các chỉ số khác được quy đổi lên đủ điểm tối đa",
    ),
    "group-without": ("no points known of this group", "chưa có điểm của nhóm này"),
}

_WAYS: Mapping[str, tuple[str, str]] = {
    "to-full": ("to full points ({max}): {way}", "để đạt đủ {max} điểm: {way}"),
    "to-full-total": ("{way}; the total would be {total}", "{way}; tổng sẽ là {total}"),
    "no-way-full": (
        "full points cannot be reached by one input alone",
        "không thể đạt đủ điểm nếu chỉ thay đổi một số liệu",
    ),
    "one-more": ("one more ({title}) is worth {points} points", "thêm một ({title}) được {points} điểm"),
    "one-less": ("one less ({title}) is worth {points} points", "bớt một ({title}) được {points} điểm"),
    "one-hundredth": ("0.01% more ({title}) is worth {points} points", "thêm 0,01 % ({title}) được {points} điểm"),
    "way-from": ("{steps} from {sources} to {title}", "chuyển {steps} từ {sources} sang {title}"),
    "way-more": ("{steps} more {title} ({before} → {after})", "thêm {steps} {title} ({before} → {after})"),
    "way-less": ("{steps} fewer {title} ({before} → {after})", "bớt {steps} {title} ({before} → {after})"),
    "way-set": ("{title} at {after} in place of {before}", "{title} là {after} thay cho {before}"),
    "source-part": ("{title} ({before} → {after})", "{title} ({before} → {after})"),
    "ways-to-band": ("Ways to {title}, each by one indicator alone:", "Các cách đạt {title}, mỗi cách chỉ một chỉ số:"),
    "way-to-band": ("{indicator}: {way}; total {total}", "{indicator}: {way}; tổng {total}"),
    "no-way-to-band": (
        "{title} cannot be reached by any single indicator whose data are given",
        "không đạt được {title} bằng riêng một chỉ số nào có số liệu",
    ),
    "moved": (
        "the reported points of {titles} were moved by the exact difference",
        "điểm báo cáo của {titles} được cộng đúng phần chênh lệch",
    ),
    "unknown-ways": (
        "nothing can be said of {count} indicators without data",
        "chưa thể nói gì về {count} chỉ số chưa có số liệu",
    ),
}

_DEEP: Mapping[str, tuple[str, str]] = {
    "step": ("{text} = {value}", "{text} = {value}"),
    "from-data": ("{place}, column {column}", "{place}, cột {column}"),
    "from-rules": ("{place}", "{place}"),
    "key-id": ("indicator", "chỉ số"),
    "key-title": ("title", "tên"),
    "key-max": ("maximum", "điểm tối đa"),
    "key-min": ("minimum", "điểm tối thiểu"),
    "key-rate": ("rate", "tỷ lệ"),
    "key-full_at": ("full at", "đạt tối đa ở"),
    "key-points": ("points", "điểm"),
    "key-value": ("value", "giá trị"),
    "key-target": ("target", "chỉ tiêu"),
    "key-weight": ("weight", "trọng số"),
    "key-applies_when": ("applies when", "áp dụng khi"),
    "key-when_empty": ("when nothing arose", "khi không phát sinh"),
    "key-when_missing": ("when no data are given", "khi chưa có số liệu"),
    "key-when_not_applicable": ("when not applicable", "khi không áp dụng"),
    "key-source": ("source", "nguồn"),
    "written-at": ("{key} written at {places}", "{key} viết ở {places}"),
    "steps": ("Step by step", "Từng bước"),
    "where": ("Where it is written", "Viết ở đâu"),
}

_COMPARED: Mapping[str, tuple[str, str]] = {
    "compared": ("{left} and {right}", "{left} và {right}"),
    "difference": ("difference", "chênh lệch"),
    "rest": ("{title}: not told apart", "{title}: phần không tách được"),
    "no-difference": (
        "a difference needs the total of both: {names} is incomplete",
        "chỉ so được khi cả hai có tổng điểm: {names} chưa đủ số liệu",
    ),
}

_TEXTS = {**_FORMULAS, **_STANDING, **_NODES, **_ABSENCES, **_WAYS, **_DEEP, **_COMPARED}


def phrase(key: str, language: Language, /, **blanks: object) -> str:
    """The words of a key, with its blanks filled."""
    return _TEXTS[key][language == "vi"].format_map(blanks)
