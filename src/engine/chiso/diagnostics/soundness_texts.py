"""The words for rule sets that can be read but do not hold together, for their cases, and for sources and dates."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "duplicate-id": Entry(
        en=Text("`{name}` names two things", "give one of them another id"),
        vi=Text("`{name}` được đặt cho hai phần", "đổi id của một phần"),
    ),
    "maxima-do-not-add-up": Entry(
        en=Text("the maxima beneath `{name}` add up to {sum}, not {max}", "correct one of the maxima"),
        vi=Text("điểm tối đa trong `{name}` cộng lại được {sum}, không phải {max}", "sửa lại một điểm tối đa"),
    ),
    "maximum-not-decimal": Entry(
        en=Text("the maximum {value} has no finite decimals", "write a maximum that decimals can say"),
        vi=Text("điểm tối đa {value} không viết được bằng số thập phân hữu hạn", "viết điểm tối đa bằng số thập phân"),
    ),
    "maximum-not-a-multiple": Entry(
        severity="warning",
        en=Text(
            "the maximum {max} of `{name}` is no multiple of {step}, so rounded points can miss or exceed it",
            "write a maximum that fits the rounding, or round more finely",
        ),
        vi=Text(
            "điểm tối đa {max} của `{name}` không phải bội số của {step}, nên điểm làm tròn có thể lệch hoặc vượt",
            "viết điểm tối đa hợp với cách làm tròn, hoặc làm tròn nhỏ hơn",
        ),
    ),
    "maximum-needed-for-weights": Entry(
        en=Text("weights are shares of a maximum, and `{name}` has none", "add `max:`, such as `max: 100`"),
        vi=Text("trọng số là phần của điểm tối đa, mà `{name}` chưa có", "thêm `max:`, ví dụ `max: 100`"),
    ),
    "weights-do-not-add-up": Entry(
        en=Text("the weights beneath `{name}` add up to {sum}, not 100%", "correct one of the weights"),
        vi=Text("các trọng số trong `{name}` cộng lại được {sum}, không phải 100%", "sửa lại một trọng số"),
    ),
    "weight-out-of-range": Entry(
        en=Text("a weight of {value} is no share", "write a share above 0% and up to 100%"),
        vi=Text("trọng số {value} không phải là một phần", "viết một phần lớn hơn 0% và không quá 100%"),
    ),
    "weights-and-maxima-mixed": Entry(
        en=Text(
            "`{name}` has no weight, but others in `{group}` have one",
            "give every part of the group a weight, or none",
        ),
        vi=Text(
            "`{name}` không có trọng số, trong khi phần khác của `{group}` có",
            "cho mọi phần của nhóm một trọng số, hoặc không phần nào",
        ),
    ),
    "group-without-points": Entry(
        en=Text(
            "nothing in `{name}` gives points, but its maximum is {max}",
            "add a scored indicator, or write `max: 0` for a group that is only shown",
        ),
        vi=Text(
            "không có gì trong `{name}` cho điểm, nhưng điểm tối đa là {max}",
            "thêm chỉ số có điểm, hoặc viết `max: 0` cho nhóm chỉ để theo dõi",
        ),
    ),
    "maximum-not-reachable": Entry(
        severity="warning",
        en=Text(
            "`{name}` can give {reach} points at most, never its maximum {max}",
            "correct the maximum, the formula or the bounds of the inputs",
        ),
        vi=Text(
            "`{name}` cho nhiều nhất {reach} điểm, không bao giờ đạt điểm tối đa {max}",
            "sửa lại điểm tối đa, công thức hoặc giới hạn của dữ liệu",
        ),
    ),
    "points-cut-off": Entry(
        severity="warning",
        en=Text(
            "`{value}` points lie beyond the bound {bound}, which they are cut to", "correct the points or the bound"
        ),
        vi=Text("`{value}` điểm vượt giới hạn {bound}, nên bị cắt về đó", "sửa lại số điểm hoặc giới hạn"),
    ),
    "points-never-vary": Entry(
        severity="warning",
        en=Text(
            "`{name}` gives {bound} points whatever the data, since its formula stays beyond that bound",
            "for a deduction write `min:`, the most it may take away, such as -5, and a minus sign in the formula",
        ),
        vi=Text(
            "`{name}` luôn cho {bound} điểm dù dữ liệu thế nào, vì công thức không vượt được giới hạn đó",
            "với điểm trừ, ghi `min:` là mức trừ nhiều nhất, ví dụ -5, và dấu trừ trong công thức",
        ),
    ),
    "row-never-reached": Entry(
        severity="warning",
        en=Text(
            "`{text}` never leads to this row",
            "correct the bound or delete the row, or correct the bounds of the inputs",
        ),
        vi=Text("`{text}` không bao giờ rơi vào dòng này", "sửa lại mốc hoặc xóa dòng, hoặc sửa giới hạn của dữ liệu"),
    ),
    "condition-never-holds": Entry(
        severity="warning",
        en=Text("`{text}` never holds, whatever the data", "correct a number or a name, or delete the condition"),
        vi=Text("`{text}` không bao giờ đúng, dù dữ liệu thế nào", "sửa lại số hoặc tên, hoặc xóa điều kiện"),
    ),
    "condition-always-holds": Entry(
        severity="warning",
        en=Text("`{text}` always holds, whatever the data", "correct a number or a name, or delete the condition"),
        vi=Text("`{text}` luôn luôn đúng, dù dữ liệu thế nào", "sửa lại số hoặc tên, hoặc xóa điều kiện"),
    ),
    "condition-can-be-absent": Entry(
        severity="warning",
        en=Text(
            "the condition of `{name}` can have no value, and nothing would then be decided",
            "write what holds then: `coalesce(…, 0)`, or `given(…) and …`",
        ),
        vi=Text(
            "điều kiện của `{name}` có thể không có giá trị, khi đó không quyết định được gì",
            "viết rõ khi đó ra sao: `coalesce(…, 0)`, hoặc `given(…) and …`",
        ),
    ),
    "no-policy-for-missing": Entry(
        severity="warning",
        en=Text(
            "this can be missing, and `{name}` does not say what it gives then; the unit will have no total",
            "add `when_missing: zero`, `full`, `none` or `exclude`",
        ),
        vi=Text(
            "chỗ này có thể thiếu số liệu, mà `{name}` chưa nói khi đó cho gì; đơn vị sẽ không có tổng điểm",
            "thêm `when_missing: zero`, `full`, `none` hoặc `exclude`",
        ),
    ),
    "no-policy-for-not-applicable": Entry(
        severity="warning",
        en=Text(
            "`{name}` may not apply, and does not say what it gives then; it will leave the maximum",
            "add `when_not_applicable: exclude`, `full`, `none` or `zero`",
        ),
        vi=Text(
            "`{name}` có thể không áp dụng, mà chưa nói khi đó cho gì; sẽ không tính vào điểm tối đa",
            "thêm `when_not_applicable: exclude`, `full`, `none` hoặc `zero`",
        ),
    ),
    "minimum-above-maximum": Entry(
        en=Text(
            "the minimum {low} is above the maximum {high}",
            "correct one of the two; an indicator without `min`, and a count, begins at 0",
        ),
        vi=Text(
            "mức tối thiểu {low} lớn hơn mức tối đa {high}",
            "sửa lại một trong hai; chỉ số không có `min`, và số đếm, bắt đầu từ 0",
        ),
    ),
    "full-at-not-positive": Entry(
        en=Text("full points at a rate of {value} make no sense", "write a rate above 0, such as 80%"),
        vi=Text("đạt điểm tối đa ở tỷ lệ {value} là vô nghĩa", "viết tỷ lệ lớn hơn 0, ví dụ 80%"),
    ),
    "no-policy-for-empty": Entry(
        severity="warning",
        en=Text(
            "this can be empty (a denominator of 0), and `{name}` does not say what it then gives: no value",
            "add `when_empty: zero`, `full`, `none` or `exclude`",
        ),
        vi=Text(
            "chỗ này có thể trống (mẫu số bằng 0), mà `{name}` chưa nói khi đó cho gì; sẽ không có giá trị",
            "thêm `when_empty: zero`, `full`, `none` hoặc `exclude`",
        ),
    ),
    "full-at-above-100": Entry(
        severity="warning",
        en=Text(
            "full points only at a rate of {value}", "a rate seldom exceeds 100%; write a lower one if that is meant"
        ),
        vi=Text("chỉ đạt điểm tối đa ở tỷ lệ {value}", "tỷ lệ hiếm khi vượt 100%; viết tỷ lệ thấp hơn nếu ý là vậy"),
    ),
    "target-above-100": Entry(
        severity="warning",
        en=Text("the target is a rate of {value}", "a rate seldom exceeds 100%; write a lower one if that is meant"),
        vi=Text("chỉ tiêu là tỷ lệ {value}", "tỷ lệ hiếm khi vượt 100%; viết tỷ lệ thấp hơn nếu ý là vậy"),
    ),
    "rate-times-100": Entry(
        en=Text("a rate is not multiplied by 100: 1 is 100% already", "delete the factor 100"),
        vi=Text("tỷ lệ không nhân với 100: 1 đã là 100%", "xóa thừa số 100"),
    ),
    "bands-out-of-order": Entry(
        en=Text("the band `{lower}` stands below `{upper}` but begins higher", "correct a bound; bands go best first"),
        vi=Text("mức `{lower}` đứng dưới `{upper}` nhưng bắt đầu cao hơn", "sửa một cận; xếp mức tốt nhất trước"),
    ),
    "bands-overlap": Entry(
        en=Text("the bands `{first}` and `{second}` overlap", "give each band its own bounds"),
        vi=Text("hai mức xếp loại `{first}` và `{second}` chồng lên nhau", "cho mỗi mức một khoảng riêng"),
    ),
    "bands-leave-gap": Entry(
        en=Text("no band holds totals from {low} to {high}", "move a bound so that the bands meet"),
        vi=Text("không mức xếp loại nào chứa điểm từ {low} đến {high}", "sửa cận để các mức liền nhau"),
    ),
    "band-unreachable": Entry(
        en=Text("the band `{name}` begins at {bound}, but no total exceeds {max}", "lower the bound"),
        vi=Text("mức `{name}` bắt đầu từ {bound}, nhưng tổng điểm không vượt quá {max}", "hạ cận dưới"),
    ),
    "lowest-band-has-condition": Entry(
        severity="warning",
        en=Text("units that fail the condition of `{name}` are in no band", "add a band below it without a condition"),
        vi=Text(
            "đơn vị không đạt điều kiện của `{name}` không thuộc mức nào", "thêm một mức thấp hơn không có điều kiện"
        ),
    ),
    "lowest-band-too-high": Entry(
        severity="warning",
        en=Text("totals from {floor} to below {bound} are in no band", "add a band from {floor}"),
        vi=Text("điểm từ {floor} đến dưới {bound} không thuộc mức nào", "thêm một mức từ {floor}"),
    ),
    "unused-input": Entry(
        severity="warning",
        en=Text("the input `{name}` is not used", "use it in a formula or a check, or delete it"),
        vi=Text("dữ liệu `{name}` không được dùng", "dùng trong công thức hoặc kiểm tra, hoặc xóa đi"),
    ),
    "unused-parameter": Entry(
        severity="warning",
        en=Text("the parameter `{name}` is not used", "use it in a formula, or delete it"),
        vi=Text("tham số `{name}` không được dùng", "dùng trong công thức, hoặc xóa đi"),
    ),
    "missing-source": Entry(
        severity="warning",
        en=Text("`{name}` gives points but cites no source", "add `source:` to it or to its group"),
        vi=Text("`{name}` cho điểm nhưng không dẫn nguồn", "thêm `source:` cho chỉ số hoặc nhóm"),
    ),
    "unknown-source": Entry(
        en=Text("`{name}` is not among the sources", "declare it under `sources:`"),
        vi=Text("`{name}` không có trong danh sách nguồn", "khai báo dưới `sources:`"),
    ),
    "values-overlap": Entry(
        en=Text("two values of `{name}` hold on {day}", "end the earlier one before that day, or correct a date"),
        vi=Text(
            "`{name}` có hai giá trị cùng hiệu lực ngày {day}",
            "cho giá trị trước hết hiệu lực trước ngày này, hoặc sửa ngày",
        ),
    ),
    "values-leave-hole": Entry(
        severity="warning",
        en=Text("`{name}` has no value from {first} to {last}", "move a date, or leave out `to:`"),
        vi=Text("`{name}` không có giá trị từ {first} đến {last}", "dời ngày, hoặc bỏ `to:`"),
    ),
    "dates-reversed": Entry(
        en=Text("this ends before it begins", "correct one of the dates"),
        vi=Text("ngày hết hiệu lực trước ngày có hiệu lực", "sửa lại một trong hai ngày"),
    ),
    "case-failed": Entry(
        en=Text("`{case}`: `{node}` is {actual}, expected {expected}", "correct the rules or the expectation"),
        vi=Text("`{case}`: `{node}` là {actual}, mong đợi {expected}", "sửa quy tắc hoặc giá trị mong đợi"),
    ),
    "unknown-quantity": Entry(
        en=Text(
            "`{name}` names nothing that a scorecard has", "write the id of a node and a quantity: `payment.points`"
        ),
        vi=Text("`{name}` không có trong bảng điểm", "viết id và đại lượng: `payment.points`"),
    ),
    "unknown-parameter": Entry(
        en=Text("`{name}` is not a parameter of this rule set", "declared under `parameters:`: {known}"),
        vi=Text("`{name}` không phải là tham số của bộ chỉ số này", "đã khai báo dưới `parameters:`: {known}"),
    ),
}
