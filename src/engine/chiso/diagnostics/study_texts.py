"""The words for what is asked of studies: scenarios, sweeps, goals, comparisons."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

_CHANGES: Mapping[str, Entry] = {
    "change-malformed": Entry(
        en=Text("`{text}` is not a change", "write `name = value`, such as `paid_online = paid_online + 50`"),
        vi=Text("`{text}` không phải là một thay đổi", "viết `tên = giá trị`, ví dụ `paid_online = paid_online + 50`"),
    ),
    "nothing-to-change": Entry(
        en=Text(
            "nothing is to be changed", "add `--set`, `--param` or `--rule`; in a file `set:`, `parameters:`, `rules:`"
        ),
        vi=Text(
            "chưa nêu thay đổi nào",
            "thêm `--set`, `--param` hoặc `--rule`; trong tệp là `set:`, `parameters:`, `rules:`",
        ),
    ),
    "nothing-to-limit": Entry(
        en=Text(
            "`{text}` limits nothing: only rules are changed, for all units", "add a change of the data with `--set`"
        ),
        vi=Text(
            "`{text}` không giới hạn gì: chỉ thay đổi quy tắc, cho mọi đơn vị", "thêm thay đổi số liệu bằng `--set`"
        ),
    ),
    "changed-twice": Entry(
        en=Text("`{name}` is changed twice", "keep one of the two"),
        vi=Text("`{name}` được thay đổi hai lần", "chỉ giữ lại một"),
    ),
    "unknown-datum": Entry(
        en=Text(
            "`{name}` is neither an input nor a reported value of this rule set",
            "inputs have a name, reported values an address such as payment_online.rate",
        ),
        vi=Text(
            "bộ chỉ số này không có dữ liệu hay giá trị báo cáo `{name}`",
            "dữ liệu có tên, giá trị báo cáo có địa chỉ như payment_online.rate",
        ),
    ),
    "parameter-in-data": Entry(
        en=Text("`{name}` is a parameter of the rules, not a datum", "change it with `--param`"),
        vi=Text("`{name}` là tham số của bộ quy tắc, không phải dữ liệu", "thay đổi bằng `--param`"),
    ),
    "follows-from-points": Entry(
        en=Text("`{name}` follows from the points", "change an input, or points such as total.points"),
        vi=Text("`{name}` được suy ra từ điểm", "thay đổi dữ liệu đầu vào, hoặc điểm như total.points"),
    ),
    "unknown-rule": Entry(
        en=Text(
            "`{name}` is no rule of this rule set",
            "write the id of a group, an indicator or a band with a key, such as payment_online.full_at",
        ),
        vi=Text(
            "bộ chỉ số này không có quy tắc `{name}`",
            "viết id của nhóm, chỉ số hoặc mức xếp loại kèm khóa, ví dụ payment_online.full_at",
        ),
    ),
    "change-not-whole": Entry(
        en=Text("{unit}: `{name}` would be {value}, and a count is whole", "write `{form}`"),
        vi=Text("{unit}: `{name}` sẽ là {value}, mà số đếm phải là số nguyên", "viết `{form}`"),
    ),
    "change-out-of-range": Entry(
        en=Text("{unit}: `{name}` would be {value}, which it cannot be", "the nearest that is possible is `{form}`"),
        vi=Text("{unit}: `{name}` sẽ là {value}, giá trị không thể có", "gần nhất có thể là `{form}`"),
    ),
    "change-breaks-check": Entry(
        en=Text("{unit}: {message}", "the rule is `{rule}`; possible is `{form}`"),
        vi=Text("{unit}: {message}", "quy tắc là `{rule}`; có thể dùng `{form}`"),
    ),
    "change-without-effect": Entry(
        en=Text("{unit}: `{name}` follows from data that are given", "change what it follows from: `{form}`"),
        vi=Text("{unit}: `{name}` được tính từ số liệu đã có", "thay đổi số liệu gốc: `{form}`"),
    ),
}

_SWEEPS: Mapping[str, Entry] = {
    "vary-malformed": Entry(
        en=Text("`{text}` is not a range", "write `{form}`"),
        vi=Text("`{text}` không phải là một khoảng giá trị", "viết `{form}`"),
    ),
    "vary-too-many": Entry(
        en=Text("{count} values are too many to try; at most {most} are", "take a larger step: `{form}`"),
        vi=Text("{count} giá trị là quá nhiều; tối đa {most}", "chọn bước lớn hơn: `{form}`"),
    ),
    "vary-step": Entry(
        en=Text("a step of {step} does not lead from {first} to {last}", "write `{form}`"),
        vi=Text("bước {step} không đi được từ {first} đến {last}", "viết `{form}`"),
    ),
    "vary-empty": Entry(
        en=Text("from {first} to {last} there is nothing to vary", "write `{form}`"),
        vi=Text("từ {first} đến {last} không có gì thay đổi", "viết `{form}`"),
    ),
    "vary-how-many": Entry(
        en=Text("one or two quantities can be varied, not {count}", "give `--vary` once or twice"),
        vi=Text("chỉ có thể thay đổi một hoặc hai đại lượng, không phải {count}", "dùng `--vary` một hoặc hai lần"),
    ),
}

_GOALS: Mapping[str, Entry] = {
    "reach-malformed": Entry(
        en=Text("`{text}` is not a goal", "write a band ({bands}), `total>=85` or `rank<=3`"),
        vi=Text("`{text}` không phải là mục tiêu", "viết mức xếp loại ({bands}), `total>=85` hoặc `rank<=3`"),
    ),
    "reach-out-of-range": Entry(
        en=Text("no unit can reach `{text}`", "the furthest goal is `{form}`"),
        vi=Text("không đơn vị nào đạt được `{text}`", "mục tiêu xa nhất là `{form}`"),
    ),
    "unit-without-total": Entry(
        en=Text("`{unit}` has no total, so no way leads to a goal", "give what is missing: {missing}"),
        vi=Text(
            "`{unit}` chưa có tổng điểm nên chưa tính được đường tới mục tiêu", "bổ sung số liệu còn thiếu: {missing}"
        ),
    ),
    "cost-malformed": Entry(
        en=Text("`{text}` is not a cost", "write `name=number`, the cost of one step, such as `paid_online=2`"),
        vi=Text("`{text}` không phải là chi phí", "viết `tên=số`, chi phí một bước, ví dụ `paid_online=2`"),
    ),
    "nothing-to-move": Entry(
        en=Text("`{name}` of `{unit}` cannot be moved to gain points", "what can be moved is {known}"),
        vi=Text("không thể tăng điểm của `{unit}` bằng `{name}`", "có thể thay đổi {known}"),
    ),
}

_COMPARISONS: Mapping[str, Entry] = {
    "two-to-compare": Entry(
        en=Text(
            "two rule sets, or two data files, are needed to compare",
            "write `--rules A --rules B --data D`, or `--rules A --data D --data E`",
        ),
        vi=Text(
            "cần hai bộ chỉ số, hoặc hai tệp số liệu, để so sánh",
            "viết `--rules A --rules B --data D`, hoặc `--rules A --data D --data E`",
        ),
    ),
    "no-unit-in-both": Entry(
        en=Text("no unit is in both sets of data", "units are matched by name and level; the first set has {known}"),
        vi=Text("không có đơn vị nào ở cả hai bộ số liệu", "đơn vị được ghép theo tên và cấp; bộ thứ nhất có {known}"),
    ),
    "unit-in-several-periods": Entry(
        en=Text("`{unit}` has records of several periods: {periods}", "name the period of each side with `--period`"),
        vi=Text("`{unit}` có số liệu nhiều kỳ: {periods}", "nêu kỳ của từng bên bằng `--period`"),
    ),
}

ENTRIES: Mapping[str, Entry] = {**_CHANGES, **_SWEEPS, **_GOALS, **_COMPARISONS}
