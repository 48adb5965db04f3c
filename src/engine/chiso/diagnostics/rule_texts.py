"""The words for faults in rule files, and in how editions are named."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

_SHAPE: Mapping[str, Entry] = {
    "unknown-key": Entry(
        en=Text("`{key}` is not a key that can stand here", "known here: {known}"),
        vi=Text("`{key}` không phải là khóa dùng được ở đây", "các khóa dùng được: {known}"),
    ),
    "stray-word": Entry(
        en=Text(
            "`{key}` stands alone: between braces a comma begins something new",
            "write decimals with a point, and put a text or formula with a comma in quotes",
        ),
        vi=Text(
            "`{key}` đứng lẻ: trong ngoặc nhọn, dấu phẩy bắt đầu một mục mới",
            "viết số thập phân với dấu chấm, và đặt văn bản hay công thức có dấu phẩy trong dấu nháy",
        ),
    ),
    "missing-key": Entry(
        en=Text("`{key}` is missing here", "add a line `{key}: …`"),
        vi=Text("ở đây thiếu `{key}`", "thêm dòng `{key}: …`"),
    ),
    "wrong-shape": Entry(
        en=Text("{wanted} is expected here, this is {given}", "write {wanted}"),
        vi=Text("ở đây cần {wanted}, nhưng lại là {given}", "viết {wanted}"),
    ),
    "not-one-of": Entry(
        en=Text("`{value}` is not one of the words that can stand here", "write one of {choices}"),
        vi=Text("`{value}` không nằm trong các từ dùng được ở đây", "viết một trong {choices}"),
    ),
    "malformed-id": Entry(
        en=Text("`{name}` cannot be a name", "use letters, digits and `_`, and begin with a letter: `paid_online`"),
        vi=Text("`{name}` không dùng làm tên được", "dùng chữ, số và `_`, bắt đầu bằng chữ: `paid_online`"),
    ),
    "reserved-id": Entry(
        en=Text("`{name}` is a word of the language and cannot be a name", "choose another name"),
        vi=Text("`{name}` là từ của ngôn ngữ, không dùng làm tên được", "chọn tên khác"),
    ),
    "malformed-text": Entry(
        en=Text("`{value}` is not {wanted}", "write {wanted}"),
        vi=Text("`{value}` không đúng dạng {wanted}", "viết {wanted}"),
    ),
    "malformed-date": Entry(
        en=Text("`{value}` is not a day of the calendar", "write year-month-day, such as 2024-06-30"),
        vi=Text("`{value}` không phải là một ngày có thật", "viết năm-tháng-ngày, ví dụ 2024-06-30"),
    ),
    "keys-exclude-each-other": Entry(
        en=Text("{rule}", "delete one of the two"),
        vi=Text("{rule}", "xóa một trong hai"),
    ),
    "out-of-range": Entry(
        en=Text("{value} is outside {low} to {high}", "write a number from {low} to {high}"),
        vi=Text("{value} nằm ngoài khoảng {low} đến {high}", "viết một số từ {low} đến {high}"),
    ),
    "list-empty": Entry(
        en=Text("this list is empty", "add at least one item"),
        vi=Text("danh sách này trống", "thêm ít nhất một mục"),
    ),
}

_EXPRESSIONS: Mapping[str, Entry] = {
    "expression-empty": Entry(
        en=Text("an expression is expected here", "write a number or a formula"),
        vi=Text("ở đây cần một biểu thức", "viết một số hoặc một công thức"),
    ),
    "expression-syntax": Entry(
        en=Text("`{found}` does not fit here", "{hint}"),
        vi=Text("`{found}` không hợp lệ ở chỗ này", "{hint}"),
    ),
    "expression-incomplete": Entry(
        en=Text(
            "`{text}` stops too early",
            "a name, a number or a bracket is missing; between braces, put a formula with a comma in quotes",
        ),
        vi=Text(
            "`{text}` còn dang dở",
            "còn thiếu tên, số hoặc dấu ngoặc; trong ngoặc nhọn, công thức có dấu phẩy phải đặt trong dấu nháy",
        ),
    ),
    "escaped-expression": Entry(
        en=Text("an expression cannot be written with escapes", "write it without quotes, or below a line `|`"),
        vi=Text("biểu thức không được viết với ký tự thoát", "viết không có dấu nháy, hoặc viết dưới dòng `|`"),
    ),
    "unknown-input": Entry(
        en=Text(
            "`{name}` is not an input or a parameter of this rule set",
            "declare it under `inputs:` or `parameters:`, or correct the name",
        ),
        vi=Text(
            "`{name}` không phải là dữ liệu đầu vào hay tham số của bộ chỉ số này",
            "khai báo dưới `inputs:` hoặc `parameters:`, hoặc sửa lại tên",
        ),
    ),
    "unknown-node": Entry(
        en=Text(
            "`{name}` names no value of a group or an indicator",
            "write the id of a group or indicator, then `.points` or `.rate`",
        ),
        vi=Text(
            "`{name}` không phải là giá trị của nhóm hay chỉ số nào",
            "viết id của nhóm hoặc chỉ số, rồi `.points` hoặc `.rate`",
        ),
    ),
    "not-allowed-here": Entry(
        en=Text(
            "`{name}` exists, but cannot be used here",
            "a parameter is a fixed value, maxima and bounds may use parameters, a check may use inputs too; "
            "of a group or indicator write `.points` or `.rate`",
        ),
        vi=Text(
            "có `{name}` nhưng không dùng được ở đây",
            "tham số là giá trị cố định, điểm tối đa và cận được dùng tham số, kiểm tra được dùng thêm dữ liệu; "
            "với nhóm, chỉ số viết `.points` hoặc `.rate`",
        ),
    ),
    "unexpected-type": Entry(
        en=Text("{wanted} is expected here, this is {given}", "change the formula so that it gives {wanted}"),
        vi=Text("ở đây cần {wanted}, nhưng đây là {given}", "sửa công thức để cho ra {wanted}"),
    ),
    "type-mismatch": Entry(
        en=Text(
            "`{operator}` cannot join {left} and {right}", "bring both sides to one kind, or use another operation"
        ),
        vi=Text(
            "không thể dùng `{operator}` giữa {left} và {right}", "đưa hai vế về cùng loại, hoặc dùng phép tính khác"
        ),
    ),
    "types-differ": Entry(
        en=Text("{left} and {right} cannot be set side by side", "bring both to one kind"),
        vi=Text("không thể đặt {left} cạnh {right}", "đưa cả hai về cùng loại"),
    ),
    "not-ordered": Entry(
        en=Text("`{operator}` needs numbers or dates, this is {type}", "use `==` or `!=`"),
        vi=Text("`{operator}` cần số hoặc ngày, đây là {type}", "dùng `==` hoặc `!=`"),
    ),
    "unknown-choice": Entry(
        en=Text("`{value}` is none of the texts that can stand here", "write one of {choices}"),
        vi=Text("`{value}` không nằm trong các giá trị có thể có", "viết một trong {choices}"),
    ),
    "percent-sign-missing": Entry(
        en=Text("{value} as a rate is {read}", "write {meant} if that is meant"),
        vi=Text("{value} hiểu là tỷ lệ {read}", "viết {meant} nếu ý là như vậy"),
    ),
    "unknown-function": Entry(
        en=Text("there is no function `{name}`", "see the list of functions in the language reference"),
        vi=Text("không có hàm `{name}`", "xem danh sách hàm trong tài liệu ngôn ngữ"),
    ),
    "wrong-arguments": Entry(
        en=Text("`{name}` is given other arguments than it takes", "write `{signature}`"),
        vi=Text("`{name}` nhận đối số không đúng", "viết `{signature}`"),
    ),
    "wrong-setting": Entry(
        en=Text("`{name}` of `{function}` has to be a whole number", "write a number from 0 to {most}"),
        vi=Text("`{name}` của `{function}` phải là số nguyên", "viết một số từ 0 đến {most}"),
    ),
    "no-constant-value": Entry(
        en=Text("this has no value: it divides by 0", "correct the denominator"),
        vi=Text("biểu thức này không có giá trị: chia cho 0", "sửa lại mẫu số"),
    ),
    "cycle": Entry(
        en=Text("these refer to each other in a circle: {path}", "break the circle at one of the places"),
        vi=Text("các phần này tham chiếu vòng tròn: {path}", "bỏ bớt một tham chiếu để hết vòng"),
    ),
}

_SOUNDNESS: Mapping[str, Entry] = {
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
    "minimum-above-maximum": Entry(
        en=Text("the minimum {low} is above the maximum {high}", "correct one of the two; without `min`, 0 is meant"),
        vi=Text("điểm tối thiểu {low} lớn hơn điểm tối đa {high}", "sửa lại một trong hai; không có `min` nghĩa là 0"),
    ),
    "full-at-not-positive": Entry(
        en=Text("full points at a rate of {value} make no sense", "write a rate above 0, such as 80%"),
        vi=Text("đạt điểm tối đa ở tỷ lệ {value} là vô nghĩa", "viết tỷ lệ lớn hơn 0, ví dụ 80%"),
    ),
    "no-policy-for-empty": Entry(
        severity="warning",
        en=Text(
            "this denominator can be 0, and `{name}` does not say what it gives then; it will give no value",
            "add `when_empty: zero`, `full`, `none` or `exclude`",
        ),
        vi=Text(
            "mẫu số này có thể bằng 0, mà `{name}` chưa nói khi đó cho gì; sẽ không có giá trị",
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
    "dates-reversed": Entry(
        en=Text("the edition ends before it begins", "correct one of the dates"),
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
        en=Text("`{name}` is not a parameter of this rule set", "parameters are declared under `parameters:`"),
        vi=Text("`{name}` không phải là tham số của bộ chỉ số này", "tham số được khai báo dưới `parameters:`"),
    ),
}

_EDITIONS: Mapping[str, Entry] = {
    "unknown-edition": Entry(
        en=Text("there is no edition `{name}`", "write name@edition, such as qd766/national@2022"),
        vi=Text("không có ấn bản `{name}`", "viết tên@ấn bản, ví dụ qd766/national@2022"),
    ),
    "unknown-ruleset": Entry(
        en=Text("there is no rule set `{name}`", "known are {known}"),
        vi=Text("không có bộ chỉ số `{name}`", "hiện có {known}"),
    ),
    "no-edition-on-date": Entry(
        en=Text("no edition of `{name}` is in force on {day}", "its editions: {editions}"),
        vi=Text("không có ấn bản nào của `{name}` có hiệu lực ngày {day}", "các ấn bản: {editions}"),
    ),
    "several-editions-on-date": Entry(
        en=Text("several editions of `{name}` are in force on {day}", "name one of them: {editions}"),
        vi=Text("nhiều ấn bản của `{name}` cùng có hiệu lực ngày {day}", "nêu rõ một ấn bản: {editions}"),
    ),
    "nothing-to-restate": Entry(
        en=Text("`{name}` restates nothing, and to be new it lacks a title", "correct the id, or write it out in full"),
        vi=Text("`{name}` không sửa phần nào có sẵn, mà là phần mới thì thiếu tiêu đề", "sửa id, hoặc viết đầy đủ"),
    ),
    "edition-misfiled": Entry(
        en=Text(
            "`{file}` lies as `{name}` but says it is `{says}`", "correct `ruleset` and `edition`, or move the file"
        ),
        vi=Text(
            "`{file}` nằm ở chỗ của `{name}` nhưng lại ghi là `{says}`", "sửa `ruleset` và `edition`, hoặc chuyển tệp"
        ),
    ),
    "extends-too-long": Entry(
        en=Text("more than {most} editions build on each other", "build on an earlier one directly"),
        vi=Text("quá {most} ấn bản nối tiếp nhau", "kế thừa trực tiếp một ấn bản trước"),
    ),
    "extends-cycle": Entry(
        en=Text("`{name}` builds on this edition itself", "build on another edition"),
        vi=Text("`{name}` lại kế thừa chính ấn bản này", "kế thừa ấn bản khác"),
    ),
}

ENTRIES: Mapping[str, Entry] = {**_SHAPE, **_EXPRESSIONS, **_SOUNDNESS, **_EDITIONS}
