"""The words of explanations, in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.vocabulary import Vocabulary

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
    "one-more-units": ("{names} and 1 other", "{names} và 1 đơn vị khác"),
    "more-units": ("{names} and {count} others", "{names} và {count} đơn vị khác"),
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
    "requires-holds": ("requires {condition}: met ({numbers})", "đòi hỏi {condition}: đạt ({numbers})"),
}

_NODES: Mapping[str, tuple[str, str]] = {
    "lost": ("{points} lost", "mất {points}"),
    "lost-of-total": ("costs the total {points}", "làm tổng mất {points}"),
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
    "rest-rounding": ("by rounding the sum: {effect}", "do làm tròn tổng: {effect}"),
    "rest-above": ("no more than {max} counts: {effect}", "chỉ tính tối đa {max}: {effect}"),
    "rest-below": ("no less than {min} counts: {effect}", "không tính dưới {min}: {effect}"),
    "rest-higher": (
        "the reported points are {points} above the sum of the parts",
        "điểm báo cáo cao hơn tổng các phần {points}",
    ),
    "rest-lower": (
        "the reported points are {points} below the sum of the parts",
        "điểm báo cáo thấp hơn tổng các phần {points}",
    ),
    "weight-total": ("weight in the total: {weight}", "trọng số trong tổng điểm: {weight}"),
    "weight-group": ("weight in {group}: {weight}", "trọng số trong {group}: {weight}"),
    "rounded": ("{exact}; rounded to {points}", "{exact}; làm tròn {points}"),
    "scaled": ("{max} × {rate} = {result}", "{max} × {rate} = {result}"),
    "scaled-to": ("{max} × {rate} / {full_at} = {result}", "{max} × {rate} / {full_at} = {result}"),
    "reaches-full": ("{rate} reaches {full_at}: full points, {max}", "{rate} đạt mức {full_at}: đủ {max} điểm"),
    "bounded-above": ("at most {max}: {points}", "tối đa {max}: {points}"),
    "bounded-below": ("at least {min}: {points}", "tối thiểu {min}: {points}"),
    "target-met": ("target {target}: met", "chỉ tiêu {target}: đạt"),
    "target-not-met": ("target {target}: not met", "chỉ tiêu {target}: chưa đạt"),
    "target-unknown": ("target {target}: cannot be told", "chỉ tiêu {target}: chưa xác định được"),
    "source": ("source: {source}", "nguồn: {source}"),
    "condition": ("applies when {condition}; here {numbers}", "áp dụng khi {condition}; ở đây {numbers}"),
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
    "to-none-taken": ("to lose none: {way}", "để không bị trừ điểm: {way}"),
    "worth": ("{step} is worth {points} points", "{step} được {points} điểm"),
    "worth-one": ("{step} is worth {points} point", "{step} được {points} điểm"),
    "percentage-points": ("{number} percentage points", "{number} điểm phần trăm"),
    "about": ("about {points}", "khoảng {points}"),
    "step-from": ("moving {steps}", "chuyển {steps}"),
    "step-more": ("{steps} more", "tăng {steps}"),
    "step-less": ("{steps} less", "giảm {steps}"),
    "step-named": ("{step} ({title})", "{step} ({title})"),
    "way-from": ("move {steps} from {sources} to {title}", "chuyển {steps} từ {sources} sang {title}"),
    "way-more": ("{title}: {steps} more ({before} → {after})", "{title} tăng {steps} ({before} → {after})"),
    "way-less": ("{title}: {steps} less ({before} → {after})", "{title} giảm {steps} ({before} → {after})"),
    "way-set": ("{title}: {before} → {after}", "{title}: {before} → {after}"),
    "source-part": ("{title} ({before} → {after})", "{title} ({before} → {after})"),
    "ways-to-band": ("Ways to {title}, each by one indicator alone:", "Các cách đạt {title}, mỗi cách chỉ một chỉ số:"),
    "way-to-band": ("{way}; total {total}", "{way}; tổng {total}"),
    "way-of": ("{indicator}: {way}", "{indicator}: {way}"),
    "no-way-to-band": (
        "{title} is not reachable by any single indicator whose data are given",
        "không thể đạt {title} chỉ bằng một chỉ số nào đang có số liệu",
    ),
    "no-way-found": (
        "no way to {title} was found that changes the input of one indicator alone",
        "không tìm được cách nào đạt {title} mà chỉ thay đổi số liệu của một chỉ số",
    ),
    "limited": (
        "tried only up to {most} steps: {titles}",
        "chỉ thử đến {most} bước: {titles}",
    ),
    "moved": (
        "reported points moved by the exact difference: {titles}",
        "điểm báo cáo được cộng đúng phần chênh lệch: {titles}",
    ),
    "one-unknown-ways": (
        "without data, so not looked at: 1 indicator",
        "chưa có số liệu nên chưa xét: 1 chỉ số",
    ),
    "unknown-ways": (
        "without data, so not looked at: {count} indicators",
        "chưa có số liệu nên chưa xét: {count} chỉ số",
    ),
}

_DEEP: Mapping[str, tuple[str, str]] = {
    "step": ("{text} = {value}", "{text} = {value}"),
    "from-data": ("{file}, row {row}, column {column}", "{file}, dòng {row}, cột {column}"),
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
    "written-at": ("{places}: {key}", "{places}: {key}"),
    "steps": ("Step by step", "Từng bước"),
    "where": ("Where it is written", "Viết ở đâu"),
}

_CALLS: Mapping[str, tuple[str, str]] = {
    "call.min": ("least of ({values})", "số nhỏ nhất trong ({values})"),
    "call.max": ("greatest of ({values})", "số lớn nhất trong ({values})"),
    "call.sum": ("sum of ({values})", "tổng của ({values})"),
    "call.average": ("average of ({values})", "trung bình của ({values})"),
    "call.median": ("median of ({values})", "trung vị của ({values})"),
    "call.abs": ("size of ({values})", "độ lớn của ({values})"),
    "call.clamp": ("held within bounds ({values})", "giữ trong khoảng ({values})"),
    "call.round": ("rounded ({values})", "làm tròn ({values})"),
    "call.round_to": ("rounded to a multiple ({values})", "làm tròn theo bội số ({values})"),
    "call.floor": ("rounded down ({values})", "làm tròn xuống ({values})"),
    "call.ceil": ("rounded up ({values})", "làm tròn lên ({values})"),
    "call.coalesce": ("first given of ({values})", "số liệu đầu tiên có trong ({values})"),
    "call.if_empty": ("if nothing arose, the second of ({values})", "nếu không phát sinh thì lấy số sau ({values})"),
    "call.if_missing": ("if not given, the second of ({values})", "nếu chưa có thì lấy số sau ({values})"),
    "call.normalize": ("how far between the bounds ({values})", "mức đạt giữa hai mốc ({values})"),
    "call.count_met": ("how many hold of ({values})", "số điều kiện đạt trong ({values})"),
    "call.count_given": ("how many are given of ({values})", "số mục đã có trong ({values})"),
    "call.days_between": ("days between ({values})", "số ngày giữa ({values})"),
    "call.year": ("year of ({values})", "năm của ({values})"),
    "call.month": ("month of ({values})", "tháng của ({values})"),
    "call.given": ("given ({values})", "đã có ({values})"),
}

_TEXTS = {**_FORMULAS, **_CALLS, **_STANDING, **_NODES, **_ABSENCES, **_WAYS, **_DEEP}

phrase = Vocabulary(_TEXTS).word
